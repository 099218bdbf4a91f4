import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { opensToInternet } from '../../src/rules/exposure.ts';

describe('opensToInternet', () => {
  for (const sources of [
    ['0.0.0.0/0'],
    ['::/0'],
    ['2000::/3'],
    ['*'],
    ['Internet'],
    ['/0'],
    ['0.0.0.0'],
    ['::0'],
    ['10.0.0.0/8', '0.0.0.0/0'],
    ['0.0.0.0/1', '128.0.0.0/1'],
    ['0.0.0.0/2', '64.0.0.0/2', '128.0.0.0/2', '192.0.0.0/3'],
    ['1.0.0.0/8', '2.0.0.0/7', '4.0.0.0/6', '8.0.0.0/5', '16.0.0.0/4', '32.0.0.0/3', '64.0.0.0/2', '128.0.0.0/2'],
    ['::/1', '8000::/1'],
    ['2000::/4', '3000::/4'],
  ]) {
    it(`${sources.join(' ')} is the internet`, () => assert.ok(opensToInternet(sources)));
  }

  for (const sources of [
    [],
    ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'],
    ['35.235.240.0/20'],
    ['8.0.0.0/8', '34.0.0.0/8'],
    ['0.0.0.0/32'],
    ['0.0.0.0/2'],
    ['224.0.0.0/3'],
    ['fc00::/7', 'fe80::/10'],
    ['2001:db8::/32'],
    ['tag', ''],
  ]) {
    it(`${sources.join(' ') || 'nothing'} is not`, () => assert.ok(!opensToInternet(sources)));
  }

  it("counts allowed blocks as one's own", () => {
    assert.ok(opensToInternet(['0.0.0.0/0'], ['8.0.0.0/8']));
    assert.ok(!opensToInternet(['0.0.0.0/0'], ['0.0.0.0/1', '128.0.0.0/2']));
    assert.ok(!opensToInternet(['0.0.0.0', '*', '::/0'], ['0.0.0.0/0', '::/0']));
  });
});

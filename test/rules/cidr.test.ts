import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { covers, overlap, parseCidr, type Range, size, subtract, union } from '../../src/rules/cidr.ts';

function cidr(text: string): Range {
  const range = parseCidr(text);
  assert.ok(range, text);
  return range;
}

describe('parseCidr', () => {
  it('reads blocks and single addresses of both families', () => {
    assert.deepEqual(cidr('10.0.0.0/8'), { family: 4, first: 0x0a000000n, last: 0x0affffffn });
    assert.deepEqual(cidr('10.1.2.3'), { family: 4, first: 0x0a010203n, last: 0x0a010203n });
    assert.deepEqual(cidr('0.0.0.0/0'), { family: 4, first: 0n, last: 0xffffffffn });
    assert.deepEqual(cidr('::/0'), { family: 6, first: 0n, last: (1n << 128n) - 1n });
    assert.deepEqual(cidr('2001:DB8::1'), {
      family: 6,
      first: (0x20010db8n << 96n) + 1n,
      last: (0x20010db8n << 96n) + 1n,
    });
    assert.equal(size(cidr('2001:db8::/32')), 1n << 96n);
    assert.equal(size(cidr('1:2:3:4:5:6:7:8/128')), 1n);
  });

  it('ignores bits behind the prefix', () => {
    assert.deepEqual(cidr('10.10.10.10/24'), cidr('10.10.10.0/24'));
    assert.deepEqual(cidr('2001:db8::ffff/64'), cidr('2001:db8::/64'));
  });

  it('takes IPv4 addresses in the form of IPv6 for what they are', () => {
    assert.deepEqual(cidr('::ffff:10.0.0.0/104'), cidr('10.0.0.0/8'));
    assert.equal(cidr('64:ff9b::192.0.2.1').family, 6);
  });

  for (const text of [
    '',
    '10',
    '10.0.0',
    '10.0.0.0.0',
    '010.0.0.0',
    '256.0.0.0',
    '10.0.0.0/',
    '10.0.0.0/33',
    '10.0.0.0/08',
    '10.0.0.0/+8',
    '10.0.0.0/8/8',
    ' 10.0.0.0',
    '0x0a.0.0.0',
    '10.0.0.-1',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7::8',
    '12345::',
    'fe80::1%eth0',
    '::/129',
    '::10.0.0',
    'g::',
    'web',
    ':',
  ]) {
    it(`refuses "${text}"`, () => assert.equal(parseCidr(text), undefined));
  }
});

describe('sets of ranges', () => {
  it('overlap where they share an address, within one family', () => {
    assert.ok(overlap(cidr('10.0.0.0/8'), cidr('10.255.255.255')));
    assert.ok(!overlap(cidr('10.0.0.0/9'), cidr('10.128.0.0/9')));
    assert.ok(!overlap(cidr('0.0.0.0/0'), cidr('::/0')));
    assert.ok(covers(cidr('10.0.0.0/8'), cidr('10.1.0.0/16')));
    assert.ok(!covers(cidr('10.1.0.0/16'), cidr('10.0.0.0/8')));
  });

  it('make one range of those that touch', () => {
    assert.deepEqual(union([cidr('128.0.0.0/1'), cidr('0.0.0.0/1'), cidr('10.0.0.0/8')]), [cidr('0.0.0.0/0')]);
    assert.equal(union([cidr('10.0.0.0/24'), cidr('10.0.2.0/24'), cidr('::/64')]).length, 3);
  });

  it('leave what is not taken out', () => {
    assert.deepEqual(subtract([cidr('10.0.0.0/8')], [cidr('10.0.0.0/9')]), [cidr('10.128.0.0/9')]);
    assert.deepEqual(subtract([cidr('10.0.0.0/8')], [cidr('0.0.0.0/0')]), []);
    const hole = subtract([cidr('10.0.0.0/30')], [cidr('10.0.0.1')]);
    assert.deepEqual(hole, [cidr('10.0.0.0'), cidr('10.0.0.2/31')]);
  });
});

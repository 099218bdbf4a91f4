import assert from 'node:assert/strict';
import { win32 } from 'node:path';
import { test } from 'node:test';
import { naming } from '../../src/cli/projects.ts';
import { sarif } from '../../src/cli/sarif.ts';
import { enginePath } from '../../src/node/files.ts';
import { isWithin, joinPath } from '../../src/terraform/files.ts';
import { findingAt, reportOf } from './reports.ts';

const engine = (path: string): string => enginePath(path, win32);

test('a path of Windows is written with strokes, whatever form it has', () => {
  assert.equal(engine('C:\\Work\\a b\\main.tf'), 'C:/Work/a b/main.tf');
  assert.equal(engine('C:\\'), 'C:/');
  assert.equal(engine('\\\\server\\share\\net\\main.tf'), '//server/share/net/main.tf');
  assert.equal(engine('C:/Work/#1/100%/main.tf'), 'C:/Work/#1/100%/main.tf');
});

test('no step up is hidden behind the stroke of Windows', () => {
  for (const source of ['..\\..\\secret.txt', '.\\..\\../secret.txt', 'net\\..\\..\\..\\secret.txt']) {
    const path = engine(joinPath('C:/Work/root', source));
    assert.ok(!isWithin(path, 'C:/Work/root'), path);
  }
  assert.equal(engine(joinPath('C:/Work/root', 'net\\main.tf')), 'C:/Work/root/net/main.tf');
});

test('files are named as seen from the working directory, on another drive or share by all of their path', () => {
  const name = naming('C:\\Work\\root', win32);
  assert.equal(name('C:/Work/root/net/main.tf'), 'net/main.tf');
  assert.equal(name('C:/Work/root'), '.');
  assert.equal(name('C:/Work/shared/main.tf'), '../shared/main.tf');
  assert.equal(name('D:/other/main.tf'), 'D:/other/main.tf');
  assert.equal(name('//server/share/main.tf'), '//server/share/main.tf');
});

test('SARIF has the addresses of drives and shares', () => {
  const addresses: Readonly<Record<string, string>> = {
    'C:/Work/a b/#1.tf': 'file:///C:/Work/a%20b/%231.tf',
    '//server/share/100%.tf': 'file://server/share/100%25.tf',
    '/home/a b/main.tf': 'file:///home/a%20b/main.tf',
    '../c:d/main.tf': '../c%3Ad/main.tf',
  };
  for (const [file, address] of Object.entries(addresses)) {
    const [run] = JSON.parse(sarif(reportOf({ [file]: 'a = 1' }, [findingAt(file, 'a = 1', '1')]))).runs;
    assert.equal(run.results[0].locations[0].physicalLocation.artifactLocation.uri, address);
  }
});

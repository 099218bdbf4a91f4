import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { enginePath, nodeFiles } from '../../src/node/files.ts';
import { Workspace } from '../../src/terraform/workspace.ts';

function folder(t: TestContext): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'groundwork-files-')));
  t.after(() => rmSync(path, { recursive: true }));
  return enginePath(path);
}

test('links in circles are walked once', (t) => {
  const root = folder(t);
  for (const name of ['a', 'b']) {
    mkdirSync(join(root, name));
    writeFileSync(join(root, name, 'main.tf'), '');
  }
  symlinkSync('..', join(root, 'a', 'up'));
  symlinkSync('.', join(root, 'a', 'self'));
  symlinkSync('../b', join(root, 'a', 'to-b'));
  symlinkSync('../a', join(root, 'b', 'to-a'));
  const found = new Workspace(nodeFiles(root)).moduleDirectories(root).map((path) => path.slice(root.length + 1));
  assert.deepEqual(found, ['a', 'a/to-b', 'b', 'b/to-a']);
});

test('links that lead outside are not there, neither as files nor as directories', (t) => {
  const root = folder(t);
  const outside = folder(t);
  writeFileSync(join(outside, 'secret.tf'), 'secret');
  symlinkSync(outside, join(root, 'dir'));
  symlinkSync(join(outside, 'secret.tf'), join(root, 'file.tf'));
  const files = nodeFiles(root);
  assert.deepEqual(files.readDirectory(root), []);
  assert.equal(files.readFile(`${root}/file.tf`), undefined);
  assert.equal(files.readFile(`${root}/dir/secret.tf`), undefined);
  assert.equal(files.readFile(`${root}/../${enginePath(outside).split('/').at(-1)}/secret.tf`), undefined);
});

test('text that is not UTF-8 is reported and not read', (t) => {
  const root = folder(t);
  writeFileSync(join(root, 'main.tf'), Uint8Array.of(0xff, 0xfe, 0x00));
  const told: string[] = [];
  const files = nodeFiles(root, {
    onUnreadable: (path, reason) => told.push(`${path.slice(root.length + 1)}: ${reason}`),
  });
  assert.equal(files.readFile(`${root}/main.tf`), undefined);
  assert.deepEqual(told, ['main.tf: not UTF-8 text']);
});

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { nodeFiles } from '../../src/node/files.ts';
import { directoryOf } from '../cli/cli.ts';

const outside = directoryOf({ 'secret.tf': 'a = 1', 'named.tfvars': 'b = 2' });
const place = directoryOf({ 'main.tf': 'x', 'net/main.tf': '\uFEFFy', 'latin.tf': new Uint8Array([0xe9]) });
symlinkSync(join(outside, 'secret.tf'), join(place, 'secret.tf'));
symlinkSync(outside, join(place, 'outside'));
symlinkSync(join(place, 'net'), join(place, 'linked'));
symlinkSync(place, join(place, 'net', 'circle'));
symlinkSync(join(place, 'main.tf'), join(place, 'net', 'shared.tf'));
symlinkSync('nowhere', join(place, 'broken.tf'));

/** The names in a directory, directories with a stroke behind. */
function listed(path: string): string[] | undefined {
  const entries = nodeFiles(place).readDirectory(path);
  return entries?.map(({ name, directory }) => (directory ? `${name}/` : name)).sort();
}

test('lists files and directories, and links to files inside the root', () => {
  assert.deepEqual(listed(place), ['latin.tf', 'main.tf', 'net/']);
  assert.deepEqual(listed(join(place, 'net')), ['main.tf', 'shared.tf']);
  assert.equal(listed(join(place, 'nowhere')), undefined);
  assert.equal(listed(join(place, 'main.tf')), undefined);
});

test('reads through links inside the root, and nothing outside it', () => {
  const files = nodeFiles(place);
  assert.equal(files.readFile(join(place, 'net/shared.tf')), 'x');
  assert.equal(files.readFile(join(place, 'linked/main.tf')), '\uFEFFy', 'a byte order mark is kept');
  assert.deepEqual(listed(join(place, 'linked')), ['main.tf', 'shared.tf']);
  for (const path of [
    'secret.tf',
    'outside/secret.tf',
    `../${outside.split('/').at(-1)}/secret.tf`,
    'net',
    'broken.tf',
  ]) {
    assert.equal(files.readFile(join(place, path)), undefined, path);
  }
  assert.equal(listed(join(place, 'outside')), undefined);
  assert.equal(files.readFile(join(outside, 'named.tfvars')), undefined);
  const named = new Set([join(outside, 'named.tfvars')]);
  assert.equal(nodeFiles(place, { also: named }).readFile(join(outside, 'named.tfvars')), 'b = 2');
});

test('tells what is there and cannot be read, and says nothing of what is not there', () => {
  const told: unknown[] = [];
  const files = nodeFiles(place, { onUnreadable: (...args) => told.push(args) });
  assert.equal(files.readFile(join(place, 'latin.tf')), undefined);
  assert.equal(files.readFile(join(place, 'nowhere.tf')), undefined);
  assert.equal(files.readFile(join(place, 'main.tf', 'x.tf')), undefined);
  assert.deepEqual(told, [[join(place, 'latin.tf'), 'not UTF-8 text', false]]);
});

test('a pipe is no file, so reading does not wait for it', { skip: process.platform === 'win32' }, () => {
  execFileSync('mkfifo', [join(place, 'pipe.tf')]);
  assert.ok(!listed(place)?.includes('pipe.tf'));
  assert.equal(nodeFiles(place).readFile(join(place, 'pipe.tf')), undefined);
});

test('a file is read as it is now, not as it was', () => {
  const files = nodeFiles(place);
  writeFileSync(join(place, 'main.tf'), 'new');
  assert.equal(files.readFile(join(place, 'main.tf')), 'new');
});

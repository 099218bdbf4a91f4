import assert from 'node:assert/strict';
import { test } from 'node:test';
import { baseName, directoryOf, isWithin, joinPath } from '../../src/terraform/files.ts';

test('a module source is found from every kind of path', () => {
  assert.equal(joinPath('c:/Work/root', '../net'), 'c:/Work/net');
  assert.equal(joinPath('//server/share/root', '../net'), '//server/share/net');
  assert.equal(joinPath('vscode-vfs://github/owner/repo/root', '../net'), 'vscode-vfs://github/owner/repo/net');
  assert.equal(joinPath('/', 'net/main.tf'), '/net/main.tf');
  assert.equal(joinPath('c:/', 'net/main.tf'), 'c:/net/main.tf');
  assert.equal(joinPath('/home/100% #1/ü', './a b/../c'), '/home/100% #1/ü/c');
});

test('an absolute path stays what it is, with a drive only where there are drives', () => {
  assert.equal(joinPath('/home/root', '/etc/x'), '/etc/x');
  assert.equal(joinPath('c:/Work', 'D:/vars/prod.tfvars'), 'D:/vars/prod.tfvars');
  assert.equal(joinPath('//server/share', 'D:/vars/prod.tfvars'), 'D:/vars/prod.tfvars');
  assert.equal(joinPath('/home/root', 'D:/prod.tfvars'), '/home/root/D:/prod.tfvars');
});

test('no number of steps up leads above the top', () => {
  const up = '../'.repeat(20);
  assert.equal(joinPath('/home/root', `${up}etc`), '/etc');
  assert.equal(joinPath('c:/Work/root', `${up}etc`), 'c:/etc');
  assert.equal(joinPath('//server/share/root', `${up}etc`), '//server/share/etc');
  assert.equal(joinPath('vscode-vfs://github/owner', `${up}etc`), 'vscode-vfs://github/etc');
});

test('going up ends at the top', () => {
  const parents = (path: string): readonly string[] => {
    const parent = directoryOf(path);
    return parent === path ? [] : [parent, ...parents(parent)];
  };
  assert.deepEqual(parents('/a/b/main.tf'), ['/a/b', '/a', '/']);
  assert.deepEqual(parents('c:/a/main.tf'), ['c:/a', 'c:/']);
  assert.deepEqual(parents('//server/share/a/main.tf'), ['//server/share/a', '//server/share']);
  assert.deepEqual(parents('main.tf'), ['.']);
  assert.equal(baseName('c:/main.tf'), 'main.tf');
});

test('a path lies within its directory, not within one whose name begins alike', () => {
  assert.ok(isWithin('/a/b/c.tf', '/a/b'));
  assert.ok(isWithin('/a/b', '/a/b'));
  assert.ok(isWithin('/a', '/'));
  assert.ok(isWithin('c:/a', 'c:/'));
  assert.ok(!isWithin('/a/bc/c.tf', '/a/b'));
  assert.ok(!isWithin('//server/shared/a', '//server/share'));
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createWorkspaces } from '../../src/server/workspaces.ts';
import { memoryFiles } from '../memory.ts';
import { firewall, testLint } from './linting.ts';

const call = 'module "m" {\n  source = "../m"\n}\n';

function setUp(texts: Record<string, string>) {
  const files = memoryFiles(texts);
  const workspaces = createWorkspaces({
    files: () => files,
    lint: testLint,
    onFailure: (directory, error) => assert.fail(`${directory}: ${error}`),
  });
  const directories = (path?: string) => workspaces.stale(path).map(({ directory }) => directory);
  const lintAll = () => {
    for (const root of workspaces.stale()) workspaces.lint(root);
  };
  return { files, workspaces, directories, lintAll };
}

test('a change bears only upon the roots that read the file, and not where the text is the same', () => {
  const { files, workspaces, directories, lintAll } = setUp({
    '/w/a/main.tf': call,
    '/w/b/main.tf': call,
    '/w/c/main.tf': '',
    '/w/m/main.tf': '',
  });
  workspaces.add('/w');
  assert.deepEqual(directories(), ['/w/a', '/w/b', '/w/c']);
  assert.deepEqual(directories('/w/m/main.tf'), ['/w/a', '/w/b']);
  lintAll();
  workspaces.changed(['/w/m/main.tf']);
  assert.deepEqual(directories(), []);
  files.texts.set('/w/m/main.tf', '# changed');
  workspaces.changed(['/w/m/main.tf']);
  assert.deepEqual(directories(), ['/w/a', '/w/b']);
  lintAll();
  workspaces.changed(['/w/c/variables.tf']);
  assert.deepEqual(directories(), ['/w/c']);
});

test('a module that is no longer called becomes a root, and one that is called ceases to be', () => {
  const { files, workspaces, directories, lintAll } = setUp({ '/w/a/main.tf': call, '/w/m/main.tf': firewall('[]') });
  workspaces.add('/w');
  assert.deepEqual(directories(), ['/w/a']);
  lintAll();
  files.texts.set('/w/a/main.tf', '');
  workspaces.changed(['/w/a/main.tf']);
  assert.deepEqual(directories(), ['/w/a', '/w/m']);
  lintAll();
  files.texts.set('/w/a/main.tf', call);
  workspaces.changed(['/w/a/main.tf']);
  assert.deepEqual(directories(), ['/w/a']);
  assert.deepEqual(
    workspaces.roots().map(({ directory }) => directory),
    ['/w/a'],
  );
});

test('a file is not handed out while a stale root has findings in it', () => {
  const { files, workspaces, lintAll } = setUp({
    '/w/a/main.tf': call,
    '/w/b/main.tf': call,
    '/w/m/main.tf': firewall('["0.0.0.0/0"]'),
  });
  workspaces.add('/w');
  lintAll();
  assert.deepEqual([...workspaces.takeTouched()], ['/w/m/main.tf']);
  files.texts.set('/w/m/main.tf', `# moved\n${firewall('["0.0.0.0/0"]')}`);
  workspaces.changed(['/w/m/main.tf']);
  const [a] = workspaces.stale();
  assert.ok(a);
  workspaces.lint(a);
  assert.deepEqual([...workspaces.takeTouched()], []);
  lintAll();
  assert.deepEqual([...workspaces.takeTouched()], ['/w/m/main.tf']);
  assert.equal(workspaces.findings('/w/m/main.tf').length, 1, 'both roots see the same fault');
});

test('folders within folders: each root belongs to the deepest one, also when folders come and go', () => {
  const { workspaces } = setUp({ '/w/main.tf': '', '/w/in/main.tf': '' });
  const owners = () => {
    workspaces.stale();
    return workspaces.roots().map(({ directory, folder }) => `${folder.top} ${directory}`);
  };
  workspaces.add('/w');
  assert.deepEqual(owners(), ['/w /w', '/w /w/in']);
  workspaces.add('/w/in');
  assert.deepEqual(owners(), ['/w /w', '/w/in /w/in']);
  workspaces.remove('/w/in');
  assert.deepEqual(owners(), ['/w /w', '/w /w/in']);
});

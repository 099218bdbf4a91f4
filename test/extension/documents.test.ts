import assert from 'node:assert/strict';
import { test } from 'node:test';
import picomatch from 'picomatch';
import { documentSelector, fileSelector, terraformFiles } from '../../src/extension/documents.ts';

const isTerraform = picomatch(terraformFiles);

test('takes the files of Terraform and OpenTofu by name', () => {
  for (const name of [
    'main.tf',
    'main.tofu',
    'prod.tfvars',
    'main.tf.json',
    'main.tofu.json',
    'prod.auto.tfvars.json',
  ]) {
    assert.ok(isTerraform(`infra/net/${name}`), name);
  }
  for (const name of ['main.tfstate', 'main.hcl', 'package.json', 'main.tf.bak', 'tf']) {
    assert.ok(!isTerraform(`infra/${name}`), name);
  }
});

test('takes files on disk and those of the folders, and no copies of them under other schemes', () => {
  const schemes = new Set(documentSelector(['vscode-vfs', 'file']).map(({ scheme }) => scheme));
  assert.deepEqual([...schemes], ['file', 'vscode-vfs', 'untitled']);
  assert.ok(documentSelector([]).every(({ scheme, language }) => (scheme === 'untitled') === (language !== undefined)));
});

test('variables have to do with the files of modules, not with the configuration or with new texts', () => {
  const filters = fileSelector(documentSelector(['vscode-vfs']));
  assert.deepEqual(filters, [
    { scheme: 'file', pattern: terraformFiles },
    { scheme: 'vscode-vfs', pattern: terraformFiles },
  ]);
});

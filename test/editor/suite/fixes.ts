import assert from 'node:assert/strict';
import { ConfigurationTarget, commands, Uri, window, workspace } from 'vscode';
import { apply, findings, folder, quickFix, rangeOf, remove, replace, restore, show, write } from './editor.ts';
import { sources } from './texts.ts';

const select = (...files: readonly string[]) => commands.executeCommand('groundwork.selectVariableFiles', { files });
const onDisk = async (name: string) =>
  new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(folder(), name)));

suite('fixes', () => {
  test('a quick fix mends what it says and nothing else', async () => {
    const document = await show('network.tf');
    const before = document.getText();
    await replace(document, before.replace('[var.port]', '["22"]'));
    const [finding] = await findings(document, 'gcp/open-ssh');
    assert.ok(finding);
    await apply(await quickFix(document, finding.range, /35\.235\.240\.0\/20/));
    await findings(document);
    assert.equal(document.getText(), before.replace('[var.port]', '["22"]').replace('0.0.0.0/0', '35.235.240.0/20'));
    await restore(document);
  });

  test('a value that is written in another file is mended there, from where it is read', async () => {
    await write('sources.tf', sources);
    await write('ranges.tf', declared('["0.0.0.0/0"]'));
    const reader = await show('sources.tf');
    const writer = await workspace.openTextDocument(Uri.joinPath(folder(), 'ranges.tf'));
    await findings(writer, 'gcp/open-ssh');
    await apply(await quickFix(reader, rangeOf(reader, 'var.sources'), /, by changing var\.sources in ranges\.tf/));
    assert.equal(writer.getText(), declared('["35.235.240.0/20"]'));
    await findings(writer);
    assert.equal(reader.getText(), sources);
    await writer.save();
  });

  test('a value that a variable file gives is mended in that file', async () => {
    await write('sources.tf', sources);
    await write('ranges.tf', declared('[]'));
    await write('prod.tfvars', 'sources = ["10.0.0.0/8", "0.0.0.0/0"]\n');
    await select('prod.tfvars');
    const prod = await show('prod.tfvars');
    const [finding] = await findings(prod, 'gcp/open-ssh');
    assert.ok(finding);
    await apply(await quickFix(prod, finding.range, /, by changing var\.sources in prod\.tfvars/));
    assert.equal(prod.getText(), 'sources = ["10.0.0.0/8", "35.235.240.0/20"]\n');
    await findings(prod);
    await prod.save();
  });

  test('the command that fixes all replaces pasted characters and quoted booleans', async () => {
    const document = await show('network.tf');
    const before = document.getText();
    await replace(document, before.replace('= false', '= "false"').replaceAll('\n  ', '\n\u00a0 '));
    await findings(document, 'terraform/pasted-characters', 'terraform/quoted-boolean');
    await commands.executeCommand('groundwork.fixAll');
    await findings(document);
    assert.equal(document.getText(), before);
  });

  test('a save mends what is safe to mend, where people turned that on', async () => {
    const settings = () => workspace.getConfiguration('editor');
    const faulty =
      'resource "google_compute_network" "saved" {\n  name                    = "saved"\n  auto_create_subnetworks = "false"\n}\n';
    await write('saved.tf', faulty);
    const document = await show('saved.tf');
    await findings(document, 'terraform/quoted-boolean');
    try {
      await settings().update(
        'codeActionsOnSave',
        { 'source.fixAll.groundwork': 'explicit' },
        ConfigurationTarget.Workspace,
      );
      await replace(document, `${faulty}# saved\n`);
      assert.ok(await document.save());
      assert.equal(await onDisk('saved.tf'), `${faulty.replace('"false"', 'false')}# saved\n`);
      await findings(document);
    } finally {
      await settings().update('codeActionsOnSave', undefined, ConfigurationTarget.Workspace);
    }
  });

  teardown(async () => {
    await select();
    await commands.executeCommand('workbench.action.closeAllEditors');
    for (const name of ['sources.tf', 'ranges.tf', 'prod.tfvars', 'saved.tf']) await remove(name);
    assert.equal(window.activeTextEditor, undefined);
    await findings(await show('network.tf'));
  });
});

const declared = (value: string) => `variable "sources" {
  type    = list(string)
  default = ${value}
}
`;

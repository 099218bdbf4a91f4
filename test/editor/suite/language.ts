import assert from 'node:assert/strict';
import { commands, extensions, Uri, window, workspace } from 'vscode';
import { folder, found, show } from './editor.ts';

suite('the extension', () => {
  test('starts when a Terraform file is opened', async () => {
    const document = await show('network.tf');
    assert.equal(document.languageId, 'terraform');
    const extension = extensions.getExtension('groundwork.groundwork');
    assert.ok(extension);
    await extension.activate();
  });

  test('registers every command of its manifest', async () => {
    const manifest: { contributes: { commands: { command: string }[] } } =
      extensions.getExtension('groundwork.groundwork')?.packageJSON;
    const registered = new Set(await commands.getCommands(true));
    for (const { command } of manifest.contributes.commands) assert.ok(registered.has(command), command);
  });

  test('names the language of files by their names', async () => {
    const names = { 'other/main.tofu': 'opentofu', 'other/prod.tfvars': 'terraform-vars', '.groundwork.json': 'jsonc' };
    for (const [name, language] of Object.entries(names)) {
      const uri = Uri.joinPath(folder(), name).with({ scheme: 'untitled' });
      const document = await workspace.openTextDocument(uri);
      assert.equal(document.languageId, language, name);
    }
  });

  test('checks a text that was never saved', async () => {
    const content = 'resource "google_compute_firewall" "ssh" {\n  disabled = "true"\n}\n';
    const document = await workspace.openTextDocument({ language: 'terraform', content });
    await window.showTextDocument(document);
    await found(document, 'terraform/quoted-boolean');
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});

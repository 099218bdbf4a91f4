import assert from 'node:assert/strict';
import { commands, extensions } from 'vscode';
import { show } from './editor.ts';

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
});

import assert from 'node:assert/strict';
import { type CodeAction, ConfigurationTarget, commands, Uri, window, workspace } from 'vscode';
import { findings, folder, replace, restore, show } from './editor.ts';

const configuration = () => Uri.joinPath(folder(), '.groundwork.json');

/** `network.tf` with SSH open to everyone. */
async function openSsh() {
  const document = await show('network.tf');
  await findings(document);
  await replace(document, document.getText().replace('[var.port]', '["22"]'));
  const [finding] = await findings(document, 'gcp/open-ssh');
  assert.ok(finding);
  return { document, finding };
}

suite('commands', () => {
  setup(async () => {
    await workspace.fs.delete(configuration(), { useTrash: false }).then(undefined, () => undefined);
  });

  test('settings turn rules and all checks off and on', async () => {
    const { document } = await openSsh();
    const settings = () => workspace.getConfiguration('groundwork.lint');
    await settings().update('rules', { 'gcp/open-ssh': 'off' }, ConfigurationTarget.Workspace);
    await findings(document);
    await settings().update('rules', undefined, ConfigurationTarget.Workspace);
    await findings(document, 'gcp/open-ssh');
    await settings().update('enable', false, ConfigurationTarget.Workspace);
    await findings(document);
    await settings().update('enable', undefined, ConfigurationTarget.Workspace);
    await findings(document, 'gcp/open-ssh');
    await restore(document);
    await findings(document);
  });

  test('the light bulb leads to the page of the rule', async () => {
    const { document, finding } = await openSsh();
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      finding.range,
    );
    const explain = actions.find(({ title }) => title === 'Explain gcp/open-ssh');
    const [rule, place] = explain?.command?.arguments ?? [];
    assert.equal(rule, 'gcp/open-ssh');
    assert.equal(place.uri, document.uri.toString());
    assert.deepEqual(place.range.start, { line: finding.range.start.line, character: finding.range.start.character });
    await restore(document);
    await findings(document);
  });

  test('the configuration is created once, without faults, and opened from then on', async () => {
    await commands.executeCommand('groundwork.openConfiguration');
    const document = window.activeTextEditor?.document;
    assert.equal(document?.uri.toString(), configuration().toString());
    assert.equal(document.languageId, 'jsonc');
    await findings(document);
    const own = new TextEncoder().encode('{ "preset": "all" }\n');
    await workspace.fs.writeFile(configuration(), own);
    await commands.executeCommand('groundwork.openConfiguration');
    assert.deepEqual(Buffer.from(await workspace.fs.readFile(configuration())), Buffer.from(own));
  });

  test('a fault of the configuration is told once', async () => {
    const bad = '{ "preset": "al", "rulez": {}, "rules": { "gcp/open-shh": "off" } }\n';
    await workspace.fs.writeFile(configuration(), new TextEncoder().encode(bad));
    await findings(await show('.groundwork.json'), 'configuration', 'configuration', 'configuration');
  });

  test('findings are there again after a restart', async () => {
    const { document } = await openSsh();
    await commands.executeCommand('groundwork.restartServer');
    await findings(document, 'gcp/open-ssh');
    // Impatience leaves one server, not two that report everything twice.
    await Promise.all([1, 2, 3].map(() => commands.executeCommand('groundwork.restartServer')));
    await commands.executeCommand('groundwork.lintWorkspace');
    await findings(document, 'gcp/open-ssh');
    await restore(document);
    await findings(document);
  });
});

import assert from 'node:assert/strict';
import { type CodeAction, commands, DiagnosticSeverity, DiagnosticTag, Uri, window, workspace } from 'vscode';
import { findings, folder, replace, restore, show, write } from './editor.ts';

const configuration = () => Uri.joinPath(folder(), '.groundwork.json');

/** `network.tf` with SSH open to everyone, and an action that is offered for it. */
async function openSsh(title: RegExp) {
  const document = await show('network.tf');
  await findings(document);
  await replace(document, document.getText().replace('[var.port]', '["22"]'));
  const [finding] = await findings(document, 'gcp/open-ssh');
  assert.ok(finding);
  const offered = await commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    ...[document.uri, finding.range, 'quickfix', 20],
  );
  const action = offered.find((one) => title.test(one.title));
  assert.ok(action?.edit, `none of ${JSON.stringify(offered.map((one) => one.title))}`);
  return { document, edit: action.edit };
}

suite('leaving a finding', () => {
  const clean = () => workspace.fs.delete(configuration(), { useTrash: false }).then(undefined, () => undefined);
  setup(clean);
  teardown(clean);

  test('a comment is written whose reason is selected, and the finding goes', async () => {
    const { document, edit } = await openSsh(/^Ignore gcp\/open-ssh here/);
    const before = document.getText();
    const editor = await window.showTextDocument(document);
    assert.ok(await workspace.applyEdit(edit));
    assert.equal(document.getText(editor.selection), 'reason');
    const comment = 'source_ranges = ["0.0.0.0/0"] # groundwork:ignore gcp/open-ssh -- reason\n';
    assert.equal(document.getText(), before.replace('source_ranges = ["0.0.0.0/0"]\n', comment));
    await findings(document);
    await restore(document);
    await findings(document);
  });

  test('the severity of a rule is written into a configuration that was not there', async () => {
    const { document, edit } = await openSsh(/^Report gcp\/open-ssh as a note/);
    assert.ok(await workspace.applyEdit(edit));
    const made = await workspace.openTextDocument(configuration());
    assert.deepEqual(JSON.parse(made.getText()), { rules: { 'gcp/open-ssh': 'info' } });
    await made.save();
    await until(async () => (await findings(document, 'gcp/open-ssh'))[0]?.severity === DiagnosticSeverity.Information);
    await restore(document);
    await findings(document);
  });

  test('what a baseline has is faded', async () => {
    const { document } = await openSsh(/./);
    const known = { file: 'network.tf', rule: 'gcp/open-ssh', fingerprint: fingerprintOfOpenSsh };
    await write('.groundwork.json', '{ "baseline": "known.json" }');
    await write('known.json', JSON.stringify({ version: 1, findings: [known] }));
    await until(async () => (await findings(document, 'gcp/open-ssh'))[0]?.severity === DiagnosticSeverity.Hint);
    const [faded] = await findings(document, 'gcp/open-ssh');
    assert.deepEqual(faded?.tags, [DiagnosticTag.Unnecessary]);
    await workspace.fs.delete(Uri.joinPath(folder(), 'known.json'), { useTrash: false });
    await restore(document);
    await findings(document);
  });
});

/** The name that `groundwork baseline` gives to SSH open to everyone in `network.tf`. */
const fingerprintOfOpenSsh = '73873e92e1a71148:1';

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50));
}

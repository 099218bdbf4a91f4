import assert from 'node:assert/strict';
import { type CodeAction, commands, type Diagnostic, type TextDocument, workspace } from 'vscode';
import { findings, replace, restore, show } from './editor.ts';

suite('fixes', () => {
  test('a quick fix mends what it says and nothing else', async () => {
    const document = await show('network.tf');
    const before = document.getText();
    await replace(document, before.replace('[var.port]', '["22"]'));
    const [finding] = await findings(document, 'gcp/open-ssh');
    assert.ok(finding);
    await apply(await action(document, finding, /35\.235\.240\.0\/20/));
    await findings(document);
    assert.equal(document.getText(), before.replace('[var.port]', '["22"]').replace('0.0.0.0/0', '35.235.240.0/20'));
    await restore(document);
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
});

async function action(document: TextDocument, { range }: Diagnostic, title: RegExp): Promise<CodeAction> {
  const actions = await commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    'quickfix',
    10,
  );
  const found = actions.find((candidate) => title.test(candidate.title));
  assert.ok(found, `none of ${JSON.stringify(actions.map((candidate) => candidate.title))}`);
  return found;
}

async function apply({ edit, command }: CodeAction): Promise<void> {
  if (edit) assert.ok(await workspace.applyEdit(edit));
  if (command) await commands.executeCommand(command.command, ...(command.arguments ?? []));
}

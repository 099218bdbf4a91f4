import assert from 'node:assert/strict';
import { DiagnosticSeverity, DiagnosticTag, Uri, window, workspace } from 'vscode';
import {
  apply,
  findings,
  folder,
  found,
  quickFix,
  remove,
  replace,
  restore,
  ruleOf,
  rulesIn,
  show,
  write,
} from './editor.ts';

const configuration = () => Uri.joinPath(folder(), '.groundwork.json');

/** `network.tf` with SSH open to everyone, and an action that is offered for it. */
async function openSsh(title: RegExp) {
  const document = await show('network.tf');
  await findings(document);
  await replace(document, document.getText().replace('[var.port]', '["22"]'));
  const [finding] = await findings(document, 'gcp/open-ssh');
  assert.ok(finding);
  return { document, action: await quickFix(document, finding.range, title) };
}

suite('leaving a finding', () => {
  const clean = () => remove('.groundwork.json');
  setup(clean);
  teardown(clean);

  test('a comment is written whose reason is selected, and the finding goes', async () => {
    const { document, action } = await openSsh(/^Ignore gcp\/open-ssh here/);
    const before = document.getText();
    const editor = await window.showTextDocument(document);
    await apply(action);
    assert.equal(document.getText(editor.selection), 'reason');
    const comment = 'source_ranges = ["0.0.0.0/0"] # groundwork:ignore gcp/open-ssh -- reason\n';
    assert.equal(document.getText(), before.replace('source_ranges = ["0.0.0.0/0"]\n', comment));
    await findings(document);
    await restore(document);
    await findings(document);
  });

  test('the severity of a rule is written into a configuration that was not there', async () => {
    const { document, action } = await openSsh(/^Report gcp\/open-ssh as a note/);
    await apply(action);
    const made = await workspace.openTextDocument(configuration());
    assert.deepEqual(JSON.parse(made.getText()), { rules: { 'gcp/open-ssh': 'info' } });
    await made.save();
    await until(async () => (await findings(document, 'gcp/open-ssh'))[0]?.severity === DiagnosticSeverity.Information);
    await restore(document);
    await findings(document);
  });

  test('a rule is turned off in a configuration that keeps its comments', async () => {
    await write(
      '.groundwork.json',
      '{\n  // Ours.\n  "preset": "all",\n  "rules": { "terraform/unused-variable": "off" }\n}\n',
    );
    const document = await show('network.tf');
    await replace(document, document.getText().replace('[var.port]', '["22"]'));
    const [finding] = (await found(document, 'gcp/open-ssh')).filter((one) => ruleOf(one) === 'gcp/open-ssh');
    assert.ok(finding);
    await apply(await quickFix(document, finding.range, /^Turn gcp\/open-ssh off in this workspace/));
    const changed = await workspace.openTextDocument(configuration());
    assert.match(changed.getText(), /\/\/ Ours\.[\s\S]*"terraform\/unused-variable": "off",\s*"gcp\/open-ssh": "off"/);
    await until(async () => !rulesIn(document).includes('gcp/open-ssh'));
    await changed.save();
    await restore(document);
  });

  test('a suppression that is past its date suppresses no more, and is taken away', async () => {
    const document = await show('network.tf');
    const before = document.getText();
    const faulty = before.replace('[var.port]', '["22"]');
    const comment = ' # groundwork:ignore gcp/open-ssh until 2024-06-30 -- until the bastion is there';
    const past = faulty.replace('["0.0.0.0/0"]', `["0.0.0.0/0"]${comment}`);
    await replace(document, past);
    const both = await findings(document, 'gcp/open-ssh', 'groundwork/expired-suppression');
    const expired = both.find((one) => ruleOf(one) === 'groundwork/expired-suppression');
    assert.match(expired?.message ?? '', /ended on 2024-06-30/);
    assert.ok(expired);
    await apply(await quickFix(document, expired.range, /^Remove the suppression/));
    assert.equal(document.getText(), faulty);
    await findings(document, 'gcp/open-ssh');
    await replace(document, past.replace('2024-06-30', '2099-06-30'));
    await findings(document);
    await restore(document);
  });

  test('what a baseline has is faded, and how much of it is gone is said', async () => {
    const { document } = await openSsh(/./);
    const known = { file: 'network.tf', rule: 'gcp/open-ssh', fingerprint: fingerprintOfOpenSsh };
    await write('.groundwork.json', '{ "baseline": "known.json" }');
    const gone = { file: 'network.tf', rule: 'gcp/open-rdp', fingerprint: '0000000000000000:1' };
    await write('known.json', JSON.stringify({ version: 1, findings: [known, gone] }));
    await until(async () => (await findings(document, 'gcp/open-ssh'))[0]?.severity === DiagnosticSeverity.Hint);
    const [faded] = await findings(document, 'gcp/open-ssh');
    assert.deepEqual(faded?.tags, [DiagnosticTag.Unnecessary]);
    const [remark] = await findings(await show('.groundwork.json'), 'configuration');
    assert.match(remark?.message ?? '', /^1 of 2 findings in the baseline are gone\./);
    await remove('known.json');
    await restore(document);
    await findings(document);
  });
});

/** The name that `groundwork baseline` gives to SSH open to everyone in `network.tf`. */
const fingerprintOfOpenSsh = '73873e92e1a71148:1';

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50));
}

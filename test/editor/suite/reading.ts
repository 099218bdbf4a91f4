import assert from 'node:assert/strict';
import {
  ConfigurationTarget,
  commands,
  type Hover,
  type InlayHint,
  type InlayHintLabelPart,
  Position,
  Range,
  type TextDocument,
  workspace,
} from 'vscode';
import { findings, found, rangeOf, remove, replace, restore, show, write } from './editor.ts';
import { declaredSources } from './texts.ts';

const select = (...files: readonly string[]) => commands.executeCommand('groundwork.selectVariableFiles', { files });

/** The texts of the hints in a document. */
async function hints(document: TextDocument): Promise<string[]> {
  const whole = new Range(0, 0, document.lineCount, 0);
  const found = await commands.executeCommand<InlayHint[]>('vscode.executeInlayHintProvider', document.uri, whole);
  return found.map(({ label }) =>
    typeof label === 'string' ? label : label.map((part: InlayHintLabelPart) => part.value).join(''),
  );
}

/** All that a hover at a place says, in Markdown. */
async function hoverAt({ uri }: TextDocument, position: Position): Promise<string> {
  const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', uri, position);
  const parts = hovers.flatMap(({ contents }) => contents);
  return parts.map((part) => (typeof part === 'string' ? part : part.value)).join('\n\n');
}

suite('reading', () => {
  test('a hover on a resource type says who watches it, and its links may run', async () => {
    const document = await show('network.tf');
    const hovers = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new Position(0, 14),
    );
    const contents = hovers.flatMap((hover) => hover.contents).filter((one) => typeof one !== 'string');
    const about = contents.find(({ value }) => value.includes('`google_compute_network`'));
    assert.match(about?.value ?? '', /rules? watch[\s\S]*`aws_vpc`[\s\S]*command:groundwork\.openNote/);
    const { isTrusted } = about as { isTrusted?: { enabledCommands?: readonly string[] } };
    assert.deepEqual(isTrusted?.enabledCommands, ['groundwork.explainRule', 'groundwork.openNote']);
  });

  test('a hover on a finding says why it matters, what gave the value and how other tools call it', async () => {
    await write('sources.tf', declaredSources);
    await write('prod.tfvars', 'sources = ["0.0.0.0/0"]\n');
    try {
      await select('prod.tfvars');
      const prod = await show('prod.tfvars');
      const [finding] = await findings(prod, 'gcp/open-ssh');
      assert.ok(finding);
      const text = await hoverAt(prod, finding.range.start);
      assert.match(text, /SSH is open to the whole internet/);
      assert.match(
        text,
        /`var\.sources` <- \[prod\.tfvars:1\]\([^)]*\) = `\["0\.0\.0\.0\/0"\]`, used in \[sources\.tf:9\]/,
      );
      assert.match(text, /`checkov\/CKV_GCP_2`/);
      assert.match(text, /<https:\/\/cloud\.google\.com\/|<https:\/\//);

      const reader = await show('sources.tf');
      const value = await hoverAt(reader, rangeOf(reader, 'var.sources').start);
      assert.match(value, /SSH is open to the whole internet[\s\S]*\[prod\.tfvars:1\]/);
      await select();
      await findings(prod);
      assert.match(
        await hoverAt(reader, rangeOf(reader, 'var.sources').start),
        /`var\.sources` <- \[sources\.tf:3\]\([^)]*\) = `\[\]`/,
      );
    } finally {
      await select();
      await show('network.tf');
      for (const name of ['prod.tfvars', 'sources.tf']) await remove(name);
    }
  });

  test('a hover on the id of another tool says what it stands for', async () => {
    const document = await show('network.tf');
    const before = document.getText();
    await replace(
      document,
      before.replace(
        '  name          = "web"',
        '  # checkov:skip=CKV_GCP_2:closed by the bastion\n  name          = "web"',
      ),
    );
    await found(document, 'groundwork/unused-suppression');
    const text = await hoverAt(document, rangeOf(document, 'CKV_GCP_2').start);
    assert.match(text, /A suppression suppresses nothing[\s\S]*`CKV_GCP_2` for checkov/);
    assert.match(text, /SSH is open to the whole internet `gcp\/open-ssh`/);
    await restore(document);
    await findings(document);
  });

  test('a hint shows the value that decides a finding, unless the setting is off', async () => {
    await write('prod.tfvars', 'sources = ["0.0.0.0/0"]\n');
    await write('sources.tf', declaredSources);
    const document = await show('sources.tf');
    const settings = () => workspace.getConfiguration('groundwork.inlayHints');
    try {
      await findings(document);
      assert.deepEqual(await hints(document), []);
      await select('prod.tfvars');
      await findings(await show('prod.tfvars'), 'gcp/open-ssh');
      assert.deepEqual(await hints(document), ['["0.0.0.0/0"] from prod.tfvars:1']);
      await settings().update('enable', false, ConfigurationTarget.Workspace);
      assert.deepEqual(await hints(document), []);
    } finally {
      await settings().update('enable', undefined, ConfigurationTarget.Workspace);
      await show('network.tf');
      await select();
      for (const name of ['prod.tfvars', 'sources.tf']) await remove(name);
    }
  });
});

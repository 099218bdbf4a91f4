import assert from 'node:assert/strict';
import { commands, type Hover, type MarkdownString } from 'vscode';
import { findings, replace, restore, ruleOf, show, write } from './editor.ts';

suite('findings', () => {
  test('come and go as the text changes, without a save', async () => {
    const document = await show('network.tf');
    await findings(document);
    await replace(document, document.getText().replace('[var.port]', '["22"]'));
    const [finding] = await findings(document, 'gcp/open-ssh');
    assert.equal(finding?.source, 'groundwork');
    assert.equal(document.getText(finding?.range), '["0.0.0.0/0"]');
    await restore(document);
    await findings(document);
  });

  test('follow a change in another file', async () => {
    const network = await show('network.tf');
    await findings(network);
    const variables = await show('variables.tf');
    await replace(variables, variables.getText().replace('443', '22'));
    const [finding] = await findings(network, 'gcp/open-ssh');
    assert.deepEqual(
      finding?.relatedInformation?.map(({ location }) => location.uri.toString()),
      [variables.uri.toString()],
    );
    await restore(variables);
    await findings(network);
  });

  test('follow a file that is written outside the editor', async () => {
    const network = await show('network.tf');
    await findings(network);
    await write('terraform.tfvars', 'port = "3389"\n');
    await findings(network, 'gcp/open-rdp');
    await write('terraform.tfvars', 'port = "443"\n');
    await findings(network);
  });

  test('follow the configuration', async () => {
    const network = await show('network.tf');
    await replace(network, network.getText().replace('[var.port]', '["22"]'));
    await findings(network, 'gcp/open-ssh');
    await write('.groundwork.json', '{ "rules": { "gcp/open-ssh": "off" } }\n');
    await findings(network);
    await write('.groundwork.json', '{}\n');
    await findings(network, 'gcp/open-ssh');
    await restore(network);
    await findings(network);
  });

  test('are explained under the mouse', async () => {
    const document = await show('network.tf');
    await replace(document, document.getText().replace('[var.port]', '["22"]'));
    const [finding] = await findings(document, 'gcp/open-ssh');
    assert.ok(finding);
    assert.equal(ruleOf(finding), 'gcp/open-ssh');
    const hovers = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      finding.range.start,
    );
    const text = hovers.flatMap(({ contents }) => contents.map((part) => (part as MarkdownString).value)).join('\n');
    assert.match(text, /SSH is open to the whole internet/);
    await restore(document);
    await findings(document);
  });
});

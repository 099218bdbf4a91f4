import assert from 'node:assert/strict';
import { commands, Uri, window } from 'vscode';
import { findings, folder, remove, show, write } from './editor.ts';
import { declaredSources } from './texts.ts';

const select = (...files: readonly string[]) => commands.executeCommand('groundwork.selectVariableFiles', { files });

suite('variables', () => {
  setup(async () => {
    await remove('terraform.tfvars');
    await write('prod.tfvars', 'port = "22"\n');
    await write('env/dev.tfvars', 'port = "3389"\n');
    await findings(await show('network.tf'));
  });

  teardown(async () => {
    await show('network.tf');
    await select();
    await remove('prod.tfvars');
    await remove('env');
  });

  test('findings follow the files that are chosen, and name the one that gave the value', async () => {
    const network = await show('network.tf');
    await select('prod.tfvars');
    const [finding] = await findings(network, 'gcp/open-ssh');
    assert.deepEqual(
      finding?.relatedInformation?.map(({ message, location }) => [message, location.uri.toString()]),
      [['this lets the port through (var.port <- prod.tfvars:1)', Uri.joinPath(folder(), 'prod.tfvars').toString()]],
    );
    await select('prod.tfvars', 'env/dev.tfvars');
    await findings(network, 'gcp/open-rdp');
    await select();
    await findings(network);
  });

  test('a finding stands in the variable file that gave the value', async () => {
    await write('sources.tf', declaredSources);
    await write('prod.tfvars', 'sources = ["0.0.0.0/0"]\n');
    const prod = await show('prod.tfvars');
    await findings(prod);
    await select('prod.tfvars');
    const [finding] = await findings(prod, 'gcp/open-ssh');
    assert.equal(prod.getText(finding?.range), '["0.0.0.0/0"]');
    assert.equal(finding?.relatedInformation?.[0]?.message, 'var.sources <- prod.tfvars:1');
    await remove('sources.tf');
    await findings(prod, 'terraform/undeclared-variable');
  });

  test('the choice is there again after a restart', async () => {
    const network = await show('network.tf');
    await select('prod.tfvars');
    await findings(network, 'gcp/open-ssh');
    await commands.executeCommand('groundwork.restartServer');
    await commands.executeCommand('groundwork.lintWorkspace');
    await findings(network, 'gcp/open-ssh');
  });

  test('a chosen file that is deleted counts no more', async () => {
    const network = await show('network.tf');
    // One that is open still counts, as its text does.
    await write('short-lived.tfvars', 'port = "22"\n');
    await select('short-lived.tfvars');
    await findings(network, 'gcp/open-ssh');
    await remove('short-lived.tfvars');
    await findings(network);
  });

  test('a name that no file has changes nothing', async () => {
    const network = await show('network.tf');
    await select('env/dev.tfvars');
    await findings(network, 'gcp/open-rdp');
    await select('no.tfvars');
    await commands.executeCommand('groundwork.lintWorkspace');
    await findings(network, 'gcp/open-rdp');
    assert.equal(window.activeTextEditor?.document, network);
  });
});

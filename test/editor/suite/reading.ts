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
  Uri,
  workspace,
} from 'vscode';
import { findings, folder, show, write } from './editor.ts';

const select = (...files: readonly string[]) => commands.executeCommand('groundwork.selectVariableFiles', { files });

/** The texts of the hints in a document. */
async function hints(document: TextDocument): Promise<string[]> {
  const whole = new Range(0, 0, document.lineCount, 0);
  const found = await commands.executeCommand<InlayHint[]>('vscode.executeInlayHintProvider', document.uri, whole);
  return found.map(({ label }) =>
    typeof label === 'string' ? label : label.map((part: InlayHintLabelPart) => part.value).join(''),
  );
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

  test('a hint shows the value that decides a finding, unless the setting is off', async () => {
    await write('prod.tfvars', 'sources = ["0.0.0.0/0"]\n');
    await write('sources.tf', sources);
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
      for (const name of ['prod.tfvars', 'sources.tf'])
        await workspace.fs.delete(Uri.joinPath(folder(), name), { useTrash: false });
    }
  });
});

const sources = `variable "sources" {
  type    = list(string)
  default = []
}

resource "google_compute_firewall" "ssh" {
  name          = "ssh"
  network       = google_compute_network.hub.id
  source_ranges = var.sources
  target_tags   = ["bastion"]

  allow {
    protocol = "tcp"
    ports    = ["22"]
  }

  log_config {
    metadata = "INCLUDE_ALL_METADATA"
  }
}
`;

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClientCapabilities } from 'vscode-languageserver-protocol/node';
import { applyEdits } from '../../src/hcl/edits.ts';
import { LineIndex } from '../../src/hcl/lines.ts';
import { rules } from '../../src/rules/catalogue.ts';
import { snippetEdit } from '../../src/server/snippet-edit.ts';
import { expandSnippet } from '../../src/server/snippet-text.ts';
import { found, underlined } from '../rules/examples.ts';
import { apply, fixes } from './actions.ts';
import { startClient } from './client.ts';

const main = 'file:///work/main.tf';
const capable = (snippetEditSupport: boolean): ClientCapabilities => ({
  textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } },
  workspace: { workspaceEdit: { documentChanges: true, snippetEditSupport } },
});

const subnet = `resource "google_compute_subnetwork" "a" {
  name    = "a"
  network = "main"
}
`;
const title = 'Add a log_config block (flow logs are billed by volume)';

async function offered(text: string, snippets: boolean) {
  const client = await startClient({ capabilities: capable(snippets) });
  await client.open(main, text);
  const all = await fixes(client, main);
  await client.stop();
  return all;
}

test('a client with snippets gets the values of a new block as tab stops', async () => {
  const action = (await offered(subnet, true)).find((one) => one.title === title);
  const [change] = action?.edit?.documentChanges ?? [];
  const [edit, ...rest] = change && 'edits' in change ? change.edits : [];
  assert.deepEqual(rest, []);
  assert.ok(edit && 'snippet' in edit);
  assert.deepEqual(edit.range, { start: { line: 3, character: 0 }, end: { line: 3, character: 0 } });
  assert.deepEqual(edit.snippet.value.split('\n'), [
    '',
    '  log_config {',
    '    aggregation_interval = "INTERVAL_10_MIN"',
    '    flow_sampling        = ${1:0.5}',
    '    metadata             = "INCLUDE_ALL_METADATA"',
    '  \\}',
    '',
  ]);
});

test('a client without them gets the same text', async () => {
  const action = (await offered(subnet, false)).find((one) => one.title === title);
  const { [main]: text = '' } = apply(action, { [main]: subnet });
  assert.match(text, /\n {2}log_config \{\n.*\n {4}flow_sampling {8}= 0\.5\n.*\n {2}\}\n\}\n$/);
});

test('what else is on the lines of a snippet is taken literally, and begins where its line does', () => {
  const text = 'a {\n  b = "${var.x}" # \\ and }\n}\n';
  const at = text.indexOf('\n}');
  const edits = [
    { start: 6, end: 7, text: 'long' },
    { start: at, end: at, text: '\n  days = 30\n  name = "thirty 30"' },
  ];
  const edit = snippetEdit(text, new LineIndex(text), edits, ['30']);
  assert.deepEqual(edit, {
    start: 4,
    end: at,
    snippet: '  long = "\\${var.x\\}" # \\\\ and \\}\n  days = ${1:30}\n  name = "thirty 30"',
  });
});

test('the fixes of all rules are the same with tab stops and without, and have one for each value that they name', () => {
  let count = 0;
  for (const rule of rules) {
    const { text } = underlined(rule.bad);
    for (const { choices, edits } of found(rule, text).flatMap((finding) => finding.fixes)) {
      if (!choices) continue;
      const edit = snippetEdit(text, new LineIndex(text), edits, choices);
      assert.ok(edit, `${rule.id}: ${choices} are not in its fix`);
      const { start, end, snippet } = edit;
      assert.equal(text.slice(0, start) + expandSnippet(snippet) + text.slice(end), applyEdits(text, edits), rule.id);
      for (const choice of choices) assert.ok(snippet.includes(`:${choice.replace(/^"(.*)"$/, '$1')}}`), rule.id);
      count++;
    }
  }
  assert.ok(count > 100, String(count));
});

import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { LineIndex } from '../../src/hcl/lines.ts';
import { startClient, type TestClient } from '../server/client.ts';
import { stretchOf } from './edits.ts';
import type { Input, Step } from './input.ts';

const top = '/work';
const configuration = { [`${top}/.groundwork.json`]: '{ "preset": "all" }' };
const uriOf = (path: string): string => `file://${path}`;

/** What a client of the whole server is told after typing, saving and deleting is what it is told after a fresh start. */
export async function fuzzServer({ texts, steps = [] }: Input): Promise<void> {
  const files = Object.fromEntries(Object.entries(texts).map(([path, text]) => [`${top}/${path}`, text]));
  const open = new Map<string, string>();
  const client = await startClient({ files: { ...files, ...configuration } });
  await client.settled();
  for (const [i, step] of steps.entries()) {
    await apply(client, open, step, i + 2);
    if (i % 2 === 0) await told(client, `${top}/main.tf`);
    await ask(client, open, step);
  }
  const final = new Map([...client.files.texts, ...open]);
  const fresh = await startClient({ files: Object.fromEntries(final) });
  await fresh.settled();
  for (const path of new Set([...final.keys(), ...Object.keys(files)]))
    assert.deepEqual(await told(client, path), await told(fresh, path), path);
  for (const line of client.logged) assert.doesNotMatch(line, /\n\s+at /);
  await client.stop();
  await fresh.stop();
}

async function told(client: TestClient, path: string): Promise<readonly string[]> {
  const report = await client.pull(uriOf(path));
  if (report.kind !== 'full') return [report.kind];
  return report.items.map(({ range, code, severity, message, relatedInformation }) =>
    JSON.stringify([range, code, severity, message, relatedInformation]),
  );
}

/** Asks for everything else that an editor asks for where the cursor is; each has an answer. */
async function ask(client: TestClient, open: ReadonlyMap<string, string>, step: Step): Promise<void> {
  const path = `${top}/${step.file}`;
  const text = open.get(path);
  if ('whole' in step || text === undefined) return;
  const lines = new LineIndex(text);
  const { start, end } = stretchOf(step, text);
  const position = lines.position(start);
  const range = { start: position, end: lines.position(end) };
  const textDocument = { uri: uriOf(path) };
  for (const method of ['textDocument/hover', 'textDocument/completion'])
    await client.connection.sendRequest(method, { textDocument, position });
  await client.connection.sendRequest('textDocument/inlayHint', { textDocument, range });
  for (const only of [undefined, ['source.fixAll']])
    await client.connection.sendRequest('textDocument/codeAction', {
      textDocument,
      range,
      context: { diagnostics: [], ...(only && { only }) },
    });
}

async function apply(client: TestClient, open: Map<string, string>, step: Step, version: number): Promise<void> {
  const path = `${top}/${step.file}`;
  const uri = uriOf(path);
  if ('whole' in step) {
    if (open.delete(path)) await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    const type = step.whole === null ? 3 : client.files.texts.has(path) ? 2 : 1;
    if (step.whole === null) client.files.texts.delete(path);
    else client.files.texts.set(path, step.whole);
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
    return;
  }
  const text = open.get(path) ?? client.files.texts.get(path) ?? '';
  if (!open.has(path)) await client.open(uri, text);
  const { start, end } = stretchOf(step, text);
  const lines = new LineIndex(text);
  const range = { start: lines.position(start), end: lines.position(end) };
  await client.connection.sendNotification('textDocument/didChange', {
    textDocument: { uri, version },
    contentChanges: [{ range, text: step.text }],
  });
  // The protocol ends a line at a carriage return alone too, so the client's own text is kept as a client keeps it.
  const document = TextDocument.create(uri, 'terraform', version, text);
  open.set(path, TextDocument.update(document, [{ range, text: step.text }], version).getText());
}

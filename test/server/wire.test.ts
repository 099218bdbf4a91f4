import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { directoryOf } from '../cli/cli.ts';
import { openFirewall } from '../linter/linting.ts';
import { startWire, type Wire } from './wire.ts';

const limits = { timeout: 120_000 };

async function ready(t: TestContext): Promise<Wire> {
  const wire = startWire({ directory: directoryOf() });
  t.after(() => wire.process.kill('SIGKILL'));
  await wire.ask('initialize', { processId: null, rootUri: null, capabilities: {} });
  wire.send({ method: 'initialized', params: {} });
  return wire;
}

/** Whether the server still does its work: it finds what is wrong in a text. */
async function works(wire: Wire): Promise<void> {
  const uri = 'file:///nowhere/main.tf';
  const document = { uri, languageId: 'terraform', version: 1, text: openFirewall };
  wire.send({ method: 'textDocument/didOpen', params: { textDocument: document } });
  await wire.until(
    ({ method, params }) =>
      method === 'textDocument/publishDiagnostics' && JSON.stringify(params).includes('gcp/open-ssh'),
  );
}

const messages: Readonly<Record<string, string>> = {
  'that is no JSON': '{"jsonrpc',
  'of no object': 'null',
  'of a number': '42',
  'of several requests': '[{"jsonrpc":"2.0","id":1,"method":"nobody/knows"}]',
  'without method, result and id': '{"jsonrpc":"2.0"}',
  'of another protocol': '{"hello":"world"}',
  'that answers what nobody asked': '{"jsonrpc":"2.0","id":99999,"result":{}}',
  'that cancels what nobody asked': '{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":99999}}',
  'whose parameters are no structure': '{"jsonrpc":"2.0","method":"textDocument/didOpen","params":"x"}',
  'named like a part of every object':
    '{"jsonrpc":"2.0","id":"__proto__","method":"constructor","params":{"__proto__":1}}',
  'nested without end': `{"jsonrpc":"2.0","method":"x","params":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
  'with half a character': '{"jsonrpc":"2.0","method":"\\ud800","params":{}}',
};

test('a message that makes no sense is passed over, and the next one is read', limits, async (t) => {
  const wire = await ready(t);
  for (const [what, body] of Object.entries(messages)) {
    wire.raw(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    assert.equal((await wire.ask('groundwork/explain', { rule: 'none' })).result, null, `a message ${what}`);
  }
  await works(wire);
  assert.equal(wire.complaints(), '');
});

test('a message whose head is broken is passed over, and those behind it are read', limits, async (t) => {
  const wire = await ready(t);
  for (const head of ['Content-Type: text', 'Content-Length: many', 'hello', '\0\u00ff', 'Content-Length: 0']) {
    wire.raw(`${head}\r\n\r\n`);
    // What came with the broken head in one piece is read when more comes.
    const more = setInterval(() => wire.send({ method: '$/more' }), 20);
    await wire.ask('groundwork/explain', { rule: 'none' });
    clearInterval(more);
  }
  await works(wire);
});

test('a message may come byte by byte, and several in one piece', limits, async (t) => {
  const wire = await ready(t);
  const frame = (id: number): string => {
    const body = JSON.stringify({ jsonrpc: '2.0', id, method: 'groundwork/explain', params: { rule: 'größe' } });
    return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  };
  for (const byte of Buffer.from(frame(1))) wire.raw(Uint8Array.of(byte));
  wire.raw(frame(2) + frame(3));
  for (const id of [1, 2, 3]) assert.equal((await wire.until((message) => message.id === id)).error, undefined);
});

test('a method that nobody knows is refused, before the handshake too', limits, async (t) => {
  const wire = startWire({ directory: directoryOf() });
  t.after(() => wire.process.kill('SIGKILL'));
  assert.ok((await wire.ask('textDocument/hover', {})).error);
  assert.equal((await wire.ask('nobody/knows', {})).error?.code, -32601);
  wire.send({ method: 'nobody/knows', params: {} });
  wire.send({ method: '$/nobody/knows', params: {} });
  assert.ok((await wire.ask('initialize', { processId: null, rootUri: null, capabilities: {} })).result);
  assert.equal((await wire.ask('nobody/knows', {})).error?.code, -32601);
  await works(wire);
});

test('shutdown and exit end it with 0, exit alone with 1, and so does a client that hangs up', limits, async (t) => {
  const inOrder = await ready(t);
  assert.equal((await inOrder.ask('shutdown')).result, null);
  // What still comes is answered, and nothing goes wrong.
  await inOrder.ask('groundwork/explain', { rule: 'none' });
  inOrder.send({ method: 'exit' });
  assert.equal(await inOrder.ended, 0);

  const atOnce = await ready(t);
  atOnce.send({ method: 'exit' });
  assert.equal(await atOnce.ended, 1);

  const hungUp = await ready(t);
  hungUp.process.stdin?.end();
  assert.equal(await hungUp.ended, 1);

  const beforeTheHandshake = startWire({ directory: directoryOf() });
  beforeTheHandshake.send({ method: 'exit' });
  assert.equal(await beforeTheHandshake.ended, 1);
  for (const { complaints } of [inOrder, atOnce, hungUp, beforeTheHandshake]) assert.equal(complaints(), '');
});

test('an interrupt ends it, as Ctrl-C does', { ...limits, skip: process.platform === 'win32' }, async (t) => {
  const wire = await ready(t);
  wire.process.kill('SIGINT');
  assert.equal(await wire.ended, 'SIGINT');
});

test('a request that is cancelled has one answer, and so have those around it', limits, async (t) => {
  const place = directoryOf(Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`m${i}/main.tf`, openFirewall])));
  const wire = startWire({ directory: place });
  t.after(() => wire.process.kill('SIGKILL'));
  const workspaceFolders = [{ uri: pathToFileURL(place).href, name: 'place' }];
  await wire.ask('initialize', { processId: null, rootUri: null, workspaceFolders, capabilities: {} });
  wire.send({ method: 'initialized', params: {} });
  for (let id = 1; id <= 20; id++) {
    wire.send({ id, method: 'groundwork/lintWorkspace' });
    if (id % 2 === 1) wire.send({ method: '$/cancelRequest', params: { id } });
  }
  wire.send({ method: '$/cancelRequest', params: { id: 1 } });
  for (let id = 1; id <= 20; id++) await wire.until((message) => message.id === id);
  const answers = wire.received.filter(({ id }) => typeof id === 'number' && id <= 20).map(({ id }) => id);
  assert.deepEqual(
    answers.toSorted((a, b) => Number(a) - Number(b)),
    Array.from({ length: 20 }, (_, i) => i + 1),
  );
  const whole = await wire.ask('groundwork/lintWorkspace');
  assert.match(JSON.stringify(whole.result), /"modules":40/);
});

test(
  'a check of everything tells how far it is, and one that is cancelled ends and leaves the rest for later',
  limits,
  async (t) => {
    const place = directoryOf(
      Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`m${i}/main.tf`, openFirewall])),
    );
    const wire = startWire({ directory: place });
    t.after(() => wire.process.kill('SIGKILL'));
    const workspaceFolders = [{ uri: pathToFileURL(place).href, name: 'place' }];
    const initializationOptions = { status: true };
    await wire.ask('initialize', {
      processId: null,
      rootUri: null,
      workspaceFolders,
      capabilities: {},
      initializationOptions,
    });
    wire.send({ method: 'initialized', params: {} });
    await wire.ask('groundwork/lintWorkspace', { workDoneToken: 'all' });
    const steps = wire.received.flatMap(({ method, params }) => (method === '$/progress' ? [params as Progress] : []));
    assert.ok(steps.every(({ token }) => token === 'all'));
    const values = steps.map(({ value }) => value);
    assert.deepEqual([values[0]?.kind, values.at(-1)?.kind], ['begin', 'end']);
    assert.deepEqual(values.at(-2), { kind: 'report', percentage: 100, message: '30/30' });

    // The cancellation is read after the first module.
    wire.send({ id: 1, method: 'groundwork/lintWorkspace' });
    wire.send({ method: '$/cancelRequest', params: { id: 1 } });
    await wire.until(({ id }) => id === 1);
    const states = wire.received.flatMap(({ method, params }) =>
      method === 'groundwork/status' ? [(params as { state: string }).state] : [],
    );
    assert.equal(states.at(-1), 'ready');
    // What was found before stays.
    assert.match(JSON.stringify((await wire.ask('groundwork/overview')).result), /m29\/main\.tf/);
    assert.match(JSON.stringify((await wire.ask('groundwork/lintWorkspace')).result), /"modules":30/);
  },
);

interface Progress {
  readonly token: string;
  readonly value: { readonly kind: string; readonly percentage?: number; readonly message?: string };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  type DocumentDiagnosticReport,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { root } from '../../src/scripts/run.ts';
import { withFabric } from '../fabric.ts';
import { percentile, print, progress, seeded, short } from './measure.ts';

// From a keystroke to the findings of the file it is in, through the packaged server over its standard input and output,
// and the memory that the server has after an hour's worth of keystrokes.

/** What is typed at each place, a letter at a time: an argument, as people write one. */
const typed = '\n  x = "a"';
const places = 20;
/** Between two keystrokes, in milliseconds: a fast typist. What the server does in the meantime is part of the matter. */
const pause = 60;
/** At a keystroke a second. */
const inAnHour = 3600;

interface Client {
  readonly connection: ProtocolConnection;
  readonly child: ChildProcess;
  end(): Promise<void>;
}

/** Starts the server as VS Code does: it asks about the file that is edited, and keeps a stream open for all others. */
async function start(folder: string): Promise<Client> {
  const server = join(root, 'dist', 'server.cjs');
  // With the flag that the extension gives it.
  const child = spawn(process.execPath, ['--optimize-for-size', server, '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => null));
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {
      textDocument: { diagnostic: { dynamicRegistration: true, relatedDocumentSupport: false } },
      workspace: { diagnostics: { refreshSupport: true }, configuration: true },
    },
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'bench' }],
  });
  await connection.sendNotification('initialized', {});
  return {
    connection,
    child,
    async end() {
      const ended = new Promise((resolve) => child.on('exit', resolve));
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      await ended;
      connection.dispose();
    },
  };
}

/** Ends of lines with an argument, spread over the files. */
function placesIn(folder: string, count: number): { path: string; text: string; line: number; character: number }[] {
  const random = seeded(7);
  const files = globSync('**/*.tf', { cwd: folder }).sort();
  const found: { path: string; text: string; line: number; character: number }[] = [];
  while (found.length < count) {
    const path = join(folder, files[Math.floor(random() * files.length)] ?? '');
    const text = readFileSync(path, 'utf8');
    const lines = text.split('\n');
    const line = Math.floor(random() * lines.length);
    const content = lines[line] ?? '';
    if (/^ +\w+ += [\w."[\]]+$/.test(content)) found.push({ path, text, line, character: content.length });
  }
  return found;
}

/** Types at so many places with a pause after each letter; how long each took to be answered, in milliseconds. */
async function type({ connection }: Client, folder: string, count: number, rest: number): Promise<number[]> {
  const times: number[] = [];
  let version = 1;
  for (const { path, text, line, character } of placesIn(folder, count)) {
    const uri = pathToFileURL(path).href;
    const ask = () =>
      connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri } });
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'terraform', version: ++version, text },
    });
    await ask();
    let at = { line, character };
    for (const letter of `${typed}\b`) {
      const start = letter === '\b' ? { line, character } : at;
      const began = performance.now();
      void connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version: ++version },
        contentChanges: [{ range: { start, end: at }, text: letter === '\b' ? '' : letter }],
      });
      await ask();
      times.push(performance.now() - began);
      at = letter === '\n' ? { line: line + 1, character: 0 } : { line: at.line, character: at.character + 1 };
      if (rest > 0) await setTimeout(rest);
    }
    await connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }
  return times;
}

/** Megabytes of a process in memory; undefined where the machine does not say. */
function resident({ pid }: ChildProcess): number | undefined {
  try {
    const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}

async function measure(folder: string, name: string, memory: boolean): Promise<void> {
  progress(`typing in ${name}`);
  const client = await start(folder);
  const began = performance.now();
  await client.connection.sendRequest('groundwork/lintWorkspace');
  const opening = performance.now() - began;
  const stream = client.connection.sendRequest('workspace/diagnostic', {
    previousResultIds: [],
    partialResultToken: 'stream',
  });
  stream.catch(() => {});
  const afterStart = resident(client.child);
  const times = await type(client, folder, places, pause);
  const [half, most, worst] = [0.5, 0.95, 1].map((share) => `${short(percentile(times, share))} ms`);
  print({
    what: `Keystroke to findings in ${name}`,
    measured: `p50 ${half}, p95 ${most}, max ${worst}`,
    budget: 'p95 < 16 ms',
    runs: times.length,
  });
  print({ what: `First check of ${name}, by the server`, measured: `${short(opening)} ms`, runs: 1 });
  if (memory && afterStart !== undefined) {
    progress('an hour of typing');
    const edits = (await type(client, folder, inAnHour / (typed.length + 1), 0)).length;
    // What is idle is given back.
    await setTimeout(2000);
    print({
      what: `Server's memory in ${name}`,
      measured: `${short(afterStart)} MB at first, ${short(resident(client.child) ?? 0)} MB after ${edits} keystrokes`,
      budget: '< 200 MB',
      runs: 1,
    });
  }
  await client.end();
}

const fabric = withFabric((folder) => {
  const copy = mkdtempSync(join(realpathSync(tmpdir()), 'groundwork-bench-'));
  cpSync(folder, copy, { recursive: true });
  return copy;
});
if (fabric === undefined) progress('the corpus is not beside this checkout: typing is not measured');
else {
  const made = mkdtempSync(join(realpathSync(tmpdir()), 'groundwork-bench-'));
  try {
    const small = join(made, 'small');
    for (const module of ['net-vpc', 'net-vpc-firewall', 'gcs']) {
      cpSync(join(fabric, 'modules', module), join(small, module), { recursive: true });
    }
    const large = join(made, 'large');
    mkdirSync(large);
    for (let i = 0; i < 10; i++) cpSync(fabric, join(large, `part${i}`), { recursive: true });
    const count = (folder: string) => `${globSync('**/*.tf', { cwd: folder }).length.toLocaleString('en')} files`;
    await measure(small, count(small), false);
    await measure(fabric, count(fabric), true);
    await measure(large, count(large), false);
  } finally {
    for (const folder of [fabric, made]) rmSync(folder, { recursive: true });
  }
}

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { openFirewall } from '../linter/linting.ts';
import { directoryOf, groundwork } from './cli.ts';

const main = resolve('src/cli/main.ts');
const traps = new URL('traps.ts', import.meta.url).href;

/** What a program noted: lines `network: ...` and `read: ...`. */
function trapped(): { readonly env: NodeJS.ProcessEnv; readonly notes: () => readonly string[] } {
  const log = join(directoryOf({ log: '' }), 'log');
  const { NODE_OPTIONS: _, ...rest } = process.env;
  return {
    env: { ...rest, GROUNDWORK_TRAPS: log },
    notes: () => readFileSync(log, 'utf8').split('\n').filter(Boolean),
  };
}

const network = (notes: readonly string[]): readonly string[] => notes.filter((line) => line.startsWith('network:'));

/** Registry and git modules, a backend, providers and a broken file, which the reference is asked about: all that could call for a connection. */
const tempting = {
  'main.tf': `terraform {
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = ">= 5.0"
    }
  }
  backend "gcs" {
    bucket = "state"
  }
}

module "registry" {
  source  = "terraform-google-modules/network/google"
  version = "9.0.0"
}

module "git" {
  source = "git::ssh://git@host.invalid/net.git"
}

module "address" {
  source = "https://host.invalid/net.zip"
}

data "http" "address" {
  url = "http://host.invalid/"
}

${openFirewall}`,
  'broken.tf': 'a = [\n',
};

test('the traps catch a connection and a read', () => {
  const { env, notes } = trapped();
  const script =
    "import net from 'node:net'; import { readFileSync } from 'node:fs'; readFileSync('/dev/null'); net.connect(1)";
  spawnSync(process.execPath, ['--import', traps, '--input-type=module', '-e', script], { env });
  assert.ok(network(notes()).length > 0);
  assert.ok(notes().includes('read: /dev/null'));
});

test('check makes no network connection', () => {
  const { env, notes } = trapped();
  const place = directoryOf(tempting);
  const { status, stdout } = spawnSync(process.execPath, ['--import', traps, main, 'check'], {
    cwd: place,
    encoding: 'utf8',
    env,
  });
  assert.equal(status, 1);
  assert.match(stdout, /gcp\/open-ssh/);
  assert.match(stdout, /terraform\/syntax/);
  assert.deepEqual(network(notes()), []);
  assert.ok(notes().includes(`read: ${join(place, 'main.tf')}`), 'the traps are set');
});

test('the language server makes no network connection', { timeout: 60_000 }, async (t) => {
  const { env, notes } = trapped();
  const place = directoryOf(tempting);
  const server = spawn(process.execPath, ['--import', traps, main, 'lsp', '--stdio'], {
    cwd: place,
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  t.after(() => server.kill('SIGKILL'));
  const ended = new Promise((done) => server.on('exit', done));
  let received = '';
  const said = new Promise<void>((done) =>
    server.stdout.on('data', (data) => {
      received += String(data);
      if (received.includes('gcp/open-ssh')) done();
    }),
  );
  const send = (message: object): void => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  const uri = `file://${place}`;
  const workspaceFolders = [{ uri, name: 'place' }];
  send({ id: 1, method: 'initialize', params: { processId: null, rootUri: uri, workspaceFolders, capabilities: {} } });
  send({ method: 'initialized', params: {} });
  const document = { uri: `${uri}/main.tf`, languageId: 'terraform', version: 1, text: tempting['main.tf'] };
  send({ method: 'textDocument/didOpen', params: { textDocument: document } });
  await said;
  send({ id: 2, method: 'shutdown' });
  send({ method: 'exit' });
  assert.equal(await ended, 0);
  assert.deepEqual(network(notes()), []);
  assert.ok(notes().includes(`read: ${join(place, 'broken.tf')}`), 'the traps are set');
});

test('nothing outside the workspace is read, whatever names it', () => {
  const { env, notes } = trapped();
  const outside = directoryOf({
    'secret.txt': 'secret',
    'secret.tftpl': 'secret',
    'prod.tfvars': 'a = 1\n',
    'net/main.tf': openFirewall,
    'linked.tf': openFirewall,
    'modules.json': '{}',
  });
  const inside = directoryOf({
    '.git/HEAD': '',
    '.groundwork.json': JSON.stringify({ varFiles: [join(outside, 'prod.tfvars')] }),
    'main.tf': '',
    'plain/main.tf': '',
  });
  const away = `../${outside.split('/').at(-1)}`;
  const calls = [outside, away].flatMap((path) => [
    `file("${path}/secret.txt")`,
    `filebase64("${path}/secret.txt")`,
    `filesha256("${path}/secret.txt")`,
    `templatefile("${path}/secret.tftpl", {})`,
    `fileset("${path}", "**")`,
    `fileexists("${path}/secret.txt")`,
  ]);
  const locals = calls.map((call, i) => `  l${i} = ${call}`).join('\n');
  const uses = calls.map((_, i) => `resource "google_compute_network" "n${i}" {\n  name = local.l${i}\n}\n`).join('');
  const modules = [outside, away].map((path, i) => `module "m${i}" {\n  source = "${path}/net"\n}\n`).join('');
  writeFileSync(join(inside, 'main.tf'), `locals {\n${locals}\n}\n${uses}${modules}`);
  writeFileSync(join(inside, 'plain/main.tf'), `module "m" {\n  source = "../${away}/net"\n}\n`);
  symlinkSync(join(outside, 'linked.tf'), join(inside, 'linked.tf'));
  symlinkSync(join(outside, 'net'), join(inside, 'net'));
  for (const path of ['.', 'plain'])
    spawnSync(process.execPath, ['--import', traps, main, 'check', path], { cwd: inside, env });
  assert.ok(notes().includes(`read: ${join(inside, 'main.tf')}`), 'the traps are set');
  assert.deepEqual(
    notes().filter((line) => line.includes(outside.split('/').at(-1) ?? '') || /secret|linked\.tf/.test(line)),
    [],
  );
});

test('names of files, resources and labels do nothing to a terminal in any format', {
  skip: process.platform === 'win32',
}, async () => {
  const odd = '\u001b[2J\u001b]0;x\u0007\u009b31m\u202e';
  const place = directoryOf({
    [`a${odd}/main${odd}.tf`]: openFirewall.replace('"ssh" {', `"ssh${odd}" {`).replace('"bastion"', `"${odd}"`),
    [`a${odd}/more.tf`]: `resource "google_storage_bucket" "b" {\n  name = "${odd}"\n} # groundwork:ignore gcp/x${odd}\n`,
  });
  for (const format of ['pretty', 'json', 'sarif', 'junit', 'github']) {
    const { status, out, error } = await groundwork(place, ['check', '--preset', 'all', '--format', format]);
    assert.equal(status, 1, format);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for.
    assert.doesNotMatch(out + error, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/, format);
    assert.match(out, /ssh/);
  }
});

test('what a file holds cannot add to a SARIF report', async () => {
  const odd =
    '"}],"results":[{"ruleId":"forged","message":{"text":"x"}}],"x":[{"y":"</script><script>alert(1)</script>';
  const name = 'a"b\'{}[],<>&.tf';
  const place = directoryOf({
    [name]: openFirewall.replace('"bastion"', JSON.stringify(odd)).replace('"ssh" {', `${JSON.stringify(odd)} {`),
  });
  const { out } = await groundwork(place, ['check', '--format', 'sarif']);
  const { runs } = JSON.parse(out);
  assert.equal(runs.length, 1);
  assert.ok(runs[0].results.length > 0);
  const known = new Set(runs[0].tool.driver.rules.map(({ id }: { id: string }) => id));
  for (const { ruleId, locations } of runs[0].results) {
    assert.ok(known.has(ruleId), ruleId);
    assert.equal(decodeURIComponent(locations[0].physicalLocation.artifactLocation.uri), name);
  }
});

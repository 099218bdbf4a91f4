import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { openFirewall } from '../linter/linting.ts';
import { startWire } from '../server/wire.ts';
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
const programs = (notes: readonly string[]): readonly string[] => notes.filter((line) => line.startsWith('program:'));

/** All of Terraform that starts a program, which would leave a file behind; and a file that Node loads where it is asked to. */
const starting = {
  'main.tf': `data "external" "program" {
  program = ["touch", "\${path.module}/started"]
}

resource "terraform_data" "program" {
  provisioner "local-exec" {
    command = "touch started"
  }

  lifecycle {
    postcondition {
      condition     = data.external.program.result.ok
      error_message = "no"
    }
  }
}

${openFirewall}`,
  'read.tf': '# The server reads what is not open.\n',
  'package.json': '{ "type": "module", "main": "main.js" }',
  'main.js': "require('fs').writeFileSync('started', '')",
  '.groundwork.js': "require('fs').writeFileSync('started', '')",
  '.terraform/providers/program': '#!/bin/sh\ntouch started\n',
};

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

test('the traps catch a connection, a program and a read', () => {
  const { env, notes } = trapped();
  const script =
    "import net from 'node:net'; import { readFileSync } from 'node:fs'; readFileSync('/dev/null'); net.connect(1)";
  const program = "import { execFile } from 'node:child_process'; execFile('true')";
  for (const code of [script, program])
    spawnSync(process.execPath, ['--import', traps, '--input-type=module', '-e', code], { env });
  assert.ok(programs(notes()).length > 0);
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

/** Opens a document in a language server under traps, in a workspace, and ends it when it has said something of it. */
async function served(t: TestContext, place: string, env: NodeJS.ProcessEnv, options: object = {}): Promise<void> {
  const wire = startWire({ directory: place, env, flags: ['--import', traps] });
  t.after(() => wire.process.kill('SIGKILL'));
  const { href: uri } = pathToFileURL(place);
  const workspaceFolders = [{ uri, name: 'place' }];
  const capabilities = { textDocument: { publishDiagnostics: {} } };
  await wire.ask('initialize', { processId: null, rootUri: uri, workspaceFolders, capabilities, ...options });
  wire.send({ method: 'initialized', params: {} });
  const text = readFileSync(join(place, 'main.tf'), 'utf8');
  const textDocument = { uri: `${uri}/main.tf`, languageId: 'terraform', version: 1, text };
  wire.send({ method: 'textDocument/didOpen', params: { textDocument } });
  const checked = await wire.ask('groundwork/lintWorkspace');
  assert.ok(checked.result, JSON.stringify(checked.error));
  for (let line = 0; line < text.split('\n').length; line++)
    await wire.ask('textDocument/hover', { textDocument, position: { line, character: 12 } });
  for (const method of ['groundwork/overview', 'groundwork/variables']) assert.ok((await wire.ask(method)).result);
  await wire.ask('groundwork/variableFiles', { root: uri });
  await wire.ask('shutdown');
  wire.send({ method: 'exit' });
  assert.equal(await wire.ended, 0);
}

test('the language server makes no network connection', { timeout: 120_000 }, async (t) => {
  const { env, notes } = trapped();
  const place = directoryOf(tempting);
  await served(t, place, env);
  assert.deepEqual(network(notes()), []);
  assert.ok(notes().includes(`read: ${join(place, 'broken.tf')}`), 'the traps are set');
});

test('check and the language server start no program and run no code of the workspace', {
  timeout: 120_000,
}, async (t) => {
  const place = directoryOf(starting);
  const check = trapped();
  const { status, stdout } = spawnSync(process.execPath, ['--import', traps, main, 'check'], {
    cwd: place,
    encoding: 'utf8',
    env: check.env,
  });
  assert.equal(status, 1);
  assert.match(stdout, /gcp\/open-ssh/);
  const server = trapped();
  await served(t, place, server.env);
  for (const { notes } of [check, server]) {
    assert.deepEqual(programs(notes()), []);
    assert.ok(notes().includes(`read: ${join(place, 'read.tf')}`), 'the traps are set');
    const code = notes().filter((line) => line.startsWith(`read: ${place}`) && line.endsWith('.js'));
    assert.deepEqual(code, []);
  }
  assert.ok(!readdirSync(place).includes('started'));
});

/** A directory and, beside it, a workspace in which everything that can name a file names one of the directory. */
function reaching(): { readonly outside: string; readonly inside: string } {
  const outside = directoryOf({
    'secret.txt': 'secret',
    'secret.tftpl': 'secret',
    'prod.tfvars': 'a = 1\n',
    'known.json': '{}',
    'net/main.tf': openFirewall,
    'linked.tf': openFirewall,
  });
  const inside = directoryOf({ '.git/HEAD': '', 'main.tf': '', 'plain/main.tf': '', 'baseline/main.tf': '' });
  const away = `../${basename(outside)}`;
  const calls = [outside, away, 'link'].flatMap((path) => [
    `file("${path}/secret.txt")`,
    `filebase64("${path}/secret.txt")`,
    `filesha256("${path}/secret.txt")`,
    `templatefile("${path}/secret.tftpl", {})`,
    `fileset("${path}", "**")`,
    `fileexists("${path}/secret.txt")`,
  ]);
  const locals = calls.map((call, i) => `  l${i} = ${call}`).join('\n');
  const uses = calls.map((_, i) => `resource "google_compute_network" "n${i}" {\n  name = local.l${i}\n}\n`).join('');
  const modules = [`${outside}/net`, `${away}/net`, './link/net', './net', 'installed/x/y'];
  const called = modules.map((source, i) => `module "m${i}" {\n  source = "${source}"\n}\n`).join('');
  const write = (name: string, text: string): void => writeFileSync(join(inside, name), text);
  const install = (directory: string, dir: string): void => {
    mkdirSync(join(inside, directory, '.terraform/modules'), { recursive: true });
    const manifest = { Modules: [{ Key: 'm4', Source: 'registry.terraform.io/installed/x/y', Dir: dir }] };
    write(`${directory}/.terraform/modules/modules.json`, JSON.stringify(manifest));
  };
  write('main.tf', `locals {\n${locals}\n}\n${uses}${called}${openFirewall}`);
  write(
    'plain/main.tf',
    `module "m4" {\n  source = "installed/x/y"\n}\nmodule "m" {\n  source = "../${away}/net"\n}\n`,
  );
  install('.', `${away}/net`);
  install('plain', `${outside}/net`);
  const varFiles = [join(outside, 'prod.tfvars'), `${away}/prod.tfvars`, 'link/prod.tfvars', 'linked.tfvars'];
  const ignore = [`${away}/**`, '/**/secret.txt', '**'.repeat(50)];
  write('.groundwork.json', JSON.stringify({ varFiles, ignore }));
  write('baseline/.groundwork.json', JSON.stringify({ baseline: `../${away}/known.json` }));
  for (const [to, from] of [
    ['linked.tf', 'linked.tf'],
    ['linked.tfvars', 'prod.tfvars'],
    ['linked.auto.tfvars', 'prod.tfvars'],
    ['net', 'net'],
    ['link', '.'],
  ] as const)
    symlinkSync(join(outside, from), join(inside, to));
  return { outside, inside };
}

/** What was read outside a workspace, by its own name or by way of a link. */
function leaks(notes: readonly string[], { outside, inside }: ReturnType<typeof reaching>): readonly string[] {
  const links = /^\/(?:linked|link\/|net\/)/;
  return notes.filter((line) => line.includes(basename(outside)) || links.test(line.replace(`read: ${inside}`, '')));
}

test('check reads nothing outside the workspace, whatever names it', () => {
  const places = reaching();
  const { inside } = places;
  const { env, notes } = trapped();
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, ['--import', traps, main, ...args], { cwd: inside, env, encoding: 'utf8' });
  const baseline = run('check', 'baseline');
  assert.equal(baseline.status, 2);
  assert.match(baseline.stderr, /^groundwork: cannot read the baseline .*: there is no such file in the workspace\./);
  rmSync(join(inside, 'baseline'), { recursive: true });
  const configured = run('check');
  assert.equal(configured.status, 2);
  assert.match(configured.stderr, /There is no file "linked\.tfvars" in the workspace\.\n$/);
  rmSync(join(inside, '.groundwork.json'));
  for (const path of ['.', 'plain']) {
    const { status, stderr } = run('check', path, '--preset', 'all');
    assert.equal(status, 1, stderr);
  }
  assert.ok(notes().includes(`read: ${join(inside, 'main.tf')}`), 'the traps are set');
  assert.deepEqual(leaks(notes(), places), []);
});

test('the language server reads nothing outside the workspace, whatever names it', { timeout: 120_000 }, async (t) => {
  const places = reaching();
  const { env, notes } = trapped();
  await served(t, places.inside, env);
  assert.ok(notes().includes(`read: ${join(places.inside, 'plain/main.tf')}`), 'the traps are set');
  assert.deepEqual(leaks(notes(), places), []);
});

test('nothing outside the workspace is written, whatever names it', async () => {
  const subnet =
    'resource "google_compute_subnetwork" "s" {\n  name = "s"\n  network = "n"\n  ip_cidr_range = "10.0.0.0/16"\n}\n';
  const outside = directoryOf({ 'main.tf': subnet, 'mine.txt': 'mine' });
  const inside = directoryOf({ '.git/HEAD': '', 'main.tf': openFirewall });
  symlinkSync(join(outside, 'main.tf'), join(inside, 'linked.tf'));
  symlinkSync(outside, join(inside, 'link'));
  await groundwork(inside, ['check', '--fix']);
  assert.equal(readFileSync(join(outside, 'main.tf'), 'utf8'), subnet);
  for (const named of [
    join(outside, 'mine.txt'),
    `../${basename(outside)}/mine.txt`,
    'link/mine.txt',
    'link/new.txt',
  ]) {
    writeFileSync(join(inside, '.groundwork.json'), JSON.stringify({ baseline: named }));
    const { status, error } = await groundwork(inside, ['baseline']);
    assert.equal(status, 2);
    assert.match(error, /leads out of the workspace; name a file with --output\.\n$/);
  }
  writeFileSync(join(inside, '.groundwork.json'), '{}');
  symlinkSync(join(outside, 'mine.txt'), join(inside, '.groundwork-baseline.json'));
  assert.equal((await groundwork(inside, ['baseline'])).status, 2);
  assert.deepEqual(readdirSync(outside).sort(), ['main.tf', 'mine.txt']);
  assert.equal(readFileSync(join(outside, 'mine.txt'), 'utf8'), 'mine');
});

/** What does something to a terminal, or shows a text in another order than it has. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for.
const acting = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

test('names, paths, messages and reasons do nothing to a terminal in any format', {
  skip: process.platform === 'win32',
}, async () => {
  const odd = '\u001b[2J\u001b]0;x\u0007\u009b31m\u202e\u2067\u200f';
  const place = directoryOf({
    [`a${odd}/main${odd}.tf`]: openFirewall.replace('"ssh" {', `"ssh${odd}" {`).replace('"bastion"', `"${odd}"`),
    [`a${odd}/more.tf`]: `resource "google_storage_bucket" "b" {\n  name = "${odd}"\n} # groundwork:ignore gcp/x${odd}\n`,
    [`a${odd}/reason.tf`]: openFirewall
      .replace('"ssh" {', '"other" { # groundwork:ignore gcp/open-ssh -- because ODD')
      .replace('ODD', odd),
  });
  const config = join(place, `c${odd}.json`);
  writeFileSync(config, JSON.stringify({ [`key${odd}`]: 1, varFiles: [`x${odd}`] }));
  const wrong = await groundwork(place, ['check', '--config', config]);
  assert.equal(wrong.status, 2);
  assert.doesNotMatch(wrong.error, acting);
  for (const format of ['pretty', 'json', 'sarif', 'junit', 'github']) {
    const { status, out, error } = await groundwork(place, ['check', '--preset', 'all', '--format', format]);
    assert.equal(status, 1, format);
    assert.doesNotMatch(out + error, acting, format);
    assert.match(out, /ssh/);
    if (format !== 'pretty' && format !== 'github') assert.match(out, /because/);
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

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { baselineEntries, baselineText, markKnown } from '../../src/linter/baseline.ts';
import { lint } from '../../src/linter/lint.ts';
import { defaultSettings } from '../../src/linter/settings.ts';
import type { Overview, Score } from '../../src/protocol/messages.ts';
import { Workspace } from '../../src/terraform/workspace.ts';
import { memoryFiles } from '../memory.ts';
import { type ClientOptions, startClient, type TestClient } from './client.ts';

const zone = `terraform {
  required_version = ">= 1.9"
}

provider "google" {
  project = "p"
}

resource "google_compute_network" "main" {
  name                    = "main"
  auto_create_subnetworks = false
}

resource "google_compute_firewall" "ssh" {
  name          = "ssh"
  network       = google_compute_network.main.id
  source_ranges = ["0.0.0.0/0"]
  allow {
    protocol = "tcp"
    ports    = ["22"]
  }
}
`;

async function started(options: ClientOptions): Promise<TestClient> {
  const client = await startClient(options);
  void client.stream().catch(() => undefined);
  await client.settled();
  return client;
}

/** How many rules apply. */
const applying = (score: Score | undefined) => (score ? score.held.length + score.broken.length : 0);

const ask = (client: TestClient) => client.connection.sendRequest<Overview>('groundwork/overview');
const pillar = (overview: Overview, name: string) => overview.pillars.find((one) => one.pillar === name);
const titles = (overview: Overview) => overview.pillars.flatMap(({ absent }) => absent.map(({ title }) => title));

test('the overview has exactly the diagnostics, each under the pillar of its rule', async () => {
  const client = await started({
    files: { '/work/main.tf': zone, '/work/.groundwork.json': '{ "preset": "al" }', '/work/b/x.tf': 'resource "' },
  });
  const overview = await ask(client);
  const listed = overview.pillars.flatMap(({ rules }) =>
    rules.flatMap(({ id, problems }) => problems.map(({ uri, range }) => `${uri} ${JSON.stringify(range)} ${id}`)),
  );
  const shown = [...client.shown].flatMap(([uri, items]) =>
    items.map(({ range, code }) => `${uri} ${JSON.stringify(range)} ${code}`),
  );
  assert.ok(shown.length > 3);
  assert.deepEqual(listed.sort(), shown.sort());
  const ids = (name: string) => pillar(overview, name)?.rules.map(({ id }) => id) ?? [];
  assert.ok(ids('network').includes('gcp/open-ssh'));
  assert.equal(ids('network')[0], 'gcp/open-ssh', 'the worst first');
  assert.ok(ids('hygiene').includes('terraform/syntax'));
  assert.ok(ids('hygiene').includes('configuration'));
  assert.deepEqual([...overview.modules].sort(), ['file:///work', 'file:///work/b']);
  await client.stop();
});

test('the score counts the rules that are on and have something to look at, and names those that do not hold', async () => {
  const client = await started({ files: { '/work/main.tf': zone } });
  const score = async () => pillar(await ask(client), 'network')?.score;
  const before = await score();
  assert.ok(before);
  assert.ok(before.broken.includes('gcp/open-ssh'));
  assert.ok(before.held.length > 0);
  const uri = 'file:///work/main.tf';
  await client.open(uri, zone.replace('["0.0.0.0/0"]', '["0.0.0.0/0"] # groundwork:ignore gcp/open-ssh -- on purpose'));
  await client.settled();
  const ignored = await score();
  assert.ok(ignored);
  assert.equal(applying(ignored), applying(before));
  assert.ok(!ignored.broken.includes('gcp/open-ssh'));
  assert.deepEqual(ignored.suppressed, ['gcp/open-ssh']);
  await client.edit(uri, zone.replace(/resource "google_compute_firewall[\s\S]*/, ''), 2);
  await client.settled();
  const fewer = await score();
  assert.ok(applying(fewer) < applying(before), 'rules on firewalls have nothing to look at');
  await client.stop();
});

test('what the baseline has is in no list, and its rule holds only because it is set aside', async () => {
  const workspace = new Workspace(memoryFiles({ '/work/main.tf': zone }));
  const found = markKnown(
    lint(workspace, '/work', defaultSettings),
    '/work',
    () => true,
    (path) => workspace.file(path),
  );
  const client = await started({
    files: {
      '/work/main.tf': zone,
      '/work/.groundwork.json': '{ "baseline": "known.json" }',
      '/work/known.json': baselineText(baselineEntries(found, '/work')),
    },
  });
  const overview = await ask(client);
  assert.deepEqual(
    overview.pillars.flatMap(({ rules }) => rules),
    [],
  );
  assert.deepEqual(pillar(overview, 'network')?.score.broken, []);
  assert.ok(pillar(overview, 'network')?.score.suppressed.includes('gcp/open-ssh'));
  await client.stop();
});

test('a rule that is turned off neither holds nor breaks', async () => {
  const files = { '/work/main.tf': zone };
  const client = await started({ files });
  const off = await started({ files, settings: { 'file:///work': { rules: { 'gcp/open-ssh': 'off' } } } });
  const all = pillar(await ask(client), 'network')?.score;
  const less = pillar(await ask(off), 'network')?.score;
  assert.ok(all && less);
  assert.equal(applying(less), applying(all) - 1);
  assert.ok(!less.broken.includes('gcp/open-ssh'));
  await client.stop();
  await off.stop();
});

test('what a landing zone normally has is said to be absent, until some module of the workspace has it', async () => {
  const client = await started({ files: { '/work/main.tf': zone } });
  const before = await ask(client);
  const [budget] = pillar(before, 'cost')?.absent ?? [];
  assert.equal(budget?.title, 'Budget with alerts');
  assert.equal(budget?.cloud, 'gcp');
  assert.equal(budget?.file, 'file:///work/main.tf');
  assert.ok(titles(before).includes('VPC flow logs') && titles(before).includes('Remote state'));

  client.files.texts.set('/work/costs/budget.tf', 'resource "google_billing_budget" "all" {}\n');
  await client.open('file:///work/net.tf', 'resource "google_compute_subnetwork" "a" {\n  log_config {}\n}\n');
  await client.open('file:///work/backend.tf', 'terraform {\n  backend "gcs" {}\n}\n');
  await client.settled();
  const after = titles(await ask(client));
  for (const title of ['Budget with alerts', 'VPC flow logs', 'Remote state']) assert.ok(!after.includes(title), title);
  assert.ok(after.includes('Organisation policies'));
  await client.stop();
});

test('nothing is said to be absent from what is no landing zone', async () => {
  const onlyProvider = zone.replace(/resource [\s\S]*/, '');
  const onlyResources = zone.replace(/provider "google" \{[^}]*\}/, '');
  for (const text of [onlyProvider, onlyResources, 'provider "aws" {}\nresource "random_id" "a" {}\n']) {
    const client = await started({ files: { '/work/main.tf': text } });
    assert.deepEqual(titles(await ask(client)), [], text);
    await client.stop();
  }
});

test('calls of modules that are not on disk are counted, since they may have what seems to be absent', async () => {
  const calls =
    'module "far" {\n  source = "org/net/google"\n}\nmodule "near" {\n  source = "./near"\n  count  = 0\n}\nmodule "here" {\n  source = "./near"\n}\n';
  const client = await started({ files: { '/work/main.tf': zone + calls, '/work/near/a.tf': 'locals {}\n' } });
  assert.equal((await ask(client)).unread, 1);
  await client.stop();
});

test('where checks are off there is nothing to see, and the overview says why', async () => {
  const client = await started({
    files: { '/work/main.tf': zone },
    settings: { 'file:///work': { enable: false } },
  });
  assert.deepEqual(await ask(client), { modules: [], enabled: false, unread: 0, pillars: [] });
  await client.stop();
});

import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openFirewall } from '../linter/linting.ts';
import { directoryOf, groundwork } from './cli.ts';

const name = '.groundwork-baseline.json';

/** A directory with two modules whose findings are written down. */
async function written(more: Readonly<Record<string, string>> = {}): Promise<string> {
  const place = directoryOf({ 'a/main.tf': openFirewall, 'b/main.tf': openFirewall, ...more });
  const { status, out, error } = await groundwork(place, ['baseline']);
  assert.deepEqual([status, error], [0, '']);
  assert.match(out, /^\d+ findings written to \.groundwork-baseline\.json\.\n/);
  return place;
}

async function check(place: string, ...args: readonly string[]) {
  const { status, out, error } = await groundwork(place, ['check', '--format', 'json', ...args]);
  if (error) return { status, error };
  const { findings, summary } = JSON.parse(out);
  return { status, rules: findings.map((one: { file: string; rule: string }) => `${one.file} ${one.rule}`), summary };
}

test('only what is new is reported, and decides the exit status', async () => {
  const place = await written();
  const text = readFileSync(join(place, name), 'utf8');
  const all = JSON.parse(text).findings.length;
  const nothing = await check(place, '--baseline', name);
  assert.deepEqual([nothing.status, nothing.rules, nothing.summary.baseline], [0, [], { known: all, gone: 0 }]);
  const { out } = await groundwork(place, ['check', '--baseline', name, '--no-color']);
  assert.equal(out, `No new faults found in 2 files; ${all} in the baseline\n`);

  const other = openFirewall.replaceAll('"ssh"', '"more"');
  writeFileSync(join(place, 'a/main.tf'), `# moved\n\n${openFirewall}\n${other}`);
  const more = await check(place, '--baseline', name, '--preset', 'recommended');
  assert.equal(more.status, 1);
  assert.ok(more.rules.includes('a/main.tf gcp/open-ssh'));
  assert.ok(more.rules.every((rule: string) => rule.startsWith('a/')));
  assert.equal((await check(place)).rules.filter((rule: string) => rule.endsWith('gcp/open-ssh')).length, 3);
});

test('what is gone is told, as far as the run could have found it', async () => {
  const place = await written();
  writeFileSync(join(place, 'a/main.tf'), openFirewall.replace('0.0.0.0/0', '10.0.0.0/8'));
  const gone = async (...args: string[]) => (await check(place, '--baseline', name, ...args)).summary.baseline.gone;
  assert.equal(await gone(), 1);
  assert.equal(await gone('a'), 1);
  assert.equal(await gone('b'), 0);
  const { out } = await groundwork(place, ['check', '--baseline', name, '--no-color']);
  assert.match(out, /; 1 of the baseline is gone\n$/);
  const had = JSON.parse(readFileSync(join(place, name), 'utf8')).findings as { file: string }[];
  rmSync(join(place, 'b'), { recursive: true });
  assert.equal(await gone(), 1 + had.filter(({ file }) => file.startsWith('b/')).length);
});

test('the configuration names the baseline for everybody, wherever the check is run', async () => {
  const place = await written({ '.groundwork.json': `{ "baseline": "${name}" }` });
  assert.equal((await check(place)).status, 0);
  assert.equal((await check(join(place, 'a'), '.', '--config', '../.groundwork.json')).status, 0);
  const moved = await groundwork(join(place, 'a'), ['baseline', '--output', '../b/known.json', '..']);
  assert.equal(moved.status, 0);
  assert.equal((await check(join(place, 'b'), '..', '--baseline', 'known.json')).status, 0);
  assert.ok(readFileSync(join(place, 'b/known.json'), 'utf8').includes('"file":"../a/main.tf"'));
});

test('the file that the configuration names is the one that is written', async () => {
  const place = directoryOf({
    'a/main.tf': openFirewall,
    '.groundwork.json': '{ "baseline": "x/known.json" }',
    'x/y': '',
  });
  const { out, status } = await groundwork(join(place, 'a'), ['baseline', '.', '--config', '../.groundwork.json']);
  assert.equal(status, 0);
  assert.match(out, /written to \.\.\/x\/known\.json\.\n/);
  assert.ok(readFileSync(join(place, 'x/known.json'), 'utf8').includes('"file":"../a/main.tf"'));
  assert.deepEqual((await check(place)).rules, []);
});

test('fixes leave what is known alone', async () => {
  const text = 'resource "google_compute_subnetwork" "a" {\n  name = "${var.a}"\n}\n\nvariable "a" {}\n';
  const place = directoryOf({ 'main.tf': text });
  await groundwork(place, ['baseline']);
  await groundwork(place, ['check', '--fix', '--baseline', name]);
  assert.equal(readFileSync(join(place, 'main.tf'), 'utf8'), text);
  await groundwork(place, ['check', '--fix']);
  assert.notEqual(readFileSync(join(place, 'main.tf'), 'utf8'), text);
});

test('a baseline that is not there or none is an error in one line', async () => {
  const place = directoryOf({ 'main.tf': openFirewall, 'x.json': '{}', 'c.json': '{ "baseline": "no.json" }' });
  assert.deepEqual(await check(place, '--baseline', 'no.json'), {
    status: 2,
    error: 'groundwork: there is no file or directory no.json.\n',
  });
  assert.deepEqual(await check(place, '--baseline', 'x.json'), {
    status: 2,
    error: 'groundwork: x.json is no baseline. "groundwork baseline" writes one.\n',
  });
  assert.deepEqual(await check(place, '--config', 'c.json'), {
    status: 2,
    error:
      'groundwork: cannot read the baseline no.json: there is no such file in the workspace. "groundwork baseline" writes one.\n',
  });
  const { status, error } = await groundwork(place, ['baseline', '--output', 'no/x.json']);
  assert.deepEqual([status, error], [2, 'groundwork: cannot write no/x.json: no such directory.\n']);
});

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openFirewall } from '../linter/linting.ts';
import { directoryOf, groundwork } from './cli.ts';

/** A line for each finding of a run: file, line, rule, severity. */
async function found(directory: string, ...args: readonly string[]): Promise<string[]> {
  const { out, error } = await groundwork(directory, ['check', '--format', 'json', ...args]);
  assert.equal(error, '');
  return JSON.parse(out).findings.map(
    (finding: { file: string; start: { line: number }; rule: string; severity: string }) =>
      `${finding.file}:${finding.start.line} ${finding.rule} ${finding.severity}`,
  );
}

/** Only that one rule decides, whatever else the catalogue holds. */
const onlySsh = (lines: readonly string[]): string[] => lines.filter((line) => line.includes('gcp/open-ssh'));

test('lints each root module at or below a path, and a called module with its caller only', async () => {
  const place = directoryOf({
    'a/main.tf': openFirewall,
    'b/main.tf': 'module "net" {\n  source = "../modules/net"\n}\n',
    'modules/net/main.tf': openFirewall,
    '.terraform/modules/x/main.tf': openFirewall,
  });
  assert.deepEqual(onlySsh(await found(place)), [
    'a/main.tf:9 gcp/open-ssh error',
    'modules/net/main.tf:9 gcp/open-ssh error',
  ]);
  assert.deepEqual(onlySsh(await found(place, 'a', 'a/main.tf')), ['a/main.tf:9 gcp/open-ssh error']);
  assert.deepEqual(
    onlySsh(await found(join(place, 'a'), '../b')),
    ['../modules/net/main.tf:9 gcp/open-ssh error'].slice(1),
  );
});

test('in a repository, modules beside the path are read', async () => {
  const place = directoryOf({
    'envs/prod/main.tf': 'module "net" {\n  source = "../../net"\n}\n',
    'net/main.tf': openFirewall,
  });
  mkdirSync(join(place, '.git'));
  assert.deepEqual(onlySsh(await found(join(place, 'envs/prod'))), ['../../net/main.tf:9 gcp/open-ssh error']);
});

test("a file is linted within its directory's module, and only its findings are reported", async () => {
  const place = directoryOf({
    'main.tf': openFirewall.replace('["0.0.0.0/0"]', 'var.ranges'),
    'other.tf': openFirewall.replace('"ssh"', '"other"'),
    'variables.tf': 'variable "ranges" {}\n',
    'prod.tfvars': 'ranges = ["0.0.0.0/0"]\n',
  });
  assert.deepEqual(onlySsh(await found(place, 'main.tf')), []);
  assert.deepEqual(onlySsh(await found(place, 'other.tf')), ['other.tf:9 gcp/open-ssh error']);
  assert.deepEqual(onlySsh(await found(place, 'prod.tfvars')), ['prod.tfvars:1 gcp/open-ssh error']);
  const both = ['other.tf:9 gcp/open-ssh error', 'prod.tfvars:1 gcp/open-ssh error'];
  assert.deepEqual(onlySsh(await found(place, '--var-file', 'prod.tfvars')), both);
});

test('a variable file outside the workspace counts when it is named', async () => {
  const outside = directoryOf({ 'prod.tfvars': 'ranges = ["0.0.0.0/0"]\n' });
  const place = directoryOf({
    'main.tf': `variable "ranges" {}\n${openFirewall.replace('["0.0.0.0/0"]', 'var.ranges')}`,
  });
  assert.equal(onlySsh(await found(place, '--var-file', join(outside, 'prod.tfvars'))).length, 1);
});

test('the configuration decides, and options win over it', async () => {
  const place = directoryOf({
    '.groundwork.json': '{ "rules": { "gcp/open-ssh": "info" } } // a note',
    'strict.json': '{ "rules": { "gcp/open-ssh": "warning" } }',
    'a/main.tf': openFirewall,
    'b/.groundwork.json': '{ "rules": { "gcp/open-ssh": "off" } }',
    'b/main.tf': openFirewall,
  });
  assert.deepEqual(onlySsh(await found(place)), ['a/main.tf:9 gcp/open-ssh info']);
  assert.deepEqual(
    onlySsh(await found(join(place, 'a'))),
    ['main.tf:9 gcp/open-ssh error'],
    'nothing above the workspace',
  );
  const strict = ['a/main.tf:9 gcp/open-ssh warning', 'b/main.tf:9 gcp/open-ssh warning'];
  assert.deepEqual(onlySsh(await found(place, '--config', 'strict.json')), strict);
});

test('the exit status follows --fail-on, and a suppressed finding does not count', async () => {
  const rules =
    '{ "rules": { "gcp/open-ssh": "warning", "terraform/required-version": "off", "terraform/required-providers": "off", "terraform/no-remote-backend": "off", "gcp/firewall-without-log": "off" } }';
  const place = directoryOf({
    '.groundwork.json': rules,
    'a/main.tf': openFirewall,
    'b/main.tf': `# groundwork:ignore gcp/open-ssh -- why\n${openFirewall}`,
    'clean/main.tf': 'locals {\n  a = 1\n}\n',
  });
  const status = async (...args: string[]): Promise<number> => (await groundwork(place, ['check', ...args])).status;
  assert.equal(await status('a'), 1);
  assert.equal(await status('a', '--fail-on', 'error'), 0);
  assert.equal(await status('a', '--fail-on', 'never'), 0);
  assert.equal(await status('a', '--fail-on', 'info'), 1);
  assert.equal(await status('b'), 0);
  assert.equal(await status('b', '--no-inline-ignores'), 1);
  assert.equal(await status('clean', '--fail-on', 'info'), 0);
});

test('a syntax error is a finding, and what the reference accepts is none', async () => {
  const place = directoryOf({ 'main.tf': `locals {\n  a = [\n}\n\n${openFirewall}` });
  const lines = await found(place);
  assert.ok(
    lines.some((line) => line.includes('terraform/syntax error')),
    lines.join('\n'),
  );
});

test('--output writes the report and nothing goes to standard output', async () => {
  const place = directoryOf({ 'main.tf': openFirewall });
  const { status, out } = await groundwork(place, ['check', '--format', 'sarif', '--output', 'out.sarif']);
  assert.deepEqual([status, out], [1, '']);
  assert.equal(JSON.parse(readFileSync(join(place, 'out.sarif'), 'utf8')).version, '2.1.0');
  const forced = await groundwork(place, ['check', '-o', 'out.txt'], { environment: { FORCE_COLOR: '1' } });
  assert.equal(forced.out, '');
  assert.ok(!readFileSync(join(place, 'out.txt'), 'utf8').includes('\u001b'));
});

test("GitHub's paths are those in the checkout", async () => {
  const place = directoryOf({ 'infra/main.tf': openFirewall });
  const { out } = await groundwork(join(place, 'infra'), ['check', '--format', 'github'], {
    environment: { GITHUB_WORKSPACE: place },
  });
  assert.match(out, /^::error file=infra\/main\.tf,line=9,/m);
});

const accepted = '../shared/blog/landing-zone-gcp.tf';

test('the published landing zone is found faulty, and mended as far as is safe', {
  skip: !existsSync(accepted) && `${accepted} is not here`,
}, async () => {
  const hcl = await import('hcl2-parser');
  const root = process.cwd();
  const { status, out } = await groundwork(root, ['check', accepted, '--format', 'sarif']);
  assert.equal(status, 1);
  const [{ results }] = JSON.parse(out).runs;
  const text = readFileSync(accepted, 'utf8');
  const lines = text.split('\n');
  const words = (result: {
    locations: { physicalLocation: { region: Record<string, number> } }[];
  }): string | undefined => {
    const { startLine = 0, startColumn = 0, endColumn = 0 } = result.locations[0]?.physicalLocation.region ?? {};
    return lines[startLine - 1]?.slice(startColumn - 1, endColumn - 1);
  };
  const only = (rule: string) => results.filter((result: { ruleId: string }) => result.ruleId === rule);
  const [pasted] = only('terraform/pasted-characters');
  assert.match(pasted.message.text, /\b47\b/);
  assert.deepEqual(only('gcp/open-ssh').map(words), ['["0.0.0.0/0"]']);
  const [conflict] = only('gcp/auto-subnets-conflict');
  assert.match(words(conflict) ?? '', /auto_create_subnetworks|"true"/);
  const related = conflict.relatedLocations.map((location: never) => words({ locations: [location] }));
  assert.ok(related.includes('resource "google_compute_subnetwork" "my-subnet"'), related.join('\n'));
  assert.deepEqual(only('terraform/syntax'), []);

  const copy = directoryOf({ 'main.tf': text });
  const fixed = await groundwork(copy, ['check', '--fix', '--format', 'json']);
  const mended = readFileSync(join(copy, 'main.tf'), 'utf8');
  assert.equal(hcl.default.parseToObject(mended)[1], null, 'the reference accepts the text');
  assert.ok(!mended.includes('\u00a0'));
  const left = JSON.parse(fixed.out).findings.flatMap((finding: { fixes: { safe: boolean }[] }) => finding.fixes);
  assert.ok(
    left.every((fix: { safe: boolean }) => !fix.safe),
    'only suggestions remain',
  );
  assert.equal(JSON.parse(fixed.out).summary.fixable, 0);

  writeFileSync(join(copy, 'main.tf'), text);
  await groundwork(copy, ['check']);
  assert.equal(readFileSync(join(copy, 'main.tf'), 'utf8'), text, 'nothing is written without --fix');
});

import assert from 'node:assert/strict';
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Failure } from '../../src/cli/failure.ts';
import { assertWritable, writeWhole } from '../../src/cli/write.ts';
import { directoryOf, groundwork } from './cli.ts';

test('a file keeps its mode, a link stays a link, and nothing else is left behind', () => {
  const place = directoryOf({ 'real/main.tf': 'old' });
  const real = join(place, 'real/main.tf');
  chmodSync(real, 0o640);
  symlinkSync(real, join(place, 'main.tf'));
  writeWhole(join(place, 'main.tf'), 'new', 'main.tf');
  assert.equal(readFileSync(real, 'utf8'), 'new');
  assert.equal(statSync(real).mode & 0o777, 0o640);
  assert.ok(lstatSync(join(place, 'main.tf')).isSymbolicLink());
  assert.deepEqual(readdirSync(join(place, 'real')), ['main.tf']);
});

test('a file that is not there is made', () => {
  const place = directoryOf();
  writeWhole(join(place, 'report.json'), '{}', 'report.json');
  assert.deepEqual(readdirSync(place), ['report.json']);
});

test('the text is another file until it is whole: a reader that has the old one open keeps it', () => {
  const place = directoryOf({ 'main.tf': 'old' });
  const before = statSync(join(place, 'main.tf')).ino;
  writeWhole(join(place, 'main.tf'), 'new', 'main.tf');
  assert.notEqual(statSync(join(place, 'main.tf')).ino, before);
});

test('what cannot be written is told by name', () => {
  const place = directoryOf({ 'a/b': '' });
  const fails = (action: () => void, message: string): void => assert.throws(action, new Failure(message));
  fails(() => writeWhole(join(place, 'a'), 'x', 'a'), 'cannot write a: it is a directory.');
  fails(() => writeWhole(join(place, 'x/y'), 'x', 'x/y'), 'cannot write x/y: no such directory.');
  fails(() => assertWritable(join(place, 'x'), 'x'), 'cannot write x: no such directory.');
});

const subnet = `resource "google_compute_subnetwork" "s" {
  name                     = "s"
  network                  = "main"
  ip_cidr_range            = "10.0.0.0/16"
  private_ip_google_access = false
}
`;

test('--fix writes the mended text, keeps line ends and byte order mark, and reports what is left', async () => {
  const before = `\uFEFF${subnet.replaceAll('\n', '\r\n')}`;
  const place = directoryOf({ 'main.tf': before });
  const { out } = await groundwork(place, ['check', '--fix', '--format', 'json']);
  const after = readFileSync(join(place, 'main.tf'), 'utf8');
  assert.ok(after.startsWith('\uFEFFresource'));
  assert.match(after, /private_ip_google_access = true\r\n/);
  assert.doesNotMatch(after, /[^\r]\n/);
  const { findings, summary } = JSON.parse(out);
  assert.ok(summary.fixed > 0);
  assert.ok(!findings.some((finding: { rule: string }) => finding.rule === 'gcp/subnet-without-private-google-access'));
  const again = await groundwork(place, ['check', '--fix', '--format', 'json']);
  assert.equal(JSON.parse(again.out).summary.fixed, 0);
  assert.equal(readFileSync(join(place, 'main.tf'), 'utf8'), after);
});

test('a file outside the paths that were named is not mended', async () => {
  const place = directoryOf({ 'a.tf': subnet, 'b.tf': subnet.replace('"s" {', '"t" {') });
  await groundwork(place, ['check', '--fix', 'a.tf']);
  assert.match(readFileSync(join(place, 'a.tf'), 'utf8'), /access = true/);
  assert.match(readFileSync(join(place, 'b.tf'), 'utf8'), /access = false/);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createReference } from '../../src/node/reference.ts';

const script = new URL('../../src/node/reference-worker.ts', import.meta.url);

test("says what Terraform's parser accepts, asked several times at once", async () => {
  const reference = createReference(script);
  const answers = await Promise.all(['a = 1\n', 'a = [\n', '', 'b {\n}\n'].map((text) => reference.accepts(text)));
  assert.deepEqual(answers, [true, false, true, true]);
  reference.close();
});

test('cannot say of a text that is too long or that it fails on', async () => {
  const reference = createReference(script);
  assert.equal(await reference.accepts(`# ${'x'.repeat(300_000)}`), undefined);
  assert.equal(await reference.accepts(`a = ${'['.repeat(9000)}`), undefined);
  assert.equal(await reference.accepts('a = 1\n'), true, 'and goes on');
  reference.close();
});

test('closing answers what is open, and it starts again when asked', async () => {
  const reference = createReference(script);
  const open = reference.accepts('a = 1\n');
  reference.close();
  assert.equal(await open, undefined);
  assert.equal(await reference.accepts('a = [\n'), false);
  reference.close();
});

test('the longest text that is asked about can be answered', async () => {
  const reference = createReference(script, 30_000);
  const text = 'resource "a" "b" {\n  list = ["x", { y = "${var.z}" }]\n}\n'.repeat(4600);
  assert.ok(text.length > 250_000 && text.length <= 262_144);
  assert.equal(await reference.accepts(text), true);
  reference.close();
});

test('a thread that cannot start leaves the question open to our parser', async () => {
  const reference = createReference(new URL('./nowhere.ts', import.meta.url));
  assert.equal(await reference.accepts('a = 1\n'), undefined);
  reference.close();
});

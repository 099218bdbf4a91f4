import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createVerdicts } from '../../src/server/syntax.ts';
import { startClient } from './client.ts';
import { testLint } from './linting.ts';

const main = 'file:///work/main.tf';
const broken = 'a = \n';

/** A reference whose answers the test gives, in any order. */
function reference() {
  const asked: string[] = [];
  const open = new Map<string, (answer: boolean | undefined) => void>();
  return {
    asked,
    accepts(text: string) {
      asked.push(text);
      return new Promise<boolean | undefined>((resolve) => open.set(text, resolve));
    },
    async answer(text: string, accepted: boolean | undefined) {
      open.get(text)?.(accepted);
      await new Promise(setImmediate);
    },
  };
}

test('an error is shown when the reference rejects the text too, and each text is asked about once', async () => {
  const { asked, accepts, answer } = reference();
  const news: string[] = [];
  const verdicts = createVerdicts(accepts, (path) => news.push(path));
  assert.equal(verdicts.shown('a.tf', 'x'), false);
  assert.equal(verdicts.shown('a.tf', 'x'), false);
  await answer('x', false);
  assert.deepEqual(news, ['a.tf']);
  assert.equal(verdicts.shown('a.tf', 'x'), true);
  assert.deepEqual(asked, ['x']);
});

test('what was said of the text before holds until the new one is answered', async () => {
  const { accepts, answer } = reference();
  const news: string[] = [];
  const verdicts = createVerdicts(accepts, (path) => news.push(path));
  verdicts.shown('a.tf', 'x');
  await answer('x', false);
  assert.equal(verdicts.shown('a.tf', 'xy'), true);
  await answer('xy', true);
  assert.equal(verdicts.shown('a.tf', 'xy'), false);
  assert.deepEqual(news, ['a.tf', 'a.tf']);
});

test('of the texts that pass by while it thinks, only the last is asked about', async () => {
  const { asked, accepts, answer } = reference();
  const verdicts = createVerdicts(accepts, () => {});
  for (const text of ['x', 'xy', 'xyz']) verdicts.shown('a.tf', text);
  await answer('x', false);
  assert.deepEqual(asked, ['x', 'xyz']);
  await answer('xyz', false);
  await verdicts.settled();
  assert.equal(verdicts.shown('a.tf', 'xyz'), true);
});

test('where it cannot say, fails, or is not there, our parser is trusted', async () => {
  const mute = createVerdicts(
    async () => undefined,
    () => {},
  );
  mute.shown('a.tf', 'x');
  await mute.settled();
  assert.equal(mute.shown('a.tf', 'x'), true);
  const failing = createVerdicts(
    () => Promise.reject(new Error('gone')),
    () => {},
  );
  failing.shown('a.tf', 'x');
  await failing.settled();
  assert.equal(failing.shown('a.tf', 'x'), true);
  assert.equal(createVerdicts(undefined, () => {}).shown('a.tf', 'x'), true);
});

test('a confirmed error reaches a client that asks, and one that does not', async () => {
  for (const pulls of [true, false]) {
    const { accepts, answer } = reference();
    const client = await startClient({ pulls, host: { lint: testLint, accepts } });
    await client.open(main, broken);
    if (pulls) assert.deepEqual(await client.rules(main), []);
    else
      await client.connection.sendRequest('textDocument/hover', {
        textDocument: { uri: main },
        position: { line: 0, character: 0 },
      });
    await answer(broken, false);
    if (pulls) {
      await client.until(() => client.refreshes.count === 1);
      assert.match(String(await client.rules(main)), /terraform\/syntax/);
    } else await client.until(() => client.shown.get(main)?.[0]?.code === 'terraform/syntax');
    await client.stop();
  }
});

test('an error that only our parser sees is never shown', async () => {
  const client = await startClient({ host: { lint: testLint, accepts: async () => true } });
  await client.open(main, broken);
  await client.settled();
  assert.deepEqual(await client.rules(main), []);
  await client.stop();
});

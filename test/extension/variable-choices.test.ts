import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createChoices, type Memory } from '../../src/extension/variable-choices.ts';

function memory(stored: Record<string, unknown> = {}): Memory & { readonly stored: Record<string, unknown> } {
  return {
    stored,
    get: (key) => stored[key],
    async update(key, value) {
      stored[key] = JSON.parse(JSON.stringify(value));
    },
  };
}

const a = { root: 'file:///w/a', files: ['file:///w/a/z.tfvars', 'file:///w/a/b.tfvars'] };
const b = { root: 'file:///w/b', files: ['file:///w/b/prod.tfvars'] };

test('a choice is kept by root module in its order, and is there for the next session', async () => {
  const first = memory();
  const choices = createChoices(first);
  await choices.choose(a);
  await choices.choose(b);
  assert.deepEqual(createChoices(memory(first.stored)).all(), [a, b]);
});

test('a new choice takes the place of the old one, and an empty one forgets it', async () => {
  const choices = createChoices(memory());
  await choices.choose(a);
  await choices.choose(b);
  await choices.choose({ ...a, files: [] });
  assert.deepEqual(choices.all(), [b]);
  await choices.choose({ ...b, files: a.files });
  assert.deepEqual(choices.all(), [{ ...b, files: a.files }]);
});

test('memory of another form is passed over', () => {
  assert.deepEqual(createChoices(memory({ variableFiles: 'x' })).all(), []);
  assert.deepEqual(createChoices(memory({ variableFiles: { 'file:///w': 7, 'file:///v': ['x', 8] } })).all(), [
    { root: 'file:///v', files: ['x'] },
  ]);
});

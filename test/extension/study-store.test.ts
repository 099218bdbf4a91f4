import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createStudyStore, type SyncedMemory } from '../../src/extension/study-store.ts';
import { reviewsOf } from '../../src/study/progress.ts';

/** A memory of one machine; values go through JSON, as the editor's do. */
function memory(): SyncedMemory & { readonly values: Map<string, string>; synced: readonly string[] } {
  const values = new Map<string, string>();
  return {
    values,
    synced: [],
    get: (key) => JSON.parse(values.get(key) ?? 'null'),
    async update(key, value) {
      values.set(key, JSON.stringify(value));
    },
    setKeysForSync(keys) {
      this.synced = keys;
    },
  };
}

const review = (card: string, at: number) => ({ kind: 'review', card, at, grade: 3 }) as const;

test('what is added is there for the next start', async () => {
  const machine = memory();
  await createStudyStore(machine).add(review('oss/a', 1));
  assert.deepEqual(reviewsOf(createStudyStore(machine).progress(), 'oss/a'), [[1, 3]]);
});

test('a value that Settings Sync puts in the place of another takes nothing away', async () => {
  const [laptop, desktop] = [memory(), memory()];
  await createStudyStore(laptop).add(review('oss/a', 1));
  await createStudyStore(desktop).add(review('oss/b', 2));
  for (const key of laptop.synced) desktop.values.set(key, laptop.values.get(key) ?? '');

  const store = createStudyStore(desktop);
  assert.deepEqual(Object.keys(store.progress().reviews).sort(), ['oss/a', 'oss/b']);
  await store.add(review('oss/c', 3));
  for (const key of desktop.synced) laptop.values.set(key, desktop.values.get(key) ?? '');
  assert.deepEqual(Object.keys(createStudyStore(laptop).progress().reviews).sort(), ['oss/a', 'oss/b', 'oss/c']);
});

test('listeners hear of each change, and a damaged memory is as good as an empty one', async () => {
  const machine = memory();
  machine.values.set('study', '{"reviews":[1],"read":7}');
  const store = createStudyStore(machine);
  let heard = 0;
  store.onDidChange(() => heard++);
  await store.add(review('oss/a', 1));
  await store.join(store.progress());
  assert.equal(heard, 2);
  assert.deepEqual(Object.keys(store.progress().reviews), ['oss/a']);
});

test('answers that come faster than the editor stores them are all kept', async () => {
  // VS Code takes what it has stored for the value, also where another was set in the meantime.
  const stored = memory();
  const values = new Map<string, unknown>();
  const machine: SyncedMemory = {
    get: (key) => values.get(key),
    async update(key, value) {
      values.set(key, value);
      await new Promise((resolve) => setTimeout(resolve, 5));
      await stored.update(key, value);
      values.set(key, value);
    },
    setKeysForSync: () => {},
  };
  const store = createStudyStore(machine);
  await Promise.all(['a', 'b', 'c'].map((card, at) => store.add(review(card, at))));
  for (const one of [store, createStudyStore(machine), createStudyStore(stored)])
    assert.deepEqual(Object.keys(one.progress().reviews).sort(), ['a', 'b', 'c']);
});

test('a write that fails is tried again with the next', async () => {
  const machine = memory();
  let isFull = true;
  const store = createStudyStore({
    ...machine,
    update: (key, value) => (isFull ? Promise.reject(new Error('full')) : machine.update(key, value)),
  });
  await assert.rejects(store.add(review('a', 1)), /full/);
  isFull = false;
  await store.add(review('b', 2));
  assert.deepEqual(Object.keys(createStudyStore(machine).progress().reviews).sort(), ['a', 'b']);
});

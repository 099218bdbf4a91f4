import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDocuments } from '../../src/server/documents.ts';
import { memoryFiles } from '../memory.ts';

const ours = (scheme: string) => scheme === 'file' || scheme === 'untitled';
const item = (uri: string, text = 'a = 1\n', languageId = 'terraform', version = 1) => ({
  uri,
  languageId,
  version,
  text,
});
const at = (line: number, character: number) => ({ line, character });

test('the suffix decides which documents count, not the language', () => {
  const documents = createDocuments(ours);
  assert.equal(documents.open(item('file:///w/main.tf', '', 'plaintext')), '/w/main.tf');
  assert.equal(documents.open(item('file:///w/main.tofu.json', '')), '/w/main.tofu.json');
  assert.equal(documents.open(item('file:///w/.groundwork.json', '', 'json')), '/w/.groundwork.json');
  assert.equal(documents.open(item('file:///w/job.nomad', '', 'terraform')), undefined);
  assert.equal(documents.open(item('git:/w/main.tf?ref', '')), undefined);
  assert.equal(documents.open(item('untitled:Untitled-1', '', 'markdown')), undefined);
  assert.ok(documents.open(item('untitled:Untitled-1', '')));
});

test('changes apply in their order, one outside the text at its end', () => {
  const documents = createDocuments(ours);
  documents.open(item('file:///w/main.tf', 'a = 1\nb = 2\n'));
  const uri = 'file:///w/main.tf';
  documents.change({ uri, version: 2 }, [
    { range: { start: at(0, 4), end: at(0, 5) }, text: '10' },
    { range: { start: at(1, 4), end: at(1, 5) }, text: '20' },
  ]);
  assert.equal(documents.get('/w/main.tf')?.text, 'a = 10\nb = 20\n');
  documents.change({ uri, version: 3 }, [{ range: { start: at(99, 0), end: at(99, 9) }, text: 'c = 3\n' }]);
  assert.equal(documents.get('/w/main.tf')?.text, 'a = 10\nb = 20\nc = 3\n');
});

test('an older version, and a document that is not open, change nothing', () => {
  const documents = createDocuments(ours);
  documents.open(item('file:///w/main.tf', 'new', 'terraform', 7));
  assert.equal(documents.change({ uri: 'file:///w/main.tf', version: 6 }, [{ text: 'old' }]), undefined);
  assert.equal(documents.get('/w/main.tf')?.text, 'new');
  assert.equal(documents.change({ uri: 'file:///w/other.tf', version: 1 }, [{ text: 'x' }]), undefined);
  assert.equal(documents.close('file:///w/other.tf'), undefined);
});

test('open texts lie over the disk, and new files are listed with it', () => {
  const documents = createDocuments(ours);
  const files = documents.over(memoryFiles({ '/w/main.tf': 'disk', '/w/net/main.tf': 'disk' }));
  documents.open(item('file:///w/main.tf', 'open'));
  documents.open(item('file:///w/new.tf', 'open'));
  documents.open(item('file:///w/made/later/new.tf', 'open'));
  documents.open(item('file:///elsewhere/new.tf', 'open'));
  assert.equal(files.readFile('/w/main.tf'), 'open');
  assert.deepEqual(
    files
      .readDirectory('/w')
      ?.map(({ name, directory }) => (directory ? `${name}/` : name))
      .sort(),
    ['made/', 'main.tf', 'net/', 'new.tf'],
  );
  assert.deepEqual(
    files.readDirectory('/elsewhere')?.map(({ name }) => name),
    ['new.tf'],
  );
  documents.close('file:///w/main.tf');
  assert.equal(files.readFile('/w/main.tf'), 'disk');
});

test('an open text whose file is deleted counts no more, until it is edited or the file is back', () => {
  const documents = createDocuments(ours);
  const files = documents.over(memoryFiles({}));
  const uri = 'file:///w/main.tf';
  const listed = () => files.readDirectory('/w')?.map(({ name }) => name) ?? [];
  documents.open(item(uri, 'open'));
  assert.equal(documents.onDisk('/w/main.tf', true), false, 'what is open counts, whatever is written');
  assert.equal(documents.onDisk('/w/main.tf', false), true);
  assert.equal(files.readFile('/w/main.tf'), undefined);
  assert.deepEqual(listed(), []);
  assert.equal(documents.get('/w/main.tf')?.text, 'open', 'it is still open');

  assert.equal(documents.onDisk('/w/main.tf', true), true);
  assert.equal(files.readFile('/w/main.tf'), 'open');

  assert.equal(documents.onDisk('/w/main.tf', false), true);
  documents.change({ uri, version: 2 }, [{ text: 'edited' }]);
  assert.equal(files.readFile('/w/main.tf'), 'edited');
  assert.deepEqual(listed(), ['main.tf']);

  documents.close(uri);
  assert.equal(documents.onDisk('/w/main.tf', false), true);
  documents.open(item(uri, 'new'));
  assert.equal(files.readFile('/w/main.tf'), 'new');
});

test('a file that a watcher takes for deleted, and that is there, is read from the disk', () => {
  const documents = createDocuments(ours);
  const files = documents.over(memoryFiles({ '/w/main.tf': 'disk' }));
  documents.open(item('file:///w/main.tf', 'disk'));
  documents.onDisk('/w/main.tf', false);
  assert.equal(files.readFile('/w/main.tf'), 'disk');
});

test('a document keeps the URI that the client gave it', () => {
  const documents = createDocuments(ours);
  documents.open(item('file:///C:/w/main.tf'));
  assert.equal(documents.uriOf('c:/w/main.tf'), 'file:///C:/w/main.tf');
  assert.equal(documents.uriOf('c:/w/other.tf'), 'file:///c%3A/w/other.tf');
});

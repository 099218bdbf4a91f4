import assert from 'node:assert/strict';
import { test } from 'node:test';
import markdownIt from 'markdown-it';
import type { Hover, InlayHint } from 'vscode-languageserver-protocol/node';
import { code, escaped, label, plain } from '../../src/server/markdown.ts';
import { startClient } from './client.ts';
import { firewall, testLint, variable } from './linting.ts';

/** A renderer that allows more than any editor does. */
const renderer = markdownIt({ html: true });
renderer.validateLink = () => true;

const hostile = [
  '[x](command:workbench.action.closeWindow)',
  '![x](https://host.invalid/x.png)',
  '![x][y]\n\n[y]: https://host.invalid/x.png',
  '<img src="https://host.invalid/x.png" onerror="alert(1)">',
  '<script>alert(1)</script>',
  '<https://host.invalid/>',
  '` `` ``` ![x](https://host.invalid/x.png)',
  '`` ![x](https://host.invalid/x.png) `',
  '\\[x](command:x) \\\\![x](https://host.invalid/x.png)',
  '](command:x) [',
  '**bold** `code`',
  '---\n# heading\n```\nblock',
];

test('whatever a text holds, Markdown shows it as it stands', () => {
  for (const text of hostile) {
    const shown = renderer.renderInline(`a ${escaped(text)} b`);
    assert.doesNotMatch(shown, /<(?!\/?em>)/, shown);
    assert.equal(plain(escaped(text)), text.replace(/\s+/g, ' '));
  }
});

test('whatever a text holds, it stays within the label of its link', () => {
  for (const text of hostile) {
    assert.doesNotMatch(label(text), /[[\]]/);
    const link = `[${label(text)}](file:///main.tf)`;
    const shown = renderer.renderInline(link);
    assert.match(shown, /^<a href="file:\/\/\/main\.tf">[^<]*<\/a>$/, shown);
    assert.equal(plain(link), text.replace(/\s+/g, ' '));
  }
});

test('whatever a text holds, it stays within its code', () => {
  for (const text of [...hostile, '`', '``', '` a', 'a `', ' ', 'a']) {
    const shown = renderer.renderInline(`a ${code(text)} b`);
    assert.match(shown, /^a <code>[^<]*<\/code> b$/, shown);
  }
});

test('names, values and messages bring no link, picture or command into a hover', async () => {
  const name = 'x](command:groundwork.openNote) ![p](https:host.invalid) )`<b>.tf';
  const uri = `file:///work/${encodeURIComponent(name)}`;
  const message = hostile.join(' ');
  const client = await startClient({
    files: { '/work/main.tf': firewall('var.r'), [`/work/${name}`]: variable('r', '["0.0.0.0/0"]') },
    host: {
      lint: (...args) =>
        testLint(...args).map((finding) => ({
          ...finding,
          message,
          related: [{ at: finding.at, message, through: finding.through ?? [] }],
        })),
    },
    initializationOptions: { commandLinks: true },
  });
  await client.open(uri, variable('r', '["0.0.0.0/0"]'));
  await client.open('file:///work/main.tf', firewall('var.r'));
  for (const [document, position] of [
    [uri, { line: 1, character: 16 }],
    ['file:///work/main.tf', { line: 1, character: 20 }],
  ] as const) {
    const hover = await client.connection.sendRequest<Hover | null>('textDocument/hover', {
      textDocument: { uri: document },
      position,
    });
    assert.ok(hover);
    const { value } = hover.contents as { value: string };
    const shown = renderer.render(value);
    assert.match(shown, /host\.invalid/);
    const targets = [...shown.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, target = '']) => target);
    assert.ok(targets.length > 0);
    const commands = targets.filter((target) => target.startsWith('command:'));
    assert.deepEqual(
      commands.map((target) => target.split('?')[0]),
      ['command:groundwork.explainRule'],
    );
    const [rule, place] = JSON.parse(decodeURIComponent(commands[0]?.split('?')[1] ?? ''));
    assert.equal(rule, 'gcp/open-ssh');
    assert.equal(place.uri, uri);
    for (const target of targets.filter((one) => !commands.includes(one)))
      assert.match(target, /^(?:file:\/\/\/work\/|https:\/\/(?!host\.invalid))/, shown);
    assert.doesNotMatch(shown, /<(?:img|script|b)\b/, shown);
  }
  const hints = await client.connection.sendRequest<InlayHint[]>('textDocument/inlayHint', {
    textDocument: { uri: 'file:///work/main.tf' },
    range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } },
  });
  // Texts that are no Markdown to the client stay plain: a string, or parts with one place each.
  assert.ok(hints.length > 0);
  for (const { tooltip } of hints) assert.equal(typeof tooltip, 'string');
  await client.stop();
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { diagram } from '../../src/scripts/diagram.ts';
import { files, read } from './knowledge.ts';

const sources = files.flatMap((file) =>
  read(file)
    .code.filter(({ language }) => language === 'mermaid')
    .map(({ text }) => ({ file, text })),
);

test('each diagram of a note is drawn, with every label and arrow, and nothing that the page would refuse', () => {
  assert.ok(sources.length >= 10);
  const ids = new Set<string>();
  for (const { file, text } of sources) {
    const html = diagram(text);
    const svg = html.slice(html.indexOf('<svg'), html.indexOf('</svg>'));
    const shown = [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/g)].map(([, inner = '']) =>
      inner.replace(/<[^>]*>/g, ' '),
    );
    const plain = shown.join(' ').replace(/\s+/g, ' ');
    for (const [, label = ''] of text.matchAll(/[[{(]"?([A-Z][\w ,-]+)"?[\]})]/g)) {
      assert.ok(plain.includes(label.trim()), `${file}: no ${label} in ${plain}`);
    }
    const arrows = text.match(/-->|-\.->|==>|---/g)?.length ?? 0;
    assert.ok((svg.match(/<polyline/g)?.length ?? 0) >= arrows, file);
    assert.doesNotMatch(
      svg,
      /<(?:style|script|image|foreignObject|a|use)\b|\s(?:style|on\w+|href)=|@import|url\((?!#diagram-)/,
    );
    for (const [, id = ''] of svg.matchAll(/ id="([^"]*)"/g)) {
      assert.ok(!ids.has(id), id);
      ids.add(id);
    }
  }
});

test('each colour of a diagram is one of the page', () => {
  const style = readFileSync(new URL('../../src/extension/webview/study.css', import.meta.url), 'utf8');
  const used = new Set(
    sources.flatMap(({ text }) => [...diagram(text).matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name)),
  );
  assert.ok(used.size > 5);
  for (const name of used) assert.ok(style.includes(`\n  ${name}: `), name);
});

test('the text of a diagram cannot end its element', () => {
  const html = diagram('flowchart TD\n  a["<script>alert(1)</script>"] --> b["x&quot; onload=&quot;y"]');
  assert.doesNotMatch(html, /<script|\sonload="/);
});

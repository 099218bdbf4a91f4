import assert from 'node:assert/strict';
import { test } from 'node:test';
import { surroundings } from '../../src/study/build-guide.ts';
import { highlight } from '../../src/study/highlight.ts';
import { createRenderer } from '../../src/study/render.ts';

const { page, inline } = createRenderer(surroundings(new Set(['oss']), new Set(['gcp/open-ssh'])));

test('links lead to the web, to notes, to headings and to rules', () => {
  assert.equal(inline('[a](https://example.com/?q="x")'), '<a href="https://example.com/?q=%22x%22">a</a>');
  assert.equal(inline('[a](oss.md)'), '<a href="#/note/oss">a</a>');
  assert.equal(inline('[a](oss.md#access)'), '<a href="#/note/oss/access">a</a>');
  assert.equal(inline('[a](#access)'), '<a href="#access">a</a>');
  assert.equal(inline('`gcp/open-ssh`'), '<a href="#/rule/gcp/open-ssh"><code>gcp/open-ssh</code></a>');
  assert.equal(inline('`gcp/other`'), '<code>gcp/other</code>');
});

test('nothing that a note says can run, be fetched or change its looks', () => {
  const hostile = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg onload=alert(1)></svg>',
    '<a href="command:x">x</a>',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](command:groundwork.lintWorkspace)',
    '[x](vscode://file/etc/passwd)',
    '[x](file:///etc/passwd)',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '[x](other.md)',
    '[x](../oss.md)',
    '[x](#/rule/../x)',
    '<javascript:alert(1)>',
    '![x"><script>](https://example.com/x.png)',
    '[x]: javascript:alert(1)\n\n[x]',
    '```"><script>alert(1)</script>\nx\n```',
    '> [!<b>] x',
    '`<b>`',
    '| a |\n| :-: |\n| <i style="color:red"> |',
  ];
  for (const text of hostile) {
    const html = page(text);
    const tags = [...html.matchAll(/<(\w+)([^>]*)>/g)];
    for (const [, name = '', attributes = ''] of tags) {
      assert.ok(!['script', 'img', 'svg', 'b', 'i', 'style', 'iframe'].includes(name), html);
      assert.doesNotMatch(attributes, /\s(?:on\w+|style|src)\s*=/, html);
      assert.doesNotMatch(attributes, /href="(?!https?:|#[\w/-]*")/, html);
    }
    assert.doesNotMatch(html, /href="(?:javascript|command|vscode|file|data)/i);
  }
});

test('callouts, tables and code are as the panel shows them', () => {
  assert.equal(
    page('> [!CORRECTION]\n> It **is** so.\n>\n> Source: x.\n\n> said'),
    [
      '<aside class="callout callout-correction">\n<p class="callout-label">Correction</p>',
      '\n<p>It <strong>is</strong> so.</p>\n<p>Source: x.</p>\n</aside>\n<blockquote>\n<p>said</p>\n</blockquote>\n',
    ].join(''),
  );
  const table = page('| a | b |\n| --- | --: |\n| 1 | 2 |');
  assert.match(table, /^<div class="table" role="region" aria-label="Table" tabindex="0"><table>/);
  assert.match(table, /<td>1<\/td>\n<td class="right">2<\/td>/);
  assert.match(page('```mermaid\na --> b\n```'), /<figcaption>Diagram \(Mermaid\)<\/figcaption>.*a --&gt; b/);
  assert.equal(page('# A\n\n## B', new Map([[3, 'b']])), '<h1>A</h1>\n<h2 id="b">B</h2>\n');
});

test('Terraform is coloured, and its text stays what it was', () => {
  const code = `# a "comment"
resource "google_x" "y" {
  name = "a-\${var.z["k"]}" // more
  count = 3
  list = [for v in values(local.a) : v if v != null]
  text = <<-EOT
    not a # comment
  EOT
  /* long
     one */
}
`;
  const html = highlight(code, 'hcl');
  const plain = html
    .replace(/<[^>]*>/g, '')
    .replace(/&(quot|lt|gt|amp);/g, (_, name) => ({ quot: '"', lt: '<', gt: '>', amp: '&' })[String(name)] ?? '');
  assert.equal(plain, code);
  const marked = [...html.matchAll(/<span class="token-(\w+)">([^<]*)<\/span>/g)].map(
    ([, kind, text]) => `${kind}: ${text}`,
  );
  for (const wanted of [
    'comment: # a &quot;comment&quot;',
    'keyword: resource',
    'string: &quot;google_x&quot;',
    'string: &quot;a-${var.z[&quot;k&quot;]}&quot;',
    'comment: // more',
    'name: count',
    'number: 3',
    'keyword: for',
    'function: values',
    'constant: null',
    'comment: /* long\n     one */',
  ])
    assert.ok(marked.includes(wanted), `${wanted} not in ${marked.join('\n')}`);
  assert.ok(!marked.some((text) => text.startsWith('comment: # comment')));
  assert.equal(highlight('a < "b"', 'mermaid'), 'a &lt; &quot;b&quot;');
});

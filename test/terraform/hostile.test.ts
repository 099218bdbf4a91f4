import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Workspace } from '../../src/terraform/workspace.ts';
import { memoryFiles } from '../memory.ts';

/** Generous: each ends in a fraction of it, and an endless one would otherwise hang the run. */
const timeout = 20_000;

/** The reason why `x.a.value` is unknown, and the causes that are told of. */
function outcome(texts: Record<string, string>): { reason: string | undefined; notices: string[] } {
  const tree = new Workspace(memoryFiles(texts)).tree('.');
  const [a] = tree.resources('x');
  const value = a?.get('value');
  for (const module of tree.modules) for (const resource of module.resources()) resource.get('value');
  return {
    reason: value?.kind === 'unknown' ? value.reason : value?.kind,
    notices: tree.notices().map(({ kind, cause }) => `${kind}: ${cause}`),
  };
}

function value(expression: string, more = ''): Record<string, string> {
  return { 'main.tf': `resource "x" "a" {\n  value = ${expression}\n}\n${more}` };
}

const doubling = (first: string, twice: (name: string) => string): string =>
  `locals {\n  l0 = ${first}\n${Array.from({ length: 30 }, (_, i) => `  l${i + 1} = ${twice(`local.l${i}`)}`).join('\n')}\n}`;

const hostile: readonly [name: string, texts: Record<string, string>, reason: string | undefined, notice?: RegExp][] = [
  ['a range of a billion', value('range(0, 1e9)'), 'invalid'],
  [
    'lists that double thirty times',
    value(
      'local.l30',
      doubling('["x"]', (l) => `concat(${l}, ${l})`),
    ),
    'budget',
    /too many/,
  ],
  [
    'objects that double thirty times',
    value(
      'local.l30',
      doubling('{}', (l) => `{ a = ${l}, b = ${l} }`),
    ),
    'budget',
    /too many/,
  ],
  [
    'texts that double thirty times',
    value(
      'local.l30',
      doubling('"xxxxxxxx"', (l) => `"\${${l}}\${${l}}"`),
    ),
    'budget',
    /too long/,
  ],
  [
    'texts that are joined thirty times',
    value(
      'local.l30',
      doubling('"xxxxxxxx"', (l) => `join(${l}, [${l}, ${l}])`),
    ),
    'budget',
    /too long/,
  ],
  ['a product of lists', value('setproduct(range(1000), range(1000), range(1000))'), 'budget', /too many/],
  [
    'nested for products',
    value('length(flatten([for a in range(1000) : [for b in range(1000) : [for c in range(1000) : a + b + c]]]))'),
    'budget',
    /too m/,
  ],
  [
    'a template that is a product',
    value(
      '"%{ for a in range(1000) }%{ for b in range(1000) }%{ for c in range(1000) }x%{ endfor }%{ endfor }%{ endfor }"',
    ),
    'budget',
    /too (?:long|much)/,
  ],
  ['a megabyte of template', value(`"${'${local.l}x'.repeat(100_000)}"`, 'locals { l = "y" }'), 'string'],
  [
    'locals that refer to each other in a circle',
    value('local.a', 'locals {\n  a = local.b\n  b = local.a\n}'),
    'invalid',
  ],
  [
    'a chain of ten thousand locals',
    value(
      'local.l9999',
      `locals {\n  l0 = 1\n${Array.from({ length: 9999 }, (_, i) => `  l${i + 1} = local.l${i}`).join('\n')}\n}`,
    ),
    'budget',
    /deep/,
  ],
  [
    'ten thousand instances',
    { 'main.tf': 'resource "x" "a" {\n  count = 10000\n  value = count.index\n}' },
    'budget',
    /10000 instances/,
  ],
  [
    'ten thousand blocks',
    {
      'main.tf':
        'resource "x" "a" {\n  value = 1\n  dynamic "b" {\n    for_each = [for i in range(1000) : i]\n    content {\n      dynamic "c" {\n        for_each = range(1024)\n        content {}\n      }\n    }\n  }\n}',
    },
    'number',
  ],
  ['five hundred nested parentheses', value(`${'('.repeat(490)}1${')'.repeat(490)}`), 'number'],
  [
    'a module that calls itself',
    { 'main.tf': 'module "m" {\n  source = "./"\n}\nresource "x" "a" {\n  value = 1\n}' },
    'number',
    /^cycle/,
  ],
  [
    'modules that call each other',
    {
      'main.tf': 'module "b" {\n  source = "./b"\n}\nresource "x" "a" {\n  value = module.b.value\n}',
      'b/main.tf': 'module "a" {\n  source = "../"\n}\noutput "value" {\n  value = module.a.value\n}',
    },
    'module',
    /^cycle/,
  ],
  [
    'modules that fan out at every level',
    Object.fromEntries(
      Array.from({ length: 20 }, (_, i) => [
        i === 0 ? 'main.tf' : `m${i}/main.tf`,
        Array.from(
          { length: 4 },
          (_, k) => `module "m${k}" {\n  source = "${i === 0 ? './' : '../'}m${i + 1}"\n}`,
        ).join('\n'),
      ]),
    ),
    undefined,
    /module calls/,
  ],
];

for (const [name, texts, reason, notice] of hostile) {
  test(name, { timeout }, () => {
    const result = outcome(texts);
    assert.equal(result.reason, reason);
    if (notice) assert.match(result.notices.join('\n'), notice);
    else assert.deepEqual(result.notices, []);
  });
}

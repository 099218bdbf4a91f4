import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { here, string } from '../../src/terraform/make.ts';
import type { Value } from '../../src/terraform/value.ts';
import { Workspace } from '../../src/terraform/workspace.ts';
import { memoryFiles } from '../memory.ts';
import { evaluated, scopeOf } from './evaluation.ts';

const place = { file: 'module/main.tf', start: 0, end: 1 };
const laughs = ['a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]'];
for (let i = 1; i < 12; i++) {
  const [name, before] = [String.fromCharCode(97 + i), String.fromCharCode(96 + i)];
  laughs.push(`${name}: &${name} [${Array(10).fill(`*${before}`).join(', ')}]`);
}

/** What `local.name` stands for in these tests. */
const texts: Readonly<Record<string, string>> = {
  long: 'x'.repeat(40_000),
  huge: 'é'.repeat(3_900_000),
  lines: 'a,b\n'.repeat(60_000),
  laughs: laughs.join('\n'),
  triple: '%{ for a in x }%{ for b in x }%{ for c in x }12345678%{ endfor }%{ endfor }%{ endfor }',
};
const locals = Object.fromEntries(
  Object.entries(texts).map(([name, text]): [string, Value] => [`local.${name}`, string(text, here(place))]),
);

/** The first part of a value that was given up. */
function givenUp(value: Value): string | undefined {
  if (value.kind === 'unknown') return value.reason === 'budget' ? value.cause : undefined;
  const parts = value.kind === 'list' ? value.items : value.kind === 'object' ? [...value.entries.values()] : [];
  return parts.map(givenUp).find((cause) => cause !== undefined);
}

describe('what would take too long or too much is unknown for that reason', () => {
  for (const text of [
    'setproduct(range(300), range(300), range(300), range(300))',
    'flatten([for i in range(100) : range(1000)])',
    'transpose({ for i in range(1000) : "k${i}" => range(1000) })',
    '[for a in range(1000) : [for b in range(1000) : a * b]]',
    '[for a in range(1000) : [for b in range(1000) : [for c in range(1000) : 1]]]',
    'join(local.long, range(1000))',
    'replace(local.long, "", local.long)',
    'replace(local.long, "/x/", local.long)',
    'replace(local.long, "/(x?){500}/", "y")',
    'regexall("(x{0,900})*(x{0,900})*y", "${local.long}${local.long}${local.long}")',
    'regex(local.huge, "x")',
    'regex("(${substr(local.long, 0, 300)}){1000}", "x")',
    'format("%3000000s%3000000s", "", "")',
    'formatlist("%s", [for i in range(1000) : local.long])',
    'indent(3000000, local.lines)',
    'split("", local.huge)',
    'csvdecode(local.lines)',
    'yamldecode(local.laughs)',
    'yamldecode(local.huge)',
    'jsondecode(jsonencode(local.huge))',
    'urlencode(local.huge)',
    'base64encode(local.huge)',
    'templatestring(local.triple, { x = range(1000) })',
    '[for i in range(1000) : "${local.huge}${i}"]',
    '[for i in range(1000) : strrev(local.huge)]',
    '[for i in range(1000) : sha512(local.huge)]',
    '[for i in range(1000) : [for j in range(40) : split("x", local.long)]]',
    '1e2000',
    '1e999 * 1e999 * 1e999 * 1e999 * 1e999 * 1e999',
    '1e-999 / 1e999 / 1e999 / 1e999',
  ]) {
    test(text, () => assert.notEqual(givenUp(evaluated(text, scopeOf(locals))), undefined));
  }
});

describe('what only looks costly has its value', () => {
  const cases: Readonly<Record<string, string | number | boolean>> = {
    'can(regex("^(x+)+$", "${local.long}!"))': false,
    'can(regex("(x*)*(x*)*(x*)*y", local.long))': false,
    'length(regexall("(?:x|xx)*?z?", substr(local.long, 0, 100)))': 101,
    'can(range(0, 1e9))': false,
    'length({ for i in range(1000) : "k" => i... }.k)': 1000,
    'length(uuidv5("dns", local.huge))': 36,
    'pow(10, 1e300)': Number.POSITIVE_INFINITY,
    'length(distinct([for i in range(1000) : { n = i }]))': 1000,
    'length(setunion(range(1000), range(500, 1500)))': 1500,
    'startswith(trimspace(" ${local.huge} "), "é")': true,
    'can(jsondecode(join("", [for i in range(1000) : "[[[["])))': false,
    'can(yamldecode(join("", [for i in range(1000) : "[[[["])))': false,
    'cidrsubnets("::/0", [for i in range(1000) : 32]...)[999]': '0:3e7::/32',
  };
  for (const [text, wanted] of Object.entries(cases)) {
    test(text, () => {
      const value = evaluated(text, scopeOf(locals));
      assert.equal('value' in value ? value.value : value, wanted);
    });
  }
});

describe('expressions in one another, across references, are unknown where they are too deep', () => {
  const wraps: readonly (readonly [open: string, close: string])[] = [
    ['upper(', ')'],
    ['"x${', '}"'],
    ['"%{ if true }${', '}%{ endif }"'],
    ['true ? ', ' : "x"'],
    ['try(', ')'],
    ['element([', '], 0)'],
    ['[for x in [', '] : x][0]'],
  ];
  for (const [open, close] of wraps) {
    test(`${open}${close}`, () => {
      const lines = ['locals {', '  a0 = "x"'];
      for (let i = 1; i < 400; i++) lines.push(`  a${i} = ${open.repeat(3)}local.a${i - 1}${close.repeat(3)}`);
      lines.push('}', 'resource "t" "a" {', '  v = local.a399', '  w = local.a20', '}', '');
      const tree = new Workspace(memoryFiles({ 'main.tf': lines.join('\n') })).tree('.');
      const resource = tree.resource('t.a');
      assert.match(givenUp(resource?.get('v') ?? assert.fail()) ?? '', /too deep/);
      assert.equal(resource?.get('w')?.kind, 'string');
    });
  }
});

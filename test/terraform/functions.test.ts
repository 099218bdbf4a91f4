import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { documentOf } from '../../src/terraform/document.ts';
import { here, list, object, string, through, unknown } from '../../src/terraform/make.ts';
import type { Location, UnknownReason, Value } from '../../src/terraform/value.ts';
import { Workspace } from '../../src/terraform/workspace.ts';
import { memoryFiles } from '../memory.ts';
import { printed } from './console.ts';
import { evaluated, faultOf, scopeOf } from './evaluation.ts';

const elsewhere: Location = { file: 'prod.tfvars', start: 10, end: 20 };
const declared: Location = { file: 'module/variables.tf', start: 0, end: 14 };

/** What `local.name` stands for in these tests. */
const locals: Readonly<Record<string, Value>> = {
  'local.open': unknown('computed', 'google_compute_network.main.id', here(elsewhere)),
  'local.secret': { ...string('hunter2', here(elsewhere)), sensitive: true },
  'local.given': through(string('TLS_1_0', here(elsewhere)), [
    { name: 'var.tls', at: elsewhere, declaration: declared, resource: undefined },
  ]),
  'local.names': list([string('b', here(elsewhere)), string('a', here(elsewhere))], here(declared), 'list'),
  'local.token': { ...string('t', here(elsewhere)), ephemeral: true },
  'local.typed': object(new Map([['a', string('x', here(elsewhere))]]), here(declared), 'map'),
};

function value(text: string): Value {
  return evaluated(text, scopeOf(locals));
}

/** The value as the console prints it, `(known after apply)` where it is unknown. */
function shown(text: string): string {
  const result = value(text);
  assert.equal(faultOf(result), undefined, text);
  return printed(result).replace(/\n\s*/g, ' ').replaceAll(', ]', ']');
}

function reason(text: string): UnknownReason | undefined {
  const result = value(text);
  return result.kind === 'unknown' ? result.reason : undefined;
}

describe('a function whose result needs only part of its arguments', () => {
  const cases: Readonly<Record<string, string>> = {
    'length([local.open, 1])': '2',
    'keys({ b = local.open, a = 1 })': '[ "a", "b"]',
    'values({ b = local.open, a = 1 })': '[ 1, (known after apply)]',
    'concat([local.open], ["a"])[1]': '"a"',
    'merge({ a = local.open }, { b = 2 }).b': '2',
    'lookup({ a = local.open, b = 2 }, "b", 3)': '2',
    'element([local.open, "x"], 1)': '"x"',
    'flatten([["a", [{ k = local.open }]]])[0]': '"a"',
    'flatten([["a"], ["x${local.open}", tostring(local.open)]])[0]': '"a"',
    'flatten([local.open, ["a"]]) == null ? 1 : 1': '1',
    'zipmap(["a", "b"], [local.open, 2]).b': '2',
    'setproduct(["a"], [local.open])[0][0]': '"a"',
    'reverse([local.open, 1])[0]': '1',
    'slice([local.open, 1, 2], 1, 3)': '[ 1, 2]',
    'chunklist(["a", "b", local.open], 2)[0]': 'tolist([ "a", "b"])',
    'coalesce("a", local.open)': '"a"',
    'coalescelist(["a"], local.open)': '[ "a"]',
    'one([local.open]) == null ? 1 : 1': '1',
    'contains([local.open, "a"], "a")': 'true',
    'anytrue([local.open, true])': 'true',
    'alltrue([local.open, false])': 'false',
    'try(local.open.x, "y") == null ? "z" : "z"': '"z"',
    'formatlist("%s!", ["a", local.open])[0]': '"a!"',
    'tolist(["a", local.open])[0]': '"a"',
    'tomap({ a = 1, b = local.open }).a': '1',
  };
  for (const [text, wanted] of Object.entries(cases)) {
    test(text, () => assert.equal(shown(text), wanted));
  }
});

describe('a result that is unknown', () => {
  test('has the reason and cause of the argument', () => {
    for (const text of [
      'upper(local.open)',
      'length(local.open)',
      'coalesce(local.open, "a")',
      'sort(["a", local.open])',
      'contains([local.open], "a")',
      'merge({ a = 1 }, local.open)',
      'cidrsubnet(local.open, 8, 1)',
      '[for x in local.open : x]',
      'toset(["a", local.open]) == toset(["a", "b"])',
    ]) {
      const result = value(text);
      assert.equal(result.kind === 'unknown' && result.cause, 'google_compute_network.main.id', text);
      assert.equal(reason(text), 'computed', text);
    }
  });

  test('is impure where it differs from run to run, or another program decides it', () => {
    for (const name of [
      'timestamp()',
      'plantimestamp()',
      'uuid()',
      'bcrypt("x")',
      'base64gzip("x")',
      'provider::aws::arn_parse("x")',
    ])
      assert.equal(reason(name), 'impure', name);
  });

  test('keeps the pieces of a text that are known', () => {
    const pieces = (text: string) => {
      const result = value(text);
      return result.kind === 'unknown'
        ? result.pieces?.map((piece) => (typeof piece === 'string' ? piece : '?')).join('')
        : '';
    };
    assert.equal(pieces('format("arn:%s:%s", "aws", local.open)'), 'arn:aws:?');
    assert.equal(pieces('join(",", ["a", local.open, "b"])'), 'a,?,b');
    assert.equal(pieces('"<${format("[%s]", local.open)}>"'), '<[?]>');
  });

  test('keeps the document that it encodes', () => {
    for (const name of ['jsonencode', 'yamlencode']) {
      const document = documentOf(value(`${name}({ a = local.open, b = "x" })`));
      assert.equal(document?.kind === 'object' && printed(document.entries.get('b') ?? document), '"x"');
    }
  });
});

describe('where a result comes from', () => {
  const origin = (text: string) => value(text).origin;

  test('is the place of the argument where that is passed on', () => {
    for (const text of [
      'coalesce("", local.given)',
      'tostring(local.given)',
      'one([local.given])',
      'element([local.given], 0)',
      'lookup({ a = local.given }, "a")',
      'trimspace(local.given)',
      'chomp(local.given)',
      'replace(local.given, "x", "y")',
      'try(local.given, "a")',
      'nonsensitive(sensitive(local.given))',
      'concat([], [local.given])[0]',
      'merge({}, { a = local.given }).a',
      'flatten([[local.given]])[0]',
      'values({ a = local.given })[0]',
      'true ? local.given : "b"',
      '[for x in [local.given] : x][0]',
      'sort([local.given])[0]',
      'tolist([local.given])[0]',
    ]) {
      assert.deepEqual(origin(text).at, elsewhere, text);
      assert.equal(origin(text).through[0]?.name, 'var.tls', text);
    }
  });

  test('is the place of an element, whatever the list was made from', () => {
    assert.deepEqual(origin('sort(local.names)[0]').at, elsewhere);
    assert.deepEqual(origin('toset(local.names)').at, declared);
  });

  test('is the call where it made something new', () => {
    assert.deepEqual(origin('lower(local.given)').at, { file: 'module/main.tf', start: 0, end: 18 });
    assert.deepEqual(origin('trimspace(" a")').at, { file: 'module/main.tf', start: 0, end: 15 });
  });
});

describe('marks', () => {
  test('an ephemeral value is null where it must not be kept', () => {
    assert.equal(value('ephemeralasnull(local.token)').kind, 'null');
    assert.equal(shown('ephemeralasnull({ a = local.token, b = 1 })'), '{ "a" = null "b" = 1 }');
  });

  test('a rule sees what a sensitive value is, and that it is one', () => {
    const result = value('"${local.secret}!"');
    assert.equal(result.kind === 'string' && result.value, 'hunter2!');
    assert.equal(result.sensitive, true);
    assert.equal(value('join(",", [local.secret])').sensitive, true);
    assert.equal(value('nonsensitive(local.secret)').sensitive, undefined);
  });
});

test('element() counts from the end, as Terraform does since 1.12', () => {
  assert.equal(shown('element(["a", "b", "c"], -1)'), '"c"');
  assert.equal(shown('element(["a", "b", "c"], -4)'), '"c"');
});

describe('files', () => {
  const files = memoryFiles({
    'module/main.tf': '',
    'module/policy.json': '{"Version": "2012-10-17"}',
    'module/motd.tftpl': 'Hello ${name}%{ if admin }, admin%{ endif }',
    'shared/keys/a.pub': 'key a',
    'shared/keys/b.pub': 'key b',
  });
  const inModule = (text: string) => evaluated(text, scopeOf(locals, files));

  test('inside the workspace are read, from the module', () => {
    assert.equal(printed(inModule('jsondecode(file("policy.json")).Version')), '"2012-10-17"');
    assert.equal(printed(inModule('file("${"../shared"}/keys/a.pub")')), '"key a"');
    assert.equal(
      printed(inModule('tolist(fileset("../shared/keys", "*.pub"))')).replace(/\s+/g, ''),
      'tolist(["a.pub","b.pub",])',
    );
    assert.equal(printed(inModule('templatefile("motd.tftpl", { name = "Ann", admin = true })')), '"Hello Ann, admin"');
  });

  test('that are not there are an error, which try() catches', () => {
    assert.match(faultOf(inModule('file("none.json")')) ?? '', /there is no file none\.json/);
    assert.equal(printed(inModule('try(file("none.json"), "x")')), '"x"');
    assert.equal(printed(inModule('fileexists("none.json")')), 'false');
  });

  test('outside the workspace are not read, and nothing is said of them', () => {
    for (const text of [
      'file("/etc/passwd")',
      'fileexists("/etc/passwd")',
      'filemd5("/etc/passwd")',
      'try(file("/x"), "y")',
    ]) {
      const result = inModule(text);
      assert.equal(result.kind === 'unknown' && result.reason, 'impure', text);
    }
  });

  test('that come and go change what was read of them', () => {
    const memory = memoryFiles({
      'main.tf': 'resource "t" "a" {\n  keys = fileset("keys", "**")\n  text = try(file("keys/b"), "none")\n}\n',
      'keys/a': 'a',
    });
    const workspace = new Workspace(memory);
    const read = (name: string) => {
      const value = workspace.tree('.').resource('t.a')?.get(name);
      return value && printed(value).replace(/\s+/g, '');
    };
    assert.deepEqual([read('keys'), read('text')], ['toset(["a",])', '"none"']);
    memory.texts.set('keys/b', 'new');
    workspace.changed('keys/b');
    assert.deepEqual([read('keys'), read('text')], ['toset(["a","b",])', '"new"']);
  });

  test('a template sees its variables only, and no template renders another', () => {
    assert.match(faultOf(inModule('templatefile("motd.tftpl", { name = "x" })')) ?? '', /needs a variable "admin"/);
    const nested = memoryFiles({
      'module/a.tftpl': '${templatefile("b.tftpl", {})}',
      'module/b.tftpl': 'b',
      'module/c.tftpl': '${local.given}',
    });
    assert.ok(faultOf(evaluated('templatefile("a.tftpl", {})', scopeOf({}, nested))));
    assert.ok(faultOf(evaluated('templatefile("c.tftpl", {})', scopeOf(locals, nested))));
  });
});

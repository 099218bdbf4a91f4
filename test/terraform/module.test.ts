import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Resource } from '../../src/terraform/model.ts';
import { describe as show } from '../../src/terraform/text.ts';
import type { Value } from '../../src/terraform/value.ts';
import { Workspace } from '../../src/terraform/workspace.ts';
import { memoryFiles } from '../memory.ts';

function tree(texts: Record<string, string> | string, variableFiles: string[] = []) {
  const files = memoryFiles(typeof texts === 'string' ? { 'main.tf': texts } : texts);
  return { ...new Workspace(files).tree('.', variableFiles), files };
}

/** `address.attribute = value` for the given attribute of every instance of a type. */
function values(texts: Record<string, string> | string, type: string, attribute: string): string[] {
  return tree(texts).modules.flatMap((module) =>
    module.resources(type).map((resource) => {
      const value = resource.get(attribute);
      return `${resource.address} ${value ? show(value) : '-'}`;
    }),
  );
}

/** The text that a value comes from, with its file, and the names it was read through. */
function source(texts: Record<string, string>, value: Value | undefined): string {
  if (!value) return '-';
  const { at, through } = value.origin;
  return [...through.map((step) => step.name), `${at.file}: ${texts[at.file]?.slice(at.start, at.end)}`].join(' <- ');
}

function only(resources: readonly Resource[]): Resource {
  assert.equal(resources.length, 1);
  const [first] = resources;
  assert.ok(first);
  return first;
}

test('a value knows the literal it comes from and the references on the way', () => {
  const texts = {
    'main.tf': `
resource "x" "a" {
  direct  = "10.0.0.0/8"
  by_var  = var.ranges
  element = var.ranges[1]
  by_local = local.all
  copied  = x.b.direct
}
resource "x" "b" {
  direct = var.name
}
locals { all = concat(var.ranges, ["c"]) }
`,
    'variables.tf': `
variable "ranges" { default = ["a", "b"] }
variable "name" { default = "n" }
`,
  };
  const a = only(
    tree(texts)
      .root.resources('x')
      .filter((resource) => resource.name === 'a'),
  );
  const of = (name: string) => source(texts, a.get(name));
  assert.equal(of('direct'), 'main.tf: "10.0.0.0/8"');
  assert.equal(of('by_var'), 'var.ranges <- variables.tf: ["a", "b"]');
  assert.equal(of('element'), 'var.ranges <- variables.tf: "b"');
  assert.equal(of('by_local'), 'local.all <- main.tf: concat(var.ranges, ["c"])');
  assert.equal(of('copied'), 'x.b.direct <- var.name <- variables.tf: "n"');
  const all = a.get('by_local');
  assert.ok(all?.kind === 'list');
  assert.equal(source(texts, all.items[0]), 'local.all <- var.ranges <- variables.tf: "a"');
  assert.equal(source(texts, all.items[2]), 'local.all <- main.tf: "c"');
});

test('what cannot be worked out is unknown, with the reason', () => {
  const text = `
variable "region" {}
data "y" "d" {}
resource "x" "net" {}
resource "x" "a" {
  variable = var.region
  text     = "in \${var.region}"
  data     = data.y.d.id
  computed = x.net.id
  chosen   = var.region == "a" ? 1 : 1
  decided  = false && var.region == "a"
  missing  = local.nowhere
  self     = x.a.self
  uuid     = uuid()
}
`;
  const a = only(
    tree(text)
      .root.resources('x')
      .filter((resource) => resource.name === 'a'),
  );
  const of = (name: string) => {
    const value = a.get(name);
    return value?.kind === 'unknown' ? `${value.reason}: ${value.cause}` : value && show(value);
  };
  assert.equal(of('variable'), 'variable: var.region');
  assert.equal(of('text'), 'variable: var.region');
  assert.equal(of('data'), 'data: data.y.d.id');
  assert.equal(of('computed'), 'computed: x.net.id');
  assert.equal(of('chosen'), '1');
  assert.equal(of('decided'), 'false');
  assert.equal(of('missing'), 'invalid: local.nowhere is not declared');
  assert.equal(of('self'), 'invalid: "self" refers to itself');
  assert.equal(of('uuid'), 'impure: uuid()');
  assert.deepEqual(
    a.get('computed')?.origin.through.map((step) => step.resource),
    ['x.net'],
  );
});

test('null counts as absent', () => {
  const a = only(tree('resource "x" "a" { given = null }').root.resources('x'));
  assert.equal(a.get('given'), undefined);
  assert.equal(a.attribute('given')?.name, 'given');
});

test('count and for_each make instances with their own addresses', () => {
  const text = `
variable "names" { default = { web = "10.0.1.0/24", db = "10.0.2.0/24" } }
resource "x" "none" { count = 0 }
resource "x" "counted" {
  count = 2
  name  = "n\${count.index}"
}
resource "x" "each" {
  for_each = var.names
  name     = "\${each.key}=\${each.value}"
}
resource "x" "set" {
  for_each = toset(["b", "a"])
  name     = each.value
}
`;
  assert.deepEqual(values(text, 'x', 'name'), [
    'x.counted[0] "n0"',
    'x.counted[1] "n1"',
    'x.each["db"] "db=10.0.2.0/24"',
    'x.each["web"] "web=10.0.1.0/24"',
    'x.set["a"] "a"',
    'x.set["b"] "b"',
  ]);
});

test('an unknown for_each gives one instance whose known parts are still known', () => {
  const text = `
variable "nets" {}
resource "x" "a" {
  for_each = var.nets
  name     = each.key
  fixed    = "yes"
}
resource "x" "b" { name = x.a["k"].fixed }
`;
  assert.deepEqual(values(text, 'x', 'fixed'), ['x.a "yes"', 'x.b -']);
  assert.deepEqual(values(text, 'x', 'name'), ['x.a var.nets', 'x.b var.nets["k"].fixed'.replace('["k"]', '[…]')]);
});

test('dynamic blocks are expanded, with their own iterator names', () => {
  const text = `
variable "unknown" {}
resource "x" "a" {
  rule { port = 1 }
  dynamic "rule" {
    for_each = [22, 3389]
    content { port = rule.value }
  }
  dynamic "rule" {
    for_each = { k = 80 }
    iterator = it
    content {
      port = it.value
      dynamic "inner" {
        for_each = [it.key]
        content { name = inner.value }
      }
    }
  }
  dynamic "other" {
    for_each = var.unknown
    content {
      port  = other.value
      fixed = true
    }
  }
}
`;
  const a = only(tree(text).root.resources('x'));
  const ports = a.blocks('rule').map((rule) => rule.get('port'));
  assert.deepEqual(
    ports.map((port) => port && show(port)),
    ['1', '22', '3389', '80'],
  );
  assert.equal(show(a.blocks('rule')[3]?.blocks('inner')[0]?.get('name') ?? assert.fail()), '"k"');
  const [other] = a.blocks('other');
  assert.equal(other?.get('port')?.kind, 'unknown');
  assert.equal(other?.get('fixed')?.kind, 'bool');
});

test('a list of objects in place of blocks is read as blocks', () => {
  const a = only(tree('resource "x" "a" { rule = [{ port = 22 }, { port = 80 }] }').root.resources('x'));
  assert.deepEqual(
    a
      .blocks('rule')
      .map((rule) => rule.get('port'))
      .map((port) => port && show(port)),
    ['22', '80'],
  );
});

test('a module is evaluated once per call, and its outputs come back', () => {
  const texts = {
    'main.tf': `
module "net" {
  source   = "./net"
  for_each = { a = "10.1.0.0/16", b = "10.2.0.0/16" }
  cidr     = each.value
}
module "plain" {
  source = "./net"
  cidr   = "10.3.0.0/16"
}
resource "y" "use" {
  cidr = module.net["b"].range
  id   = module.plain.id
  none = module.plain.nothing
}
`,
    'net/main.tf': `
variable "cidr" {}
resource "x" "subnet" { range = var.cidr }
output "range" { value = x.subnet.range }
output "id" { value = x.subnet.id }
`,
  };
  assert.deepEqual(values(texts, 'x', 'range'), [
    'module.net["a"].x.subnet "10.1.0.0/16"',
    'module.net["b"].x.subnet "10.2.0.0/16"',
    'module.plain.x.subnet "10.3.0.0/16"',
  ]);
  const use = only(tree(texts).root.resources('y'));
  assert.equal(
    source(texts, use.get('cidr')),
    'module.net["b"].range <- module.net["b"].x.subnet.range <- var.cidr <- each.value <- main.tf: "10.2.0.0/16"',
  );
  const id = use.get('id');
  assert.ok(id?.kind === 'unknown');
  assert.equal(id.cause, 'module.plain.x.subnet.id');
  const whole = tree(texts);
  assert.equal(whole.resource('module.plain.x.subnet')?.address, 'module.plain.x.subnet');
  assert.equal(whole.resource('module.net.x.subnet')?.address, 'module.net["a"].x.subnet');
});

test('modules that call each other end', () => {
  const call = (source: string) => `module "next" { source = "${source}" }\nresource "x" "a" {}`;
  const texts = { 'main.tf': call('./b'), 'b/main.tf': call('../') };
  assert.deepEqual(values(texts, 'x', 'name'), ['x.a -', 'module.next.x.a -']);
});

test('variable files set variables, later ones win, and types are applied', () => {
  const texts = {
    'main.tf': `
variable "a" { type = number }
variable "b" { default = "default" }
variable "c" {
  type    = object({ name = string, size = optional(number, 3) })
  default = { name = 7 }
}
resource "x" "r" {
  a = var.a
  b = var.b
  c = var.c
}
`,
    'terraform.tfvars': 'a = "1"\nb = "standard"',
    'z.auto.tfvars': 'b = "automatic"',
    'prod.tfvars': 'b = "prod"',
  };
  const of = (files: string[], name: string) => {
    const value = only(tree(texts, files).root.resources('x')).get(name);
    return value && `${show(value)} from ${value.origin.at.file}`;
  };
  assert.equal(of([], 'a'), '1 from terraform.tfvars');
  assert.equal(of([], 'b'), '"automatic" from z.auto.tfvars');
  assert.equal(of(['prod.tfvars'], 'b'), '"prod" from prod.tfvars');
  assert.equal(of([], 'c'), '{ name = "7", size = 3 } from main.tf');
});

test('override files change arguments and replace nested blocks', () => {
  const texts = {
    'main.tf': 'resource "x" "a" {\n  name = "base"\n  size = 1\n  rule { port = 1 }\n  rule { port = 2 }\n}',
    'main_override.tf': 'resource "x" "a" {\n  name = "over"\n  rule { port = 3 }\n}',
  };
  const a = only(tree(texts).root.resources('x'));
  assert.equal(source(texts, a.get('name')), 'main_override.tf: "over"');
  assert.equal(source(texts, a.get('size')), 'main.tf: 1');
  assert.deepEqual(
    a
      .blocks('rule')
      .map((rule) => rule.get('port'))
      .map((port) => port && show(port)),
    ['3'],
  );
});

test('an edit is seen, and only what it touches is read again', () => {
  const files = memoryFiles({
    'a/main.tf': 'resource "x" "a" { name = var.n }',
    'a/v.tf': 'variable "n" { default = 1 }',
    'b/main.tf': '',
  });
  const workspace = new Workspace(files);
  const b = workspace.tree('b');
  const name = () => show(only(workspace.tree('a').root.resources('x')).get('name') ?? assert.fail());
  assert.equal(name(), '1');
  files.texts.set('a/v.tf', 'variable "n" { default = 2 }');
  workspace.changed('a/v.tf');
  assert.equal(name(), '2');
  assert.equal(workspace.tree('b'), b);
});

test('called directories are no roots, and an edit in one concerns its callers', () => {
  const files = memoryFiles({
    'main.tf': 'module "net" { source = "./modules/net" }',
    'modules/net/main.tf': 'module "sub" { source = "../sub" }',
    'modules/sub/main.tf': '',
    'other/main.tf': '',
    'x/a/main.tf': 'module "b" { source = "../b" }',
    'x/b/main.tf': 'module "a" { source = "../a" }',
    '.terraform/modules/m/main.tf': '',
  });
  const workspace = new Workspace(files);
  assert.deepEqual(workspace.rootDirectories('.'), ['.', 'other', 'x/a']);
  assert.deepEqual(workspace.rootDirectories('modules/sub'), ['modules/sub']);
  assert.deepEqual(workspace.rootsReading('modules/sub/main.tf', '.'), ['.']);
});

test('installed modules are found through the manifest', () => {
  const texts = {
    'main.tf': 'module "net" {\n  source = "terraform-google-modules/network/google"\n  name = "n"\n}',
    '.terraform/modules/modules.json':
      '{"Modules":[{"Key":"","Dir":"."},{"Key":"net","Dir":".terraform/modules/net"}]}',
    '.terraform/modules/net/main.tf': 'variable "name" {}\nresource "x" "a" { name = var.name }',
  };
  assert.deepEqual(values(texts, 'x', 'name'), ['module.net.x.a "n"']);
});

test('hostile repetition ends in an unknown', () => {
  const doubling = Array.from({ length: 30 }, (_, i) => `  l${i + 1} = [local.l${i}, local.l${i}]`).join('\n');
  const text = `
locals {
  l0 = ["x"]
${doubling}
}
resource "x" "a" {
  count = 100000
  name  = "n"
}
resource "x" "b" { name = local.l30 }
`;
  const [a, b] = tree(text).root.resources('x');
  assert.equal(a?.address, 'x.a');
  const name = b?.get('name');
  assert.ok(name?.kind === 'unknown');
  assert.equal(name.reason, 'budget');
});

test('the JSON form is read like the native one', () => {
  const texts = {
    'main.tf.json': JSON.stringify({
      variable: { names: { type: 'list(string)', default: ['a', 'b'] }, size: { type: 'number' } },
      resource: {
        x: {
          a: {
            count: '${length(var.names)}',
            name: 'n-${var.names[count.index]}',
            rule: [{ port: 22 }],
            size: '${var.size}',
          },
        },
      },
    }),
    'terraform.tfvars.json': '{ "size": "3" }',
  };
  assert.deepEqual(values(texts, 'x', 'name'), ['x.a[0] "n-a"', 'x.a[1] "n-b"']);
  assert.deepEqual(values(texts, 'x', 'size'), ['x.a[0] 3', 'x.a[1] 3']);
  const [first] = tree(texts).root.resources('x');
  assert.equal(show(first?.blocks('rule')[0]?.get('port') ?? assert.fail()), '22');
});

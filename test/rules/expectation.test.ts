import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyEdits } from '../../src/hcl/edits.ts';
import { createContext } from '../../src/rules/context.ts';
import { checkExpectation, checkRequirement } from '../../src/rules/expectation.ts';
import {
  atLeast,
  atMost,
  be,
  each,
  has,
  isAbsent,
  isSet,
  matches,
  noBlock,
  noneOf,
  oneOf,
  preferring,
  someBlock,
} from '../../src/rules/predicates.ts';
import type { Expectation, Report, Requirement } from '../../src/rules/rule.ts';
import { Workspace } from '../../src/terraform/workspace.ts';
import { memoryFiles } from '../memory.ts';
import { defaultOptions } from './examples.ts';

const declared = 'variable "unknown" {}\n';

function contextOf(text: string) {
  const tree = new Workspace(memoryFiles({ 'main.tf': text + declared })).tree('.');
  return { tree, context: createContext(tree, defaultOptions) };
}

type Row = Omit<Expectation, 'on'>;

/** What a row finds in the resources `t` of a text. */
function reports(row: Row, text: string): readonly Report[] {
  const { tree, context } = contextOf(text);
  return tree.resources('t').flatMap((resource) => checkExpectation({ on: ['t'], ...row }, resource, context));
}

/** The messages of a row about one resource with these lines. */
function messages(row: Row, ...lines: readonly string[]): readonly string[] {
  return reports(row, resource(lines)).map(({ message }) => message);
}

const resource = (lines: readonly string[]) => `resource "t" "x" {\n${lines.map((line) => `  ${line}\n`).join('')}}\n`;

/** The pieces of text that the reports stand on. */
function places(row: Row, ...lines: readonly string[]): readonly string[] {
  const text = resource(lines);
  return reports(row, text).map(({ at }) => {
    const place = 'origin' in at ? at.origin.at : 'location' in at ? at.location : at;
    return text.slice(place.start, place.end);
  });
}

/** The text after the first fix. */
function fixed(row: Row, ...lines: readonly string[]): string | undefined {
  const text = resource(lines);
  const fix = reports(row, text)[0]?.fixes?.[0];
  return fix && applyEdits(text, fix.edits);
}

describe('an expectation', () => {
  const on: Row = { attribute: 'on', must: be(true), so: 'for it to run' };

  it('says what is there and what must be', () => {
    assert.deepEqual(messages(on, 'on = false'), ['on is false: it must be true for it to run.']);
    assert.deepEqual(messages(on), ['on is not set: it must be true for it to run.']);
    assert.deepEqual(messages({ ...on, default: false }), [
      'on is not set, which means false: it must be true for it to run.',
    ]);
    assert.deepEqual(messages({ attribute: 'mode', must: oneOf('a', 'b') }, 'mode = "c"'), [
      'mode is "c": it must be "a" or "b".',
    ]);
  });

  it('holds for what Terraform converts to the right value', () => {
    assert.deepEqual(messages(on, 'on = "true"'), []);
    assert.deepEqual(messages({ attribute: 'n', must: be(22) }, 'n = "22"'), []);
  });

  it('is silent about what is unknown', () => {
    assert.deepEqual(messages(on, 'on = var.unknown'), []);
    assert.deepEqual(messages(on, 'on = var.unknown ? true : false'), []);
    assert.deepEqual(messages({ attribute: 'a.on', must: be(true) }, 'a = var.unknown'), []);
    assert.deepEqual(
      messages(
        { attribute: 'a.on', must: be(true) },
        'dynamic "a" {',
        'for_each = var.unknown',
        'content {',
        'on = a.value',
        '}',
        '}',
      ),
      [],
    );
    assert.deepEqual(messages({ attribute: 'l', must: each(noneOf('x')) }, 'l = [var.unknown]'), []);
    assert.deepEqual(messages({ attribute: 'l', must: has('x') }, 'l = [var.unknown]'), []);
  });

  it('takes null for absent', () => assert.equal(messages({ ...on, missing: 'passes' }, 'on = null').length, 0));

  it('tests the default where there is one', () => {
    assert.deepEqual(messages({ attribute: 'days', must: atLeast(7), default: 30 }), []);
    assert.deepEqual(messages({ attribute: 'days', must: atLeast(7), default: 3 }).length, 1);
    assert.deepEqual(messages({ attribute: 'days', must: atMost(7), missing: 'passes' }), []);
  });

  it('stands on the value, or on the header of the deepest block that is there', () => {
    const row: Row = { attribute: 'a.b.on', must: be(true) };
    assert.deepEqual(places(row, 'a {', 'b {', 'on = false', '}', '}'), ['false']);
    assert.deepEqual(places(row, 'a {', 'b {', '}', '}'), ['b']);
    assert.deepEqual(places(row, 'a {', '}'), ['a']);
    assert.deepEqual(places(row), ['resource "t" "x"']);
  });

  it('looks at every block on the way', () => {
    const row: Row = { attribute: 'a.on', must: be(true) };
    assert.deepEqual(places(row, 'a {', 'on = true', '}', 'a {', 'on = false', '}', 'a {', '}'), ['false', 'a']);
    assert.deepEqual(places(row, 'a = [{ on = false }, { on = true }]'), ['false']);
  });

  it('looks into maps', () => {
    assert.deepEqual(
      places(
        { attribute: 'meta.serial-port', must: noneOf('TRUE'), missing: 'passes' },
        'meta = { serial-port = "true" }',
      ),
      ['"true"'],
    );
    assert.deepEqual(messages({ attribute: 'tags.owner', must: isSet() }, 'tags = { env = "dev" }'), [
      'tags.owner is not set: it must be set.',
    ]);
  });

  it('stands on the elements that are wrong', () => {
    const row: Row = {
      attribute: 'members',
      must: each(noneOf('allUsers', 'allAuthenticatedUsers')),
      missing: 'passes',
    };
    assert.deepEqual(places(row, 'members = ["a", "allUsers"]'), ['"allUsers"']);
    assert.deepEqual(messages(row, 'members = ["a", "ALLUSERS"]'), [
      'members has "ALLUSERS": it must be anything but "allUsers" or "allAuthenticatedUsers".',
    ]);
    assert.deepEqual(places(row, 'members = "allUsers"'), ['"allUsers"']);
  });

  it('is met by one of several paths', () => {
    const row: Row = { attribute: ['new.on', 'old'], must: be(true) };
    assert.deepEqual(messages(row, 'old = true'), []);
    assert.deepEqual(messages(row, 'new {', 'on = true', '}'), []);
    assert.deepEqual(places(row, 'old = false'), ['false']);
    assert.deepEqual(messages(row, 'old = false', 'new {', 'on = var.unknown', '}'), []);
    assert.deepEqual(messages(row), ['new.on is not set: it must be true.']);
  });

  it('takes the name that is written, not what the absence of another one means', () => {
    const row: Row = { attribute: ['new', 'old'], must: be(true), default: true };
    assert.deepEqual(messages(row), []);
    assert.deepEqual(messages(row, 'old = false'), ['old is false: it must be true.']);
    assert.deepEqual(messages(row, 'old = true'), []);
    assert.deepEqual(messages(row, 'old = false', 'new = true'), []);
    assert.deepEqual(messages(row, 'old = var.unknown'), []);
  });

  it('asks for a block, for one with certain content, or for none', () => {
    const log = someBlock({
      where: [
        { attribute: 'name', is: be('log') },
        { attribute: 'value', is: be('on') },
      ],
      text: 'one that sets log to on',
    });
    const row: Row = { attribute: 'flag', must: log };
    assert.deepEqual(messages(row, 'flag {', 'name = "x"', '}', 'flag {', 'name = "log"', 'value = "on"', '}'), []);
    assert.deepEqual(messages(row, 'flag {', 'name = "log"', 'value = "off"', '}'), [
      'There is no such flag block: add one that sets log to on.',
    ]);
    assert.deepEqual(messages(row, 'flag {', 'name = "log"', 'value = var.unknown', '}'), []);
    assert.deepEqual(messages({ attribute: 'log', must: someBlock() }), ['There is no log block: add one.']);
    const none: Row = { attribute: 'flag', must: noBlock({ attribute: 'name', is: be('x') }) };
    assert.deepEqual(places(none, 'flag {', 'name = "x"', '}', 'flag {', 'name = "y"', '}'), ['flag']);
    assert.deepEqual(messages(none), []);
    assert.deepEqual(
      messages({ attribute: 'flag', must: noBlock() }, 'dynamic "flag" {', 'for_each = var.unknown', 'content {}', '}'),
      [],
    );
  });

  it('is asked only where its conditions certainly hold', () => {
    const row: Row = {
      ...on,
      when: [
        { attribute: 'kind', is: oneOf('a'), missing: 'holds' },
        { attribute: 'off', is: noneOf(true), default: false },
      ],
    };
    assert.equal(messages(row).length, 1);
    assert.equal(messages(row, 'kind = "a"', 'off = false').length, 1);
    assert.equal(messages(row, 'kind = "b"').length, 0);
    assert.equal(messages(row, 'kind = var.unknown').length, 0);
    assert.equal(messages(row, 'off = true').length, 0);
  });

  it('knows set, absent, and matching texts', () => {
    for (const key of ['""', '" "']) {
      assert.equal(messages({ attribute: 'key', must: isSet() }, `key = ${key}`).length, 1);
    }
    assert.equal(messages({ attribute: 'key', must: isSet() }, 'key = []').length, 1);
    assert.equal(messages({ attribute: 'key', must: isSet() }, 'key = u.y.id').length, 0);
    assert.equal(messages({ attribute: 'key', must: isSet() }, 'key {', '}').length, 0);
    assert.equal(messages({ attribute: 'key', must: isAbsent(), missing: 'passes' }, 'key = 1').length, 1);
    assert.equal(messages({ attribute: 'key', must: isAbsent(), missing: 'passes' }).length, 0);
    assert.deepEqual(messages({ attribute: 'v', must: matches(/^TLS/, 'a TLS version') }, 'v = "SSL"'), [
      'v is "SSL": it must be a TLS version.',
    ]);
  });

  it('hides what is secret', () => {
    const text = `${resource(['p = var.secret'])}variable "secret" {\n  default   = "hunter2"\n  sensitive = true\n}\n`;
    assert.deepEqual(
      reports({ attribute: 'p', must: isAbsent() }, text).map(({ message }) => message),
      ['p is a secret value: it must be left out.'],
    );
  });

  it('writes the right value, with the blocks around it', () => {
    const row: Row = { attribute: 'a.b.on', must: be(true), safe: true };
    assert.equal(
      fixed(row, 'a {', '  b {', '    on = false', '  }', '}'),
      resource(['a {', '  b {', '    on = true', '  }', '}']),
    );
    assert.equal(fixed(row, 'a {', '}'), resource(['a {', '  b {', '    on = true', '  }', '}']));
    assert.equal(fixed(row), resource(['a {', '  b {', '    on = true', '  }', '}']));
    assert.equal(
      fixed({ attribute: 'log', must: someBlock({ right: ['on = true'] }) }),
      resource(['log {', '  on = true', '}']),
    );
    assert.equal(fixed({ attribute: 'log', must: someBlock({ right: [] }) }), resource(['log {}']));
    assert.equal(fixed({ attribute: 'flag', must: noBlock() }, 'flag {', '}'), 'resource "t" "x" {\n}\n');
    assert.equal(fixed({ attribute: 'n', must: atLeast(3) }, 'n = 1'), undefined);
  });

  it('makes a safe fix only of a row that says so', () => {
    const safety = (row: Row) => reports(row, resource([]))[0]?.fixes?.map(({ title, safe }) => `${title} ${safe}`);
    assert.deepEqual(safety(on), ['Set on to true false']);
    assert.deepEqual(safety({ ...on, safe: true }), ['Set on to true true']);
    assert.deepEqual(safety({ ...on, effect: 'it costs money' }), ['Set on to true (it costs money) false']);
  });
});

describe('a companion', () => {
  const bucket = 'resource "t" "x" {\n  name = "data"\n}\n';
  const companion = (by: string, rest = '') => `resource "c" "y" {\n  of = ${by}\n${rest}}\n`;
  const row: Row = { attribute: 'on', must: be(true), unless: [{ on: ['c'], by: 'of' }] };
  const count = (text: string, expectation = row) => reports(expectation, bucket + text).length;

  it('makes up for a fault, by reference or by name', () => {
    assert.equal(count(''), 1);
    for (const by of [
      't.x.id',
      't.x.name',
      't.x',
      '"data"',
      '"projects/p/things/data"',
      '"p/${data.d.z.n}/${t.x.name}"',
    ]) {
      assert.equal(count(companion(by)), 0, by);
    }
    assert.equal(count(companion('"other"')), 1);
    assert.equal(count(companion('u.z.id')), 0, 'what is not declared may be anything');
    assert.equal(count(`${companion('u.z.id')}resource "u" "z" {}\n`), 1);
  });

  it('counts where it may refer to the resource, unless it must be certain', () => {
    assert.equal(count(companion('var.unknown')), 0);
    assert.equal(count(companion('var.unknown'), { ...row, unless: [{ on: ['c'], by: 'of', certain: true }] }), 1);
  });

  it('counts only where its conditions may hold', () => {
    const strict: Row = { ...row, unless: [{ on: ['c'], by: 'of', where: [{ attribute: 'active', is: be(true) }] }] };
    assert.equal(count(companion('t.x.id', '  active = true\n'), strict), 0);
    assert.equal(count(companion('t.x.id', '  active = var.unknown\n'), strict), 0);
    assert.equal(count(companion('t.x.id', '  active = false\n'), strict), 1);
    assert.equal(count(companion('t.x.id'), strict), 1);
  });

  it('may refer from within nested blocks', () => {
    const deep: Row = { ...row, unless: [{ on: ['c'], by: 'link.of' }] };
    const linked = (...targets: readonly string[]) =>
      `resource "c" "y" {\n${targets.map((of) => `  link {\n    of = ${of}\n  }\n`).join('')}}\n`;
    assert.equal(count(linked('"other"', 't.x.id'), deep), 0);
    assert.equal(count(linked('"other"'), deep), 1);
    assert.equal(count(linked(), deep), 1);
    assert.equal(count(linked('var.unknown'), deep), 0);
  });

  it('may refer to what the resource refers to', () => {
    const shared: Row = { ...row, unless: [{ on: ['c'], by: 'of', same: 'net' }] };
    const nets = 'resource "n" "a" {}\nresource "n" "b" {}\n';
    const text = (net: string, of: string) => `${nets}resource "t" "x" {\n  net = ${net}\n}\n${companion(of)}`;
    assert.equal(reports(shared, text('n.a.id', 'n.a.id')).length, 0);
    assert.equal(reports(shared, text('n.a.id', 'n.b.id')).length, 1);
    assert.equal(reports(shared, text('var.unknown', 'n.b.id')).length, 0);
  });

  it('is what a requirement asks for', () => {
    const needs: Requirement = { on: ['t'], needs: [{ on: ['c'], by: 'of' }], text: 'a policy' };
    const check = (text: string) => {
      const { tree, context } = contextOf(bucket + text);
      return tree.resources('t').flatMap((one) => checkRequirement(needs, one, context).map(({ message }) => message));
    };
    assert.deepEqual(check(''), ['For "x" there must be a policy. There is none here.']);
    assert.deepEqual(check(companion('t.x.id')), []);
  });
});

describe('a key of a map', () => {
  const key: Row = { attribute: 'metadata.key', inMap: true, must: be('on') };

  it('is written into the map, aligned with what is there', () => {
    assert.equal(
      fixed(key, 'metadata = {', '  a      = 1', '  longer = 2', '}'),
      resource(['metadata = {', '  a      = 1', '  longer = 2', '  key    = "on"', '}']),
    );
    assert.equal(
      fixed(key, 'metadata = {', '  a = 1', '}'),
      resource(['metadata = {', '  a   = 1', '  key = "on"', '}']),
    );
  });

  it('is written into a map on one line, or an empty one', () => {
    assert.equal(fixed(key, 'metadata = { a = 1 }'), resource(['metadata = { a = 1, key = "on" }']));
    assert.equal(fixed(key, 'metadata = {}'), resource(['metadata = { key = "on" }']));
  });

  it('comes with the map where there is none, in the blocks on the way', () => {
    assert.equal(fixed(key, 'a = 1'), resource(['a        = 1', 'metadata = { key = "on" }']));
    assert.equal(
      fixed({ ...key, attribute: 'setup.metadata.key' }),
      resource(['setup {', '  metadata = { key = "on" }', '}']),
    );
  });

  it('is set in place where it is wrong, and left alone in a map that is not written here', () => {
    assert.equal(fixed(key, 'metadata = { key = "off" }'), resource(['metadata = { key = "on" }']));
    assert.deepEqual(messages(key, 'metadata = var.unknown'), []);
  });
});

describe('elements that are tested one by one', () => {
  const members: Row = { attribute: 'members', must: each(noneOf('everyone')), missing: 'passes' };

  it('are taken out of a list that has others', () => {
    assert.equal(fixed(members, 'members = ["a", "everyone", "b"]'), resource(['members = ["a", "b"]']));
  });

  it('stay where nothing would be left, or the list is made elsewhere', () => {
    assert.equal(fixed(members, 'members = ["everyone"]'), undefined);
    assert.equal(fixed(members, 'members = concat(["everyone"], ["a"])'), undefined);
  });
});

describe('a condition on something unknown', () => {
  const row = (unknown?: 'holds'): Row => ({
    attribute: 'on',
    must: be(true),
    when: [{ attribute: 'removed', is: noneOf(true), missing: 'holds', ...(unknown ? { unknown } : {}) }],
  });

  it('leaves the resource alone unless it is said to hold', () => {
    assert.deepEqual(messages(row(), 'on = false', 'removed = var.unknown'), []);
    assert.equal(messages(row('holds'), 'on = false', 'removed = var.unknown').length, 1);
    assert.deepEqual(messages(row('holds'), 'on = false', 'removed = true'), []);
  });
});

it('preferring gives a choice the value that a fix writes', () => {
  const row: Row = { attribute: 'mode', must: preferring('B', oneOf('A', 'B')) };
  assert.equal(fixed(row, 'mode = "C"'), resource(['mode = "B"']));
  assert.deepEqual(messages(row, 'mode = "A"'), []);
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyEdits } from '../../src/hcl/edits.ts';
import {
  type Change,
  insertAttribute,
  insertBlock,
  insertResource,
  offer,
  removeAttribute,
  removeBlock,
  removeElement,
  setAttribute,
} from '../../src/rules/fix.ts';
import type { Resource } from '../../src/terraform/model.ts';
import { Workspace } from '../../src/terraform/workspace.ts';
import { memoryFiles } from '../memory.ts';
import { formatted, withoutTerraform } from './formatting.ts';

/** The only resource `t` of a text. */
function resourceIn(text: string): Resource {
  const [resource] = new Workspace(memoryFiles({ 'main.tf': text })).tree('.').resources('t');
  assert.ok(resource);
  return resource;
}

const results: string[] = [];

/** The text after a change of its resource. */
function changed(text: string, change: (resource: Resource) => Change | undefined): string {
  const made = change(resourceIn(text));
  assert.ok(made, 'no change');
  const result = applyEdits(text, made.edits);
  if (!text.includes('\r')) results.push(result);
  return result;
}

const block = (...lines: readonly string[]) =>
  `resource "t" "x" {\n${lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n')}\n}\n`;

describe('insertAttribute', () => {
  const insert = (name: string) => (resource: Resource) => insertAttribute(resource, name, 'true');

  it('aligns itself with a longer neighbour', () => {
    assert.equal(
      changed(block('a      = 1', 'longer = 2'), insert('new')),
      block('a      = 1', 'longer = 2', 'new    = true'),
    );
  });

  it('aligns its neighbours when it is longer', () => {
    assert.equal(
      changed(block('a  = 1', 'bc = 2'), insert('longer')),
      block('a      = 1', 'bc     = 2', 'longer = true'),
    );
  });

  it('leaves alone what an empty line, a comment or a value on several lines parts from it', () => {
    const apart = ['first = 1', '', 'second = 2', '# why', 'list = [', '  1,', ']', 'b = 2'];
    assert.equal(
      changed(block(...apart), insert('longest')),
      block(...apart.slice(0, -1), 'b       = 2', 'longest = true'),
    );
  });

  it('stands behind arguments and before blocks', () => {
    assert.equal(
      changed(block('a = 1', '', 'inner {', '  b = 2', '}', '', 'z = 3'), insert('bc')),
      block('a  = 1', 'bc = true', '', 'inner {', '  b = 2', '}', '', 'z = 3'),
    );
  });

  it('stands before the blocks of a body without arguments', () => {
    assert.equal(
      changed(block('inner {', '  b = 2', '}'), insert('a')),
      block('a = true', '', 'inner {', '  b = 2', '}'),
    );
  });

  it('keeps comments at the end of lines', () => {
    assert.equal(
      changed(block('a  = 1 # one', 'bc = 2 # two'), insert('longer')),
      block('a      = 1 # one', 'bc     = 2 # two', 'longer = true'),
    );
  });

  it('follows a heredoc', () => {
    assert.equal(
      changed(block('a    = 1', 'text = <<-END', '  x', '  END'), insert('longer')),
      block('a      = 1', 'text   = <<-END', '  x', '  END', 'longer = true'),
    );
  });

  it('opens a block that stands on one line', () => {
    assert.equal(changed('resource "t" "x" {}\n', insert('a')), block('a = true'));
    assert.equal(changed('resource "t" "x" { bc = 2 }\n', insert('a')), block('bc = 2', 'a  = true'));
    assert.equal(changed('resource "t" "x" {\n}\n', insert('a')), block('a = true'));
  });

  it('keeps the line ends of the file', () => {
    assert.equal(
      changed(block('a = 1').replaceAll('\n', '\r\n'), insert('b')),
      block('a = 1', 'b = true').replaceAll('\n', '\r\n'),
    );
  });

  it('leaves a block without closing brace alone', () => {
    assert.equal(insertAttribute(resourceIn('resource "t" "x" {\n  a = 1\n'), 'b', 'true'), undefined);
  });

  it('leaves a block without opening brace alone', () => {
    assert.equal(insertAttribute(resourceIn('resource "t" "x"}{\n  a = 1\n}\n'), 'b', 'true'), undefined);
  });

  it('replaces null, and is a suggestion where another expression gives it', () => {
    const value = (text: string) => block(`new = ${text}`, 'a   = 1');
    assert.equal(changed(value('null'), insert('new')), value('true'));
    assert.notEqual(insertAttribute(resourceIn(value('null')), 'new', 'true')?.shared, true);
    assert.equal(changed(value('var.x'), insert('new')), value('true'));
    assert.equal(insertAttribute(resourceIn(value('var.x')), 'new', 'true')?.shared, true);
  });

  it('leaves a neighbour without equals sign as it is', () => {
    const text = block('longer = 1', 'b');
    const edits = insert('new')(resourceIn(text))?.edits ?? [];
    assert.equal(applyEdits(text, edits), block('longer = 1', 'b', 'new    = true'));
  });

  it('counts letters, not bytes', () => {
    assert.equal(changed(block('é = 1'), insert('ab')), block('é  = 1', 'ab = true'));
  });
});

describe('insertResource', () => {
  const insert = (resource: Resource) =>
    insertResource(resource, { type: 'u', by: 'of', lines: ['enabled = true', 'mode    = "on"'] });
  const after = 'resource "u" "x" {\n  of      = t.x.id\n  enabled = true\n  mode    = "on"\n}\n';

  it('writes a resource of the same name behind the block, aligned', () => {
    const rest = '# next\nresource "v" "y" {\n}\n';
    assert.equal(changed(`${block('a = 1')}\n${rest}`, insert), `${block('a = 1')}\n${after}\n${rest}`);
  });

  it('parts a block from the argument that refers, and aligns with no value on several lines', () => {
    const blocks = insertResource(resourceIn(block()), { type: 'u', by: 'of', to: 'arn', lines: ['rule {', '}'] });
    assert.match(
      blocks?.edits[0]?.text ?? '',
      /^\n\nresource "u" "x" \{\n {2}of = t\.x\.arn\n\n {2}rule \{\n {2}\}\n\}$/,
    );
    const value = insertResource(resourceIn(block()), { type: 'u', by: 'of', lines: ['policy = f({', '})'] });
    assert.match(value?.edits[0]?.text ?? '', /of = t\.x\.id\n {2}policy = f\(\{/);
  });

  it('does nothing for several instances, and where the name is taken or none', () => {
    assert.equal(insert(resourceIn(block('count = 2'))), undefined);
    assert.equal(insert(resourceIn(block('for_each = toset(["a"])'))), undefined);
    assert.equal(insert(resourceIn(`${block('a = 1')}\nresource "u" "x" {\n}\n`)), undefined);
    assert.equal(insert(resourceIn(block('a = 1').replace('"x"', '"0 x"'))), undefined);
  });
});

describe('insertBlock', () => {
  const insert = (resource: Resource) => insertBlock(resource, ['log {', '  on = true', '}']);

  it('stands at the end, behind an empty line', () => {
    const result = block('a = 1', '', 'log {', '  on = true', '}');
    assert.equal(changed(block('a = 1'), insert), result);
    assert.equal(changed('resource "t" "x" {\n  a = 1\n\n}\n', insert), result);
  });

  it('stands alone in an empty body', () => {
    const result = block('log {', '  on = true', '}');
    assert.equal(changed('resource "t" "x" {}\n', insert), result);
    assert.equal(changed('resource "t" "x" {\n}\n', insert), result);
  });

  it('opens a block that stands on one line', () => {
    const result = block('a = 1', '', 'log {', '  on = true', '}');
    assert.equal(changed('resource "t" "x" { a = 1 }\n', insert), result);
  });

  it('keeps a comment at the end of the body before it', () => {
    const result = block('a = 1', '# more to come', '', 'log {', '  on = true', '}');
    assert.equal(changed(block('a = 1', '# more to come'), insert), result);
  });
});

describe('removal', () => {
  it('of an attribute aligns what is left', () => {
    const result = block('a  = 1', 'bc = 2');
    assert.equal(
      changed(block('a      = 1', 'longer = 3 # gone', 'bc     = 2'), (it) => removeAttribute(it, 'longer')),
      result,
    );
  });

  it('of a block takes the empty line before it along', () => {
    const text = block('a = 1', '', 'log {', '  on = true', '}');
    const remove = (resource: Resource) => {
      const [log] = resource.blocks('log');
      assert.ok(log);
      return removeBlock(log);
    };
    assert.equal(changed(text, remove), block('a = 1'));
  });

  it('of what stands first takes the empty line behind it along', () => {
    const rest = ['other {', '  on = true', '}'];
    assert.equal(
      changed(block('a = 1', '', ...rest), (it) => removeAttribute(it, 'a')),
      block(...rest),
    );
    const remove = (resource: Resource) => {
      const [log] = resource.blocks('log');
      assert.ok(log);
      return removeBlock(log);
    };
    assert.equal(changed(block('log {', '  on = true', '}', '', ...rest), remove), block(...rest));
  });

  for (const [list, left] of [
    ['["x", "a"]', '["a"]'],
    ['["a", "x"]', '["a"]'],
    ['["a", "x", "b"]', '["a", "b"]'],
    ['["x"]', '[]'],
    ['["x",]', '[]'],
  ] as const) {
    it(`of "x" makes ${left} of ${list}`, () => {
      const remove = (resource: Resource) => {
        const value = resource.get('l');
        const x =
          value?.kind === 'list' ? value.items.find((item) => item.kind === 'string' && item.value === 'x') : undefined;
        assert.ok(x);
        return removeElement(resource, 'l', x);
      };
      assert.equal(changed(block(`l = ${list}`), remove), block(`l = ${left}`));
    });
  }
});

describe('setAttribute', () => {
  const set = (text: string) => {
    const resource = resourceIn(text);
    const value = resource.get('a');
    assert.ok(value);
    const [fix] = offer(setAttribute(resource, value, 'true'), { title: 'Set a to true', safe: true });
    assert.ok(fix);
    return { title: fix.title, safe: fix.safe, text: applyEdits(text, fix.edits) };
  };

  it('writes over the literal', () => {
    assert.deepEqual(set(block('a = false')), { title: 'Set a to true', safe: true, text: block('a = true') });
  });

  it('is a suggestion that names the place where the literal is elsewhere', () => {
    const variable = 'variable "v" {\n  default = false\n}\n';
    assert.deepEqual(set(block('a = var.v') + variable), {
      title: 'Set a to true, by changing var.v in main.tf',
      safe: false,
      text: block('a = var.v') + variable.replace('false', 'true'),
    });
  });

  it('is a suggestion where the literal is a part of the expression', () => {
    const { safe, text } = set(block('a = true ? false : true'));
    assert.deepEqual({ safe, text }, { safe: false, text: block('a = true ? true : true') });
  });

  it('is a suggestion where it has another effect', () => {
    const resource = resourceIn(block('a = 1'));
    const [fix] = offer(insertAttribute(resource, 'b', '1'), { title: 'Set b', effect: 'it costs money', safe: true });
    assert.deepEqual([fix?.title, fix?.safe], ['Set b (it costs money)', false]);
  });
});

describe('fixed text', () => {
  // The last test, since it looks at what the others have made.
  it('is as terraform fmt writes it', { skip: withoutTerraform }, () => {
    assert.ok(results.length > 15);
    assert.equal(formatted(results.join('\n')), results.join('\n'));
  });
});

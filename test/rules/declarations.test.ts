import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyEdits } from '../../src/hcl/edits.ts';
import { rules } from '../../src/rules/catalogue.ts';
import { found } from './examples.ts';

const output = 'output "x" {\n  value = 1\n}\n';

/** A text without the first declaration that nothing uses; undefined where no fix removes it. */
function without(text: string): string | undefined {
  const rule = rules.find(({ id }) => id === 'terraform/unused-declaration');
  assert.ok(rule);
  const [finding] = found(rule, text);
  assert.ok(finding);
  const [fix] = finding.fixes;
  return fix && applyEdits(text, fix.edits);
}

describe('removing what nothing uses', () => {
  it('takes the empty line along that set it apart', () => {
    assert.equal(without(`variable "a" {}\n\n${output}`), output);
    assert.equal(without(`${output}\nvariable "a" {\n  type = string\n}\n\n${output}`), `${output}\n${output}`);
  });

  it('leaves neighbours as they are', () => {
    assert.equal(
      without(`locals {\n  a = [\n    1,\n  ]\n  b = 2\n}\noutput "b" {\n  value = local.b\n}\n`),
      `locals {\n  b = 2\n}\noutput "b" {\n  value = local.b\n}\n`,
    );
  });

  it('leaves lines that hold something else', () => {
    assert.equal(without(`variable "a" {} # why\n${output}`), undefined);
    assert.equal(without(`locals { a = 1 }\n${output}`), undefined);
  });
});

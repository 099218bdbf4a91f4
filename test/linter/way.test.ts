import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chainOf, stopsOf } from '../../src/linter/way.ts';
import type { Location, Step } from '../../src/terraform/value.ts';

const place = (file: string): Location => ({ file, start: 0, end: 1 });
const step = (name: string, file = 'main.tf', declared = 'variables.tf'): Step => {
  return { name, at: place(file), declaration: place(declared), resource: undefined };
};
const stops = (file: string, ...through: readonly Step[]) =>
  stopsOf({
    ...{ rule: 'x/y', severity: 'info', message: '', at: place(file), through, related: [], fixes: [] },
  }).map(({ at, message }) => `${at.file}: ${message}`);

describe('chainOf', () => {
  it('names each link once, however many modules hand a variable on by one name', () => {
    assert.equal(chainOf([step('local.tls'), step('var.tls'), step('var.tls')]), 'local.tls <- var.tls');
    assert.equal(chainOf([]), '');
  });

  it('leaves out the middle of a long way', () => {
    const names = Array.from({ length: 40 }, (_, i) => `local.l${i}`);
    assert.equal(
      chainOf(names.map((name) => step(name))),
      'local.l0 <- local.l1 <- local.l2 <- local.l3 <- ... <- local.l39',
    );
  });
});

describe('stopsOf', () => {
  it('adds nothing for the default of one variable', () => {
    assert.deepEqual(stops('variables.tf', step('var.tls')), []);
    assert.deepEqual(stops('variables.tf'), []);
  });

  it('names the declaration of a variable whose value is given elsewhere', () => {
    assert.deepEqual(stops('prod.tfvars', step('var.tls')), ['variables.tf: var.tls is declared here']);
  });

  it("names a caller's argument on the way into a module", () => {
    assert.deepEqual(stops('prod.tfvars', step('var.tls', 'm/main.tf', 'm/variables.tf'), step('var.strict')), [
      'm/variables.tf: var.tls is declared here',
      'main.tf: var.strict is used here',
      'variables.tf: var.strict is declared here',
    ]);
  });
});

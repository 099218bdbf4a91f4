import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Translate } from '../../src/extension/texts.ts';
import { pickedInOrder, pickedText, variableItems, variablesView } from '../../src/extension/variable-text.ts';
import type { RootVariables } from '../../src/protocol/messages.ts';

const t: Translate = (message, ...values) => message.replace(/\{(\d)\}/g, (_, i) => String(values[Number(i)]));

/** As in a workspace whose folder is `/w`. */
const name = (uri: string) => uri.replace(/^file:\/\/\/w\/?/, '');

const root = 'file:///w/infra';
const file = (path: string) => `${root}/${path}`;
const usual: RootVariables = { root, automatic: [], used: [], chosen: false, missing: [] };
const view = (...roots: readonly Partial<RootVariables>[]) =>
  variablesView(
    roots.map((more) => ({ ...usual, ...more })),
    name,
    t,
  );
const line = (...roots: readonly Partial<RootVariables>[]) => {
  const shown = view(...roots);
  return shown && [shown.text, shown.detail, ...(shown.warning ? ['warning'] : [])].join(' | ');
};

test('the item names the chosen file and the module', () => {
  assert.equal(
    line({ used: [file('env/prod%20eu.tfvars')], chosen: true }),
    'Variables: env/prod eu.tfvars | chosen for infra',
  );
  assert.equal(
    line({ root: 'file:///w', used: ['file:///w/prod.tfvars'], chosen: true }),
    'Variables: prod.tfvars | chosen',
  );
});

test('the item names what is used without a choice, and where it comes from', () => {
  const automatic = [file('terraform.tfvars')];
  assert.equal(line({}), 'Variables: defaults | no variable file');
  assert.equal(line({ automatic }), 'Variables: terraform.tfvars | loaded by Terraform');
  assert.equal(
    line({ automatic, used: ['file:///w/org.tfvars', file('dev.tfvars')] }),
    'Variables: org.tfvars, dev.tfvars | from .groundwork.json',
  );
});

test('the item counts files that there is no room for', () => {
  const used = ['a', 'b', 'c'].map((letter) => file(`${letter}.tfvars`));
  assert.equal(line({ used, chosen: true }), 'Variables: a.tfvars and 2 more | chosen for infra');
});

test('the item warns of a chosen file that is gone, and says what counts now', () => {
  const missing = [file('prod.tfvars')];
  assert.equal(line({ missing }), 'Variables: prod.tfvars is gone | now: defaults | warning');
  assert.equal(
    line({ missing: [...missing, file('x.tfvars')], used: [file('eu.tfvars')], chosen: true }),
    'Variables: 2 files are gone | now: eu.tfvars | warning',
  );
});

test('several modules are one line where they agree', () => {
  const other = 'file:///w/other';
  assert.equal(line({}, { root: other }), 'Variables: defaults | ');
  const used = [file('prod.tfvars')];
  assert.equal(line({ used, chosen: true }, { root: other }), 'Variables: different in 2 modules | ');
  assert.equal(
    line({ used, chosen: true }, { root: other, used: [`${other}/prod.tfvars`], chosen: true }),
    'Variables: prod.tfvars | ',
  );
});

test('there is no item for a document that belongs to no module', () => {
  assert.equal(view(), undefined);
});

test('the list tells which files count anyway, and picks those in use', () => {
  const option = (path: string, marks: { automatic?: boolean; configured?: boolean } = {}) => {
    return { uri: file(path), name: path, automatic: false, configured: false, ...marks };
  };
  const options = [
    option('prod.tfvars'),
    option('terraform.tfvars', { automatic: true }),
    option('x.auto.tfvars', { automatic: true, configured: true }),
  ];
  const items = variableItems(options, { ...usual, used: [file('prod.tfvars')] }, t);
  assert.deepEqual(
    items.map(({ label, description, picked }) => [label, description, picked]),
    [
      ['prod.tfvars', '', true],
      ['terraform.tfvars', 'loaded by Terraform anyway', false],
      ['x.auto.tfvars', 'loaded by Terraform anyway, named by .groundwork.json', false],
    ],
  );
});

test('files keep the order in which they are picked, whatever the order of the list', () => {
  let order: readonly string[] = [];
  for (const selected of [['b'], ['a', 'b'], ['a', 'b', 'c'], ['a', 'c'], ['a', 'b', 'c']]) {
    order = pickedInOrder(order, selected);
  }
  assert.deepEqual(order, ['a', 'c', 'b']);
});

test('the heading says what is picked', () => {
  assert.equal(pickedText([], t), 'No file is picked: the default is used');
  assert.equal(pickedText(['prod.tfvars'], t), 'prod.tfvars');
  assert.equal(pickedText(['b', 'a'], t), 'b, a (a later file wins)');
});

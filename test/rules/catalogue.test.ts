import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { Attribute, Body } from '../../src/hcl/ast.ts';
import { applyEdits } from '../../src/hcl/edits.ts';
import { parse } from '../../src/hcl/parser.ts';
import { rules } from '../../src/rules/catalogue.ts';
import { names } from '../../src/rules/facts/other-tools.ts';
import { type Check, type Predicate, pillars, type Rule, severities } from '../../src/rules/rule.ts';
import { found, underlined } from './examples.ts';
import { formatted, withoutTerraform } from './formatting.ts';
import table from './provider-arguments.json' with { type: 'json' };

type Schema = { readonly [name: string]: string | true | Schema };
const schemas = table.types as unknown as Record<string, Schema | undefined>;

/** Checks of security groups and network ACLs that the list lacks, since they are made from one for all ports. */
const unlisted = [24, 25, 229, 230, 231, 232, 260, 277, 382];

/** Checks of text, of module calls and of providers, which the list lacks since it is about resources. */
const ofText = /^checkov\/CKV_(?:SECRET_\d+|TF_[123]|AWS_41)$/;

/** Rules for what `terraform fmt` mends too, so that their bad examples are not as it writes them. */
const mendedByFmt = new Set(['terraform/interpolation-only', 'terraform/quoted-type']);

describe('the catalogue', () => {
  it('has unique ids in order', () => {
    const ids = rules.map(({ id }) => id);
    assert.deepEqual(ids, [...new Set(ids)].sort());
  });

  it('is what the checks of other tools are listed under', () => {
    const ids = new Set(rules.map(({ id }) => id));
    const listed = Object.entries(names).flatMap(([cloud, some]) =>
      Object.keys(some).map((name) => `${cloud}/${name}`),
    );
    assert.deepEqual(
      listed.filter((id) => !ids.has(id)),
      [],
    );
  });

  it('names only checks that other tools have', (context) => {
    const catalog = '../shared/conformance/catalog.json';
    if (!existsSync(catalog)) return context.skip(`${catalog} is not here`);
    const checks = new Set(
      (JSON.parse(readFileSync(catalog, 'utf8')) as { check: string }[]).map(({ check }) => check),
    );
    for (const check of unlisted) checks.add(`checkov/CKV_AWS_${check}`);
    const named = rules.flatMap(({ equivalents }) => equivalents).filter((id) => /^(?:checkov|trivy)\//.test(id));
    assert.deepEqual(
      named.filter((id) => !checks.has(id) && !ofText.test(id)),
      [],
    );
  });
});

describe('examples', () => {
  it('are written as terraform fmt writes them', { skip: withoutTerraform }, () => {
    const texts = rules.flatMap(({ id, bad, good }) => (mendedByFmt.has(id) ? [good] : [underlined(bad).text, good]));
    const whole = texts.filter((text) => parse(text).errors.length + parse(text).pasted.length === 0).join('\n');
    assert.equal(formatted(whole), whole);
  });
});

for (const rule of rules) {
  describe(rule.id, () => {
    const bad = underlined(rule.bad);

    it('says what it is', () => {
      assert.match(rule.id, /^(?:gcp|aws|azure|alicloud|terraform)\/[a-z0-9]+(?:-[a-z0-9]+)*$/);
      assert.match(rule.title, /^[A-Z].*[^.]$/);
      assert.ok(severities.includes(rule.severity) && pillars.includes(rule.pillar));
      assert.match(rule.why, /\bleav|\bno case\b/i, 'the one case where leaving it is right');
      assert.ok(rule.refs.length > 0);
      for (const ref of rule.refs) assert.equal(new URL(ref).protocol, 'https:');
      for (const equivalent of rule.equivalents)
        assert.match(
          equivalent,
          /^(?:checkov|trivy|tflint|tfsec|cis-[a-z]+)\/[\w.]+$|^trivy\/[A-Z]+-\d+$|^tfsec\/general-[a-z-]+$|^terrascan\/AC_(?:AWS|AZURE|GCP)_\d{4}$|^kics\/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/,
        );
      if (rule.note) assert.match(rule.note, /^[a-z0-9-]+#[a-z0-9-]+$/);
    });

    it('reports what is underlined in its bad example', () => {
      assert.ok(bad.spans.length > 0, 'nothing is underlined');
      assert.deepEqual(
        found(rule, bad.text).map(({ at }) => `${at.start}-${at.end}`),
        bad.spans,
      );
      if (!/^terraform\/(?:syntax|pasted-characters)$/.test(rule.id)) assert.deepEqual(parse(bad.text).errors, []);
    });

    it('finds nothing in its good example', () => {
      assert.deepEqual(parse(rule.good).errors, []);
      assert.deepEqual(found(rule, rule.good), []);
    });

    it('mends the bad example into the good one, if it mends anything', () => {
      const mended = mend(rule, bad.text);
      if (mended === bad.text) return;
      assert.equal(mended, rule.good);
      assert.equal(mend(rule, mended), mended);
    });

    it('is silent about what is unknown', () => {
      for (const attribute of attributes(parse(rule.good).body)) {
        assert.deepEqual(found(rule, unknown(rule.good, attribute)), [], attribute.name);
      }
      if (rule.id === 'terraform/syntax') return;
      for (const { at } of found(rule, bad.text)) {
        const written = attributes(parse(bad.text).body).find(
          ({ value }) => value.start <= at.start && at.end <= value.end && isLiteral(value.kind),
        );
        if (!written) continue;
        const left = found(rule, unknown(bad.text, written)).filter((finding) => finding.at.start === at.start);
        assert.deepEqual(left, [], written.name);
      }
    });

    it('names arguments that the providers have', () => {
      for (const check of [rule.check].flat()) checkNames(check);
      for (const example of [bad.text, rule.good]) checkExample(example);
    });
  });
}

/** The text after the first fix of each finding, until no finding has one. */
function mend(rule: Rule, text: string): string {
  let mended = text;
  for (let pass = 0; pass < 10; pass++) {
    const fix = found(rule, mended).flatMap(({ fixes }) => fixes)[0];
    if (!fix) return mended;
    mended = applyEdits(mended, fix.edits);
  }
  assert.fail('fixing does not come to an end');
}

function attributes(body: Body): readonly Attribute[] {
  return body.items.flatMap((item) => (item.kind === 'attribute' ? [item] : attributes(item.body)));
}

function isLiteral(kind: string): boolean {
  return kind === 'literal' || kind === 'string' || kind === 'tuple' || kind === 'object';
}

/** The text with the value of an attribute replaced by a variable that nobody set. */
function unknown(text: string, { value }: Attribute): string {
  const replaced = applyEdits(text, [{ start: value.start, end: value.end, text: 'var.unknown' }]);
  return `${replaced}\nvariable "unknown" {}\n`;
}

function checkNames(check: Check): void {
  if (!('on' in check)) return;
  for (const type of check.on) assert.ok(schemas[type], `${type}: run src/scripts/provider-table.ts`);
  if ('attribute' in check) {
    const from = check.within === undefined ? '' : `${check.within}.`;
    const paths = (attribute: string | readonly string[]) => [attribute].flat().map((path) => `${from}${path}`);
    for (const type of check.on) checkPath(type, paths(check.attribute), check.must);
    for (const type of check.on)
      for (const { attribute, is } of check.when ?? []) checkPath(type, paths(attribute), is);
  }
  const companions = 'needs' in check ? check.needs : 'unless' in check ? (check.unless ?? []) : [];
  for (const { on, by } of companions) if (by) for (const type of on) checkPath(type, by, undefined);
}

/** Alternatives are for types that differ, so one of several paths is enough. */
function checkPath(type: string, attribute: string | readonly string[], must: Predicate | undefined): void {
  const paths = [attribute].flat().filter((path) => !meta.has(path.split('.')[0] ?? ''));
  if (paths.length === 0) return;
  const leaves = paths.map((path) => path.split('.').reduce<Schema[string] | undefined>(into, schemas[type]));
  const leaf = leaves.find((found) => found !== undefined);
  assert.ok(leaf !== undefined, `${type} has no ${paths.join(' or ')}`);
  if (must?.kind === 'block') {
    if (typeof leaf === 'string' && /^any/.test(leaf)) return;
    assert.ok(typeof leaf === 'object', `${paths.join()} of ${type} is no block`);
    for (const { attribute: inner } of must.where)
      for (const path of [inner].flat()) assert.ok(path.split('.').reduce(into, leaf), path);
  }
}

/** What stands at a name; anything may stand in a map. */
function into(schema: Schema[string] | undefined, name: string): Schema[string] | undefined {
  if (typeof schema === 'object') return schema[name];
  return typeof schema === 'string' && /^(?:map|any)/.test(schema) ? schema : undefined;
}

const meta = new Set(['count', 'for_each', 'provider', 'depends_on', 'lifecycle', 'dynamic', 'content']);

function checkExample(text: string): void {
  for (const item of parse(text).body.items) {
    if (item.kind !== 'block' || (item.type !== 'resource' && item.type !== 'data')) continue;
    const type = `${item.type === 'data' ? 'data.' : ''}${item.labels[0]?.value ?? ''}`;
    const schema = schemas[type];
    assert.ok(schema, `${type}: run src/scripts/provider-table.ts`);
    checkBody(item.body, schema, type);
  }
}

function checkBody(body: Body, schema: Schema, path: string): void {
  for (const item of body.items) {
    const name = item.kind === 'attribute' ? item.name : item.type;
    if (meta.has(name)) continue;
    const known = schema[name];
    assert.ok(known !== undefined, `${path} has no ${name}`);
    if (item.kind === 'block' && !/^any/.test(String(known))) {
      assert.ok(typeof known === 'object', `${name} of ${path} is no block`);
      checkBody(item.body, known, `${path}.${name}`);
    }
  }
}

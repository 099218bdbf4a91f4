import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rules } from '../../src/rules/catalogue.ts';
import { defaultOptions, found } from './examples.ts';

const rule = rules.find(({ id }) => id === 'gcp/without-labels');
assert.ok(rule);

const options = { ...defaultOptions, requiredLabels: ['owner', 'cost-centre'] };

function messages(labels: string, before = ''): readonly string[] {
  assert.ok(rule);
  const text = `${before}resource "google_pubsub_topic" "orders" {\n  name = "orders"\n  ${labels}\n}\n`;
  return found(rule, text, options).map(({ message }) => message);
}

describe('labels that the settings require', () => {
  it('are named where they are missing', () => {
    assert.deepEqual(messages('labels = { owner = "shop" }'), [
      '"orders" lacks the labels cost-centre. Add them, so that its cost has an owner.',
    ]);
    assert.deepEqual(messages(''), [
      '"orders" lacks the labels owner, cost-centre. Add them, so that its cost has an owner.',
    ]);
  });

  it('are fine where all are there, their values known or not', () => {
    assert.deepEqual(messages('labels = { owner = var.owner, cost-centre = "4711" }\n}\nvariable "owner" {'), []);
  });

  it('may come from the provider', () => {
    const provider = 'provider "google" {\n  default_labels = { cost-centre = "4711" }\n}\n';
    assert.deepEqual(messages('labels = { owner = "shop" }', provider), []);
  });

  it('are not asked for where the labels are unknown', () => {
    assert.deepEqual(messages('labels = var.labels\n}\nvariable "labels" {'), []);
    assert.deepEqual(messages('labels = merge(var.labels, { owner = "shop" })\n}\nvariable "labels" {'), []);
  });
});

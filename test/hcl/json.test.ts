import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson, parseJsonVariables } from '../../src/hcl/json.ts';

const text = `{
  "//": "a comment",
  "resource": {
    "google_compute_firewall": {
      "ssh": {
        "name": "allow-ssh",
        "network": "\${google_compute_network.main.id}",
        "allow": [{ "protocol": "tcp", "ports": ["22"] }],
        "dynamic": { "deny": { "for_each": ["a"], "content": { "protocol": "\${deny.value}" } } }
      }
    }
  },
  "locals": [{ "a": 1 }, { "b": "x\\n\${local.a}" }]
}`;

test('the JSON form gives the same tree as the native form, with places', () => {
  const { body, errors } = parseJson(text);
  assert.deepEqual(errors, []);
  const [resource, first, second] = body.items;
  assert.ok(resource?.kind === 'block' && first?.kind === 'block' && second?.kind === 'block');
  assert.equal(resource.type, 'resource');
  assert.deepEqual(
    resource.labels.map((label) => label.value),
    ['google_compute_firewall', 'ssh'],
  );
  assert.equal(text.slice(resource.header.start, resource.header.end), '"ssh"');
  const [name, network, allow, dynamic] = resource.body.items;
  assert.ok(name?.kind === 'attribute' && network?.kind === 'attribute' && allow?.kind === 'attribute');
  assert.equal(text.slice(name.value.start, name.value.end), '"allow-ssh"');
  assert.equal(network.value.kind, 'template');
  assert.ok(network.value.kind === 'template' && network.value.parts[0]?.kind === 'interpolation');
  const { expression } = network.value.parts[0];
  assert.equal(text.slice(expression.start, expression.end), 'google_compute_network.main.id');
  assert.equal(allow.value.kind, 'tuple');
  assert.ok(dynamic?.kind === 'block' && dynamic.type === 'dynamic' && dynamic.labels[0]?.value === 'deny');
  assert.deepEqual(
    dynamic.body.items.map((item) => (item.kind === 'block' ? item.type : item.name)),
    ['for_each', 'content'],
  );
  const b = second.body.items[0];
  assert.ok(b?.kind === 'attribute' && b.value.kind === 'template');
  assert.equal(b.value.start, text.indexOf('"x\\n'));
});

test('variable files in JSON hold plain values', () => {
  const { body } = parseJsonVariables('{ "a": "${not.a.template}", "b": [1, null] }');
  assert.deepEqual(
    body.items.map((item) => item.kind === 'attribute' && [item.name, item.value.kind]),
    [
      ['a', 'string'],
      ['b', 'tuple'],
    ],
  );
});

const faults: readonly [text: string, message: string, at: string][] = [
  ['{ "a": }', 'Expected a JSON value here: a string, number, list, object, true, false or null.', '}'],
  ['{ "a": 1 "b": 2 }', 'Expected a comma or } after this property.', '"'],
  ['{ a: 1 }', 'Expected the name of a property in double quotes.', 'a'],
  ['{ "a": ["x }', 'This string is not closed, or has a character that JSON writes as an escape.', '"'],
  ['{} x', 'Nothing may follow the value of a JSON file. Remove this.', 'x'],
];
for (const [source, message, at] of faults) {
  test(`one fault is reported in ${source}`, () => {
    const { errors } = parseJson(source);
    assert.deepEqual(
      errors.map((error) => error.message),
      [message],
    );
    assert.equal(source.slice(errors[0]?.start, errors[0]?.end), at);
  });
}

test('what was read before a fault stays, and depth is bounded', () => {
  const { body } = parseJson('{ "resource": { "x": { "a": { "n": 1 } } }, "output": ');
  assert.equal(body.items.length, 1);
  assert.match(parseJson('['.repeat(100_000)).errors[0]?.message ?? '', /Nested more than/);
});

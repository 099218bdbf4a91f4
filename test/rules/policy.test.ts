import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { covers, granted, onEverything, statementsOf } from '../../src/rules/policy.ts';
import { list, object, string } from '../../src/terraform/make.ts';
import type { Value } from '../../src/terraform/value.ts';

const origin = { at: { file: 'main.tf', start: 0, end: 0 }, through: [] };

/** What JSON says, as a value; `?` stands for something unknown. */
function value(json: unknown): Value {
  if (json === '?') return { kind: 'unknown', reason: 'variable', cause: 'var.x', origin };
  if (typeof json === 'string') return string(json, origin);
  if (Array.isArray(json)) return list(json.map(value), origin);
  return object(new Map(Object.entries(json ?? {}).map(([key, one]) => [key, value(one)])), origin);
}

function statement(json: Record<string, unknown>) {
  const [found] = statementsOf(value({ Statement: [json] }));
  assert.ok(found);
  return found;
}

describe('covers', () => {
  it('takes wildcards in any place and letters in any case', () => {
    const yes = ['s3:GetObject', 'S3:getobject', 's3:Get*', 's3:*', '*', '*:GetObject', 's3:?etObject', 's3:G*Obj*t'];
    for (const pattern of yes) assert.ok(covers(pattern, 's3:GetObject'), pattern);
    const no = ['s3:GetObjects', 's3:Get', 's3:Get?', 's3:*Acl', '', 'sqs:*'];
    for (const pattern of no) assert.ok(!covers(pattern, 's3:GetObject'), pattern);
  });

  it('takes no longer for many wildcards', () => {
    assert.ok(!covers(`${'a*'.repeat(2000)}c`, `${'a'.repeat(4000)}b`));
  });
});

describe('granted', () => {
  const actions = ['iam:PassRole', 's3:GetObject'];
  const names = (json: Record<string, unknown>) => granted(statement(json), actions).map(({ action }) => action);

  it('is what an allowing statement names, or does not exclude', () => {
    assert.deepEqual(names({ Effect: 'Allow', Action: 's3:*' }), ['s3:GetObject']);
    assert.deepEqual(names({ Effect: 'Allow', NotAction: ['s3:*'] }), ['iam:PassRole']);
    assert.deepEqual(names({ Effect: 'Deny', Action: '*' }), []);
  });

  it('is nothing that depends on what is unknown', () => {
    assert.deepEqual(names({ Effect: '?', Action: '*' }), []);
    assert.deepEqual(names({ Effect: 'Allow', Action: ['?', 'iam:*'] }), ['iam:PassRole']);
    assert.deepEqual(names({ Effect: 'Allow', NotAction: ['s3:*', '?'] }), []);
  });
});

describe('a statement', () => {
  it('may stand alone, and name its principals in each form', () => {
    const [alone] = statementsOf(value({ Statement: { Effect: 'Allow', Principal: '*' } }));
    assert.deepEqual(
      alone?.principals.map(({ type, value: { value: who } }) => [type, who]),
      [['*', '*']],
    );
    const { principals } = statement({ Principal: { AWS: ['a', '?'], Service: 'b' } });
    assert.deepEqual(
      principals.map(({ type, value: { value: who } }) => `${type} ${who}`),
      ['AWS a', 'Service b'],
    );
  });

  it('is conditional where a condition is unknown, and not where it is empty', () => {
    assert.deepEqual(
      [{ Condition: {} }, { Condition: '?' }, { Condition: { Bool: '?' } }, { Condition: { Bool: { a: 'true' } } }].map(
        (json) => [statement(json).conditional, statement(json).conditionsKnown],
      ),
      [
        [false, true],
        [true, false],
        [true, false],
        [true, true],
      ],
    );
  });

  it('is about everything only where it says so', () => {
    assert.ok(onEverything(statement({ Resource: ['a', '*'] })));
    assert.ok(!onEverything(statement({ Resource: 'arn:aws:s3:::*' })));
    assert.ok(!onEverything(statement({ Resource: '?' })));
    assert.ok(!onEverything(statement({})));
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runRules } from '../../src/linter/run.ts';
import { rules } from '../../src/rules/catalogue.ts';
import { covers, granted, onEverything, statementsOf } from '../../src/rules/policy.ts';
import { list, object, string } from '../../src/terraform/make.ts';
import type { Value } from '../../src/terraform/value.ts';
import { Workspace } from '../../src/terraform/workspace.ts';
import { memoryFiles } from '../memory.ts';
import { defaultOptions } from './examples.ts';

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

describe('a public document', () => {
  const document = `data "aws_iam_policy_document" "open" {
  statement {
    actions   = ["sqs:SendMessage"]
    resources = ["*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}
`;
  const queue = (name: string) => `resource "aws_sqs_queue_policy" "${name}" {
  queue_url = "${name}"
  policy    = data.aws_iam_policy_document.open.json
}
`;
  const addresses = (text: string) => {
    const tree = new Workspace(memoryFiles({ 'main.tf': text })).tree('.');
    const rule = rules.filter(({ id }) => id === 'aws/public-resource-policy');
    return runRules(tree, rule, defaultOptions).map(({ address }) => address);
  };

  it('is the fault of the resource that it opens, and its own where it opens none or several', () => {
    assert.deepEqual(addresses(document), ['data.aws_iam_policy_document.open']);
    assert.deepEqual(addresses(document + queue('one')), ['aws_sqs_queue_policy.one']);
    assert.deepEqual(addresses(document + queue('one') + queue('two')), ['data.aws_iam_policy_document.open']);
  });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documentOf } from '../../src/terraform/document.ts';
import { describe as show } from '../../src/terraform/text.ts';
import type { Value } from '../../src/terraform/value.ts';
import { Workspace } from '../../src/terraform/workspace.ts';
import { memoryFiles } from '../memory.ts';

function policy(text: string): { document: Value; source: string } {
  const value = new Workspace(memoryFiles({ 'main.tf': text })).tree('.').resources('x')[0]?.get('policy');
  const document = value && documentOf(value, text);
  assert.ok(document);
  return { document, source: text };
}

function at(value: Value | undefined, ...path: (string | number)[]): Value {
  let inner = value;
  for (const step of path) {
    if (inner?.kind === 'list') inner = inner.items[Number(step)];
    else inner = inner?.kind === 'object' ? inner.entries.get(String(step)) : undefined;
  }
  assert.ok(inner, `nothing at ${path.join('.')}`);
  return inner;
}

function written({ source }: { source: string }, value: Value): string {
  return source.slice(value.origin.at.start, value.origin.at.end);
}

test('jsonencode, a heredoc, a quoted string and a data source give the same document', () => {
  const texts = [
    'resource "x" "a" {\n  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = y.b.arn }] })\n}\nresource "y" "b" {}',
    'resource "x" "a" {\n  policy = <<-EOF\n    {\n      "Version": "2012-10-17",\n      "Statement": [{\n        "Effect": "Allow",\n        "Action": "*",\n        "Resource": "${y.b.arn}"\n      }]\n    }\n  EOF\n}\nresource "y" "b" {}',
    'resource "x" "a" {\n  policy = "{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Action\\":\\"*\\",\\"Resource\\":\\"${y.b.arn}\\"}]}"\n}\nresource "y" "b" {}',
    'data "aws_iam_policy_document" "d" {\n  statement {\n    actions   = ["*"]\n    resources = [y.b.arn]\n  }\n}\nresource "x" "a" {\n  policy = data.aws_iam_policy_document.d.json\n}\nresource "y" "b" {}',
  ];
  for (const text of texts) {
    const { document } = policy(text);
    assert.equal(show(at(document, 'Version')), '"2012-10-17"');
    assert.equal(show(at(document, 'Statement', 0, 'Effect')), '"Allow"');
    assert.match(show(at(document, 'Statement', 0, 'Action')), /^\[?"\*"\]?$/);
    assert.match(show(at(document, 'Statement', 0, 'Resource')), /^\[?y\.b\.arn\]?$/);
  }
});

test('parts of a heredoc have their own places, also behind unknown parts', () => {
  const parsed = policy(
    'resource "x" "a" {\n  policy = <<EOF\n{ "Id": "${var.id}-x", "Statement": [{ "Resource": ["arn:${var.id}:*", "b"], "Action": "s3:*", "N": 3 }] }\nEOF\n}\nvariable "id" {}',
  );
  const { document } = parsed;
  assert.equal(written(parsed, at(document, 'Statement', 0, 'Action')), '"s3:*"');
  assert.equal(written(parsed, at(document, 'Statement', 0, 'Resource', 1)), '"b"');
  assert.equal(written(parsed, at(document, 'Statement', 0, 'N')), '3');
  const resource = at(document, 'Statement', 0, 'Resource', 0);
  assert.ok(resource.kind === 'unknown');
  assert.deepEqual(
    resource.pieces?.map((piece) => (typeof piece === 'string' ? piece : piece.cause)),
    ['arn:', 'var.id', ':*'],
  );
});

test('source documents are put first and override documents replace statements by Sid', () => {
  const { document } = policy(`
data "aws_iam_policy_document" "base" {
  statement {
    sid     = "a"
    actions = ["s3:Get*"]
  }
}
data "aws_iam_policy_document" "d" {
  source_policy_documents   = [data.aws_iam_policy_document.base.json]
  override_policy_documents = [jsonencode({ Statement = [{ Sid = "b", Action = "new" }] })]
  statement {
    sid     = "b"
    actions = ["old"]
  }
  statement {
    effect = "Deny"
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}
resource "x" "a" { policy = data.aws_iam_policy_document.d.json }
`);
  const statements = at(document, 'Statement');
  assert.ok(statements.kind === 'list');
  assert.equal(statements.items.length, 3);
  assert.equal(show(at(statements, 0, 'Action')), '["s3:Get*"]');
  assert.equal(show(at(statements, 1, 'Principal', 'AWS')), '["*"]');
  assert.equal(show(at(statements, 1, 'Condition', 'Bool', 'aws:SecureTransport')), '["false"]');
  assert.equal(show(at(statements, 2, 'Action')), '"new"');
});

test('what is no document gives none', () => {
  const [a] = new Workspace(memoryFiles({ 'main.tf': 'resource "x" "a" {\n  policy = "hello"\n}' }))
    .tree('.')
    .resources('x');
  assert.equal(documentOf(a?.get('policy') ?? assert.fail()), undefined);
});

test('a comma too many and a reference to nothing hide no more than themselves', () => {
  const parsed = policy(
    'resource "x" "a" {\n  policy = <<EOF\n{ "Statement": [{ "Action": ["s3:*", "*",], "Resource": "${y.none.arn}" }] }\nEOF\n}',
  );
  const { document } = parsed;
  assert.equal(written(parsed, at(document, 'Statement', 0, 'Action', 1)), '"*"');
  assert.equal(at(document, 'Statement', 0, 'Resource').kind, 'unknown');
});

test('a statement that there may not be allows nothing, and a condition of which something is unknown is unknown', () => {
  const { document } = policy(
    'data "aws_iam_policy_document" "d" {\n  dynamic "statement" {\n    for_each = var.some\n    content {\n      actions = ["*"]\n    }\n  }\n  statement {\n    condition {\n      test     = "Bool"\n      variable = var.key\n      values   = ["true"]\n    }\n  }\n}\nvariable "some" {}\nvariable "key" {}\nresource "x" "a" {\n  policy = data.aws_iam_policy_document.d.json\n}',
  );
  assert.equal(at(document, 'Statement', 0, 'Effect').kind, 'unknown');
  assert.equal(at(document, 'Statement', 1, 'Effect').kind, 'string');
  assert.equal(at(document, 'Statement', 1, 'Condition').kind, 'unknown');
});

test('a value that is put in is unknown, and what stands behind it has its own place', () => {
  const parsed = policy(
    'resource "x" "a" {\n  policy = <<EOF\n[{ "cpu": ${var.cpu}, "image": "${var.image}", "privileged": true, "ports": [${var.port}, 80] }]\nEOF\n}\nvariable "cpu" {}\nvariable "image" {}\nvariable "port" {}',
  );
  const { document } = parsed;
  assert.equal(show(at(document, 0, 'cpu')), 'var.cpu');
  assert.equal(show(at(document, 0, 'image')), 'var.image');
  assert.equal(show(at(document, 0, 'ports', 0)), 'var.port');
  assert.equal(written(parsed, at(document, 0, 'privileged')), 'true');
  assert.equal(written(parsed, at(document, 0, 'ports', 1)), '80');
});

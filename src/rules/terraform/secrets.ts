import type { Attribute, Block, Body, Expression, StringLiteral } from '../../hcl/ast.ts';
import { lineEnd } from '../../hcl/lines.ts';
import { walkExpressions } from '../../hcl/walk.ts';
import type { SourceFile } from '../../terraform/files.ts';
import type { ModuleTree, Section } from '../../terraform/model.ts';
import type { Location } from '../../terraform/value.ts';
import {
  harmlessNames,
  noSecret,
  secretArguments,
  secretNames,
  secretsOfProviders,
} from '../facts/secret-arguments.ts';
import type { Fix, Report, Rule } from '../rule.ts';
import { passwordIn, secretIn } from '../secrets.ts';

const sensitive = 'https://developer.hashicorp.com/terraform/language/manage-sensitive-data';

/** What the rules of the clouds look into themselves: start data and the environment of code that runs. */
const ofClouds =
  /^(?:user_?data(?:_base64)?|pre_user_data|custom_data|metadata|metadata_startup_script|env(?:ironment)?(?:_vars|_variables)?|variables|runtime_environment_variables|container_definitions|app_settings)$/;

/** Blocks of which a rule of AWS looks at every credential. */
const ofAws = new Set(['provider aws', 'resource aws_secretsmanager_secret_version', 'resource aws_ssm_parameter']);

function hasOwnRule({ type, labels }: Block): boolean {
  return ofAws.has(`${type} ${labels[0]?.value ?? ''}`);
}

/** The strings of a file, templates by their written parts, that are not looked at by the rules of a cloud. */
function* stringsIn(body: Body, inResource: boolean): Iterable<Expression> {
  for (const item of body.items) {
    const name = item.kind === 'attribute' ? item.name : item.type;
    if (inResource && ofClouds.test(name)) continue;
    if (item.kind === 'block') {
      if (!hasOwnRule(item)) yield* stringsIn(item.body, inResource || item.type === 'resource');
      continue;
    }
    const found: Expression[] = [];
    walkExpressions(item, (expression) => {
      if (expression.kind === 'string' || expression.kind === 'template') found.push(expression);
    });
    yield* found;
  }
}

/** The text of a string, with a mark for each part of a template that is worked out. */
function written(expression: Expression): string {
  if (expression.kind === 'string') return expression.value;
  if (expression.kind !== 'template') return '';
  return expression.parts.map((part) => (part.kind === 'text' ? part.value : '<>')).join('');
}

function* secretsInText({ path, body }: SourceFile): Iterable<Report> {
  for (const expression of stringsIn(body, false)) {
    const text = written(expression);
    const what = secretIn(text) ?? passwordIn(text);
    // Documentation writes its keys so that they show: AKIAIOSFODNN7EXAMPLE.
    if (what === undefined || /EXAMPLE/.test(text)) continue;
    yield {
      at: { file: path, start: expression.start, end: expression.end },
      message: `This is ${what} in plain text. Revoke it, and read a new one from a secret store or a variable that is set outside the code.`,
    };
  }
}

/** Whether a string under a name is a secret that someone could use. */
function isSecret(name: string, value: string): boolean {
  return secretNames.test(name) && !harmlessNames.test(name) && !noSecret.test(value);
}

function reported(name: string, at: Location, fixes: readonly Fix[] = []): Report {
  return {
    at,
    fixes,
    message: `${name} is written in plain text, where everybody who reads the code has it. Change it, and read the new one from a secret store or a variable that is set outside the code.`,
  };
}

function placed({ path }: SourceFile, { start, end }: Expression): Location {
  return { file: path, start, end };
}

/** Blocks whose arguments may come from a variable, by which kind of word names them. */
const taking = new Set(['resource', 'data', 'provider', 'module']);

/** A variable in the place of a text, declared at the end of the file without a value. */
function toVariable(name: string, value: StringLiteral, file: SourceFile, owner: Block | undefined): readonly Fix[] {
  if (!owner || !taking.has(owner.type) || file.path.endsWith('.json')) return [];
  const variable = `${owner.labels.at(-1)?.value ?? owner.type}_${name}`.replace(/\W/g, '_');
  const declared = file.body.items.some((item) => item.kind === 'block' && item.labels[0]?.value === variable);
  if (declared || value.heredoc || /^\d/.test(variable)) return [];
  const newline = lineEnd(file.text);
  const apart = file.text.endsWith('\n') ? '' : newline;
  const lines = ['', `variable "${variable}" {`, '  type      = string', '  sensitive = true', '}', ''];
  const end = file.text.length;
  return [
    {
      title: `Take it from a variable ${variable} (set it outside the code, as TF_VAR_${variable})`,
      safe: false,
      edits: [
        { file: file.path, start: value.start, end: value.end, text: `var.${variable}` },
        { file: file.path, start: end, end, text: apart + lines.join(newline) },
      ],
    },
  ];
}

/** Literal values of arguments, variables, locals and keys of objects whose names say that they are secrets. */
function* namedSecrets(file: SourceFile): Iterable<Report> {
  yield* namedIn(file.body, file, undefined);
}

function* namedIn(body: Body, file: SourceFile, owner: Block | undefined): Iterable<Report> {
  for (const item of body.items) {
    if (item.kind === 'block') {
      if (hasOwnRule(item) || (owner?.type === 'resource' && ofClouds.test(item.type))) continue;
      yield* namedIn(item.body, file, owner ?? item);
    } else yield* namedAt(item, file, owner);
  }
}

function* namedAt(item: Attribute, file: SourceFile, owner: Block | undefined): Iterable<Report> {
  const label = owner?.labels[0]?.value ?? '';
  const name = owner?.type === 'variable' && item.name === 'default' ? label : item.name;
  const { value } = item;
  if (owner?.type === 'resource' && ofClouds.test(item.name)) return;
  if (value.kind === 'string') {
    const always =
      (owner?.type === 'resource' && secretArguments.get(label)?.includes(name)) ||
      (owner?.type === 'provider' && secretsOfProviders.has(name));
    if (isSecret(name, value.value) || (always && !noSecret.test(value.value)))
      if (!secretIn(value.value)) yield reported(name, placed(file, value), toVariable(name, value, file, owner));
    return;
  }
  const found: Report[] = [];
  walkExpressions(value, (expression) => {
    if (expression.kind !== 'object') return;
    for (const { key, value: inner } of expression.items) {
      if (key.kind !== 'string' || inner.kind !== 'string' || !isSecret(key.value, inner.value)) continue;
      if (!secretIn(inner.value)) found.push(reported(key.value, placed(file, inner)));
    }
  });
  yield* found;
}

const secretive = new WeakMap<Block, boolean>();

/** Whether an argument anywhere in a block has a secret's name, so that its values are worth working out. */
function mayHold(block: Block): boolean {
  const known = secretive.get(block);
  if (known !== undefined) return known;
  const holds = block.body.items.some((item) =>
    item.kind === 'block' ? mayHold(item) : secretNames.test(item.name) && item.value.kind !== 'string',
  );
  secretive.set(block, holds);
  return holds;
}

/** Secrets that reach an argument from a variable, a local or a caller under a name that does not say so. */
function* secretsHandedIn({ modules }: ModuleTree): Iterable<Report> {
  for (const module of modules) {
    for (const resource of module.resources()) if (mayHold(resource.block)) yield* handedTo(resource);
  }
}

function* handedTo(section: Section): Iterable<Report> {
  for (const name of section.names()) {
    if (secretNames.test(name) && !harmlessNames.test(name)) {
      const value = section.get(name);
      if (value?.kind !== 'string' || noSecret.test(value.value) || secretIn(value.value)) continue;
      const { at, through } = value.origin;
      const said = through.some((step) => secretNames.test(step.name) || step.resource !== undefined);
      if (through.length > 0 && !said) yield { ...reported(name, at), at: value };
    } else if (section.block && section.attribute(name) === undefined) {
      for (const block of section.blocks(name)) yield* handedTo(block);
    }
  }
}

export const secrets: readonly Rule[] = [
  {
    id: 'terraform/secret-argument',
    title: 'A password or key is written in plain text',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `Code is copied to every machine that builds or reviews it, and its history keeps what was deleted. Whoever reads it can log in. Stand-ins such as \`changeme\` and names of secrets are let be. A variable with \`sensitive = true\` and no default, a data source of a secret store, or a password that the cloud makes and keeps leave nothing to read.

Leave it for a database that runs on the developer's own machine only.`,
    refs: [sensitive, 'https://developer.hashicorp.com/terraform/language/values/variables#sensitive'],
    equivalents: ['checkov/CKV_SECRET_6', 'checkov/CKV_SECRET_19'],
    check: [{ file: namedSecrets }, { on: [], tree: secretsHandedIn }],
    bad: `resource "google_sql_user" "app" {
  name     = "app"
  instance = google_sql_database_instance.main.name
  password = "Tr0ub4dor&3"
             ~~~~~~~~~~~~~
}
`,
    good: `resource "google_sql_user" "app" {
  name     = "app"
  instance = google_sql_database_instance.main.name
  password = var.app_password
}

variable "app_password" {
  type      = string
  sensitive = true
}
`,
  },
  {
    id: 'terraform/secret-in-text',
    title: 'A secret stands in the code',
    severity: 'error',
    pillar: 'identity',
    recommended: true,
    why: `Access keys, tokens and private keys have forms of their own, and people and programs search public and leaked code for them: a key that was published is used within minutes. So is a password in an address such as \`postgres://user:password@host\`. Deleting it is not enough, since the history keeps it: revoke it. User data and environments of a cloud's machines are looked at by rules of that cloud.

There is no case for leaving a secret that works.`,
    refs: [sensitive, 'https://docs.github.com/en/code-security/secret-scanning/introduction/about-secret-scanning'],
    equivalents: [
      'checkov/CKV_SECRET_2',
      'checkov/CKV_SECRET_3',
      'checkov/CKV_SECRET_4',
      'checkov/CKV_SECRET_13',
      'checkov/CKV_SECRET_14',
      'checkov/CKV_SECRET_17',
    ],
    check: { file: secretsInText },
    bad: `provider "alicloud" {
  region     = "eu-central-1"
  access_key = "LTAI5tQnKx7rBvJm9sWdYf2H"
               ~~~~~~~~~~~~~~~~~~~~~~~~~~
}
`,
    good: `provider "alicloud" {
  region = "eu-central-1"
}
`,
  },
];

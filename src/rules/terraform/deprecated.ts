import type { Expression } from '../../hcl/ast.ts';
import { walkBlocks } from '../../hcl/walk.ts';
import type { SourceFile } from '../../terraform/files.ts';
import { lookup } from '../../terraform/lookup.ts';
import type { ModuleTree } from '../../terraform/model.ts';
import type { Location } from '../../terraform/value.ts';
import { offer, removeAttribute } from '../fix.ts';
import type { Fix, Report, Rule } from '../rule.ts';
import { type Expressions, expressionsOf } from './expressions.ts';

const language = 'https://developer.hashicorp.com/terraform/language';

/** Whether a file is written in Terraform's own syntax: in JSON every expression is quoted. */
function isNative({ path }: SourceFile): boolean {
  return !path.endsWith('.json');
}

function place({ path }: SourceFile, { start, end }: { readonly start: number; readonly end: number }): Location {
  return { file: path, start, end };
}

function source({ text }: SourceFile, { start, end }: { readonly start: number; readonly end: number }): string {
  return text.slice(start, end);
}

function rewrite(at: Location, text: string): readonly Fix[] {
  return [{ title: `Write ${text}`, safe: true, edits: [{ ...at, text }] }];
}

/** Reports what a function has to say about the expressions of a kind. */
function about<K extends keyof Expressions>(
  kind: K,
  look: (expression: Expressions[K][number], file: SourceFile) => Report | undefined,
) {
  return function* (file: SourceFile): Iterable<Report> {
    if (!isNative(file)) return;
    for (const expression of expressionsOf(file)[kind]) {
      const report = look(expression, file);
      if (report) yield report;
    }
  };
}

function* interpolationOnly(file: SourceFile): Iterable<Report> {
  if (!isNative(file)) return;
  const { object, template } = expressionsOf(file);
  const keys = new Set<Expression>(object.flatMap(({ items }) => items.map(({ key }) => key)));
  // What is inside one that is reported is left for later, since a fix writes it anew.
  let end = 0;
  for (const expression of template) {
    const [part] = expression.parts;
    if (expression.start < end || expression.heredoc || expression.parts.length !== 1) continue;
    if (part?.kind !== 'interpolation') continue;
    end = expression.end;
    const inner = source(file, part.expression);
    const at = place(file, expression);
    // A key that is an expression stands in parentheses, and so does what goes over several lines.
    const bare = keys.has(expression) || inner.includes('\n') ? `(${inner})` : inner;
    yield {
      at,
      message: 'The quotes and ${} around an expression that stands alone do nothing. Write the expression.',
      fixes: part.expression.kind === 'invalid' ? [] : rewrite(at, bare),
    };
  }
}

const legacyIndex = about('index', (expression, file) => {
  if (expression.key.kind !== 'literal') return undefined;
  const { key, object } = expression;
  if (file.text[key.start - 1] !== '.' || !/^\d+$/.test(key.text)) return undefined;
  const at = { file: file.path, start: object.end, end: expression.end };
  return {
    at: place(file, expression),
    message: `.${key.text} is how elements were named before Terraform 0.12. Write [${key.text}].`,
    fixes: [{ title: `Write [${key.text}]`, safe: true, edits: [{ ...at, text: `[${key.text}]` }] }],
  };
});

const removedFunctions = about('call', (expression, file) => {
  if (expression.name !== 'list' && expression.name !== 'map') return undefined;
  const { name, args } = expression;
  const at = place(file, expression);
  const values = args.map((arg) => source(file, arg));
  const plain = !expression.expand && values.every((text) => !text.includes('\n'));
  const pairs = args.flatMap((key, i) => {
    const written = key.kind === 'string' ? source(file, key) : `(${source(file, key)})`;
    return i % 2 === 0 ? [`${written} = ${values[i + 1]}`] : [];
  });
  const text = name === 'list' ? `tolist([${values.join(', ')}])` : `tomap({ ${pairs.join(', ')} })`;
  const fixable = plain && values.length > 0 && (name === 'list' || args.length % 2 === 0);
  return {
    at,
    message: `Terraform 0.15 and later have no function ${name}, and stop here. Write ${name === 'list' ? 'tolist([...])' : 'tomap({...})'}.`,
    fixes: fixable ? rewrite(at, text) : [],
  };
});

const lookupOfTwo = about('call', (expression, file) => {
  if (expression.name !== 'lookup' || expression.expand) return undefined;
  const [map, key, ...rest] = expression.args;
  if (!map || !key || rest.length > 0) return undefined;
  const at = place(file, expression);
  const simple = map.kind === 'get' || map.kind === 'variable' || map.kind === 'index';
  return {
    at,
    message: 'lookup without a default is an index in other words. Write the index, or add a default.',
    fixes: simple ? rewrite(at, `${source(file, map)}[${source(file, key)}]`) : [],
  };
});

const emptyList = about('binary', (expression, file) => {
  if (expression.operator !== '==' && expression.operator !== '!=') return undefined;
  const { left, right, operator } = expression;
  const isEmpty = (side: Expression) => side.kind === 'tuple' && side.items.length === 0;
  if (isEmpty(left) === isEmpty(right)) return undefined;
  const other = isEmpty(left) ? right : left;
  const text = `length(${source(file, other)}) ${operator} 0`;
  const at = place(file, expression);
  return {
    at,
    message: `A list is never equal to [], whose type is another, so this is always ${operator === '==' ? 'false' : 'true'}. Compare its length.`,
    fixes: [{ title: `Write ${text}`, safe: false, edits: [{ ...at, text }] }],
  };
});

const types: Readonly<Record<string, string>> = { string: 'string', list: 'list(any)', map: 'map(any)' };

function* quotedTypes(file: SourceFile): Iterable<Report> {
  if (!isNative(file)) return;
  for (const item of file.body.items) {
    if (item.kind !== 'block' || item.type !== 'variable') continue;
    for (const attribute of item.body.items) {
      if (attribute.kind !== 'attribute' || attribute.name !== 'type' || attribute.value.kind !== 'string') continue;
      const at = place(file, attribute.value);
      const type = lookup(types, attribute.value.value);
      yield {
        at,
        message: `A type is no text since Terraform 0.12. Write ${type ?? attribute.value.value} without quotes.`,
        fixes: type === undefined ? [] : rewrite(at, type),
      };
    }
  }
}

/** Arguments that name things of the configuration, by which block they stand in. */
const referring: Readonly<Record<string, ReadonlySet<string>>> = {
  resource: new Set(['depends_on', 'provider']),
  data: new Set(['depends_on', 'provider']),
  module: new Set(['depends_on', 'providers']),
  output: new Set(['depends_on']),
  lifecycle: new Set(['ignore_changes']),
};

function* quotedReferences(file: SourceFile): Iterable<Report> {
  if (!isNative(file)) return;
  const found: Report[] = [];
  walkBlocks(file.body, (block) => {
    for (const item of block.body.items) {
      if (item.kind !== 'attribute' || !lookup(referring, block.type)?.has(item.name)) continue;
      for (const value of namedIn(item.value)) {
        const at = place(file, value);
        const name = value.value;
        const whole = /^[a-z_][\w-]*(?:\.[\w-]+|\[(?:\d+|"[^"]*")\])*$/i.test(name);
        found.push({
          at,
          message: `${item.name} takes references, not texts. Write ${name === '*' ? 'all' : name} without quotes.`,
          fixes: whole ? rewrite(at, name) : [],
        });
      }
    }
  });
  yield* found;
}

function namedIn(value: Expression): readonly (Expression & { readonly kind: 'string' })[] {
  if (value.kind === 'string') return [value];
  if (value.kind === 'tuple') return value.items.flatMap(namedIn);
  return value.kind === 'object' ? value.items.flatMap((item) => namedIn(item.value)) : [];
}

/** Reports `version` in provider blocks; it can go where the module's requirements have one. */
function* providerVersions({ modules }: ModuleTree): Iterable<Report> {
  for (const module of modules) {
    const required = module
      .sections('terraform')
      .flatMap((section) => section.blocks('required_providers'))
      .flatMap((section) => section.names());
    for (const provider of module.sections('provider')) {
      const attribute = provider.attribute('version');
      if (!attribute) continue;
      yield {
        at: { file: provider.location.file, start: attribute.start, end: attribute.end },
        message: `A version in a provider block is deprecated, and Terraform will refuse it one day. Put it into required_providers.`,
        fixes: required.includes(provider.type)
          ? offer(removeAttribute(provider, 'version'), {
              title: 'Remove version',
              effect: 'the version in required_providers holds alone',
            })
          : [],
      };
    }
  }
}

const upgrade = `${language}/expressions/references`;

export const deprecated: readonly Rule[] = [
  {
    id: 'terraform/empty-list-comparison',
    title: 'A list is compared with an empty one, which is never true',
    severity: 'warning',
    pillar: 'hygiene',
    recommended: true,
    why: `\`[]\` is a tuple, and values of different types are never equal: \`var.names == []\` is false for an empty list too, so the branch behind it never runs.

Leave it where the other side is certainly a tuple without elements.`,
    refs: [`${language}/expressions/operators#equality-operators`],
    equivalents: ['tflint/terraform_empty_list_equality'],
    check: { file: emptyList },
    bad: `output "quiet" {
  value = var.names == []
          ~~~~~~~~~~~~~~~
}
`,
    good: `output "quiet" {
  value = length(var.names) == 0
}
`,
  },
  {
    id: 'terraform/interpolation-only',
    title: 'An expression is wrapped in quotes for no reason',
    severity: 'info',
    pillar: 'hygiene',
    recommended: true,
    why: `Before Terraform 0.12 every expression had to stand in a text. Now \`"\${var.region}"\` means just \`var.region\`, and the wrapping hides that the value may be no text at all.

Leave it in generated code that nobody reads.`,
    refs: [`${language}/expressions/strings#interpolation`],
    equivalents: ['tflint/terraform_deprecated_interpolation'],
    check: { file: interpolationOnly },
    bad: `provider "google" {
  region = "\${var.region}"
           ~~~~~~~~~~~~~~~
}
`,
    good: `provider "google" {
  region = var.region
}
`,
  },
  {
    id: 'terraform/legacy-index',
    title: 'An element is named in the old way',
    severity: 'info',
    pillar: 'hygiene',
    recommended: true,
    why: `\`x.0\` is kept for code from before Terraform 0.12; newer expressions, such as a splat behind it, do not work with it.

Leave it in generated code that nobody reads.`,
    refs: [upgrade],
    equivalents: ['tflint/terraform_deprecated_index'],
    check: { file: legacyIndex },
    bad: `output "zone" {
  value = data.google_compute_zones.all.names.0
          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
}
`,
    good: `output "zone" {
  value = data.google_compute_zones.all.names[0]
}
`,
  },
  {
    id: 'terraform/lookup-without-default',
    title: 'A lookup has no default',
    severity: 'info',
    pillar: 'hygiene',
    recommended: true,
    why: `\`lookup(map, key)\` is deprecated: it does what \`map[key]\` does, and looks as if a missing key were provided for.

Leave it in generated code that nobody reads.`,
    refs: [`${language}/functions/lookup`],
    equivalents: ['tflint/terraform_deprecated_lookup'],
    check: { file: lookupOfTwo },
    bad: `output "size" {
  value = lookup(var.sizes, "small")
          ~~~~~~~~~~~~~~~~~~~~~~~~~~
}
`,
    good: `output "size" {
  value = var.sizes["small"]
}
`,
  },
  {
    id: 'terraform/provider-version',
    title: 'A version is required in a provider block',
    severity: 'warning',
    pillar: 'hygiene',
    recommended: true,
    why: `The argument is deprecated since Terraform 0.13. It says nothing about where the provider comes from, and a module that is called must not configure providers at all.

Leave it only where Terraform 0.12 still runs the code.`,
    refs: [`${language}/block/provider`, `${language}/providers/requirements`],
    equivalents: [],
    note: 'landing-zone-gcp#versions',
    check: { on: [], tree: providerVersions },
    bad: `terraform {
  required_providers {
    google = { source = "hashicorp/google", version = "~> 7.45" }
  }
}

provider "google" {
  version = "~> 7.0"
  ~~~~~~~~~~~~~~~~~~
  project = "example"
}
`,
    good: `terraform {
  required_providers {
    google = { source = "hashicorp/google", version = "~> 7.45" }
  }
}

provider "google" {
  project = "example"
}
`,
  },
  {
    id: 'terraform/quoted-reference',
    title: 'A reference is written as a text',
    severity: 'info',
    pillar: 'hygiene',
    recommended: true,
    why: `\`depends_on\`, \`provider\`, \`providers\` and \`ignore_changes\` name things of the configuration. Texts are taken for them for the sake of code from before Terraform 0.12, with a warning; editors cannot follow them.

Leave it in generated code that nobody reads.`,
    refs: [`${language}/meta-arguments`],
    equivalents: [],
    check: { file: quotedReferences },
    bad: `resource "google_compute_network" "main" {
  provider = "google.europe"
             ~~~~~~~~~~~~~~~
  name     = "main"
}
`,
    good: `resource "google_compute_network" "main" {
  provider = google.europe
  name     = "main"
}
`,
  },
  {
    id: 'terraform/quoted-type',
    title: 'The type of a variable is written as a text',
    severity: 'info',
    pillar: 'hygiene',
    recommended: true,
    why: `Types have been expressions since Terraform 0.12: \`"list"\` cannot say what is in the list, so that wrong elements show only when they are used.

Leave it in generated code that nobody reads.`,
    refs: [`${language}/expressions/type-constraints`],
    equivalents: [],
    check: { file: quotedTypes },
    bad: `variable "region" {
  type = "string"
         ~~~~~~~~
}
`,
    good: `variable "region" {
  type = string
}
`,
  },
  {
    id: 'terraform/removed-function',
    title: 'A function is called that Terraform no longer has',
    severity: 'error',
    pillar: 'hygiene',
    recommended: true,
    why: `\`list\` and \`map\` were removed in Terraform 0.15: every command stops at them.

There is no case for leaving it.`,
    refs: [`${language}/functions/list`, `${language}/functions/map`],
    equivalents: [],
    check: { file: removedFunctions },
    bad: `output "zones" {
  value = list("a", "b")
          ~~~~~~~~~~~~~~
}
`,
    good: `output "zones" {
  value = tolist(["a", "b"])
}
`,
  },
];

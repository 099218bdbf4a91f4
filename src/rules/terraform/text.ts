import type { Block, PastedCharacter } from '../../hcl/ast.ts';
import type { Edit } from '../../hcl/edits.ts';
import type { SourceFile } from '../../terraform/files.ts';
import { booleanArguments } from '../facts/booleans.ts';
import type { Report, Rule } from '../rule.ts';

const syntaxReference = 'https://developer.hashicorp.com/terraform/language/syntax/configuration';

/** How many of each kind of character there are: '3 non-breaking spaces, 1 left double quotation mark'. */
function counted(characters: readonly PastedCharacter[]): string {
  const kinds = new Map<string, number>();
  for (const { name } of characters) kinds.set(name, (kinds.get(name) ?? 0) + 1);
  return [...kinds].map(([name, count]) => `${count} ${name}${count === 1 ? '' : 's'}`).join(', ');
}

/** One edit for each run of characters, since a file of nothing else has very many. */
function replacements(characters: readonly PastedCharacter[]): readonly Edit[] {
  const runs: Edit[] = [];
  for (const { start, end, replacement } of characters) {
    const before = runs.at(-1);
    if (before?.end === start) runs[runs.length - 1] = { start: before.start, end, text: before.text + replacement };
    else runs.push({ start, end, text: replacement });
  }
  return runs;
}

function* pasted({ path, pasted: characters }: SourceFile): Iterable<Report> {
  const [first] = characters;
  if (!first) return;
  const kinds = new Set(characters.map(({ name }) => name));
  yield {
    at: { file: path, start: first.start, end: first.end },
    message: `${counted(characters)} in this file, as web pages and documents contain them. Terraform refuses the file: replace them.`,
    fixes: [
      {
        title: kinds.size === 1 ? `Replace ${first.name}s` : 'Replace pasted characters',
        safe: true,
        edits: replacements(characters).map((edit) => ({ ...edit, file: path })),
      },
    ],
  };
}

function* syntax({ path, errors }: SourceFile): Iterable<Report> {
  for (const { start, end, message } of errors) yield { at: { file: path, start, end }, message };
}

/** Names that are boolean arguments of a provider, by the prefix of its resource types. */
const booleans = new Map(
  Object.entries(booleanArguments).map(([prefix, names]) => [prefix, new Set(names.split(' '))]),
);

function* quotedBooleans({ path, body }: SourceFile): Iterable<Report> {
  for (const item of body.items) {
    if (item.kind !== 'block' || (item.type !== 'resource' && item.type !== 'data')) continue;
    const names = booleans.get(item.labels[0]?.value.split('_')[0] ?? '');
    if (names) yield* quotedIn(item, names, path);
  }
}

function* quotedIn({ body }: Block, names: ReadonlySet<string>, file: string): Iterable<Report> {
  for (const item of body.items) {
    if (item.kind === 'block') {
      yield* quotedIn(item, names, file);
      continue;
    }
    const { value, name } = item;
    if (value.kind !== 'string' || value.heredoc || !names.has(name)) continue;
    if (value.value !== 'true' && value.value !== 'false') continue;
    const at = { file, start: value.start, end: value.end };
    yield {
      at,
      message: `${name} is true or false, not a text. Write ${value.value} without quotes.`,
      fixes: [{ title: `Write ${value.value} without quotes`, safe: true, edits: [{ ...at, text: value.value }] }],
    };
  }
}

export const text: readonly Rule[] = [
  {
    id: 'terraform/pasted-characters',
    title: 'The file contains characters that look like others',
    severity: 'error',
    pillar: 'hygiene',
    recommended: true,
    why: `Web pages and word processors put non-breaking spaces, curly quotes and invisible characters into code that is copied from them. They look right, but Terraform stops at the first one. The rest of the file is read as if they were what they look like, so that its other faults still show. Such characters within quotes and comments are let be.

There is no case for leaving them.`,
    refs: [syntaxReference],
    equivalents: [],
    note: 'landing-zone-gcp#pasted-code',
    check: { file: pasted },
    bad: `resource "google_compute_network" "main" {
\u00a0 name = "main"
~
}
`,
    good: `resource "google_compute_network" "main" {
  name = "main"
}
`,
  },
  {
    id: 'terraform/quoted-boolean',
    title: 'A boolean is written as a text',
    severity: 'info',
    pillar: 'hygiene',
    recommended: true,
    why: `Terraform turns \`"true"\` into \`true\` where a provider wants a boolean, so nothing breaks. But a text invites \`"True"\` or \`"yes"\`, which are refused, and comparing it with \`true\` elsewhere fails.

Leave it in generated code that nobody reads.`,
    refs: ['https://developer.hashicorp.com/terraform/language/expressions/types'],
    equivalents: [],
    note: 'landing-zone-gcp#auto-mode',
    check: { file: quotedBooleans },
    bad: `resource "google_compute_network" "main" {
  name                    = "main"
  auto_create_subnetworks = "false"
                            ~~~~~~~
}
`,
    good: `resource "google_compute_network" "main" {
  name                    = "main"
  auto_create_subnetworks = false
}
`,
  },
  {
    id: 'terraform/syntax',
    title: 'Terraform cannot read the file',
    severity: 'error',
    pillar: 'hygiene',
    recommended: true,
    why: `Something in the file is not Terraform's language, so every command stops here. What is whole around it is linted all the same.

There is no case for leaving it.`,
    refs: [syntaxReference],
    equivalents: [],
    check: { file: syntax },
    bad: `resource "google_compute_network" "main" {
  name = "main
         ~~~~~
}
`,
    good: `resource "google_compute_network" "main" {
  name = "main"
}
`,
  },
];

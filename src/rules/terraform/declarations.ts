import type { Block, Expression } from '../../hcl/ast.ts';
import type { Span } from '../../hcl/span.ts';
import type { SourceFile } from '../../terraform/files.ts';
import type { ModuleTree } from '../../terraform/model.ts';
import type { Fix, Report, Rule } from '../rule.ts';
import { expressionsOf } from './expressions.ts';

/** Something that a module declares for itself, and how the rest of it is to name it. */
interface Declaration {
  readonly what: string;
  readonly name: string;
  readonly file: string;
  readonly start: number;
  readonly end: number;
  /** The block or the value that declares it, in which a mention does not count. */
  readonly owner: Block | Expression;
  /** All of the text that declares it. */
  readonly whole: Span;
}

function* declarationsIn({ path, body }: SourceFile): Iterable<Declaration> {
  for (const item of body.items) {
    if (item.kind !== 'block') continue;
    const [first = '', second = ''] = item.labels.map(({ value }) => value);
    const header = { file: path, start: item.header.start, end: item.header.end, owner: item, whole: item };
    if (item.type === 'variable') yield { what: 'variable', name: `var.${first}`, ...header };
    if (item.type === 'data') yield { what: 'data source', name: `data.${first}.${second}`, ...header };
    if (item.type !== 'locals') continue;
    for (const local of item.body.items) {
      if (local.kind !== 'attribute') continue;
      const { nameSpan, name, value } = local;
      yield {
        what: 'local value',
        name: `local.${name}`,
        file: path,
        start: nameSpan.start,
        end: nameSpan.end,
        owner: value,
        whole: local,
      };
    }
  }
}

/** `var.x`, `local.x` or `data.x.y` at the root of an expression; undefined for anything else. */
function named(expression: Expression): string | undefined {
  if (expression.kind !== 'get') return undefined;
  const { object, name } = expression;
  if (object.kind === 'variable' && (object.name === 'var' || object.name === 'local')) return `${object.name}.${name}`;
  const parent = object.kind === 'get' ? object : undefined;
  if (parent?.object.kind === 'variable' && parent.object.name === 'data') return `data.${parent.name}.${name}`;
  return undefined;
}

/** What a file names, with the places, so that a declaration's own do not count. */
function mentionsIn(file: SourceFile): ReadonlyMap<string, readonly number[]> {
  const mentions = new Map<string, number[]>();
  for (const expression of expressionsOf(file).get) {
    const name = named(expression);
    if (name === undefined) continue;
    const known = mentions.get(name);
    if (known) known.push(expression.start);
    else mentions.set(name, [expression.start]);
  }
  return mentions;
}

/** Blocks by which a module does something. */
const does = new Set(['resource', 'module', 'output', 'data']);

/** The deletion of the lines of a declaration that has them for itself, and of an empty line that set it apart. */
function removal({ what, name, file, whole }: Declaration, files: readonly SourceFile[]): readonly Fix[] {
  const source = files.find(({ path }) => path === file);
  if (!source || file.endsWith('.json')) return [];
  const { lines, text } = source;
  const [first, last] = [lines.lineAt(whole.start), lines.lineAt(whole.end)];
  const before = text.slice(lines.start(first), whole.start);
  const after = text.slice(whole.end, lines.end(last));
  if (`${before}${after}`.trim() !== '') return [];
  const empty = (line: number) =>
    line >= 0 && line < lines.count && text.slice(lines.start(line), lines.end(line)).trim() === '';
  const next = last + 1 < lines.count && empty(last + 1) && (first === 0 || empty(first - 1)) ? last + 2 : last + 1;
  const end = next < lines.count ? lines.start(next) : text.length;
  return [
    {
      title: `Remove the ${what} ${name.slice(name.indexOf('.') + 1)}${what === 'variable' ? ' (callers must not set it)' : ''}`,
      safe: false,
      edits: [{ file, start: lines.start(first), end, text: '' }],
    },
  ];
}

const found = new WeakMap<readonly SourceFile[], readonly Report[]>();

/** Worked out once for the files of a module, however many call it. */
function unusedAmong(files: readonly SourceFile[]): readonly Report[] {
  const known = found.get(files);
  if (known) return known;
  const reports = [...unusedIn(files)];
  found.set(files, reports);
  return reports;
}

function* unusedIn(files: readonly SourceFile[]): Iterable<Report> {
  // Variables alone are an excerpt of a module, or go with code that is made elsewhere.
  if (!files.some(({ body }) => body.items.some((item) => item.kind === 'block' && does.has(item.type)))) return;
  // In a text that is broken a mention may be what is missing.
  if (files.some(({ errors, pasted }) => errors.length + pasted.length > 0)) return;
  const mentions = new Map<string, { file: string; at: readonly number[] }[]>();
  for (const file of files) {
    for (const [name, at] of mentionsIn(file))
      mentions.set(name, [...(mentions.get(name) ?? []), { file: file.path, at }]);
  }
  for (const declaration of files.flatMap((file) => [...declarationsIn(file)])) {
    const { what, name, file, start, end, owner } = declaration;
    const own = (place: string, at: number) => place === file && at >= owner.start && at < owner.end;
    if (mentions.get(name)?.some((mention) => mention.at.some((at) => !own(mention.file, at)))) continue;
    yield {
      at: { file, start, end },
      message: `Nothing in this module uses the ${what} ${name.slice(name.indexOf('.') + 1)}. Remove it.`,
      fixes: removal(declaration, files),
    };
  }
}

function* unused({ modules }: ModuleTree): Iterable<Report> {
  const seen = new Set<string>();
  for (const { directory, files } of modules) {
    if (seen.has(directory)) continue;
    seen.add(directory);
    yield* unusedAmong(files);
  }
}

export const declarations: readonly Rule[] = [
  {
    id: 'terraform/unused-declaration',
    title: 'Something is declared and never used',
    severity: 'info',
    pillar: 'hygiene',
    recommended: true,
    why: `A variable that nothing reads makes callers believe that setting it does something; a data source that nothing reads is a request at every plan, and fails when what it looks for is gone.

Leave it where the modules of a family must take the same variables, and for a data source that is there to fail, or to write a file.`,
    refs: ['https://developer.hashicorp.com/terraform/language/values/variables'],
    equivalents: ['tflint/terraform_unused_declarations'],
    check: { on: [], tree: unused },
    bad: `variable "region" {
~~~~~~~~~~~~~~~~~
  type = string
}

output "name" {
  value = "main"
}
`,
    good: `output "name" {
  value = "main"
}
`,
  },
];

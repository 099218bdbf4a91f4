import type { Attribute, Block, Body } from '../hcl/ast.ts';
import type { Edit } from '../hcl/edits.ts';
import { lineEnd } from '../hcl/lines.ts';
import { baseName, type SourceFile } from '../terraform/files.ts';
import type { Resource, Section } from '../terraform/model.ts';
import type { Location, Value } from '../terraform/value.ts';
import type { Added, FileEdit, Fix } from './rule.ts';

/** Edits of the text as it is, with what they mean for the fix that is made of them. */
export interface Change {
  readonly edits: readonly FileEdit[];
  /** Where the change is made, when that is not where the fault shows: `var.ranges in network.tfvars`. */
  readonly elsewhere?: string;
  /** Whether something else may depend on the text that is changed, so that the fix is no safe one. */
  readonly shared?: boolean;
}

/** A change as the list of fixes of a report; `effect` is what else it does, and makes it a suggestion as a change elsewhere does. */
export function offer(
  change: Change | undefined,
  {
    title,
    effect,
    safe = false,
    choices = [],
  }: {
    readonly title: string;
    readonly effect?: string | undefined;
    readonly safe?: boolean;
    readonly choices?: readonly string[];
  },
): readonly Fix[] {
  if (!change) return [];
  const where = change.elsewhere ? `, by changing ${change.elsewhere}` : '';
  return [
    {
      title: `${title}${where}${effect ? ` (${effect})` : ''}`,
      safe: safe && !effect && !change.elsewhere && !change.shared,
      edits: change.edits,
      ...(choices.length > 0 && { choices }),
    },
  ];
}

/** The literals in lines of a new block that people may want otherwise: `named`, and the numbers that are no switches. */
export function choicesIn(lines: readonly string[], named: readonly string[] = []): readonly string[] {
  const numbers = lines.flatMap((line) => line.match(/(?<![\w."-])\d+(?:\.\d+)?(?![\w."])/g) ?? []);
  return [...new Set([...named, ...numbers.filter((number) => number !== '0' && number !== '1')])];
}

/** Writes `hcl` over the text that a value comes from. */
export function setAttribute(section: Section, value: Value, hcl: string): Change {
  const { at, through } = value.origin;
  const edits = [{ file: at.file, start: at.start, end: at.end, text: hcl }];
  const last = through.at(-1);
  if (last) return { edits, elsewhere: `${last.name} in ${baseName(at.file)}` };
  return { edits, shared: !standsIn(section, at) };
}

/** Whether a place is the whole value of one of the section's attributes, or an element of a list that is. */
function standsIn(section: Section, at: Location): boolean {
  return section.names().some((name) => {
    const value = section.attribute(name)?.value;
    const whole = value?.kind === 'tuple' ? [value, ...value.items] : value ? [value] : [];
    return whole.some(({ start, end }) => start === at.start && end === at.end);
  });
}

/** Takes an element out of the list that an attribute is written as. */
export function removeElement(section: Section, name: string, element: Value): Change | undefined {
  const list = section.attribute(name)?.value;
  const { file, start, end } = element.origin.at;
  if (list?.kind !== 'tuple' || file !== section.location.file) return undefined;
  const index = list.items.findIndex((item) => item.start === start && item.end === end);
  if (index < 0) return undefined;
  const next = list.items[index + 1];
  const previous = list.items[index - 1];
  if (next) return { edits: [{ file, start, end: next.start, text: '' }] };
  if (previous) return { edits: [{ file, start: previous.end, end, text: '' }] };
  return { edits: [{ file, start: list.start, end: list.end, text: '[]' }] };
}

/**
 * Adds `name = hcl` behind the attributes at the top of a block, aligned with them as `terraform fmt` does.
 * Where the attribute is there and null, its value is replaced.
 */
export function insertAttribute(section: Section, name: string, hcl: string): Change | undefined {
  const place = written(section);
  if (!place) return undefined;
  const { file, block } = place;
  const { body } = block;
  const present = body.items.find((item) => item.kind === 'attribute' && item.name === name);
  if (present?.kind === 'attribute') {
    const { start, end, kind } = present.value;
    return { edits: inFile(file, [{ start, end, text: hcl }]), shared: kind !== 'literal' };
  }
  if (isOneLine(file, block)) return expand(file, block, [{ name, hcl }]);
  const firstBlock = body.items.findIndex((item) => item.kind === 'block');
  const anchor = (firstBlock < 0 ? body.items : body.items.slice(0, firstBlock)).at(-1);
  if (anchor?.kind !== 'attribute') {
    const at = file.lines.end(file.lines.lineAt(block.open));
    const gap = body.items.length > 0 ? lineEnd(file.text) : '';
    const line = `${lineEnd(file.text)}${indentOf(file, block)}  ${name} = ${hcl}${gap}`;
    return { edits: inFile(file, [{ start: at, end: at, text: line }]) };
  }
  const group = groupAround(file, body, anchor);
  const width = widest([...group.map((item) => item.name), name]);
  const at = file.lines.end(file.lines.lineAt(lastCharacter(file, anchor)));
  const line = `${lineEnd(file.text)}${indentOf(file, anchor)}${padded(name, width)} = ${hcl}`;
  return { edits: inFile(file, [...realign(file, group, width), { start: at, end: at, text: line }]) };
}

/** Adds the lines of a block at the end of a section, behind an empty line where something stands before it. */
export function insertBlock(section: Section, lines: readonly string[]): Change | undefined {
  const place = written(section);
  if (!place) return undefined;
  const { file, block } = place;
  if (isOneLine(file, block)) return expand(file, block, [], lines);
  const indent = indentOf(file, block);
  const inner = lines.map((line) => `${line === '' ? '' : `${indent}  ${line}`}${lineEnd(file.text)}`).join('');
  const at = file.lines.start(file.lines.lineAt(block.close));
  if (file.text.slice(at, block.close).trim() !== '') return undefined;
  const before = file.text.slice(block.open + 1, at);
  const gap = before.trim() === '' || /\n[^\S\n]*\r?\n$/.test(before) ? '' : lineEnd(file.text);
  return { edits: inFile(file, [{ start: at, end: at, text: gap + inner }]) };
}

/** Adds `name = hcl` to the map that a section is written as, behind what is in it. */
export function insertEntry(section: Section, name: string, hcl: string): Change | undefined {
  const { start, end } = section.location;
  const file = fileOf(section);
  if (!file || section.block) return undefined;
  const text = file.text.slice(start, end);
  if (!/^\{.*\}$/s.test(text)) return undefined;
  const inside = text.slice(1, -1).trim();
  if (!text.includes('\n')) {
    const entries = inside === '' ? '' : `${inside.replace(/,$/, '')}, `;
    return { edits: inFile(file, [{ start, end, text: `{ ${entries}${name} = ${hcl} }` }]), shared: true };
  }
  const last = file.lines.lineAt(end) - 1;
  // What ends on the line of the closing brace would take the new entry in.
  if (file.text.slice(file.lines.start(last + 1), end - 1).trim() !== '') return undefined;
  const group: { readonly start: number; readonly name: string; readonly equals: number }[] = [];
  for (let line = last; line > file.lines.lineAt(start); line--) {
    const from = file.lines.start(line);
    const entry = /^(\s*)([\w-]+|"[^"]*")(\s*)=[^=>]/.exec(file.text.slice(from, file.lines.end(line)));
    if (!entry) break;
    const [, indent = '', key = '', gap = ''] = entry;
    group.unshift({ start: from + indent.length, name: key, equals: from + indent.length + key.length + gap.length });
  }
  const width = widest([...group.map((entry) => entry.name), name]);
  const realigned = group.map((entry) => ({
    start: entry.start + entry.name.length,
    end: entry.equals,
    text: `${padded(entry.name, width).slice(entry.name.length)} `,
  }));
  const at = file.lines.end(last);
  const first = group[0];
  const indent = first
    ? indentOf(file, first)
    : `${/^[\t ]*/.exec(file.text.slice(file.lines.start(last + 1)))?.[0] ?? ''}  `;
  const line = `${lineEnd(file.text)}${indent}${padded(name, width)} = ${hcl}`;
  const needed = realigned.filter((edit) => file.text.slice(edit.start, edit.end) !== edit.text);
  return { edits: inFile(file, [...needed, { start: at, end: at, text: line }]), shared: true };
}

/** A name that Terraform accepts. */
const identifier = /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u;

/** Writes a resource that refers to one behind its block; not where its name is taken or wrong, or the one has several instances. */
export function insertResource(resource: Resource, { type, by, to = 'id', lines }: Added): Change | undefined {
  const place = written(resource);
  const several = ['count', 'for_each'].some((name) => resource.attribute(name));
  if (!place || several || !identifier.test(resource.name)) return undefined;
  if (resource.module.resources(type).some(({ name }) => name === resource.name)) return undefined;
  const { file, block } = place;
  // Lines of attributes come aligned, and longer than the one before them; a value on several lines aligns with none.
  const [first] = lines;
  const column = /^\w+ *(?= = .*[^[({]$)/.exec(first ?? '')?.[0].length;
  const gap = first === undefined || /^\w+ += /.test(first) ? [] : [''];
  const reference = by ? [`${by.padEnd(column ?? 0)} = ${resource.type}.${resource.name}.${to}`, ...gap] : [];
  const inner = [...reference, ...lines].map((line) => (line === '' ? '' : `  ${line}`));
  const all = ['', '', `resource "${type}" "${resource.name}" {`, ...inner, '}'];
  const at = block.close + 1;
  return { edits: inFile(file, [{ start: at, end: at, text: all.join(lineEnd(file.text)) }]), shared: true };
}

/** Takes an attribute out of a section, with its line, and aligns what stood around it. */
export function removeAttribute(section: Section, name: string): Change | undefined {
  const place = written(section);
  const attribute = section.attribute(name);
  if (!place || !attribute || isOneLine(place.file, place.block)) return undefined;
  const { file, block } = place;
  if (!block.body.items.includes(attribute)) return undefined;
  const group = groupAround(file, block.body, attribute).filter((item) => item !== attribute);
  return {
    edits: inFile(file, [
      ...realign(file, group, widest(group.map((item) => item.name))),
      withEmptyLine(file, wholeLines(file, attribute)),
    ]),
  };
}

/** Takes a nested block out of the text, with its lines and an empty line that set it apart. */
export function removeBlock(section: Section): Change | undefined {
  const place = written(section);
  if (!place || section.block?.type === 'dynamic') return undefined;
  const { file, block } = place;
  const lines = wholeLines(file, block);
  const above = file.lines.lineAt(lines.start) - 1;
  if (above >= 0 && lineText(file, above) === '') {
    return { edits: inFile(file, [{ ...lines, start: file.lines.start(above) }]) };
  }
  return { edits: inFile(file, [withEmptyLine(file, lines)]) };
}

function lineText(file: SourceFile, line: number): string {
  return file.text.slice(file.lines.start(line), file.lines.end(line)).trim();
}

/** The deletion of the first lines of a body along with the empty line behind them; of others as it is. */
function withEmptyLine(file: SourceFile, lines: Edit): Edit {
  const above = file.lines.lineAt(lines.start) - 1;
  const below = file.lines.lineAt(lines.end);
  const first = above >= 0 && lineText(file, above).endsWith('{');
  const apart = below + 1 < file.lines.count && lineText(file, below) === '';
  return first && apart ? { ...lines, end: file.lines.start(below + 1) } : lines;
}

/** The file of a section, where it is written in Terraform's own syntax, in lines as others have them. */
function fileOf({ module, location }: Section): SourceFile | undefined {
  const file = module.files.find(({ path }) => path === location.file);
  return file?.path.endsWith('.json') || file?.lines.differFromHcl ? undefined : file;
}

/** The file and block of a section, where it is written as a block in Terraform's own syntax. */
function written(section: Section): { file: SourceFile; block: Block } | undefined {
  const file = fileOf(section);
  if (!file || !section.block) return undefined;
  const { block } = section;
  const content = block.body.items.find((item) => item.kind === 'block' && item.type === 'content');
  const made = block.type === 'dynamic' ? content : block;
  // A block that lacks a brace ends somewhere else than its author meant.
  const whole = made?.kind === 'block' && file.text[made.open] === '{' && file.text[made.close] === '}';
  return whole ? { file, block: made } : undefined;
}

function inFile(file: SourceFile, edits: readonly Edit[]): readonly FileEdit[] {
  return edits.map((edit) => ({ file: file.path, ...edit }));
}

/** The white space before an item on its line, as tabs and ordinary spaces. */
function indentOf(file: SourceFile, item: { readonly start: number }): string {
  const start = file.lines.start(file.lines.lineAt(item.start));
  const before = file.text.slice(start, item.start);
  return before.trim() === '' ? before.replace(/[^\t]/g, ' ') : '';
}

function isOneLine(file: SourceFile, block: Block): boolean {
  return file.lines.lineAt(block.open) === file.lines.lineAt(block.close);
}

/** A block on one line written over several, with attributes and a block added. */
function expand(
  file: SourceFile,
  block: Block,
  added: readonly { readonly name: string; readonly hcl: string }[],
  lines: readonly string[] = [],
): Change | undefined {
  const old = block.body.items.flatMap((item) =>
    item.kind === 'attribute' ? [{ name: item.name, hcl: file.text.slice(item.value.start, item.value.end) }] : [],
  );
  if (old.length < block.body.items.length) return undefined;
  const attributes = [...old, ...added];
  const width = widest(attributes.map(({ name }) => name));
  const inner = attributes.map(({ name, hcl }) => `${padded(name, width)} = ${hcl}`);
  const gap = inner.length > 0 && lines.length > 0 ? [''] : [];
  const indent = indentOf(file, block);
  const text = [...inner, ...gap, ...lines].map((line) => (line === '' ? '' : `${indent}  ${line}`));
  const end = lineEnd(file.text);
  return {
    edits: inFile(file, [{ start: block.open + 1, end: block.close, text: `${end}${text.join(end)}${end}${indent}` }]),
  };
}

/**
 * The attributes on the lines around one that `terraform fmt` aligns with it: neighbours without an empty line, a
 * comment or a value on several lines between them. A heredoc counts as one line.
 */
function groupAround(file: SourceFile, body: Body, attribute: Attribute): readonly Attribute[] {
  if (!isAligned(file, attribute)) return [];
  const groups: Attribute[][] = [];
  let previous: Attribute | undefined;
  for (const item of body.items) {
    if (item.kind !== 'attribute' || !isAligned(file, item)) {
      previous = undefined;
      continue;
    }
    const joins = previous && file.lines.lineAt(item.start) === file.lines.lineAt(lastCharacter(file, previous)) + 1;
    if (joins) groups.at(-1)?.push(item);
    else groups.push([item]);
    previous = item;
  }
  return groups.find((group) => group.includes(attribute)) ?? [];
}

/** Where the last line of an attribute ends: a heredoc may take the newline behind it along. */
function lastCharacter(file: SourceFile, { start, end }: Attribute): number {
  return end > start && file.text[end - 1] === '\n' ? end - 1 : end;
}

function isAligned(file: SourceFile, { start, end, value }: Attribute): boolean {
  const heredoc = (value.kind === 'string' || value.kind === 'template') && value.heredoc;
  return heredoc || file.lines.lineAt(start) === file.lines.lineAt(end);
}

function widest(names: readonly string[]): number {
  return Math.max(0, ...names.map((name) => [...name].length));
}

function padded(name: string, width: number): string {
  return name + ' '.repeat(width - [...name].length);
}

/** Edits of what stands between names and `=`, where that is there. */
function realign(file: SourceFile, group: readonly Attribute[], width: number): readonly Edit[] {
  return group.flatMap(({ name, nameSpan, equals }) => {
    if (file.text[equals] !== '=') return [];
    const gap = padded(name, width).length - name.length + 1;
    return equals - nameSpan.end === gap ? [] : [{ start: nameSpan.end, end: equals, text: ' '.repeat(gap) }];
  });
}

/** The deletion of the lines that an item stands on. */
function wholeLines(file: SourceFile, { start, end }: { readonly start: number; readonly end: number }): Edit {
  const { lines } = file;
  const next = lines.lineAt(end) + 1;
  return {
    start: lines.start(lines.lineAt(start)),
    end: next < lines.count ? lines.start(next) : file.text.length,
    text: '',
  };
}

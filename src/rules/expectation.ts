import { textOf } from '../terraform/convert.ts';
import type { Resource, Section } from '../terraform/model.ts';
import type { Value } from '../terraform/value.ts';
import { hasCompanion } from './companion.ts';
import {
  type Change,
  choicesIn,
  insertAttribute,
  insertBlock,
  insertEntry,
  insertResource,
  offer,
  removeBlock,
  removeElement,
  setAttribute,
} from './fix.ts';
import { allHold, type Fault, judge } from './judge.ts';
import type { Context, Expectation, Fix, Predicate, Report, Requirement } from './rule.ts';

/** What an expectation finds in one resource: a report for each place where the attribute is not as it must be. */
export function checkExpectation(row: Expectation, resource: Resource, context: Context): readonly Report[] {
  const faults = sectionsOf(row, resource).flatMap((section) => {
    if (allHold(section, row.when) !== true) return [];
    return judge(section, row).faults.map((fault) =>
      row.within ? { ...fault, path: `${row.within}.${fault.path}` } : fault,
    );
  });
  if (faults.length === 0 || row.unless?.some((companion) => hasCompanion(companion, resource, context))) return [];
  return faults.map((fault) => ({
    at: fault.kind === 'value' ? fault.part : fault.section,
    message: sentence(row, fault),
    fixes: fixes(row, fault),
  }));
}

/** What a row looks at in a resource: itself, or the nested blocks that it names. */
function sectionsOf({ within }: Expectation, resource: Resource): readonly Section[] {
  if (within === undefined) return [resource];
  return within
    .split('.')
    .reduce<readonly Section[]>((sections, name) => sections.flatMap((section) => section.blocks(name)), [resource]);
}

/** What a requirement finds in one resource: nothing where a resource that it needs is there, or may be. */
export function checkRequirement(row: Requirement, resource: Resource, context: Context): readonly Report[] {
  if (allHold(resource, row.when) !== true) return [];
  if (row.needs.some((companion) => hasCompanion(companion, resource, context))) return [];
  const so = row.so ? ` ${row.so}` : '';
  return [
    {
      at: resource,
      message: `For "${resource.name}" there must be ${row.text}${so}. There is none here.`,
      fixes: row.adds
        ? offer(insertResource(resource, row.adds), {
            title: `Add an ${row.adds.type}`,
            effect: row.effect,
            choices: choicesIn(row.adds.lines, row.adds.choices),
          })
        : [],
    },
  ];
}

type Absent = Extract<Fault, { kind: 'absent' }>;
type Wrong = Extract<Fault, { kind: 'value' }>;

/** 'a.b is false: it must be true so that ...', 'There is no block a.b: add one so that ...' */
function sentence(row: Expectation, fault: Fault): string {
  const { must } = row;
  const asked = must.kind === 'block' ? `add ${must.text}` : `it must be ${must.text}`;
  const wanted = fault.kind === 'block' ? 'remove it' : asked;
  return `${found(row, fault)}: ${wanted}${row.so ? ` ${row.so}` : ''}.`;
}

function found({ must, default: preset }: Expectation, fault: Fault): string {
  if (fault.kind === 'value') {
    const verb = fault.part === fault.value ? 'is' : 'has';
    return `${fault.path} ${verb} ${shown(fault.part)}`;
  }
  if (fault.kind === 'block') return `There is ${/^[aeiou]/.test(fault.path) ? 'an' : 'a'} ${fault.path} block`;
  if (must.kind === 'block') return `There is no ${must.where.length > 0 ? 'such ' : ''}${fault.path} block`;
  return preset === undefined
    ? `${fault.path} is not set`
    : `${fault.path} is not set, which means ${shownText(preset)}`;
}

const longest = 60;

/** A value as a message shows it. */
function shown(value: Value): string {
  if (value.sensitive || value.ephemeral) return 'a secret value';
  if (value.kind === 'string') return shownText(value.value);
  const text = textOf(value);
  if (text !== undefined) return text;
  if (value.kind === 'list') {
    const text = `[${value.items.map(shown).join(', ')}]`;
    return text.length <= longest ? text : `a list of ${value.items.length}`;
  }
  return value.kind === 'null' ? 'null' : value.kind === 'object' ? 'an object' : 'unknown';
}

function shownText(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value);
  return JSON.stringify(value.length <= longest ? value : `${value.slice(0, longest - 1)}…`);
}

/** The fix that follows from the predicate, where there is one right thing to write. */
function fixes(row: Expectation, fault: Fault): readonly Fix[] {
  if (row.inMap && fault.kind === 'absent') return intoMap(row, fault);
  if (row.must.kind === 'value' && row.must.elements && fault.kind === 'value') return withoutElement(row, fault);
  const change = changeFor(row.must, fault);
  if (!change) return [];
  return offer(change, {
    ...{ title: title(row.must, fault), effect: row.effect, safe: row.safe === true },
    choices: choicesOf(row.must),
  });
}

/** What of that people may want otherwise. */
function choicesOf(must: Predicate): readonly string[] {
  if (must.kind === 'block') return choicesIn(must.right ?? [], must.choices);
  return must.choice && must.right !== undefined ? [must.right] : [];
}

/** Writes a key into a map, or the map where there is none. */
function intoMap(row: Expectation, fault: Absent): readonly Fix[] {
  const { must } = row;
  if (must.kind !== 'value' || must.right === undefined) return [];
  const { section, rest } = fault;
  const key = rest.at(-1) ?? '';
  const map = rest.at(-2);
  const written = `{ ${key} = ${must.right} }`;
  const blocks = rest.slice(0, -2);
  const change =
    map === undefined
      ? insertEntry(section, key, must.right)
      : blocks.length === 0
        ? insertAttribute(section, map, written)
        : insertBlock(section, nested(blocks, [`${map} = ${written}`]));
  if (!change) return [];
  return offer(change, {
    ...{ title: title(must, fault), effect: row.effect, safe: row.safe === true },
    choices: choicesOf(must),
  });
}

/** Takes a wrong element out of a list that has right ones too: always a suggestion. */
function withoutElement(row: Expectation, { section, path, value, part }: Wrong): readonly Fix[] {
  if (value.kind !== 'list' || row.must.kind !== 'value') return [];
  if (row.must.faults(value).length >= value.items.length) return [];
  const change = removeElement(section, path.slice(path.lastIndexOf('.') + 1), part);
  if (!change) return [];
  return offer(change, { title: `Take ${shown(part)} out of ${path}`, effect: row.effect, safe: row.safe === true });
}

function title(must: Predicate, fault: Fault): string {
  if (fault.kind === 'block') return `Remove the ${fault.path} block`;
  if (must.kind === 'block') return `Add a ${fault.path} block`;
  return `Set ${fault.path} to ${must.right}`;
}

function changeFor(must: Predicate, fault: Fault): Change | undefined {
  if (fault.kind === 'block') return removeBlock(fault.section);
  if (must.right === undefined) return undefined;
  if (must.kind === 'block') {
    if (fault.kind !== 'absent') return undefined;
    return insertBlock(fault.section, nested(fault.rest, must.right));
  }
  if (fault.kind === 'value')
    return fault.part === fault.value ? setAttribute(fault.section, fault.value, must.right) : undefined;
  const [name = '', ...deeper] = fault.rest;
  if (deeper.length === 0) return insertAttribute(fault.section, name, must.right);
  const last = deeper.at(-1) ?? '';
  return insertBlock(fault.section, nested(fault.rest.slice(0, -1), [`${last} = ${must.right}`]));
}

/** `lines` in blocks within blocks. */
function nested(path: readonly string[], lines: readonly string[]): readonly string[] {
  return path.reduceRight<readonly string[]>(
    (inner, name) =>
      inner.length === 0
        ? [`${name} {}`]
        : [`${name} {`, ...inner.map((line) => (line === '' ? '' : `  ${line}`)), '}'],
    lines,
  );
}

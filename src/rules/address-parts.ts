import { textOf } from '../terraform/convert.ts';
import type { Resource, Section } from '../terraform/model.ts';
import type { Value } from '../terraform/value.ts';
import { overlapping, parseCidr, type Range } from './cidr.ts';
import type { Report } from './rule.ts';

/** One block of addresses, and the value that gives it. */
export interface Part {
  readonly range: Range;
  readonly value: Value;
  readonly text: string;
  readonly resource: Resource;
}

/** The blocks that an argument gives, alone or in a list, as far as they are known. */
export function partsOf(resource: Resource, name: string, section: Section = resource): readonly Part[] {
  const given = section.get(name);
  const values = given?.kind === 'list' ? given.items : given ? [given] : [];
  return values.flatMap((value) => {
    const text = textOf(value);
    const range = text === undefined ? undefined : parseCidr(text);
    return text !== undefined && range ? [{ range, value, text, resource }] : [];
  });
}

/** Reports each block that overlaps an earlier one, where apply refuses that; `of` says which must be apart. */
export function* overlapReports(parts: readonly Part[], of: string): Iterable<Report> {
  for (const pair of overlapping(parts)) {
    const [one, other] = isBefore(...pair) ? pair : [pair[1], pair[0]];
    yield {
      at: other.value,
      resource: other.resource,
      message: `${other.text} overlaps ${one.text} of ${one.resource.address}, so apply fails. ${of} must be apart.`,
      related: [{ ...one.value.origin, message: `${one.text} is given here` }],
    };
  }
}

/** Whether a block stands before another one in the text. */
function isBefore({ value: { origin: a } }: Part, { value: { origin: b } }: Part): boolean {
  return a.at.file === b.at.file ? a.at.start < b.at.start : a.at.file < b.at.file;
}

import type { Section } from '../terraform/model.ts';
import type { Location } from '../terraform/value.ts';

/** Where an argument stands in its section, whatever its value comes from: for faults of the use and not of the value. */
export function writtenAt(section: Section, argument: string): Location {
  const value = section.attribute(argument)?.value;
  return value ? { file: section.location.file, start: value.start, end: value.end } : section.location;
}

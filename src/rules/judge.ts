import type { Section } from '../terraform/model.ts';
import type { Value } from '../terraform/value.ts';
import type { BlockPredicate, Condition, Predicate } from './rule.ts';

/** A question about a section: is what stands at the path as it must be? */
export interface Question {
  readonly attribute: string | readonly string[];
  readonly must: Predicate;
  readonly default?: string | number | boolean | undefined;
  readonly missing?: 'fails' | 'passes' | undefined;
}

/** One place where the answer is no. */
export type Fault =
  /** The attribute, or an element of it (`part`), has a wrong value. */
  | {
      readonly kind: 'value';
      readonly path: string;
      readonly section: Section;
      readonly value: Value;
      readonly part: Value;
    }
  /** Nothing stands at the path; `rest` is what is left of it from `section`, the deepest one that is there. */
  | { readonly kind: 'absent'; readonly path: string; readonly section: Section; readonly rest: readonly string[] }
  /** A block is there that must not be. */
  | { readonly kind: 'block'; readonly path: string; readonly section: Section };

export interface Verdict {
  /** Undefined where it depends on something unknown. */
  readonly holds: boolean | undefined;
  /** Whether nothing is written at the path, so that the answer is what that means. */
  readonly absent?: boolean;
  readonly faults: readonly Fault[];
}

const fine: Verdict = { holds: true, faults: [] };
const unsure: Verdict = { holds: undefined, faults: [] };

/**
 * The answer to a question: every block on the path is looked at. Of several paths those that are written count, and one
 * of them that holds is enough.
 */
export function judge(section: Section, question: Question): Verdict {
  const { attribute } = question;
  const paths = typeof attribute === 'string' ? [attribute] : attribute;
  const answers = paths.map((path) => all(walk(section, path, path.split('.'), question)));
  const written = answers.filter(({ absent }) => !absent);
  const verdicts = written.length > 0 ? written : answers;
  if (verdicts.some(({ holds }) => holds === true)) return fine;
  if (verdicts.some(({ holds }) => holds === undefined)) return unsure;
  return verdicts[0] ?? fine;
}

/** Whether a condition holds: undefined where that is unknown. */
function holds(section: Section, condition: Condition): boolean | undefined {
  const { holds } = judge(section, {
    attribute: condition.attribute,
    must: condition.is,
    default: condition.default,
    missing: condition.missing === 'holds' ? 'passes' : 'fails',
  });
  return holds ?? (condition.unknown === 'holds' ? true : undefined);
}

/** Whether all conditions hold; false as soon as one does not, whatever the others. */
export function allHold(section: Section, conditions: readonly Condition[] = []): boolean | undefined {
  const answers = conditions.map((condition) => holds(section, condition));
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

function all(verdicts: readonly Verdict[]): Verdict {
  const faults = verdicts.flatMap((verdict) => verdict.faults);
  const absent = verdicts.every((verdict) => verdict.absent);
  if (faults.length > 0) return { holds: false, faults, absent };
  return verdicts.some(({ holds }) => holds === undefined) ? unsure : { ...fine, absent };
}

function walk(section: Section, path: string, steps: readonly string[], question: Question): readonly Verdict[] {
  const [name = '', ...rest] = steps;
  if (rest.length === 0) {
    const { must } = question;
    if (must.kind === 'block') return [judgeBlocks(section, path, name, must, question)];
    return [judgeValue(section, path, name, question)];
  }
  const blocks = section.blocks(name);
  if (blocks.length === 0) return [absent(section, path, steps, question)];
  return blocks.flatMap((block) => walk(block, path, rest, question));
}

function judgeValue(section: Section, path: string, name: string, question: Question): Verdict {
  const value = section.get(name);
  if (question.must.kind === 'block') return fine;
  if (value === undefined) {
    // Something that is written as a block is set, if that is all that is asked.
    const [block] = section.blocks(name);
    return block ? unsure : absent(section, path, [name], question);
  }
  if (value.kind === 'unknown') return unsure;
  const faults = question.must.faults(value).map((part) => ({ kind: 'value', path, section, value, part }) as const);
  return faults.length > 0 ? { holds: false, faults } : fine;
}

function judgeBlocks(section: Section, path: string, name: string, must: BlockPredicate, question: Question): Verdict {
  const blocks = section.blocks(name);
  const answers = blocks.map((block) => allHold(block, must.where));
  if (must.want === 'some') {
    if (answers.includes(true)) return fine;
    return answers.includes(undefined) ? unsure : absent(section, path, [name], question);
  }
  const faults = blocks.flatMap((block, i): Fault[] =>
    answers[i] === true && !block.symbolic ? [{ kind: 'block', path, section: block }] : [],
  );
  if (faults.length > 0) return { holds: false, faults };
  return answers.every((answer) => answer === false) ? fine : unsure;
}

function absent(section: Section, path: string, rest: readonly string[], question: Question): Verdict {
  const fault: Fault = { kind: 'absent', path, section, rest };
  const { must, missing } = question;
  const failed: Verdict = { holds: false, faults: [fault], absent: true };
  const passed: Verdict = { ...fine, absent: true };
  if (must.kind === 'block' && must.want === 'none') return passed;
  if (must.kind === 'value' && question.default !== undefined) {
    return must.faults(assumed(question.default, section)).length > 0 ? failed : passed;
  }
  return missing === 'passes' ? passed : failed;
}

/** The provider's default as a value; its place is the block's header. */
function assumed(value: string | number | boolean, section: Section): Value {
  const origin = { at: section.location, through: [] };
  if (typeof value === 'string') return { kind: 'string', value, origin };
  return typeof value === 'number' ? { kind: 'number', value, origin } : { kind: 'bool', value, origin };
}

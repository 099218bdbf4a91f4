import { textOf } from '../../terraform/convert.ts';
import type { Resource, Section } from '../../terraform/model.ts';
import { insertBlock, offer, setAttribute } from '../fix.ts';
import type { Context, Report, ResourceCheck } from '../rule.ts';

/** A parameter that a database must have, said in a group that it names. */
interface Parameter {
  readonly name: string;
  /** Which engines it is for. */
  readonly engine: RegExp;
  /** Values that are right. */
  readonly is: RegExp;
  /** The one of them that a fix writes, and what else it does. */
  readonly right: string;
  readonly effect: string;
  /** Versions of the engine in which the right value stands when nothing is said; an empty one is the default of RDS. */
  readonly unlessVersion?: RegExp;
}

interface Grouped {
  readonly on: string;
  /** The type of its parameter group, and the argument that names one. */
  readonly group: string;
  readonly by: string;
  readonly parameters: readonly Parameter[];
}

/** That databases have parameters, of which a group that is not in the code, other than one of AWS's, says nothing. */
export function parameterCheck(rows: readonly Grouped[]): ResourceCheck {
  return {
    on: rows.map(({ on }) => on),
    *resource(database, context) {
      for (const row of rows) if (row.on === database.type) yield* lacking(database, row, context);
    },
  };
}

function* lacking(database: Resource, { group: type, by, parameters }: Grouped, context: Context): Iterable<Report> {
  const engine = textAt(database, 'engine');
  const named = database.get(by);
  const group = context.find(named, type);
  const preset = named && textOf(named)?.startsWith('default.');
  if (engine === undefined || (named && !group && !preset)) return;
  const version = versionOf(database, group ? textAt(group, 'family') : named && textOf(named));
  for (const parameter of parameters) {
    if (!parameter.engine.test(engine)) continue;
    const { name, right, effect } = parameter;
    const title = `Set the parameter ${name} to ${right}`;
    const given = group && parameterOf(group, name);
    if (given === 'unknown') continue;
    const value = given?.get('value');
    if (given && value && value.kind !== 'unknown' && !parameter.is.test(textOf(value) ?? '')) {
      const fixes = offer(setAttribute(given, value, `"${right}"`), { title, effect });
      yield {
        at: value,
        resource: database,
        message: `The parameter ${name} has the wrong value: it must be ${right}.`,
        fixes,
      };
    } else if (!given && !isPreset(parameter, version)) {
      const lines = ['parameter {', `  name  = "${name}"`, `  value = "${right}"`, '}'];
      const fixes = group ? offer(insertBlock(group, lines), { title, effect }) : [];
      yield {
        at: named ?? database,
        message: `The parameter ${name} is not set: it must be ${right} in the parameter group.`,
        fixes,
      };
    }
  }
}

/**
 * The version that is written, or in the name of a parameter group or its family, such as 14 of `postgres14`; empty
 * where none is said and undefined where it is unknown.
 */
function versionOf(database: Resource, family: string | undefined): string | undefined {
  const written = database.get('engine_version');
  return written ? textOf(written) : (/\d+(?:\.\d+)?$/.exec(family ?? '')?.[0] ?? '');
}

/** Whether the right value stands when nothing is said, or may stand. */
function isPreset({ unlessVersion }: Parameter, version: string | undefined): boolean {
  return unlessVersion !== undefined && (version === undefined || unlessVersion.test(version));
}

function parameterOf(group: Section, name: string): Section | 'unknown' | undefined {
  const blocks = group.blocks('parameter');
  const found = blocks.find((block) => textAt(block, 'name') === name);
  return (
    found ?? (blocks.some((block) => block.symbolic || block.get('name')?.kind === 'unknown') ? 'unknown' : undefined)
  );
}

function textAt(section: Section, name: string): string | undefined {
  const value = section.get(name);
  return value && textOf(value);
}

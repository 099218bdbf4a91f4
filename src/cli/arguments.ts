import { parseArgs } from 'node:util';
import { didYouMean } from '../rules/nearest.ts';
import { Failure } from './failure.ts';

/** One option of a command. */
export interface Option {
  /** Without the dashes. */
  readonly name: string;
  readonly short?: string;
  /** What stands for the value in the help; absent for a switch. */
  readonly value?: string;
  readonly values?: readonly string[];
  readonly many?: boolean;
  readonly help: string;
}

export interface Command {
  readonly name: string;
  /** What follows the name: `[PATH...]`. */
  readonly operands: string;
  readonly summary: string;
  /** Paragraphs of the command's own help. */
  readonly details: readonly string[];
  readonly options: readonly Option[];
}

/** The arguments of a command as given. */
export interface Arguments {
  readonly operands: readonly string[];
  readonly has: (name: string) => boolean;
  /** The last value given. */
  readonly value: (name: string) => string | undefined;
  readonly values: (name: string) => readonly string[];
}

/**
 * Reads the arguments that follow a command's name.
 * @throws Failure for an option that the command does not have, and for a value that is missing or will not do.
 */
export function readArguments(command: Command, args: readonly string[]): Arguments {
  const options = Object.fromEntries(
    command.options.map(({ name, short, value }) => [
      name,
      { type: value ? ('string' as const) : ('boolean' as const), ...(short && { short }) },
    ]),
  );
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  const given = new Map<string, string[]>();
  const operands: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const option = command.options.find(({ name }) => name === token.name);
    if (!option) throw unknown(token.rawName, command);
    const value = checked(option, token.rawName, token.value, token.inlineValue === true);
    given.set(option.name, option.many ? [...(given.get(option.name) ?? []), value] : [value]);
  }
  return {
    operands,
    has: (name) => given.has(name),
    value: (name) => given.get(name)?.at(-1),
    values: (name) => given.get(name) ?? [],
  };
}

function checked(option: Option, written: string, value: string | undefined, inline: boolean): string {
  if (!option.value) {
    if (inline) throw new Failure(`${written} takes no value.`);
    return '';
  }
  const missing = value === undefined || value === '' || (!inline && value.startsWith('-') && value !== '-');
  if (missing) throw new Failure(`${written} needs a value: ${written} ${option.values?.join('|') ?? option.value}`);
  if (option.values && !option.values.includes(value)) {
    const choice = `${written} is one of ${option.values.join(', ')}, not "${value}"`;
    throw new Failure(`${choice}${didYouMean(value, option.values) || '.'}`);
  }
  return value;
}

function unknown(written: string, command: Command): Failure {
  const hint = didYouMean(
    written,
    command.options.map(({ name }) => `--${name}`),
  );
  return new Failure(`unknown option ${written}${hint || `; groundwork ${command.name} --help lists the options.`}`);
}

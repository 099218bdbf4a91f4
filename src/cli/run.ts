import { nearest } from '../rules/nearest.ts';
import { type Arguments, type Command, readArguments } from './arguments.ts';
import { baseline } from './baseline.ts';
import { check } from './check.ts';
import { commandHelp, commands, mainHelp } from './commands.ts';
import { explain } from './explain.ts';
import { Failure } from './failure.ts';
import type { Io } from './io.ts';
import { listRules } from './rules.ts';
import { safeText } from './terminal.ts';
import { version } from './version.ts';

const actions: Readonly<Record<keyof typeof commands, (given: Arguments, io: Io) => number | Promise<number>>> = {
  check,
  baseline,
  rules: listRules,
  explain,
  async lsp(_, io) {
    await io.serve();
    return 0;
  },
};

/** Runs the command that the arguments name. Gives the exit status; what went wrong is told on standard error. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(args, io);
  } catch (error) {
    for (const line of messageOf(error).split('\n')) io.error(`groundwork: ${safeText(line)}\n`);
    return 2;
  } finally {
    io.reference.close();
  }
}

function messageOf(error: unknown): string {
  if (error instanceof Failure) return error.message;
  const trace = error instanceof Error ? error.stack : undefined;
  return `this is a fault of groundwork itself; please report it.\n${trace ?? String(error)}`;
}

async function dispatch([first, ...rest]: readonly string[], io: Io): Promise<number> {
  if (first === '--version' || first === '-v' || first === '-V') return print(`${version}\n`, io);
  if (first === '--help' || first === '-h' || first === 'help') return print(helpOn(rest[0]), io);
  if (first === undefined) throw new Failure('no command is given; groundwork --help lists them.');
  if (!isCommand(first)) throw unknownCommand(first);
  const command: Command = commands[first];
  const given = readArguments(command, rest);
  if (given.has('help')) return print(commandHelp(command), io);
  if (command.operands === '' && given.operands.length > 0)
    throw new Failure(`${first} takes no arguments, but was given "${given.operands[0]}".`);
  return actions[first](given, io);
}

function helpOn(name: string | undefined): string {
  return name !== undefined && isCommand(name) ? commandHelp(commands[name]) : mainHelp();
}

function isCommand(name: string): name is keyof typeof commands {
  return Object.hasOwn(commands, name);
}

function unknownCommand(name: string): Failure {
  const kind = name.startsWith('-') ? 'unknown option' : 'unknown command';
  const guess = nearest(name, Object.keys(commands));
  return new Failure(
    `${kind} ${name}; ${guess ? `did you mean "groundwork ${guess}"?` : 'groundwork --help lists the commands.'}`,
  );
}

function print(text: string, io: Io): number {
  io.out(text);
  return 0;
}

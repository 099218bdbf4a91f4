import { allRules } from '../linter/own-rules.ts';
import type { Arguments } from './arguments.ts';
import type { Io } from './io.ts';
import { stringify } from './json.ts';
import { painter, type Style } from './terminal.ts';

const styles: Readonly<Record<string, Style>> = { error: 'red', warning: 'yellow', info: 'blue' };

/** Lists every rule. */
export function listRules(given: Arguments, io: Io): number {
  const format = given.value('format') ?? 'pretty';
  io.out(format === 'json' ? listed() : format === 'markdown' ? table() : columns(given, io));
  return 0;
}

function listed(): string {
  return stringify(
    allRules.map(({ id, title, severity, pillar, recommended, why, refs, equivalents, note }) => ({
      ...{ id, title, severity, pillar, recommended, why, refs, equivalents, note },
    })),
  );
}

function table(): string {
  const rows = allRules.map(({ id, title, severity, pillar, recommended }) =>
    [`\`${id}\``, title.replaceAll('|', '\\|'), severity, pillar, recommended ? 'recommended' : 'all'].join(' | '),
  );
  const head = ['| rule | what is wrong | severity | pillar | preset |', '| --- | --- | --- | --- | --- |'];
  return `${[...head, ...rows.map((row) => `| ${row} |`)].join('\n')}\n`;
}

function columns(given: Arguments, io: Io): string {
  const paint = painter(io, given.has('no-color'));
  const width = Math.max(...allRules.map(({ id }) => id.length));
  const rows = allRules.map(({ id, title, severity, recommended }) => {
    const level = paint(severity.padEnd(7), styles[severity] ?? 'bold');
    return `${paint(id, 'bold')}${' '.repeat(width - id.length)}  ${level}  ${title}${recommended ? '' : paint(' (preset all)', 'dim')}`;
  });
  return `${rows.join('\n')}\n`;
}

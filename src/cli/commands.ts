import { severities } from '../rules/rule.ts';
import type { Command, Option } from './arguments.ts';

const help: Option = { name: 'help', short: 'h', help: 'Show this help.' };

export const formats = ['pretty', 'json', 'sarif', 'junit', 'github'] as const;

const preset: Option = {
  name: 'preset',
  value: 'PRESET',
  values: ['recommended', 'all'],
  help: 'recommended or all, whatever the configuration says.',
};

/** What a run reads besides the modules. */
const inputs: readonly Option[] = [
  { name: 'config', value: 'FILE', help: 'Use this configuration, not the nearest .groundwork.json.' },
  {
    name: 'var-file',
    value: 'FILE',
    many: true,
    help: "Read variables' values from this file; may be repeated, later ones win.",
  },
];

/** The commands by name. */
export const commands = {
  check: {
    name: 'check',
    operands: '[PATH...]',
    summary: 'Lint each root module at or below each PATH (default: the working directory).',
    details: [
      "A file is linted within its directory's module, and only its own findings are reported.",
      'Exit status: 0 nothing found at or above --fail-on; 1 something found; 2 it could not run.',
    ],
    options: [
      { name: 'format', value: 'FORMAT', values: formats, help: 'pretty (default), json, sarif, junit or github.' },
      preset,
      {
        name: 'fail-on',
        value: 'SEVERITY',
        values: [...severities, 'never'],
        help: 'What makes the exit status 1: error, warning (default), info or never.',
      },
      ...inputs,
      {
        name: 'baseline',
        value: 'FILE',
        help: 'Report only what is not in this file, as the command baseline writes it.',
      },
      { name: 'no-inline-ignores', help: 'Report also what comments in the code suppress.' },
      { name: 'fix', help: 'Apply all safe fixes to the files, then report what is left.' },
      { name: 'output', short: 'o', value: 'FILE', help: 'Write the report to this file.' },
      {
        name: 'quiet',
        short: 'q',
        help: 'Report only what is at or above --fail-on.',
      },
      { name: 'no-color', help: 'No colours. NO_COLOR and FORCE_COLOR in the environment are honoured too.' },
      help,
    ],
  },
  baseline: {
    name: 'baseline',
    operands: '[PATH...]',
    summary: 'Write what is found today to a file, so that only what is new is reported.',
    details: [
      'Findings keep their names when lines move. Check with --baseline FILE, or with "baseline" in .groundwork.json.',
    ],
    options: [
      preset,
      ...inputs,
      {
        name: 'output',
        short: 'o',
        value: 'FILE',
        help: 'Write this file, not the one of the configuration or .groundwork-baseline.json.',
      },
      help,
    ],
  },
  rules: {
    name: 'rules',
    operands: '',
    summary: 'List every rule.',
    details: [],
    options: [
      {
        name: 'format',
        value: 'FORMAT',
        values: ['pretty', 'json', 'markdown'],
        help: 'pretty (default), json or markdown.',
      },
      { name: 'no-color', help: 'No colours.' },
      help,
    ],
  },
  explain: {
    name: 'explain',
    operands: 'RULE',
    summary: "Say why a rule exists, by its id or another tool's (CKV_GCP_2).",
    details: [],
    options: [{ name: 'no-color', help: 'No colours.' }, help],
  },
  lsp: {
    name: 'lsp',
    operands: '',
    summary: 'Run the language server for an editor.',
    details: [],
    options: [{ name: 'stdio', help: 'Speak over standard input and output.' }, help],
  },
} as const satisfies Record<string, Command>;

/** Help for all commands. */
export function mainHelp(): string {
  const rows = Object.values(commands).map(
    ({ name, operands, summary }) => [`${name} ${operands}`.trim(), summary] as const,
  );
  return [
    'Usage: groundwork COMMAND [OPTION...]',
    '',
    'Finds faults in Terraform landing zones, explains them and offers the fix.',
    '',
    'Commands:',
    ...table(rows),
    '',
    'groundwork COMMAND --help lists the options of a command.',
    'groundwork --version shows the version.',
    '',
  ].join('\n');
}

/** Help for one command. */
export function commandHelp(command: Command): string {
  const rows = command.options.map(({ name, short, value, help: text }) => {
    const long = value ? `--${name} ${value}` : `--${name}`;
    return [short ? `-${short}, ${long}` : `    ${long}`, text] as const;
  });
  const usage = ['groundwork', command.name, '[OPTION...]', command.operands].join(' ').trim();
  const paragraphs = [command.summary, ...command.details].flatMap((text) => ['', text]);
  return [`Usage: ${usage}`, ...paragraphs, '', 'Options:', ...table(rows), ''].join('\n');
}

function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}

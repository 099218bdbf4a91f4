import { relative, resolve } from 'node:path';
import { LineIndex } from '../hcl/lines.ts';
import { enabledRules } from '../linter/enabled.ts';
import type { Finding } from '../linter/finding.ts';
import { fixAll } from '../linter/fixes.ts';
import { mergeFindings } from '../linter/lint.ts';
import { confirmSyntax } from '../linter/syntax.ts';
import { enginePath } from '../node/files.ts';
import type { Severity } from '../rules/rule.ts';
import type { Arguments } from './arguments.ts';
import { formats } from './commands.ts';
import { github } from './github.ts';
import type { Io } from './io.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { pretty } from './pretty.ts';
import { lintedFiles, lintProject, type Overrides, openProject, type Project } from './project.ts';
import { counts, type Report, type Source } from './report.ts';
import { sarif } from './sarif.ts';
import { namedFile, targetOf } from './targets.ts';
import { painter } from './terminal.ts';
import { assertWritable, writeWhole } from './write.ts';

type Format = (typeof formats)[number];

/** Lints, mends where asked, and writes the report. Gives the exit status, 0 or 1. */
export async function check(given: Arguments, io: Io): Promise<number> {
  const format = formats.find((candidate) => candidate === given.value('format')) ?? 'pretty';
  const failOn = (given.value('fail-on') ?? 'warning') as Severity | 'never';
  const preset = given.value('preset') as Overrides['preset'];
  const config = given.value('config');
  const output = given.value('output');
  const base = baseOf(format, io);
  const names = new Map<string, string>();
  const name = (path: string): string => {
    const known = names.get(path) ?? (enginePath(relative(base, path)) || '.');
    names.set(path, known);
    return known;
  };
  const overrides: Overrides = {
    preset,
    config: config === undefined ? undefined : namedFile(config, io.directory),
    varFiles: given.values('var-file').map((file) => namedFile(file, io.directory)),
    noInlineIgnores: given.has('no-inline-ignores'),
    name,
  };

  const operands = given.operands.length > 0 ? given.operands : ['.'];
  const targets = operands.map((operand) => targetOf(operand, io.directory));
  const projects = [...new Set(targets.map(({ top }) => top))].map((top) =>
    openProject(
      targets.filter((target) => target.top === top),
      overrides,
    ),
  );

  const fixed = given.has('fix') ? fix(projects, name) : undefined;
  const lists = await Promise.all(projects.map((project) => found(project, io)));
  const findings = mergeFindings(lists);
  const report: Report = {
    findings,
    rules: usedRules(projects),
    files: [...new Set(projects.flatMap(lintedFiles))].sort(),
    failOn,
    fixed,
    quiet: given.has('quiet'),
    source: sources(projects),
    name,
  };
  const plain = given.has('no-color') || output !== undefined;
  const text = render[format](report, io, plain);
  if (output === undefined) io.out(text);
  else writeWhole(resolve(io.directory, output), text, output);
  return findings.some((finding) => counts(finding, failOn)) ? 1 : 0;
}

const render: Readonly<Record<Format, (report: Report, io: Io, plain: boolean) => string>> = {
  pretty: (report, io, plain) => pretty(report, painter(io, plain), io.columns ?? 120),
  json,
  sarif,
  junit,
  github,
};

/** GitHub shows annotations by the path in the repository that was checked out. */
function baseOf(format: Format, io: Io): string {
  const checkout = io.environment['GITHUB_WORKSPACE'];
  return format === 'github' && checkout && !relative(checkout, io.directory).startsWith('..')
    ? checkout
    : io.directory;
}

/** Applies all safe fixes. Nothing is written where one of the files cannot be. */
function fix(projects: readonly Project[], name: Report['name']): Report['fixed'] {
  const results = projects.map((project) => fixAll(project.files, (workspace) => lintProject(project, workspace)));
  const texts = results.flatMap((result) => [...result.texts]);
  for (const [path] of texts) assertWritable(path, name(path));
  for (const [path, text] of texts) writeWhole(path, text, name(path));
  for (const project of projects) for (const [path] of texts) project.workspace.changed(path);
  return { count: results.reduce((sum, { count }) => sum + count, 0), files: texts.length };
}

function found(project: Project, io: Io): Promise<readonly Finding[]> {
  const findings = lintProject(project, project.workspace);
  return confirmSyntax(findings, async (path) => {
    const text = project.workspace.file(path)?.text;
    return text === undefined || (await io.reference.accepts(text)) !== true;
  });
}

/** The rules of every module's settings, with the first severity that one of them gives. */
function usedRules(projects: readonly Project[]): Report['rules'] {
  const settings = projects.flatMap(({ modules }) => modules.map((module) => module.settings));
  const rules = new Map([...new Set(settings)].flatMap(enabledRules).map((rule) => [rule.id, rule] as const));
  return [...rules.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function sources(projects: readonly Project[]): Report['source'] {
  const known = new Map<string, Source>();
  return (path) => {
    const source = known.get(path) ?? projects.map(({ workspace }) => workspace.file(path)).find(Boolean);
    const result = source ?? { text: '', lines: new LineIndex('') };
    known.set(path, result);
    return result;
  };
}

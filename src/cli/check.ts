import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { LineIndex } from '../hcl/lines.ts';
import { enabledRules } from '../linter/enabled.ts';
import type { Finding } from '../linter/finding.ts';
import type { Source } from '../linter/fingerprint.ts';
import { fixAll } from '../linter/fixes.ts';
import { mergeFindings } from '../linter/lint.ts';
import { enginePath } from '../node/files.ts';
import type { Severity } from '../rules/rule.ts';
import { type FileSystem, isWithin, joinPath } from '../terraform/files.ts';
import type { Arguments } from './arguments.ts';
import { formats } from './commands.ts';
import { Failure } from './failure.ts';
import { github } from './github.ts';
import type { Io } from './io.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { pretty } from './pretty.ts';
import { lintedFiles, lintProject, type Project } from './project.ts';
import { found, naming, openProjects } from './projects.ts';
import { counts, type Report } from './report.ts';
import { sarif } from './sarif.ts';
import { namedFile } from './targets.ts';
import { painter } from './terminal.ts';
import { assertWritable, uninterrupted, writeWhole } from './write.ts';

type Format = (typeof formats)[number];

/** Lints, mends where asked, and writes the report. Gives the exit status, 0 or 1. */
export async function check(given: Arguments, io: Io): Promise<number> {
  const format = formats.find((candidate) => candidate === given.value('format')) ?? 'pretty';
  const failOn = (given.value('fail-on') ?? 'warning') as Severity | 'never';
  const output = given.value('output');
  const name = naming(baseOf(format, io));
  const baseline = given.value('baseline');
  const projects = openProjects(
    given,
    io,
    name,
    baseline === undefined ? undefined : namedFile(baseline, io.directory),
  );

  const fixed = given.has('fix') ? await fix(projects, name) : undefined;
  const lists = await Promise.all(projects.map((project) => found(project, io)));
  const findings = mergeFindings(lists);
  const rules = usedRules(projects);
  const files = [...new Set(projects.flatMap(lintedFiles))].sort();
  const report: Report = {
    findings,
    rules,
    files,
    baseline: stateOf(projects, findings, rules, files),
    failOn,
    fixed,
    quiet: given.has('quiet'),
    source: sources(projects),
    name,
  };
  const plain = given.has('no-color') || output !== undefined;
  const text = render[format](report, io, plain);
  if (output === undefined) io.out(text);
  else await uninterrupted(() => writeWhole(resolve(io.directory, output), text, output));
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
  return format === 'github' && checkout && isWithin(enginePath(io.directory), enginePath(checkout))
    ? checkout
    : io.directory;
}

/** Applies all safe fixes. Nothing is written where one of the files cannot be, or is no longer what was checked. */
async function fix(projects: readonly Project[], name: Report['name']): Promise<Report['fixed']> {
  const results = projects.map((project) => {
    const files = remembering(project.files);
    return { ...fixAll(files, (workspace) => lintProject(project, workspace)), files, disk: project.files };
  });
  const texts = results.flatMap((result) => [...result.texts]);
  for (const [path] of texts) assertWritable(path, name(path));
  await uninterrupted(() => {
    for (const { texts: mended, files, disk } of results) {
      const changed = [...mended.keys()].find((path) => disk.readFile(path) !== files.readFile(path));
      if (changed !== undefined)
        throw new Failure(
          `${name(changed)} changed while it was checked, so nothing was mended; run the command again.`,
        );
    }
    for (const [path, text] of texts) writeWhole(path, text, name(path));
  });
  for (const project of projects) for (const [path] of texts) project.workspace.changed(path);
  return { count: results.reduce((sum, { count }) => sum + count, 0), files: texts.length };
}

/** Files that stay as they were when they were first read. */
function remembering(files: FileSystem): FileSystem {
  const texts = new Map<string, string | undefined>();
  return {
    ...files,
    readFile(path) {
      if (!texts.has(path)) texts.set(path, files.readFile(path));
      return texts.get(path);
    },
  };
}

/** How many findings the baselines have, and how many of theirs are gone, as far as this run could have found them. */
function stateOf(
  projects: readonly Project[],
  findings: readonly Finding[],
  rules: Report['rules'],
  files: readonly string[],
): Report['baseline'] {
  const baselines = projects.flatMap((project) => project.baselines);
  if (baselines.length === 0) return undefined;
  const still = new Set(findings.map(({ known }) => known));
  const used = new Set(rules.map(({ id }) => id));
  const linted = new Set(files);
  // Several workspaces may share a baseline.
  const entries = new Map(
    baselines.flatMap(({ directory, entries }) =>
      [...entries].map(
        ([fingerprint, { rule, file }]) => [fingerprint, { rule, path: joinPath(directory, file) }] as const,
      ),
    ),
  );
  const gone = [...entries].filter(
    ([fingerprint, { rule, path }]) =>
      !still.has(fingerprint) && used.has(rule) && (linted.has(path) || !existsSync(path)),
  );
  return {
    known: findings.filter(({ known, suppressed }) => known !== undefined && !suppressed).length,
    gone: gone.length,
  };
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

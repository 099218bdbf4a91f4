import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { lintProject, openProject } from '../../src/cli/project.ts';
import { LineIndex } from '../../src/hcl/lines.ts';
import { parse } from '../../src/hcl/parser.ts';
import type { Span } from '../../src/hcl/span.ts';
import type { Finding } from '../../src/linter/finding.ts';
import { lint } from '../../src/linter/lint.ts';
import { nodeFiles } from '../../src/node/files.ts';
import { createDocuments, type Documents } from '../../src/server/documents.ts';
import { createWorkspaces, type Workspaces } from '../../src/server/workspaces.ts';
import type { FileSystem } from '../../src/terraform/files.ts';
import { memoryFiles } from '../memory.ts';
import type { Input, Step, Typed } from './input.ts';

const top = '/w';
const configuration = { [`${top}/.groundwork.json`]: '{ "preset": "all", "requiredLabels": ["owner"] }' };

function serve(files: FileSystem, directory: string): Workspaces {
  const workspaces = createWorkspaces({
    files: () => files,
    lint,
    onFailure: (where, error) => assert.fail(`${where}: ${error instanceof Error ? error.stack : error}`),
  });
  workspaces.add(directory);
  return workspaces;
}

/** What an editor shows: the findings of the files that the server says have changed, over what it showed before. */
function refresh(workspaces: Workspaces, shown: Map<string, string>): void {
  for (const root of workspaces.stale()) workspaces.lint(root);
  for (const path of workspaces.takeTouched()) {
    const findings = workspaces.findings(path).map(describe);
    if (findings.length > 0) shown.set(path, findings.join('\n'));
    else shown.delete(path);
  }
}

function describe({ rule, severity, at, address, message, related, through }: Finding): string {
  const places = [...related, ...(through ?? [])].map((one) => `${one.at.file}:${one.at.start}-${one.at.end}`);
  return `${at.start}-${at.end} ${rule} ${severity} ${address ?? ''} ${message} ${places.join(' ')}`;
}

/** What the editor shows after changes to open documents is what a fresh start on the final texts shows. */
export function fuzzEdits({ texts, steps = [] }: Input): void {
  const disk = memoryFiles(Object.fromEntries(Object.entries(texts).map(([path, text]) => [`${top}/${path}`, text])));
  for (const [path, text] of Object.entries(configuration)) disk.texts.set(path, text);
  const documents = createDocuments(() => true);
  const workspaces = serve(documents.over(disk), top);
  const shown = new Map<string, string>();
  refresh(workspaces, shown);
  for (const [i, step] of steps.entries()) {
    const path = apply(step, disk.texts, documents, i + 2);
    if (path === undefined) continue;
    workspaces.changed([path]);
    // Now and then two changes come before there is time to look.
    if (i % 3 !== 1) refresh(workspaces, shown);
  }
  refresh(workspaces, shown);

  const final = new Map(disk.texts);
  for (const { path, text } of documents.all()) final.set(path, text);
  for (const [path, text] of final) assertParsed(workspaces, path, text);
  const fresh = new Map<string, string>();
  refresh(serve(memoryFiles(Object.fromEntries(final)), top), fresh);
  assert.deepEqual(sorted(shown), sorted(fresh));
}

/** What the server holds of a file after all changes is what reading its text afresh gives. */
function assertParsed(workspaces: Workspaces, path: string, text: string): void {
  const file = workspaces.holding(path)[0]?.workspace.file(path);
  if (!file || path.endsWith('.json')) return;
  assert.equal(file.text, text);
  const { body, errors, comments } = parse(text);
  assert.deepEqual({ body: file.body, errors: file.errors, comments: file.comments }, { body, errors, comments });
}

function apply(step: Step, disk: Map<string, string>, documents: Documents, version: number): string | undefined {
  const path = `${top}/${step.file}`;
  const uri = `file://${path}`;
  if ('whole' in step) {
    documents.close(uri);
    if (step.whole === null) disk.delete(path);
    else disk.set(path, step.whole);
    return path;
  }
  const text = documents.get(path)?.text ?? disk.get(path) ?? '';
  if (!documents.get(path)) documents.open({ uri, languageId: 'terraform', version: 1, text });
  const { start, end } = stretchOf(step, text);
  const lines = new LineIndex(text);
  const range = { start: lines.position(start), end: lines.position(end) };
  return documents.change({ uri, version }, [{ range, text: step.text }]);
}

/** The offsets in a text that a step types over. */
export function stretchOf({ from, length }: Typed, text: string): Span {
  const million = 1_000_000;
  const start = Math.floor((from / million) * text.length);
  return { start, end: Math.min(text.length, start + Math.floor((length / million) * text.length)) };
}

function sorted(map: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The command line and the language server find the same in the same files on disk. */
export function fuzzPaths({ texts }: Input): void {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'groundwork-fuzz-')));
  try {
    for (const [name, text] of Object.entries(texts)) {
      mkdirSync(dirname(join(directory, name)), { recursive: true });
      writeFileSync(join(directory, name), text);
    }
    const target = { given: '.', path: directory, file: false, top: directory };
    const project = openProject([target], {
      preset: undefined,
      config: undefined,
      varFiles: [],
      noInlineIgnores: false,
      baseline: undefined,
      name: (path) => path,
    });
    const byFile = new Map<string, Set<string>>();
    for (const finding of lintProject(project, project.workspace)) {
      if (finding.suppressed) continue;
      const known = byFile.get(finding.at.file);
      if (known) known.add(placed(finding));
      else byFile.set(finding.at.file, new Set([placed(finding)]));
    }
    const listed = new Map([...byFile].map(([path, lines]) => [path, [...lines].sort().join('\n')]));
    const workspaces = serve(nodeFiles(directory), directory);
    for (const root of workspaces.stale()) workspaces.lint(root);
    const served = [...workspaces.takeTouched()].map(
      (path) => [path, workspaces.findings(path).map(placed).sort().join('\n')] as const,
    );
    assert.deepEqual(sorted(listed), sorted(new Map(served.filter(([, lines]) => lines !== ''))));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function placed({ rule, at, message, severity }: Finding): string {
  return `${at.start}-${at.end} ${severity} ${rule} ${message}`;
}

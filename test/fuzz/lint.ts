import assert from 'node:assert/strict';
import { github } from '../../src/cli/github.ts';
import { json } from '../../src/cli/json.ts';
import { junit } from '../../src/cli/junit.ts';
import { pretty } from '../../src/cli/pretty.ts';
import type { Report } from '../../src/cli/report.ts';
import { sarif } from '../../src/cli/sarif.ts';
import { applyEdits } from '../../src/hcl/edits.ts';
import { parse } from '../../src/hcl/parser.ts';
import type { Finding } from '../../src/linter/finding.ts';
import { fixAll } from '../../src/linter/fixes.ts';
import { lint, mergeFindings } from '../../src/linter/lint.ts';
import { allRules } from '../../src/linter/own-rules.ts';
import { defaultSettings, type Settings } from '../../src/linter/settings.ts';
import type { Fix } from '../../src/rules/rule.ts';
import { Workspace } from '../../src/terraform/workspace.ts';
import { reportOf } from '../cli/reports.ts';
import { today } from '../linter/linting.ts';
import { memoryFiles } from '../memory.ts';
import { assertInside } from './evaluate.ts';
import type { Input } from './input.ts';

const settings: Settings = {
  ...defaultSettings,
  preset: 'all',
  options: { allowedCidrs: ['10.0.0.0/8'], requiredLabels: ['owner'] },
};

function lintAll(workspace: Workspace): readonly Finding[] {
  return mergeFindings(workspace.rootDirectories('.').map((root) => lint(workspace, root, settings, today)));
}

/** Every rule answers, with places in the files; a fix by itself keeps a valid text valid and leaves other items alone. */
export function fuzzLint({ texts }: Input): void {
  const findings = lintAll(new Workspace(memoryFiles(texts)));
  for (const finding of findings) {
    assert.notEqual(finding.rule, 'groundwork/internal-error', finding.message);
    assertInside(finding.at, texts);
    for (const { at } of [...finding.related, ...(finding.through ?? [])]) assertInside(at, texts);
    if (finding.suppressed) assertInside(finding.suppressed.at, texts);
    for (const fix of finding.fixes) assertFix(fix, finding.rule, texts);
  }
}

function assertFix(fix: Fix, rule: string, texts: Input['texts']): void {
  for (const file of new Set(fix.edits.map((edit) => edit.file))) {
    const edits = fix.edits.filter((edit) => edit.file === file);
    for (const edit of edits) assertInside(edit, texts);
    const before = texts[file] ?? '';
    const after = applyEdits(before, edits);
    if (file.endsWith('.json')) {
      if (isJson(before)) assert.ok(isJson(after), `${rule} (${fix.title}) breaks ${file}`);
      continue;
    }
    const tree = parse(before);
    if (tree.errors.length > 0) continue;
    const [error] = parse(after).errors;
    assert.equal(error, undefined, `${rule} (${fix.title}) breaks ${file}: ${error?.message}\n${after}`);
    const kept = tree.body.items.filter((item) =>
      edits.every(({ start, end }) => end <= item.start || start >= item.end),
    );
    const present = new Set(parse(after).body.items.map((item) => after.slice(item.start, item.end)));
    for (const item of kept)
      assert.ok(present.has(before.slice(item.start, item.end)), `${rule} (${fix.title}) touches another item`);
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Applying all safe fixes twice is applying them once, and leaves no file with more faults of syntax. */
export function fuzzFix({ texts }: Input): void {
  const { texts: first } = fixAll(memoryFiles(texts), lintAll);
  for (const [path, text] of first) {
    assert.ok(path in texts, `${path} is new`);
    if (path.endsWith('.json')) assert.ok(isJson(text) || !isJson(texts[path] ?? ''), `${path} is no JSON any more`);
    else assert.ok(parse(text).errors.length <= parse(texts[path] ?? '').errors.length, `${path} is broken:\n${text}`);
  }
  const { texts: second } = fixAll(memoryFiles({ ...texts, ...Object.fromEntries(first) }), lintAll);
  assert.deepEqual(Object.fromEntries(second), {}, 'a second pass changes more');
}

/** Each format can be read by what reads it, and nothing in it acts on a terminal. */
export function fuzzRender({ texts }: Input): void {
  const findings = lintAll(new Workspace(memoryFiles(texts)));
  const used = new Set(findings.map(({ rule }) => rule));
  const report: Report = reportOf(texts, findings, { rules: allRules.filter(({ id }) => used.has(id)) });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for.
  const acting = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|[\ud800-\udfff]/u;
  for (const [name, text] of Object.entries({
    pretty: pretty(report, (plain) => plain, 80),
    github: github(report),
    junit: junit(report),
    json: json(report),
    sarif: sarif(report),
  })) {
    const found = acting.exec(text);
    assert.equal(found, null, `${name} has U+${found?.[0].charCodeAt(0).toString(16)}`);
  }
  const { findings: listed }: { findings: readonly unknown[] } = JSON.parse(json(report));
  assert.equal(listed.length, findings.length);
  const { runs }: { runs: readonly { results: readonly Result[] }[] } = JSON.parse(sarif(report));
  assert.equal(runs[0]?.results.length, findings.length);
  for (const { locations } of runs[0]?.results ?? []) {
    for (const { physicalLocation } of locations) {
      const { startLine, startColumn, endLine, endColumn } = physicalLocation.region;
      assert.ok(startLine >= 1 && startColumn >= 1, 'a region starts before the text');
      assert.ok(
        endLine > startLine || (endLine === startLine && endColumn >= startColumn),
        'a region ends before it starts',
      );
    }
  }
}

interface Result {
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly region: Readonly<Record<'startLine' | 'startColumn' | 'endLine' | 'endColumn', number>>;
    };
  }[];
}

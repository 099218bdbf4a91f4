import { applyEdits, type Edit, overlaps } from '../hcl/edits.ts';
import { parse } from '../hcl/parser.ts';
import type { FileEdit, Fix } from '../rules/rule.ts';
import type { FileSystem } from '../terraform/files.ts';
import { Workspace } from '../terraform/workspace.ts';
import type { Finding } from './finding.ts';

/** The safe fix of a finding that is neither suppressed nor in the baseline, where it has one. */
export function safeFix(finding: Finding): Fix | undefined {
  return finding.suppressed || finding.known ? undefined : finding.fixes.find((fix) => fix.safe);
}

/**
 * Safe fixes that can be applied together. A fix that touches the same text as an earlier one is left for the next round;
 * often it is the same fix, asked for by another instance of the block, and not needed any more.
 */
export function compatibleFixes(findings: readonly Finding[]): readonly Fix[] {
  const chosen: Fix[] = [];
  const taken = new Map<string, FileEdit[]>();
  for (const finding of findings) {
    const fix = safeFix(finding);
    if (!fix) continue;
    const areas = areasOf(fix);
    if (areas.some((area) => taken.get(area.file)?.some((other) => overlaps(area, other)))) continue;
    chosen.push(fix);
    for (const area of areas) push(taken, area);
  }
  return chosen;
}

/** A fix with more edits counts as touching all text between them: others of that file wait for the next round. */
const fewEdits = 50;

function areasOf(fix: Fix): readonly FileEdit[] {
  if (fix.edits.length <= fewEdits) return fix.edits;
  const areas = new Map<string, FileEdit>();
  for (const edit of fix.edits) {
    const area = areas.get(edit.file) ?? edit;
    const [start, end] = [Math.min(area.start, edit.start), Math.max(area.end, edit.end)];
    areas.set(edit.file, { ...edit, start, end });
  }
  return [...areas.values()];
}

export interface Fixed {
  /** The new text of each file that changes. */
  readonly texts: ReadonlyMap<string, string>;
  /** How many fixes were applied. */
  readonly count: number;
}

/** More rounds than fixes ever need: it ends two fixes that undo each other. */
const rounds = 10;

/**
 * Applies safe fixes, lints again, and so on until nothing changes. Nothing is written: the new texts lie over `files`.
 * A fix is applied where the file is valid after it, or has fewer faults of syntax: in a text that is only half understood,
 * what a fix wrote might not be found again, and be written in every round.
 */
export function fixAll(files: FileSystem, lintAll: (workspace: Workspace) => readonly Finding[]): Fixed {
  const texts = new Map<string, string>();
  const layered = overlay(files, texts);
  const workspace = new Workspace(layered);
  let count = 0;
  for (let round = 0; round < rounds; round++) {
    const fixes = harmless(layered, compatibleFixes(lintAll(workspace)));
    const changed = changedTexts(layered, fixes);
    if (changed.size === 0) break;
    count += fixes.length;
    for (const [path, text] of changed) {
      texts.set(path, text);
      workspace.changed(path);
    }
  }
  for (const [path, text] of texts) if (files.readFile(path) === text) texts.delete(path);
  return { texts, count };
}

/** `files` with the texts of a map over those of existing files. The map may change later on. */
function overlay(files: FileSystem, texts: ReadonlyMap<string, string>): FileSystem {
  return {
    readFile: (path) => texts.get(path) ?? files.readFile(path),
    readDirectory: (path) => files.readDirectory(path),
  };
}

/** How often texts are parsed to find the fixes that break them; those not told apart by then are left out. */
const trials = 64;

/** The fixes without those that break a file's syntax: tried together, and by halves where that fails. */
function harmless(files: FileSystem, fixes: readonly Fix[]): readonly Fix[] {
  const kept: Fix[] = [];
  const queue: (readonly Fix[])[] = [fixes];
  for (let trial = 0; trial < trials; trial++) {
    const some = queue.shift();
    if (!some) break;
    if (!breaks(files, [...kept, ...some])) kept.push(...some);
    else if (some.length > 1) queue.push(some.slice(0, some.length >> 1), some.slice(some.length >> 1));
  }
  return kept;
}

function breaks(files: FileSystem, fixes: readonly Fix[]): boolean {
  for (const [path, text] of changedTexts(files, fixes)) {
    if (path.endsWith('.json')) continue;
    const left = faults(text);
    if (left > 0 && left >= faults(files.readFile(path) ?? '')) return true;
  }
  return false;
}

function faults(text: string): number {
  return parse(text).errors.length;
}

function changedTexts(files: FileSystem, fixes: readonly Fix[]): ReadonlyMap<string, string> {
  const changed = new Map<string, string>();
  for (const [path, edits] of editsByFile(fixes)) {
    const before = files.readFile(path) ?? '';
    const after = applyEdits(before, edits);
    if (after !== before) changed.set(path, after);
  }
  return changed;
}

function editsByFile(fixes: readonly Fix[]): ReadonlyMap<string, readonly Edit[]> {
  const edits = new Map<string, FileEdit[]>();
  for (const edit of fixes.flatMap((fix) => fix.edits)) push(edits, edit);
  return edits;
}

function push(edits: Map<string, FileEdit[]>, edit: FileEdit): void {
  const others = edits.get(edit.file);
  if (others) others.push(edit);
  else edits.set(edit.file, [edit]);
}

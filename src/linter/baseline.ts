import { directoryOf } from '../terraform/files.ts';
import type { Finding } from './finding.ts';
import { fingerprints, type Source } from './fingerprint.ts';

/** Where a baseline is written unless another file is named. */
export const baselineName = '.groundwork-baseline.json';

/** A finding that was there when the baseline was written. */
export interface Entry {
  readonly rule: string;
  /** The path from the baseline's directory. */
  readonly file: string;
  readonly fingerprint: string;
}

export interface Baseline {
  /** The directory of its file. */
  readonly directory: string;
  readonly entries: ReadonlyMap<string, Entry>;
}

/** Reads a baseline's text; undefined where it is none. */
export function parseBaseline(path: string, text: string): Baseline | undefined {
  try {
    const { version, findings } = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (version !== 1 || !Array.isArray(findings) || !findings.every(isEntry)) return undefined;
    return { directory: directoryOf(path), entries: new Map(findings.map((entry) => [entry.fingerprint, entry])) };
  } catch {
    return undefined;
  }
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null) return false;
  const { rule, file, fingerprint } = value as Record<keyof Entry, unknown>;
  return [rule, file, fingerprint].every((part) => typeof part === 'string');
}

/** The text of a baseline: an entry a line and in order, so that a change of it is easy to review. */
export function baselineText(entries: readonly Entry[]): string {
  const unique = new Map(entries.map((entry) => [entry.fingerprint, entry]));
  const lines = [...unique.values()]
    .map(({ rule, file, fingerprint }) => ({ file, rule, fingerprint }))
    .map((entry) => `    ${JSON.stringify(entry)}`)
    .sort();
  const list = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  return `{\n  "version": 1,\n  "findings": ${list}\n}\n`;
}

/** The entries for findings that are marked as known, those that a comment suppresses left out. */
export function baselineEntries(findings: readonly Finding[], directory: string): readonly Entry[] {
  return findings.flatMap(({ rule, at, known, suppressed }) =>
    known === undefined || suppressed ? [] : { rule, file: relativePath(directory, at.file), fingerprint: known },
  );
}

/**
 * What one root module's linting found, marked as known where `has` says so of the name that it has in a baseline of that
 * directory.
 */
export function markKnown(
  findings: readonly Finding[],
  directory: string,
  has: (fingerprint: string) => boolean,
  source: (path: string) => Source | undefined,
): readonly Finding[] {
  const fingerprint = fingerprints(source, (path) => relativePath(directory, path));
  return findings.map((finding) => {
    const known = fingerprint(finding);
    return has(known) ? { ...finding, known } : finding;
  });
}

/** A path as seen from a directory. */
export function relativePath(directory: string, path: string): string {
  const [from, to] = [directory, path].map((one) => one.split('/').filter((part) => part !== '' && part !== '.'));
  if (!from || !to) return path;
  let shared = 0;
  while (shared < from.length && from[shared] === to[shared]) shared++;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}

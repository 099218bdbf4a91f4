import type { InlayHint, Range } from 'vscode-languageserver';
import type { Finding } from '../linter/finding.ts';
import { oncePerPlace } from '../linter/places.ts';
import { directoryOf } from '../terraform/files.ts';
import { describe, equal } from '../terraform/text.ts';
import { hasUnknown, type Value } from '../terraform/value.ts';
import { rangeOf } from './convert.ts';
import { refresh } from './refresh.ts';
import type { Session } from './session.ts';
import { valuesAt } from './values.ts';

/** VS Code cuts a longer hint at its end, which says where the value is written. */
const longest = 43;

/** A value is cut to no fewer characters than these, even if the hint is cut then. */
const fewest = 12;

/** Tells the client when hints that it has asked for are no longer right, though their document was not edited. */
export interface InlayHints {
  /** To be called whenever findings may have changed. */
  check(): void;
}

/** Where a value from elsewhere decides what a rule finds, shows it behind the reference that reads it. */
export function registerInlayHints(session: Session): InlayHints {
  const { connection, client, documents } = session;
  const told = new Map<string, string>();

  connection.languages.inlayHint.on(async ({ textDocument, range }, token) => {
    const path = documents.pathOf(textDocument.uri);
    if (path === undefined || !documents.get(path)) return null;
    await refresh(session, path, token);
    const hints = hintsIn(session, path);
    told.set(path, JSON.stringify(hints));
    return hints.filter(({ position: { line } }) => isWithinLines(line, range));
  });

  return {
    check() {
      if (!client.refreshesHints) return;
      for (const path of [...told.keys()]) if (!documents.get(path)) told.delete(path);
      const changed = [...told].some(([path, hints]) => JSON.stringify(hintsIn(session, path)) !== hints);
      if (!changed) return;
      // What the client has is asked for anew at once; until it asks, one word is enough.
      told.clear();
      void connection.languages.inlayHint.refresh().catch(() => {});
    },
  };
}

function isWithinLines(line: number, { start, end }: Range): boolean {
  return line >= start.line && line <= end.line;
}

function hintsIn(session: Session, path: string): readonly InlayHint[] {
  const { workspaces, reports } = session;
  const lines = reports.lines(path);
  if (!lines) return [];
  const uses = new Map<number, { readonly start: number; readonly findings: Finding[] }>();
  for (const finding of oncePerPlace(workspaces.findingsThrough(path))) {
    const use = finding.through?.[0]?.at;
    // Where the literal stands next to its use, there is nothing to add.
    if (use?.file !== path || isOnLine(session, finding, path, use.start)) continue;
    const known = uses.get(use.end);
    if (known) known.findings.push(finding);
    else uses.set(use.end, { start: use.start, findings: [finding] });
  }
  return [...uses].flatMap(([end, { start, findings }]) => hint(session, path, { start, end }, findings));
}

function isOnLine({ reports }: Session, { at }: Finding, path: string, offset: number): boolean {
  const lines = reports.lines(path);
  return at.file === path && lines !== undefined && lines.lineAt(at.start) === lines.lineAt(offset);
}

function hint(
  session: Session,
  path: string,
  use: { readonly start: number; readonly end: number },
  findings: readonly Finding[],
): readonly InlayHint[] {
  const { reports, documents } = session;
  const lines = reports.lines(path);
  const [first] = findings;
  const source = first && reports.lines(first.at.file);
  if (!lines || !first || !source) return [];
  const { at } = first;
  const sensitive = findings.some(isAboutSecret);
  const place = reports.name(at, directoryOf(path));
  const room = Math.max(fewest, longest - ' from '.length - place.length);
  const value = sensitive ? undefined : readValue(session, path, use.start, room);
  return [
    {
      position: lines.position(use.end),
      label: [
        { value: value === undefined ? 'from ' : `${value} from ` },
        { value: place, location: { uri: documents.uriOf(at.file), range: rangeOf(source, at) } },
      ],
      tooltip: [...new Set(findings.map(({ message }) => message))].join('\n'),
      paddingLeft: true,
    },
  ];
}

/** The value of a reference in so many characters; undefined where it is not the same in all modules, not known, or secret. */
function readValue(session: Session, path: string, offset: number, room: number): string | undefined {
  const values = valuesAt(session, path, offset)?.values.map(({ value }) => value) ?? [];
  const [first, ...others] = values;
  if (!first || hasUnknown(first) || isSecret(first)) return undefined;
  if (others.some((other) => equal(first, other) !== true)) return undefined;
  return describe(first, room);
}

/** Also where nobody marked the value: what a rule finds in a password is not to be read over a shoulder in one more place. */
function isAboutSecret({ rule, sensitive, through = [] }: Finding): boolean {
  return sensitive === true || [rule, ...through.map(({ name }) => name)].some((name) => secretName.test(name));
}

const secretName = /passw|secret|token|credential|private_?key/i;

function isSecret(value: Value): boolean {
  if (value.sensitive || value.ephemeral) return true;
  if (value.kind === 'list') return value.items.some(isSecret);
  return value.kind === 'object' && [...value.entries.values()].some(isSecret);
}

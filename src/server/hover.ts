import type { Hover } from 'vscode-languageserver';
import { type Span, touches } from '../hcl/span.ts';
import type { Finding } from '../linter/finding.ts';
import { ruleInfo } from '../linter/own-rules.ts';
import { oncePerPlace } from '../linter/places.ts';
import { arrow, chainOf, stopsOf } from '../linter/way.ts';
import { directoryOf } from '../terraform/files.ts';
import { aboutComment } from './comment-hover.ts';
import { rangeOf } from './convert.ts';
import { link } from './links.ts';
import { code, commandLink, escaped, plain } from './markdown.ts';
import { refresh } from './refresh.ts';
import type { Session } from './session.ts';
import { aboutType } from './type-hover.ts';
import { aboutValue, type Told } from './value-hover.ts';

export function registerHover(session: Session): void {
  const { connection, client, documents, reports } = session;
  connection.onHover(async ({ textDocument, position }, token): Promise<Hover | null> => {
    const path = documents.pathOf(textDocument.uri);
    if (path === undefined || !documents.get(path)) return null;
    await refresh(session, path, token);
    const lines = reports.lines(path);
    if (!lines) return null;
    const offset = lines.offset(position);
    const told = together(
      together(aboutFindings(session, path, offset), aboutComment(session, path, offset)) ??
        aboutValue(session, path, offset),
      aboutType(session, path, offset),
    );
    if (!told) return null;
    const contents = client.markdownHover
      ? ({ kind: 'markdown', value: told.text } as const)
      : ({ kind: 'plaintext', value: plain(told.text) } as const);
    return { contents, range: rangeOf(lines, told.span) };
  });
}

/** What is said of a place first, with a line under it, and then. */
function together(first: Told | undefined, then: Told | undefined): Told | undefined {
  return first && then ? { text: `${first.text}\n\n---\n\n${then.text}`, span: first.span } : (first ?? then);
}

function aboutFindings(session: Session, path: string, offset: number): Told | undefined {
  const found = findingsAt(session, path, offset);
  const [first] = found.toSorted((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start));
  if (!first) return undefined;
  const text = found.map(({ finding, elsewhere }) => describe(session, finding, elsewhere)).join('\n\n---\n\n');
  return { text, span: first.span };
}

interface Found {
  readonly finding: Finding;
  /** What is under the mouse of it. */
  readonly span: Span;
  /** Whether it stands where the value is written, and a reference that reads it is under the mouse. */
  readonly elsewhere: boolean;
}

function findingsAt({ reports, workspaces }: Session, path: string, offset: number): readonly Found[] {
  const here = reports.findings(path).filter(({ at }) => touches(at, offset));
  const read = oncePerPlace(workspaces.findingsThrough(path)).flatMap((finding) => {
    const step = finding.through?.find(({ at }) => at.file === path && touches(at, offset));
    return step ? { finding, span: step.at, elsewhere: true } : [];
  });
  return [...here.map((finding) => ({ finding, span: finding.at, elsewhere: false })), ...read];
}

/** What the diagnostic cannot say: why it matters, where the value comes from, and what to read. */
function describe(session: Session, finding: Finding, elsewhere: boolean): string {
  const rule = ruleInfo(finding.rule);
  const brief = session.client.options.diagnosticsInHover === true && !elsewhere;
  const related = [...stopsOf(finding), ...finding.related].flatMap(({ at, message }) => {
    const place = link(session, at);
    return place ? `- ${escaped(message)}: ${place}` : [];
  });
  const references = rule?.refs.map((address) => `<${address}>`) ?? [];
  return [
    `**${rule?.title ?? finding.rule}**${brief ? '' : ` ${code(finding.rule)}`}`,
    !brief && escaped(finding.message),
    valueLine(session, finding),
    rule?.why,
    !brief && related.join('\n'),
    otherNames(rule?.equivalents ?? []),
    references.join(' · '),
    explainLink(session, finding),
  ]
    .filter((part) => part)
    .join('\n\n');
}

/** Leads to the rule's page in the study guide, with the finding on top. */
function explainLink({ client, documents, reports }: Session, { rule, at }: Finding): string | undefined {
  const lines = reports.lines(at.file);
  if (client.options.commandLinks !== true || !lines) return undefined;
  const place = { uri: documents.uriOf(at.file), range: rangeOf(lines, at) };
  return `[Explain ${rule}](${commandLink('groundwork.explainRule', rule, place)})`;
}

/** As many checks of other tools are named. */
const mostNames = 6;

/** 'In other tools: `checkov/CKV_GCP_2`, `trivy/GCP-0071`'; undefined where none has such a check. */
function otherNames(equivalents: readonly string[]): string | undefined {
  if (equivalents.length === 0) return undefined;
  const named = equivalents.slice(0, mostNames).map((check) => `\`${check}\``);
  const rest = equivalents.length - named.length;
  return `In other tools: ${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** `var.tls <- prod.tfvars:4 = false`; undefined for a value that is written where it is used. */
function valueLine(session: Session, { at, through = [], sensitive }: Finding): string | undefined {
  const [use] = through;
  if (!use) return undefined;
  const place = link(session, at, directoryOf(use.at.file));
  if (!place) return undefined;
  const text = sensitive ? undefined : session.reports.text(at.file)?.slice(at.start, at.end);
  const value = text !== undefined && text.length <= 60 && !/[\n\r]/.test(text) ? ` = ${code(text)}` : '';
  const used = link(session, use.at);
  return `${code(chainOf(through))}${arrow}${place}${value}${used ? `, used in ${used}` : ''}`;
}

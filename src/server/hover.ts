import type { Hover } from 'vscode-languageserver';
import { touches } from '../hcl/span.ts';
import type { Finding } from '../linter/finding.ts';
import { ruleInfo } from '../linter/own-rules.ts';
import { baseName } from '../terraform/files.ts';
import { rangeOf } from './convert.ts';
import { refresh } from './refresh.ts';
import type { Session } from './session.ts';

export function registerHover(session: Session): void {
  const { connection, client, documents, reports } = session;
  connection.onHover(async ({ textDocument, position }, token): Promise<Hover | null> => {
    const path = documents.pathOf(textDocument.uri);
    if (path === undefined || !documents.get(path)) return null;
    await refresh(session, path, token);
    const lines = reports.lines(path);
    if (!lines) return null;
    const offset = lines.offset(position);
    const found = reports.findings(path).filter(({ at }) => touches(at, offset));
    const [first] = found.toSorted((a, b) => a.at.end - a.at.start - (b.at.end - b.at.start));
    if (!first) return null;
    const text = found.map((finding) => describe(session, finding)).join('\n\n---\n\n');
    const contents = client.markdownHover
      ? ({ kind: 'markdown', value: text } as const)
      : ({ kind: 'plaintext', value: plain(text) } as const);
    return { contents, range: rangeOf(lines, first.at) };
  });
}

/** What the diagnostic cannot say: why it matters, where the value comes from, and what to read. */
function describe({ client, documents, reports }: Session, finding: Finding): string {
  const rule = ruleInfo(finding.rule);
  const brief = client.options.diagnosticsInHover === true;
  const related = finding.related.flatMap(({ at, message }) => {
    const lines = reports.lines(at.file);
    if (!lines) return [];
    const line = lines.lineAt(at.start) + 1;
    return `- ${message}: [${baseName(at.file)}:${line}](${documents.uriOf(at.file)}#L${line})`;
  });
  const references = rule?.refs.map((address) => `<${address}>`) ?? [];
  return [
    `**${rule?.title ?? finding.rule}**${brief ? '' : ` \`${finding.rule}\``}`,
    !brief && finding.message,
    rule?.why,
    !brief && related.join('\n'),
    references.join(' · '),
  ]
    .filter((part) => part)
    .join('\n\n');
}

/** Markdown for a client that shows it as it stands. */
function plain(markdown: string): string {
  return markdown
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/<(https?:[^>]*)>/g, '$1')
    .replaceAll(/[*`]/g, '');
}

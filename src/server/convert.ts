import type { Range } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import type { LineIndex } from '../hcl/lines.ts';
import type { Span } from '../hcl/span.ts';

/**
 * The path of a URI, with `/` between its parts and nothing percent-encoded: `/home/a b/main.tf`, `c:/work/main.tf`,
 * `//server/share/main.tf`, and for schemes other than `file` `vscode-vfs://github/owner/main.tf`. Undefined for what is no URI.
 */
export function pathOf(uri: string): string | undefined {
  const parsed = parse(uri);
  if (!parsed) return undefined;
  const { scheme, authority, path } = parsed;
  if (scheme !== 'file') return `${scheme}://${authority}${path.startsWith('/') ? path : `/${path}`}`;
  if (authority !== '') return `//${authority.toLowerCase()}${path}`;
  return path.replace(/^\/([A-Za-z]):/, (_, drive: string) => `${drive.toLowerCase()}:`);
}

/** The URI of a path that `pathOf` made, encoded as VS Code does. */
export function uriOf(path: string): string {
  const [, scheme, authority = '', rest = ''] = /^([a-z][a-z0-9+.-]+):\/\/([^/]*)(.*)$/.exec(path) ?? [];
  if (scheme) return URI.from({ scheme, authority, path: rest }).toString();
  const unc = /^\/\/([^/]+)(.*)$/.exec(path);
  if (unc) return URI.from({ scheme: 'file', authority: unc[1] ?? '', path: unc[2] || '/' }).toString();
  return URI.from({ scheme: 'file', path: path.startsWith('/') ? path : `/${path}` }).toString();
}

/** The scheme of a URI; undefined for what is no URI. */
export function schemeOf(uri: string): string | undefined {
  return parse(uri)?.scheme;
}

export function rangeOf(lines: LineIndex, span: Span): Range {
  return { start: lines.position(span.start), end: lines.position(span.end) };
}

/** The span of a range; one that leaves the text or is turned round is moved into order. */
export function spanOf(lines: LineIndex, range: Range): Span {
  const [a, b] = [lines.offset(range.start), lines.offset(range.end)];
  return { start: Math.min(a, b), end: Math.max(a, b) };
}

function parse(uri: string): URI | undefined {
  try {
    return URI.parse(uri, true);
  } catch {
    return undefined;
  }
}

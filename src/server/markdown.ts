/** Text that Markdown shows as it stands, on one line: no link, picture or element comes of it. */
export function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*<[\]]/g, '\\$&');
}

/**
 * Text for the label of a link, as it stands. VS Code reads a label anew without the strokes before its brackets, so that
 * only their numbers are safe.
 */
export function label(text: string): string {
  return escaped(text).replace(/\\([[\]])/g, (_, bracket) => (bracket === '[' ? '&#91;' : '&#93;'));
}

/** Text as code, whatever is in it. */
export function code(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = line.startsWith('`') || line.endsWith('`') || line.trim() === '' ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** The address of a command of our own client, for a link in a hover, which a bracket would end. */
export function commandLink(command: string, ...given: readonly unknown[]): string {
  const address = `command:${command}?${encodeURIComponent(JSON.stringify(given))}`;
  return address.replaceAll('(', '%28').replaceAll(')', '%29');
}

/** Markdown of ours for a client that shows it as it stands. */
export function plain(markdown: string): string {
  return markdown
    .replace(/\[((?:\\.|[^\]\\])*)\]\([^)]*\)/g, '$1')
    .replace(/(?<!\\)<(https?:[^>]*)>/g, '$1')
    .replace(/\\([\\`*<[\]])|[*`]/g, '$1')
    .replaceAll('&#91;', '[')
    .replaceAll('&#93;', ']');
}

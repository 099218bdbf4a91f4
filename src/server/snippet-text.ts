/** A snippet's text with what stands in it before anyone types: defaults, and the first of each choice. */
export function expandSnippet(source: string): string {
  const parts = readParts(source);
  const defaults = new Map<string, readonly Part[]>();
  collectDefaults(parts, defaults);
  return write(parts, defaults, new Set());
}

/** A piece of plain text, or a tab stop or variable. */
type Part = string | { readonly name: string; readonly preset: readonly Part[] | undefined };

function readParts(source: string): readonly Part[] {
  let at = 0;

  /** Reads up to the end of the text, or up to the brace that closes a placeholder. */
  function read(nested: boolean): readonly Part[] {
    const parts: Part[] = [];
    let text = '';
    while (at < source.length && !(nested && source[at] === '}')) {
      const escaped = /^\\[\\$}]/.exec(source.slice(at, at + 2));
      const stop = escaped ? undefined : readStop();
      if (stop) {
        parts.push(text, stop);
        text = '';
      } else if (escaped) {
        text += source[at + 1];
        at += 2;
      } else {
        text += source[at];
        at++;
      }
    }
    return [...parts, text];
  }

  /** `$1`, `${1}`, `${1|one,two|}` or `${1:text}`; undefined, and nothing read, where none stands here. */
  function readStop(): Part | undefined {
    stops.lastIndex = at;
    const found = stops.exec(source);
    if (!found) return undefined;
    const [whole, bare, braced, choices, opened] = found;
    at += whole.length;
    if (choices !== undefined) return { name: braced ?? '', preset: [firstChoice(choices)] };
    if (opened === undefined) return { name: bare ?? braced ?? '', preset: undefined };
    const preset = read(true);
    at++;
    return { name: opened, preset };
  }

  return read(false);
}

const stops = /\$(?:(\d+|[A-Za-z_]\w*)|\{(\w+)(?:\|((?:\\.|[^\\|])*)\|)?\}|\{(\w+):)/y;

function firstChoice(choices: string): string {
  const [first = ''] = /^(?:\\.|[^\\,])*/.exec(choices) ?? [];
  return first.replaceAll(/\\([\\,|])/g, '$1');
}

function collectDefaults(parts: readonly Part[], defaults: Map<string, readonly Part[]>): void {
  for (const part of parts) {
    if (typeof part === 'string' || !part.preset) continue;
    if (!defaults.has(part.name)) defaults.set(part.name, part.preset);
    collectDefaults(part.preset, defaults);
  }
}

/** A stop without a text of its own repeats that of the stop with its number, but never within itself. */
function write(
  parts: readonly Part[],
  defaults: ReadonlyMap<string, readonly Part[]>,
  within: ReadonlySet<string>,
): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      const preset = within.has(part.name) ? undefined : (part.preset ?? defaults.get(part.name));
      return preset ? write(preset, defaults, new Set([...within, part.name])) : '';
    })
    .join('');
}

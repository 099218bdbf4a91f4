import type { Span } from '../hcl/span.ts';
import { arrow, chainOf } from '../linter/way.ts';
import { directoryOf } from '../terraform/files.ts';
import { describe as show } from '../terraform/text.ts';
import type { Value } from '../terraform/value.ts';
import { link } from './links.ts';
import { code } from './markdown.ts';
import { relativeName } from './related.ts';
import type { Session } from './session.ts';
import { valuesAt } from './values.ts';

/** What a hover says, in Markdown, about a stretch of the text. */
export interface Told {
  readonly text: string;
  readonly span: Span;
}

/** As many values of one reference are shown. */
const mostValues = 4;

/** What a variable or local stands for, and which file says so; by module where it is not the same in all. */
export function aboutValue(session: Session, path: string, offset: number): Told | undefined {
  const found = valuesAt(session, path, offset);
  if (!found) return undefined;
  const lines = new Map<string, string[]>();
  for (const { value, root, module } of found.values) {
    const line = lineOf(session, found.name, value, path);
    if (!line) continue;
    const { top } = root.folder;
    const where = root.directory === top ? '' : relativeName(root.directory, top, undefined);
    lines.set(line, [...(lines.get(line) ?? []), [where, module.address].filter(Boolean).join(' ')]);
  }
  if (lines.size === 0) return undefined;
  const all = [...lines].map(([line, places]) =>
    lines.size > 1 && places[0] ? `${line} in ${code(places[0])}` : line,
  );
  const rest = all.length - mostValues;
  return {
    text: [...all.slice(0, mostValues), rest > 0 && `and ${rest} more`].filter(Boolean).join('\n\n'),
    span: found.span,
  };
}

function lineOf(session: Session, name: string, value: Value, path: string): string | undefined {
  const { at, through } = value.origin;
  if (value.kind === 'unknown') {
    return value.reason === 'variable' && !value.pieces
      ? `${code(value.cause)} has no value: give it one by a default or a variable file`
      : undefined;
  }
  const place = link(session, at, directoryOf(path));
  const [use, ...further] = through;
  const chain = use ? chainOf([{ ...use, name }, ...further]) : name;
  return place && `${code(chain)}${arrow}${place} = ${code(show(value, 60))}`;
}

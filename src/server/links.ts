import { directoryOf } from '../terraform/files.ts';
import type { Location } from '../terraform/value.ts';
import { label } from './markdown.ts';
import type { Session } from './session.ts';

/** A place as a link of Markdown, named as seen from `directory`; undefined where its file cannot be read. */
export function link(
  { documents, reports }: Session,
  at: Location,
  directory = directoryOf(at.file),
): string | undefined {
  const line = reports.lines(at.file)?.lineAt(at.start);
  return line === undefined
    ? undefined
    : `[${label(reports.name(at, directory))}](${documents.uriOf(at.file)}#L${line + 1})`;
}

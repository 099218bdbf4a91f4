import { touches } from '../hcl/span.ts';
import { type Directive, rulesNamed } from '../linter/directive.ts';
import { readCommentOf } from '../linter/json-comments.ts';
import { allRules } from '../linter/own-rules.ts';
import { code } from './markdown.ts';
import type { Session } from './session.ts';
import type { Told } from './value-hover.ts';

/** As many rules of one id are listed. */
const mostRules = 8;

/** What each form without an id is about, as the tool that reads it has it. */
const reach: Readonly<Record<Directive['scope'], string>> = {
  line: 'this line or the one below',
  inside: 'the whole block around it',
  body: 'the whole block around it',
  twoLines: 'faults that begin on this line or the next',
  around: 'this line, the one above and the one below',
  beneath: 'the block below',
  file: 'the whole file',
};

/** What an id in a comment that suppresses findings stands for, and how far the comment reaches. */
export function aboutComment({ workspaces }: Session, path: string, offset: number): Told | undefined {
  const file = workspaces
    .holding(path)
    .map(({ workspace }) => workspace.file(path))
    .find(Boolean);
  const comment = file?.comments.find((one) => touches(one, offset));
  if (!file || !comment) return undefined;
  const found = readCommentOf(file, comment);
  const directive = found.find((one): one is Directive => !('message' in one) && touches(one, offset));
  return directive && { text: decoded(directive), span: directive };
}

function decoded(directive: Directive): string {
  const { tool, id, named, scope, until, reason, spares, grade } = directive;
  const rules = named ? rulesNamed(directive) : spares ? allRules.filter(spares) : [];
  const ends = until === undefined ? '' : `, to the end of ${until}`;
  const effect = grade ? `${/^min/i.test(id) ? 'the least' : 'the greatest'} severity of what is found` : 'suppressed';
  const lines = rules.slice(0, mostRules).map((rule) => `- ${rule.title} \`${rule.id}\``);
  const rest = rules.length - lines.length;
  return [
    `${code(id)} for ${tool}: ${effect} in ${reach[scope]}${ends}`,
    spares && `Of what ${tool} looks for, only this is left:`,
    (named || spares) && rules.length === 0 && 'No rule of Groundwork stands for it.',
    [...lines, ...(rest > 0 ? [`- and ${rest} more`] : [])].join('\n'),
    reason === undefined && named && 'The comment gives no reason.',
  ]
    .filter(Boolean)
    .join('\n\n');
}

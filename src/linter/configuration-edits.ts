import { findNodeAtLocation, modify, type ParseError, parseTree } from 'jsonc-parser';
import { applyEdits, type Edit } from '../hcl/edits.ts';
import { lineEnd } from '../hcl/lines.ts';
import type { Severity } from '../rules/rule.ts';

/** How a rule is reported: what stands behind its id in a configuration. */
export type Level = Severity | 'off';

/**
 * Edits that give a rule a level in a configuration's text, which leave all else as it is, comments included. Undefined
 * where the text is broken, so that no edit of it is sure to say what it should.
 */
export function setRuleLevel(text: string, rule: string, level: Level): readonly Edit[] | undefined {
  if (text.trim() === '') return [{ start: 0, end: text.length, text: newConfiguration({ rules: { [rule]: level } }) }];
  if (!isSound(text)) return undefined;
  const indent = /\n([ \t]+)"/.exec(text)?.[1] ?? '  ';
  const formattingOptions = {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.startsWith('\t') ? 2 : indent.length,
    eol: lineEnd(text),
  };
  // At the front where the end would part a comment from the line that it speaks of.
  const place = endsInComment(text) ? { getInsertionIndex: () => 0 } : {};
  const edits = modify(text, ['rules', rule], level, { formattingOptions, ...place }).map(
    ({ offset, length, content }) => ({ start: offset, end: offset + length, text: content }),
  );
  return isSound(applyEdits(text, edits)) ? edits : undefined;
}

/** Whether a comment follows the last of the rules on its line, or the last of all keys where there are no rules. */
function endsInComment(text: string): boolean {
  const tree = parseTree(text, [], { allowTrailingComma: true });
  const list = tree && (findNodeAtLocation(tree, ['rules']) ?? tree);
  const last = list?.children?.at(-1);
  return last !== undefined && /^,?[^\S\n]*\/[/*]/.test(text.slice(last.offset + last.length));
}

/** The text of a new configuration. */
export function newConfiguration(content: object): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}

function isSound(text: string): boolean {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  return errors.length === 0 && tree?.type === 'object';
}

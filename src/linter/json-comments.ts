import type { Comment } from '../hcl/ast.ts';
import type { Span } from '../hcl/span.ts';
import type { SourceFile } from '../terraform/files.ts';
import type { CommentFault, Directive } from './directive.ts';
import { readComment } from './suppression-forms.ts';

/** Whether a file is in the JSON form of Terraform, where a comment is a property named `//`. */
export function isJson({ path }: SourceFile): boolean {
  return path.endsWith('.json');
}

/** What a comment of a file suppresses, and what is wrong with it, with places in the file. */
export function readCommentOf(file: SourceFile, comment: Comment): readonly (Directive | CommentFault)[] {
  const text = file.text.slice(comment.start, comment.end);
  if (!isJson(file)) return readComment(text, comment.start);
  const [key] = /^"\/\/"\s*:\s*"/.exec(text) ?? [];
  if (key === undefined) return [];
  return readComment(text.slice(key.length, -1), comment.start + key.length).filter(
    (found) => 'message' in found || isReadInJson(found),
  );
}

/** Trivy, KICS and terrascan look for the marks of the native form before their words. */
function isReadInJson({ tool, place }: Directive): boolean {
  return tool === 'groundwork' || tool === 'checkov' || (tool === 'tflint' && place === 'start');
}

/** A property that is a comment, with the comma that goes with it. */
export function wholeProperty({ text }: SourceFile, { start, end }: Span): Span {
  const after = /^\s*,\s*/.exec(text.slice(end))?.[0];
  if (after !== undefined) return { start, end: end + after.length };
  const before = /(?:,\s*)?$/.exec(text.slice(0, start))?.[0] ?? '';
  return { start: start - before.length, end };
}

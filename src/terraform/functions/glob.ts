import { RegexFault, RegexTooLong } from './regex-classes.ts';
import { compileRegex, findMatch } from './regex-machine.ts';

/**
 * A test of paths against a pattern of `fileset`: `*`, `?`, `[a-z]`, `{a,b}`, and `**` for any directories. Undefined where
 * it is no pattern.
 */
export function globPattern(pattern: string): GlobTest | undefined {
  const known = tests.get(pattern);
  if (known) return known;
  const test = compiled(pattern);
  if (tests.size > 100) tests.clear();
  if (test) tests.set(pattern, test);
  return test;
}

type GlobTest = (path: string) => boolean;

/** Modules that are called often ask for the same pattern each time. */
const tests = new Map<string, GlobTest>();

function compiled(pattern: string): GlobTest | undefined {
  try {
    const program = compileRegex(expression(pattern));
    const end = literalEnd(pattern);
    // By far the most common: all files of a kind.
    if (pattern === `**/*${end}` && !end.includes('/')) return (path) => path.endsWith(end);
    // Most files of a tree differ in their ending already, which is quick to tell.
    return (path) => path.endsWith(end) && findMatch(program, [...path], 0, () => true) !== 'none';
  } catch (error) {
    if (error instanceof RegexFault || error instanceof RegexTooLong) return undefined;
    throw error;
  }
}

/** What every path that a pattern matches ends with: `.yaml` for `*.yaml`. */
function literalEnd(pattern: string): string {
  return pattern.includes(',') ? '' : (/[^*?[\]{}\\]*$/.exec(pattern)?.[0] ?? '');
}

function expression(pattern: string): string {
  const parts = pattern.replace(/\*\*\/|\*\*|\*|\?|\[[!^]?[^\]]+\]|\\?./gsu, (part) => {
    if (part === '**/') return '(?:[^/]*/)*';
    if (part === '**') return '.*';
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    if (part === '[') throw new RegexFault('a [ is not closed');
    if (part === '{') return '(?:';
    if (part === '}') return ')';
    if (part === ',') return '|';
    if (part.startsWith('[') && part.length > 1) return part.replace(/^\[!/, '[^');
    return `\\x{${(part.replace(/^\\(?=.)/s, '').codePointAt(0) ?? 0).toString(16)}}`;
  });
  return `(?s)\\A(?:${parts})\\z`;
}

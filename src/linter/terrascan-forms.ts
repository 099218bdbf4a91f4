import { compareSeverity, type Severity } from '../rules/rule.ts';
import { lookup } from '../terraform/lookup.ts';
import type { Form } from './directive.ts';
import { anyFault, equivalentTo, exactly } from './equivalent.ts';
import { withLikelyCheck } from './likely-check.ts';

const common = { tool: 'terrascan', scope: 'body', until: undefined, removal: undefined } as const;

/** `#ts:skip=AC_AWS_0214 reason` within a resource. */
const skip: Form = {
  pattern: /#ts:skip=[^\S\n]*([\w.-]+)([^\n]*)/dg,
  *read(match) {
    const [, id = '', words = ''] = match;
    const [start] = match.indices?.[1] ?? [match.index];
    const span = { start, end: start + id.length };
    const reason = words.trim() || undefined;
    yield* withLikelyCheck({
      ...{ ...common, ...span, id, reason, named: true, matches: equivalentTo('terrascan', exactly(id)) },
    });
  },
};

const levels: Readonly<Record<string, Severity | 'none'>> = {
  none: 'none',
  low: 'info',
  medium: 'warning',
  high: 'error',
};

/** `#ts:maxseverity=None` within a resource: nothing is found in it. Any other bound moves what is found up or down to it. */
const severity: Form = {
  pattern: /#ts:((min|max)severity)=[^\S\n]*(none|low|medium|high)(?!\w)/dgi,
  *read(match) {
    const [, id = '', bound = '', word = ''] = match;
    const [start, end] = match.indices?.[1] ?? [match.index, match.index];
    const least = bound.toLowerCase() === 'min';
    const level = lookup(levels, word.toLowerCase());
    if (level === undefined || (level === 'none' && least)) return;
    const base = { ...common, start, end, id, reason: undefined, named: false };
    if (level === 'none') yield { ...base, matches: anyFault };
    else yield { ...base, matches: anyFault, grade: (given) => bounded(given, level, least) };
  },
};

function bounded(given: Severity, level: Severity, least: boolean): Severity {
  const difference = compareSeverity(given, level);
  return (least ? difference > 0 : difference < 0) ? level : given;
}

/** The comments of terrascan. */
export const terrascanForms: readonly Form[] = [skip, severity];

import { type CommentFault, type Directive, type Form, listedIds } from './directive.ts';
import { anyFault, equivalentTo, exactly } from './equivalent.ts';
import { withLikelyCheck } from './likely-check.ts';
import type { RuleInfo } from './own-rules.ts';

const scopes = { ignore: 'file', 'ignore-line': 'twoLines', 'ignore-block': 'beneath' } as const;

const common = { tool: 'kics', until: undefined, reason: undefined } as const;

/** `kics-scan ignore`, and the same for a line or a block: every query, without an id or a reason. */
const ignore: Form = {
  pattern: /(?<=^[\s*#/]*)kics-scan (ignore(?:-line|-block)?)(?![\w-])/dg,
  *read(match) {
    const [start, end] = match.indices?.[1] ?? [match.index, match.index];
    const id = match[1] as keyof typeof scopes;
    const place = id === 'ignore' ? ({ place: 'head' } as const) : {};
    const base = { ...common, ...place, start, end, id, scope: scopes[id], removal: undefined };
    yield { ...base, named: false, matches: anyFault };
  },
};

/** `kics-scan disable=<uuid>,<uuid>`, and `enable=` for all queries but these. */
const select: Form = {
  pattern: /(?<=^[\s*#/]*)kics-scan (enable|disable)=([\w,-]+)/dg,
  *read(match): Iterable<Directive | CommentFault> {
    const [, verb, list = ''] = match;
    const [offset] = match.indices?.[2] ?? [match.index];
    const ids = [...listedIds(list, offset)];
    const base = { ...common, scope: 'file', place: 'head' } as const;
    if (verb === 'disable') {
      for (const part of ids) {
        const matches = equivalentTo('kics', exactly(part.id));
        yield* withLikelyCheck({ ...base, ...part, tool: 'kics', named: true, matches });
      }
      return;
    }
    const chosen = equivalentTo('kics', exactly(...ids.map(({ id }) => id)));
    const others = equivalentTo('kics', /./);
    const matches = (rule: RuleInfo) => others(rule) && !chosen(rule);
    const [start, end] = match.indices?.[1] ?? [match.index, match.index];
    yield { ...base, start, end, id: 'enable', named: false, removal: undefined, matches, spares: chosen };
  },
};

/** The comments of KICS. */
export const kicsForms: readonly Form[] = [ignore, select];

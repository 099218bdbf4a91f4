import type { Severity } from '../rules/rule.ts';
import { lookup } from '../terraform/lookup.ts';
import { type CommentFault, type Directive, dayBefore, type Form, isDay } from './directive.ts';
import { likelyCheck } from './likely-check.ts';
import type { RuleInfo } from './own-rules.ts';
import { readConditions } from './trivy-conditions.ts';
import { trivyNames } from './trivy-names.ts';

const checkov: Form = {
  pattern: /(?:checkov|bridgecrew|cortex):skip= *([\w-]+(?:,[\w-]+)*)(, +(?=CKV|BC_))?(?::([^\n]*))?/dg,
  *read(match) {
    const [, list = '', gap, words] = match;
    const [offset] = match.indices?.[1] ?? [match.index];
    const reason = words?.trim() || undefined;
    const ids = [...list.matchAll(/[^,]+/g)].map(({ 0: id, index }) => {
      const start = offset + index;
      return { id, start, end: start + id.length };
    });
    for (const [i, { id, start, end }] of ids.entries()) {
      const [previous, next] = [ids[i - 1], ids[i + 1]];
      const removal = next ? { start, end: next.start } : previous && { start: previous.end, end };
      yield* known('checkov', {
        ...{ ...named, tool: 'checkov', id, start, end, reason, removal },
        // Its search for secrets goes by lines and knows no blocks.
        scope: /^CKV_SECRET_/i.test(id) ? 'around' : 'inside',
        matches: equivalentTo(['checkov/'], exactly(id)),
      });
    }
    if (gap === undefined) return;
    const start = offset + list.length;
    const message = 'checkov reads no further than the space: separate its ids by commas alone.';
    yield { start, end: start + gap.length, message, right: ',' };
  },
};

const trivy: Form = {
  pattern: /(?<![\w:-])(?:trivy|tfsec):ignore:([^\s:[]+)([^\s]*)(?=([^\n]*))/dg,
  *read(match) {
    const [whole, id = '', conditions = '', text = ''] = match;
    const start = match.indices?.[1]?.[0] ?? match.index;
    const read = readConditions(conditions);
    const matches = equivalentTo(['trivy/', 'tfsec/'], wildcard(id.replace(/^avd-/i, '')));
    // Conditions that cannot be understood leave the finding shown, as there.
    if (!read) return;
    const { expiry, when } = read;
    if (expiry !== undefined && !isDay(expiry)) {
      const end = match.index + whole.length;
      yield { start, end, message: `"${expiry}" is no day, so trivy takes no notice of it. Write one as 2027-03-31.` };
      return;
    }
    const others = match.input.match(/(?:trivy|tfsec):ignore:/g)?.length ?? 1;
    const rest = /^[^\S\n]*/.exec(text)?.[0].length ?? 0;
    const end = match.index + whole.length;
    yield* known('trivy', {
      ...{ ...named, tool: 'trivy', id, start, end: start + id.length, scope: 'line', matches },
      ...(when && { when }),
      named: !id.includes('*') && !when,
      until: expiry === undefined ? undefined : dayBefore(expiry),
      reason: text.replace(/(?:trivy|tfsec):ignore:.*/, '').trim() || undefined,
      removal: others > 1 ? { start: match.index, end: end + rest } : undefined,
    });
  },
};

const tflint: Form = {
  pattern: /(?<=(?:^|\n)[\s*#/]*)tflint-ignore(-file)?: ([^\n*/#]+)(?:#([^\n]*))?/dg,
  *read(match) {
    const [, file, list = '', words] = match;
    const [offset] = match.indices?.[2] ?? [match.index];
    const reason = words?.trim() || undefined;
    for (const { 0: text, index } of list.matchAll(/[^,]+/g)) {
      const id = text.trim();
      const start = offset + index + text.length - text.trimStart().length;
      yield {
        ...{ ...named, tool: 'tflint', id, start, end: start + id.length, reason, removal: undefined },
        ...(file ? ({ scope: 'file', place: 'start' } as const) : ({ scope: 'twoLines' } as const)),
        named: id !== 'all',
        matches: equivalentTo(['tflint/'], id === 'all' ? /./ : exactly(id)),
      };
    }
  },
};

const kicsScopes = { ignore: 'file', 'ignore-line': 'twoLines', 'ignore-block': 'beneath' } as const;

const kics: Form = {
  pattern: /(?<=^[\s*#/]*)kics-scan (?:(ignore(?:-line|-block)?)(?![\w-])|(enable|disable)=([\w,-]+))/dg,
  *read(match) {
    const [, word, verb, list = ''] = match;
    const [start, end] = match.indices?.[1] ?? match.indices?.[2] ?? [match.index, match.index];
    const base = { ...named, tool: 'kics', start, end, named: false, reason: undefined, removal: undefined } as const;
    if (word === 'ignore' || word === 'ignore-line' || word === 'ignore-block') {
      const scope = kicsScopes[word];
      yield { ...base, id: word, scope, ...(scope === 'file' && { place: 'head' }), matches: anyFault };
      return;
    }
    const ids = exactly(`(?:${list.split(',').join('|')})`);
    const listed = equivalentTo(['kics/'], ids);
    const had = equivalentTo(['kics/'], /./);
    const matches = verb === 'disable' ? listed : (rule: RuleInfo) => had(rule) && !listed(rule);
    yield { ...base, id: verb ?? '', scope: 'file', place: 'head', matches };
  },
};

const terrascan: Form = {
  pattern: /(?<=^|\n)#ts:skip=[^\S\n]*([\w.-]+)([^\n]*)/dg,
  *read(match) {
    const [, id = '', words = ''] = match;
    const [start] = match.indices?.[1] ?? [match.index];
    yield {
      ...{ ...named, tool: 'terrascan', id, start, end: start + id.length, scope: 'inside', removal: undefined },
      ...{ reason: words.trim() || undefined, matches: equivalentTo(['terrascan/'], exactly(id)) },
    };
  },
};

const ranks: Readonly<Record<string, number>> = { none: 0, low: 1, info: 1, medium: 2, warning: 2, high: 3, error: 3 };

const terrascanSeverity: Form = {
  pattern: /(?<=^|\n)#ts:((min|max)severity)=[^\S\n]*(none|low|medium|high)(?!\w)/dgi,
  *read(match) {
    const [, id = '', bound = '', word = ''] = match;
    const [start, end] = match.indices?.[1] ?? [match.index, match.index];
    const limit = lookup(ranks, word.toLowerCase()) ?? 0;
    const below = bound.toLowerCase() === 'min';
    const matches = (rule: RuleInfo, severity: Severity) => {
      const rank = lookup(ranks, severity) ?? 0;
      return anyFault(rule) && (below ? rank < limit : rank > limit);
    };
    yield {
      ...{ ...named, tool: 'terrascan', id, start, end, scope: 'inside', named: false, matches },
      ...{ reason: undefined, removal: undefined },
    };
  },
};

/** The suppressions of other tools. */
export const foreignForms: readonly Form[] = [checkov, trivy, tflint, kics, terrascan, terrascanSeverity];

const named = { named: true, until: undefined } as const;

/** The directive; with a remark where its id is one that the tool cannot have, and another was likely meant. */
function* known(tool: 'checkov' | 'trivy', directive: Directive): Iterable<Directive | CommentFault> {
  yield directive;
  const { id, start, end, named } = directive;
  const right = named ? likelyCheck(tool, id) : undefined;
  if (right === undefined) return;
  yield { start, end, message: `${tool} has no check "${id}"; did you mean "${right}"?`, right, severity: 'info' };
}

/** What a comment without ids is about: every fault of the catalogue, but not that a text cannot be read. */
function anyFault({ id }: RuleInfo): boolean {
  return !id.startsWith('groundwork/') && id !== 'terraform/syntax';
}

function equivalentTo(prefixes: readonly string[], pattern: RegExp): (rule: RuleInfo) => boolean {
  return (rule) =>
    rule.equivalents.some((check) => {
      const prefix = prefixes.find((one) => check.startsWith(one));
      if (prefix === undefined) return false;
      const id = check.slice(prefix.length);
      return (prefix === 'trivy/' ? trivyNames(id) : [id]).some((name) => pattern.test(name));
    });
}

function exactly(id: string): RegExp {
  return new RegExp(`^${id.replaceAll('.', '\\.')}$`, 'i');
}

function wildcard(id: string): RegExp {
  return new RegExp(`^${id.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`, 'i');
}

import { dayBefore, type Form, isDay, listedIds } from './directive.ts';
import { equivalentTo, exactly, wildcard } from './equivalent.ts';
import { kicsForms } from './kics-forms.ts';
import { withLikelyCheck } from './likely-check.ts';
import { terrascanForms } from './terrascan-forms.ts';
import { readConditions } from './trivy-conditions.ts';

const named = { named: true, until: undefined } as const;

const checkov: Form = {
  pattern: /(?:checkov|bridgecrew|cortex):skip= *([\w-]+(?:,[\w-]+)*)(, +(?=CKV|BC_))?(?::([^\n]*))?/dg,
  *read(match) {
    const [, list = '', gap, words] = match;
    const [offset] = match.indices?.[1] ?? [match.index];
    const reason = words?.trim() || undefined;
    for (const part of listedIds(list, offset)) {
      yield* withLikelyCheck({
        ...{ ...named, ...part, tool: 'checkov', reason },
        // Its search for secrets goes by lines and knows no blocks.
        scope: /^CKV_SECRET_/i.test(part.id) ? 'around' : 'inside',
        matches: equivalentTo('checkov', exactly(part.id)),
      });
    }
    if (gap === undefined) return;
    const start = offset + list.length;
    const message = 'checkov reads no further than the space: separate its ids by commas alone.';
    yield { start, end: start + gap.length, message, right: ',' };
  },
};

const trivyIgnore = /(?:trivy|tfsec):ignore:\S*/g;

const trivy: Form = {
  pattern: /(?<![\w:-])(?:trivy|tfsec):ignore:([^\s:[]+)([^\s]*)(?=([^\n]*))/dg,
  *read(match) {
    const [whole, id = '', conditions = '', text = ''] = match;
    const start = match.indices?.[1]?.[0] ?? match.index;
    const read = readConditions(conditions);
    const matches = equivalentTo('trivy', wildcard(id.replace(/^avd-/i, '')));
    // Conditions that cannot be understood leave the finding shown, as there.
    if (!read) return;
    const { expiry, when } = read;
    const end = match.index + whole.length;
    if (expiry !== undefined && !isDay(expiry)) {
      yield { start, end, message: `"${expiry}" is no day, so trivy takes no notice of it. Write one as 2027-03-31.` };
      return;
    }
    const others = match.input.match(trivyIgnore)?.length ?? 1;
    const rest = /^[^\S\n]*/.exec(text)?.[0].length ?? 0;
    yield* withLikelyCheck({
      ...{ ...named, tool: 'trivy', id, start, end: start + id.length, scope: 'line', matches },
      ...(when && { when }),
      named: !id.includes('*') && !when,
      until: expiry === undefined ? undefined : dayBefore(expiry),
      // What is written behind several of them is said of each.
      reason: text.replace(trivyIgnore, '').trim() || undefined,
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
    for (const part of listedIds(list, offset)) {
      yield {
        ...{ ...named, ...part, tool: 'tflint', reason },
        ...(file ? ({ scope: 'file', place: 'start' } as const) : ({ scope: 'twoLines' } as const)),
        named: part.id !== 'all',
        matches: equivalentTo('tflint', part.id === 'all' ? /./ : exactly(part.id)),
      };
    }
  },
};

/** The suppressions of other tools. */
export const foreignForms: readonly Form[] = [checkov, trivy, tflint, ...kicsForms, ...terrascanForms];

import { limits } from './budget.ts';
import { toNumberValue } from './convert.ts';
import { elements } from './evaluate.ts';
import { number, unknown } from './make.ts';
import type { Section } from './model.ts';
import type { Repetition } from './scope.ts';
import { unknownOf } from './section.ts';
import { compareText } from './text.ts';
import type { UnknownValue, Value } from './value.ts';

/** One instance of a block: the key behind its address and what `each` and `count` mean in it. */
export interface Repeated {
  /** `["a"]`, `[0]`, or nothing. */
  readonly key: string;
  readonly index: string | number | undefined;
  readonly repetition: Repetition | undefined;
}

/**
 * The instances that `count` or `for_each` make. `open` says that they are not known: then there is one symbolic
 * instance without a key, whose `each` and `count` are unknown.
 */
export interface Expansion {
  readonly by: 'nothing' | 'count' | 'for_each';
  readonly instances: readonly Repeated[];
  readonly open: UnknownValue | undefined;
}

const single: Expansion = {
  by: 'nothing',
  instances: [{ key: '', index: undefined, repetition: undefined }],
  open: undefined,
};

/** Expands a resource, data source or module call by its own `count` or `for_each`. */
export function expand(section: Section): Expansion {
  if (section.attribute('for_each')) return expandEach(section.get('for_each'));
  if (section.attribute('count')) return expandCount(section.get('count'));
  return single;
}

function expandCount(value: Value | undefined): Expansion {
  const count = value && toNumberValue(value);
  if (count?.kind !== 'number') return symbolic('count', count);
  if (count.value > limits.instances) return tooMany('count', count, count.value);
  const instances = Array.from({ length: Math.max(0, Math.floor(count.value)) }, (_, index) => ({
    key: `[${index}]`,
    index,
    repetition: { index: number(index, count.origin) },
  }));
  return { by: 'count', instances, open: undefined };
}

function expandEach(value: Value | undefined): Expansion {
  const walked = value && elements(value);
  if (!walked) return symbolic('for_each', value);
  if (walked.length > limits.instances) return tooMany('for_each', value, walked.length);
  const instances: Repeated[] = [];
  for (const [key, item] of walked) {
    // Terraform refuses a list here; what was meant is the set of its strings.
    const name = value.kind === 'list' ? item : key;
    if (name.kind !== 'string') return symbolic('for_each', name);
    const repetition = { key: name, value: item };
    instances.push({ key: `[${quoteKey(name.value)}]`, index: name.value, repetition });
  }
  instances.sort((a, b) => compareText(String(a.index), String(b.index)));
  return { by: 'for_each', instances, open: undefined };
}

/** A key as addresses show it: quoted, with HCL's escapes. */
function quoteKey(key: string): string {
  return JSON.stringify(key).replaceAll('${', '$${').replaceAll('%{', '%%{');
}

function symbolic(by: 'count' | 'for_each', value: Value | undefined): Expansion {
  if (!value) return { by, instances: [], open: undefined };
  const open = unknownOf(value);
  const repetition = by === 'count' ? { index: open } : { key: open, value: open };
  return { by, instances: [{ key: '', index: undefined, repetition }], open };
}

function tooMany(by: 'count' | 'for_each', value: Value, size: number): Expansion {
  return symbolic(by, unknown('budget', `${size} instances`, value.origin));
}

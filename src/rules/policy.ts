import { documentOf } from '../terraform/document.ts';
import type { ModuleTree } from '../terraform/model.ts';
import type { ObjectValue, StringValue, Value } from '../terraform/value.ts';

/** The texts that an element of a statement lists; one that is unknown is not among them. */
export interface Words {
  readonly known: readonly StringValue[];
  /** Whether every one of them is known. */
  readonly whole: boolean;
}

/** Whom a statement is about: `AWS`, `Service`, `Federated` ..., or `*` for everyone, with the text that says who. */
export interface Principal {
  readonly type: string;
  readonly value: StringValue;
}

/** One test of a statement's `Condition`. */
export interface PolicyCondition {
  /** `StringEquals`, with `ForAnyValue:` and `IfExists` around it as written. */
  readonly operator: string;
  /** The condition key, in lower case: `aws:sourcearn`. */
  readonly key: string;
  readonly values: Words;
}

/** A statement of a policy document in the form that AWS and Alibaba Cloud share, as far as it is known. */
export interface Statement {
  readonly value: ObjectValue;
  /** Undefined where it is unknown. */
  readonly effect: 'Allow' | 'Deny' | undefined;
  /** Undefined where the element is not written. */
  readonly actions: Words | undefined;
  readonly notActions: Words | undefined;
  readonly resources: Words | undefined;
  readonly notResources: Words | undefined;
  readonly principals: readonly Principal[];
  /** The element `Principal` or `NotPrincipal` as written, which only policies of resources have. */
  readonly principal: Value | undefined;
  readonly notPrincipal: Value | undefined;
  readonly conditions: readonly PolicyCondition[];
  /** Whether there is a condition, known or not. */
  readonly conditional: boolean;
  /** Whether all of the conditions are known. */
  readonly conditionsKnown: boolean;
}

/** What the text of an argument encodes, with the places of its parts in the file. */
export function documentAt(value: Value | undefined, tree: ModuleTree): Value | undefined {
  if (!value) return undefined;
  const { file } = value.origin.at;
  const source = tree.modules.flatMap(({ files }) => files).find(({ path }) => path === file)?.text;
  return documentOf(value, source);
}

/** A policy document as its user refers to it: all statements, wherever they stand. */
export function statementsAt(value: Value | undefined, tree: ModuleTree): readonly Statement[] {
  return statementsOf(documentAt(value, tree));
}

/** The statements of a policy document, those of which the structure is known. */
export function statementsOf(document: Value | undefined): readonly Statement[] {
  if (document?.kind !== 'object') return [];
  const written = document.entries.get('Statement');
  const items = written?.kind === 'list' ? written.items : written ? [written] : [];
  return items.flatMap((item) => (item.kind === 'object' ? [statement(item)] : []));
}

function statement(value: ObjectValue): Statement {
  const { entries } = value;
  const effect = entries.get('Effect');
  const condition = entries.get('Condition');
  const conditions = conditionsOf(condition);
  return {
    value,
    effect: effect?.kind === 'string' ? effectOf(effect.value) : undefined,
    actions: words(entries.get('Action')),
    notActions: words(entries.get('NotAction')),
    resources: words(entries.get('Resource')),
    notResources: words(entries.get('NotResource')),
    principals: principalsOf(entries.get('Principal')),
    principal: entries.get('Principal'),
    notPrincipal: entries.get('NotPrincipal'),
    conditions: conditions ?? [],
    conditional: condition !== undefined && (conditions === undefined || conditions.length > 0),
    conditionsKnown: conditions !== undefined,
  };
}

function effectOf(text: string): 'Allow' | 'Deny' | undefined {
  return text === 'Allow' || text === 'Deny' ? text : undefined;
}

function words(value: Value | undefined): Words | undefined {
  if (value === undefined || value.kind === 'null') return undefined;
  const items = value.kind === 'list' ? value.items : [value];
  const known = items.filter((item) => item.kind === 'string');
  return { known, whole: known.length === items.length };
}

function principalsOf(value: Value | undefined): readonly Principal[] {
  if (value?.kind === 'string' || value?.kind === 'list')
    return (words(value)?.known ?? []).map((one) => ({ type: '*', value: one }));
  if (value?.kind !== 'object') return [];
  return [...value.entries].flatMap(([type, named]) =>
    (words(named)?.known ?? []).map((one) => ({ type, value: one })),
  );
}

/** Undefined where something in them is unknown. */
function conditionsOf(value: Value | undefined): readonly PolicyCondition[] | undefined {
  if (value === undefined || value.kind === 'null') return [];
  if (value.kind !== 'object') return undefined;
  const found: PolicyCondition[] = [];
  for (const [operator, keys] of value.entries) {
    if (keys.kind !== 'object') return undefined;
    for (const [key, wanted] of keys.entries) {
      const values = words(wanted);
      if (values) found.push({ operator, key: key.toLowerCase(), values });
    }
  }
  return found;
}

/** Whether a pattern of actions or resources (`*` and `?`) stands for a name, in any case of its letters. */
export function covers(pattern: string, name: string): boolean {
  const p = pattern.toLowerCase();
  const n = name.toLowerCase();
  let i = 0;
  let star = -1;
  let resume = 0;
  for (let j = 0; j < n.length; ) {
    if (p[i] === '*') {
      star = i++;
      resume = j;
    } else if (p[i] === n[j] || p[i] === '?') {
      i++;
      j++;
    } else if (star >= 0) {
      i = star + 1;
      j = ++resume;
    } else return false;
  }
  return /^\**$/.test(p.slice(i));
}

/** An action that a statement grants, and the text that does. */
export interface Granted {
  readonly action: string;
  readonly by: Value;
}

/** Those of the actions that a statement allows: each with the pattern that covers it, or what excludes the others. */
export function granted({ effect, actions, notActions }: Statement, wanted: readonly string[]): readonly Granted[] {
  if (effect !== 'Allow') return [];
  if (actions) {
    return wanted.flatMap((action) => {
      const by = actions.known.find(({ value }) => covers(value, action));
      return by ? [{ action, by }] : [];
    });
  }
  const [first] = notActions?.known ?? [];
  if (!notActions?.whole || !first) return [];
  return wanted
    .filter((action) => !notActions.known.some(({ value }) => covers(value, action)))
    .map((action) => ({ action, by: first }));
}

/** Whether a statement reaches every resource, as far as `Resource` says. */
export function onEverything({ resources }: Statement): boolean {
  return resources?.known.some(({ value }) => value === '*') ?? false;
}

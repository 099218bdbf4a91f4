import { textOf } from '../../terraform/convert.ts';
import { documentOf } from '../../terraform/document.ts';
import type { Section } from '../../terraform/model.ts';
import { resourcesOf, type Value } from '../../terraform/value.ts';
import { each, noneOf } from '../predicates.ts';
import type { Expectation, ValuePredicate } from '../rule.ts';

/** The resource types that grant roles on one kind of thing, to one member or to several. */
export function grantsOn(...things: readonly string[]): readonly string[] {
  return things.flatMap((thing) => [`google_${thing}_iam_member`, `google_${thing}_iam_binding`]);
}

/** The levels of the resource hierarchy on which a grant reaches everything below. */
export const hierarchy = ['organization', 'folder', 'project'] as const;

/** The members of a grant, each as a value of its own; none where they are unknown. */
export function membersOf(grant: Section): readonly Value[] {
  const members = grant.get('members');
  const several = members?.kind === 'list' ? members.items : [];
  return [grant.get('member'), ...several].filter((value) => value !== undefined);
}

/** The members of a whole policy, of the bindings that are known. */
export function policyMembersOf(policy: Section): readonly Value[] {
  const data = policy.get('policy_data');
  const document = data && documentOf(data);
  const bindings = document?.kind === 'object' ? document.entries.get('bindings') : undefined;
  if (bindings?.kind !== 'list') return [];
  return bindings.items.flatMap((binding) => {
    const members = binding.kind === 'object' ? binding.entries.get('members') : undefined;
    return members?.kind === 'list' ? members.items : [];
  });
}

/** The role that a grant gives, without `roles/`; undefined where it is unknown. */
export function roleOf(grant: Section): string | undefined {
  const role = grant.get('role');
  return role && textOf(role)?.replace(/^roles\//, '');
}

/** Whether a member is everyone, or everyone with a Google account. */
export function isPublic(member: Value): boolean {
  return /^(?:allUsers|allAuthenticatedUsers)$/i.test(textOf(member) ?? '');
}

/** The text of a value as far as it is known: in place of each unknown part stands `{}`. */
export function shapeOf(value: Value): string | undefined {
  if (value.kind !== 'unknown') return textOf(value);
  return value.pieces?.map((piece) => (typeof piece === 'string' ? piece : '{}')).join('');
}

/** Whether a member is a default service account of Compute Engine or App Engine, by its address or by reference. */
export function isDefaultAccount(member: Value): boolean {
  const text = shapeOf(member) ?? '';
  if (/-compute@developer\.gserviceaccount\.com$|@appspot\.gserviceaccount\.com$/.test(text)) return true;
  return resourcesOf(member).some((address) =>
    /\bdata\.google_(?:compute|app_engine)_default_service_account\./.test(address),
  );
}

/** Rows by which the members of grants on things must be as `test` asks. */
export function membersMust(
  things: readonly string[],
  test: ValuePredicate,
  texts: Pick<Expectation, 'so' | 'effect' | 'when'>,
): readonly Expectation[] {
  return [
    {
      on: things.map((thing) => `google_${thing}_iam_member`),
      attribute: 'member',
      must: test,
      missing: 'passes',
      ...texts,
    },
    {
      on: things.map((thing) => `google_${thing}_iam_binding`),
      attribute: 'members',
      must: each(test),
      missing: 'passes',
      ...texts,
    },
  ];
}

/** Rows by which nothing may be granted to everyone, or to everyone with a Google account. */
export function noPublicMember(things: readonly string[], so: string): readonly Expectation[] {
  return membersMust(things, noneOf('allUsers', 'allAuthenticatedUsers'), {
    so,
    effect: 'whoever relies on public access loses it',
  });
}

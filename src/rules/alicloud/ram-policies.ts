import { textOf } from '../../terraform/convert.ts';
import type { Resource } from '../../terraform/model.ts';
import { escalating } from '../facts/ram-actions.ts';
import { granted, type Statement, statementsAt } from '../policy.ts';
import type { Context, Report, ResourceCheck, Rule } from '../rule.ts';
import { placesAt } from './places.ts';
import { help, registry } from './refs.ts';

/** Where resources have the text of a policy that says what its holder may do. */
const policies: Readonly<Record<string, readonly string[]>> = {
  alicloud_cloud_sso_access_configuration: ['permission_policies.permission_policy_document'],
  alicloud_ram_policy: ['policy_document', 'document'],
  alicloud_resource_manager_policy: ['policy_document'],
};

const trust: Readonly<Record<string, readonly string[]>> = {
  alicloud_ram_role: ['assume_role_policy_document', 'document'],
};

/** A check of each statement of the documents that resources have in some arguments. */
function statements(
  places: Readonly<Record<string, readonly string[]>>,
  check: (statement: Statement) => Iterable<Report>,
): ResourceCheck {
  return {
    on: Object.keys(places),
    *resource(resource: Resource, { tree }: Context) {
      for (const path of places[resource.type] ?? [])
        for (const { value } of placesAt(resource, path))
          for (const statement of statementsAt(value, tree)) yield* check(statement);
    },
  };
}

/** Whether a statement reaches every resource of the account. */
function onEverything({ resources }: Statement): boolean {
  return resources?.known.some(({ value }) => /^(?:\*|acs:\*:\*:\*:\*)$/.test(value)) ?? false;
}

const everything = 'The policy allows everything on everything. Name the actions and resources that are needed.';

function* administrator(statement: Statement): Iterable<Report> {
  if (statement.effect !== 'Allow' || statement.conditional || !onEverything(statement)) return;
  for (const at of statement.actions?.known ?? []) {
    if (!/^\*(?::\*)?$/.test(at.value)) continue;
    yield { at, message: everything };
  }
}

const wide = /^(?:\*|\*:\*|acs:\*:\*:\*:\*)$/;

/** The same for the statements that older versions of the provider take as blocks. */
const administratorBlocks: ResourceCheck = {
  on: ['alicloud_ram_policy'],
  *resource(policy): Iterable<Report> {
    for (const statement of policy.blocks('statement')) {
      const effect = statement.get('effect');
      const [actions = [], resources = []] = ['action', 'resource'].map((name) => {
        const value = statement.get(name);
        return value?.kind === 'list' ? value.items.filter((item) => wide.test(textOf(item) ?? '')) : [];
      });
      const [at] = actions;
      if (effect && textOf(effect) === 'Allow' && at && resources.length > 0) yield { at, message: everything };
    }
  },
};

function* wholeService(statement: Statement): Iterable<Report> {
  if (statement.effect !== 'Allow' || statement.conditional || !onEverything(statement)) return;
  for (const at of statement.actions?.known ?? []) {
    if (!/^[\w-]+:\*$/.test(at.value)) continue;
    yield {
      at,
      message: `The policy allows every action of ${at.value.slice(0, -2)} on every resource. Name those that are needed.`,
    };
  }
}

function* escalation(statement: Statement): Iterable<Report> {
  if (statement.conditional || !onEverything(statement)) return;
  const all = statement.actions?.known.some(({ value }) => /^\*(?::\*)?$/.test(value));
  const [first, ...more] = all ? [] : granted(statement, escalating);
  if (!first) return;
  const others = more.length > 0 ? ` (and ${more.length} more)` : '';
  yield {
    at: first.by,
    message: `With ${first.action}${others} on every resource, whoever has the policy can give themselves all rights. Limit it to the users, roles or policies that are meant.`,
  };
}

function* anyAccount({ effect, principals, conditional }: Statement): Iterable<Report> {
  if (effect !== 'Allow' || conditional) return;
  for (const { type, value } of principals) {
    if (type !== 'RAM' && type !== '*') continue;
    if (/^(?:\*|acs:ram::\*:.*)$/.test(textOf(value) ?? ''))
      yield {
        at: value,
        message: 'Any account of Alibaba Cloud may take on the role. Name the accounts, roles or services that may.',
      };
  }
}

const refs = [help('doc-detail/102600.htm'), registry('ram_policy')];

function policy(action: string, resource: string, mark = ''): string {
  return `resource "alicloud_ram_policy" "example" {
  policy_name = "example"
  policy_document = jsonencode({
    Version = "1"
    Statement = [{
      Effect   = "Allow"
      Action   = ${action}
${mark}      Resource = "${resource}"
    }]
  })
}
`;
}

const under = (action: string) => `                 ${'~'.repeat(action.length)}\n`;

function role(principal: string, mark = ''): string {
  return `resource "alicloud_ram_role" "example" {
  role_name = "example"
  assume_role_policy_document = jsonencode({
    Version = "1"
    Statement = [{
      Effect = "Allow"
      Action = "sts:AssumeRole"
      Principal = {
        RAM = ["${principal}"]
${mark}      }
    }]
  })
}
`;
}

export const ramPolicies: readonly Rule[] = [
  {
    id: 'alicloud/ram-policy-administrator',
    title: 'A policy allows everything on everything',
    severity: 'error',
    pillar: 'identity',
    recommended: true,
    why: `Whoever has such a policy, or gets hold of the AccessKey pair of someone who has, owns the account with all its data and bills. The system policy AdministratorAccess says the same; a policy of one's own with another name hides it.

Leave it for a role that few people take on in an emergency, with multi-factor authentication, and that is watched.`,
    refs,
    equivalents: [],
    note: 'landing-zones-compared#the-minimum-on-any-cloud',
    check: [statements(policies, administrator), administratorBlocks],
    bad: policy('["*"]', '*', `                  ${'~~~'}\n`),
    good: policy('["ecs:DescribeInstances"]', '*'),
  },
  {
    id: 'alicloud/ram-policy-escalation',
    title: 'A policy lets its holder take all rights',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `Whoever may attach policies, make new versions of them, or create an AccessKey pair or logon password for any user, is administrator in all but name. Such actions belong to the few who manage identities; with named resources they are harmless.

Leave it in the policy of those few.`,
    refs,
    equivalents: [],
    check: statements(policies, escalation),
    bad: policy('"ram:CreateAccessKey"', '*', under('"ram:CreateAccessKey"')),
    good: policy('"ram:CreateAccessKey"', 'acs:ram:*:*:user/ci'),
  },
  {
    id: 'alicloud/ram-policy-whole-service',
    title: 'A policy allows every action of a service',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `With \`oss:*\` or \`ecs:*\` on every resource comes what nobody thought of: deleting, opening to the public, releasing. The actions that a program needs are seldom more than ten.

Leave it for the team that runs the service for the others.`,
    refs,
    equivalents: [],
    check: statements(policies, wholeService),
    bad: policy('"oss:*"', '*', under('"oss:*"')),
    good: policy('"oss:*"', 'acs:oss:*:*:example/*'),
  },
  {
    id: 'alicloud/ram-role-open-trust',
    title: 'Any account may take on a role',
    severity: 'error',
    pillar: 'identity',
    recommended: true,
    why: `The trust policy of a role says who may assume it. With a wildcard every customer of Alibaba Cloud may, and has the rights of the role in your account from then on.

There is no case where leaving it is right: partners have account ids too.`,
    refs: [help('doc-detail/102600.htm'), registry('ram_role')],
    equivalents: [],
    check: statements(trust, anyAccount),
    bad: role('*', `               ~~~\n`),
    good: role('acs:ram::123456789012****:root'),
  },
];

import type { ModuleTree, Resource, Section } from '../../terraform/model.ts';
import { policyDocument } from '../../terraform/policy-documents.ts';
import type { Location, Value } from '../../terraform/value.ts';
import { covers, type Statement, statementsAt, statementsOf } from '../policy.ts';
import type { Context, Report, ResourceCheck } from '../rule.ts';

/** What a policy does: says what its holder may do, who may take on a role, who may use a resource, or what an account may do at most. */
export type Use = 'identity' | 'trust' | 'resource' | 'guardrail';

/** Where the types of resources that carry policies have them. */
const carriers: Readonly<Record<Use, Readonly<Record<string, readonly string[]>>>> = {
  identity: {
    aws_iam_group_policy: ['policy'],
    aws_iam_policy: ['policy'],
    aws_iam_role: ['inline_policy.policy'],
    aws_iam_role_policy: ['policy'],
    aws_iam_user_policy: ['policy'],
    aws_ssoadmin_permission_set_inline_policy: ['inline_policy'],
  },
  trust: { aws_iam_role: ['assume_role_policy'] },
  guardrail: { aws_organizations_policy: ['content'] },
  resource: {
    aws_acmpca_policy: ['policy'],
    aws_backup_vault_policy: ['policy'],
    aws_cloudwatch_event_bus_policy: ['policy'],
    aws_cloudwatch_log_resource_policy: ['policy_document'],
    aws_codeartifact_domain_permissions_policy: ['policy_document'],
    aws_codeartifact_repository_permissions_policy: ['policy_document'],
    aws_dynamodb_resource_policy: ['policy'],
    aws_ecr_registry_policy: ['policy'],
    aws_ecr_repository_policy: ['policy'],
    aws_efs_file_system_policy: ['policy'],
    aws_elasticsearch_domain: ['access_policies'],
    aws_elasticsearch_domain_policy: ['access_policies'],
    aws_glacier_vault: ['access_policy'],
    aws_glue_resource_policy: ['policy'],
    aws_kinesis_resource_policy: ['policy'],
    aws_kms_external_key: ['policy'],
    aws_kms_key: ['policy'],
    aws_kms_key_policy: ['policy'],
    aws_kms_replica_key: ['policy'],
    aws_msk_cluster_policy: ['policy'],
    aws_opensearch_domain: ['access_policies'],
    aws_opensearch_domain_policy: ['access_policies'],
    aws_redshift_resource_policy: ['policy'],
    aws_s3_access_point: ['policy'],
    aws_s3_bucket: ['policy'],
    aws_s3_bucket_policy: ['policy'],
    aws_s3control_access_point_policy: ['policy'],
    aws_s3tables_table_bucket_policy: ['resource_policy'],
    aws_secretsmanager_secret: ['policy'],
    aws_secretsmanager_secret_policy: ['policy'],
    aws_ses_identity_policy: ['policy'],
    aws_sesv2_email_identity_policy: ['policy'],
    aws_sns_topic: ['policy'],
    aws_sns_topic_policy: ['policy'],
    aws_sqs_queue: ['policy'],
    aws_sqs_queue_policy: ['policy'],
  },
};

const uses = ['identity', 'trust', 'guardrail', 'resource'] as const satisfies readonly Use[];

const documentSource = 'aws_iam_policy_document';

/** The statements of one policy document that stand in one resource or data source. */
export interface Policy {
  readonly statements: readonly Statement[];
  readonly use: Use;
  /** The resources that use the document so; empty for a data source that none is seen to use. */
  readonly users: readonly Resource[];
}

/**
 * A check of the policies of a use: those written in resources, and the documents of data sources that resources use so.
 * A document that none uses counts as one of a resource if it names principals, otherwise as one of an identity.
 */
export function policyCheck(
  use: Use,
  check: (policy: Policy, resource: Resource, context: Context) => Iterable<Report>,
  types: readonly string[] = Object.keys(carriers[use]),
): ResourceCheck {
  return {
    on: [...types, `data.${documentSource}`],
    *resource(resource, context) {
      for (const policy of policiesOf(resource, context.tree)) {
        const known = policy.users.length === 0 || policy.users.some(({ type }) => types.includes(type));
        if (policy.use !== use || !known) continue;
        const owner = ownerOf(policy);
        for (const report of check(policy, resource, context)) yield owner ? { resource: owner, ...report } : report;
      }
    },
  };
}

/** The resource that a document opens, if it is the only one: that is at fault, wherever the document stands. */
function ownerOf({ use, users }: Policy): Resource | undefined {
  return (use === 'resource' || use === 'trust') && users.length === 1 ? users[0] : undefined;
}

/** A check of each statement of the policies of a use. */
export function statementCheck(
  use: Use,
  check: (statement: Statement, policy: Policy) => Iterable<Report>,
  types?: readonly string[],
): ResourceCheck {
  return policyCheck(
    use,
    function* (policy) {
      for (const statement of policy.statements) yield* check(statement, policy);
    },
    types,
  );
}

const indexes = new WeakMap<ModuleTree, ReadonlyMap<Resource, readonly Policy[]>>();

/** The policies that stand in a resource or data source; statements of a data source are not those of its users too. */
function policiesOf(resource: Resource, tree: ModuleTree): readonly Policy[] {
  const index = indexes.get(tree) ?? indexPolicies(tree);
  indexes.set(tree, index);
  return index.get(resource) ?? [];
}

function indexPolicies(tree: ModuleTree): ReadonlyMap<Resource, readonly Policy[]> {
  const sources = tree.dataSources(documentSource);
  const sourceAt = ({ file, start, end }: Location) =>
    sources.find(({ location, block }) => location.file === file && block.start <= start && end <= block.end);
  const index = new Map<Resource, Policy[]>();
  const used = new Map<unknown, { use: Use; resource: Resource }[]>();

  for (const use of uses) {
    for (const [type, paths] of Object.entries(carriers[use])) {
      for (const resource of tree.resources(type)) {
        for (const value of paths.flatMap((path) => valuesAt(resource, path.split('.')))) {
          const own: Statement[] = [];
          for (const statement of statementsAt(value, tree)) {
            const source = sourceAt(statement.value.origin.at);
            if (!source) own.push(statement);
            else if (!used.get(source.block)?.push({ use, resource })) used.set(source.block, [{ use, resource }]);
          }
          if (own.length > 0)
            index.set(resource, [...(index.get(resource) ?? []), { statements: own, use, users: [resource] }]);
        }
      }
    }
  }
  for (const source of sources) {
    const statements = statementsOf(policyDocument(source, 'json')).filter(
      ({ value }) => sourceAt(value.origin.at)?.block === source.block,
    );
    index.set(source, sourcePolicies(statements, used.get(source.block) ?? []));
  }
  return index;
}

function sourcePolicies(
  statements: readonly Statement[],
  used: readonly { readonly use: Use; readonly resource: Resource }[],
): Policy[] {
  if (used.length > 0) {
    return uses.flatMap((use) => {
      const users = [...new Set(used.flatMap((one) => (one.use === use ? [one.resource] : [])))];
      return users.length > 0 ? [{ statements, use, users }] : [];
    });
  }
  const trusts = ({ actions, resources }: Statement) =>
    actions ? actions.whole && actions.known.every(({ value }) => covers('sts:*', value)) : resources === undefined;
  const about: Record<Exclude<Use, 'guardrail'>, Statement[]> = { identity: [], trust: [], resource: [] };
  for (const statement of statements) {
    if (!statement.principal && !statement.notPrincipal) about.identity.push(statement);
    else about[trusts(statement) ? 'trust' : 'resource'].push(statement);
  }
  return (['identity', 'trust', 'resource'] as const).flatMap((use) =>
    about[use].length > 0 ? [{ statements: about[use], use, users: [] }] : [],
  );
}

function valuesAt(section: Section, [name = '', ...rest]: readonly string[]): readonly Value[] {
  if (rest.length > 0) return section.blocks(name).flatMap((block) => valuesAt(block, rest));
  const value = section.get(name);
  return value ? [value] : [];
}

import type { Resource } from '../../terraform/model.ts';
import { isAbsent, isSet, oneOf } from '../predicates.ts';
import type { Condition, Context, Report, Rule } from '../rule.ts';
import { unwanted } from '../unwanted.ts';
import { grantsOn, hierarchy, isDefaultAccount, membersOf, roleOf, shapeOf } from './grants.ts';
import { docs, registry } from './refs.ts';

const onHierarchy = grantsOn(...hierarchy);
const projectIam = registry('google_project_iam');

/** Roles with which whoever takes an account over takes the rest over. */
const adminRole = /^(?:owner|editor|.*admin)$/i;

function* adminAccounts(grant: Resource): Iterable<Report> {
  const role = roleOf(grant);
  const value = grant.get('role');
  if (role === undefined || value === undefined || !adminRole.test(role)) return;
  const account = membersOf(grant).find(
    (member) =>
      (member.kind === 'string' && member.value.startsWith('serviceAccount:')) ||
      member.origin.through.some(({ resource }) => resource?.includes('google_service_account.')),
  );
  if (!account) return;
  yield {
    at: value,
    message: `A service account gets ${role}. Give it only the roles that its workload needs.`,
    related: [{ at: account.origin.at, message: 'the service account' }],
  };
}

function* defaultAccounts(grant: Resource): Iterable<Report> {
  for (const member of membersOf(grant)) {
    if (!isDefaultAccount(member)) continue;
    yield {
      at: member,
      message:
        'A role goes to a default service account, as which everything without an account of its own runs. Make a service account for the workload.',
    };
  }
}

/** Nodes whose account is what stands for the default accounts of a project. */
function* nodesUnderDefault(resource: Resource, context: Context): Iterable<Report> {
  for (const config of resource.blocks('node_config')) {
    const account = config.get('service_account');
    const target = context.target(account);
    if (!account || target?.type !== 'google_project_default_service_accounts') continue;
    yield {
      at: account,
      resource: target,
      message: 'Nodes run as a default service account. Make a service account for the nodes.',
    };
  }
}

/** Reports members that are everybody in a workload identity pool. */
function* wholePool(grant: Resource): Iterable<Report> {
  for (const member of membersOf(grant)) {
    if (!/^principalSet:\/\/.*\/\*$/.test(shapeOf(member) ?? '')) continue;
    yield {
      at: member,
      message: 'Everyone whom the pool lets in gets the role. Name an attribute or a subject of the pool.',
    };
  }
}

/** A provider of identities that is in use. */
const inUse: Condition = { attribute: 'disabled', is: oneOf(false), missing: 'holds' };

export const serviceAccounts: readonly Rule[] = [
  {
    id: 'gcp/iam-default-service-account',
    title: 'A role is granted to a default service account',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `Every instance, function and job for which nobody chose an account runs as the default one. A role for it is a role for all of them, today's and tomorrow's, whatever they are for.

Leave it for a service that can run as nothing else, with a role on one resource rather than the project.`,
    refs: [docs('iam/docs/service-account-types#default'), projectIam],
    equivalents: [
      'checkov/CKV_GCP_46',
      'checkov/CKV_GCP_47',
      'checkov/CKV_GCP_48',
      'trivy/GCP-0004',
      'trivy/GCP-0006',
      'trivy/GCP-0008',
    ],
    check: { on: onHierarchy, resource: defaultAccounts },
    bad: `resource "google_project_iam_member" "example" {
  project = "example"
  role    = "roles/pubsub.publisher"
  member  = "serviceAccount:1234567-compute@developer.gserviceaccount.com"
            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
}
`,
    good: `resource "google_project_iam_member" "example" {
  project = "example"
  role    = "roles/pubsub.publisher"
  member  = "serviceAccount:orders@example.iam.gserviceaccount.com"
}
`,
  },
  {
    id: 'gcp/iam-default-service-account-nodes',
    title: 'Nodes of a cluster run as a default service account of the project',
    severity: 'info',
    pillar: 'containers',
    recommended: false,
    why: `\`google_project_default_service_accounts\` disables, deletes or strips the default accounts. Nodes that name it as their account depend on what it takes away, and on an account that all other workloads share.

Leave it while nodes are moved to an account of their own.`,
    refs: [docs('kubernetes-engine/docs/how-to/service-accounts'), registry('google_project_default_service_accounts')],
    equivalents: ['checkov/CKV2_GCP_1'],
    check: { on: ['google_container_cluster', 'google_container_node_pool'], resource: nodesUnderDefault },
    bad: `resource "google_project_default_service_accounts" "example" {
  project = "example"
  action  = "DEPRIVILEGE"
}

resource "google_container_node_pool" "example" {
  name    = "example"
  cluster = "example"

  node_config {
    service_account = google_project_default_service_accounts.example.id
                      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  }
}
`,
    good: `resource "google_service_account" "example" {
  account_id = "nodes"
}

resource "google_container_node_pool" "example" {
  name    = "example"
  cluster = "example"

  node_config {
    service_account = google_service_account.example.email
  }
}
`,
  },
  {
    id: 'gcp/iam-service-account-admin',
    title: 'A service account gets an administrator role on a whole project, folder or organisation',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `A service account cannot be asked for a second factor, and its credentials stand wherever its code runs. With an administrator role a single leak or a flaw in that code is enough to take the project over.

Leave it for the account as which Terraform itself runs, best one for each stage and without keys.`,
    refs: [docs('iam/docs/best-practices-service-accounts'), projectIam],
    equivalents: ['checkov/CKV_GCP_42', 'trivy/GCP-0007', 'cis-gcp/1.5'],
    check: { on: onHierarchy, resource: adminAccounts },
    bad: `resource "google_project_iam_member" "example" {
  project = "example"
  role    = "roles/storage.admin"
            ~~~~~~~~~~~~~~~~~~~~~
  member  = "serviceAccount:orders@example.iam.gserviceaccount.com"
}
`,
    good: `resource "google_project_iam_member" "example" {
  project = "example"
  role    = "roles/storage.objectViewer"
  member  = "serviceAccount:orders@example.iam.gserviceaccount.com"
}
`,
  },
  {
    id: 'gcp/service-account-key',
    title: 'A key of a service account is made',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `The key is a password without end: it is in the state file in plain text, is copied to where it is used, and works from anywhere until somebody deletes it. Stolen keys are among the most common ways into Google Cloud. Workloads on Google Cloud need none, others get short-lived tokens by workload identity federation.

Leave it for a program that understands nothing but a key file; \`keepers\` with \`time_rotating\` replaces the key now and then.`,
    refs: [docs('iam/docs/best-practices-for-managing-service-account-keys'), registry('google_service_account_key')],
    equivalents: ['cis-gcp/1.4'],
    check: unwanted(
      ['google_service_account_key'],
      'The private key is a password without end that stands in the state file. Use workload identity federation, or replace it now and then with keepers.',
      ['public_key_data', 'keepers'].map((attribute) => ({ attribute, is: isAbsent(), missing: 'holds' })),
    ),
    bad: `resource "google_service_account_key" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  service_account_id = google_service_account.orders.name
}
`,
    good: `resource "google_iam_workload_identity_pool" "example" {
  workload_identity_pool_id = "pipelines"
}
`,
  },
  {
    id: 'gcp/service-account-uploaded-key',
    title: 'A public key is uploaded for a service account',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `Whoever holds the private half is the service account, for as long as the key lives. That half never reaches Google or the state file, which makes this better than a key that Google makes; short-lived tokens by workload identity federation are better still.

Leave it where the private half is in a hardware module.`,
    refs: [docs('iam/docs/keys-upload'), registry('google_service_account_key')],
    equivalents: ['checkov/CKV2_GCP_3', 'cis-gcp/1.4'],
    check: {
      on: ['google_service_account_key'],
      attribute: 'public_key_data',
      must: isAbsent(),
      missing: 'passes',
      so: 'with workload identity federation in its place',
    },
    bad: `resource "google_service_account_key" "example" {
  service_account_id = google_service_account.orders.name
  public_key_data    = "MIIDFTCCAf2gAwIBAgIJ"
                       ~~~~~~~~~~~~~~~~~~~~~~
}
`,
    good: `resource "google_iam_workload_identity_pool" "example" {
  workload_identity_pool_id = "pipelines"
}
`,
  },
  {
    id: 'gcp/workload-identity-everyone',
    title: 'Everyone in a workload identity pool gets a role',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `A member that ends in \`/*\` is every identity that the pool's providers let in. Where a provider is shared by many customers, such as GitHub or GitLab, one missing condition makes that everybody there. Name an attribute (\`/attribute.repository/owner/name\`) or a subject instead.

Leave it for a pool whose only provider issues tokens to one workload.`,
    refs: [docs('iam/docs/workload-identity-federation'), registry('google_service_account_iam')],
    equivalents: [],
    check: { on: grantsOn(...hierarchy, 'service_account', 'storage_bucket'), resource: wholePool },
    bad: `resource "google_service_account_iam_member" "example" {
  service_account_id = google_service_account.deployer.name
  role               = "roles/iam.workloadIdentityUser"
  member             = "principalSet://iam.googleapis.com/projects/1234567/locations/global/workloadIdentityPools/pipelines/*"
                       ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
}
`,
    good: `resource "google_service_account_iam_member" "example" {
  service_account_id = google_service_account.deployer.name
  role               = "roles/iam.workloadIdentityUser"
  member             = "principalSet://iam.googleapis.com/projects/1234567/locations/global/workloadIdentityPools/pipelines/attribute.repository/example/orders"
}
`,
  },
  {
    id: 'gcp/workload-identity-without-condition',
    title: 'A workload identity provider accepts every token of its issuer',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `Without a condition every identity that the issuer knows gets into the pool. For an issuer with many customers, such as GitHub, that is everybody in the world, and only the grants behind the pool stand between them and your project. A condition such as \`assertion.repository_owner == "example"\` keeps strangers out at the door.

Leave it for an issuer that only your organisation uses.`,
    refs: [
      docs('iam/docs/workload-identity-federation-with-deployment-pipelines#conditions'),
      registry('iam_workload_identity_pool_provider'),
    ],
    equivalents: ['checkov/CKV_GCP_118', 'checkov/CKV_AWS_358', 'trivy/GCP-0068'],
    check: {
      on: ['google_iam_workload_identity_pool_provider'],
      attribute: 'attribute_condition',
      must: isSet(),
      when: [inUse],
      so: 'to keep strangers of the same issuer out',
    },
    bad: `resource "google_iam_workload_identity_pool_provider" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  workload_identity_pool_id          = google_iam_workload_identity_pool.example.workload_identity_pool_id
  workload_identity_pool_provider_id = "github"

  attribute_mapping = {
    "google.subject" = "assertion.sub"
  }

  oidc {
    issuer_uri = "https://token.actions.githubusercontent.com"
  }
}
`,
    good: `resource "google_iam_workload_identity_pool_provider" "example" {
  workload_identity_pool_id          = google_iam_workload_identity_pool.example.workload_identity_pool_id
  workload_identity_pool_provider_id = "github"
  attribute_condition                = "assertion.repository_owner == 'example'"

  attribute_mapping = {
    "google.subject" = "assertion.sub"
  }

  oidc {
    issuer_uri = "https://token.actions.githubusercontent.com"
  }
}
`,
  },
];

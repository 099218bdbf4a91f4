import type { Resource } from '../../terraform/model.ts';
import { actAsRoles, basicRoles, indirectActAsRoles, personalMailDomains } from '../facts/google-roles.ts';
import { isAbsent, isSet, matchesNot, noBlock, noneOf, oneOf } from '../predicates.ts';
import type { Condition, Context, Report, Rule, ValuePredicate } from '../rule.ts';
import { unwanted } from '../unwanted.ts';
import {
  grantsOn,
  hierarchy,
  isDefaultAccount,
  isPublic,
  membersMust,
  membersOf,
  noPublicMember,
  roleOf,
} from './grants.ts';
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

/** Members among whom is everyone. */
const publicMembers: ValuePredicate = {
  kind: 'value',
  text: 'a list with a public member',
  faults: (value) => (value.kind === 'list' && value.items.some(isPublic) ? [] : [value]),
};

/** A provider of identities that is in use. */
const inUse: Condition = { attribute: 'disabled', is: oneOf(false), missing: 'holds' };

const personal = new RegExp(
  `^user:.*@(?:${personalMailDomains.map((name) => name.replace('.', '\\.')).join('|')})$`,
  'i',
);

export const iam: readonly Rule[] = [
  {
    id: 'gcp/iam-authoritative-policy',
    title: 'A policy replaces every grant of a project, folder or organisation',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `The resource sets the whole policy: what is not in it is removed on apply, the grants of Google's own service agents and those that other teams made among them. A mistake locks everybody out, Terraform included. Single grants with \`_iam_member\`, or one role at a time with \`_iam_binding\`, leave the rest alone.

Leave it where one configuration alone manages who may do what, and imports the policy before it changes it.`,
    refs: [docs('iam/docs/granting-changing-revoking-access'), projectIam],
    equivalents: [],
    check: unwanted(
      hierarchy.map((level) => `google_${level}_iam_policy`),
      'The policy removes every grant that is not in it, those of Google and of other teams too. Grant single roles instead.',
    ),
    bad: `resource "google_project_iam_policy" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  project     = "example"
  policy_data = data.google_iam_policy.example.policy_data
}

data "google_iam_policy" "example" {
  binding {
    role    = "roles/run.viewer"
    members = ["group:team@example.com"]
  }
}
`,
    good: `resource "google_project_iam_member" "example" {
  project = "example"
  role    = "roles/run.viewer"
  member  = "group:team@example.com"
}
`,
  },
  {
    id: 'gcp/iam-basic-role',
    title: 'Owner or Editor is granted on a whole project, folder or organisation',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `The basic roles come from before there were others: they hold thousands of permissions over every service, and new ones with each release. Editor changes and deletes nearly everything and runs code as any service account; Owner also says who may. Predefined roles name one service and one job.

Leave it for the group of people who may break the glass in an emergency, or in a sandbox project.`,
    refs: [docs('iam/docs/roles-overview#basic'), projectIam],
    equivalents: [
      'checkov/CKV_GCP_44',
      'checkov/CKV_GCP_45',
      'checkov/CKV_GCP_49',
      'checkov/CKV_GCP_115',
      'checkov/CKV_GCP_116',
      'checkov/CKV_GCP_117',
    ],
    check: {
      on: onHierarchy,
      attribute: 'role',
      must: noneOf(...basicRoles),
      so: 'to give no more than the work needs',
    },
    bad: `resource "google_project_iam_member" "example" {
  project = "example"
  role    = "roles/editor"
            ~~~~~~~~~~~~~~
  member  = "group:team@example.com"
}
`,
    good: `resource "google_project_iam_member" "example" {
  project = "example"
  role    = "roles/run.developer"
  member  = "group:team@example.com"
}
`,
  },
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
    id: 'gcp/iam-impersonation-role',
    title: 'A role on a whole project, folder or organisation lets its holder act as any service account in it',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `Whoever holds the role on the project may act as each of its service accounts, the most powerful among them, so it is worth as much as all their roles together. Granted on one service account (\`google_service_account_iam_member\`) it reaches that one only.

Leave it for the account of the pipeline that deploys the whole project.`,
    refs: [docs('iam/docs/service-account-permissions'), registry('google_service_account_iam')],
    equivalents: [
      'checkov/CKV_GCP_41',
      'checkov/CKV_GCP_44',
      'checkov/CKV_GCP_45',
      'checkov/CKV_GCP_49',
      'trivy/GCP-0005',
      'trivy/GCP-0009',
      'trivy/GCP-0011',
    ],
    check: {
      on: onHierarchy,
      attribute: 'role',
      must: {
        ...noneOf(...actAsRoles),
        text: 'granted on single service accounts',
      },
      so: 'with google_service_account_iam_member',
    },
    bad: `resource "google_project_iam_member" "example" {
  project = "example"
  role    = "roles/iam.serviceAccountUser"
            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  member  = "group:team@example.com"
}
`,
    good: `resource "google_service_account_iam_member" "example" {
  service_account_id = google_service_account.orders.name
  role               = "roles/iam.serviceAccountUser"
  member             = "group:team@example.com"
}
`,
  },
  {
    id: 'gcp/iam-indirect-impersonation-role',
    title: 'A role leads, by a detour, to acting as any service account below',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `These roles make keys or tokens of service accounts, deploy code that runs as one, or change who may. Held on a whole folder or organisation they lead to everything in it.

Leave it for the few administrators whose job that is, and for the service agents that Google grants such roles itself.`,
    refs: [docs('iam/docs/service-account-permissions'), docs('iam/docs/best-practices-service-accounts')],
    equivalents: ['checkov/CKV_GCP_44', 'checkov/CKV_GCP_45', 'checkov/CKV_GCP_49'],
    check: {
      on: onHierarchy,
      attribute: 'role',
      must: { ...noneOf(...indirectActAsRoles), text: 'one that does not lead to acting as service accounts' },
    },
    bad: `resource "google_folder_iam_member" "example" {
  folder = "folders/1234567"
  role   = "roles/iam.serviceAccountKeyAdmin"
           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  member = "group:team@example.com"
}
`,
    good: `resource "google_folder_iam_member" "example" {
  folder = "folders/1234567"
  role   = "roles/iam.serviceAccountViewer"
  member = "group:team@example.com"
}
`,
  },
  {
    id: 'gcp/iam-personal-account',
    title: 'A role is granted to a private mail account',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `An account with a public mail provider is outside your directory: nobody enforces two factors on it, and it keeps its access when the person leaves. The organisation policy \`iam.allowedPolicyMemberDomains\` forbids such grants altogether.

Leave it for a sandbox of one person.`,
    refs: [docs('resource-manager/docs/organization-policy/restricting-domains'), projectIam],
    equivalents: ['trivy/GCP-0069', 'cis-gcp/1.1'],
    check: membersMust(
      [...hierarchy, 'storage_bucket', 'service_account'],
      matchesNot(personal, 'an account of the organisation'),
      {
        effect: 'the person loses access',
      },
    ),
    bad: `resource "google_project_iam_binding" "example" {
  project = "example"
  role    = "roles/run.viewer"
  members = ["group:team@example.com", "user:somebody@gmail.com"]
                                       ~~~~~~~~~~~~~~~~~~~~~~~~~
}
`,
    good: `resource "google_project_iam_binding" "example" {
  project = "example"
  role    = "roles/run.viewer"
  members = ["group:team@example.com"]
}
`,
  },
  {
    id: 'gcp/iam-public-member',
    title: 'A role on a whole project, folder or organisation is granted to everyone',
    severity: 'error',
    pillar: 'identity',
    recommended: true,
    why: `\`allUsers\` is everyone on the internet, \`allAuthenticatedUsers\` everyone with any Google account, which anybody makes in a minute. On a project the role reaches every resource in it, those of tomorrow too.

There is no case where leaving it is right: what is meant to be public is granted on the resource itself.`,
    refs: [docs('iam/docs/principals-overview'), projectIam],
    equivalents: [],
    check: noPublicMember([...hierarchy, 'service_account'], 'so that only those who are known reach what is below'),
    bad: `resource "google_project_iam_binding" "example" {
  project = "example"
  role    = "roles/run.viewer"
  members = ["group:team@example.com", "allAuthenticatedUsers"]
                                       ~~~~~~~~~~~~~~~~~~~~~~~
}
`,
    good: `resource "google_project_iam_binding" "example" {
  project = "example"
  role    = "roles/run.viewer"
  members = ["group:team@example.com"]
}
`,
  },
  {
    id: 'gcp/iam-public-policy',
    title: 'A policy document grants a role to everyone',
    severity: 'error',
    pillar: 'identity',
    recommended: true,
    why: `\`allUsers\` is everyone on the internet, \`allAuthenticatedUsers\` everyone with any Google account. Whatever the document is attached to becomes public, and it is seldom seen there.

Leave it for the policy of a website's bucket or of a service that is meant for everyone.`,
    refs: [
      docs('iam/docs/principals-overview'),
      'https://registry.terraform.io/providers/hashicorp/google/latest/docs/data-sources/iam_policy',
    ],
    equivalents: ['checkov/CKV_GCP_113'],
    check: {
      on: ['data.google_iam_policy'],
      attribute: 'binding',
      must: noBlock({
        attribute: 'members',
        is: publicMembers,
      }),
      so: 'or name its members',
    },
    bad: `data "google_iam_policy" "example" {
  binding {
  ~~~~~~~
    role    = "roles/viewer"
    members = ["allUsers"]
  }

  binding {
    role    = "roles/run.viewer"
    members = ["group:team@example.com"]
  }
}
`,
    good: `data "google_iam_policy" "example" {
  binding {
    role    = "roles/run.viewer"
    members = ["group:team@example.com"]
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
    id: 'gcp/iam-user-grant',
    title: 'A role is granted to a single person',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `Grants to people are forgotten when they change teams or leave. A group is kept in the directory, by those who know who belongs to it, and the code need not change.

Leave it for a person who tries something out in a sandbox.`,
    refs: [docs('iam/docs/groups-best-practices'), projectIam],
    equivalents: ['trivy/GCP-0003'],
    check: membersMust([...hierarchy, 'storage_bucket', 'service_account'], matchesNot(/^user:/, 'a group'), {
      effect: 'the person loses access',
    }),
    bad: `resource "google_project_iam_binding" "example" {
  project = "example"
  role    = "roles/run.viewer"
  members = ["group:team@example.com", "user:jane@example.com"]
                                       ~~~~~~~~~~~~~~~~~~~~~~~
}
`,
    good: `resource "google_project_iam_binding" "example" {
  project = "example"
  role    = "roles/run.viewer"
  members = ["group:team@example.com"]
}
`,
  },
  {
    id: 'gcp/iam-viewer-role',
    title: 'Viewer is granted on a whole project, folder or organisation',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `The basic role Viewer reads the configuration of every service, and the data of several, in all that is below. Predefined viewer roles exist for each service.

Leave it for auditors, and for teams that look after a project of their own.`,
    refs: [docs('iam/docs/roles-overview#basic'), projectIam],
    equivalents: ['checkov/CKV_GCP_115', 'checkov/CKV_GCP_116', 'checkov/CKV_GCP_117'],
    check: { on: onHierarchy, attribute: 'role', must: noneOf('roles/viewer'), so: 'to show no more than is needed' },
    bad: `resource "google_project_iam_member" "example" {
  project = "example"
  role    = "roles/viewer"
            ~~~~~~~~~~~~~~
  member  = "group:team@example.com"
}
`,
    good: `resource "google_project_iam_member" "example" {
  project = "example"
  role    = "roles/run.viewer"
  member  = "group:team@example.com"
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
    check: membersMust(
      [...hierarchy, 'service_account', 'storage_bucket'],
      matchesNot(/^principalSet:\/\/.*\/workloadIdentityPools\/[^/]*\/\*$/, 'an attribute or a subject of the pool'),
      { effect: 'workloads that rely on it lose access' },
    ),
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

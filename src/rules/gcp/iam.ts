import { actAsRoles, basicRoles, indirectActAsRoles, personalMailDomains } from '../facts/google-roles.ts';
import { matchesNot, noBlock, noneOf } from '../predicates.ts';
import type { Rule, ValuePredicate } from '../rule.ts';
import { unwanted } from '../unwanted.ts';
import { grantsOn, hierarchy, isPublic, membersMust, noPublicMember } from './grants.ts';
import { docs, registry } from './refs.ts';

const onHierarchy = grantsOn(...hierarchy);
const projectIam = registry('google_project_iam');

/** Members among whom is everyone. */
const publicMembers: ValuePredicate = {
  kind: 'value',
  text: 'a list with a public member',
  faults: (value) => (value.kind === 'list' && value.items.some(isPublic) ? [] : [value]),
};

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
      'cis-gcp/1.6',
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
      so: 'since everyone is among its members',
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
];

import { textOf } from '../../terraform/convert.ts';
import type { Resource } from '../../terraform/model.ts';
import { checkRequirement } from '../expectation.ts';
import { offer, removeAttribute } from '../fix.ts';
import { atLeast, be, noneOf, someBlock } from '../predicates.ts';
import type { Condition, Context, Report, Requirement, Rule, ValuePredicate } from '../rule.ts';
import { writtenAt } from '../written.ts';
import { grantsOn } from './grants.ts';
import { docs, registry } from './refs.ts';

const auditDocs = docs('logging/docs/audit/configure-data-access');
const levels = ['folder', 'organization', 'project'];

/** Kinds of access that are logged only where it is asked for. */
const kinds = ['DATA_READ', 'DATA_WRITE'];

/** Reports members whose access is not logged, and kinds of access that a configuration for all services leaves out. */
function* incompleteAudit(config: Resource): Iterable<Report> {
  const blocks = config.blocks('audit_log_config');
  for (const block of blocks) {
    const exempt = block.get('exempted_members');
    if (exempt?.kind !== 'list' || exempt.items.length === 0) continue;
    yield {
      at: exempt,
      message: 'What these members do is not logged. Leave exempted_members out.',
      fixes: offer(removeAttribute(block, 'exempted_members'), {
        title: 'Remove exempted_members',
        effect: 'logs are billed by volume',
      }),
    };
  }
  const service = config.get('service');
  const types = blocks.map((block) => block.get('log_type'));
  const unknown = blocks.some(({ symbolic }) => symbolic) || types.some((type) => type?.kind === 'unknown');
  if (!service || textOf(service) !== 'allServices' || unknown) return;
  const logged = types.map((type) => type && textOf(type));
  const missing = kinds.filter((kind) => !logged.includes(kind));
  if (missing.length === 0) return;
  yield {
    at: config,
    message: `${missing.join(' and ')} of all services ${missing.length > 1 ? 'are' : 'is'} not logged. Add an audit_log_config for ${missing.length > 1 ? 'each' : 'it'}.`,
  };
}

/** A list or set without elements. */
const empty: ValuePredicate = {
  kind: 'value',
  text: 'empty',
  faults: (value) => (value.kind === 'list' && value.items.length > 0 ? [value] : []),
};

/** A configuration that logs who reads what, in every service and for everybody. */
const complete: readonly Condition[] = [
  { attribute: 'service', is: be('allServices') },
  { attribute: 'audit_log_config', is: someBlock({ where: [{ attribute: 'log_type', is: be('DATA_READ') }] }) },
  { attribute: 'audit_log_config.exempted_members', is: empty, missing: 'holds' },
];

const needsAudit: Requirement = {
  on: ['google_project'],
  needs: [{ on: ['google_project_iam_audit_config'], by: 'project', where: complete }],
  text: 'a google_project_iam_audit_config for allServices that logs DATA_READ for everybody',
};

/** Reports a project, unless a folder or the organisation is configured, which holds for what is below. */
function withoutAudit(project: Resource, context: Context): readonly Report[] {
  const above = ['google_folder_iam_audit_config', 'google_organization_iam_audit_config'];
  if (above.some((type) => context.tree.resources(type).length > 0)) return [];
  return checkRequirement(needsAudit, project, context);
}

const sinks = [...levels, 'billing_account'].map((level) => `google_logging_${level}_sink`);
const stores = ['google_bigquery_dataset', 'google_pubsub_topic', 'google_storage_bucket'];

/** Roles with which a sink writes. */
const writes =
  /^(?:storage\.(?:objectCreator|objectAdmin|objectUser|admin)|pubsub\.(?:publisher|editor|admin)|bigquery\.(?:dataEditor|dataOwner|admin)|owner|editor|WRITER|OWNER)$/;

/** Reports a sink into a store of the same configuration in which nobody is let in to write. */
function* withoutWriter(sink: Resource, context: Context): Iterable<Report> {
  const destination = sink.get('destination');
  const store =
    context.target(destination) ?? stores.map((type) => context.find(destination, type)).find((found) => found);
  if (!destination || !store || !stores.includes(store.type)) return;
  const grants = [
    ...grantsOn('storage_bucket', 'bigquery_dataset', 'pubsub_topic', ...levels).flatMap((type) =>
      context.tree.resources(type),
    ),
    ...context.tree.resources('google_bigquery_dataset_access'),
    ...store.blocks('access'),
  ];
  const letsIn = grants.some((grant) => {
    const role = grant.get('role');
    return role !== undefined && (role.kind === 'unknown' || writes.test((textOf(role) ?? '').replace(/^roles\//, '')));
  });
  const policies = stores.flatMap((type) => context.tree.resources(`${type}_iam_policy`));
  if (letsIn || policies.length > 0) return;
  yield {
    at: writtenAt(sink, 'destination'),
    message: `The sink may not write to ${store.address}, so no log arrives. Grant its writer_identity a role there.`,
    related: [{ at: store.location, message: 'the destination' }],
  };
}

const buckets = [...levels, 'billing_account'].map((level) => `google_logging_${level}_bucket_config`);

export const logging: readonly Rule[] = [
  {
    id: 'gcp/audit-config-incomplete',
    title: 'Audit logs leave members or kinds of access out',
    severity: 'warning',
    pillar: 'logging',
    recommended: true,
    why: `Who read or changed data is logged only where it is asked for, and not for members that are exempt: an account that is taken over is then the one that leaves no trace. A configuration for \`allServices\` should log \`DATA_READ\` and \`DATA_WRITE\`; one for a single service may choose.

Leave it for an account that reads so much that its log cannot be paid for.`,
    refs: [auditDocs, registry('google_project_iam#google_project_iam_audit_config')],
    equivalents: ['trivy/GCP-0079', 'cis-gcp/2.1'],
    check: { on: levels.map((level) => `google_${level}_iam_audit_config`), resource: incompleteAudit },
    bad: `resource "google_project_iam_audit_config" "example" {
  project = "example"
  service = "storage.googleapis.com"

  audit_log_config {
    log_type         = "DATA_READ"
    exempted_members = ["user:jane@example.com"]
                       ~~~~~~~~~~~~~~~~~~~~~~~~~
  }
}
`,
    good: `resource "google_project_iam_audit_config" "example" {
  project = "example"
  service = "storage.googleapis.com"

  audit_log_config {
    log_type = "DATA_READ"
  }
}
`,
  },
  {
    id: 'gcp/log-bucket-short-retention',
    title: 'Logs are kept for less than 30 days',
    severity: 'info',
    pillar: 'logging',
    recommended: true,
    why: `Intrusions are often found after weeks. The first 30 days in a log bucket cost nothing beyond ingestion (as of November 2026), so a shorter time saves nothing.

Leave it where a law asks for logs to be deleted sooner.`,
    refs: [docs('logging/docs/buckets#custom-retention'), registry('logging_project_bucket_config')],
    equivalents: [],
    check: {
      on: buckets,
      attribute: 'retention_days',
      must: { ...atLeast(30), right: '30' },
      default: 30,
      effect: 'logs are kept longer',
    },
    bad: `resource "google_logging_project_bucket_config" "example" {
  project        = "example"
  location       = "europe-west1"
  bucket_id      = "example"
  retention_days = 7
                   ~
}
`,
    good: `resource "google_logging_project_bucket_config" "example" {
  project        = "example"
  location       = "europe-west1"
  bucket_id      = "example"
  retention_days = 30
}
`,
  },
  {
    id: 'gcp/log-sink-own-level-only',
    title: 'A sink of an organisation or folder takes none of the logs below it',
    severity: 'warning',
    pillar: 'logging',
    recommended: true,
    why: `Without \`include_children\` the sink exports what happens to the organisation itself, and nothing of its folders and projects: the central log stays nearly empty.

Leave it where the projects have sinks of their own.`,
    refs: [docs('logging/docs/export/aggregated_sinks'), registry('logging_organization_sink')],
    equivalents: ['cis-gcp/2.2'],
    check: {
      on: ['google_logging_folder_sink', 'google_logging_organization_sink'],
      attribute: 'include_children',
      must: be(true),
      default: false,
      when: [{ attribute: 'intercept_children', is: noneOf(true), missing: 'holds' }],
      so: 'to take the logs of projects too',
      effect: 'Terraform replaces the sink; the destination is billed for more',
    },
    bad: `resource "google_logging_organization_sink" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  org_id      = "1234567"
  name        = "audit"
  destination = "logging.googleapis.com/projects/logs/locations/eu/buckets/audit"
}
`,
    good: `resource "google_logging_organization_sink" "example" {
  org_id           = "1234567"
  name             = "audit"
  destination      = "logging.googleapis.com/projects/logs/locations/eu/buckets/audit"
  include_children = true
}
`,
  },
  {
    id: 'gcp/log-sink-without-writer',
    title: 'A log sink may not write to its destination',
    severity: 'warning',
    pillar: 'logging',
    recommended: true,
    why: `A sink writes as an account of its own, its \`writer_identity\`, which has no rights when it is made. Without a grant in the bucket, dataset or topic nothing arrives, and nothing but a mail to the owners tells. Looked at are sinks whose destination is in the same configuration, where no role that writes is granted at all.

Leave it where the grant is in another configuration.`,
    refs: [docs('logging/docs/export/configure_export_v2#dest-auth'), registry('logging_project_sink')],
    equivalents: [],
    check: { on: sinks, resource: withoutWriter },
    bad: `resource "google_pubsub_topic" "example" {
  name = "logs"
}

resource "google_logging_project_sink" "example" {
  name        = "example"
  destination = "pubsub.googleapis.com/\${google_pubsub_topic.example.id}"
                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
}
`,
    good: `resource "google_pubsub_topic" "example" {
  name = "logs"
}

resource "google_logging_project_sink" "example" {
  name        = "example"
  destination = "pubsub.googleapis.com/\${google_pubsub_topic.example.id}"
}

resource "google_pubsub_topic_iam_member" "example" {
  topic  = google_pubsub_topic.example.id
  role   = "roles/pubsub.publisher"
  member = google_logging_project_sink.example.writer_identity
}
`,
  },
  {
    id: 'gcp/project-without-audit-config',
    title: 'Nobody logs who reads data in a project',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `Google logs who changes a configuration, but who reads data only where it is asked for. These logs are billed by volume, which for busy buckets and tables is a lot. A configuration on the folder or the organisation, if it is in the same code, holds for all projects below.

Leave it where that is in another configuration, or for projects without data of people.`,
    refs: [auditDocs, registry('google_project_iam#google_project_iam_audit_config')],
    equivalents: ['checkov/CKV2_GCP_5', 'trivy/GCP-0079', 'cis-gcp/2.1'],
    check: { on: needsAudit.on, resource: withoutAudit },
    bad: `resource "google_project" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name       = "Example"
  project_id = "example"
}
`,
    good: `resource "google_project" "example" {
  name       = "Example"
  project_id = "example"
}

resource "google_project_iam_audit_config" "example" {
  project = google_project.example.project_id
  service = "allServices"

  audit_log_config {
    log_type = "DATA_READ"
  }

  audit_log_config {
    log_type = "DATA_WRITE"
  }
}
`,
  },
];

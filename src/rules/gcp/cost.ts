import { labelled } from '../labels.ts';
import { atMost, be, isAbsent, isSet, noBlock, noneOf, oneOf, preferring, someBlock } from '../predicates.ts';
import type { Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

const note = 'finops-framework#what-code-can-show';

function bucket(lines: string): string {
  return `resource "google_storage_bucket" "example" {
  name     = "example"
  location = "EU"
${lines}}
`;
}

export const cost: readonly Rule[] = [
  {
    id: 'gcp/billing-without-budget',
    title: 'Projects are billed and nothing watches what they spend',
    severity: 'info',
    pillar: 'cost',
    recommended: false,
    why: `Without a budget the first sign of a leak is the invoice, up to a month later. A budget tells people at a share of a sum; it does not stop anything. One for the billing account covers all of its projects.

Leave it where budgets are kept in another configuration, as in most landing zones.`,
    refs: [docs('billing/docs/how-to/budgets'), registry('billing_budget')],
    equivalents: [],
    note,
    check: {
      on: ['google_project'],
      needs: [{ on: ['google_billing_budget'] }],
      when: [{ attribute: 'billing_account', is: isSet() }],
      text: 'a google_billing_budget in the configuration',
      so: 'so that somebody hears of unusual spending',
    },
    bad: `resource "google_project" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name            = "example"
  project_id      = "example-4711"
  billing_account = "000000-000000-000000"
}
`,
    good: `resource "google_project" "example" {
  name            = "example"
  project_id      = "example-4711"
  billing_account = "000000-000000-000000"
}

resource "google_billing_budget" "example" {
  billing_account = "000000-000000-000000"

  amount {
    specified_amount {
      units = "2000"
    }
  }

  threshold_rules {
    threshold_percent = 0.9
  }
}
`,
  },
  {
    id: 'gcp/bucket-versions-kept-forever',
    title: 'Old versions of objects are kept for ever',
    severity: 'info',
    pillar: 'cost',
    recommended: false,
    why: `With versioning each overwrite and deletion leaves the old object behind at full price, and no listing shows it. In a bucket that is written daily the old versions soon outweigh the rest many times (November 2026). A life cycle rule on the number of newer versions, or on the days since a version was replaced, ends that.

Leave it for a bucket that is seldom written, such as one of Terraform's states.`,
    refs: [docs('storage/docs/lifecycle'), docs('storage/docs/object-versioning'), registry('storage_bucket')],
    equivalents: [],
    note: 'object-storage-compared#life-cycle-without-surprises',
    check: {
      on: ['google_storage_bucket'],
      attribute: 'lifecycle_rule',
      when: [
        { attribute: 'versioning.enabled', is: be(true) },
        { attribute: 'retention_policy', is: noBlock(), missing: 'holds' },
      ],
      must: someBlock({
        where: [
          { attribute: 'action.type', is: oneOf('Delete') },
          {
            attribute: [
              'condition.num_newer_versions',
              'condition.days_since_noncurrent_time',
              'condition.noncurrent_time_before',
            ],
            is: isSet(),
          },
        ],
        text: 'one that deletes versions with newer ones',
        right: [
          'action {',
          '  type = "Delete"',
          '}',
          '',
          'condition {',
          '  num_newer_versions         = 5',
          '  days_since_noncurrent_time = 90',
          '}',
        ],
      }),
      so: 'so that they do not pile up',
      effect: 'versions older than 90 days with five newer ones are deleted',
    },
    bad: bucket(`
  versioning {
    enabled = true
  }
`).replace('{\n', `{\n${'~'.repeat(42)}\n`),
    good: bucket(`
  versioning {
    enabled = true
  }

  lifecycle_rule {
    action {
      type = "Delete"
    }

    condition {
      num_newer_versions         = 5
      days_since_noncurrent_time = 90
    }
  }
`),
  },
  {
    id: 'gcp/bucket-without-lifecycle',
    title: 'Objects stay in a bucket for ever, at its first price',
    severity: 'info',
    pillar: 'cost',
    recommended: false,
    why: `What is read less than once a month costs about half in Nearline, and about a tenth in Archive (November 2026); what nobody needs costs nothing once it is deleted. Life cycle rules do both, and remove the parts of uploads that were never finished. Autoclass moves objects by itself, for a small fee an object.

Leave it for data that is read daily and kept for good.`,
    refs: [docs('storage/docs/lifecycle'), docs('storage/docs/autoclass'), registry('storage_bucket')],
    equivalents: [],
    note: 'object-storage-compared#life-cycle-without-surprises',
    check: {
      on: ['google_storage_bucket'],
      attribute: 'lifecycle_rule',
      when: [
        { attribute: 'autoclass.enabled', is: noneOf(true), missing: 'holds' },
        { attribute: 'versioning.enabled', is: noneOf(true), missing: 'holds' },
        {
          attribute: 'storage_class',
          is: oneOf('STANDARD', 'MULTI_REGIONAL', 'REGIONAL'),
          default: 'STANDARD',
        },
      ],
      must: someBlock({
        right: ['action {', '  type = "AbortIncompleteMultipartUpload"', '}', '', 'condition {', '  age = 7', '}'],
      }),
      so: 'so that what is old costs less',
      effect: 'uploads that are not finished within a week are removed',
    },
    bad: bucket('').replace('{\n', `{\n${'~'.repeat(42)}\n`),
    good: bucket(`
  lifecycle_rule {
    action {
      type = "AbortIncompleteMultipartUpload"
    }

    condition {
      age = 7
    }
  }
`),
  },
  {
    id: 'gcp/budget-without-thresholds',
    title: 'A budget tells nobody',
    severity: 'warning',
    pillar: 'cost',
    recommended: true,
    why: `Without a threshold no message is ever sent, whatever is spent. Several shares, such as half, nine tenths and all of the sum, leave time to act.

Leave it where a function _reads each update of the budget from its Pub/Sub topic.`,
    refs: [docs('billing/docs/how-to/budgets'), registry('billing_budget')],
    equivalents: [],
    note,
    check: {
      on: ['google_billing_budget'],
      attribute: 'threshold_rules',
      when: [{ attribute: 'all_updates_rule.pubsub_topic', is: isAbsent(), missing: 'holds' }],
      must: someBlock({ right: ['threshold_percent = 0.9'] }),
      so: 'so that people hear of it in time',
    },
    bad: `resource "google_billing_budget" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  billing_account = "000000-000000-000000"

  amount {
    specified_amount {
      units = "2000"
    }
  }
}
`,
    good: `resource "google_billing_budget" "example" {
  billing_account = "000000-000000-000000"

  amount {
    specified_amount {
      units = "2000"
    }
  }

  threshold_rules {
    threshold_percent = 0.9
  }
}
`,
  },
  {
    id: 'gcp/gke-without-cost-allocation',
    title: 'The cost of a cluster cannot be divided among its teams',
    severity: 'info',
    pillar: 'cost',
    recommended: false,
    why: `The invoice names the nodes only. With cost allocation the export of billing data has namespaces and labels of what runs on them, at no charge, so that a shared cluster can be shown to those who use it.

Leave it for a cluster of a single team.`,
    refs: [docs('kubernetes-engine/docs/how-to/cost-allocations'), registry('container_cluster')],
    equivalents: [],
    note: 'finops-framework#practice',
    check: {
      on: ['google_container_cluster'],
      attribute: 'cost_management_config.enabled',
      must: be(true),
      default: false,
      when: [{ attribute: 'enable_autopilot', is: noneOf(true), missing: 'holds' }],
      so: 'to see cost by namespace',
    },
    bad: `resource "google_container_cluster" "example" {
  name     = "example"
  location = "europe-west4"

  cost_management_config {
    enabled = false
              ~~~~~
  }
}
`,
    good: `resource "google_container_cluster" "example" {
  name     = "example"
  location = "europe-west4"

  cost_management_config {
    enabled = true
  }
}
`,
  },
  {
    id: 'gcp/log-bucket-long-retention',
    title: 'Logs are kept for many years where they are searched',
    severity: 'info',
    pillar: 'cost',
    recommended: false,
    why: `Each gigabyte that a log bucket keeps beyond 30 days is charged every month, for as long as it is kept. Logs that are needed for proof only cost a fraction of that in a storage bucket of class Archive, to which a sink sends them (November 2026).

Leave it where a regulation asks for years of searchable logs.`,
    refs: [docs('logging/docs/buckets#custom-retention'), registry('logging_project_bucket_config')],
    equivalents: [],
    note,
    check: {
      on: [
        'google_logging_project_bucket_config',
        'google_logging_folder_bucket_config',
        'google_logging_organization_bucket_config',
        'google_logging_billing_account_bucket_config',
      ],
      attribute: 'retention_days',
      must: preferring(400, atMost(731)),
      missing: 'passes',
      so: 'with older logs in a storage bucket',
      effect: 'older logs are deleted',
    },
    bad: `resource "google_logging_project_bucket_config" "example" {
  project        = "example"
  location       = "europe-west4"
  bucket_id      = "example"
  retention_days = 3650
                   ~~~~
}
`,
    good: `resource "google_logging_project_bucket_config" "example" {
  project        = "example"
  location       = "europe-west4"
  bucket_id      = "example"
  retention_days = 400
}
`,
  },
  {
    id: 'gcp/without-labels',
    title: 'The cost of a resource has no owner',
    severity: 'info',
    pillar: 'cost',
    recommended: false,
    why: `The billing export groups cost by label. What has none ends up in a remainder that nobody owns, and what nobody owns nobody lowers. The setting \`requiredLabels\` names the ones that must be there; without it any label will do. Labels that the provider gives to everything count.

Leave it where a project belongs to one team, so that the project says it.`,
    refs: [docs('resource-manager/docs/labels-overview'), `${registry('compute_instance')}#labels`],
    equivalents: [],
    note: 'finops-framework#practice',
    check: labelled({
      on: [
        'google_bigquery_dataset',
        'google_compute_disk',
        'google_compute_instance',
        'google_project',
        'google_pubsub_topic',
        'google_redis_instance',
        'google_spanner_instance',
        'google_storage_bucket',
      ],
      argument: 'labels',
      defaults: { provider: 'google', path: ['default_labels'] },
    }),
    bad: bucket('').replace('{\n', `{\n${'~'.repeat(42)}\n`),
    good: bucket('\n  labels = {\n    owner = "data-platform"\n  }\n'),
  },
];

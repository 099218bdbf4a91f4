import { be, isSet } from '../predicates.ts';
import type { Expectation, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

const redis = registry('redis_instance');

/** Services that write logs only when they are told to, by the argument that tells them. */
const logged: readonly { readonly on: string; readonly attribute: string | readonly string[] }[] = [
  { on: 'google_data_fusion_instance', attribute: 'enable_stackdriver_logging' },
  { on: 'google_dialogflow_agent', attribute: 'enable_logging' },
  {
    on: 'google_dialogflow_cx_agent',
    attribute: ['enable_stackdriver_logging', 'advanced_settings.logging_settings.enable_stackdriver_logging'],
  },
  { on: 'google_dialogflow_cx_webhook', attribute: 'enable_stackdriver_logging' },
];

export const dataServices: readonly Rule[] = [
  {
    id: 'gcp/managed-without-logs',
    title: 'A managed service writes no logs',
    severity: 'info',
    pillar: 'logging',
    recommended: true,
    why: `Pipelines that fail and conversations that go wrong leave no trace. The logs go to Cloud Logging and are billed by volume; those of conversations hold what people said.

Leave it where conversations may not be kept.`,
    refs: [docs('data-fusion/docs/how-to/view-pipeline-logs-in-cloud-logging'), registry('data_fusion_instance')],
    equivalents: ['checkov/CKV2_GCP_29', 'checkov/CKV2_GCP_30', 'checkov/CKV2_GCP_31', 'checkov/CKV_GCP_104'],
    check: logged.map(
      ({ on, attribute }): Expectation => ({
        on: [on],
        attribute,
        must: be(true),
        default: false,
        so: 'to see afterwards what happened',
        effect: 'logs are billed by volume',
      }),
    ),
    bad: `resource "google_dialogflow_agent" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  display_name          = "example"
  default_language_code = "en"
  time_zone             = "Europe/Berlin"
}
`,
    good: `resource "google_dialogflow_agent" "example" {
  display_name          = "example"
  default_language_code = "en"
  time_zone             = "Europe/Berlin"
  enable_logging        = true
}
`,
  },
  {
    id: 'gcp/data-fusion-without-metrics',
    title: 'A Data Fusion instance writes no metrics',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `Without metrics no alert tells that pipelines fail or fall behind.

Leave it where pipelines are watched from outside.`,
    refs: [docs('data-fusion/docs/how-to/create-instance'), registry('data_fusion_instance')],
    equivalents: ['checkov/CKV_GCP_105'],
    check: {
      on: ['google_data_fusion_instance'],
      attribute: 'enable_stackdriver_monitoring',
      must: be(true),
      default: false,
      so: 'for alerts to have something to look at',
      effect: 'metrics are billed by volume',
    },
    bad: `resource "google_data_fusion_instance" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name = "example"
  type = "BASIC"
}
`,
    good: `resource "google_data_fusion_instance" "example" {
  name                          = "example"
  type                          = "BASIC"
  enable_stackdriver_monitoring = true
}
`,
  },
  {
    id: 'gcp/redis-without-auth',
    title: 'Redis or Valkey asks nobody who they are',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `Whatever reaches the instance in the network reads and changes all of it. With AUTH clients must know a string that Google makes. It comes with little effort, and can be switched on for a live instance.

Leave it where nothing but one application is in the network.`,
    refs: [docs('memorystore/docs/redis/auth-overview'), redis],
    equivalents: ['checkov/CKV_GCP_95'],
    check: [
      {
        on: ['google_redis_instance'],
        attribute: 'auth_enabled',
        must: be(true),
        default: false,
        so: 'for clients to prove who they are',
        effect: 'clients that send no password are refused',
      },
      {
        on: ['google_redis_cluster'],
        attribute: 'authorization_mode',
        must: be('AUTH_MODE_IAM_AUTH'),
        default: 'AUTH_MODE_DISABLED',
        so: 'for clients to prove who they are',
        effect: 'Terraform replaces the cluster; clients need a token of IAM',
      },
      {
        on: ['google_memorystore_instance'],
        attribute: 'authorization_mode',
        must: be('IAM_AUTH'),
        default: 'AUTH_DISABLED',
        so: 'for clients to prove who they are',
        effect: 'Terraform replaces the instance; clients need a token of IAM',
      },
    ],
    bad: `resource "google_redis_instance" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name           = "example"
  memory_size_gb = 1
}
`,
    good: `resource "google_redis_instance" "example" {
  name           = "example"
  memory_size_gb = 1
  auth_enabled   = true
}
`,
  },
  {
    id: 'gcp/redis-without-tls',
    title: 'Traffic to Redis or Valkey is not encrypted',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `Sessions and tokens that applications keep in Redis travel in plain text within the network, and so does the password. TLS has to be chosen when the instance is made, and costs some throughput.

Leave it for a cache of what is public anyway.`,
    refs: [docs('memorystore/docs/redis/about-in-transit-encryption'), redis],
    equivalents: ['checkov/CKV_GCP_97'],
    check: [
      {
        on: ['google_redis_instance'],
        attribute: 'transit_encryption_mode',
        must: be('SERVER_AUTHENTICATION'),
        default: 'DISABLED',
        so: 'for what is sent to be unreadable',
        effect: 'Terraform replaces the instance, and clients need its certificate',
      },
      {
        on: ['google_redis_cluster'],
        attribute: 'transit_encryption_mode',
        must: be('TRANSIT_ENCRYPTION_MODE_SERVER_AUTHENTICATION'),
        default: 'TRANSIT_ENCRYPTION_MODE_DISABLED',
        so: 'for what is sent to be unreadable',
        effect: 'Terraform replaces the cluster, and clients need its certificate',
      },
      {
        on: ['google_memorystore_instance'],
        attribute: 'transit_encryption_mode',
        must: be('SERVER_AUTHENTICATION'),
        default: 'TRANSIT_ENCRYPTION_DISABLED',
        so: 'for what is sent to be unreadable',
        effect: 'Terraform replaces the instance, and clients need its certificate',
      },
    ],
    bad: `resource "google_redis_instance" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name           = "example"
  memory_size_gb = 1
}
`,
    good: `resource "google_redis_instance" "example" {
  name                    = "example"
  memory_size_gb          = 1
  transit_encryption_mode = "SERVER_AUTHENTICATION"
}
`,
  },
  {
    id: 'gcp/pubsub-push-without-token',
    title: 'Pub/Sub pushes messages to an endpoint that cannot tell who calls',
    severity: 'info',
    pillar: 'identity',
    recommended: true,
    why: `Without a token the endpoint has to accept messages from anybody who finds it. With one signed for a service account, Cloud Run and others check it before the code runs.

Leave it for an endpoint of another maker that expects a secret in its address.`,
    refs: [docs('pubsub/docs/authenticate-push-subscriptions'), registry('pubsub_subscription')],
    equivalents: [],
    check: {
      on: ['google_pubsub_subscription'],
      attribute: 'push_config.oidc_token.service_account_email',
      must: isSet(),
      when: [{ attribute: 'push_config.push_endpoint', is: isSet() }],
      so: 'for the endpoint to know who calls',
    },
    bad: `resource "google_pubsub_subscription" "example" {
  name  = "example"
  topic = google_pubsub_topic.example.id

  push_config {
  ~~~~~~~~~~~
    push_endpoint = "https://orders.example.com/push"
  }
}
`,
    good: `resource "google_pubsub_subscription" "example" {
  name  = "example"
  topic = google_pubsub_topic.example.id

  push_config {
    push_endpoint = "https://orders.example.com/push"

    oidc_token {
      service_account_email = google_service_account.push.email
    }
  }
}
`,
  },
  {
    id: 'gcp/pubsub-without-dead-letters',
    title: 'Messages that cannot be handled come again until they expire',
    severity: 'info',
    pillar: 'hygiene',
    recommended: false,
    why: `A message that makes its receiver fail is delivered again and again, holds others up, and is gone after a week. With a dead letter topic it is put aside after a few attempts, where somebody can look at it.

Leave it where receivers put such messages aside themselves.`,
    refs: [docs('pubsub/docs/handling-failures#dead_letter_topic'), registry('pubsub_subscription')],
    equivalents: [],
    check: {
      on: ['google_pubsub_subscription'],
      attribute: 'dead_letter_policy.dead_letter_topic',
      must: isSet(),
      so: 'for messages that cannot be handled',
    },
    bad: `resource "google_pubsub_subscription" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name  = "example"
  topic = google_pubsub_topic.example.id
}
`,
    good: `resource "google_pubsub_subscription" "example" {
  name  = "example"
  topic = google_pubsub_topic.example.id

  dead_letter_policy {
    dead_letter_topic = google_pubsub_topic.failed.id
  }
}
`,
  },
  {
    id: 'gcp/pubsub-any-region',
    title: 'Messages of a topic may be stored in any region',
    severity: 'info',
    pillar: 'governance',
    recommended: false,
    why: `Pub/Sub stores a message in the region nearest to its sender, wherever that is. A storage policy, or the organisation policy \`gcp.resourceLocations\`, keeps messages in the regions in which data has to stay.

Leave it where that policy is set, or messages hold nothing personal.`,
    refs: [docs('pubsub/docs/resource-location-restriction'), registry('pubsub_topic')],
    equivalents: [],
    check: {
      on: ['google_pubsub_topic'],
      attribute: 'message_storage_policy.allowed_persistence_regions',
      must: isSet(),
      so: 'to the regions in which messages may be kept',
    },
    bad: `resource "google_pubsub_topic" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name = "example"
}
`,
    good: `resource "google_pubsub_topic" "example" {
  name = "example"

  message_storage_policy {
    allowed_persistence_regions = ["europe-west1"]
  }
}
`,
  },
  {
    id: 'gcp/bigquery-dataset-deletes-contents',
    title: 'A dataset is deleted with all its tables',
    severity: 'info',
    pillar: 'data',
    recommended: true,
    why: `Terraform deletes a dataset that holds tables only with \`delete_contents_on_destroy\`: without it, a dataset that falls out of the code by mistake stays.

Leave it for datasets of tests, and of what is loaded anew every day.`,
    refs: [registry('bigquery_dataset')],
    equivalents: [],
    check: {
      on: ['google_bigquery_dataset'],
      attribute: 'delete_contents_on_destroy',
      must: be(false),
      default: false,
      so: 'to keep the tables when the dataset falls out of the code',
      safe: true,
    },
    bad: `resource "google_bigquery_dataset" "example" {
  dataset_id                 = "example"
  delete_contents_on_destroy = true
                               ~~~~
}
`,
    good: `resource "google_bigquery_dataset" "example" {
  dataset_id                 = "example"
  delete_contents_on_destroy = false
}
`,
  },
];

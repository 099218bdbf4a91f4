import { be, isSet, noneOf, oneOf } from '../predicates.ts';
import type { Condition, Expectation, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

interface Hidden {
  readonly on: string;
  readonly attribute: string;
  /** The value with which machines have no public address. */
  readonly right: string | boolean;
  /** What the provider takes when nothing is said. */
  readonly default: string | boolean;
  readonly when?: readonly Condition[];
}

/** Services that run machines for you, and what keeps public addresses from these. */
const hidden: readonly Hidden[] = [
  {
    on: 'google_cloudbuild_worker_pool',
    attribute: 'worker_config.no_external_ip',
    right: true,
    default: false,
  },
  { on: 'google_data_fusion_instance', attribute: 'private_instance', right: true, default: false },
  { on: 'google_dataflow_job', attribute: 'ip_configuration', right: 'WORKER_IP_PRIVATE', default: 'WORKER_IP_PUBLIC' },
  {
    on: 'google_dataproc_cluster',
    attribute: 'cluster_config.gce_cluster_config.internal_ip_only',
    right: true,
    default: false,
  },
  { on: 'google_notebooks_instance', attribute: 'no_public_ip', right: true, default: false },
  {
    on: 'google_notebooks_runtime',
    attribute: 'virtual_machine.virtual_machine_config.internal_ip_only',
    right: true,
    default: false,
  },
  { on: 'google_tpu_v2_vm', attribute: 'network_config.enable_external_ips', right: false, default: false },
  { on: 'google_workbench_instance', attribute: 'gce_setup.disable_public_ip', right: true, default: false },
];

/** Composer 3 says it in one argument, and earlier versions in another. */
const composer: Expectation = {
  on: ['google_composer_environment'],
  attribute: ['config.enable_private_environment', 'config.private_environment_config.enable_private_endpoint'],
  must: be(true),
  default: false,
  so: 'so that its machines have no public address',
};

const endpoint = registry('vertex_ai_endpoint');

export const privateServices: readonly Rule[] = [
  {
    id: 'gcp/managed-public-address',
    title: 'Machines of a managed service have public addresses',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Notebooks, workers of builds and nodes of data clusters run code of many people and hold credentials. With public addresses they are reached from the internet as soon as one firewall rule admits it, and send what they like there. Without, Private Google Access and Cloud NAT give them what they need.

Leave it where the service must reach the internet and there is no NAT yet.`,
    refs: [docs('vpc/docs/private-google-access'), registry('workbench_instance'), registry('dataproc_cluster')],
    equivalents: [
      'checkov/CKV2_GCP_28',
      'checkov/CKV2_GCP_32',
      'checkov/CKV2_GCP_36',
      'checkov/CKV_GCP_86',
      'checkov/CKV_GCP_87',
      'checkov/CKV_GCP_89',
      'checkov/CKV_GCP_94',
      'checkov/CKV_GCP_103',
    ],
    check: [
      ...hidden.map(
        ({ on, attribute, right, default: preset, when = [] }): Expectation => ({
          on: [on],
          attribute,
          must: be(right),
          default: preset,
          when,
          so: 'so that its machines have no public address',
          effect: 'Terraform may replace it, and it needs Cloud NAT to reach the internet',
        }),
      ),
      composer,
    ],
    bad: `resource "google_notebooks_instance" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name         = "example"
  location     = "europe-west1-b"
  machine_type = "e2-standard-4"
}
`,
    good: `resource "google_notebooks_instance" "example" {
  name         = "example"
  location     = "europe-west1-b"
  machine_type = "e2-standard-4"
  no_public_ip = true
}
`,
  },
  {
    id: 'gcp/vertex-public-endpoint',
    title: 'A model answers on a public endpoint',
    severity: 'info',
    pillar: 'ml',
    recommended: false,
    why: `A public endpoint of Vertex AI asks for a sign-in to Google, so that only stolen or too wide rights let a stranger in. A private one, by peering or Private Service Connect, is reached from your networks only, and keeps within a perimeter of VPC Service Controls.

Leave it where clients outside of your networks ask the model.`,
    refs: [docs('vertex-ai/docs/predictions/using-private-endpoints'), endpoint],
    equivalents: ['checkov/CKV2_GCP_33', 'checkov/CKV2_GCP_34'],
    check: [
      {
        on: ['google_vertex_ai_endpoint'],
        attribute: ['network', 'private_service_connect_config.enable_private_service_connect'],
        must: { ...isSet(), text: 'the network from which the model is asked' },
        so: ', or enable private_service_connect_config',
      },
      {
        on: ['google_vertex_ai_index_endpoint'],
        attribute: 'public_endpoint_enabled',
        must: be(false),
        default: false,
        so: 'for the index to be asked from your networks only',
        effect: 'Terraform replaces the endpoint',
      },
    ],
    bad: `resource "google_vertex_ai_index_endpoint" "example" {
  display_name            = "example"
  region                  = "europe-west1"
  public_endpoint_enabled = true
                            ~~~~
}
`,
    good: `resource "google_vertex_ai_index_endpoint" "example" {
  display_name            = "example"
  region                  = "europe-west1"
  public_endpoint_enabled = false
}
`,
  },
  {
    id: 'gcp/function-open-ingress',
    title: 'A function or a service takes requests from the internet',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `When nothing is said requests may come from anywhere, and only IAM stands before the code. Internal ingress admits your own networks, and what comes through a load balancer, where Cloud Armor and logs are.

Leave it for what is meant to be called by its own address, such as a webhook.`,
    refs: [docs('run/docs/securing/ingress'), registry('cloudfunctions2_function'), registry('cloud_run_v2_service')],
    equivalents: ['checkov/CKV_GCP_124'],
    check: [
      {
        on: ['google_cloudfunctions_function'],
        attribute: 'ingress_settings',
        must: oneOf('ALLOW_INTERNAL_AND_GCLB', 'ALLOW_INTERNAL_ONLY'),
        default: 'ALLOW_ALL',
      },
      {
        on: ['google_cloudfunctions2_function'],
        attribute: 'service_config.ingress_settings',
        must: oneOf('ALLOW_INTERNAL_AND_GCLB', 'ALLOW_INTERNAL_ONLY'),
        default: 'ALLOW_ALL',
      },
      {
        on: ['google_cloud_run_v2_service'],
        attribute: 'ingress',
        must: noneOf('INGRESS_TRAFFIC_ALL'),
        default: 'INGRESS_TRAFFIC_ALL',
      },
    ].map((row) => ({
      ...row,
      must: {
        ...row.must,
        right: row.attribute === 'ingress' ? '"INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"' : '"ALLOW_INTERNAL_AND_GCLB"',
      },
      so: 'for requests to come through a load balancer',
      effect: 'callers on the internet are cut off',
    })),
    bad: `resource "google_cloud_run_v2_service" "example" {
  name     = "example"
  location = "europe-west1"
  ingress  = "INGRESS_TRAFFIC_ALL"
             ~~~~~~~~~~~~~~~~~~~~~
}
`,
    good: `resource "google_cloud_run_v2_service" "example" {
  name     = "example"
  location = "europe-west1"
  ingress  = "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"
}
`,
  },
];

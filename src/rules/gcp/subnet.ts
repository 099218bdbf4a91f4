import { be, noneOf, oneOf, preferring, someBlock } from '../predicates.ts';
import type { Condition, Rule } from '../rule.ts';

const on = ['google_compute_subnetwork'];

const resource = 'https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/compute_subnetwork';

/** Subnets for instances: those of proxies, private NAT and Private Service Connect hold none. */
const forInstances: Condition = {
  attribute: 'purpose',
  is: oneOf('PRIVATE', 'PRIVATE_RFC_1918'),
  missing: 'holds',
};

const flowLogs = [
  'aggregation_interval = "INTERVAL_10_MIN"',
  'flow_sampling        = 0.5',
  'metadata             = "INCLUDE_ALL_METADATA"',
];

const header = `resource "google_compute_subnetwork" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
`;

const body = `  name          = "example"
  network       = google_compute_network.main.id
  region        = "europe-west1"
  ip_cidr_range = "10.0.0.0/20"
`;

export const subnet: readonly Rule[] = [
  {
    id: 'gcp/subnet-without-flow-logs',
    title: 'A subnet keeps no flow logs',
    severity: 'warning',
    pillar: 'logging',
    recommended: true,
    why: `Flow logs are the only record of who talked to whom in a network: without them neither an intrusion nor a misconfiguration can be traced afterwards. They are billed by volume; a longer interval and a lower sampling rate cost less. A configuration of Network Management that covers the subnet or its network counts too.

Leave it for a short-lived test network.`,
    refs: ['https://cloud.google.com/vpc/docs/using-flow-logs', resource],
    equivalents: ['checkov/CKV_GCP_26', 'trivy/GCP-0029', 'trivy/GCP-0076', 'cis-gcp/3.8'],
    note: 'landing-zone-gcp#flow-logs',
    check: {
      on,
      attribute: 'log_config',
      must: someBlock({ right: flowLogs }),
      when: [forInstances, { attribute: 'enable_flow_logs', is: noneOf(true), missing: 'holds' }],
      unless: [
        { on: ['google_network_management_vpc_flow_logs_config'], by: 'subnet' },
        { on: ['google_network_management_vpc_flow_logs_config'], by: 'network', same: 'network' },
      ],
      so: 'for the traffic to be traceable',
      effect: 'flow logs are billed by volume',
    },
    bad: `${header}${body}}
`,
    good: `resource "google_compute_subnetwork" "example" {
${body}
  log_config {
    aggregation_interval = "INTERVAL_10_MIN"
    flow_sampling        = 0.5
    metadata             = "INCLUDE_ALL_METADATA"
  }
}
`,
  },
  {
    id: 'gcp/subnet-without-private-google-access',
    title: "Instances of a subnet reach Google's services only with an external address",
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Without private access an instance needs an external address, or NAT, to reach Cloud Storage, the container registries or any other API of Google. That tempts people to give it one. The setting costs nothing and changes nothing for instances that have an external address.

Leave it where the instances of the subnet must not reach Google's services at all.`,
    refs: ['https://cloud.google.com/vpc/docs/private-google-access', resource],
    equivalents: ['checkov/CKV_GCP_74', 'trivy/GCP-0075'],
    note: 'landing-zone-gcp#private-google-access',
    check: {
      on,
      attribute: 'private_ip_google_access',
      must: be(true),
      default: false,
      when: [forInstances, { attribute: 'stack_type', is: noneOf('IPV6_ONLY'), missing: 'holds' }],
      so: "so that instances without an external address reach Google's services",
      safe: true,
    },
    bad: `${header}${body}}
`,
    good: `resource "google_compute_subnetwork" "example" {
  name                     = "example"
  network                  = google_compute_network.main.id
  region                   = "europe-west1"
  ip_cidr_range            = "10.0.0.0/20"
  private_ip_google_access = true
}
`,
  },
  {
    id: 'gcp/subnet-without-private-google-access-ipv6',
    title: "Instances of a subnet reach Google's services over IPv6 only with an external address",
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `In a subnet with IPv6 the private way to Google's services is a setting of its own beside that for IPv4, and off by default.

Leave it where instances talk to Google over IPv4.`,
    refs: ['https://cloud.google.com/vpc/docs/private-google-access', resource],
    equivalents: ['checkov/CKV_GCP_76'],
    check: {
      on,
      attribute: 'private_ipv6_google_access',
      must: preferring(
        'ENABLE_OUTBOUND_VM_ACCESS_TO_GOOGLE',
        oneOf('ENABLE_OUTBOUND_VM_ACCESS_TO_GOOGLE', 'ENABLE_BIDIRECTIONAL_ACCESS_TO_GOOGLE'),
      ),
      default: 'DISABLE_GOOGLE_ACCESS',
      when: [forInstances, { attribute: 'stack_type', is: oneOf('IPV4_IPV6', 'IPV6_ONLY') }],
      so: "so that instances without an external address reach Google's services",
      safe: true,
    },
    bad: `resource "google_compute_subnetwork" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name          = "example"
  network       = google_compute_network.main.id
  region        = "europe-west1"
  ip_cidr_range = "10.0.0.0/20"
  stack_type    = "IPV4_IPV6"
}
`,
    good: `resource "google_compute_subnetwork" "example" {
  name                       = "example"
  network                    = google_compute_network.main.id
  region                     = "europe-west1"
  ip_cidr_range              = "10.0.0.0/20"
  stack_type                 = "IPV4_IPV6"
  private_ipv6_google_access = "ENABLE_OUTBOUND_VM_ACCESS_TO_GOOGLE"
}
`,
  },
];

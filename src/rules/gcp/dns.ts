import { be, noneOf, oneOf, preferring, someBlock } from '../predicates.ts';
import type { Condition, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

const on = ['google_dns_managed_zone'];
const resource = registry('dns_managed_zone');

const publicZone: Condition = { attribute: 'visibility', is: oneOf('public'), default: 'public' };

export const dns: readonly Rule[] = [
  {
    id: 'gcp/dns-weak-signature',
    title: 'A zone is signed with SHA-1',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Signatures with SHA-1 can be forged by whoever spends enough on it, and resolvers have begun to take such zones as unsigned.

Leave it only while the keys of the zone are being changed.`,
    refs: [docs('dns/docs/dnssec-advanced#algorithms'), resource],
    equivalents: ['checkov/CKV_GCP_17', 'trivy/GCP-0012', 'cis-gcp/3.4', 'cis-gcp/3.5'],
    check: {
      on,
      attribute: 'dnssec_config.default_key_specs.algorithm',
      must: { ...preferring('rsasha256', noneOf('rsasha1')), text: '"rsasha256" or stronger' },
      missing: 'passes',
      effect: 'the zone must be signed anew, and the record at the registrar changed',
    },
    bad: `resource "google_dns_managed_zone" "example" {
  name     = "example"
  dns_name = "example.com."

  dnssec_config {
    state = "on"

    default_key_specs {
      algorithm = "rsasha1"
                  ~~~~~~~~~
      key_type  = "keySigning"
    }
  }
}
`,
    good: `resource "google_dns_managed_zone" "example" {
  name     = "example"
  dns_name = "example.com."

  dnssec_config {
    state = "on"

    default_key_specs {
      algorithm = "rsasha256"
      key_type  = "keySigning"
    }
  }
}
`,
  },
  {
    id: 'gcp/dns-without-dnssec',
    title: 'A public zone is not signed',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Without DNSSEC whoever sits between a resolver and the zone's servers sends your visitors and mail elsewhere. The switch signs the zone; it protects once the registrar has the zone's DS record.

Leave it where the registrar or the parent zone does not support DNSSEC.`,
    refs: [docs('dns/docs/dnssec-config'), resource],
    equivalents: ['checkov/CKV_GCP_16', 'trivy/GCP-0013', 'cis-gcp/3.3'],
    check: {
      on,
      attribute: 'dnssec_config.state',
      must: { ...preferring('on', noneOf('off')), text: '"on"' },
      default: 'off',
      when: [publicZone],
      so: 'for answers to be checked',
      effect: "add the zone's DS record at the registrar afterwards",
    },
    bad: `resource "google_dns_managed_zone" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name     = "example"
  dns_name = "example.com."
}
`,
    good: `resource "google_dns_managed_zone" "example" {
  name     = "example"
  dns_name = "example.com."

  dnssec_config {
    state = "on"
  }
}
`,
  },
  {
    id: 'gcp/dns-without-log',
    title: 'Names that instances ask for are not logged',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `What a machine that was taken over asks for is often the first trace of it. A server policy of the network logs all its queries; they are billed by volume.

Leave it where the resolver is another one, or nobody looks at the log.`,
    refs: [docs('dns/docs/monitoring'), registry('dns_policy')],
    equivalents: ['cis-gcp/2.12'],
    check: {
      on: ['google_dns_policy'],
      attribute: 'enable_logging',
      must: be(true),
      default: false,
      so: 'to see afterwards who asked for what',
      effect: 'logs are billed by volume',
    },
    bad: `resource "google_dns_policy" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name = "example"
}
`,
    good: `resource "google_dns_policy" "example" {
  name           = "example"
  enable_logging = true
}
`,
  },
  {
    id: 'gcp/dns-private-zone-without-network',
    title: 'A private zone is visible from no network',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `A private zone answers only in the networks and clusters that it names: without any, nobody can ask for its names.

Leave it where networks are added outside of Terraform.`,
    refs: [docs('dns/docs/zones#create-private-zone'), resource],
    equivalents: [],
    check: {
      on,
      attribute: 'private_visibility_config',
      must: someBlock(),
      when: [{ attribute: 'visibility', is: be('private') }],
      so: 'with the networks that ask for its names',
    },
    bad: `resource "google_dns_managed_zone" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name       = "example"
  dns_name   = "example.internal."
  visibility = "private"
}
`,
    good: `resource "google_dns_managed_zone" "example" {
  name       = "example"
  dns_name   = "example.internal."
  visibility = "private"

  private_visibility_config {
    networks {
      network_url = google_compute_network.main.id
    }
  }
}
`,
  },
];

import type { Resource } from '../../terraform/model.ts';
import { be, each, isSet, matches, matchesNot, noBlock, noneOf, someBlock } from '../predicates.ts';
import type { Expectation, Report, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

const templates = ['google_compute_instance_template', 'google_compute_region_instance_template'];
const described = ['google_compute_instance', ...templates];
const on = [...described, 'google_compute_instance_from_template'];
const resource = registry('compute_instance');

const fullAccess = ['cloud-platform', 'https://www.googleapis.com/auth/cloud-platform'];
const defaultAccount = /^(?:default|.*-compute@developer\.gserviceaccount\.com|)$/;

const email = 'service_account.email';
const ownAccount = matchesNot(defaultAccount, 'an account made for the instance');

/** Arguments that take a key itself, by type. */
const rawKeys: Readonly<Record<string, readonly string[]>> = {
  google_compute_disk: [
    'disk_encryption_key.raw_key',
    'source_image_encryption_key.raw_key',
    'source_snapshot_encryption_key.raw_key',
  ],
  google_compute_image: ['image_encryption_key.raw_key'],
  google_compute_instance: ['boot_disk.disk_encryption_key_raw', 'attached_disk.disk_encryption_key_raw'],
  google_compute_instance_from_template: ['boot_disk.disk_encryption_key_raw', 'attached_disk.disk_encryption_key_raw'],
  google_compute_region_disk: ['disk_encryption_key.raw_key', 'source_snapshot_encryption_key.raw_key'],
  google_compute_snapshot: ['snapshot_encryption_key.raw_key', 'source_disk_encryption_key.raw_key'],
};

/** Reports keys whose text is in the code; the message does not repeat it. */
function* shownKeys(resource: Resource, paths: readonly string[]): Iterable<Report> {
  for (const path of paths) {
    const [block = '', argument = ''] = path.split('.');
    for (const section of resource.blocks(block)) {
      const value = section.get(argument);
      if (value?.kind !== 'string' || value.value === '') continue;
      yield { at: value, message: `${path} shows the key. Name a key of Cloud KMS with kms_key_self_link instead.` };
    }
  }
}

const shieldedBy = (argument: string, so: string): Expectation => ({
  on,
  attribute: `shielded_instance_config.${argument}`,
  must: be(true),
  missing: 'passes',
  so,
  effect: 'the instance stops for it',
});

export const computeInstance: readonly Rule[] = [
  {
    id: 'gcp/disk-plaintext-key',
    title: 'The key of a disk stands in the code',
    severity: 'error',
    pillar: 'data',
    recommended: true,
    why: `Whoever reads the code or the state has the key, and it cannot be taken back: such a key is never rotated. A key in Cloud KMS is named, not shown, and each use of it is logged.

Leave it in an example that encrypts nothing.`,
    refs: [docs('compute/docs/disks/customer-managed-encryption'), registry('compute_disk')],
    equivalents: ['trivy/GCP-0037'],
    check: Object.entries(rawKeys).map(([type, paths]) => ({
      on: [type],
      resource: (resource: Resource) => shownKeys(resource, paths),
    })),
    bad: `resource "google_compute_disk" "example" {
  name = "example"
  zone = "europe-west1-b"

  disk_encryption_key {
    raw_key = "SGVsbG8gZnJvbSBHb29nbGUgQ2xvdWQgUGxhdGZvcm0="
              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  }
}
`,
    good: `resource "google_compute_disk" "example" {
  name = "example"
  zone = "europe-west1-b"

  disk_encryption_key {
    kms_key_self_link = google_kms_crypto_key.disks.id
  }
}
`,
  },
  {
    id: 'gcp/instance-default-service-account',
    title: 'An instance runs as the default service account of Compute Engine',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `The default account is shared by everything in the project for which nobody chose one, and often has Editor. Whoever takes the instance over has its tokens from the metadata server, and with them the project.

Leave it where an organisation policy keeps the account from getting Editor, and it has no other role.`,
    refs: [docs('compute/docs/access/service-accounts#default_service_account'), resource],
    equivalents: ['checkov/CKV_GCP_30', 'trivy/GCP-0044', 'cis-gcp/4.1'],
    check: {
      on,
      attribute: email,
      must: ownAccount,
      default: 'default',
      when: [{ attribute: 'service_account', is: someBlock() }],
    },
    bad: `resource "google_compute_instance" "example" {
  name         = "example"
  machine_type = "e2-medium"
  zone         = "europe-west1-b"

  service_account {
  ~~~~~~~~~~~~~~~
    scopes = ["cloud-platform"]
  }
}
`,
    good: `resource "google_compute_instance" "example" {
  name         = "example"
  machine_type = "e2-medium"
  zone         = "europe-west1-b"

  service_account {
    email  = google_service_account.example.email
    scopes = ["cloud-platform"]
  }
}
`,
  },
  {
    id: 'gcp/instance-full-api-access',
    title: 'The default service account of an instance may use every API',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `The scope \`cloud-platform\` lets the instance use all that its account may, and the default account often may do everything in the project. With an account of its own, whose roles fit, the scope is as it should be.

Leave it where the default account has no role.`,
    refs: [docs('compute/docs/access/service-accounts#scopes_best_practice'), resource],
    equivalents: ['checkov/CKV_GCP_31', 'cis-gcp/4.2'],
    check: {
      on,
      attribute: 'service_account.scopes',
      must: each(noneOf(...fullAccess)),
      missing: 'passes',
      when: [{ attribute: email, is: matches(defaultAccount, 'default'), default: 'default' }],
      so: 'while the account is the default one',
    },
    bad: `resource "google_compute_instance" "example" {
  name         = "example"
  machine_type = "e2-medium"
  zone         = "europe-west1-b"

  service_account {
    scopes = ["cloud-platform"]
              ~~~~~~~~~~~~~~~~
  }
}
`,
    good: `resource "google_compute_instance" "example" {
  name         = "example"
  machine_type = "e2-medium"
  zone         = "europe-west1-b"

  service_account {
    email  = google_service_account.example.email
    scopes = ["cloud-platform"]
  }
}
`,
  },
  {
    id: 'gcp/instance-ip-forwarding',
    title: 'An instance forwards packets that are not its own',
    severity: 'info',
    pillar: 'network',
    recommended: true,
    why: `Such an instance may send packets with any source address and receive those for others, so that it can pretend to be someone else, or lead traffic around a firewall.

Leave it for a router, a firewall or a NAT gateway.`,
    refs: [docs('vpc/docs/using-routes#canipforward'), resource],
    equivalents: ['checkov/CKV_GCP_36', 'trivy/GCP-0043', 'cis-gcp/4.6'],
    check: {
      on,
      attribute: 'can_ip_forward',
      must: be(false),
      default: false,
      so: 'unless the instance is a router',
      effect: 'Terraform replaces the instance',
    },
    bad: `resource "google_compute_instance" "example" {
  name           = "example"
  machine_type   = "e2-medium"
  zone           = "europe-west1-b"
  can_ip_forward = true
                   ~~~~
}
`,
    good: `resource "google_compute_instance" "example" {
  name           = "example"
  machine_type   = "e2-medium"
  zone           = "europe-west1-b"
  can_ip_forward = false
}
`,
  },
  {
    id: 'gcp/instance-nested-virtualization',
    title: 'An instance may run virtual machines of its own',
    severity: 'info',
    pillar: 'governance',
    recommended: true,
    why: `Machines inside an instance are in no inventory, get no patches that anybody sees, and their network is beyond the firewall's rules. The baseline of Google's landing zones forbids it (\`compute.disableNestedVirtualization\`).

Leave it for a build server or an emulator that needs it.`,
    refs: [docs('compute/docs/instances/nested-virtualization/overview'), resource],
    equivalents: [],
    check: {
      on,
      attribute: 'advanced_machine_features.enable_nested_virtualization',
      must: be(false),
      default: false,
      effect: 'Terraform replaces the instance',
    },
    bad: `resource "google_compute_instance" "example" {
  name         = "example"
  machine_type = "n2-standard-4"
  zone         = "europe-west1-b"

  advanced_machine_features {
    enable_nested_virtualization = true
                                   ~~~~
  }
}
`,
    good: `resource "google_compute_instance" "example" {
  name         = "example"
  machine_type = "n2-standard-4"
  zone         = "europe-west1-b"

  advanced_machine_features {
    enable_nested_virtualization = false
  }
}
`,
  },
  {
    id: 'gcp/instance-public-address',
    title: 'An instance has a public address',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `One firewall rule, made by anybody for another purpose, is then all that is between the instance and the internet. Outgoing traffic needs Cloud NAT, administration Identity-Aware Proxy, and visitors a load balancer: none of them needs an address on the instance.

Leave it for what must have an address of its own, such as a mail or a VPN server.`,
    refs: [docs('compute/docs/ip-addresses/configure-static-external-ip-address#disableexternalip'), resource],
    equivalents: ['checkov/CKV_GCP_40', 'trivy/GCP-0031', 'cis-gcp/4.9'],
    check: ['access_config', 'ipv6_access_config'].map((block) => ({
      on,
      attribute: `network_interface.${block}`,
      must: noBlock(),
      so: 'and reach the instance by Identity-Aware Proxy or a load balancer',
      effect: 'the instance loses its public address',
    })),
    bad: `resource "google_compute_instance" "example" {
  name         = "example"
  machine_type = "e2-medium"
  zone         = "europe-west1-b"

  network_interface {
    subnetwork = google_compute_subnetwork.main.id

    access_config {
    ~~~~~~~~~~~~~
      network_tier = "PREMIUM"
    }
  }
}
`,
    good: `resource "google_compute_instance" "example" {
  name         = "example"
  machine_type = "e2-medium"
  zone         = "europe-west1-b"

  network_interface {
    subnetwork = google_compute_subnetwork.main.id
  }
}
`,
  },
  {
    id: 'gcp/instance-shielding-off',
    title: 'The checks of how an instance starts are switched off',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `A shielded instance measures what it loads at start with its virtual TPM, and integrity monitoring logs when that changes. Both are on by default and cost nothing; without them a boot kit goes unseen.

Leave it for an image that is not made for UEFI.`,
    refs: [docs('compute/shielded-vm/docs/shielded-vm'), resource],
    equivalents: ['checkov/CKV_GCP_39', 'trivy/GCP-0041', 'trivy/GCP-0045', 'cis-gcp/4.8'],
    check: [
      shieldedBy('enable_vtpm', 'for the start to be measured'),
      shieldedBy('enable_integrity_monitoring', 'for a changed start to be seen'),
    ],
    bad: `resource "google_compute_instance" "example" {
  name         = "example"
  machine_type = "e2-medium"
  zone         = "europe-west1-b"

  shielded_instance_config {
    enable_vtpm = false
                  ~~~~~
  }
}
`,
    good: `resource "google_compute_instance" "example" {
  name         = "example"
  machine_type = "e2-medium"
  zone         = "europe-west1-b"

  shielded_instance_config {
    enable_vtpm = true
  }
}
`,
  },
  {
    id: 'gcp/instance-shielding-unsaid',
    title: 'An instance does not say how its start is checked',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `Without the block an instance with a shielded image has a virtual TPM and integrity monitoring, one with another image has neither, and the code does not show which. Secure Boot is off in both cases (\`gcp/instance-without-secure-boot\`).

Leave it where all images are Google's.`,
    refs: [docs('compute/shielded-vm/docs/shielded-vm'), resource],
    equivalents: ['checkov/CKV_GCP_39'],
    check: {
      on: described,
      attribute: 'shielded_instance_config',
      must: someBlock({ right: ['enable_integrity_monitoring = true', 'enable_vtpm                 = true'] }),
      effect: 'the instance stops for it',
    },
    bad: `resource "google_compute_instance" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name         = "example"
  machine_type = "e2-medium"
  zone         = "europe-west1-b"
}
`,
    good: `resource "google_compute_instance" "example" {
  name         = "example"
  machine_type = "e2-medium"
  zone         = "europe-west1-b"

  shielded_instance_config {
    enable_integrity_monitoring = true
    enable_vtpm                 = true
  }
}
`,
  },
  {
    id: 'gcp/instance-without-secure-boot',
    title: 'An instance starts without Secure Boot',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `With Secure Boot the instance loads only what is signed, so that nothing that got onto the disk hides below the operating system. It is off by default because drivers that nobody signed fail with it.

Leave it for images with such drivers.`,
    refs: [docs('compute/shielded-vm/docs/shielded-vm#secure-boot'), resource],
    equivalents: ['trivy/GCP-0067', 'cis-gcp/4.8'],
    check: {
      on: described,
      attribute: 'shielded_instance_config.enable_secure_boot',
      must: be(true),
      default: false,
      so: 'for the instance to load only what is signed',
      effect: 'the instance stops for it, and drivers that nobody signed fail',
    },
    bad: `resource "google_compute_instance" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name         = "example"
  machine_type = "e2-medium"
  zone         = "europe-west1-b"
}
`,
    good: `resource "google_compute_instance" "example" {
  name         = "example"
  machine_type = "e2-medium"
  zone         = "europe-west1-b"

  shielded_instance_config {
    enable_secure_boot = true
  }
}
`,
  },
  {
    id: 'gcp/instance-without-service-account',
    title: 'An instance names no service account',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `Terraform makes such an instance without any account, other tools and the console with the default one. Without one its agents send neither logs nor metrics.

Leave it for an instance that calls nothing of Google's.`,
    refs: [docs('compute/docs/access/create-enable-service-accounts-for-instances'), resource],
    equivalents: ['checkov/CKV_GCP_30'],
    check: {
      on: described,
      attribute: 'service_account.email',
      must: isSet(),
      when: [{ attribute: 'service_account', is: noBlock() }],
      so: 'to an account made for the instance',
    },
    bad: `resource "google_compute_instance" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name         = "example"
  machine_type = "e2-medium"
  zone         = "europe-west1-b"
}
`,
    good: `resource "google_compute_instance" "example" {
  name         = "example"
  machine_type = "e2-medium"
  zone         = "europe-west1-b"

  service_account {
    email  = google_service_account.example.email
    scopes = ["cloud-platform"]
  }
}
`,
  },
];

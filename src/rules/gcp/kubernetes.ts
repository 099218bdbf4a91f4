import { textOf } from '../../terraform/convert.ts';
import type { Resource } from '../../terraform/model.ts';
import { internetSources } from '../exposure.ts';
import { offer, removeAttribute } from '../fix.ts';
import { be, isSet, matches, noneOf, oneOf, preferring, someBlock } from '../predicates.ts';
import type { Condition, Context, Report, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

const on = ['google_container_cluster'];
const resource = registry('container_cluster');
const hardening = docs('kubernetes-engine/docs/how-to/hardening-your-cluster');

/** Clusters of the mode Standard: in Autopilot Google decides. */
export const standard: Condition = { attribute: 'enable_autopilot', is: noneOf(true), missing: 'holds' };

/** Clusters whose control plane answers on an address, and not only under its name. */
const byAddress: Condition = {
  attribute: 'control_plane_endpoints_config.ip_endpoints_config.enabled',
  is: noneOf(false),
  missing: 'holds',
};

const publicEndpoint: Condition = {
  attribute: 'private_cluster_config.enable_private_endpoint',
  is: noneOf(true),
  missing: 'holds',
};

/** Versions of Kubernetes before 1.25. */
const before125 = matches(/^1\.(?:\d|1\d|2[0-4])(?:\.|$)/, 'a version before 1.25');

function* openControlPlane(cluster: Resource, { options }: Context): Iterable<Report> {
  const endpoint = cluster.blocks('private_cluster_config')[0]?.get('enable_private_endpoint');
  if (endpoint && textOf(endpoint) !== 'false') return;
  for (const networks of cluster.blocks('master_authorized_networks_config')) {
    const sources = networks.blocks('cidr_blocks').flatMap((block) => block.get('cidr_block') ?? []);
    for (const at of internetSources(sources, options.allowedCidrs)) {
      yield {
        at,
        message:
          'The control plane of the cluster answers the whole internet. Name the networks from which it is administered.',
      };
    }
  }
}

function* legacyLogin(cluster: Resource): Iterable<Report> {
  for (const auth of cluster.blocks('master_auth')) {
    for (const name of ['username', 'password']) {
      const value = auth.get(name);
      if (value === undefined || textOf(value) === '') continue;
      yield {
        at: value,
        message: `master_auth.${name} logs in with a password that never changes. Remove it.`,
        fixes: offer(removeAttribute(auth, name), {
          title: `Remove master_auth.${name}`,
          effect: 'whoever logs in with it is locked out',
        }),
      };
    }
  }
}

export const kubernetes: readonly Rule[] = [
  {
    id: 'gcp/gke-alpha-features',
    title: 'A cluster has alpha features of Kubernetes switched on',
    severity: 'warning',
    pillar: 'containers',
    recommended: true,
    why: `An alpha cluster gets no updates, is not supported, and is deleted by Google after 30 days with all that is in it.

Leave it for a cluster that tries a feature out for less than 30 days.`,
    refs: [docs('kubernetes-engine/docs/concepts/alpha-clusters'), resource],
    equivalents: ['checkov/CKV2_GCP_19'],
    check: {
      on,
      attribute: 'enable_kubernetes_alpha',
      must: be(false),
      default: false,
      so: 'for the cluster to live longer than 30 days',
      effect: 'Terraform replaces the cluster',
    },
    bad: `resource "google_container_cluster" "example" {
  name                    = "example"
  location                = "europe-west1"
  enable_kubernetes_alpha = true
                            ~~~~
}
`,
    good: `resource "google_container_cluster" "example" {
  name                    = "example"
  location                = "europe-west1"
  enable_kubernetes_alpha = false
}
`,
  },
  {
    id: 'gcp/gke-client-certificate',
    title: 'A cluster issues a client certificate',
    severity: 'warning',
    pillar: 'containers',
    recommended: true,
    why: `The certificate, with its key in the state file, logs in as a user of its own until the cluster's root of trust is replaced: it cannot be revoked. Accounts of Google need neither.

There is no case where leaving it is right for a new cluster.`,
    refs: [docs('kubernetes-engine/docs/how-to/api-server-authentication#legacy-auth'), hardening, resource],
    equivalents: ['checkov/CKV_GCP_13', 'trivy/GCP-0064'],
    check: {
      on,
      attribute: 'master_auth.client_certificate_config.issue_client_certificate',
      must: be(false),
      default: false,
      so: 'since such a certificate cannot be revoked',
      effect: 'Terraform replaces the cluster',
    },
    bad: `resource "google_container_cluster" "example" {
  name     = "example"
  location = "europe-west1"

  master_auth {
    client_certificate_config {
      issue_client_certificate = true
                                 ~~~~
    }
  }
}
`,
    good: `resource "google_container_cluster" "example" {
  name     = "example"
  location = "europe-west1"

  master_auth {
    client_certificate_config {
      issue_client_certificate = false
    }
  }
}
`,
  },
  {
    id: 'gcp/gke-control-plane-any-network',
    title: 'The control plane of a cluster answers every network',
    severity: 'warning',
    pillar: 'containers',
    recommended: true,
    why: `Without authorised networks anybody on the internet may talk to the API server of the cluster. Only a stolen credential or a flaw of the server is then missing. With the block, requests from elsewhere are refused before they are read; an empty block admits the cluster's own subnet alone.

Leave it where the control plane is reached under its name only, by IAM (\`ip_endpoints_config\` disabled).`,
    refs: [docs('kubernetes-engine/docs/how-to/authorized-networks'), hardening, resource],
    equivalents: ['checkov/CKV_GCP_20', 'trivy/GCP-0061'],
    check: {
      on,
      attribute: 'master_authorized_networks_config',
      must: someBlock({ right: [] }),
      when: [byAddress, publicEndpoint],
      so: 'to say from where the cluster is administered',
      effect: "only the cluster's own subnet reaches the control plane until networks are named in it",
    },
    bad: `resource "google_container_cluster" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name     = "example"
  location = "europe-west1"
}
`,
    good: `resource "google_container_cluster" "example" {
  name     = "example"
  location = "europe-west1"

  master_authorized_networks_config {}
}
`,
  },
  {
    id: 'gcp/gke-control-plane-open',
    title: 'The control plane of a cluster is open to the whole internet',
    severity: 'error',
    pillar: 'containers',
    recommended: true,
    why: `The API server of the cluster answers anybody. It is searched for, tried with leaked credentials, and each of its flaws is used from everywhere. A public block among the authorised networks undoes all the others.

Leave it for a test cluster that holds nothing and lives for hours.`,
    refs: [docs('kubernetes-engine/docs/how-to/authorized-networks'), hardening, resource],
    equivalents: ['checkov/CKV_GCP_18', 'trivy/GCP-0053'],
    check: { on, resource: openControlPlane },
    bad: `resource "google_container_cluster" "example" {
  name     = "example"
  location = "europe-west1"

  master_authorized_networks_config {
    cidr_blocks {
      cidr_block = "0.0.0.0/0"
                   ~~~~~~~~~~~
    }
  }
}
`,
    good: `resource "google_container_cluster" "example" {
  name     = "example"
  location = "europe-west1"

  master_authorized_networks_config {
    cidr_blocks {
      cidr_block = "10.0.0.0/8"
    }
  }
}
`,
  },
  {
    id: 'gcp/gke-legacy-authorization',
    title: 'A cluster uses the old attribute-based authorisation',
    severity: 'error',
    pillar: 'containers',
    recommended: true,
    why: `With it, static rules give every account in the cluster wide permissions beside the roles of Kubernetes, so that roles forbid nothing.

There is no case where leaving it is right: every supported version has role-based access.`,
    refs: [hardening, resource],
    equivalents: ['checkov/CKV_GCP_7', 'trivy/GCP-0062'],
    check: {
      on,
      attribute: 'enable_legacy_abac',
      must: be(false),
      default: false,
      so: "for the cluster's roles to count",
      effect: 'workloads that rely on it lose access',
    },
    bad: `resource "google_container_cluster" "example" {
  name               = "example"
  location           = "europe-west1"
  enable_legacy_abac = true
                       ~~~~
}
`,
    good: `resource "google_container_cluster" "example" {
  name               = "example"
  location           = "europe-west1"
  enable_legacy_abac = false
}
`,
  },
  {
    id: 'gcp/gke-password-login',
    title: 'A cluster is administered with a user name and password',
    severity: 'error',
    pillar: 'containers',
    recommended: true,
    why: `The password stands in the code and the state, never changes, and makes its holder administrator of the cluster. GKE dropped it with version 1.19.

There is no case where leaving it is right.`,
    refs: [docs('kubernetes-engine/docs/how-to/api-server-authentication#legacy-auth'), resource],
    equivalents: ['trivy/GCP-0064'],
    check: { on, resource: legacyLogin },
    bad: `resource "google_container_cluster" "example" {
  name     = "example"
  location = "europe-west1"

  master_auth {
    username = "admin"
               ~~~~~~~

    client_certificate_config {
      issue_client_certificate = false
    }
  }
}
`,
    good: `resource "google_container_cluster" "example" {
  name     = "example"
  location = "europe-west1"

  master_auth {
    client_certificate_config {
      issue_client_certificate = false
    }
  }
}
`,
  },
  {
    id: 'gcp/gke-pod-security-policy',
    title: 'No policy says what pods of an old cluster may do',
    severity: 'info',
    pillar: 'containers',
    recommended: false,
    why: `Before Kubernetes 1.25 a controller of pod security policies kept pods from running as root or from mounting the node's disk. Later versions have Pod Security Admission in its place, which no argument of the cluster switches on. The rule is silent where the version says 1.25 or later.

Leave it: every version that has the controller is past its end. It is here for those who count by the other tools' list.`,
    refs: [docs('kubernetes-engine/docs/how-to/podsecurityadmission'), resource],
    equivalents: ['checkov/CKV_GCP_24'],
    check: {
      on,
      attribute: 'pod_security_policy_config.enabled',
      must: be(true),
      default: false,
      when: [
        standard,
        {
          attribute: 'min_master_version',
          is: before125,
          missing: 'holds',
        },
      ],
    },
    bad: `resource "google_container_cluster" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name     = "example"
  location = "europe-west1"
}
`,
    good: `resource "google_container_cluster" "example" {
  name     = "example"
  location = "europe-west1"

  pod_security_policy_config {
    enabled = true
  }
}
`,
  },
  {
    id: 'gcp/gke-without-binary-authorization',
    title: 'A cluster runs images that nobody vouches for',
    severity: 'info',
    pillar: 'containers',
    recommended: false,
    why: `With Binary Authorization a policy of the project says which images may run: those from named registries, or those that the pipeline signed. Without it, whoever may create a pod runs anything. It takes a policy and signing in the pipeline to be of use.

Leave it until the pipeline signs images.`,
    refs: [docs('binary-authorization/docs/overview'), resource],
    equivalents: ['checkov/CKV_GCP_66'],
    check: [
      {
        on,
        attribute: [
          'binary_authorization.evaluation_mode',
          'binary_authorization.enabled',
          'enable_binary_authorization',
        ],
        must: {
          ...preferring('PROJECT_SINGLETON_POLICY_ENFORCE', oneOf('PROJECT_SINGLETON_POLICY_ENFORCE', true)),
          text: '"PROJECT_SINGLETON_POLICY_ENFORCE"',
        },
        so: "for the project's policy to be enforced",
        effect: 'pods whose images the policy does not admit are refused',
      },
    ],
    bad: `resource "google_container_cluster" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name     = "example"
  location = "europe-west1"
}
`,
    good: `resource "google_container_cluster" "example" {
  name     = "example"
  location = "europe-west1"

  binary_authorization {
    evaluation_mode = "PROJECT_SINGLETON_POLICY_ENFORCE"
  }
}
`,
  },
  {
    id: 'gcp/gke-without-google-groups',
    title: 'Roles in a cluster cannot be given to groups of the directory',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `Without a security group for it, role bindings in the cluster name single people, whom nobody removes when they leave. With Google Groups for RBAC membership is kept in the directory.

Leave it where access to the cluster is given by IAM alone.`,
    refs: [docs('kubernetes-engine/docs/how-to/google-groups-rbac'), resource],
    equivalents: ['checkov/CKV_GCP_65'],
    check: {
      on,
      attribute: 'authenticator_groups_config.security_group',
      must: isSet(),
      so: 'for role bindings to name groups',
    },
    bad: `resource "google_container_cluster" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name     = "example"
  location = "europe-west1"
}
`,
    good: `resource "google_container_cluster" "example" {
  name     = "example"
  location = "europe-west1"

  authenticator_groups_config {
    security_group = "gke-security-groups@example.com"
  }
}
`,
  },
  {
    id: 'gcp/gke-without-secrets-encryption',
    title: 'Secrets of a cluster are not encrypted with a key of your own',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `Google encrypts the disks of the control plane. With a key of Cloud KMS the secrets in it are encrypted once more, so that a copy of its database tells nothing without the key, and the use of the key is logged.

Leave it where secrets are kept in Secret Manager and not in the cluster.`,
    refs: [docs('kubernetes-engine/docs/how-to/encrypting-secrets'), resource],
    equivalents: [],
    check: {
      on,
      attribute: 'database_encryption.state',
      must: oneOf('ENCRYPTED', 'ALL_OBJECTS_ENCRYPTION_ENABLED'),
      default: 'DECRYPTED',
      so: 'with a key_name beside it',
    },
    bad: `resource "google_container_cluster" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name     = "example"
  location = "europe-west1"
}
`,
    good: `resource "google_container_cluster" "example" {
  name     = "example"
  location = "europe-west1"

  database_encryption {
    state    = "ENCRYPTED"
    key_name = google_kms_crypto_key.cluster.id
  }
}
`,
  },
  {
    id: 'gcp/gke-without-workload-identity',
    title: 'Pods of a cluster share the identity of their node',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `Without workload identity every pod that asks the metadata server gets tokens of the node's service account, so that one pod that is taken over has the rights of all. With it, each Kubernetes service account has roles of its own, without keys.

Leave it where no pod calls Google's services and the node's account has only the roles of a node.`,
    refs: [docs('kubernetes-engine/docs/how-to/workload-identity'), hardening, resource],
    equivalents: [],
    check: {
      on,
      attribute: 'workload_identity_config.workload_pool',
      must: isSet(),
      when: [standard],
      so: 'with "PROJECT_ID.svc.id.goog", for each workload to have roles of its own',
    },
    bad: `resource "google_container_cluster" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name     = "example"
  location = "europe-west1"
}
`,
    good: `resource "google_container_cluster" "example" {
  name     = "example"
  location = "europe-west1"

  workload_identity_config {
    workload_pool = "example.svc.id.goog"
  }
}
`,
  },
  {
    id: 'gcp/gke-anonymous-roles',
    title: 'Roles in a cluster may be given to everyone',
    severity: 'warning',
    pillar: 'containers',
    recommended: true,
    why: `With it, role bindings in the cluster may name \`system:anonymous\`, \`system:unauthenticated\` or \`system:authenticated\`; the last is everyone with any Google account. Clusters have been taken over through such bindings.

Leave it only while a binding that needs it is replaced.`,
    refs: [docs('kubernetes-engine/docs/best-practices/rbac'), resource],
    equivalents: [],
    check: (['unauthenticated', 'authenticated'] as const).map((who) => ({
      on,
      attribute: `rbac_binding_config.enable_insecure_binding_system_${who}`,
      must: be(false),
      missing: 'passes',
      so: 'so that no role is given to everyone',
      effect: 'bindings that name these groups can no longer be made',
    })),
    bad: `resource "google_container_cluster" "example" {
  name     = "example"
  location = "europe-west1"

  rbac_binding_config {
    enable_insecure_binding_system_unauthenticated = true
                                                     ~~~~
  }
}
`,
    good: `resource "google_container_cluster" "example" {
  name     = "example"
  location = "europe-west1"

  rbac_binding_config {
    enable_insecure_binding_system_unauthenticated = false
  }
}
`,
  },
];

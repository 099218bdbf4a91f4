import { textOf } from '../../terraform/convert.ts';
import type { Resource } from '../../terraform/model.ts';
import { checkExpectation } from '../expectation.ts';
import { be, matchesNot } from '../predicates.ts';
import type { Context, Expectation, Report, Rule } from '../rule.ts';

const autoMode = 'https://cloud.google.com/vpc/docs/vpc#auto-mode-considerations';

/** What a fix that switches auto mode off does besides. */
export const replacesNetwork =
  'Terraform replaces the network; for a live one run gcloud compute networks update --switch-to-custom-subnet-mode first';

/** Arguments that name a network, and resource types that have them, as far as the default network is used by them. */
const networkArguments: readonly { readonly attribute: string; readonly on: readonly string[] }[] = [
  {
    attribute: 'network',
    on: [
      'google_compute_firewall',
      'google_compute_ha_vpn_gateway',
      'google_compute_network_endpoint_group',
      'google_compute_network_peering',
      'google_compute_route',
      'google_compute_router',
      'google_compute_subnetwork',
      'google_compute_vpn_gateway',
      'google_container_cluster',
      'google_service_networking_connection',
      'google_vpc_access_connector',
    ],
  },
  {
    attribute: 'network_interface.network',
    on: ['google_compute_instance', 'google_compute_instance_template', 'google_compute_region_instance_template'],
  },
  { attribute: 'authorized_network', on: ['google_redis_instance', 'google_memcache_instance'] },
  { attribute: 'settings.ip_configuration.private_network', on: ['google_sql_database_instance'] },
  { attribute: 'cluster_config.gce_cluster_config.network', on: ['google_dataproc_cluster'] },
];

const usesDefault: readonly Expectation[] = networkArguments.map(({ attribute, on }) => ({
  on,
  attribute,
  must: matchesNot(/^(?:.*\/)?default$/, "a network of one's own"),
  missing: 'passes',
  so: 'since the default network spans every region and admits SSH and RDP from anywhere',
}));

const keepsDefault: Expectation = {
  on: ['google_project'],
  attribute: 'auto_create_network',
  must: be(false),
  default: true,
  so: 'for the project to start without the default network and its open firewall rules',
  effect: 'the default network of the project is deleted',
};

/** Organisation policies that keep Google from making the default network, by the argument that names the constraint. */
const policies = [
  { on: 'google_org_policy_policy', by: 'name' },
  { on: 'google_organization_policy', by: 'constraint' },
  { on: 'google_folder_organization_policy', by: 'constraint' },
];

function checkProject(project: Resource, context: Context): readonly Report[] {
  const forbidden = policies.some(({ on, by }) =>
    context.tree.resources(on).some((policy) => {
      const constraint = policy.get(by);
      return constraint !== undefined && (textOf(constraint) ?? '').endsWith('compute.skipDefaultNetworkCreation');
    }),
  );
  return forbidden ? [] : checkExpectation(keepsDefault, project, context);
}

/** Reports the projects of networks for which auto mode is asked in so many words. */
function* autoModeProject(one: Resource, context: Context): Iterable<Report> {
  const auto = one.get('auto_create_subnetworks');
  const project = context.target(one.get('project'));
  if (!auto || textOf(auto) !== 'true' || project?.type !== 'google_project') return;
  yield {
    at: auto,
    resource: project,
    message: 'The project has a network that makes its own subnets in every region.',
  };
}

export const network: readonly Rule[] = [
  {
    id: 'gcp/auto-mode-network',
    title: 'A network makes its own subnets in every region',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `A network in auto mode, which is the default, has a subnet in each region of the world, in regions that are added later too, all from 10.128.0.0/9. The same ranges are in every such network, so two of them cannot be peered, and nobody planned the addresses. Where subnets of one's own stand beside those, \`gcp/auto-subnets-conflict\` says so instead.

A live network is switched in place with \`gcloud compute networks update NAME --switch-to-custom-subnet-mode\`, which cannot be undone. Changing the argument alone makes Terraform replace the network.

Leave it in a sandbox that is never connected to another network.`,
    refs: [autoMode, 'https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/compute_network'],
    equivalents: [],
    note: 'landing-zone-gcp#auto-mode',
    check: {
      on: ['google_compute_network'],
      attribute: 'auto_create_subnetworks',
      must: be(false),
      default: true,
      unless: [{ on: ['google_compute_subnetwork'], by: 'network', certain: true }],
      so: 'for the network to have only the subnets that you plan',
      effect: replacesNetwork,
    },
    bad: `resource "google_compute_network" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name = "example"
}
`,
    good: `resource "google_compute_network" "example" {
  name                    = "example"
  auto_create_subnetworks = false
}
`,
  },
  {
    id: 'gcp/default-network',
    title: 'The default network is used, or left in a project',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Google gives each new project a network in auto mode whose firewall rules admit SSH, RDP and ping from the whole internet to every instance. Nothing of it is in your code, so nobody reviews it. A project is not reported where an organisation policy in the same configuration sets \`compute.skipDefaultNetworkCreation\`.

Leave it where that policy is set in another configuration, or in a sandbox.`,
    refs: [
      'https://cloud.google.com/vpc/docs/vpc#default-network',
      'https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/google_project',
    ],
    equivalents: ['checkov/CKV_GCP_27', 'trivy/GCP-0010', 'cis-gcp/3.1'],
    note: 'landing-zone-gcp#default-network',
    check: [{ on: keepsDefault.on, resource: checkProject }, ...usesDefault],
    bad: `resource "google_project" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name       = "Example"
  project_id = "example"
  folder_id  = google_folder.apps.name
}
`,
    good: `resource "google_project" "example" {
  name                = "Example"
  project_id          = "example"
  folder_id           = google_folder.apps.name
  auto_create_network = false
}
`,
  },
  {
    id: 'gcp/network-without-firewall',
    title: 'A network has no firewall rules of its own here',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `Without rules a network lets everything out and nothing in. Whoever needs something in makes a rule by hand, where nobody reviews it. Rules, and policies that are associated with the network, count if they are in the same configuration.

Leave it where a policy of the organisation or the folder has the rules, or another configuration.`,
    refs: [
      'https://cloud.google.com/firewall/docs/firewalls',
      'https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/compute_firewall',
    ],
    equivalents: ['checkov/CKV2_GCP_18'],
    check: {
      on: ['google_compute_network'],
      needs: [
        { on: ['google_compute_firewall'], by: 'network' },
        {
          on: [
            'google_compute_network_firewall_policy_association',
            'google_compute_region_network_firewall_policy_association',
          ],
          by: 'attachment_target',
        },
      ],
      text: 'a google_compute_firewall, or a policy that is associated with it',
    },
    bad: `resource "google_compute_network" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                    = "example"
  auto_create_subnetworks = false
}
`,
    good: `resource "google_compute_network" "example" {
  name                    = "example"
  auto_create_subnetworks = false
}

resource "google_compute_firewall" "example" {
  name          = "example"
  network       = google_compute_network.example.id
  source_ranges = ["10.0.0.0/8"]

  allow {
    protocol = "tcp"
    ports    = ["8443"]
  }
}
`,
  },
  {
    id: 'gcp/project-auto-mode-network',
    title: 'A project has a network that makes its own subnets',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `Other tools count such a network against its project and call it legacy, which it is not: legacy networks, without any subnets, can no longer be made. \`gcp/auto-mode-network\` says what is wrong, at the network.

Leave it, unless you count by the other tools' list.`,
    refs: [autoMode, 'https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/compute_network'],
    equivalents: ['checkov/CKV2_GCP_2'],
    check: { on: ['google_compute_network'], resource: autoModeProject },
    bad: `resource "google_project" "example" {
  name       = "Example"
  project_id = "example"
}

resource "google_compute_network" "example" {
  name                    = "example"
  project                 = google_project.example.project_id
  auto_create_subnetworks = true
                            ~~~~
}
`,
    good: `resource "google_project" "example" {
  name       = "Example"
  project_id = "example"
}

resource "google_compute_network" "example" {
  name                    = "example"
  project                 = google_project.example.project_id
  auto_create_subnetworks = false
}
`,
  },
];

import { earlierGoogle } from '../facts/machine-families.ts';
import { fixedSize } from '../fixed-size.ts';
import { be, matchesNot, noBlock, noneOf, preferring, someBlock } from '../predicates.ts';
import type { Expectation, Rule } from '../rule.ts';
import { unused } from '../unused.ts';
import { unwanted } from '../unwanted.ts';
import { docs, registry } from './refs.ts';

const note = 'finops-framework#what-code-can-show';
const machines = [
  'google_compute_instance',
  'google_compute_instance_template',
  'google_compute_region_instance_template',
];

function machine(lines: string): string {
  return `resource "google_compute_instance" "example" {
  name         = "example"
  zone         = "europe-west4-a"
${lines}
  boot_disk {
    initialize_params {
      image = "debian-cloud/debian-12"
    }
  }

  network_interface {
    subnetwork = google_compute_subnetwork.app.id
  }
}
`;
}

function spot(lines: string): string {
  return machine(`  machine_type = "n4-standard-2"

  scheduling {
${lines}  }
`);
}

function autoscaler(most: string): string {
  return `resource "google_compute_region_autoscaler" "example" {
  name   = "example"
  target = google_compute_region_instance_group_manager.app.id

  autoscaling_policy {
    min_replicas = 3
    max_replicas = ${most}

    cpu_utilization {
      target = 0.6
    }
  }
}
`;
}

const row = { missing: 'passes', so: 'to get more for the money' } as const;
const earlier = matchesNot(earlierGoogle, 'one of a current family');

export const computeCost: readonly Rule[] = [
  {
    id: 'gcp/address-unused',
    title: 'A public address is attached to nothing',
    severity: 'info',
    pillar: 'cost',
    recommended: true,
    why: `A reserved external address is charged by the hour, and one that nothing uses costs more than one in use (November 2026). One that nothing in the module names is usually left over. An address that an output hands on counts as used.

Leave it where the address is kept because others have it in an allow list.`,
    refs: [docs('compute/docs/ip-addresses/configure-static-external-ip-address'), registry('compute_address')],
    equivalents: [],
    note,
    check: unused({
      on: ['google_compute_address', 'google_compute_global_address'],
      what: 'address',
      use: 'Attach it',
      handed: /address|nat_ip/,
      when: [{ attribute: 'address_type', is: be('EXTERNAL'), default: 'EXTERNAL' }],
    }),
    bad: `resource "google_compute_address" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name   = "example"
  region = "europe-west4"
}
`,
    good: `resource "google_compute_address" "example" {
  name   = "example"
  region = "europe-west4"
}

resource "google_compute_forwarding_rule" "example" {
  name       = "example"
  ip_address = google_compute_address.example.id
}
`,
  },
  {
    id: 'gcp/autoscaler-fixed-size',
    title: 'An autoscaler cannot scale',
    severity: 'info',
    pillar: 'cost',
    recommended: true,
    why: `With the same least and most the autoscaler does nothing, and nobody notices that it does not. A load that is low at night and at weekends needs its machines for about a third of the week's hours.

Leave it while a number is held on purpose for a short time.`,
    refs: [docs('compute/docs/autoscaler'), registry('compute_region_autoscaler')],
    equivalents: [],
    note,
    check: [
      fixedSize({
        on: ['google_compute_autoscaler', 'google_compute_region_autoscaler'],
        within: 'autoscaling_policy',
        least: 'min_replicas',
        most: 'max_replicas',
        from: 1,
      }),
      fixedSize({
        on: ['google_container_node_pool'],
        within: 'autoscaling',
        least: 'min_node_count',
        most: 'max_node_count',
        from: 1,
      }),
    ],
    bad: autoscaler('3\n                   ~'),
    good: autoscaler('9'),
  },
  {
    id: 'gcp/commitment-in-code',
    title: 'Applying this buys a commitment that cannot be undone',
    severity: 'warning',
    pillar: 'cost',
    recommended: true,
    why: `A committed use discount is paid for one or three years, used or not, and cannot be cancelled; destroying the resource only forgets it. It saves about a third to a half on a steady load (November 2026), so it is worth having, but as a purchase that somebody decides on and not as a part of an apply.

Leave it in a configuration that holds nothing but purchases and is reviewed as such.`,
    refs: [docs('compute/docs/instances/signing-up-committed-use-discounts'), registry('compute_region_commitment')],
    equivalents: [],
    note,
    check: unwanted(
      ['google_compute_region_commitment'],
      'Applying this commits to pay for the whole term, and nothing takes it back. Buy it where purchases are decided on, and keep it out of ordinary code.',
    ),
    bad: `resource "google_compute_region_commitment" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name   = "example"
  region = "europe-west4"
  plan   = "THIRTY_SIX_MONTH"

  resources {
    type   = "VCPU"
    amount = "16"
  }
}
`,
    good: machine('  machine_type = "n4-standard-2"\n'),
  },
  {
    id: 'gcp/disk-fastest-type',
    title: 'A disk is of a fast type where a cheaper one may do',
    severity: 'info',
    pillar: 'cost',
    recommended: false,
    why: `A pd-ssd costs about two thirds more than a pd-balanced of the same size, and pd-extreme more still (November 2026). Balanced disks do for most boot disks and servers; Hyperdisk lets size and speed be bought apart. The type of a disk cannot be changed in place, so choose when it is made.

Leave it for databases whose use of the disk has been measured.`,
    refs: [docs('compute/docs/disks'), registry('compute_disk')],
    equivalents: [],
    note,
    check: [
      { on: ['google_compute_disk', 'google_compute_region_disk'], attribute: 'type' },
      { on: ['google_compute_instance'], attribute: 'boot_disk.initialize_params.type' },
      {
        on: ['google_compute_instance_template', 'google_compute_region_instance_template'],
        attribute: 'disk.disk_type',
      },
      { on: ['google_container_node_pool'], attribute: 'node_config.disk_type' },
    ].map(
      (place): Expectation => ({
        ...place,
        must: preferring('pd-balanced', noneOf('pd-ssd', 'pd-extreme')),
        missing: 'passes',
        so: 'unless the speed is needed',
        effect: 'Terraform replaces the disk',
      }),
    ),
    bad: `resource "google_compute_disk" "example" {
  name = "example"
  zone = "europe-west4-a"
  size = 100
  type = "pd-ssd"
         ~~~~~~~~
}
`,
    good: `resource "google_compute_disk" "example" {
  name = "example"
  zone = "europe-west4-a"
  size = 100
  type = "pd-balanced"
}
`,
  },
  {
    id: 'gcp/disk-unattached',
    title: 'A disk is attached to nothing',
    severity: 'info',
    pillar: 'cost',
    recommended: true,
    why: `A disk is charged for its size, used or not. One that nothing in the module names is usually left over: a snapshot keeps its content for about half the price or less (November 2026). A disk that an output hands on counts as used.

Leave it where another configuration attaches it by its name.`,
    refs: [docs('compute/docs/disks/add-persistent-disk'), registry('compute_disk'), registry('compute_attached_disk')],
    equivalents: [],
    note,
    check: unused({
      on: ['google_compute_disk', 'google_compute_region_disk'],
      what: 'disk',
      use: 'Attach it',
      handed: /disk|source/,
    }),
    bad: `resource "google_compute_disk" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name = "example"
  zone = "europe-west4-a"
  size = 100
}
`,
    good: `resource "google_compute_disk" "example" {
  name = "example"
  zone = "europe-west4-a"
  size = 100
}

resource "google_compute_attached_disk" "example" {
  disk     = google_compute_disk.example.id
  instance = google_compute_instance.app.id
}
`,
  },
  {
    id: 'gcp/machine-earlier-family',
    title: 'A machine is of an earlier generation',
    severity: 'info',
    pillar: 'cost',
    recommended: true,
    why: `Current families do the same work for less: the list price of E2 is about a third below that of N1 (November 2026; N1 in turn gets discounts for use all month), and N4 and C4 do clearly more with each core. The tiny shared-core types f1-micro and g1-small have become e2-micro and e2-small.

Leave it for graphics cards that only N1 takes, which are let be where they show, and for software that is certified for the old processor.`,
    refs: [docs('compute/docs/machine-resource'), registry('compute_instance')],
    equivalents: [],
    note,
    check: [
      {
        ...row,
        on: machines,
        attribute: 'machine_type',
        must: earlier,
        when: [{ attribute: 'guest_accelerator', is: noBlock(), missing: 'holds' }],
      },
      {
        ...row,
        on: ['google_container_node_pool', 'google_container_cluster'],
        within: 'node_config',
        attribute: 'machine_type',
        must: earlier,
        when: [{ attribute: 'guest_accelerator', is: noBlock(), missing: 'holds' }],
      },
    ],
    bad: machine('  machine_type = "n1-standard-2"\n                 ~~~~~~~~~~~~~~~\n'),
    good: machine('  machine_type = "n4-standard-2"\n'),
  },
  {
    id: 'gcp/machine-stopped',
    title: 'A machine is kept stopped, and its disks and addresses are paid for',
    severity: 'info',
    pillar: 'cost',
    recommended: true,
    why: `A stopped machine costs no compute, but its disks and reserved addresses are charged as before. What is not needed for weeks is kept cheaper as a machine image or snapshot; what is needed by day only is stopped and started by a schedule.

Leave it for a machine that must be ready within a minute in an emergency.`,
    refs: [docs('compute/docs/instances/stop-start-instance'), registry('compute_instance')],
    equivalents: [],
    note: 'cost-alibaba#1-unused-instances',
    check: {
      on: ['google_compute_instance'],
      attribute: 'desired_status',
      must: preferring('RUNNING', {
        ...noneOf('TERMINATED', 'SUSPENDED'),
        text: '"RUNNING", or the machine replaced by a snapshot',
      }),
      effect: 'the machine is started, and charged',
      missing: 'passes',
    },
    bad: machine(
      '  machine_type = "n4-standard-2"\n\n  desired_status = "TERMINATED"\n                   ~~~~~~~~~~~~\n',
    ),
    good: machine('  machine_type = "n4-standard-2"\n\n  desired_status = "RUNNING"\n'),
  },
  {
    id: 'gcp/preemptible-machine',
    title: 'A machine is preemptible in the old way, which ends it after a day',
    severity: 'info',
    pillar: 'cost',
    recommended: true,
    why: `Preemptible machines are stopped after 24 hours at the latest. Spot machines have the same price, up to nine tenths off (November 2026), and no such end.

Leave it for work that must never run for longer than a day.`,
    refs: [docs('compute/docs/instances/spot'), registry('compute_instance')],
    equivalents: [],
    note,
    check: [
      {
        on: machines,
        within: 'scheduling',
        attribute: 'provisioning_model',
        must: be('SPOT'),
        default: 'STANDARD',
        when: [{ attribute: 'preemptible', is: be(true) }],
        so: 'so that it is not stopped after a day',
        effect: 'Terraform replaces the machine',
      },
      {
        on: ['google_container_node_pool', 'google_container_cluster'],
        attribute: 'node_config.preemptible',
        must: { ...noneOf(true), text: 'left out, with spot = true in its place' },
        missing: 'passes',
      },
    ],
    bad: spot('    automatic_restart = false\n    preemptible       = true\n').replace(
      '  scheduling {\n',
      '  scheduling {\n  ~~~~~~~~~~\n',
    ),
    good: spot('    automatic_restart  = false\n    preemptible        = true\n    provisioning_model = "SPOT"\n'),
  },
  {
    id: 'gcp/single-zone',
    title: 'Something that could span zones is in a single one',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `When the zone fails, all of it is gone. Spreading over zones costs the traffic between them, about a cent a gigabyte (November 2026): a small price beside a day without service. Advice to save by using a single zone is wrong for production.

Leave it for tests, and for batch work that waits.`,
    refs: [docs('architecture/infra-reliability-guide'), registry('container_cluster')],
    equivalents: [],
    note: 'cost-alibaba#10-zones-and-regions',
    check: [
      {
        on: ['google_container_cluster'],
        attribute: 'location',
        must: matchesNot(/^[a-z]+-[a-z]+\d+-[a-z]$/, 'a region'),
        missing: 'passes',
        so: 'so that the control plane outlives a zone',
      },
      unwanted(
        ['google_compute_instance_group_manager'],
        'All machines of this group are in one zone. Use a google_compute_region_instance_group_manager, which spreads them.',
      ),
    ],
    bad: `resource "google_container_cluster" "example" {
  name     = "example"
  location = "europe-west4-a"
             ~~~~~~~~~~~~~~~~
}
`,
    good: `resource "google_container_cluster" "example" {
  name     = "example"
  location = "europe-west4"
}
`,
  },
  {
    id: 'gcp/snapshot-kept-forever',
    title: 'A schedule makes snapshots that are never deleted',
    severity: 'warning',
    pillar: 'cost',
    recommended: true,
    why: `Without a retention policy each snapshot stays for ever and is charged by its size. After a year of daily snapshots of a disk that changes, they commonly cost more than the disk does.

Leave it where something else deletes them.`,
    refs: [docs('compute/docs/disks/scheduled-snapshots'), registry('compute_resource_policy')],
    equivalents: [],
    note,
    check: {
      on: ['google_compute_resource_policy'],
      within: 'snapshot_schedule_policy',
      attribute: 'retention_policy',
      must: someBlock({ right: ['max_retention_days = 14'] }),
      so: 'so that old snapshots go',
      effect: 'Terraform replaces the policy, and snapshots made from then on are deleted after two weeks',
    },
    bad: `resource "google_compute_resource_policy" "example" {
  name   = "example"
  region = "europe-west4"

  snapshot_schedule_policy {
  ~~~~~~~~~~~~~~~~~~~~~~~~
    schedule {
      daily_schedule {
        days_in_cycle = 1
        start_time    = "04:00"
      }
    }
  }
}
`,
    good: `resource "google_compute_resource_policy" "example" {
  name   = "example"
  region = "europe-west4"

  snapshot_schedule_policy {
    schedule {
      daily_schedule {
        days_in_cycle = 1
        start_time    = "04:00"
      }
    }

    retention_policy {
      max_retention_days = 14
    }
  }
}
`,
  },
];

import { earlierAzure } from '../facts/machine-families.ts';
import { fixedSize } from '../fixed-size.ts';
import { labelled } from '../labels.ts';
import { atLeast, atMost, be, matchesNot, noneOf, preferring } from '../predicates.ts';
import type { Expectation, Rule } from '../rule.ts';
import { unused } from '../unused.ts';
import { learn, registry } from './refs.ts';

const note = 'finops-framework#what-code-can-show';

/** A resource with its name and place, and the lines given. */
function placed(type: string, lines: string): string {
  return `resource "${type}" "example" {
  name                = "example"
  resource_group_name = azurerm_resource_group.app.name
  location            = azurerm_resource_group.app.location
${lines}}
`;
}

/** An example with its header underlined. */
function marked(example: string): string {
  return example.replace(/^(.*) \{\n/, (line, header: string) => `${line}${'~'.repeat(header.length)}\n`);
}

const ip = placed('azurerm_public_ip', '  allocation_method   = "Static"\n');
const disk = placed(
  'azurerm_managed_disk',
  '  create_option       = "Empty"\n  disk_size_gb        = 100\n\n  storage_account_type = "StandardSSD_LRS"\n',
);
const plan = placed('azurerm_service_plan', '  os_type             = "Linux"\n  sku_name            = "P1v3"\n');
const nat = placed('azurerm_nat_gateway', '  sku_name            = "Standard"\n');

function snapshot(lines: string): string {
  return placed(
    'azurerm_snapshot',
    `  create_option       = "Copy"\n  source_resource_id  = azurerm_managed_disk.data.id\n${lines}`,
  );
}

function machine(lines: string): string {
  return placed(
    'azurerm_linux_virtual_machine',
    `${lines}
  network_interface_ids = [azurerm_network_interface.app.id]

  os_disk {
    caching              = "ReadWrite"
    storage_account_type = "StandardSSD_LRS"
  }
`,
  );
}

function pool(most: string): string {
  return `resource "azurerm_kubernetes_cluster_node_pool" "example" {
  name                  = "example"
  kubernetes_cluster_id = azurerm_kubernetes_cluster.main.id
  vm_size               = "Standard_D4as_v6"
  auto_scaling_enabled  = true
  min_count             = 3
  max_count             = ${most}
}
`;
}

function workspace(lines: string): string {
  return placed('azurerm_log_analytics_workspace', `  sku                 = "PerGB2018"\n${lines}`);
}

export const cost: readonly Rule[] = [
  {
    id: 'azure/autoscale-fixed-size',
    title: 'An autoscale setting cannot scale',
    severity: 'info',
    pillar: 'cost',
    recommended: true,
    why: `With the same least and most nothing ever scales, and nobody notices that it does not. A load that is low at night and at weekends needs its machines for about a third of the week's hours.

Leave it while a number is held on purpose for a short time.`,
    refs: [learn('azure-monitor/autoscale/autoscale-best-practices'), registry('monitor_autoscale_setting')],
    equivalents: [],
    note,
    check: [
      fixedSize({
        on: ['azurerm_kubernetes_cluster_node_pool'],
        least: 'min_count',
        most: 'max_count',
        from: 1,
      }),
      fixedSize({
        on: ['azurerm_kubernetes_cluster'],
        within: 'default_node_pool',
        least: 'min_count',
        most: 'max_count',
        from: 1,
      }),
      fixedSize({
        on: ['azurerm_monitor_autoscale_setting'],
        within: 'profile.capacity',
        least: 'minimum',
        most: 'maximum',
        from: 1,
        sole: true,
      }),
    ],
    bad: pool('3\n                          ~'),
    good: pool('9'),
  },
  {
    id: 'azure/disk-unattached',
    title: 'A disk is attached to nothing',
    severity: 'info',
    pillar: 'cost',
    recommended: true,
    why: `A managed disk is charged for its size, used or not. One that nothing in the module names is usually left over: an incremental snapshot keeps its content for about half the price of a standard SSD or less (November 2026). A disk that an output hands on counts as used.

Leave it where another configuration attaches it.`,
    refs: [
      learn('virtual-machines/disks-find-unattached-portal'),
      registry('managed_disk'),
      registry('virtual_machine_data_disk_attachment'),
    ],
    equivalents: [],
    note,
    check: unused({ on: ['azurerm_managed_disk'], what: 'disk', use: 'Attach it', handed: /disk|source_resource_id/ }),
    bad: marked(disk),
    good: `${disk}
resource "azurerm_virtual_machine_data_disk_attachment" "example" {
  managed_disk_id    = azurerm_managed_disk.example.id
  virtual_machine_id = azurerm_linux_virtual_machine.app.id
  lun                = 10
  caching            = "None"
}
`,
  },
  {
    id: 'azure/nat-gateway-unused',
    title: 'Nothing goes through a NAT gateway',
    severity: 'warning',
    pillar: 'cost',
    recommended: true,
    why: `A NAT gateway is charged by the hour, whether a subnet uses it or not. If machines were meant to reach the internet through it, they do not: the association was forgotten.

Leave it where another configuration associates it.`,
    refs: [learn('nat-gateway/nat-overview'), registry('subnet_nat_gateway_association')],
    equivalents: [],
    note,
    check: {
      on: ['azurerm_nat_gateway'],
      needs: [{ on: ['azurerm_subnet_nat_gateway_association'], by: 'nat_gateway_id' }],
      text: 'an azurerm_subnet_nat_gateway_association',
      so: 'to carry traffic',
    },
    bad: marked(nat),
    good: `${nat}
resource "azurerm_subnet_nat_gateway_association" "example" {
  nat_gateway_id = azurerm_nat_gateway.example.id
  subnet_id      = azurerm_subnet.app.id
}
`,
  },
  {
    id: 'azure/public-ip-unused',
    title: 'A public address is attached to nothing',
    severity: 'info',
    pillar: 'cost',
    recommended: true,
    why: `A static public address is charged by the hour, used or not. One that nothing in the module names is usually left over. An address that an output hands on counts as used.

Leave it where the address is kept because others have it in an allow list.`,
    refs: [learn('virtual-network/ip-services/public-ip-addresses'), registry('public_ip')],
    equivalents: [],
    note,
    check: unused({
      on: ['azurerm_public_ip'],
      what: 'address',
      use: 'Attach it',
      handed: /public_ip/,
      when: [{ attribute: 'allocation_method', is: be('Static') }],
    }),
    bad: marked(ip),
    good: `${ip}
resource "azurerm_nat_gateway_public_ip_association" "example" {
  nat_gateway_id       = azurerm_nat_gateway.app.id
  public_ip_address_id = azurerm_public_ip.example.id
}
`,
  },
  {
    id: 'azure/service-plan-unused',
    title: 'An App Service plan has no apps',
    severity: 'info',
    pillar: 'cost',
    recommended: true,
    why: `A plan is charged for its machines, whether an app is on them or not; only the consumption plans cost nothing while nothing runs. One that nothing in the module names is usually left over. A plan that an output hands on counts as used.

Leave it where apps are put on it by another configuration.`,
    refs: [learn('app-service/overview-manage-costs'), registry('service_plan')],
    equivalents: [],
    note,
    check: unused({
      on: ['azurerm_service_plan'],
      what: 'plan',
      use: 'Put an app on it',
      handed: /service_plan/,
      when: [{ attribute: 'sku_name', is: noneOf('Y1', 'FC1', 'F1', 'D1') }],
    }),
    bad: marked(plan),
    good: `${plan}
resource "azurerm_linux_web_app" "example" {
  name                = "example"
  resource_group_name = azurerm_resource_group.app.name
  location            = azurerm_resource_group.app.location
  service_plan_id     = azurerm_service_plan.example.id

  site_config {}
}
`,
  },
  {
    id: 'azure/snapshot-full-copy',
    title: 'A snapshot is a full copy of the disk',
    severity: 'info',
    pillar: 'cost',
    recommended: true,
    why: `A full snapshot is charged for all that the disk holds, each time. An incremental one holds what changed since the one before, is as good for restoring, and lies on cheap storage whatever the disk was: for a disk of which a tenth changes, about a tenth of the price (November 2026).

Leave it for a single snapshot that is deleted the same day.`,
    refs: [learn('virtual-machines/disks-incremental-snapshots'), registry('snapshot')],
    equivalents: [],
    note: 'cost-alibaba#4-low-use-disks',
    check: {
      on: ['azurerm_snapshot'],
      attribute: 'incremental_enabled',
      must: be(true),
      default: false,
      so: 'to pay for what changed only',
      effect: 'Terraform replaces the snapshot',
    },
    bad: snapshot('  incremental_enabled = false\n                        ~~~~~\n'),
    good: snapshot('  incremental_enabled = true\n'),
  },
  {
    id: 'azure/spot-single-machine',
    title: 'A single machine is a spot machine',
    severity: 'info',
    pillar: 'cost',
    recommended: false,
    why: `A spot machine costs down to a tenth (November 2026) and is taken away at half a minute's notice. A machine that stands alone is then gone or stopped, and nothing makes a new one; with the policy \`Deallocate\` its disk is charged on. A scale set tries again, and takes several sizes.

Leave it for tests and for work that starts again by itself.`,
    refs: [learn('virtual-machines/spot-vms'), registry('linux_virtual_machine')],
    equivalents: [],
    note: 'cost-alibaba#8-spot-instances',
    check: {
      on: ['azurerm_linux_virtual_machine', 'azurerm_windows_virtual_machine'],
      attribute: 'priority',
      must: { ...noneOf('Spot'), text: '"Regular", or the machine part of a scale set' },
      missing: 'passes',
      so: 'for something to replace it when it is taken away',
    },
    bad: machine(
      '  size                = "Standard_D4as_v6"\n  priority            = "Spot"\n                        ~~~~~~\n  eviction_policy     = "Deallocate"\n',
    ),
    good: machine('  size                = "Standard_D4as_v6"\n  priority            = "Regular"\n'),
  },
  {
    id: 'azure/storage-without-lifecycle',
    title: 'Blobs stay in an account for ever, at its first price',
    severity: 'info',
    pillar: 'cost',
    recommended: false,
    why: `What is read less than once a month costs about half in the cool tier and about a tenth in the archive (November 2026); what nobody needs costs nothing once it is deleted. A management policy does both, for old versions and snapshots too.

Leave it for data that is read daily and kept for good.`,
    refs: [learn('storage/blobs/lifecycle-management-overview'), registry('storage_management_policy')],
    equivalents: [],
    note: 'object-storage-compared#life-cycle-without-surprises',
    check: {
      on: ['azurerm_storage_account'],
      needs: [{ on: ['azurerm_storage_management_policy'], by: 'storage_account_id' }],
      text: 'an azurerm_storage_management_policy',
      so: 'so that what is old costs less',
      adds: {
        type: 'azurerm_storage_management_policy',
        by: 'storage_account_id',
        lines: [
          'rule {',
          '  name    = "old-versions"',
          '  enabled = true',
          '',
          '  filters {',
          '    blob_types = ["blockBlob"]',
          '  }',
          '',
          '  actions {',
          '    version {',
          '      delete_after_days_since_creation = 90',
          '    }',
          '  }',
          '}',
        ],
        choices: ['"old-versions"'],
      },
      effect: 'versions are deleted 90 days after they were made',
      when: [{ attribute: 'account_kind', is: noneOf('FileStorage'), missing: 'holds' }],
    },
    bad: marked(
      placed(
        'azurerm_storage_account',
        '\n  account_tier             = "Standard"\n  account_replication_type = "ZRS"\n',
      ),
    ),
    good: `${placed('azurerm_storage_account', '\n  account_tier             = "Standard"\n  account_replication_type = "ZRS"\n')}
resource "azurerm_storage_management_policy" "example" {
  storage_account_id = azurerm_storage_account.example.id

  rule {
    name    = "old-versions"
    enabled = true

    filters {
      blob_types = ["blockBlob"]
    }

    actions {
      version {
        delete_after_days_since_creation = 90
      }
    }
  }
}
`,
  },
  {
    id: 'azure/vm-earlier-size',
    title: 'A machine is of a size that is about to be retired',
    severity: 'info',
    pillar: 'cost',
    recommended: true,
    why: `The sizes A, D, Ds, F, G and Ls of the first two versions are retired in May and November 2028. Version 5 and later do more for the same money, and those with AMD processors cost about a tenth less besides (November 2026).

Leave it for software that is licensed for the old machine, until 2028.`,
    refs: [learn('virtual-machines/sizes/retirement/retired-sizes-list'), registry('linux_virtual_machine')],
    equivalents: [],
    note,
    check: [
      { on: ['azurerm_linux_virtual_machine', 'azurerm_windows_virtual_machine'], attribute: 'size' },
      {
        on: ['azurerm_linux_virtual_machine_scale_set', 'azurerm_windows_virtual_machine_scale_set'],
        attribute: 'sku',
      },
      { on: ['azurerm_kubernetes_cluster_node_pool'], attribute: 'vm_size' },
      { on: ['azurerm_kubernetes_cluster'], attribute: 'default_node_pool.vm_size' },
    ].map(
      (place): Expectation => ({
        ...place,
        must: matchesNot(earlierAzure, 'one of a current series'),
        missing: 'passes',
        so: 'to get more for the money',
      }),
    ),
    bad: machine('  size                = "Standard_DS2_v2"\n                        ~~~~~~~~~~~~~~~~~\n'),
    good: machine('  size                = "Standard_D4as_v6"\n'),
  },
  {
    id: 'azure/without-tags',
    title: 'The cost of a resource has no owner',
    severity: 'info',
    pillar: 'cost',
    recommended: false,
    why: `Cost analysis groups by tag. What has none ends up in a remainder that nobody owns, and what nobody owns nobody lowers. The setting \`requiredLabels\` names the ones that must be there; without it any tag will do.

Leave it where cost management hands down the tags of resource groups, and those have them.`,
    refs: [learn('cost-management-billing/costs/enable-tag-inheritance'), registry('resource_group')],
    equivalents: [],
    note: 'finops-framework#practice',
    check: labelled({
      on: [
        'azurerm_kubernetes_cluster',
        'azurerm_linux_virtual_machine',
        'azurerm_managed_disk',
        'azurerm_mssql_server',
        'azurerm_postgresql_flexible_server',
        'azurerm_public_ip',
        'azurerm_resource_group',
        'azurerm_service_plan',
        'azurerm_storage_account',
        'azurerm_windows_virtual_machine',
      ],
      argument: 'tags',
    }),
    bad: marked(
      'resource "azurerm_resource_group" "example" {\n  name     = "example"\n  location = "westeurope"\n}\n',
    ),
    good: 'resource "azurerm_resource_group" "example" {\n  name     = "example"\n  location = "westeurope"\n\n  tags = {\n    owner = "data-platform"\n  }\n}\n',
  },
  {
    id: 'azure/workspace-long-retention',
    title: 'Logs are kept for long where they are searched',
    severity: 'info',
    pillar: 'cost',
    recommended: false,
    why: `Beyond the days that are included each gigabyte is charged every month it is kept for searching. Long-term retention of single tables costs about a fifth of that (November 2026), and what is needed for proof only belongs in a storage account.

Leave it where people search logs of years.`,
    refs: [learn('azure-monitor/logs/data-retention-configure'), registry('log_analytics_workspace')],
    equivalents: [],
    note,
    check: {
      on: ['azurerm_log_analytics_workspace'],
      attribute: 'retention_in_days',
      must: preferring(365, atMost(365)),
      missing: 'passes',
      so: 'with older logs in long-term retention',
      effect: 'older logs are deleted',
    },
    bad: workspace('  retention_in_days   = 730\n                        ~~~\n'),
    good: workspace('  retention_in_days   = 365\n'),
  },
  {
    id: 'azure/workspace-without-daily-cap',
    title: 'A workspace takes in any amount of logs',
    severity: 'info',
    pillar: 'cost',
    recommended: false,
    why: `An application that logs in a loop can multiply the bill of a month in a day. A cap stops the intake until the next day: set it at several times of what is usual.

Leave it for a workspace of security logs, where what is lost is worse than what is paid, with an alert on the amount instead.`,
    refs: [learn('azure-monitor/logs/daily-cap'), registry('log_analytics_workspace')],
    equivalents: [],
    note,
    check: {
      on: ['azurerm_log_analytics_workspace'],
      attribute: 'daily_quota_gb',
      must: { ...atLeast(0), text: 'a number of gigabytes' },
      default: -1,
      so: 'so that a day has an end',
    },
    bad: workspace('  daily_quota_gb      = -1\n                        ~~\n'),
    good: workspace('  daily_quota_gb      = 10\n'),
  },
];

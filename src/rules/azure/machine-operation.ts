import { be, isSet, noBlock } from '../predicates.ts';
import type { Companion, Rule } from '../rule.ts';
import { learn, registry } from './refs.ts';
import { classicMachine, everyMachine, linuxMachines, machines, scaleSets, windowsMachines } from './types.ts';

const machine = registry('linux_virtual_machine');

const antimalware: Companion = {
  on: ['azurerm_virtual_machine_extension'],
  by: 'virtual_machine_id',
  where: [
    { attribute: 'publisher', is: be('Microsoft.Azure.Security') },
    { attribute: 'type', is: be('IaaSAntimalware') },
    { attribute: 'auto_upgrade_minor_version', is: be(true) },
  ],
};

export const machineOperation: readonly Rule[] = [
  {
    id: 'azure/scale-set-without-upgrades',
    title: 'A scale set does not take new images by itself',
    severity: 'info',
    pillar: 'hygiene',
    recommended: false,
    why: `Machines keep the image that they were made from, with its holes, until somebody replaces them. Automatic upgrades need a health probe.

Leave it out where a pipeline rolls out images.`,
    refs: [
      learn('virtual-machine-scale-sets/virtual-machine-scale-sets-automatic-upgrade'),
      registry('linux_virtual_machine_scale_set'),
    ],
    equivalents: ['checkov/CKV_AZURE_95'],
    check: [
      {
        on: ['azurerm_virtual_machine_scale_set'],
        attribute: 'automatic_os_upgrade',
        must: be(true),
        default: false,
        so: 'so that fixes arrive',
        effect: 'machines are replaced in turn',
      },
      {
        on: scaleSets,
        attribute: 'automatic_os_upgrade_policy.enable_automatic_os_upgrade',
        must: be(true),
        default: false,
        so: 'so that fixes arrive',
        effect: 'machines are replaced in turn',
      },
    ],
    bad: `resource "azurerm_virtual_machine_scale_set" "example" {
  name                 = "example"
  resource_group_name  = "apps"
  location             = "westeurope"
  upgrade_policy_mode  = "Rolling"
  automatic_os_upgrade = false
                         ~~~~~
}
`,
    good: `resource "azurerm_virtual_machine_scale_set" "example" {
  name                 = "example"
  resource_group_name  = "apps"
  location             = "westeurope"
  upgrade_policy_mode  = "Rolling"
  automatic_os_upgrade = true
}
`,
  },
  {
    id: 'azure/vm-extensions-allowed',
    title: 'Extensions may be installed on a machine',
    severity: 'info',
    pillar: 'governance',
    recommended: false,
    why: `Whoever may change the machine in Azure runs code in it as administrator by an extension. Backup, monitoring and Defender need extensions too.

Leave it on for nearly all machines.`,
    refs: [learn('virtual-machines/extensions/overview'), machine],
    equivalents: ['checkov/CKV_AZURE_50'],
    check: {
      on: machines,
      attribute: 'allow_extension_operations',
      must: be(false),
      default: true,
      so: 'so that rights in Azure give none in the machine',
      effect: 'backup, monitoring and Defender stop',
    },
    bad: `resource "azurerm_linux_virtual_machine" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                  = "example"
  resource_group_name   = "apps"
  location              = "westeurope"
  size                  = "Standard_D2s_v5"
  admin_username        = "ops"
  network_interface_ids = [azurerm_network_interface.app.id]
}
`,
    good: `resource "azurerm_linux_virtual_machine" "example" {
  name                       = "example"
  resource_group_name        = "apps"
  location                   = "westeurope"
  size                       = "Standard_D2s_v5"
  admin_username             = "ops"
  network_interface_ids      = [azurerm_network_interface.app.id]
  allow_extension_operations = false
}
`,
  },
  {
    id: 'azure/vm-without-agent',
    title: 'A machine has no agent of Azure',
    severity: 'info',
    pillar: 'hygiene',
    recommended: true,
    why: `Without the agent there are no extensions: no backup, no monitoring, no Defender and no reset of a lost password.

Leave it out for appliances whose maker says so.`,
    refs: [learn('virtual-machines/extensions/agent-linux'), machine],
    equivalents: ['checkov/CKV_AZURE_179'],
    check: {
      on: [...linuxMachines, ...windowsMachines],
      attribute: 'provision_vm_agent',
      must: be(true),
      default: true,
      so: 'for extensions to work',
      effect: 'Terraform replaces the machine',
    },
    bad: `resource "azurerm_linux_virtual_machine" "example" {
  name                  = "example"
  resource_group_name   = "apps"
  location              = "westeurope"
  size                  = "Standard_D2s_v5"
  admin_username        = "ops"
  network_interface_ids = [azurerm_network_interface.app.id]
  provision_vm_agent    = false
                          ~~~~~
}
`,
    good: `resource "azurerm_linux_virtual_machine" "example" {
  name                  = "example"
  resource_group_name   = "apps"
  location              = "westeurope"
  size                  = "Standard_D2s_v5"
  admin_username        = "ops"
  network_interface_ids = [azurerm_network_interface.app.id]
  provision_vm_agent    = true
}
`,
  },
  {
    id: 'azure/vm-without-antimalware',
    title: 'A Windows machine has no extension against malware',
    severity: 'info',
    pillar: 'governance',
    recommended: false,
    why: `The extension keeps Microsoft Antimalware up to date. Current Windows has Defender built in, and Defender for Servers manages it: the extension is for old images.

Leave it out for Windows Server 2016 and later.`,
    refs: [learn('security/fundamentals/antimalware'), registry('virtual_machine_extension')],
    equivalents: ['checkov/CKV2_AZURE_10'],
    check: {
      on: [classicMachine],
      needs: [antimalware],
      text: 'an azurerm_virtual_machine_extension of type IaaSAntimalware that updates itself',
      when: [{ attribute: 'os_profile_linux_config', is: noBlock() }],
      so: 'to stop malware',
    },
    bad: `resource "azurerm_virtual_machine" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                  = "example"
  resource_group_name   = "apps"
  location              = "westeurope"
  vm_size               = "Standard_D2s_v5"
  network_interface_ids = [azurerm_network_interface.app.id]
}
`,
    good: `resource "azurerm_virtual_machine" "example" {
  name                  = "example"
  resource_group_name   = "apps"
  location              = "westeurope"
  vm_size               = "Standard_D2s_v5"
  network_interface_ids = [azurerm_network_interface.app.id]
}

resource "azurerm_virtual_machine_extension" "example" {
  name                       = "antimalware"
  virtual_machine_id         = azurerm_virtual_machine.example.id
  publisher                  = "Microsoft.Azure.Security"
  type                       = "IaaSAntimalware"
  type_handler_version       = "1.3"
  auto_upgrade_minor_version = true
}
`,
  },
  {
    id: 'azure/vm-without-backup',
    title: 'A machine is not backed up',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `What is lost on its disks is lost for good.

Leave it out for machines that hold nothing, and where a policy of the landing zone adds them to a vault.`,
    refs: [learn('backup/backup-azure-vms-introduction'), registry('backup_protected_vm')],
    equivalents: ['checkov/CKV2_AZURE_12'],
    check: {
      on: everyMachine,
      needs: [{ on: ['azurerm_backup_protected_vm'], by: 'source_vm_id' }],
      text: 'an azurerm_backup_protected_vm',
      so: 'to have back what is lost',
    },
    bad: `resource "azurerm_linux_virtual_machine" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                  = "example"
  resource_group_name   = "apps"
  location              = "westeurope"
  size                  = "Standard_D2s_v5"
  admin_username        = "ops"
  network_interface_ids = [azurerm_network_interface.app.id]
}
`,
    good: `resource "azurerm_linux_virtual_machine" "example" {
  name                  = "example"
  resource_group_name   = "apps"
  location              = "westeurope"
  size                  = "Standard_D2s_v5"
  admin_username        = "ops"
  network_interface_ids = [azurerm_network_interface.app.id]
}

resource "azurerm_backup_protected_vm" "example" {
  resource_group_name = "backup"
  recovery_vault_name = "backup"
  source_vm_id        = azurerm_linux_virtual_machine.example.id
  backup_policy_id    = azurerm_backup_policy_vm.daily.id
}
`,
  },
  {
    id: 'azure/vm-without-network',
    title: 'A machine has no network interface',
    severity: 'warning',
    pillar: 'hygiene',
    recommended: false,
    why: `Azure refuses a machine without one.

There is no case where leaving it is right.`,
    refs: [learn('virtual-network/virtual-network-network-interface-vm'), machine],
    equivalents: ['trivy/AZU-0068'],
    check: { on: everyMachine, attribute: 'network_interface_ids', must: isSet(), so: 'for the machine to be reached' },
    bad: `resource "azurerm_linux_virtual_machine" "example" {
  name                  = "example"
  resource_group_name   = "apps"
  location              = "westeurope"
  size                  = "Standard_D2s_v5"
  admin_username        = "ops"
  network_interface_ids = []
                          ~~
}
`,
    good: `resource "azurerm_linux_virtual_machine" "example" {
  name                  = "example"
  resource_group_name   = "apps"
  location              = "westeurope"
  size                  = "Standard_D2s_v5"
  admin_username        = "ops"
  network_interface_ids = [azurerm_network_interface.app.id]
}
`,
  },
  {
    id: 'azure/vm-without-updates',
    title: 'A Windows machine does not install updates',
    severity: 'warning',
    pillar: 'hygiene',
    recommended: true,
    why: `Known holes stay open until somebody logs in and updates by hand.

Leave it where a patch orchestration of Azure, or a tool of your own, updates the machine.`,
    refs: [learn('virtual-machines/automatic-vm-guest-patching'), registry('windows_virtual_machine')],
    equivalents: ['checkov/CKV_AZURE_177'],
    check: {
      on: windowsMachines,
      attribute: ['automatic_updates_enabled', 'enable_automatic_updates'],
      must: be(true),
      default: true,
      so: 'so that fixes arrive',
      effect: 'Terraform may replace the machine',
    },
    bad: `resource "azurerm_windows_virtual_machine" "example" {
  name                     = "example"
  resource_group_name      = "apps"
  location                 = "westeurope"
  size                     = "Standard_D2s_v5"
  admin_username           = "ops"
  admin_password           = var.password
  network_interface_ids    = [azurerm_network_interface.app.id]
  enable_automatic_updates = false
                             ~~~~~
}
`,
    good: `resource "azurerm_windows_virtual_machine" "example" {
  name                     = "example"
  resource_group_name      = "apps"
  location                 = "westeurope"
  size                     = "Standard_D2s_v5"
  admin_username           = "ops"
  admin_password           = var.password
  network_interface_ids    = [azurerm_network_interface.app.id]
  enable_automatic_updates = true
}
`,
  },
];

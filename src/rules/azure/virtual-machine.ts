import { textOf } from '../../terraform/convert.ts';
import type { Resource } from '../../terraform/model.ts';
import { be, someBlock } from '../predicates.ts';
import type { Context, Report, Rule } from '../rule.ts';
import { secretInStartData } from '../secrets.ts';
import { unwantedReference } from '../unwanted.ts';
import { learn, registry } from './refs.ts';
import { classicMachine, everyMachine, linuxMachines, machines, scaleSets, windowsMachines } from './types.ts';

const machine = registry('linux_virtual_machine');

/** The interfaces of a machine that have a public address. */
function publicInterfaces(resource: Resource, context: Context): readonly Resource[] {
  const ids = resource.get('network_interface_ids');
  const interfaces =
    ids?.kind === 'list' ? ids.items.flatMap((id) => context.find(id, 'azurerm_network_interface') ?? []) : [];
  return interfaces.filter((one) =>
    one.blocks('ip_configuration').some((configuration) => configuration.get('public_ip_address_id') !== undefined),
  );
}

function* consoleAndPublicAddress(resource: Resource, context: Context): Iterable<Report> {
  const [diagnostics] = resource.blocks('boot_diagnostics');
  if (!diagnostics || diagnostics.symbolic) return;
  const enabled = diagnostics.get('enabled');
  if (enabled && textOf(enabled) !== 'true') return;
  const [at] = publicInterfaces(resource, context);
  if (!at) return;
  yield {
    at: diagnostics,
    message:
      'The machine has a public address, and its serial console is open. Reach it through Azure Bastion, and remove the address.',
    related: [{ at: at.location, message: 'this interface has a public address' }],
  };
}

/** Secrets in what machines get at their first start, plain or encoded. */
function* startDataWithSecret(resource: Resource): Iterable<Report> {
  const values = [
    resource.get('custom_data'),
    resource.get('user_data'),
    ...resource.blocks('os_profile').map((profile) => profile.get('custom_data')),
  ];
  for (const value of values) {
    const what = secretInStartData(value);
    if (value && what) {
      yield {
        at: value,
        message: `The start data holds ${what}, which everybody on the machine can read. Let the machine fetch it from a key vault by its identity.`,
      };
    }
  }
}

export const virtualMachine: readonly Rule[] = [
  {
    id: 'azure/disk-public-export',
    title: 'A disk can be downloaded from the internet',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Whoever may export the disk gets an address from which anyone who has it downloads the whole content.

Leave it while a disk is moved to another tenant.`,
    refs: [learn('virtual-machines/disks-restrict-import-export-overview'), registry('managed_disk')],
    equivalents: ['checkov/CKV_AZURE_251'],
    check: {
      on: ['azurerm_managed_disk'],
      attribute: 'public_network_access_enabled',
      must: be(false),
      default: true,
      so: 'so that the disk leaves by your network only',
      effect: 'exports need a disk access',
    },
    bad: `resource "azurerm_managed_disk" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                 = "data"
  location             = "westeurope"
  resource_group_name  = "apps"
  storage_account_type = "Premium_LRS"
  create_option        = "Empty"
  disk_size_gb         = 64
}
`,
    good: `resource "azurerm_managed_disk" "example" {
  name                          = "data"
  location                      = "westeurope"
  resource_group_name           = "apps"
  storage_account_type          = "Premium_LRS"
  create_option                 = "Empty"
  disk_size_gb                  = 64
  public_network_access_enabled = false
}
`,
  },
  {
    id: 'azure/disk-unencrypted',
    title: 'A disk is not encrypted',
    severity: 'error',
    pillar: 'data',
    recommended: true,
    why: `Old code can switch the encryption of a disk off; whoever gets hold of a copy then reads it.

There is no case where leaving it is right: every disk is encrypted unless the code says otherwise.`,
    refs: [learn('virtual-machines/disk-encryption'), registry('managed_disk')],
    equivalents: ['checkov/CKV_AZURE_2', 'checkov/CKV2_AZURE_14', 'trivy/AZU-0038'],
    check: {
      on: ['azurerm_managed_disk'],
      attribute: 'encryption_settings.enabled',
      must: be(true),
      missing: 'passes',
      so: 'so that copies cannot be read',
      effect: 'needs a key vault',
    },
    bad: `resource "azurerm_managed_disk" "example" {
  name                 = "data"
  location             = "westeurope"
  resource_group_name  = "apps"
  storage_account_type = "Premium_LRS"
  create_option        = "Empty"
  disk_size_gb         = 64

  encryption_settings {
    enabled = false
              ~~~~~
  }
}
`,
    good: `resource "azurerm_managed_disk" "example" {
  name                 = "data"
  location             = "westeurope"
  resource_group_name  = "apps"
  storage_account_type = "Premium_LRS"
  create_option        = "Empty"
  disk_size_gb         = 64

  encryption_settings {
    enabled = true
  }
}
`,
  },
  {
    id: 'azure/vm-console-with-public-address',
    title: 'A machine has both a public address and an open serial console',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `The console lets whoever may change the machine in Azure log in past the network; together with a public address there are two ways in.

Leave it while a machine that does not start is being mended.`,
    refs: [learn('virtual-machines/boot-diagnostics'), machine],
    equivalents: ['checkov/CKV2_AZURE_39'],
    check: { on: everyMachine, resource: consoleAndPublicAddress },
    bad: `resource "azurerm_network_interface" "example" {
  name                = "app"
  location            = "westeurope"
  resource_group_name = "apps"

  ip_configuration {
    name                          = "main"
    subnet_id                     = azurerm_subnet.app.id
    private_ip_address_allocation = "Dynamic"
    public_ip_address_id          = azurerm_public_ip.app.id
  }
}

resource "azurerm_linux_virtual_machine" "example" {
  name                  = "example"
  resource_group_name   = "apps"
  location              = "westeurope"
  size                  = "Standard_D2s_v5"
  admin_username        = "ops"
  network_interface_ids = [azurerm_network_interface.example.id]

  boot_diagnostics {}
  ~~~~~~~~~~~~~~~~
}
`,
    good: `resource "azurerm_network_interface" "example" {
  name                = "app"
  location            = "westeurope"
  resource_group_name = "apps"

  ip_configuration {
    name                          = "main"
    subnet_id                     = azurerm_subnet.app.id
    private_ip_address_allocation = "Dynamic"
  }
}

resource "azurerm_linux_virtual_machine" "example" {
  name                  = "example"
  resource_group_name   = "apps"
  location              = "westeurope"
  size                  = "Standard_D2s_v5"
  admin_username        = "ops"
  network_interface_ids = [azurerm_network_interface.example.id]

  boot_diagnostics {}
}
`,
  },
  {
    id: 'azure/vm-password-login',
    title: 'A Linux machine lets people in with a password',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `Passwords are guessed, shared and used elsewhere; a key, or a login by Entra ID, is not.

Leave it for appliances whose images know nothing else.`,
    refs: [learn('virtual-machines/linux/create-ssh-keys-detailed'), machine],
    equivalents: ['checkov/CKV_AZURE_1', 'checkov/CKV_AZURE_49', 'checkov/CKV_AZURE_149', 'trivy/AZU-0039'],
    check: [
      {
        on: linuxMachines,
        attribute: 'disable_password_authentication',
        must: be(true),
        default: true,
        so: 'so that people come in by key',
        effect: 'people with a password are locked out: add admin_ssh_key first',
      },
      {
        on: [classicMachine, 'azurerm_virtual_machine_scale_set'],
        attribute: 'os_profile_linux_config.disable_password_authentication',
        must: be(true),
        missing: 'passes',
        so: 'so that people come in by key',
        effect: 'people with a password are locked out: add ssh_keys first',
      },
    ],
    bad: `resource "azurerm_linux_virtual_machine" "example" {
  name                            = "example"
  resource_group_name             = "apps"
  location                        = "westeurope"
  size                            = "Standard_D2s_v5"
  admin_username                  = "ops"
  network_interface_ids           = [azurerm_network_interface.app.id]
  disable_password_authentication = false
                                    ~~~~~
}
`,
    good: `resource "azurerm_linux_virtual_machine" "example" {
  name                            = "example"
  resource_group_name             = "apps"
  location                        = "westeurope"
  size                            = "Standard_D2s_v5"
  admin_username                  = "ops"
  network_interface_ids           = [azurerm_network_interface.app.id]
  disable_password_authentication = true
}
`,
  },
  {
    id: 'azure/vm-secret-in-start-data',
    title: 'A secret stands in the start data of a machine',
    severity: 'error',
    pillar: 'identity',
    recommended: true,
    why: `Everybody on the machine reads it, it stands in the state file and the portal, and it lives as long as the machine.

There is no case where leaving it is right: a managed identity reads the secret from a key vault.`,
    refs: [learn('virtual-machines/custom-data'), machine],
    equivalents: ['checkov/CKV_AZURE_45', 'trivy/AZU-0037'],
    check: { on: [classicMachine, ...linuxMachines, ...windowsMachines], resource: startDataWithSecret },
    bad: `resource "azurerm_linux_virtual_machine" "example" {
  name                  = "example"
  resource_group_name   = "apps"
  location              = "westeurope"
  size                  = "Standard_D2s_v5"
  admin_username        = "ops"
  network_interface_ids = [azurerm_network_interface.app.id]
  custom_data           = "export TOKEN=glpat-0123456789abcdefghij"
                          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
}
`,
    good: `resource "azurerm_linux_virtual_machine" "example" {
  name                  = "example"
  resource_group_name   = "apps"
  location              = "westeurope"
  size                  = "Standard_D2s_v5"
  admin_username        = "ops"
  network_interface_ids = [azurerm_network_interface.app.id]
  custom_data           = "az login --identity"
}
`,
  },
  {
    id: 'azure/vm-unmanaged-disk',
    title: 'A machine keeps its disk as a file in a storage account',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `Unmanaged disks are retired since March 2026: machines that still have one are stopped. They know neither snapshots of their own nor zones, and whoever has the key of the account reads them.

There is no case where leaving it is right.`,
    refs: [learn('virtual-machines/unmanaged-disks-deprecation'), registry('virtual_machine')],
    equivalents: ['checkov/CKV_AZURE_92', 'checkov/CKV2_AZURE_9'],
    check: [
      unwantedReference(
        everyMachine,
        'storage_os_disk.vhd_uri',
        'Unmanaged disks are retired. Use a managed disk: set managed_disk_type instead.',
      ),
      unwantedReference(
        everyMachine,
        'storage_data_disk.vhd_uri',
        'Unmanaged disks are retired. Use a managed disk: set managed_disk_type instead.',
      ),
    ],
    bad: `resource "azurerm_virtual_machine" "example" {
  name                  = "example"
  resource_group_name   = "apps"
  location              = "westeurope"
  vm_size               = "Standard_D2s_v5"
  network_interface_ids = [azurerm_network_interface.app.id]

  storage_os_disk {
    name          = "os"
    create_option = "FromImage"
    vhd_uri       = "https://example.blob.core.windows.net/vhds/os.vhd"
                    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  }
}
`,
    good: `resource "azurerm_virtual_machine" "example" {
  name                  = "example"
  resource_group_name   = "apps"
  location              = "westeurope"
  vm_size               = "Standard_D2s_v5"
  network_interface_ids = [azurerm_network_interface.app.id]

  storage_os_disk {
    name              = "os"
    create_option     = "FromImage"
    managed_disk_type = "Premium_LRS"
  }
}
`,
  },
  {
    id: 'azure/vm-without-host-encryption',
    title: 'A machine writes temporary data unencrypted',
    severity: 'warning',
    pillar: 'data',
    recommended: false,
    why: `With encryption at the host, temporary disks and caches are encrypted as well, and data on its way to the disk service. It costs nothing and replaces Azure Disk Encryption, which is retired in 2028.

Leave it out for sizes that do not offer it, and before the feature is registered in the subscription.`,
    refs: [
      learn('virtual-machines/disk-encryption#encryption-at-host---end-to-end-encryption-for-your-vm-data'),
      machine,
    ],
    equivalents: ['checkov/CKV_AZURE_151', 'checkov/CKV_AZURE_97'],
    check: {
      on: [...machines, ...scaleSets, 'azurerm_orchestrated_virtual_machine_scale_set'],
      attribute: 'encryption_at_host_enabled',
      must: be(true),
      default: false,
      so: 'to encrypt caches and temporary disks',
      effect: 'the machine restarts',
    },
    bad: `resource "azurerm_windows_virtual_machine" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                  = "example"
  resource_group_name   = "apps"
  location              = "westeurope"
  size                  = "Standard_D2s_v5"
  admin_username        = "ops"
  admin_password        = var.password
  network_interface_ids = [azurerm_network_interface.app.id]
}
`,
    good: `resource "azurerm_windows_virtual_machine" "example" {
  name                       = "example"
  resource_group_name        = "apps"
  location                   = "westeurope"
  size                       = "Standard_D2s_v5"
  admin_username             = "ops"
  admin_password             = var.password
  network_interface_ids      = [azurerm_network_interface.app.id]
  encryption_at_host_enabled = true
}
`,
  },
  {
    id: 'azure/vm-without-ssh-key',
    title: 'A Linux machine has no SSH key of an administrator',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `Without a key people come in by password, or by Entra ID with its extension, which needs no key at all.

Leave it out where people sign in to Entra ID.`,
    refs: [learn('virtual-machines/linux/create-ssh-keys-detailed'), machine],
    equivalents: ['checkov/CKV_AZURE_178'],
    check: {
      on: linuxMachines,
      attribute: 'admin_ssh_key',
      must: someBlock(),
      so: 'so that administrators come in by key',
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

  admin_ssh_key {
    username   = "ops"
    public_key = var.public_key
  }
}
`,
  },
  {
    id: 'azure/vm-without-trusted-launch',
    title: 'A machine starts whatever its disk holds',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `Trusted launch checks each part of the start, so that malware below the system does not stay hidden. It costs nothing for machines of the second generation.

Leave it out for images and sizes of the first generation.`,
    refs: [learn('virtual-machines/trusted-launch'), machine],
    equivalents: [],
    check: {
      on: [...machines, ...scaleSets],
      attribute: 'secure_boot_enabled',
      must: be(true),
      default: false,
      so: 'so that the start is checked',
      effect: 'Terraform replaces the machine',
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
  secure_boot_enabled   = true
}
`,
  },
];

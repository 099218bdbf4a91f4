import { textOf } from '../../terraform/convert.ts';
import type { Resource } from '../../terraform/model.ts';
import { insertBlock, offer, setAttribute } from '../fix.ts';
import { allHold } from '../judge.ts';
import { be, has, isSet, noneOf, oneOf, preferring, someBlock } from '../predicates.ts';
import type { Condition, Context, Report, Rule } from '../rule.ts';
import { learn, registry } from './refs.ts';

const on = ['azurerm_storage_account'];

const rulesType = 'azurerm_storage_account_network_rules';

const account = registry('storage_account');

const networkSecurity = learn('storage/common/storage-network-security');

const reachable: Condition = { attribute: 'public_network_access_enabled', is: noneOf(false), missing: 'holds' };

/** Reports an account that admits every network: neither its own rules nor separate ones deny by default. */
function* openToNetworks(resource: Resource, context: Context): Iterable<Report> {
  if (allHold(resource, [reachable]) !== true) return;
  const own = resource.blocks('network_rules').flatMap((rules) => rules.get('default_action') ?? []);
  const separate = context.referring(resource, rulesType, 'storage_account_id');
  const [byName, byId] = [context.referring(resource, rulesType, 'storage_account_name'), separate];
  const others = [...byId.resources, ...byName.resources].flatMap((rules) => rules.get('default_action') ?? []);
  if (own.length === 0 && (others.length > 0 || byId.unsure.length + byName.unsure.length > 0)) return;
  const [action] = own;
  if (action?.kind === 'unknown' || (action && textOf(action)?.toLowerCase() === 'deny')) return;
  if (resource.blocks('network_rules').some(({ symbolic }) => symbolic)) return;
  const todo = 'Deny by default, and name the networks and addresses that need it.';
  yield {
    at: action ?? resource,
    fixes: offer(
      action
        ? setAttribute(resource, action, '"Deny"')
        : insertBlock(resource, ['network_rules {', '  default_action = "Deny"', '}']),
      {
        title: 'Deny networks by default',
        effect: 'whoever is not named is cut off',
      },
    ),
    message: action
      ? `The account admits every network. ${todo}`
      : `The account has no network rules, so that it admits every network. ${todo}`,
  };
}

export const storage: readonly Rule[] = [
  {
    id: 'azure/storage-anonymous-access',
    title: 'A storage account allows containers to be opened to anyone',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `The switch of the account overrules its containers. While it is on, which is the provider's default, one argument of one container publishes it.

Leave it for an account that serves files to the public.`,
    refs: [learn('storage/blobs/anonymous-read-access-prevent'), account],
    equivalents: ['checkov/CKV_AZURE_190', 'checkov/CKV2_AZURE_47'],
    note: 'object-storage-compared#the-switches',
    check: {
      on,
      attribute: ['allow_nested_items_to_be_public', 'allow_blob_public_access'],
      must: be(false),
      default: true,
      so: 'so that no container can be opened to anyone',
      effect: 'anonymous readers lose access',
    },
    bad: `resource "azurerm_storage_account" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                     = "example"
  resource_group_name      = "data"
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "ZRS"
}
`,
    good: `resource "azurerm_storage_account" "example" {
  name                            = "example"
  resource_group_name             = "data"
  location                        = "westeurope"
  account_tier                    = "Standard"
  account_replication_type        = "ZRS"
  allow_nested_items_to_be_public = false
}
`,
  },
  {
    id: 'azure/storage-cross-tenant-replication',
    title: 'A storage account may be copied to another tenant',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `Object replication to a tenant outside takes data away continuously, set up with rights on the source alone.

Leave it where a partner takes the data by object replication.`,
    refs: [learn('storage/blobs/object-replication-prevent-cross-tenant-policies'), account],
    equivalents: [],
    note: 'object-storage-compared#the-switches',
    check: {
      on,
      attribute: 'cross_tenant_replication_enabled',
      must: be(false),
      default: false,
      so: 'so that data stays in the tenant',
      effect: 'replication to other tenants stops',
    },
    bad: `resource "azurerm_storage_account" "example" {
  name                             = "example"
  resource_group_name              = "data"
  location                         = "westeurope"
  account_tier                     = "Standard"
  account_replication_type         = "ZRS"
  cross_tenant_replication_enabled = true
                                     ~~~~
}
`,
    good: `resource "azurerm_storage_account" "example" {
  name                             = "example"
  resource_group_name              = "data"
  location                         = "westeurope"
  account_tier                     = "Standard"
  account_replication_type         = "ZRS"
  cross_tenant_replication_enabled = false
}
`,
  },
  {
    id: 'azure/storage-local-users',
    title: 'A storage account may have local users',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `Local users of SFTP log in with passwords or keys of their own, past Entra ID and its conditions. Accounts with a hierarchical namespace, which SFTP needs, allow them unless the code says otherwise.

Leave it where partners deliver files by SFTP.`,
    refs: [learn('storage/blobs/secure-file-transfer-protocol-support'), account],
    equivalents: ['checkov/CKV_AZURE_244'],
    note: 'object-storage-compared#the-switches',
    check: [
      {
        on,
        attribute: 'local_user_enabled',
        must: be(false),
        missing: 'passes',
        so: 'unless files come by SFTP',
        effect: 'local users are locked out',
      },
      {
        on,
        attribute: 'local_user_enabled',
        must: be(false),
        default: true,
        when: [{ attribute: 'is_hns_enabled', is: be(true) }],
        so: 'unless files come by SFTP',
        effect: 'local users are locked out',
      },
    ],
    bad: `resource "azurerm_storage_account" "example" {
  name                     = "example"
  resource_group_name      = "data"
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "ZRS"
  local_user_enabled       = true
                             ~~~~
}
`,
    good: `resource "azurerm_storage_account" "example" {
  name                     = "example"
  resource_group_name      = "data"
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "ZRS"
  local_user_enabled       = false
}
`,
  },
  {
    id: 'azure/storage-open-to-all-networks',
    title: 'A storage account admits every network',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `A leaked key or signature then works from anywhere in the world. With rules that deny by default it works from the named networks and private endpoints only. Accounts without public access are not looked at, and separate network rules count.

Leave it for an account that serves files to the public.`,
    refs: [networkSecurity, registry('storage_account_network_rules')],
    equivalents: ['checkov/CKV_AZURE_35', 'trivy/AZU-0012'],
    note: 'object-storage-compared#the-switches',
    check: [
      { on, resource: openToNetworks },
      {
        on: [rulesType],
        attribute: 'default_action',
        must: be('Deny'),
        so: 'so that only the named networks come in',
        effect: 'whoever comes from elsewhere is cut off',
      },
    ],
    bad: `resource "azurerm_storage_account" "example" {
  name                     = "example"
  resource_group_name      = "data"
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "ZRS"

  network_rules {
    default_action = "Allow"
                     ~~~~~~~
  }
}
`,
    good: `resource "azurerm_storage_account" "example" {
  name                     = "example"
  resource_group_name      = "data"
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "ZRS"

  network_rules {
    default_action = "Deny"
  }
}
`,
  },
  {
    id: 'azure/storage-public-container',
    title: 'A container is open to anyone without a login',
    severity: 'error',
    pillar: 'data',
    recommended: true,
    why: `Whoever knows or guesses the address reads the blobs, and with the level \`container\` lists them all. Leaks of data from Azure mostly began like this.

Leave it for files that are published on purpose, in an account that holds nothing else.`,
    refs: [learn('storage/blobs/anonymous-read-access-prevent'), registry('storage_container')],
    equivalents: ['checkov/CKV_AZURE_34', 'trivy/AZU-0007', 'checkov/CKV2_AZURE_8'],
    note: 'object-storage-compared#the-switches',
    check: {
      on: ['azurerm_storage_container'],
      attribute: 'container_access_type',
      must: be('private'),
      default: 'private',
      so: 'so that blobs are read by those who may',
      effect: 'anonymous readers lose access',
    },
    bad: `resource "azurerm_storage_container" "example" {
  name                  = "reports"
  storage_account_id    = azurerm_storage_account.data.id
  container_access_type = "blob"
                          ~~~~~~
}
`,
    good: `resource "azurerm_storage_container" "example" {
  name                  = "reports"
  storage_account_id    = azurerm_storage_account.data.id
  container_access_type = "private"
}
`,
  },
  {
    id: 'azure/storage-shared-key',
    title: 'A storage account lets in whoever has its key',
    severity: 'warning',
    pillar: 'identity',
    recommended: false,
    why: `The key gives everything, to anyone, without a trace of who used it, and never expires. With keys off, access is by Entra ID and can be limited, logged and withdrawn.

Leave it where a client knows keys only; the provider then needs \`storage_use_azuread\` once it is off.`,
    refs: [learn('storage/common/shared-key-authorization-prevent'), account],
    equivalents: ['checkov/CKV2_AZURE_40'],
    note: 'object-storage-compared#the-switches',
    check: {
      on,
      attribute: 'shared_access_key_enabled',
      must: be(false),
      default: true,
      so: 'so that access is by identity',
      effect: 'whoever uses a key or a signature made from it is cut off',
    },
    bad: `resource "azurerm_storage_account" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                     = "example"
  resource_group_name      = "data"
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "ZRS"
}
`,
    good: `resource "azurerm_storage_account" "example" {
  name                      = "example"
  resource_group_name       = "data"
  location                  = "westeurope"
  account_tier              = "Standard"
  account_replication_type  = "ZRS"
  shared_access_key_enabled = false
}
`,
  },
  {
    id: 'azure/storage-weak-tls',
    title: 'A storage account accepts outdated TLS',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `TLS 1.0 and 1.1 can be broken, and clients that can use better are talked down to them.

There is no case where leaving it is right: Azure refuses both by itself since 2026.`,
    refs: [learn('storage/common/transport-layer-security-configure-minimum-version'), account],
    equivalents: ['checkov/CKV_AZURE_44', 'trivy/AZU-0011', 'trivy/AZU-0059'],
    note: 'object-storage-compared#the-switches',
    check: {
      on,
      attribute: 'min_tls_version',
      must: preferring('TLS1_2', oneOf('TLS1_2', 'TLS1_3')),
      default: 'TLS1_2',
      so: 'to refuse what is broken',
      effect: 'clients without TLS 1.2 are refused',
    },
    bad: `resource "azurerm_storage_account" "example" {
  name                     = "example"
  resource_group_name      = "data"
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "ZRS"
  min_tls_version          = "TLS1_0"
                             ~~~~~~~~
}
`,
    good: `resource "azurerm_storage_account" "example" {
  name                     = "example"
  resource_group_name      = "data"
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "ZRS"
  min_tls_version          = "TLS1_2"
}
`,
  },
  {
    id: 'azure/storage-without-https',
    title: 'A storage account accepts unencrypted requests',
    severity: 'error',
    pillar: 'data',
    recommended: true,
    why: `Over HTTP the data, and the signature that allows the access, can be read on the way.

There is no case where leaving it is right, but for file shares by NFS, which need it off.`,
    refs: [learn('storage/common/storage-require-secure-transfer'), account],
    equivalents: ['checkov/CKV_AZURE_3', 'trivy/AZU-0008', 'trivy/AZU-0059'],
    note: 'object-storage-compared#the-switches',
    check: {
      on,
      attribute: ['https_traffic_only_enabled', 'enable_https_traffic_only'],
      must: be(true),
      default: true,
      when: [{ attribute: 'nfsv3_enabled', is: noneOf(true), missing: 'holds' }],
      so: 'so that nobody reads what is sent',
      effect: 'clients that use HTTP are refused',
    },
    bad: `resource "azurerm_storage_account" "example" {
  name                       = "example"
  resource_group_name        = "data"
  location                   = "westeurope"
  account_tier               = "Standard"
  account_replication_type   = "ZRS"
  https_traffic_only_enabled = false
                               ~~~~~
}
`,
    good: `resource "azurerm_storage_account" "example" {
  name                       = "example"
  resource_group_name        = "data"
  location                   = "westeurope"
  account_tier               = "Standard"
  account_replication_type   = "ZRS"
  https_traffic_only_enabled = true
}
`,
  },
  {
    id: 'azure/storage-without-sas-expiry',
    title: 'A storage account sets no time after which signatures should expire',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `The policy warns about, or blocks, signatures that are made to last longer. Without it, links given away years ago still work.

Leave it out where keys are switched off, so that no such signatures exist.`,
    refs: [learn('storage/common/sas-expiration-policy'), account],
    equivalents: ['checkov/CKV2_AZURE_41'],
    note: 'object-storage-compared#the-switches',
    check: {
      on,
      attribute: 'sas_policy',
      must: someBlock({
        where: [{ attribute: 'expiration_period', is: isSet(), unknown: 'holds' }],
        text: 'one with expiration_period',
        right: ['expiration_period = "01.00:00:00"'],
      }),
      when: [{ attribute: 'shared_access_key_enabled', is: noneOf(false), missing: 'holds' }],
      so: 'for signatures to end',
      effect: 'longer signatures are logged',
    },
    bad: `resource "azurerm_storage_account" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                     = "example"
  resource_group_name      = "data"
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "ZRS"
}
`,
    good: `resource "azurerm_storage_account" "example" {
  name                     = "example"
  resource_group_name      = "data"
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "ZRS"

  sas_policy {
    expiration_period = "01.00:00:00"
  }
}
`,
  },
  {
    id: 'azure/storage-without-trusted-services',
    title: 'A storage account shuts out the services of Azure that it works with',
    severity: 'info',
    pillar: 'network',
    recommended: true,
    why: `Rules that deny by default also stop backups, diagnostic logs and events, unless trusted services may pass. Those still need a permission on the account. Where the rules allow by default, services are shut out as soon as somebody changes that.

Leave it out where every service comes by a private endpoint or a resource rule.`,
    refs: [
      learn('storage/common/storage-network-security-trusted-azure-services'),
      registry('storage_account_network_rules'),
    ],
    equivalents: ['checkov/CKV_AZURE_36', 'trivy/AZU-0010'],
    note: 'object-storage-compared#the-switches',
    check: [
      {
        on,
        attribute: 'network_rules.bypass',
        must: has('AzureServices'),
        missing: 'passes',
        so: 'so that backups and logs come through',
      },
      {
        on: [rulesType],
        attribute: 'bypass',
        must: has('AzureServices'),
        missing: 'passes',
        so: 'so that backups and logs come through',
      },
    ],
    bad: `resource "azurerm_storage_account_network_rules" "example" {
  storage_account_id = azurerm_storage_account.data.id
  default_action     = "Deny"
  bypass             = ["Metrics"]
                       ~~~~~~~~~~~
}
`,
    good: `resource "azurerm_storage_account_network_rules" "example" {
  storage_account_id = azurerm_storage_account.data.id
  default_action     = "Deny"
  bypass             = ["Metrics", "AzureServices"]
}
`,
  },
];

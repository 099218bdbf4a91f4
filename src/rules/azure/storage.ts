import { textOf } from '../../terraform/convert.ts';
import type { Resource } from '../../terraform/model.ts';
import { hasUnknown } from '../../terraform/value.ts';
import { insertBlock, offer, setAttribute } from '../fix.ts';
import { allHold } from '../judge.ts';
import { be, has, isSet, matches, noneOf, oneOf, preferring, someBlock } from '../predicates.ts';
import type { Condition, Context, Report, Rule } from '../rule.ts';
import { learn, registry } from './refs.ts';

const on = ['azurerm_storage_account'];
const rulesType = 'azurerm_storage_account_network_rules';
const account = registry('storage_account');
const networkSecurity = learn('storage/common/storage-network-security');

/** Accounts that hold blobs: those of kind FileStorage and BlockBlobStorage lack queues, the former lacks blobs. */
const withBlobs: Condition = { attribute: 'account_kind', is: noneOf('FileStorage'), missing: 'holds' };
const withQueues: Condition = {
  attribute: 'account_kind',
  is: noneOf('FileStorage', 'BlockBlobStorage', 'BlobStorage'),
  missing: 'holds',
};
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

/** The classic log of a service that holds all three kinds of requests, in the account or in its separate queue properties. */
function* queueLogs(resource: Resource, context: Context): Iterable<Report> {
  if (allHold(resource, [withQueues]) !== true) return;
  const separate = context.referring(resource, 'azurerm_storage_account_queue_properties', 'storage_account_id');
  if (separate.unsure.length > 0) return;
  const places = [...resource.blocks('queue_properties'), ...separate.resources];
  const logs = places.flatMap((place) => place.blocks('logging'));
  if ([...places, ...logs].some(({ symbolic }) => symbolic)) return;
  if (logs.length === 0) {
    yield {
      at: resource,
      message: 'Requests to the queues of the account are not logged. Add a logging block with read, write and delete.',
    };
  }
  for (const log of logs) {
    const missing = ['read', 'write', 'delete'].filter((kind) => {
      const value = log.get(kind);
      return value === undefined || (!hasUnknown(value) && textOf(value) !== 'true');
    });
    if (missing.length > 0)
      yield { at: log, message: `The log of the queues leaves out ${missing.join(', ')} requests. Set it to true.` };
  }
}

/** Reports a container or table of an account whose classic logs no workspace reads. */
function* withoutInsights(resource: Resource, context: Context): Iterable<Report> {
  const named = resource.get('storage_account_id') ?? resource.get('storage_account_name');
  const owner = context.find(named, 'azurerm_storage_account');
  if (!owner) return;
  const { resources, unsure } = context.referring(
    owner,
    'azurerm_log_analytics_storage_insights',
    'storage_account_id',
  );
  if (resources.length + unsure.length > 0) return;
  yield {
    at: resource,
    message:
      'No workspace reads the classic logs of its account. Add an azurerm_log_analytics_storage_insights if you rely on them.',
  };
}

export const storage: readonly Rule[] = [
  {
    id: 'azure/storage-account-name',
    title: 'The name of a storage account is not allowed',
    severity: 'warning',
    pillar: 'hygiene',
    recommended: true,
    why: `Names are 3 to 24 letters and digits, letters in lower case: \`terraform apply\` fails on others.

There is no case where leaving it is right.`,
    refs: [learn('storage/common/storage-account-overview#storage-account-name'), account],
    equivalents: ['checkov/CKV_AZURE_43'],
    check: {
      on,
      attribute: 'name',
      must: matches(/^[a-z0-9]{3,24}$/, '3 to 24 lower-case letters and digits'),
      missing: 'passes',
    },
    bad: `resource "azurerm_storage_account" "example" {
  name                     = "my-Account"
                             ~~~~~~~~~~~~
  resource_group_name      = "data"
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "ZRS"
}
`,
    good: `resource "azurerm_storage_account" "example" {
  name                     = "myaccount"
  resource_group_name      = "data"
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "ZRS"
}
`,
  },
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
    id: 'azure/storage-insights',
    title: 'A workspace does not read the classic logs of a storage account',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `Blob and table logs of the old kind go to a workspace by an \`azurerm_log_analytics_storage_insights\`. Diagnostic settings replaced it; this rule is only for those who still work that way.

Leave it out everywhere else.`,
    refs: [learn('azure-monitor/agents/diagnostics-extension-logs'), registry('log_analytics_storage_insights')],
    equivalents: ['checkov/CKV2_AZURE_20', 'checkov/CKV2_AZURE_21'],
    check: [{ on: ['azurerm_storage_container', 'azurerm_storage_table'], resource: withoutInsights }],
    bad: `resource "azurerm_storage_account" "example" {
  name                     = "example"
  resource_group_name      = "data"
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "ZRS"
}

resource "azurerm_storage_table" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                 = "example"
  storage_account_name = azurerm_storage_account.example.name
}
`,
    good: `resource "azurerm_storage_account" "example" {
  name                     = "example"
  resource_group_name      = "data"
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "ZRS"
}

resource "azurerm_storage_table" "example" {
  name                 = "example"
  storage_account_name = azurerm_storage_account.example.name
}

resource "azurerm_log_analytics_storage_insights" "example" {
  name                = "example"
  resource_group_name = "data"
  workspace_id        = azurerm_log_analytics_workspace.logs.id
  storage_account_id  = azurerm_storage_account.example.id
  storage_account_key = azurerm_storage_account.example.primary_access_key
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
    id: 'azure/storage-not-replicated',
    title: 'A storage account keeps its data in one region',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `Data that is replicated to a paired region survives the loss of one. It costs about twice as much as in one data centre; zones of one region (ZRS) survive the loss of a data centre for less.

Leave it where the data can be made again, is backed up elsewhere, or must not leave the region.`,
    refs: [learn('storage/common/storage-redundancy'), account],
    equivalents: ['checkov/CKV_AZURE_206', 'trivy/AZU-0058'],
    check: {
      on,
      attribute: 'account_replication_type',
      must: oneOf('GRS', 'RAGRS', 'GZRS', 'RAGZRS'),
      so: 'to survive the loss of a region',
    },
    bad: `resource "azurerm_storage_account" "example" {
  name                     = "example"
  resource_group_name      = "data"
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "LRS"
                             ~~~~~
}
`,
    good: `resource "azurerm_storage_account" "example" {
  name                     = "example"
  resource_group_name      = "data"
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "GZRS"
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
    id: 'azure/storage-queue-logs',
    title: 'Requests to the queues of a storage account are not logged',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `The classic log says who read, wrote and deleted messages. Diagnostic settings (\`azure/without-diagnostic-setting\`) do the same for all services of the account and are what Azure develops.

Leave it out where diagnostic settings take the logs, or where nobody uses queues.`,
    refs: [learn('storage/common/storage-analytics-logging'), account],
    equivalents: ['checkov/CKV_AZURE_33', 'trivy/AZU-0009', 'trivy/AZU-0057'],
    check: { on, resource: queueLogs },
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

  queue_properties {
    logging {
      read    = true
      write   = true
      delete  = true
      version = "1.0"
    }
  }
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
    id: 'azure/storage-without-container-soft-delete',
    title: 'A storage account deletes containers for good at once',
    severity: 'info',
    pillar: 'data',
    recommended: true,
    why: `Soft delete of blobs does not save those of a container that is itself deleted. The second block does.

Leave it out for accounts of scratch data and logs that are easily made again.`,
    refs: [learn('storage/blobs/soft-delete-container-overview'), account],
    equivalents: [],
    check: {
      on,
      attribute: 'blob_properties.container_delete_retention_policy',
      must: someBlock({ right: ['days = 7'] }),
      when: [withBlobs],
      so: 'so that a deleted container can be had back',
      effect: 'deleted containers are charged for 7 days',
    },
    bad: `resource "azurerm_storage_account" "example" {
  name                     = "example"
  resource_group_name      = "data"
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "ZRS"

  blob_properties {
  ~~~~~~~~~~~~~~~
    delete_retention_policy {
      days = 7
    }
  }
}
`,
    good: `resource "azurerm_storage_account" "example" {
  name                     = "example"
  resource_group_name      = "data"
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "ZRS"

  blob_properties {
    delete_retention_policy {
      days = 7
    }

    container_delete_retention_policy {
      days = 7
    }
  }
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
    id: 'azure/storage-without-infrastructure-encryption',
    title: 'A storage account encrypts its data only once',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `A second layer, with another key and another algorithm, guards against a flaw in the first. It can be chosen only when the account is made.

Leave it out where no rule of your field asks for two layers: the first has never been broken.`,
    refs: [learn('storage/common/infrastructure-encryption-enable'), account],
    equivalents: ['trivy/AZU-0061'],
    check: {
      on,
      attribute: 'infrastructure_encryption_enabled',
      must: be(true),
      default: false,
      so: 'for a second layer of encryption',
      effect: 'Terraform replaces the account, with what it holds',
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
  name                              = "example"
  resource_group_name               = "data"
  location                          = "westeurope"
  account_tier                      = "Standard"
  account_replication_type          = "ZRS"
  infrastructure_encryption_enabled = true
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
    id: 'azure/storage-without-soft-delete',
    title: 'A storage account deletes blobs for good at once',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `Without soft delete, a wrong command or a stolen key destroys data beyond repair. Deleted blobs are kept for the days that the block says, and charged like others.

Leave it out for accounts of scratch data and logs that are easily made again.`,
    refs: [learn('storage/blobs/soft-delete-blob-overview'), account],
    equivalents: ['checkov/CKV2_AZURE_38', 'trivy/AZU-0056'],
    check: {
      on,
      attribute: 'blob_properties.delete_retention_policy',
      must: someBlock({ right: ['days = 7'] }),
      when: [withBlobs],
      so: 'so that deleted blobs can be had back',
      effect: 'deleted blobs are charged for 7 days',
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

  blob_properties {
    delete_retention_policy {
      days = 7
    }
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
    why: `Rules that deny by default also stop backups, diagnostic logs and events, unless trusted services may pass. Those still need a permission on the account.

Leave it out where every service comes by a private endpoint or a resource rule.`,
    refs: [
      learn('storage/common/storage-network-security-trusted-azure-services'),
      registry('storage_account_network_rules'),
    ],
    equivalents: ['checkov/CKV_AZURE_36', 'trivy/AZU-0010'],
    check: [
      {
        on,
        attribute: 'network_rules.bypass',
        must: has('AzureServices'),
        missing: 'passes',
        when: [{ attribute: 'network_rules.default_action', is: be('Deny') }],
        so: 'so that backups and logs come through',
      },
      {
        on: [rulesType],
        attribute: 'bypass',
        must: has('AzureServices'),
        missing: 'passes',
        when: [{ attribute: 'default_action', is: be('Deny') }],
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

import { textOf } from '../../terraform/convert.ts';
import type { Resource } from '../../terraform/model.ts';
import { hasUnknown } from '../../terraform/value.ts';
import { allHold } from '../judge.ts';
import { be, isSet, matches, noneOf, oneOf, someBlock } from '../predicates.ts';
import type { Condition, Context, Report, Rule } from '../rule.ts';
import { learn, registry } from './refs.ts';

const on = ['azurerm_storage_account'];

const account = registry('storage_account');

/** Accounts that hold blobs: those of kind FileStorage and BlockBlobStorage lack queues, the former lacks blobs. */
const withBlobs: Condition = { attribute: 'account_kind', is: noneOf('FileStorage'), missing: 'holds' };

const withQueues: Condition = {
  attribute: 'account_kind',
  is: noneOf('FileStorage', 'BlockBlobStorage', 'BlobStorage'),
  missing: 'holds',
};

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
  const names = resource.type === 'azurerm_storage_table' ? 'table_names' : 'blob_container_names';
  if ([...resources, ...unsure].some((insights) => allHold(insights, [{ attribute: names, is: isSet() }]) !== false))
    return;
  yield {
    at: resource,
    message:
      'No workspace reads the classic logs of its account. Add an azurerm_log_analytics_storage_insights if you rely on them.',
  };
}

export const storageData: readonly Rule[] = [
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
    note: 'object-storage-compared#the-switches',
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
    id: 'azure/storage-insights',
    title: 'A workspace does not read the classic logs of a storage account',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `Blob and table logs of the old kind go to a workspace by an \`azurerm_log_analytics_storage_insights\`. Diagnostic settings replaced it; this rule is only for those who still work that way.

Leave it out everywhere else.`,
    refs: [learn('azure-monitor/agents/diagnostics-extension-logs'), registry('log_analytics_storage_insights')],
    equivalents: ['checkov/CKV2_AZURE_20', 'checkov/CKV2_AZURE_21'],
    note: 'object-storage-compared#the-switches',
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
  table_names         = ["example"]
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
    note: 'object-storage-compared#the-switches',
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
    id: 'azure/storage-queue-logs',
    title: 'Requests to the queues of a storage account are not logged',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `The classic log says who read, wrote and deleted messages. Diagnostic settings (\`azure/without-diagnostic-setting\`) do the same for all services of the account and are what Azure develops.

Leave it out where diagnostic settings take the logs, or where nobody uses queues.`,
    refs: [learn('storage/common/storage-analytics-logging'), account],
    equivalents: ['checkov/CKV_AZURE_33', 'trivy/AZU-0009', 'trivy/AZU-0057'],
    note: 'object-storage-compared#the-switches',
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
    id: 'azure/storage-without-container-soft-delete',
    title: 'A storage account deletes containers for good at once',
    severity: 'info',
    pillar: 'data',
    recommended: true,
    why: `Soft delete of blobs does not save those of a container that is itself deleted. The second block does.

Leave it out for accounts of scratch data and logs that are easily made again.`,
    refs: [learn('storage/blobs/soft-delete-container-overview'), account],
    equivalents: [],
    note: 'object-storage-compared#the-switches',
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
    id: 'azure/storage-without-infrastructure-encryption',
    title: 'A storage account encrypts its data only once',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `A second layer, with another key and another algorithm, guards against a flaw in the first. It can be chosen only when the account is made.

Leave it out where no rule of your field asks for two layers: the first has never been broken.`,
    refs: [learn('storage/common/infrastructure-encryption-enable'), account],
    equivalents: ['trivy/AZU-0061'],
    note: 'object-storage-compared#the-switches',
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
    id: 'azure/storage-without-soft-delete',
    title: 'A storage account deletes blobs for good at once',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `Without soft delete, a wrong command or a stolen key destroys data beyond repair. Deleted blobs are kept for the days that the block says, and charged like others.

Leave it out for accounts of scratch data and logs that are easily made again.`,
    refs: [learn('storage/blobs/soft-delete-blob-overview'), account],
    equivalents: ['checkov/CKV2_AZURE_38', 'trivy/AZU-0056'],
    note: 'object-storage-compared#the-switches',
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
];

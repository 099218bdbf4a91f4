import { textOf } from '../../terraform/convert.ts';
import type { Resource } from '../../terraform/model.ts';
import { be, oneOf, preferring } from '../predicates.ts';
import type { Context, Report, Rule } from '../rule.ts';
import { learn, registry } from './refs.ts';

const workspace = ['azurerm_machine_learning_workspace'];
const workspacePage = registry('machine_learning_workspace');
const clusters = ['azurerm_machine_learning_compute_cluster'];
const computes = [...clusters, 'azurerm_machine_learning_compute_instance'];
const isolation = learn('machine-learning/how-to-managed-network');
const account = ['azurerm_cognitive_account'];

/** Reports the storage account of a workspace for data of high impact, while the internet reaches it. */
function* storageOfImpact(storage: Resource, context: Context): Iterable<Report> {
  const access = storage.get('public_network_access_enabled');
  if (access && textOf(access) !== 'true') return;
  const { resources } = context.referring(storage, 'azurerm_machine_learning_workspace', 'storage_account_id');
  const grave = resources.find((one) => {
    const impact = one.get('high_business_impact');
    return impact !== undefined && textOf(impact) === 'true';
  });
  if (!grave) return;
  yield {
    at: access ?? storage,
    message:
      'The account holds data of high business impact and has a public address. Set public_network_access_enabled to false.',
    related: [{ at: grave.location, message: 'this workspace keeps its data there' }],
  };
}

export const machineLearning: readonly Rule[] = [
  {
    id: 'azure/ai-outbound-open',
    title: 'An AI service may fetch from every address',
    severity: 'info',
    pillar: 'ml',
    recommended: false,
    why: `Features that load a file from an address can be told to send data to one as well. With outbound access restricted, only the named hosts are reached.

Leave it where nobody but your own code writes the prompts.`,
    refs: [learn('ai-services/cognitive-services-data-loss-prevention'), registry('cognitive_account')],
    equivalents: ['checkov/CKV_AZURE_247'],
    note: 'mlops#security',
    check: {
      on: account,
      attribute: 'outbound_network_access_restricted',
      must: be(true),
      default: false,
      when: [{ attribute: 'kind', is: oneOf('OpenAI', 'AIServices') }],
      so: 'so that data does not leave by an address',
      effect: 'hosts have to be named in fqdns',
    },
    bad: `resource "azurerm_cognitive_account" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  location            = "westeurope"
  resource_group_name = "ml"
  kind                = "OpenAI"
  sku_name            = "S0"
}
`,
    good: `resource "azurerm_cognitive_account" "example" {
  name                               = "example"
  location                           = "westeurope"
  resource_group_name                = "ml"
  kind                               = "OpenAI"
  sku_name                           = "S0"
  outbound_network_access_restricted = true
}
`,
  },
  {
    id: 'azure/ml-idle-nodes',
    title: 'A machine learning cluster keeps nodes while nothing runs',
    severity: 'info',
    pillar: 'cost',
    recommended: true,
    why: `Nodes that wait cost as much as those that work; with GPUs that is often most of the bill. From no nodes the first job waits some minutes.

Leave it for work that cannot wait.`,
    refs: [learn('machine-learning/how-to-manage-optimize-cost'), registry('machine_learning_compute_cluster')],
    equivalents: ['checkov/CKV_AZURE_150'],
    note: 'mlops#cost-of-accelerators',
    check: {
      on: clusters,
      attribute: 'scale_settings.min_node_count',
      must: be(0),
      missing: 'passes',
      so: 'so that idle nodes are not paid for',
      effect: 'the first job waits for a node',
    },
    bad: `resource "azurerm_machine_learning_compute_cluster" "example" {
  name                          = "train"
  location                      = "westeurope"
  machine_learning_workspace_id = azurerm_machine_learning_workspace.main.id
  vm_priority                   = "LowPriority"
  vm_size                       = "Standard_DS3_v2"
  node_public_ip_enabled        = false

  scale_settings {
    min_node_count                       = 1
                                           ~
    max_node_count                       = 4
    scale_down_nodes_after_idle_duration = "PT15M"
  }
}
`,
    good: `resource "azurerm_machine_learning_compute_cluster" "example" {
  name                          = "train"
  location                      = "westeurope"
  machine_learning_workspace_id = azurerm_machine_learning_workspace.main.id
  vm_priority                   = "LowPriority"
  vm_size                       = "Standard_DS3_v2"
  node_public_ip_enabled        = false

  scale_settings {
    min_node_count                       = 0
    max_node_count                       = 4
    scale_down_nodes_after_idle_duration = "PT15M"
  }
}
`,
  },
  {
    id: 'azure/ml-public-nodes',
    title: 'Computes for machine learning have public addresses',
    severity: 'warning',
    pillar: 'ml',
    recommended: true,
    why: `Notebooks and training jobs hold data and tokens; a public address makes each machine reachable as far as rules let it be.

Leave it where nothing but public data is worked on.`,
    refs: [learn('machine-learning/how-to-secure-training-vnet'), registry('machine_learning_compute_cluster')],
    equivalents: [],
    note: 'mlops#security',
    check: {
      on: computes,
      attribute: 'node_public_ip_enabled',
      must: be(false),
      default: true,
      so: 'so that nodes cannot be reached from outside',
      effect: 'needs a subnet or a managed network; Terraform replaces the compute',
    },
    bad: `resource "azurerm_machine_learning_compute_cluster" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                          = "train"
  location                      = "westeurope"
  machine_learning_workspace_id = azurerm_machine_learning_workspace.main.id
  vm_priority                   = "LowPriority"
  vm_size                       = "Standard_DS3_v2"
  local_auth_enabled            = false

  scale_settings {
    min_node_count                       = 0
    max_node_count                       = 4
    scale_down_nodes_after_idle_duration = "PT15M"
  }
}
`,
    good: `resource "azurerm_machine_learning_compute_cluster" "example" {
  name                          = "train"
  location                      = "westeurope"
  machine_learning_workspace_id = azurerm_machine_learning_workspace.main.id
  vm_priority                   = "LowPriority"
  vm_size                       = "Standard_DS3_v2"
  local_auth_enabled            = false
  node_public_ip_enabled        = false

  scale_settings {
    min_node_count                       = 0
    max_node_count                       = 4
    scale_down_nodes_after_idle_duration = "PT15M"
  }
}
`,
  },
  {
    id: 'azure/ml-public-ssh',
    title: 'Nodes of a machine learning cluster take SSH from the internet',
    severity: 'warning',
    pillar: 'ml',
    recommended: true,
    why: `Every public SSH port is tried without pause.

Leave it for a cluster that somebody debugs for hours.`,
    refs: [
      learn('machine-learning/how-to-create-attach-compute-cluster'),
      registry('machine_learning_compute_cluster'),
    ],
    equivalents: [],
    note: 'mlops#security',
    check: {
      on: clusters,
      attribute: 'ssh_public_access_enabled',
      must: be(false),
      default: false,
      so: 'so that nobody tries passwords',
      effect: 'Terraform replaces the cluster',
    },
    bad: `resource "azurerm_machine_learning_compute_cluster" "example" {
  name                          = "train"
  location                      = "westeurope"
  machine_learning_workspace_id = azurerm_machine_learning_workspace.main.id
  vm_priority                   = "LowPriority"
  vm_size                       = "Standard_DS3_v2"
  node_public_ip_enabled        = false
  ssh_public_access_enabled     = true
                                  ~~~~

  scale_settings {
    min_node_count                       = 0
    max_node_count                       = 4
    scale_down_nodes_after_idle_duration = "PT15M"
  }
}
`,
    good: `resource "azurerm_machine_learning_compute_cluster" "example" {
  name                          = "train"
  location                      = "westeurope"
  machine_learning_workspace_id = azurerm_machine_learning_workspace.main.id
  vm_priority                   = "LowPriority"
  vm_size                       = "Standard_DS3_v2"
  node_public_ip_enabled        = false
  ssh_public_access_enabled     = false

  scale_settings {
    min_node_count                       = 0
    max_node_count                       = 4
    scale_down_nodes_after_idle_duration = "PT15M"
  }
}
`,
  },
  {
    id: 'azure/ml-storage-public',
    title: 'The storage of a machine learning workspace for grave data has a public address',
    severity: 'warning',
    pillar: 'ml',
    recommended: true,
    why: `The workspace is marked for data of high impact; its files lie in an account that the internet reaches.

Leave it while the network of the workspace is being built.`,
    refs: [learn('machine-learning/concept-data-encryption'), workspacePage],
    equivalents: ['checkov/CKV2_AZURE_50'],
    note: 'mlops#security',
    check: { on: ['azurerm_storage_account'], resource: storageOfImpact },
    bad: `resource "azurerm_storage_account" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                     = "example"
  resource_group_name      = "ml"
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "ZRS"
}

resource "azurerm_machine_learning_workspace" "example" {
  name                    = "example"
  location                = "westeurope"
  resource_group_name     = "ml"
  application_insights_id = azurerm_application_insights.ml.id
  key_vault_id            = azurerm_key_vault.ml.id
  storage_account_id      = azurerm_storage_account.example.id
  high_business_impact    = true
}
`,
    good: `resource "azurerm_storage_account" "example" {
  name                          = "example"
  resource_group_name           = "ml"
  location                      = "westeurope"
  account_tier                  = "Standard"
  account_replication_type      = "ZRS"
  public_network_access_enabled = false
}

resource "azurerm_machine_learning_workspace" "example" {
  name                    = "example"
  location                = "westeurope"
  resource_group_name     = "ml"
  application_insights_id = azurerm_application_insights.ml.id
  key_vault_id            = azurerm_key_vault.ml.id
  storage_account_id      = azurerm_storage_account.example.id
  high_business_impact    = true
}
`,
  },
  {
    id: 'azure/ml-without-isolation',
    title: 'Computes of a machine learning workspace reach the whole internet',
    severity: 'warning',
    pillar: 'ml',
    recommended: true,
    why: `A package that was tampered with, or a person, sends the training data out unseen. A managed network lets only approved destinations through, or at least keeps computes out of reach.

Leave it where computes stand in a subnet of your own, behind a firewall.`,
    refs: [isolation, workspacePage],
    equivalents: [],
    note: 'mlops#security',
    check: {
      on: workspace,
      attribute: 'managed_network.isolation_mode',
      must: preferring('AllowOnlyApprovedOutbound', oneOf('AllowOnlyApprovedOutbound', 'AllowInternetOutbound')),
      so: 'so that data does not leave unseen',
      effect: 'destinations have to be approved',
    },
    bad: `resource "azurerm_machine_learning_workspace" "example" {
  name                          = "example"
  location                      = "westeurope"
  resource_group_name           = "ml"
  application_insights_id       = azurerm_application_insights.ml.id
  key_vault_id                  = azurerm_key_vault.ml.id
  storage_account_id            = azurerm_storage_account.ml.id
  public_network_access_enabled = false

  managed_network {
    isolation_mode = "Disabled"
                     ~~~~~~~~~~
  }
}
`,
    good: `resource "azurerm_machine_learning_workspace" "example" {
  name                          = "example"
  location                      = "westeurope"
  resource_group_name           = "ml"
  application_insights_id       = azurerm_application_insights.ml.id
  key_vault_id                  = azurerm_key_vault.ml.id
  storage_account_id            = azurerm_storage_account.ml.id
  public_network_access_enabled = false

  managed_network {
    isolation_mode = "AllowOnlyApprovedOutbound"
  }
}
`,
  },
];

import { textOf } from '../../terraform/convert.ts';
import type { Resource } from '../../terraform/model.ts';
import { atLeast, be, isAbsent, noneOf, preferring } from '../predicates.ts';
import type { Report, Rule } from '../rule.ts';
import { learn, registry } from './refs.ts';

const roles = learn('role-based-access-control/best-practices');

/** Reports each action of a custom role that the expression matches. */
function actions(expression: RegExp, message: string) {
  return function* (role: Resource): Iterable<Report> {
    for (const permission of role.blocks('permissions')) {
      const list = permission.get('actions');
      for (const at of list?.kind === 'list' ? list.items : []) {
        if (expression.test(textOf(at) ?? '')) yield { at, message };
      }
    }
  };
}

const assignments = [
  'azurerm_management_group_policy_assignment',
  'azurerm_subscription_policy_assignment',
  'azurerm_resource_group_policy_assignment',
];

/** What a landing zone must not lose by a slip. */
const worthALock = [
  'azurerm_express_route_circuit',
  'azurerm_firewall',
  'azurerm_log_analytics_workspace',
  'azurerm_private_dns_zone',
  'azurerm_recovery_services_vault',
  'azurerm_virtual_network_gateway',
];

const logged = [
  'azurerm_application_gateway',
  'azurerm_cognitive_account',
  'azurerm_cosmosdb_account',
  'azurerm_eventhub_namespace',
  'azurerm_firewall',
  'azurerm_key_vault',
  'azurerm_kubernetes_cluster',
  'azurerm_logic_app_workflow',
  'azurerm_mssql_database',
  'azurerm_network_security_group',
  'azurerm_recovery_services_vault',
  'azurerm_servicebus_namespace',
  'azurerm_virtual_network_gateway',
];

export const governance: readonly Rule[] = [
  {
    id: 'azure/budget-without-notice',
    title: 'A budget tells nobody',
    severity: 'warning',
    pillar: 'cost',
    recommended: true,
    why: `A notification that is switched off leaves the budget a number in the portal.

Leave it off while a known peak passes.`,
    refs: [
      learn('cost-management-billing/costs/tutorial-acm-create-budgets'),
      registry('consumption_budget_subscription'),
    ],
    equivalents: [],
    check: {
      on: [
        'azurerm_consumption_budget_subscription',
        'azurerm_consumption_budget_resource_group',
        'azurerm_consumption_budget_management_group',
      ],
      attribute: 'notification.enabled',
      must: be(true),
      default: true,
      so: 'so that somebody is told',
      safe: true,
    },
    bad: `resource "azurerm_consumption_budget_subscription" "example" {
  name            = "month"
  subscription_id = data.azurerm_subscription.current.id
  amount          = 1000

  time_period {
    start_date = "2027-01-01T00:00:00Z"
  }

  notification {
    enabled       = false
                    ~~~~~
    operator      = "GreaterThan"
    threshold     = 80
    contact_roles = ["Owner"]
  }
}
`,
    good: `resource "azurerm_consumption_budget_subscription" "example" {
  name            = "month"
  subscription_id = data.azurerm_subscription.current.id
  amount          = 1000

  time_period {
    start_date = "2027-01-01T00:00:00Z"
  }

  notification {
    enabled       = true
    operator      = "GreaterThan"
    threshold     = 80
    contact_roles = ["Owner"]
  }
}
`,
  },
  {
    id: 'azure/custom-owner-role',
    title: 'A custom role may do everything',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `A role with the action \`*\` is a second Owner that reviews of Owners do not find.

Leave it for a break-glass role that nobody holds.`,
    refs: [roles, registry('role_definition')],
    equivalents: ['checkov/CKV_AZURE_39', 'trivy/AZU-0030', 'trivy/AZU-0052'],
    note: 'landing-zones-compared#azure',
    check: {
      on: ['azurerm_role_definition'],
      resource: actions(/^\*$/, 'The role may do everything. Name the actions that are needed.'),
    },
    bad: `resource "azurerm_role_definition" "example" {
  name  = "operator"
  scope = data.azurerm_subscription.current.id

  permissions {
    actions = ["*"]
               ~~~
  }
}
`,
    good: `resource "azurerm_role_definition" "example" {
  name  = "operator"
  scope = data.azurerm_subscription.current.id

  permissions {
    actions = ["Microsoft.Compute/virtualMachines/restart/action"]
  }
}
`,
  },
  {
    id: 'azure/management-group-without-policy',
    title: 'No policy is assigned to a management group',
    severity: 'info',
    pillar: 'governance',
    recommended: false,
    why: `A management group is there to carry policies and roles for what is below it. The reference of a landing zone assigns some to each.

Leave it for a group that only sorts subscriptions, and where policies are assigned elsewhere.`,
    refs: [
      'https://learn.microsoft.com/en-us/azure/cloud-adoption-framework/ready/landing-zone/design-area/resource-org-management-groups',
      registry('management_group_policy_assignment'),
    ],
    equivalents: [],
    note: 'landing-zones-compared#azure',
    check: {
      on: ['azurerm_management_group'],
      needs: [{ on: ['azurerm_management_group_policy_assignment'], by: 'management_group_id' }],
      text: 'an azurerm_management_group_policy_assignment',
      so: 'for its subscriptions to be guarded',
    },
    bad: `resource "azurerm_management_group" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name         = "corp"
  display_name = "Corp"
}
`,
    good: `resource "azurerm_management_group" "example" {
  name         = "corp"
  display_name = "Corp"
}

resource "azurerm_management_group_policy_assignment" "example" {
  name                 = "deny-public-ip"
  management_group_id  = azurerm_management_group.example.id
  policy_definition_id = azurerm_policy_definition.deny_public_ip.id
}
`,
  },
  {
    id: 'azure/policy-not-enforced',
    title: 'A policy of the landing zone is assigned without effect',
    severity: 'warning',
    pillar: 'governance',
    recommended: true,
    why: `With \`enforce\` off the policy only counts what breaks it; nothing is denied, changed or deployed.

Leave it off for the weeks in which the effect of a new policy is looked at.`,
    refs: [learn('governance/policy/concepts/assignment-structure'), registry('management_group_policy_assignment')],
    equivalents: [],
    note: 'landing-zones-compared#azure',
    check: {
      on: assignments,
      attribute: 'enforce',
      must: be(true),
      default: true,
      so: 'for the policy to be in force',
      effect: 'deployments that break it are refused',
    },
    bad: `resource "azurerm_management_group_policy_assignment" "example" {
  name                 = "deny-public-ip"
  management_group_id  = azurerm_management_group.corp.id
  policy_definition_id = azurerm_policy_definition.deny_public_ip.id
  enforce              = false
                         ~~~~~
}
`,
    good: `resource "azurerm_management_group_policy_assignment" "example" {
  name                 = "deny-public-ip"
  management_group_id  = azurerm_management_group.corp.id
  policy_definition_id = azurerm_policy_definition.deny_public_ip.id
  enforce              = true
}
`,
  },
  {
    id: 'azure/role-that-grants-roles',
    title: 'A custom role may change who may do what',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `Whoever holds it gives himself any other role: it is Owner by another name.

Leave it for the identity that makes landing zones, with a condition that limits which roles it may give.`,
    refs: [learn('role-based-access-control/delegate-role-assignments-overview'), registry('role_definition')],
    equivalents: ['trivy/AZU-0052'],
    note: 'landing-zones-compared#azure',
    check: {
      on: ['azurerm_role_definition'],
      resource: actions(
        /^Microsoft\.Authorization\/(?:\*|(?:roleDefinitions|roleAssignments|\*)\/(?:write|\*))$/i,
        'The role lets its holder give himself any role. Leave the action out.',
      ),
    },
    bad: `resource "azurerm_role_definition" "example" {
  name  = "operator"
  scope = data.azurerm_subscription.current.id

  permissions {
    actions = ["Microsoft.Authorization/roleDefinitions/write"]
               ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  }
}
`,
    good: `resource "azurerm_role_definition" "example" {
  name  = "operator"
  scope = data.azurerm_subscription.current.id

  permissions {
    actions = ["Microsoft.Authorization/roleDefinitions/read"]
  }
}
`,
  },
  {
    id: 'azure/standing-owner',
    title: 'Somebody is Owner for good',
    severity: 'info',
    pillar: 'identity',
    recommended: true,
    why: `An Owner's stolen session deletes everything and lets others in. Eligible assignments of Privileged Identity Management last for hours and are logged.

Leave it for the identity of the pipeline that makes the landing zone, and for break-glass accounts.`,
    refs: [learn('role-based-access-control/best-practices'), registry('pim_eligible_role_assignment')],
    equivalents: [],
    note: 'landing-zones-compared#azure',
    check: {
      on: ['azurerm_role_assignment'],
      attribute: 'role_definition_name',
      must: noneOf('Owner', 'User Access Administrator'),
      missing: 'passes',
      when: [{ attribute: 'condition', is: isAbsent(), missing: 'holds' }],
      so: 'unless it is meant for an emergency',
    },
    bad: `resource "azurerm_role_assignment" "example" {
  scope                = data.azurerm_subscription.current.id
  role_definition_name = "Owner"
                         ~~~~~~~
  principal_id         = var.admin
}
`,
    good: `resource "azurerm_role_assignment" "example" {
  scope                = data.azurerm_subscription.current.id
  role_definition_name = "Contributor"
  principal_id         = var.admin
}
`,
  },
  {
    id: 'azure/subscription-outside-management-groups',
    title: 'A new subscription is in no management group',
    severity: 'warning',
    pillar: 'governance',
    recommended: true,
    why: `It lands below the root, where none of the policies of the landing zone are in force.

Leave it where the group names its subscriptions elsewhere, or new ones have a default group.`,
    refs: [
      'https://learn.microsoft.com/en-us/azure/cloud-adoption-framework/ready/landing-zone/design-area/resource-org-management-groups',
      registry('management_group_subscription_association'),
    ],
    equivalents: [],
    note: 'landing-zones-compared#azure',
    check: {
      on: ['azurerm_subscription'],
      needs: [
        { on: ['azurerm_management_group_subscription_association'], by: 'subscription_id' },
        { on: ['azurerm_management_group'], by: 'subscription_ids' },
      ],
      text: 'an azurerm_management_group_subscription_association',
      so: 'for policies to be in force',
    },
    bad: `resource "azurerm_subscription" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  subscription_name = "shop"
  billing_scope_id  = var.billing_scope
}
`,
    good: `resource "azurerm_subscription" "example" {
  subscription_name = "shop"
  billing_scope_id  = var.billing_scope
}

resource "azurerm_management_group_subscription_association" "example" {
  management_group_id = azurerm_management_group.corp.id
  subscription_id     = azurerm_subscription.example.id
}
`,
  },
  {
    id: 'azure/subscription-without-budget',
    title: 'A new subscription has no budget',
    severity: 'info',
    pillar: 'cost',
    recommended: false,
    why: `Nobody is told when its costs run away. A budget only warns: it stops nothing.

Leave it out where a budget of the billing scope or the management group covers the subscription.`,
    refs: [
      learn('cost-management-billing/costs/tutorial-acm-create-budgets'),
      registry('consumption_budget_subscription'),
    ],
    equivalents: [],
    check: {
      on: ['azurerm_subscription'],
      needs: [{ on: ['azurerm_consumption_budget_subscription'], by: 'subscription_id' }],
      text: 'an azurerm_consumption_budget_subscription',
      so: 'to be told when costs run away',
    },
    bad: `resource "azurerm_subscription" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  subscription_name = "shop"
  billing_scope_id  = var.billing_scope
}
`,
    good: `resource "azurerm_subscription" "example" {
  subscription_name = "shop"
  billing_scope_id  = var.billing_scope
}

resource "azurerm_consumption_budget_subscription" "example" {
  name            = "month"
  subscription_id = azurerm_subscription.example.id
  amount          = 1000

  time_period {
    start_date = "2027-01-01T00:00:00Z"
  }

  notification {
    operator       = "GreaterThan"
    threshold      = 80
    threshold_type = "Forecasted"
    contact_roles  = ["Owner"]
  }
}
`,
  },
  {
    id: 'azure/without-diagnostic-setting',
    title: 'A resource sends its logs nowhere',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `Logs of resources are kept nowhere until a diagnostic setting says where to. Which keys were read, which requests were blocked and who changed what is then lost.

Leave it out where policies of the landing zone add diagnostic settings, as its reference does.`,
    refs: [learn('azure-monitor/essentials/diagnostic-settings'), registry('monitor_diagnostic_setting')],
    equivalents: [],
    note: 'landing-zones-compared#azure',
    check: {
      on: logged,
      needs: [{ on: ['azurerm_monitor_diagnostic_setting'], by: 'target_resource_id' }],
      text: 'an azurerm_monitor_diagnostic_setting that targets it',
      so: 'for its logs to be kept',
    },
    bad: `resource "azurerm_key_vault" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  location            = "westeurope"
  resource_group_name = "security"
  tenant_id           = var.tenant_id
  sku_name            = "standard"
}
`,
    good: `resource "azurerm_key_vault" "example" {
  name                = "example"
  location            = "westeurope"
  resource_group_name = "security"
  tenant_id           = var.tenant_id
  sku_name            = "standard"
}

resource "azurerm_monitor_diagnostic_setting" "example" {
  name                       = "audit"
  target_resource_id         = azurerm_key_vault.example.id
  log_analytics_workspace_id = azurerm_log_analytics_workspace.logs.id

  enabled_log {
    category_group = "audit"
  }
}
`,
  },
  {
    id: 'azure/without-lock',
    title: 'A part that the landing zone rests on has no lock',
    severity: 'info',
    pillar: 'governance',
    recommended: false,
    why: `A slip, or a pipeline that destroys too much, takes down every subscription that uses it. A lock \`CanNotDelete\` has to be taken off first.

Leave it out where the lock stands on the resource group, made elsewhere.`,
    refs: [learn('azure-resource-manager/management/lock-resources'), registry('management_lock')],
    equivalents: [],
    note: 'landing-zones-compared#azure',
    check: {
      on: worthALock,
      needs: [
        { on: ['azurerm_management_lock'], by: 'scope' },
        { on: ['azurerm_management_lock'], by: 'scope', same: 'resource_group_name' },
      ],
      text: 'an azurerm_management_lock on it or on its resource group',
      so: 'so that it is not deleted by a slip',
      adds: {
        type: 'azurerm_management_lock',
        by: 'scope',
        lines: ['name       = "keep"', 'lock_level = "CanNotDelete"'],
        choices: ['"keep"'],
      },
      effect: 'terraform destroy fails until the lock is gone',
    },
    bad: `resource "azurerm_log_analytics_workspace" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "logs"
  location            = "westeurope"
  resource_group_name = "management"
}
`,
    good: `resource "azurerm_log_analytics_workspace" "example" {
  name                = "logs"
  location            = "westeurope"
  resource_group_name = "management"
}

resource "azurerm_management_lock" "example" {
  scope      = azurerm_log_analytics_workspace.example.id
  name       = "keep"
  lock_level = "CanNotDelete"
}
`,
  },
  {
    id: 'azure/workspace-short-retention',
    title: 'A workspace keeps logs for less than 90 days',
    severity: 'info',
    pillar: 'logging',
    recommended: true,
    why: `Intrusions are often noticed after months. Ninety days are free for tables of Sentinel, older logs go to cheap archive.

Leave a short time for workspaces of test environments.`,
    refs: [learn('azure-monitor/logs/data-retention-configure'), registry('log_analytics_workspace')],
    equivalents: [],
    check: {
      on: ['azurerm_log_analytics_workspace'],
      attribute: 'retention_in_days',
      must: preferring(90, atLeast(90)),
      missing: 'passes',
      so: 'to look back on an intrusion',
      effect: 'retention beyond the free days is billed',
    },
    bad: `resource "azurerm_log_analytics_workspace" "example" {
  name                = "logs"
  location            = "westeurope"
  resource_group_name = "management"
  retention_in_days   = 30
                        ~~
}
`,
    good: `resource "azurerm_log_analytics_workspace" "example" {
  name                = "logs"
  location            = "westeurope"
  resource_group_name = "management"
  retention_in_days   = 90
}
`,
  },
];

import { be, has, isSet, matches, preferring } from '../predicates.ts';
import type { Rule } from '../rule.ts';
import { learn, registry } from './refs.ts';

const contact = ['azurerm_security_center_contact'];

const contactPage = registry('security_center_contact');

const notifications = learn('defender-for-cloud/configure-email-notifications');

const profile = ['azurerm_monitor_log_profile'];

const activityLog = learn('azure-monitor/essentials/activity-log');

export const defender: readonly Rule[] = [
  {
    id: 'azure/activity-log-categories',
    title: 'The activity log leaves something out',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `What is left out of Action, Delete and Write leaves no trace. Log profiles are retired: a diagnostic setting of the subscription takes their place.

Leave it until the profile is replaced.`,
    refs: [activityLog, registry('monitor_diagnostic_setting')],
    equivalents: ['checkov/CKV_AZURE_38', 'trivy/AZU-0033'],
    check: [
      { on: profile, attribute: 'categories', must: has('Action'), so: 'to see what was done' },
      { on: profile, attribute: 'categories', must: has('Delete'), so: 'to see what was deleted' },
      { on: profile, attribute: 'categories', must: has('Write'), so: 'to see what was changed' },
    ],
    bad: `resource "azurerm_monitor_log_profile" "example" {
  name               = "default"
  categories         = ["Delete", "Write"]
                       ~~~~~~~~~~~~~~~~~~~
  locations          = ["westeurope", "global"]
  storage_account_id = azurerm_storage_account.logs.id

  retention_policy {
    enabled = true
    days    = 365
  }
}
`,
    good: `resource "azurerm_monitor_log_profile" "example" {
  name               = "default"
  categories         = ["Action", "Delete", "Write"]
  locations          = ["westeurope", "global"]
  storage_account_id = azurerm_storage_account.logs.id

  retention_policy {
    enabled = true
    days    = 365
  }
}
`,
  },
  {
    id: 'azure/activity-log-locations',
    title: 'The activity log leaves regions out',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `What is done in a region that nobody uses is what should be seen. Log profiles are retired: a diagnostic setting of the subscription logs every region.

Leave it until the profile is replaced.`,
    refs: [activityLog, registry('monitor_diagnostic_setting')],
    equivalents: ['trivy/AZU-0032'],
    check: {
      on: profile,
      *resource(resource) {
        const locations = resource.get('locations');
        if (locations?.kind !== 'list' || locations.items.some((item) => item.kind === 'unknown')) return;
        if (locations.items.length < 30)
          yield {
            at: locations,
            message:
              'The log covers few regions. Replace the profile by a diagnostic setting of the subscription, which covers all.',
          };
      },
    },
    bad: `resource "azurerm_monitor_log_profile" "example" {
  name               = "default"
  categories         = ["Action", "Delete", "Write"]
  locations          = ["westeurope"]
                       ~~~~~~~~~~~~~~
  storage_account_id = azurerm_storage_account.logs.id

  retention_policy {
    enabled = true
    days    = 365
  }
}
`,
    good: `resource "azurerm_monitor_diagnostic_setting" "example" {
  name                       = "activity"
  target_resource_id         = data.azurerm_subscription.current.id
  log_analytics_workspace_id = azurerm_log_analytics_workspace.logs.id

  enabled_log {
    category = "Administrative"
  }
}
`,
  },
  {
    id: 'azure/activity-log-retention',
    title: 'The activity log is kept for less than a year',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `Intrusions are often noticed after months. Log profiles are retired: a diagnostic setting of the subscription takes their place.

Leave a short time where a workspace keeps the log longer.`,
    refs: [activityLog, registry('monitor_diagnostic_setting')],
    equivalents: ['checkov/CKV_AZURE_37', 'trivy/AZU-0031'],
    check: [
      {
        on: profile,
        attribute: 'retention_policy.days',
        must: preferring(365, matches(/^(?:0|36[5-9]|3[7-9]\d|[4-9]\d\d|\d{4,})$/, 'at least 365, or 0 for ever')),
        so: 'to look back on an intrusion',
        effect: 'storage is billed',
        when: [{ attribute: 'retention_policy.enabled', is: be(true) }],
      },
      {
        on: profile,
        attribute: 'retention_policy.enabled',
        must: be(true),
        so: 'with at least 365 days, or with 0 to keep everything',
        effect: 'older logs are deleted',
        when: [{ attribute: 'retention_policy.days', is: matches(/^[1-9]/, 'more than 0') }],
      },
    ],
    bad: `resource "azurerm_monitor_log_profile" "example" {
  name               = "default"
  categories         = ["Action", "Delete", "Write"]
  locations          = ["westeurope", "global"]
  storage_account_id = azurerm_storage_account.logs.id

  retention_policy {
    enabled = true
    days    = 7
              ~
  }
}
`,
    good: `resource "azurerm_monitor_log_profile" "example" {
  name               = "default"
  categories         = ["Action", "Delete", "Write"]
  locations          = ["westeurope", "global"]
  storage_account_id = azurerm_storage_account.logs.id

  retention_policy {
    enabled = true
    days    = 365
  }
}
`,
  },
  {
    id: 'azure/defender-plan-off',
    title: 'A plan of Defender for Cloud is switched off',
    severity: 'warning',
    pillar: 'governance',
    recommended: true,
    why: `The free tier only checks settings. A plan watches what happens: logins that are tried, malware, keys that are read from unusual places. Each is billed by what it watches.

Leave it for kinds of resources that the subscription does not have.`,
    refs: [
      learn('defender-for-cloud/defender-for-cloud-introduction'),
      registry('security_center_subscription_pricing'),
    ],
    equivalents: [
      'checkov/CKV_AZURE_19',
      'checkov/CKV_AZURE_55',
      'checkov/CKV_AZURE_61',
      'checkov/CKV_AZURE_69',
      'checkov/CKV_AZURE_79',
      'checkov/CKV_AZURE_84',
      'checkov/CKV_AZURE_85',
      'checkov/CKV_AZURE_86',
      'checkov/CKV_AZURE_87',
      'checkov/CKV_AZURE_234',
      'trivy/AZU-0045',
    ],
    note: 'landing-zones-compared#azure',
    check: {
      on: ['azurerm_security_center_subscription_pricing'],
      attribute: 'tier',
      must: be('Standard'),
      so: 'to be told of attacks',
      effect: 'the plan is billed',
    },
    bad: `resource "azurerm_security_center_subscription_pricing" "example" {
  tier          = "Free"
                  ~~~~~~
  resource_type = "KeyVaults"
}
`,
    good: `resource "azurerm_security_center_subscription_pricing" "example" {
  tier          = "Standard"
  resource_type = "KeyVaults"
}
`,
  },
  {
    id: 'azure/security-alerts-not-sent',
    title: 'Defender for Cloud sends no mail about grave alerts',
    severity: 'warning',
    pillar: 'governance',
    recommended: true,
    why: `An attack that was noticed goes on until somebody looks into the portal.

Leave it off where alerts go on to a system that wakes people.`,
    refs: [notifications, contactPage],
    equivalents: ['checkov/CKV_AZURE_21', 'trivy/AZU-0044', 'trivy/AZU-0063', 'trivy/AZU-0064'],
    check: {
      on: contact,
      attribute: 'alert_notifications',
      must: be(true),
      default: false,
      so: 'so that somebody is told',
      safe: true,
    },
    bad: `resource "azurerm_security_center_contact" "example" {
  name                = "default"
  email               = "security@example.com"
  alert_notifications = false
                        ~~~~~
  alerts_to_admins    = true
}
`,
    good: `resource "azurerm_security_center_contact" "example" {
  name                = "default"
  email               = "security@example.com"
  alert_notifications = true
  alerts_to_admins    = true
}
`,
  },
  {
    id: 'azure/security-alerts-not-to-owners',
    title: 'Owners of the subscription are not told of grave alerts',
    severity: 'info',
    pillar: 'governance',
    recommended: true,
    why: `Owners can act at once, while the address in the code may be that of somebody who left.

Leave it off where a team that watches gets the alerts instead.`,
    refs: [notifications, contactPage],
    equivalents: ['checkov/CKV_AZURE_22', 'trivy/AZU-0063', 'trivy/AZU-0064'],
    check: {
      on: contact,
      attribute: 'alerts_to_admins',
      must: be(true),
      default: false,
      so: 'so that owners are told',
      safe: true,
    },
    bad: `resource "azurerm_security_center_contact" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "default"
  email               = "security@example.com"
  alert_notifications = true
}
`,
    good: `resource "azurerm_security_center_contact" "example" {
  name                = "default"
  email               = "security@example.com"
  alert_notifications = true
  alerts_to_admins    = true
}
`,
  },
  {
    id: 'azure/security-contact-email',
    title: 'Defender for Cloud has no address to write to',
    severity: 'warning',
    pillar: 'governance',
    recommended: true,
    why: `Alerts then wait in the portal until somebody looks.

There is no case where leaving it is right.`,
    refs: [notifications, contactPage],
    equivalents: ['checkov/CKV_AZURE_131', 'trivy/AZU-0062'],
    note: 'landing-zones-compared#azure',
    check: { on: contact, attribute: 'email', must: isSet(), so: 'so that somebody is told' },
    bad: `resource "azurerm_security_center_contact" "example" {
  name                = "default"
  email               = ""
                        ~~
  alert_notifications = true
  alerts_to_admins    = true
}
`,
    good: `resource "azurerm_security_center_contact" "example" {
  name                = "default"
  email               = "security@example.com"
  alert_notifications = true
  alerts_to_admins    = true
}
`,
  },
  {
    id: 'azure/security-contact-phone',
    title: 'Microsoft has no number to call about an attack',
    severity: 'info',
    pillar: 'governance',
    recommended: false,
    why: `The number is used when Microsoft itself finds data in strange hands.

Leave it out where the mailbox is watched day and night.`,
    refs: [notifications, contactPage],
    equivalents: ['checkov/CKV_AZURE_20', 'trivy/AZU-0046'],
    check: { on: contact, attribute: 'phone', must: isSet(), so: 'so that somebody can be called' },
    bad: `resource "azurerm_security_center_contact" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "default"
  email               = "security@example.com"
  alert_notifications = true
  alerts_to_admins    = true
}
`,
    good: `resource "azurerm_security_center_contact" "example" {
  name                = "default"
  email               = "security@example.com"
  alert_notifications = true
  alerts_to_admins    = true
  phone               = "+31 20 000 0000"
}
`,
  },
];

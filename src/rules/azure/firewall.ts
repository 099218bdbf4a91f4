import { textOf } from '../../terraform/convert.ts';
import type { Resource, Section } from '../../terraform/model.ts';
import { be, isAbsent, isSet, noneOf, oneOf, preferring, someBlock } from '../predicates.ts';
import type { Condition, Report, Rule } from '../rule.ts';
import { learn, registry } from './refs.ts';

const withoutPolicy: Condition = { attribute: 'firewall_policy_id', is: isAbsent(), missing: 'holds' };

const frontDoorPolicies = ['azurerm_frontdoor_firewall_policy', 'azurerm_cdn_frontdoor_firewall_policy'];

const gatewayPolicy = registry('web_application_firewall_policy');

const wafModes = learn('web-application-firewall/ag/ag-overview#waf-modes');

const firewallPolicy = registry('firewall_policy');

/** The rule, in Microsoft's sets and in OWASP's from 3.1 on, that looks for the attack on Log4j. */
const log4j = '944240';

const setsWithLog4j = /^(?:microsoft_)?defaultruleset$|^owasp 3\.[12]$/i;

/** Where one of the sets of a policy switches the rule off; its header where no set has it; undefined where all is well or unknown. */
function log4jIgnored(policy: Section, sets: readonly Section[], overrides: string, id: string): Section | undefined {
  const names = sets.map((set) => {
    const [type, version] = [set.get('type'), set.get('version')];
    if (type?.kind === 'unknown' || version?.kind === 'unknown' || set.symbolic) return undefined;
    const name = (type && textOf(type)) ?? 'OWASP';
    return name.toUpperCase() === 'OWASP' ? `${name} ${(version && textOf(version)) ?? ''}` : name;
  });
  if (names.includes(undefined)) return undefined;
  const having = sets.filter((_, i) => setsWithLog4j.test(names[i] ?? ''));
  if (having.length === 0) return policy;
  const changes = having.flatMap((set) => set.blocks(overrides));
  const without = changes.find((override) => {
    const list = override.get('disabled_rules');
    return list?.kind === 'list' && list.items.some((item) => textOf(item) === log4j);
  });
  if (without) return without;
  const rules = changes.flatMap((override) => override.blocks('rule'));
  return rules.find((rule) => {
    const [number, enabled, action] = [rule.get(id), rule.get('enabled'), rule.get('action')];
    if (!number || textOf(number) !== log4j || enabled?.kind === 'unknown' || action?.kind === 'unknown') return false;
    const blocks = action === undefined || /^(?:block|redirect|anomalyscoring)$/i.test(textOf(action) ?? '');
    return !enabled || textOf(enabled) !== 'true' || !blocks;
  });
}

const log4jMessage =
  'Nothing stops the attack on Log4j (CVE-2021-44228): use a managed rule set that has rule 944240, and leave it blocking.';

function* gatewayLog4j(policy: Resource): Iterable<Report> {
  const sets = policy.blocks('managed_rules').flatMap((rules) => rules.blocks('managed_rule_set'));
  const at = log4jIgnored(policy, sets, 'rule_group_override', 'id');
  if (at) yield { at, message: log4jMessage };
}

function* frontDoorLog4j(policy: Resource): Iterable<Report> {
  const at = log4jIgnored(policy, policy.blocks('managed_rule'), 'override', 'rule_id');
  if (at) yield { at, message: log4jMessage };
}

export const firewall: readonly Rule[] = [
  {
    id: 'azure/firewall-intrusion-detection',
    title: 'A firewall policy does not stop intrusions by their signature',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `Intrusion detection looks into the traffic for known attacks. In mode Deny it stops them. It needs the tier Premium of the firewall, which costs more by the hour.

Leave it where traffic is inspected elsewhere, or where Premium is not worth its price.`,
    refs: [learn('firewall/premium-features#idps'), firewallPolicy],
    equivalents: ['checkov/CKV_AZURE_220'],
    check: {
      on: ['azurerm_firewall_policy'],
      attribute: 'intrusion_detection.mode',
      must: be('Deny'),
      so: 'to stop known attacks',
      effect: 'needs the tier Premium',
    },
    bad: `resource "azurerm_firewall_policy" "example" {
  name                     = "hub"
  location                 = "westeurope"
  resource_group_name      = "network"
  sku                      = "Premium"
  threat_intelligence_mode = "Deny"

  intrusion_detection {
    mode = "Alert"
           ~~~~~~~
  }
}
`,
    good: `resource "azurerm_firewall_policy" "example" {
  name                     = "hub"
  location                 = "westeurope"
  resource_group_name      = "network"
  sku                      = "Premium"
  threat_intelligence_mode = "Deny"

  intrusion_detection {
    mode = "Deny"
  }
}
`,
  },
  {
    id: 'azure/firewall-threat-intelligence',
    title: 'A firewall lets traffic with known attackers pass',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Microsoft keeps a list of addresses and names that attacks come from. By default the firewall only alerts when something talks to them; in mode Deny it stops them as well, at no cost.

Leave it on Alert while a list of exceptions is being made.`,
    refs: [learn('firewall/threat-intel'), firewallPolicy],
    equivalents: ['checkov/CKV_AZURE_216'],
    check: [
      {
        on: ['azurerm_firewall'],
        attribute: 'threat_intel_mode',
        must: be('Deny'),
        default: 'Alert',
        when: [withoutPolicy, { attribute: 'sku_tier', is: noneOf('Basic'), missing: 'holds' }],
        so: 'to stop what is known to be an attack',
        effect: 'traffic to listed addresses is cut off',
      },
      {
        on: ['azurerm_firewall_policy'],
        attribute: 'threat_intelligence_mode',
        must: be('Deny'),
        default: 'Alert',
        when: [{ attribute: 'sku', is: noneOf('Basic'), missing: 'holds' }],
        so: 'to stop what is known to be an attack',
        effect: 'traffic to listed addresses is cut off',
      },
    ],
    bad: `resource "azurerm_firewall_policy" "example" {
  name                     = "hub"
  location                 = "westeurope"
  resource_group_name      = "network"
  threat_intelligence_mode = "Alert"
                             ~~~~~~~
}
`,
    good: `resource "azurerm_firewall_policy" "example" {
  name                     = "hub"
  location                 = "westeurope"
  resource_group_name      = "network"
  threat_intelligence_mode = "Deny"
}
`,
  },
  {
    id: 'azure/firewall-without-policy',
    title: 'A firewall has no firewall policy',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `Classic rules stand in each firewall alone. A policy is shared by all firewalls, inherits from the policy of the organisation, and is where intrusion detection and TLS inspection are set.

Leave it for a single firewall with a handful of rules.`,
    refs: [learn('firewall-manager/policy-overview'), registry('firewall')],
    equivalents: ['checkov/CKV_AZURE_219'],
    check: {
      on: ['azurerm_firewall'],
      attribute: 'firewall_policy_id',
      must: isSet(),
      so: 'so that all firewalls share their rules',
    },
    bad: `resource "azurerm_firewall" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "hub"
  location            = "westeurope"
  resource_group_name = "network"
  sku_name            = "AZFW_VNet"
  sku_tier            = "Standard"
  threat_intel_mode   = "Deny"
}
`,
    good: `resource "azurerm_firewall" "example" {
  name                = "hub"
  location            = "westeurope"
  resource_group_name = "network"
  sku_name            = "AZFW_VNet"
  sku_tier            = "Standard"
  firewall_policy_id  = azurerm_firewall_policy.hub.id
}
`,
  },
  {
    id: 'azure/waf-detection-only',
    title: 'A web application firewall only watches',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `In mode Detection the firewall writes attacks to a log and lets them pass.

Leave it for the weeks in which false alarms are sorted out.`,
    refs: [wafModes, gatewayPolicy],
    equivalents: [],
    check: [
      {
        on: ['azurerm_web_application_firewall_policy'],
        attribute: 'policy_settings.mode',
        must: be('Prevention'),
        missing: 'passes',
        so: 'to stop attacks',
        effect: 'requests that look like attacks are blocked',
      },
      {
        on: frontDoorPolicies,
        attribute: 'mode',
        must: be('Prevention'),
        missing: 'passes',
        so: 'to stop attacks',
        effect: 'requests that look like attacks are blocked',
      },
      {
        on: ['azurerm_application_gateway'],
        attribute: 'waf_configuration.firewall_mode',
        must: be('Prevention'),
        missing: 'passes',
        so: 'to stop attacks',
        effect: 'requests that look like attacks are blocked',
      },
    ],
    bad: `resource "azurerm_cdn_frontdoor_firewall_policy" "example" {
  name                = "web"
  resource_group_name = "network"
  sku_name            = "Premium_AzureFrontDoor"
  mode                = "Detection"
                        ~~~~~~~~~~~
}
`,
    good: `resource "azurerm_cdn_frontdoor_firewall_policy" "example" {
  name                = "web"
  resource_group_name = "network"
  sku_name            = "Premium_AzureFrontDoor"
  mode                = "Prevention"
}
`,
  },
  {
    id: 'azure/waf-log4j',
    title: 'A web application firewall does not stop the attack on Log4j',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `A text in any field that a vulnerable Java service logs makes it load and run code of the attacker. The managed rule sets stop it with one rule; this policy has no such set, or has switched the rule off.

Leave it where nothing behind the firewall is written in Java.`,
    refs: [learn('web-application-firewall/ag/application-gateway-crs-rulegroups-rules'), gatewayPolicy],
    equivalents: ['checkov/CKV_AZURE_133', 'checkov/CKV_AZURE_135'],
    check: [
      { on: frontDoorPolicies, resource: frontDoorLog4j },
      { on: ['azurerm_web_application_firewall_policy'], resource: gatewayLog4j },
    ],
    bad: `resource "azurerm_web_application_firewall_policy" "example" {
  name                = "web"
  location            = "westeurope"
  resource_group_name = "network"

  managed_rules {
    managed_rule_set {
      type    = "OWASP"
      version = "3.2"

      rule_group_override {
        rule_group_name = "REQUEST-944-APPLICATION-ATTACK-JAVA"

        rule {
        ~~~~
          id      = "944240"
          enabled = false
        }
      }
    }
  }
}
`,
    good: `resource "azurerm_web_application_firewall_policy" "example" {
  name                = "web"
  location            = "westeurope"
  resource_group_name = "network"

  managed_rules {
    managed_rule_set {
      type    = "OWASP"
      version = "3.2"
    }
  }
}
`,
  },
  {
    id: 'azure/waf-policy-disabled',
    title: 'A web application firewall policy is switched off or has no settings',
    severity: 'warning',
    pillar: 'network',
    recommended: false,
    why: `A policy that is disabled, or whose settings are left out, lets everything through while it looks like protection.

Leave it for a policy that is written but not yet attached.`,
    refs: [wafModes, gatewayPolicy],
    equivalents: ['checkov/CKV_AZURE_120', 'checkov/CKV_AZURE_122', 'checkov/CKV_AZURE_123'],
    check: [
      {
        on: ['azurerm_web_application_firewall_policy'],
        attribute: 'policy_settings',
        must: someBlock({ right: ['enabled = true', 'mode    = "Prevention"'] }),
        so: 'to say that the policy looks at requests',
        effect: 'requests that look like attacks are blocked',
      },
      {
        on: ['azurerm_web_application_firewall_policy'],
        attribute: 'policy_settings.enabled',
        must: be(true),
        default: true,
        so: 'for the policy to look at requests',
        effect: 'requests that look like attacks are blocked',
      },
      {
        on: ['azurerm_web_application_firewall_policy'],
        attribute: 'policy_settings.mode',
        must: preferring('Prevention', oneOf('Detection', 'Prevention')),
        default: 'Prevention',
        so: 'for the policy to look at requests',
        effect: 'requests that look like attacks are blocked',
      },
      {
        on: frontDoorPolicies,
        attribute: 'mode',
        must: preferring('Prevention', oneOf('Detection', 'Prevention')),
        default: 'Prevention',
        so: 'for the policy to look at requests',
        effect: 'requests that look like attacks are blocked',
      },
      {
        on: frontDoorPolicies,
        attribute: 'enabled',
        must: be(true),
        default: true,
        so: 'for the policy to look at requests',
        effect: 'requests that look like attacks are blocked',
      },
    ],
    bad: `resource "azurerm_cdn_frontdoor_firewall_policy" "example" {
  name                = "web"
  resource_group_name = "network"
  sku_name            = "Premium_AzureFrontDoor"
  enabled             = false
                        ~~~~~
  mode                = "Prevention"
}
`,
    good: `resource "azurerm_cdn_frontdoor_firewall_policy" "example" {
  name                = "web"
  resource_group_name = "network"
  sku_name            = "Premium_AzureFrontDoor"
  enabled             = true
  mode                = "Prevention"
}
`,
  },
];

import { textOf } from '../../terraform/convert.ts';
import type { Resource, Section } from '../../terraform/model.ts';
import { be, isAbsent, isSet, noneOf, oneOf, preferring, someBlock } from '../predicates.ts';
import type { Condition, Report, Rule } from '../rule.ts';
import { learn, registry } from './refs.ts';

const withoutPolicy: Condition = { attribute: 'firewall_policy_id', is: isAbsent(), missing: 'holds' };
const frontDoorPolicies = ['azurerm_frontdoor_firewall_policy', 'azurerm_cdn_frontdoor_firewall_policy'];
const gateway = registry('application_gateway');
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
  const rules = having.flatMap((set) => set.blocks(overrides).flatMap((override) => override.blocks('rule')));
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

/** Reports listeners that serve HTTP; one whose rule only redirects to HTTPS is as it should be. */
function* httpListeners(resource: Resource): Iterable<Report> {
  const redirecting = new Set(
    resource.blocks('request_routing_rule').flatMap((rule) => {
      const [listener, redirect] = [rule.get('http_listener_name'), rule.get('redirect_configuration_name')];
      return redirect && listener ? [textOf(listener) ?? ''] : [];
    }),
  );
  for (const listener of resource.blocks('http_listener')) {
    const [protocol, name] = [listener.get('protocol'), listener.get('name')];
    if (!protocol || textOf(protocol)?.toLowerCase() !== 'http') continue;
    if (name && (name.kind === 'unknown' || redirecting.has(textOf(name) ?? ''))) continue;
    yield {
      at: protocol,
      message:
        'The listener serves HTTP: what it carries can be read and changed on the way. Use "Https", or let its rule redirect.',
    };
  }
}

export const edge: readonly Rule[] = [
  {
    id: 'azure/application-gateway-default-tls',
    title: 'An application gateway leaves its TLS policy to the default',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `Which versions and ciphers are accepted then depends on the version of the interface that made the gateway: older ones take TLS 1.0.

Leave it for gateways made lately, whose default is a policy of 2022.`,
    refs: [learn('application-gateway/application-gateway-ssl-policy-overview'), gateway],
    equivalents: ['checkov/CKV_AZURE_218'],
    check: {
      on: ['azurerm_application_gateway'],
      attribute: ['ssl_policy.policy_name', 'ssl_policy.min_protocol_version'],
      must: isSet(),
      so: 'to say what is accepted',
    },
    bad: `resource "azurerm_application_gateway" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "web"
  location            = "westeurope"
  resource_group_name = "network"
}
`,
    good: `resource "azurerm_application_gateway" "example" {
  name                = "web"
  location            = "westeurope"
  resource_group_name = "network"

  ssl_policy {
    policy_type = "Predefined"
    policy_name = "AppGwSslPolicy20220101"
  }
}
`,
  },
  {
    id: 'azure/application-gateway-http',
    title: 'An application gateway serves unencrypted HTTP',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `What goes over HTTP can be read and changed on the way, sessions and passwords included. A listener whose rule only redirects to HTTPS is not reported.

Leave it for a gateway inside a network that is encrypted otherwise.`,
    refs: [learn('application-gateway/ssl-overview'), gateway],
    equivalents: ['checkov/CKV_AZURE_217'],
    check: { on: ['azurerm_application_gateway'], resource: httpListeners },
    bad: `resource "azurerm_application_gateway" "example" {
  name                = "web"
  location            = "westeurope"
  resource_group_name = "network"

  http_listener {
    name                           = "web"
    frontend_ip_configuration_name = "public"
    frontend_port_name             = "web"
    protocol                       = "Http"
                                     ~~~~~~
  }
}
`,
    good: `resource "azurerm_application_gateway" "example" {
  name                = "web"
  location            = "westeurope"
  resource_group_name = "network"

  http_listener {
    name                           = "web"
    frontend_ip_configuration_name = "public"
    frontend_port_name             = "web"
    protocol                       = "Https"
    ssl_certificate_name           = "web"
  }
}
`,
  },
  {
    id: 'azure/application-gateway-weak-tls',
    title: 'An application gateway accepts outdated TLS',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Versions before TLS 1.2 and their ciphers can be broken. The gateway takes them where a policy of 2015 or 2017 is named, or a minimum below TLS 1.2.

Leave it for devices that cannot be updated, on a gateway of their own.`,
    refs: [learn('application-gateway/application-gateway-ssl-policy-overview'), gateway],
    equivalents: ['checkov/CKV_AZURE_218'],
    check: [
      {
        on: ['azurerm_application_gateway'],
        attribute: 'ssl_policy.policy_name',
        must: preferring(
          'AppGwSslPolicy20220101',
          oneOf('AppGwSslPolicy20170401S', 'AppGwSslPolicy20220101', 'AppGwSslPolicy20220101S'),
        ),
        missing: 'passes',
        so: 'to refuse what is broken',
        effect: 'clients without TLS 1.2 are refused',
      },
      {
        on: ['azurerm_application_gateway'],
        attribute: 'ssl_policy.min_protocol_version',
        must: preferring('TLSv1_2', oneOf('TLSv1_2', 'TLSv1_3')),
        missing: 'passes',
        so: 'to refuse what is broken',
        effect: 'clients without TLS 1.2 are refused',
      },
    ],
    bad: `resource "azurerm_application_gateway" "example" {
  name                = "web"
  location            = "westeurope"
  resource_group_name = "network"

  ssl_policy {
    policy_type = "Predefined"
    policy_name = "AppGwSslPolicy20150501"
                  ~~~~~~~~~~~~~~~~~~~~~~~~
  }
}
`,
    good: `resource "azurerm_application_gateway" "example" {
  name                = "web"
  location            = "westeurope"
  resource_group_name = "network"

  ssl_policy {
    policy_type = "Predefined"
    policy_name = "AppGwSslPolicy20220101"
  }
}
`,
  },
  {
    id: 'azure/application-gateway-without-waf',
    title: 'An application gateway has no web application firewall',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `A gateway is what the internet talks to. Without a firewall policy, or the older block in the gateway itself, injections and known exploits go straight to the application behind it.

Leave it for a gateway with a private address that only known systems call.`,
    refs: [learn('web-application-firewall/ag/ag-overview'), gateway],
    equivalents: ['checkov/CKV_AZURE_120'],
    check: [
      {
        on: ['azurerm_application_gateway'],
        attribute: 'waf_configuration.enabled',
        must: be(true),
        when: [withoutPolicy],
        so: 'or firewall_policy_id be set, to protect the application behind it',
        effect: 'needs the tier WAF_v2 and further settings',
      },
      {
        on: ['azurerm_web_application_firewall_policy'],
        attribute: 'policy_settings.enabled',
        must: be(true),
        default: true,
        so: 'for the policy to do anything',
        effect: 'requests that look like attacks are blocked',
      },
    ],
    bad: `resource "azurerm_application_gateway" "example" {
  name                = "web"
  location            = "westeurope"
  resource_group_name = "network"

  sku {
    name = "WAF_v2"
    tier = "WAF_v2"
  }

  waf_configuration {
    enabled          = false
                       ~~~~~
    firewall_mode    = "Prevention"
    rule_set_version = "3.2"
  }
}
`,
    good: `resource "azurerm_application_gateway" "example" {
  name                = "web"
  location            = "westeurope"
  resource_group_name = "network"

  sku {
    name = "WAF_v2"
    tier = "WAF_v2"
  }

  waf_configuration {
    enabled          = true
    firewall_mode    = "Prevention"
    rule_set_version = "3.2"
  }
}
`,
  },
  {
    id: 'azure/cdn-http',
    title: 'A CDN endpoint answers unencrypted HTTP',
    severity: 'warning',
    pillar: 'network',
    recommended: false,
    why: `What goes over HTTP can be read and changed on the way, scripts of a page among it. Azure CDN from Microsoft (classic) is retired in 2027: new work belongs on Front Door.

Leave it where a rule of the endpoint redirects to HTTPS.`,
    refs: [learn('cdn/cdn-custom-ssl'), registry('cdn_endpoint')],
    equivalents: ['checkov/CKV_AZURE_197'],
    check: {
      on: ['azurerm_cdn_endpoint'],
      attribute: 'is_http_allowed',
      must: be(false),
      default: true,
      so: 'so that nobody reads or changes what is sent',
      effect: 'links that begin with http stop working',
    },
    bad: `resource "azurerm_cdn_endpoint" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "web"
  profile_name        = "cdn"
  location            = "global"
  resource_group_name = "network"

  origin {
    name      = "web"
    host_name = "www.example.com"
  }
}
`,
    good: `resource "azurerm_cdn_endpoint" "example" {
  name                = "web"
  profile_name        = "cdn"
  location            = "global"
  resource_group_name = "network"
  is_http_allowed     = false

  origin {
    name      = "web"
    host_name = "www.example.com"
  }
}
`,
  },
  {
    id: 'azure/cdn-weak-tls',
    title: 'A domain of a CDN accepts outdated TLS',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Versions before TLS 1.2 can be broken, and no current browser needs them.

Leave it for devices that cannot be updated, on a domain of their own.`,
    refs: [learn('frontdoor/end-to-end-tls'), registry('cdn_endpoint_custom_domain')],
    equivalents: ['checkov/CKV_AZURE_200'],
    check: [
      {
        on: ['azurerm_cdn_endpoint_custom_domain'],
        attribute: 'cdn_managed_https.tls_version',
        must: be('TLS12'),
        missing: 'passes',
        so: 'to refuse what is broken',
        effect: 'clients without TLS 1.2 are refused',
      },
      {
        on: ['azurerm_cdn_endpoint_custom_domain'],
        attribute: 'user_managed_https.tls_version',
        must: be('TLS12'),
        missing: 'passes',
        so: 'to refuse what is broken',
        effect: 'clients without TLS 1.2 are refused',
      },
      {
        on: ['azurerm_cdn_frontdoor_custom_domain'],
        attribute: ['tls.minimum_version', 'tls.minimum_tls_version'],
        must: preferring('TLS12', noneOf('TLS10')),
        missing: 'passes',
        so: 'to refuse what is broken',
        effect: 'clients without TLS 1.2 are refused',
      },
    ],
    bad: `resource "azurerm_cdn_endpoint_custom_domain" "example" {
  name            = "www"
  cdn_endpoint_id = azurerm_cdn_endpoint.web.id
  host_name       = "www.example.com"

  cdn_managed_https {
    certificate_type = "Dedicated"
    protocol_type    = "ServerNameIndication"
    tls_version      = "TLS10"
                       ~~~~~~~
  }
}
`,
    good: `resource "azurerm_cdn_endpoint_custom_domain" "example" {
  name            = "www"
  cdn_endpoint_id = azurerm_cdn_endpoint.web.id
  host_name       = "www.example.com"

  cdn_managed_https {
    certificate_type = "Dedicated"
    protocol_type    = "ServerNameIndication"
    tls_version      = "TLS12"
  }
}
`,
  },
  {
    id: 'azure/cdn-without-https',
    title: 'A CDN endpoint does not answer HTTPS',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Visitors then have only HTTP, which anybody on the way can read and change.

There is no case where leaving it is right.`,
    refs: [learn('cdn/cdn-custom-ssl'), registry('cdn_endpoint')],
    equivalents: ['checkov/CKV_AZURE_198'],
    check: {
      on: ['azurerm_cdn_endpoint'],
      attribute: 'is_https_allowed',
      must: be(true),
      default: true,
      so: 'so that visitors can connect safely',
      safe: true,
    },
    bad: `resource "azurerm_cdn_endpoint" "example" {
  name                = "web"
  profile_name        = "cdn"
  location            = "global"
  resource_group_name = "network"
  is_https_allowed    = false
                        ~~~~~

  origin {
    name      = "web"
    host_name = "www.example.com"
  }
}
`,
    good: `resource "azurerm_cdn_endpoint" "example" {
  name                = "web"
  profile_name        = "cdn"
  location            = "global"
  resource_group_name = "network"
  is_https_allowed    = true

  origin {
    name      = "web"
    host_name = "www.example.com"
  }
}
`,
  },
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
    id: 'azure/front-door-without-waf',
    title: 'Front Door has no web application firewall',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Front Door is what the internet talks to. Without a firewall policy on its endpoints, injections, known exploits and robots go straight to the origin.

Leave it for a site of static files.`,
    refs: [learn('web-application-firewall/afds/afds-overview'), registry('cdn_frontdoor_security_policy')],
    equivalents: ['checkov/CKV_AZURE_121'],
    check: [
      {
        on: ['azurerm_frontdoor'],
        attribute: 'frontend_endpoint.web_application_firewall_policy_link_id',
        must: isSet(),
        so: 'to protect the origin',
      },
      {
        on: ['azurerm_cdn_frontdoor_profile'],
        needs: [{ on: ['azurerm_cdn_frontdoor_security_policy'], by: 'cdn_frontdoor_profile_id' }],
        text: 'an azurerm_cdn_frontdoor_security_policy for it',
        so: 'to protect the origin',
      },
    ],
    bad: `resource "azurerm_cdn_frontdoor_profile" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "web"
  resource_group_name = "network"
  sku_name            = "Premium_AzureFrontDoor"
}
`,
    good: `resource "azurerm_cdn_frontdoor_profile" "example" {
  name                = "web"
  resource_group_name = "network"
  sku_name            = "Premium_AzureFrontDoor"
}

resource "azurerm_cdn_frontdoor_security_policy" "example" {
  name                     = "web"
  cdn_frontdoor_profile_id = azurerm_cdn_frontdoor_profile.example.id

  security_policies {
    firewall {
      cdn_frontdoor_firewall_policy_id = azurerm_cdn_frontdoor_firewall_policy.web.id

      association {
        patterns_to_match = ["/*"]

        domain {
          cdn_frontdoor_domain_id = azurerm_cdn_frontdoor_endpoint.web.id
        }
      }
    }
  }
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
    equivalents: ['checkov/CKV_AZURE_122', 'checkov/CKV_AZURE_123'],
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

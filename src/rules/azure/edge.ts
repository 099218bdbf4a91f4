import { textOf } from '../../terraform/convert.ts';
import type { Resource } from '../../terraform/model.ts';
import { allHold } from '../judge.ts';
import { be, isAbsent, isSet, noneOf, oneOf, preferring, someBlock } from '../predicates.ts';
import type { Condition, Context, Report, Rule } from '../rule.ts';
import { learn, registry } from './refs.ts';

const withoutPolicy: Condition = { attribute: 'firewall_policy_id', is: isAbsent(), missing: 'holds' };

const gateway = registry('application_gateway');

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

/** Reports a gateway whose firewall policy is switched off. */
function* policyOff(resource: Resource, context: Context): Iterable<Report> {
  const at = resource.get('firewall_policy_id');
  const policy = context.find(at, 'azurerm_web_application_firewall_policy');
  if (!at || !policy || allHold(policy, [{ attribute: 'policy_settings.enabled', is: be(false) }]) !== true) return;
  yield {
    at,
    message: 'The firewall policy of the gateway is switched off. Set its policy_settings.enabled to true.',
    related: [{ at: policy.location, message: 'this policy is switched off' }],
  };
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
      { on: ['azurerm_application_gateway'], resource: policyOff },
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
    title: 'A CDN endpoint or its domain does not answer HTTPS',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Visitors then have only HTTP, which anybody on the way can read and change.

There is no case where leaving it is right.`,
    refs: [learn('cdn/cdn-custom-ssl'), registry('cdn_endpoint')],
    equivalents: ['checkov/CKV_AZURE_198', 'checkov/CKV_AZURE_200'],
    check: [
      {
        on: ['azurerm_cdn_endpoint'],
        attribute: 'is_https_allowed',
        must: be(true),
        default: true,
        so: 'so that visitors can connect safely',
        safe: true,
      },
      {
        on: ['azurerm_cdn_endpoint_custom_domain'],
        attribute: ['cdn_managed_https', 'user_managed_https'],
        must: someBlock(),
        so: 'so that visitors can connect safely',
      },
    ],
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
        text: 'an azurerm_cdn_frontdoor_security_policy',
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
];

import { be, matches, someBlock } from '../predicates.ts';
import type { Expectation, Rule } from '../rule.ts';
import { learn, registry } from './refs.ts';

const on = ['azurerm_api_management'];
const page = registry('api_management');

/** Rows for the switches of outdated protocols, under their names before and since version 4 of the provider. */
const protocols: readonly Expectation[] = ['backend', 'frontend'].flatMap((side) =>
  ['ssl30', 'tls10', 'tls11'].map((protocol) => ({
    on,
    attribute: [`security.${side}_${protocol}_enabled`, `security.enable_${side}_${protocol}`],
    must: be(false),
    default: false,
    so: 'since the protocol can be broken',
    effect: 'callers or backends without TLS 1.2 are cut off',
  })),
);

export const apiManagement: readonly Rule[] = [
  {
    id: 'azure/api-management-http-backend',
    title: 'API Management calls a backend over HTTP',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `What callers send encrypted goes on in plain text, tokens included.

Leave it for a backend in the same subnet that knows no TLS, until it is replaced.`,
    refs: [learn('api-management/backends'), registry('api_management_backend')],
    equivalents: ['checkov/CKV_AZURE_215'],
    check: {
      on: ['azurerm_api_management_backend'],
      attribute: 'url',
      must: matches(/^https:/i, 'an address that begins with https'),
      missing: 'passes',
    },
    bad: `resource "azurerm_api_management_backend" "example" {
  name                = "orders"
  resource_group_name = "apps"
  api_management_name = "example"
  protocol            = "http"
  url                 = "http://orders.example.com"
                        ~~~~~~~~~~~~~~~~~~~~~~~~~~~
}
`,
    good: `resource "azurerm_api_management_backend" "example" {
  name                = "orders"
  resource_group_name = "apps"
  api_management_name = "example"
  protocol            = "http"
  url                 = "https://orders.example.com"
}
`,
  },
  {
    id: 'azure/api-management-outside-network',
    title: 'API Management is in no virtual network',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `It then reaches backends by public addresses, which have to be open for it. Injection needs the tiers Developer or Premium; the v2 tiers integrate instead.

Leave it where backends are public, or tier v2 integrates with a network.`,
    refs: [learn('api-management/virtual-network-concepts'), page],
    equivalents: ['checkov/CKV_AZURE_107'],
    check: {
      on,
      attribute: 'virtual_network_configuration',
      must: someBlock(),
      so: 'to reach backends by private addresses',
    },
    bad: `resource "azurerm_api_management" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  location            = "westeurope"
  resource_group_name = "apps"
  publisher_name      = "Example"
  publisher_email     = "api@example.com"
  sku_name            = "Developer_1"
}
`,
    good: `resource "azurerm_api_management" "example" {
  name                 = "example"
  location             = "westeurope"
  resource_group_name  = "apps"
  publisher_name       = "Example"
  publisher_email      = "api@example.com"
  sku_name             = "Developer_1"
  virtual_network_type = "Internal"

  virtual_network_configuration {
    subnet_id = azurerm_subnet.api.id
  }
}
`,
  },
  {
    id: 'azure/api-management-weak-tls',
    title: 'API Management accepts outdated protocols',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `SSL 3.0, TLS 1.0 and 1.1 can be broken, and callers that can use better are talked down to them.

Leave one for a caller that cannot be updated, until it is replaced.`,
    refs: [learn('api-management/api-management-howto-manage-protocols-ciphers'), page],
    equivalents: ['checkov/CKV_AZURE_173'],
    check: protocols,
    bad: `resource "azurerm_api_management" "example" {
  name                = "example"
  location            = "westeurope"
  resource_group_name = "apps"
  publisher_name      = "Example"
  publisher_email     = "api@example.com"
  sku_name            = "Developer_1"

  security {
    frontend_tls10_enabled = true
                             ~~~~
  }
}
`,
    good: `resource "azurerm_api_management" "example" {
  name                = "example"
  location            = "westeurope"
  resource_group_name = "apps"
  publisher_name      = "Example"
  publisher_email     = "api@example.com"
  sku_name            = "Developer_1"

  security {
    frontend_tls10_enabled = false
  }
}
`,
  },
  {
    id: 'azure/api-management-without-client-certificate',
    title: 'API Management asks callers for no certificate',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `With client certificates only systems that hold one may call. The switch is for the tier Consumption; other tiers ask by policy.

Leave it out where tokens say who calls.`,
    refs: [learn('api-management/api-management-howto-mutual-certificates-for-clients'), page],
    equivalents: ['checkov/CKV_AZURE_152'],
    check: {
      on,
      attribute: 'client_certificate_enabled',
      must: be(true),
      default: false,
      so: 'so that only known systems call',
      effect: 'callers without a certificate are refused',
    },
    bad: `resource "azurerm_api_management" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  location            = "westeurope"
  resource_group_name = "apps"
  publisher_name      = "Example"
  publisher_email     = "api@example.com"
  sku_name            = "Consumption_0"
}
`,
    good: `resource "azurerm_api_management" "example" {
  name                       = "example"
  location                   = "westeurope"
  resource_group_name        = "apps"
  publisher_name             = "Example"
  publisher_email            = "api@example.com"
  sku_name                   = "Consumption_0"
  client_certificate_enabled = true
}
`,
  },
];

import { be, each, noneOf, oneOf, preferring } from '../predicates.ts';
import type { Rule } from '../rule.ts';
import { learn, registry } from './refs.ts';
import { everyApp, functionApps, functionSlots, newerApps, olderApps, webApps, webSlots } from './types.ts';

const webApp = registry('linux_web_app');

const security = learn('app-service/overview-security');

export const appService: readonly Rule[] = [
  {
    id: 'azure/app-basic-auth',
    title: 'An app can be deployed with a user name and password',
    severity: 'info',
    pillar: 'identity',
    recommended: true,
    why: `The publishing profile holds a password that does not end and that anybody who may read the app can download. Pipelines log in by identity instead.

Leave it where a tool knows nothing else.`,
    refs: [learn('app-service/configure-basic-auth-disable'), webApp],
    equivalents: [],
    check: {
      on: newerApps,
      attribute: 'ftp_publish_basic_authentication_enabled',
      must: be(false),
      default: true,
      so: 'so that deployments are by identity',
      effect: 'tools that use the publishing profile stop working',
    },
    bad: `resource "azurerm_linux_web_app" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  resource_group_name = "web"
  location            = "westeurope"
  service_plan_id     = azurerm_service_plan.web.id
  https_only          = true

  site_config {}
}
`,
    good: `resource "azurerm_linux_web_app" "example" {
  name                                     = "example"
  resource_group_name                      = "web"
  location                                 = "westeurope"
  service_plan_id                          = azurerm_service_plan.web.id
  https_only                               = true
  ftp_publish_basic_authentication_enabled = false

  site_config {}
}
`,
  },
  {
    id: 'azure/app-ftp',
    title: 'An app takes files by unencrypted FTP',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `The password of the deployment, and the code, can be read on the way; whoever has the password replaces the app.

There is no case where leaving it is right: FTPS or a pipeline does the same.`,
    refs: [learn('app-service/deploy-ftp#enforce-ftps'), webApp],
    equivalents: ['checkov/CKV_AZURE_78', 'trivy/AZU-0071'],
    check: [
      {
        on: newerApps,
        attribute: 'site_config.ftps_state',
        must: preferring('Disabled', oneOf('Disabled', 'FtpsOnly')),
        default: 'Disabled',
        so: 'so that nobody reads the password',
        effect: 'deployments by FTP stop',
      },
      {
        on: [...olderApps, 'azurerm_logic_app_standard'],
        attribute: 'site_config.ftps_state',
        must: preferring('Disabled', oneOf('Disabled', 'FtpsOnly')),
        default: 'AllAllowed',
        so: 'so that nobody reads the password',
        effect: 'deployments by FTP stop',
      },
    ],
    bad: `resource "azurerm_linux_web_app" "example" {
  name                = "example"
  resource_group_name = "web"
  location            = "westeurope"
  service_plan_id     = azurerm_service_plan.web.id
  https_only          = true

  site_config {
    ftps_state = "AllAllowed"
                 ~~~~~~~~~~~~
  }
}
`,
    good: `resource "azurerm_linux_web_app" "example" {
  name                = "example"
  resource_group_name = "web"
  location            = "westeurope"
  service_plan_id     = azurerm_service_plan.web.id
  https_only          = true

  site_config {
    ftps_state = "Disabled"
  }
}
`,
  },
  {
    id: 'azure/app-open-cors',
    title: 'An app lets scripts of every site call it',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `A page that somebody visits may then call the app from his browser and read the answer.

Leave it for an interface that is public and knows no login.`,
    refs: [learn('app-service/app-service-web-tutorial-rest-api#enable-cors'), webApp],
    equivalents: ['checkov/CKV_AZURE_57', 'checkov/CKV_AZURE_62'],
    check: {
      on: everyApp,
      attribute: 'site_config.cors.allowed_origins',
      must: each(noneOf('*')),
      missing: 'passes',
      so: 'so that only your own sites call the app',
    },
    bad: `resource "azurerm_linux_web_app" "example" {
  name                = "example"
  resource_group_name = "web"
  location            = "westeurope"
  service_plan_id     = azurerm_service_plan.web.id
  https_only          = true

  site_config {
    cors {
      allowed_origins = ["*"]
                         ~~~
    }
  }
}
`,
    good: `resource "azurerm_linux_web_app" "example" {
  name                = "example"
  resource_group_name = "web"
  location            = "westeurope"
  service_plan_id     = azurerm_service_plan.web.id
  https_only          = true

  site_config {
    cors {
      allowed_origins = ["https://www.example.com"]
    }
  }
}
`,
  },
  {
    id: 'azure/app-public-network-access',
    title: 'An app has a public address',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `Apps behind a gateway, or for colleagues only, need none: a private endpoint gives them an address of your network.

Leave it for apps that the internet visits directly.`,
    refs: [learn('app-service/overview-private-endpoint'), webApp],
    equivalents: ['checkov/CKV_AZURE_221', 'checkov/CKV_AZURE_222'],
    check: {
      on: newerApps,
      attribute: 'public_network_access_enabled',
      must: be(false),
      default: true,
      so: 'so that the app is reached by private endpoints only',
      effect: 'visitors from the internet are cut off',
    },
    bad: `resource "azurerm_linux_web_app" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  resource_group_name = "web"
  location            = "westeurope"
  service_plan_id     = azurerm_service_plan.web.id
  https_only          = true

  site_config {}
}
`,
    good: `resource "azurerm_linux_web_app" "example" {
  name                          = "example"
  resource_group_name           = "web"
  location                      = "westeurope"
  service_plan_id               = azurerm_service_plan.web.id
  https_only                    = true
  public_network_access_enabled = false

  site_config {}
}
`,
  },
  {
    id: 'azure/app-remote-debugging',
    title: 'An app can be debugged from outside',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `Remote debugging opens further ports and lets whoever is connected read memory and run code. It is meant for hours.

Leave it only while somebody debugs a test environment.`,
    refs: [security, webApp],
    equivalents: ['checkov/CKV_AZURE_72', 'checkov/CKV_AZURE_155'],
    check: {
      on: [...newerApps, 'azurerm_app_service', 'azurerm_app_service_slot'],
      attribute: 'site_config.remote_debugging_enabled',
      must: be(false),
      default: false,
      so: 'so that nobody reads the memory of the app',
      effect: 'debuggers are cut off',
    },
    bad: `resource "azurerm_linux_web_app" "example" {
  name                = "example"
  resource_group_name = "web"
  location            = "westeurope"
  service_plan_id     = azurerm_service_plan.web.id
  https_only          = true

  site_config {
    remote_debugging_enabled = true
                               ~~~~
  }
}
`,
    good: `resource "azurerm_linux_web_app" "example" {
  name                = "example"
  resource_group_name = "web"
  location            = "westeurope"
  service_plan_id     = azurerm_service_plan.web.id
  https_only          = true

  site_config {
    remote_debugging_enabled = false
  }
}
`,
  },
  {
    id: 'azure/app-weak-tls',
    title: 'An app accepts outdated TLS',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `TLS 1.0 and 1.1 can be broken, and no current browser needs them.

Leave it for devices that cannot be updated, on an app of their own.`,
    refs: [learn('app-service/overview-tls'), webApp],
    equivalents: ['checkov/CKV_AZURE_15', 'checkov/CKV_AZURE_154', 'checkov/CKV_AZURE_145', 'trivy/AZU-0006'],
    check: {
      on: [...everyApp, 'azurerm_logic_app_standard'],
      attribute: ['site_config.minimum_tls_version', 'site_config.min_tls_version'],
      must: preferring('1.2', oneOf('1.2', '1.3')),
      default: '1.2',
      so: 'to refuse what is broken',
      effect: 'clients without TLS 1.2 are refused',
    },
    bad: `resource "azurerm_linux_web_app" "example" {
  name                = "example"
  resource_group_name = "web"
  location            = "westeurope"
  service_plan_id     = azurerm_service_plan.web.id
  https_only          = true

  site_config {
    minimum_tls_version = "1.0"
                          ~~~~~
  }
}
`,
    good: `resource "azurerm_linux_web_app" "example" {
  name                = "example"
  resource_group_name = "web"
  location            = "westeurope"
  service_plan_id     = azurerm_service_plan.web.id
  https_only          = true

  site_config {
    minimum_tls_version = "1.2"
  }
}
`,
  },
  {
    id: 'azure/app-without-client-certificate',
    title: 'An app asks callers for no certificate',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `With client certificates only devices and services that hold one reach the app.

Leave it out for everything that people visit with a browser.`,
    refs: [learn('app-service/app-service-web-configure-tls-mutual-auth'), webApp],
    equivalents: ['checkov/CKV_AZURE_17', 'trivy/AZU-0001'],
    check: [
      {
        on: [...webApps, ...webSlots, ...functionApps, ...functionSlots],
        attribute: 'client_certificate_enabled',
        must: be(true),
        default: false,
        so: 'so that only known callers come in',
        effect: 'callers without a certificate are refused',
      },
      {
        on: ['azurerm_app_service'],
        attribute: 'client_cert_enabled',
        must: be(true),
        default: false,
        so: 'so that only known callers come in',
        effect: 'callers without a certificate are refused',
      },
    ],
    bad: `resource "azurerm_linux_web_app" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  resource_group_name = "web"
  location            = "westeurope"
  service_plan_id     = azurerm_service_plan.web.id
  https_only          = true

  site_config {}
}
`,
    good: `resource "azurerm_linux_web_app" "example" {
  name                       = "example"
  resource_group_name        = "web"
  location                   = "westeurope"
  service_plan_id            = azurerm_service_plan.web.id
  https_only                 = true
  client_certificate_enabled = true

  site_config {}
}
`,
  },
  {
    id: 'azure/app-without-https',
    title: 'An app answers unencrypted HTTP',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `What goes over HTTP can be read and changed on the way, sessions and keys of functions included. With the switch on, the platform redirects to HTTPS by itself.

Leave it for callers that cannot follow redirects, until they are changed.`,
    refs: [learn('app-service/configure-ssl-bindings#enforce-https'), webApp],
    equivalents: [
      'checkov/CKV_AZURE_14',
      'checkov/CKV_AZURE_153',
      'checkov/CKV_AZURE_70',
      'trivy/AZU-0004',
      'trivy/AZU-0072',
    ],
    check: {
      on: [...everyApp, 'azurerm_logic_app_standard'],
      attribute: 'https_only',
      must: be(true),
      default: false,
      so: 'so that nobody reads or changes what is sent',
      effect: 'requests by HTTP are redirected',
    },
    bad: `resource "azurerm_linux_web_app" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  resource_group_name = "web"
  location            = "westeurope"
  service_plan_id     = azurerm_service_plan.web.id

  site_config {}
}
`,
    good: `resource "azurerm_linux_web_app" "example" {
  name                = "example"
  resource_group_name = "web"
  location            = "westeurope"
  service_plan_id     = azurerm_service_plan.web.id
  https_only          = true

  site_config {}
}
`,
  },
  {
    id: 'azure/app-without-login',
    title: 'The platform does not ask visitors of an app to log in',
    severity: 'info',
    pillar: 'identity',
    recommended: false,
    why: `Authentication of App Service stops who has not logged in before the app's own code runs.

Leave it out where the app, or a gateway before it, does that itself, and for public sites.`,
    refs: [learn('app-service/overview-authentication-authorization'), webApp],
    equivalents: ['checkov/CKV_AZURE_13', 'checkov/CKV_AZURE_56', 'trivy/AZU-0003'],
    check: {
      on: everyApp,
      attribute: ['auth_settings_v2.auth_enabled', 'auth_settings.enabled'],
      must: be(true),
      so: 'so that visitors log in before the app runs',
      effect: 'an identity provider has to be named as well',
    },
    bad: `resource "azurerm_linux_web_app" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                = "example"
  resource_group_name = "web"
  location            = "westeurope"
  service_plan_id     = azurerm_service_plan.web.id
  https_only          = true

  site_config {}
}
`,
    good: `resource "azurerm_linux_web_app" "example" {
  name                = "example"
  resource_group_name = "web"
  location            = "westeurope"
  service_plan_id     = azurerm_service_plan.web.id
  https_only          = true

  site_config {}

  auth_settings_v2 {
    auth_enabled = true
  }
}
`,
  },
];

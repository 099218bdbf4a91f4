import { endedDotnet, endedJava, endedNode, endedPhp, endedPython } from '../facts/runtimes.ts';
import { atLeast, be, each, isSet, matchesNot, noneOf, oneOf, preferring, someBlock } from '../predicates.ts';
import type { Expectation, Rule } from '../rule.ts';
import { learn, registry } from './refs.ts';

const webApps = ['azurerm_linux_web_app', 'azurerm_windows_web_app'];
const webSlots = ['azurerm_linux_web_app_slot', 'azurerm_windows_web_app_slot'];
const functionApps = ['azurerm_linux_function_app', 'azurerm_windows_function_app'];
const functionSlots = ['azurerm_linux_function_app_slot', 'azurerm_windows_function_app_slot'];
/** Types of providers before version 4. */
const older = ['azurerm_app_service', 'azurerm_app_service_slot', 'azurerm_function_app', 'azurerm_function_app_slot'];
const newer = [...webApps, ...webSlots, ...functionApps, ...functionSlots];
const web = ['azurerm_app_service', ...webApps];
const everyApp = [...newer, ...older];

const webApp = registry('linux_web_app');
const security = learn('app-service/overview-security');
const logs = learn('app-service/troubleshoot-diagnostic-logs');

/** A row for a version of a language that is no longer supported. */
function supported(
  on: readonly string[],
  attribute: string | readonly string[],
  ended: RegExp,
  language: string,
): Expectation {
  return {
    on,
    attribute,
    must: matchesNot(ended, `a version of ${language} that still gets security updates`),
    missing: 'passes',
  };
}

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
      on: newer,
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
    id: 'azure/app-detailed-errors',
    title: 'An app keeps no pages of its errors',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `Detailed error pages say what went wrong in a request that was refused or failed. They stay on the server.

Leave it off where the app reports its errors to Application Insights.`,
    refs: [logs, webApp],
    equivalents: ['checkov/CKV_AZURE_65'],
    check: {
      on: web,
      attribute: ['logs.detailed_error_messages', 'logs.detailed_error_messages_enabled'],
      must: be(true),
      so: 'to see why requests failed',
      effect: 'error pages are kept on disk',
    },
    bad: `resource "azurerm_linux_web_app" "example" {
  name                = "example"
  resource_group_name = "web"
  location            = "westeurope"
  service_plan_id     = azurerm_service_plan.web.id
  https_only          = true

  logs {
    detailed_error_messages = false
                              ~~~~~
  }

  site_config {}
}
`,
    good: `resource "azurerm_linux_web_app" "example" {
  name                = "example"
  resource_group_name = "web"
  location            = "westeurope"
  service_plan_id     = azurerm_service_plan.web.id
  https_only          = true

  logs {
    detailed_error_messages = true
  }

  site_config {}
}
`,
  },
  {
    id: 'azure/app-failed-request-tracing',
    title: 'An app does not trace requests that fail',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `A trace shows in which part of the server a request failed and how long each took.

Leave it off where the app reports to Application Insights.`,
    refs: [logs, webApp],
    equivalents: ['checkov/CKV_AZURE_66'],
    check: {
      on: web,
      attribute: ['logs.failed_request_tracing', 'logs.failed_request_tracing_enabled'],
      must: be(true),
      so: 'to see where requests failed',
      effect: 'traces are kept on disk',
    },
    bad: `resource "azurerm_linux_web_app" "example" {
  name                = "example"
  resource_group_name = "web"
  location            = "westeurope"
  service_plan_id     = azurerm_service_plan.web.id
  https_only          = true

  logs {
    failed_request_tracing = false
                             ~~~~~
  }

  site_config {}
}
`,
    good: `resource "azurerm_linux_web_app" "example" {
  name                = "example"
  resource_group_name = "web"
  location            = "westeurope"
  service_plan_id     = azurerm_service_plan.web.id
  https_only          = true

  logs {
    failed_request_tracing = true
  }

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
        on: newer,
        attribute: 'site_config.ftps_state',
        must: preferring('Disabled', oneOf('Disabled', 'FtpsOnly')),
        default: 'Disabled',
        so: 'so that nobody reads the password',
        effect: 'deployments by FTP stop',
      },
      {
        on: older,
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
    id: 'azure/app-http-logs',
    title: 'An app does not log requests',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `The log says who asked for what; without it an attack leaves no trace in the app. Diagnostic settings can take the same events to a workspace.

Leave it out where diagnostic settings, or a gateway before the app, log requests.`,
    refs: [logs, webApp],
    equivalents: ['checkov/CKV_AZURE_63'],
    check: { on: web, attribute: 'logs.http_logs', must: someBlock(), so: 'to see afterwards who asked for what' },
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

  logs {
    http_logs {
      file_system {
        retention_in_days = 30
        retention_in_mb   = 100
      }
    }
  }

  site_config {}
}
`,
  },
  {
    id: 'azure/app-http2',
    title: 'An app speaks HTTP 1.1 only',
    severity: 'info',
    pillar: 'hygiene',
    recommended: false,
    why: `HTTP/2 loads pages with many parts faster over one connection.

Leave it for apps whose clients are other services.`,
    refs: [learn('app-service/configure-common'), webApp],
    equivalents: ['checkov/CKV_AZURE_18', 'checkov/CKV_AZURE_67', 'trivy/AZU-0005'],
    check: {
      on: everyApp,
      attribute: 'site_config.http2_enabled',
      must: be(true),
      default: false,
      so: 'for pages to load faster',
      safe: true,
    },
    bad: `resource "azurerm_linux_web_app" "example" {
  name                = "example"
  resource_group_name = "web"
  location            = "westeurope"
  service_plan_id     = azurerm_service_plan.web.id
  https_only          = true

  site_config {}
  ~~~~~~~~~~~
}
`,
    good: `resource "azurerm_linux_web_app" "example" {
  name                = "example"
  resource_group_name = "web"
  location            = "westeurope"
  service_plan_id     = azurerm_service_plan.web.id
  https_only          = true

  site_config {
    http2_enabled = true
  }
}
`,
  },
  {
    id: 'azure/app-not-always-on',
    title: 'An app is put to sleep when nobody visits',
    severity: 'info',
    pillar: 'governance',
    recommended: false,
    why: `The first visitor then waits until it has started again, and jobs that run by the clock do not run.

Leave it off for test apps, and on plans that do not offer it.`,
    refs: [learn('app-service/configure-common'), webApp],
    equivalents: ['checkov/CKV_AZURE_214'],
    check: {
      on: webApps,
      attribute: 'site_config.always_on',
      must: be(true),
      default: true,
      so: 'so that visitors need not wait',
      effect: 'needs a plan of tier Basic or higher',
    },
    bad: `resource "azurerm_linux_web_app" "example" {
  name                = "example"
  resource_group_name = "web"
  location            = "westeurope"
  service_plan_id     = azurerm_service_plan.web.id
  https_only          = true

  site_config {
    always_on = false
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
    always_on = true
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
    id: 'azure/app-outdated-runtime',
    title: 'An app runs on a version of its language that gets no security updates',
    severity: 'warning',
    pillar: 'hygiene',
    recommended: true,
    why: `Known holes stay open for good. What counts as ended is listed by language in the linter's own table, as of October 2026.

Leave it while a tested upgrade is on its way.`,
    refs: [learn('app-service/language-support-policy'), webApp],
    equivalents: [
      'checkov/CKV_AZURE_80',
      'checkov/CKV_AZURE_81',
      'checkov/CKV_AZURE_82',
      'checkov/CKV_AZURE_83',
      'trivy/AZU-0069',
      'trivy/AZU-0070',
    ],
    check: [
      supported(
        ['azurerm_app_service', 'azurerm_app_service_slot', 'azurerm_function_app'],
        'site_config.dotnet_framework_version',
        endedDotnet,
        '.NET',
      ),
      supported(['azurerm_app_service', 'azurerm_app_service_slot'], 'site_config.php_version', endedPhp, 'PHP'),
      supported(
        ['azurerm_app_service', 'azurerm_app_service_slot'],
        'site_config.python_version',
        endedPython,
        'Python',
      ),
      supported(['azurerm_app_service', 'azurerm_app_service_slot'], 'site_config.java_version', endedJava, 'Java'),
      supported(
        ['azurerm_linux_web_app', 'azurerm_windows_web_app', ...webSlots, ...functionApps],
        'site_config.application_stack.dotnet_version',
        endedDotnet,
        '.NET',
      ),
      supported(
        ['azurerm_linux_web_app', 'azurerm_linux_web_app_slot', 'azurerm_windows_web_app'],
        'site_config.application_stack.php_version',
        endedPhp,
        'PHP',
      ),
      supported(
        ['azurerm_linux_web_app', 'azurerm_linux_web_app_slot', 'azurerm_linux_function_app'],
        'site_config.application_stack.python_version',
        endedPython,
        'Python',
      ),
      supported(
        [...webApps, ...webSlots, ...functionApps],
        'site_config.application_stack.java_version',
        endedJava,
        'Java',
      ),
      supported(
        [...webApps, ...webSlots, ...functionApps],
        'site_config.application_stack.node_version',
        endedNode,
        'Node.js',
      ),
    ],
    bad: `resource "azurerm_linux_web_app" "example" {
  name                = "example"
  resource_group_name = "web"
  location            = "westeurope"
  service_plan_id     = azurerm_service_plan.web.id
  https_only          = true

  site_config {
    application_stack {
      python_version = "3.8"
                       ~~~~~
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
    application_stack {
      python_version = "3.13"
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
      on: newer,
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
      on: [...newer, 'azurerm_app_service', 'azurerm_app_service_slot'],
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
      on: everyApp,
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
    id: 'azure/app-without-azure-files',
    title: 'An app mounts no share of Azure Files',
    severity: 'info',
    pillar: 'data',
    recommended: false,
    why: `Files that an app writes to its own disk are lost with the instance. A share keeps them, and all instances see it.

Leave it out for apps that keep nothing in files, as most should.`,
    refs: [learn('app-service/configure-connect-to-azure-storage'), webApp],
    equivalents: ['checkov/CKV_AZURE_88'],
    check: {
      on: web,
      attribute: 'storage_account',
      must: someBlock({ where: [{ attribute: 'type', is: be('AzureFiles') }], text: 'one of type "AzureFiles"' }),
      so: 'if the app keeps files',
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

  storage_account {
    name         = "files"
    type         = "AzureFiles"
    account_name = "example"
    share_name   = "files"
    access_key   = var.files_key
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
    id: 'azure/app-without-health-check',
    title: 'The platform does not check whether an app is well',
    severity: 'info',
    pillar: 'governance',
    recommended: false,
    why: `With a path to ask, instances that fail are taken out and replaced; without, visitors find them.

Leave it out for a plan with a single instance.`,
    refs: [learn('app-service/monitor-instances-health-check'), webApp],
    equivalents: ['checkov/CKV_AZURE_213'],
    check: {
      on: web,
      attribute: 'site_config.health_check_path',
      must: isSet(),
      so: 'so that instances that fail are replaced',
    },
    bad: `resource "azurerm_linux_web_app" "example" {
  name                = "example"
  resource_group_name = "web"
  location            = "westeurope"
  service_plan_id     = azurerm_service_plan.web.id
  https_only          = true

  site_config {}
  ~~~~~~~~~~~
}
`,
    good: `resource "azurerm_linux_web_app" "example" {
  name                = "example"
  resource_group_name = "web"
  location            = "westeurope"
  service_plan_id     = azurerm_service_plan.web.id
  https_only          = true

  site_config {
    health_check_path                 = "/healthz"
    health_check_eviction_time_in_min = 5
  }
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
  {
    id: 'azure/function-builtin-logging',
    title: 'A function app does not log its calls',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `The built-in log in the app's storage account shows calls and their results.

Leave it off where Application Insights takes the log, as Microsoft advises.`,
    refs: [learn('azure-functions/functions-monitoring'), registry('linux_function_app')],
    equivalents: ['checkov/CKV_AZURE_159'],
    check: [
      {
        on: ['azurerm_function_app', 'azurerm_function_app_slot'],
        attribute: 'enable_builtin_logging',
        must: be(true),
        default: true,
        so: 'to see calls',
        effect: 'the storage account is billed',
      },
      {
        on: [...functionApps, ...functionSlots],
        attribute: 'builtin_logging_enabled',
        must: be(true),
        default: true,
        so: 'to see calls',
        effect: 'the storage account is billed',
      },
    ],
    bad: `resource "azurerm_linux_function_app" "example" {
  name                    = "example"
  resource_group_name     = "web"
  location                = "westeurope"
  service_plan_id         = azurerm_service_plan.web.id
  storage_account_name    = "functions"
  https_only              = true
  builtin_logging_enabled = false
                            ~~~~~

  site_config {}
}
`,
    good: `resource "azurerm_linux_function_app" "example" {
  name                    = "example"
  resource_group_name     = "web"
  location                = "westeurope"
  service_plan_id         = azurerm_service_plan.web.id
  storage_account_name    = "functions"
  https_only              = true
  builtin_logging_enabled = true

  site_config {}
}
`,
  },
  {
    id: 'azure/service-plan-for-tests',
    title: 'An App Service plan is of a tier for tests',
    severity: 'info',
    pillar: 'governance',
    recommended: false,
    why: `Tiers Free, Shared and Basic have no autoscaling, no slots and no backups, and Free and Shared share their machines with others.

Leave it for what is no production.`,
    refs: [learn('app-service/overview-hosting-plans'), registry('service_plan')],
    equivalents: ['checkov/CKV_AZURE_211'],
    check: {
      on: ['azurerm_service_plan'],
      attribute: 'sku_name',
      must: matchesNot(/^(?:F1|D1|B[123]|FREE|SHARED)$/i, 'a tier from Standard or Premium on'),
      missing: 'passes',
      so: 'to be fit for production',
    },
    bad: `resource "azurerm_service_plan" "example" {
  name                = "example"
  resource_group_name = "web"
  location            = "westeurope"
  os_type             = "Linux"
  sku_name            = "B1"
                        ~~~~
}
`,
    good: `resource "azurerm_service_plan" "example" {
  name                = "example"
  resource_group_name = "web"
  location            = "westeurope"
  os_type             = "Linux"
  sku_name            = "P1v3"
}
`,
  },
  {
    id: 'azure/service-plan-single-worker',
    title: 'An App Service plan has one machine',
    severity: 'info',
    pillar: 'governance',
    recommended: false,
    why: `While it is patched or fails, the apps are down. Two machines stand in for each other, at twice the price.

Leave it where a break of minutes does not matter, and on plans that scale by themselves.`,
    refs: [learn('reliability/reliability-app-service'), registry('service_plan')],
    equivalents: ['checkov/CKV_AZURE_212'],
    check: {
      on: ['azurerm_service_plan'],
      attribute: 'worker_count',
      must: preferring(2, atLeast(2)),
      so: 'so that one machine stands in for the other',
      effect: 'each machine is billed',
    },
    bad: `resource "azurerm_service_plan" "example" {
  name                = "example"
  resource_group_name = "web"
  location            = "westeurope"
  os_type             = "Linux"
  sku_name            = "P1v3"
  worker_count        = 1
                        ~
}
`,
    good: `resource "azurerm_service_plan" "example" {
  name                = "example"
  resource_group_name = "web"
  location            = "westeurope"
  os_type             = "Linux"
  sku_name            = "P1v3"
  worker_count        = 2
}
`,
  },
];

import { endedDotnet, endedJava, endedNode, endedPhp, endedPython } from '../facts/runtimes.ts';
import { atLeast, be, isSet, matchesNot, preferring, someBlock } from '../predicates.ts';
import type { Expectation, Rule } from '../rule.ts';
import { learn, registry } from './refs.ts';
import { everyApp, everyWebApp, functionApps, functionSlots, webApps, webSlots } from './types.ts';

const webApp = registry('linux_web_app');

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

export const appServiceOperation: readonly Rule[] = [
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
      on: everyWebApp,
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
      on: everyWebApp,
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
    id: 'azure/app-http-logs',
    title: 'An app does not log requests',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `The log says who asked for what; without it an attack leaves no trace in the app. Diagnostic settings can take the same events to a workspace.

Leave it out where diagnostic settings, or a gateway before the app, log requests.`,
    refs: [logs, webApp],
    equivalents: ['checkov/CKV_AZURE_63'],
    check: {
      on: everyWebApp,
      attribute: 'logs.http_logs',
      must: someBlock(),
      so: 'to see afterwards who asked for what',
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
      on: everyWebApp,
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
      on: everyWebApp,
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

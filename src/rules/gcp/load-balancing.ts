import { textOf } from '../../terraform/convert.ts';
import type { Resource, Section } from '../../terraform/model.ts';
import { be, each, isSet, matchesNot, noneOf, oneOf } from '../predicates.ts';
import type { Condition, Context, Report, Rule } from '../rule.ts';
import { writtenAt } from '../written.ts';
import { docs, registry } from './refs.ts';

const forwarding = ['google_compute_forwarding_rule', 'google_compute_global_forwarding_rule'];
const sslPolicies = ['google_compute_ssl_policy', 'google_compute_region_ssl_policy'];
const sslDocs = docs('load-balancing/docs/ssl-policies-concepts');

/** Whether a rule takes visitors from outside. */
function isExternal(rule: Resource): boolean {
  const scheme = rule.get('load_balancing_scheme');
  return scheme === undefined || /^EXTERNAL/.test(textOf(scheme) ?? '');
}

/** Reports a forwarding rule that leads to a proxy for plain HTTP, unless that only sends visitors to HTTPS. */
function* plainHttp(rule: Resource, context: Context): Iterable<Report> {
  const target = rule.get('target');
  if (!target || !isExternal(rule)) return;
  const proxy = context.target(target);
  const named = /\/targetHttpProxies\//.test(textOf(target) ?? '');
  if (!named && !/^google_compute_(?:region_)?target_http_proxy$/.test(proxy?.type ?? '')) return;
  const routes = proxy?.get('url_map');
  const map = context.target(routes);
  if (map ? onlyRedirects(map) : routes?.kind === 'unknown' && routes.reason !== 'invalid') return;
  yield {
    at: writtenAt(rule, 'target'),
    message:
      'A public load balancer takes visitors over plain HTTP. Lead them to an HTTPS proxy, or let the URL map redirect.',
  };
}

/** Whether a URL map does nothing but send visitors to HTTPS. */
function onlyRedirects(map: Section): boolean {
  const redirect = map.blocks('default_url_redirect')[0]?.get('https_redirect');
  return redirect !== undefined && textOf(redirect) !== 'false' && map.get('default_service') === undefined;
}

/** What Cloud Armor calls the rules against Log4Shell. */
const log4j = /evaluatePreconfigured(?:Expr|Waf)\(\s*['"]cve-canary/;

function refuses(rule: Section): boolean | undefined {
  const expression = rule.blocks('match')[0]?.blocks('expr')[0]?.get('expression');
  if (expression === undefined) return false;
  const text = textOf(expression);
  if (text === undefined) return undefined;
  const action = rule.get('action');
  const preview = rule.get('preview');
  return (
    log4j.test(text) && !/^allow$/.test((action && textOf(action)) ?? '') && (preview && textOf(preview)) !== 'true'
  );
}

function* withoutLog4j(policy: Resource): Iterable<Report> {
  const type = policy.get('type');
  if (type !== undefined && textOf(type) !== 'CLOUD_ARMOR') return;
  const rules = policy.blocks('rule');
  if (rules.some((rule) => rule.symbolic || refuses(rule) !== false)) return;
  yield {
    at: policy,
    message:
      "No rule of the policy refuses requests that try Log4Shell. Add one with evaluatePreconfiguredWaf('cve-canary').",
  };
}

const inForce: Condition = { attribute: 'profile', is: oneOf('COMPATIBLE', 'MODERN', 'CUSTOM'), default: 'COMPATIBLE' };

export const loadBalancing: readonly Rule[] = [
  {
    id: 'gcp/http-load-balancer',
    title: 'A public load balancer takes visitors over plain HTTP',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `What goes over plain HTTP, passwords and cookies too, can be read and changed on the way. A second forwarding rule with a URL map that only redirects to HTTPS is not reported where that map is in the same configuration.

Leave it where the redirect is in another configuration, or a proxy of another maker in front speaks TLS.`,
    refs: [
      docs('load-balancing/docs/https/setting-up-http-https-redirect'),
      registry('compute_global_forwarding_rule'),
    ],
    equivalents: ['checkov/CKV2_GCP_37', 'checkov/CKV2_GCP_38'],
    check: { on: forwarding, resource: plainHttp },
    bad: `resource "google_compute_global_forwarding_rule" "example" {
  name                  = "example"
  load_balancing_scheme = "EXTERNAL_MANAGED"
  port_range            = "80"
  target                = google_compute_target_http_proxy.example.id
                          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
}

resource "google_compute_target_http_proxy" "example" {
  name    = "example"
  url_map = google_compute_url_map.example.id
}

resource "google_compute_url_map" "example" {
  name            = "example"
  default_service = google_compute_backend_service.example.id
}
`,
    good: `resource "google_compute_global_forwarding_rule" "example" {
  name                  = "example"
  load_balancing_scheme = "EXTERNAL_MANAGED"
  port_range            = "80"
  target                = google_compute_target_http_proxy.example.id
}

resource "google_compute_target_http_proxy" "example" {
  name    = "example"
  url_map = google_compute_url_map.example.id
}

resource "google_compute_url_map" "example" {
  name = "example"

  default_url_redirect {
    https_redirect = true
    strip_query    = false
  }
}
`,
  },
  {
    id: 'gcp/https-proxy-without-ssl-policy',
    title: 'A load balancer accepts whatever TLS it can',
    severity: 'info',
    pillar: 'network',
    recommended: true,
    why: `Without an SSL policy Google admits TLS 1.0 and suites without forward secrecy, so that as many clients as possible connect.

Leave it for an address that very old devices need.`,
    refs: [sslDocs, registry('compute_target_https_proxy')],
    equivalents: ['cis-gcp/3.9'],
    check: {
      on: [
        'google_compute_target_https_proxy',
        'google_compute_region_target_https_proxy',
        'google_compute_target_ssl_proxy',
      ],
      attribute: 'ssl_policy',
      must: isSet(),
      so: 'to a policy with TLS 1.2 or later',
    },
    bad: `resource "google_compute_target_https_proxy" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name    = "example"
  url_map = google_compute_url_map.example.id
}
`,
    good: `resource "google_compute_target_https_proxy" "example" {
  name       = "example"
  url_map    = google_compute_url_map.example.id
  ssl_policy = google_compute_ssl_policy.modern.id
}
`,
  },
  {
    id: 'gcp/ssl-policy-old-tls',
    title: 'A load balancer speaks TLS 1.0 or 1.1',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Both versions are broken and withdrawn; standards for cards and health forbid them. Every browser of the last ten years speaks TLS 1.2.

Leave it for devices that cannot be updated, at an address of their own.`,
    refs: [sslDocs, registry('compute_ssl_policy')],
    equivalents: ['checkov/CKV_GCP_4', 'trivy/GCP-0039', 'cis-gcp/3.9'],
    check: {
      on: sslPolicies,
      attribute: 'min_tls_version',
      must: { ...oneOf('TLS_1_2', 'TLS_1_3'), right: '"TLS_1_2"' },
      default: 'TLS_1_0',
      when: [inForce],
      so: 'to refuse versions that are broken',
      effect: 'clients older than ten years cannot connect',
    },
    bad: `resource "google_compute_ssl_policy" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name    = "example"
  profile = "MODERN"
}
`,
    good: `resource "google_compute_ssl_policy" "example" {
  name            = "example"
  profile         = "MODERN"
  min_tls_version = "TLS_1_2"
}
`,
  },
  {
    id: 'gcp/ssl-policy-weak-ciphers',
    title: 'A load balancer accepts weak cipher suites',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `The profile COMPATIBLE, which is the default, admits suites without forward secrecy: whoever records the traffic and gets hold of the key later reads all of it. Suites named \`TLS_RSA_...\` in a custom list do the same.

Leave it for clients that speak nothing else, at an address of their own.`,
    refs: [sslDocs, registry('compute_ssl_policy')],
    equivalents: ['checkov/CKV_GCP_4', 'cis-gcp/3.9'],
    check: [
      {
        on: sslPolicies,
        attribute: 'profile',
        must: { ...noneOf('COMPATIBLE'), text: 'MODERN or RESTRICTED', right: '"MODERN"' },
        default: 'COMPATIBLE',
        so: 'to keep what is recorded today secret tomorrow',
        effect: 'old clients cannot connect',
      },
      {
        on: sslPolicies,
        attribute: 'custom_features',
        must: each(matchesNot(/^TLS_RSA_/, 'a suite with forward secrecy')),
        missing: 'passes',
        effect: 'clients that know no other suite cannot connect',
      },
    ],
    bad: `resource "google_compute_ssl_policy" "example" {
  name            = "example"
  profile         = "COMPATIBLE"
                    ~~~~~~~~~~~~
  min_tls_version = "TLS_1_2"
}
`,
    good: `resource "google_compute_ssl_policy" "example" {
  name            = "example"
  profile         = "MODERN"
  min_tls_version = "TLS_1_2"
}
`,
  },
  {
    id: 'gcp/backend-without-log',
    title: 'Requests to a public backend are not logged',
    severity: 'info',
    pillar: 'logging',
    recommended: false,
    why: `Without the log nobody can tell afterwards who asked for what, or what Cloud Armor refused. The log is billed by volume; a lower \`sample_rate\` costs less.

Leave it where the application logs its requests itself, with the visitor's address.`,
    refs: [docs('load-balancing/docs/https/https-logging-monitoring'), registry('compute_backend_service')],
    equivalents: [],
    check: {
      on: ['google_compute_backend_service', 'google_compute_region_backend_service'],
      attribute: 'log_config.enable',
      must: be(true),
      default: false,
      when: [{ attribute: 'load_balancing_scheme', is: oneOf('EXTERNAL', 'EXTERNAL_MANAGED'), default: 'EXTERNAL' }],
      so: 'for requests to be traceable',
      effect: 'logs are billed by volume',
    },
    bad: `resource "google_compute_backend_service" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name                  = "example"
  load_balancing_scheme = "EXTERNAL_MANAGED"
}
`,
    good: `resource "google_compute_backend_service" "example" {
  name                  = "example"
  load_balancing_scheme = "EXTERNAL_MANAGED"

  log_config {
    enable = true
  }
}
`,
  },
  {
    id: 'gcp/cloud-armor-log4j',
    title: 'A Cloud Armor policy does not refuse Log4Shell',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `Java programs with a Log4j from before 2022 run what a request tells them to (CVE-2021-44228). Cloud Armor knows such requests by the preconfigured rules \`cve-canary\`, which belong to its paid tier or are billed by the request.

Leave it where no Java program is behind the policy, or all are patched.`,
    refs: [docs('armor/docs/waf-rules#cves_and_other_vulnerabilities'), registry('compute_security_policy')],
    equivalents: ['checkov/CKV_GCP_73'],
    check: { on: ['google_compute_security_policy'], resource: withoutLog4j },
    bad: `resource "google_compute_security_policy" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name = "example"
}
`,
    good: `resource "google_compute_security_policy" "example" {
  name = "example"

  rule {
    action   = "deny(403)"
    priority = 1000

    match {
      expr {
        expression = "evaluatePreconfiguredWaf('cve-canary')"
      }
    }
  }
}
`,
  },
];

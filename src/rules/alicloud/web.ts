import { textOf } from '../../terraform/convert.ts';
import { lookup } from '../../terraform/lookup.ts';
import type { Resource } from '../../terraform/model.ts';
import { offer, setAttribute } from '../fix.ts';
import { be, matches, matchesNot, noneOf, preferring, someBlock } from '../predicates.ts';
import type { Report, Rule } from '../rule.ts';
import { help, registry } from './refs.ts';

const api = registry('api_gateway_api');
const features = help('en/cdn/developer-reference/parameters-for-configuring-features-for-domain-names');

const cutsOff = 'clients that speak nothing newer are cut off';

/** The switches of a domain's versions of TLS that should be off, with what each stands for. */
const old: Readonly<Record<string, string>> = { tls10: 'TLS 1.0', tls11: 'TLS 1.1' };

function* oldVersions(config: Resource): Iterable<Report> {
  const feature = config.get('function_name');
  if (!feature || textOf(feature) !== 'https_tls_version') return;
  for (const argument of config.blocks('function_args')) {
    const [name, value] = ['arg_name', 'arg_value'].map((one) => argument.get(one));
    const version = name && lookup(old, textOf(name) ?? '');
    if (!version || !value || textOf(value) !== 'on') continue;
    yield {
      at: value,
      message: `The domain accepts ${version}, whose protection is broken. Switch it off.`,
      fixes: offer(setAttribute(argument, value, '"off"'), { title: `Switch ${version} off`, effect: cutsOff }),
    };
  }
}

export const web: readonly Rule[] = [
  {
    id: 'alicloud/api-gateway-anonymous',
    title: 'Everybody may call an API',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `An API of the type ANONYMOUS is called by whoever knows its address. The gateway lets everything through to the backend, which has to tell friend from foe by itself.

Leave it for an API that is public on purpose, with throttling.`,
    refs: [api],
    equivalents: [],
    check: {
      on: ['alicloud_api_gateway_api'],
      attribute: 'auth_type',
      must: preferring('APP', noneOf('ANONYMOUS')),
      so: 'for callers to say who they are',
      effect: 'callers need an authorised app',
    },
    bad: `resource "alicloud_api_gateway_api" "example" {
  group_id     = alicloud_api_gateway_group.example.id
  name         = "example"
  description  = "example"
  auth_type    = "ANONYMOUS"
                 ~~~~~~~~~~~
  service_type = "MOCK"

  request_config {
    protocol = "HTTPS"
    method   = "GET"
    path     = "/"
    mode     = "MAPPING"
  }

  mock_service_config {
    result = "ok"
  }
}
`,
    good: `resource "alicloud_api_gateway_api" "example" {
  group_id     = alicloud_api_gateway_group.example.id
  name         = "example"
  description  = "example"
  auth_type    = "APP"
  service_type = "MOCK"

  request_config {
    protocol = "HTTPS"
    method   = "GET"
    path     = "/"
    mode     = "MAPPING"
  }

  mock_service_config {
    result = "ok"
  }
}
`,
  },
  {
    id: 'alicloud/api-gateway-old-tls',
    title: 'An API gateway accepts old versions of TLS',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `TLS 1.0 and 1.1 were given up in 2021, since what they protect can be read with effort. The policy of an instance says what its domains accept.

Leave it while devices that cannot be updated still call.`,
    refs: [
      help('en/api-gateway/traditional-api-gateway/getting-started/access-a-domain-name-over-https'),
      registry('api_gateway_instance'),
      registry('apig_domain'),
    ],
    equivalents: [],
    check: [
      {
        on: ['alicloud_api_gateway_instance'],
        attribute: 'https_policy',
        must: preferring('HTTPS2_TLS1_2', matchesNot(/TLS1_[01]$/, 'a policy of TLS 1.2 or later')),
        so: 'since the protection of older versions is broken',
        effect: cutsOff,
      },
      {
        on: ['alicloud_apig_domain'],
        attribute: 'tls_min',
        must: preferring('TLS 1.2', noneOf('TLS 1.0', 'TLS 1.1')),
        missing: 'passes',
        so: 'since the protection of older versions is broken',
        effect: cutsOff,
      },
    ],
    bad: `resource "alicloud_api_gateway_instance" "example" {
  instance_name = "example"
  instance_spec = "api.s1.small"
  payment_type  = "PayAsYouGo"
  https_policy  = "HTTPS2_TLS1_0"
                  ~~~~~~~~~~~~~~~
}
`,
    good: `resource "alicloud_api_gateway_instance" "example" {
  instance_name = "example"
  instance_spec = "api.s1.small"
  payment_type  = "PayAsYouGo"
  https_policy  = "HTTPS2_TLS1_2"
}
`,
  },
  {
    id: 'alicloud/api-gateway-plain-backend',
    title: 'A gateway calls its backend over HTTP',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `Callers come by HTTPS, and what they sent goes on unencrypted behind the gateway, over the internet where the backend has a public address.

Leave it for a backend inside the VPC that speaks HTTP only.`,
    refs: [api],
    equivalents: [],
    check: {
      on: ['alicloud_api_gateway_api'],
      attribute: 'http_service_config.address',
      must: matchesNot(/^http:/i, 'an address with https'),
      missing: 'passes',
      so: 'for the backend to be called by HTTPS',
    },
    bad: `resource "alicloud_api_gateway_api" "example" {
  group_id     = alicloud_api_gateway_group.example.id
  name         = "example"
  description  = "example"
  auth_type    = "APP"
  service_type = "HTTP"

  request_config {
    protocol = "HTTPS"
    method   = "GET"
    path     = "/"
    mode     = "MAPPING"
  }

  http_service_config {
    address = "http://backend.example.com:8080"
              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
    method  = "GET"
    path    = "/"
    timeout = 12
  }
}
`,
    good: `resource "alicloud_api_gateway_api" "example" {
  group_id     = alicloud_api_gateway_group.example.id
  name         = "example"
  description  = "example"
  auth_type    = "APP"
  service_type = "HTTP"

  request_config {
    protocol = "HTTPS"
    method   = "GET"
    path     = "/"
    mode     = "MAPPING"
  }

  http_service_config {
    address = "https://backend.example.com"
    method  = "GET"
    path    = "/"
    timeout = 12
  }
}
`,
  },
  {
    id: 'alicloud/api-gateway-plain-http',
    title: 'An API is offered over unencrypted HTTP',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Keys, tokens and data of calls over HTTP can be read and changed on the way. \`HTTP,HTTPS\` offers both, so that one wrong address in a client is enough.

Leave it for an API that is called inside the VPC by what cannot speak HTTPS.`,
    refs: [help('en/api-gateway/traditional-api-gateway/getting-started/access-a-domain-name-over-https'), api],
    equivalents: ['checkov/CKV_ALI_21'],
    check: {
      on: ['alicloud_api_gateway_api'],
      attribute: 'request_config.protocol',
      must: be('HTTPS'),
      so: 'for calls to be encrypted',
      effect: 'callers by HTTP are cut off',
    },
    bad: `resource "alicloud_api_gateway_api" "example" {
  group_id     = alicloud_api_gateway_group.example.id
  name         = "example"
  description  = "example"
  auth_type    = "APP"
  service_type = "MOCK"

  request_config {
    protocol = "HTTP,HTTPS"
               ~~~~~~~~~~~~
    method   = "GET"
    path     = "/"
    mode     = "MAPPING"
  }

  mock_service_config {
    result = "ok"
  }
}
`,
    good: `resource "alicloud_api_gateway_api" "example" {
  group_id     = alicloud_api_gateway_group.example.id
  name         = "example"
  description  = "example"
  auth_type    = "APP"
  service_type = "MOCK"

  request_config {
    protocol = "HTTPS"
    method   = "GET"
    path     = "/"
    mode     = "MAPPING"
  }

  mock_service_config {
    result = "ok"
  }
}
`,
  },
  {
    id: 'alicloud/cdn-old-tls',
    title: 'A domain of CDN accepts old versions of TLS',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `TLS 1.0 and 1.1 were given up in 2021, since what they protect can be read with effort. The browsers of today all speak 1.2 or 1.3.

Leave it while devices that cannot be updated still connect.`,
    refs: [features, registry('cdn_domain_config')],
    equivalents: [],
    check: [
      { on: ['alicloud_cdn_domain_config', 'alicloud_dcdn_domain_config'], resource: oldVersions },
      {
        on: ['alicloud_wafv3_domain'],
        attribute: 'listen.tls_version',
        must: preferring('tlsv1.2', noneOf('tlsv1', 'tlsv1.1')),
        missing: 'passes',
        so: 'since the protection of older versions is broken',
        effect: cutsOff,
      },
    ],
    bad: `resource "alicloud_cdn_domain_config" "example" {
  domain_name   = alicloud_cdn_domain_new.example.domain_name
  function_name = "https_tls_version"

  function_args {
    arg_name  = "tls10"
    arg_value = "on"
                ~~~~
  }

  function_args {
    arg_name  = "tls12"
    arg_value = "on"
  }
}
`,
    good: `resource "alicloud_cdn_domain_config" "example" {
  domain_name   = alicloud_cdn_domain_new.example.domain_name
  function_name = "https_tls_version"

  function_args {
    arg_name  = "tls10"
    arg_value = "off"
  }

  function_args {
    arg_name  = "tls12"
    arg_value = "on"
  }
}
`,
  },
  {
    id: 'alicloud/cdn-without-https',
    title: 'A domain of CDN has no certificate',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Without a certificate the domain is delivered over HTTP: whoever is on the way reads what visitors get and puts in what they like. A free certificate is enough. One that a configuration of the domain sets counts too.

Leave it for a domain that only redirects.`,
    refs: [registry('cdn_domain_new'), registry('dcdn_domain'), features],
    equivalents: [],
    check: [
      {
        on: ['alicloud_cdn_domain_new'],
        attribute: 'certificate_config',
        must: someBlock(),
        unless: [
          {
            on: ['alicloud_cdn_domain_config'],
            by: 'domain_name',
            where: [{ attribute: 'function_name', is: matches(/^https/, 'a feature of HTTPS') }],
          },
        ],
        so: 'for visitors to connect by HTTPS',
      },
      {
        on: ['alicloud_dcdn_domain'],
        attribute: 'ssl_protocol',
        must: be('on'),
        default: 'off',
        so: 'with a certificate, for visitors to connect by HTTPS',
        effect: 'it needs a certificate',
      },
    ],
    bad: `resource "alicloud_cdn_domain_new" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  domain_name = "www.example.com"
  cdn_type    = "web"
  scope       = "overseas"

  sources {
    type    = "domain"
    content = "origin.example.com"
  }
}
`,
    good: `resource "alicloud_cdn_domain_new" "example" {
  domain_name = "www.example.com"
  cdn_type    = "web"
  scope       = "overseas"

  sources {
    type    = "domain"
    content = "origin.example.com"
  }

  certificate_config {
    cert_id   = var.certificate_id
    cert_type = "cas"
  }
}
`,
  },
  {
    id: 'alicloud/cdn-without-redirect',
    title: 'A domain of CDN does not send visitors to HTTPS',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `Whoever types the name without https comes by HTTP, and stays there unless the domain redirects.

Leave it where browsers know from HSTS that the domain is HTTPS only.`,
    refs: [features, registry('cdn_domain_config')],
    equivalents: [],
    check: {
      on: ['alicloud_cdn_domain_new'],
      needs: [
        {
          on: ['alicloud_cdn_domain_config'],
          by: 'domain_name',
          where: [{ attribute: 'function_name', is: be('https_force') }],
        },
      ],
      text: 'an alicloud_cdn_domain_config of the feature https_force',
      so: 'to send visitors to HTTPS',
      adds: {
        type: 'alicloud_cdn_domain_config',
        by: 'domain_name',
        to: 'domain_name',
        lines: [
          'function_name = "https_force"',
          '',
          'function_args {',
          '  arg_name  = "enable"',
          '  arg_value = "on"',
          '}',
        ],
      },
      effect: 'the domain needs a certificate',
    },
    bad: `resource "alicloud_cdn_domain_new" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  domain_name = "www.example.com"
  cdn_type    = "web"

  sources {
    type    = "domain"
    content = "origin.example.com"
  }
}
`,
    good: `resource "alicloud_cdn_domain_new" "example" {
  domain_name = "www.example.com"
  cdn_type    = "web"

  sources {
    type    = "domain"
    content = "origin.example.com"
  }
}

resource "alicloud_cdn_domain_config" "example" {
  domain_name   = alicloud_cdn_domain_new.example.domain_name
  function_name = "https_force"

  function_args {
    arg_name  = "enable"
    arg_value = "on"
  }
}
`,
  },
];

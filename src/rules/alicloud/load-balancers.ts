import { be, each, isSet, noneOf, preferring, someBlock } from '../predicates.ts';
import type { Rule } from '../rule.ts';
import { help, registry } from './refs.ts';

const strong = preferring('tls_cipher_policy_1_2', noneOf('tls_cipher_policy_1_0', 'tls_cipher_policy_1_1'));
const texts = {
  so: 'since the default admits TLS 1.0',
  effect: 'clients that speak nothing newer are cut off',
};
const policies = help('en/slb/application-load-balancer/user-guide/tls-security-policies');

export const loadBalancer: readonly Rule[] = [
  {
    id: 'alicloud/alb-without-access-log',
    title: 'An application load balancer keeps no access log',
    severity: 'info',
    pillar: 'logging',
    recommended: true,
    why: `The access log says who asked for what, and how the servers answered. Without it, neither an attack nor an error of one visitor can be looked into. It goes to Simple Log Service and is billed by volume. A resource of its own that sets it counts too.

Leave it where the web application firewall in front of it records the same.`,
    refs: [registry('alb_load_balancer'), registry('alb_load_balancer_access_log_config_attachment')],
    equivalents: [],
    check: {
      on: ['alicloud_alb_load_balancer'],
      attribute: 'access_log_config',
      must: someBlock(),
      unless: [{ on: ['alicloud_alb_load_balancer_access_log_config_attachment'], by: 'load_balancer_id' }],
      so: 'with the project and Logstore that it goes to',
    },
    bad: `resource "alicloud_alb_load_balancer" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  load_balancer_name    = "example"
  load_balancer_edition = "Standard"
  address_type          = "Internet"
  vpc_id                = alicloud_vpc.main.id

  load_balancer_billing_config {
    pay_type = "PayAsYouGo"
  }
}
`,
    good: `resource "alicloud_alb_load_balancer" "example" {
  load_balancer_name    = "example"
  load_balancer_edition = "Standard"
  address_type          = "Internet"
  vpc_id                = alicloud_vpc.main.id

  load_balancer_billing_config {
    pay_type = "PayAsYouGo"
  }

  access_log_config {
    log_project = alicloud_log_project.network.project_name
    log_store   = alicloud_log_store.alb.logstore_name
  }
}
`,
  },
  {
    id: 'alicloud/load-balancer-old-tls',
    title: 'A load balancer accepts old versions of TLS',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `The default policy of listeners, \`tls_cipher_policy_1_0\`, admits TLS 1.0 and 1.1, which were given up in 2021, since what they protect can be read with effort. The browsers of today all speak 1.2 or 1.3.

Leave it while devices that cannot be updated still connect.`,
    refs: [
      policies,
      help('en/slb/network-load-balancer/user-guide/tls-security-policy'),
      help('doc-detail/90740.htm'),
      registry('alb_listener'),
    ],
    equivalents: [],
    check: [
      {
        on: ['alicloud_slb_listener'],
        attribute: 'tls_cipher_policy',
        must: strong,
        default: 'tls_cipher_policy_1_0',
        when: [{ attribute: 'protocol', is: be('https') }],
        ...texts,
      },
      {
        on: ['alicloud_alb_listener'],
        attribute: 'security_policy_id',
        must: strong,
        default: 'tls_cipher_policy_1_0',
        when: [{ attribute: 'listener_protocol', is: be('HTTPS') }],
        ...texts,
      },
      {
        on: ['alicloud_nlb_listener'],
        attribute: 'security_policy_id',
        must: strong,
        default: 'tls_cipher_policy_1_0',
        when: [{ attribute: 'listener_protocol', is: be('TCPSSL') }],
        ...texts,
      },
    ],
    bad: `resource "alicloud_alb_listener" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  load_balancer_id  = alicloud_alb_load_balancer.example.id
  listener_protocol = "HTTPS"
  listener_port     = 443

  certificates {
    certificate_id = var.certificate_id
  }

  default_actions {
    type = "ForwardGroup"

    forward_group_config {
      server_group_tuples {
        server_group_id = alicloud_alb_server_group.web.id
      }
    }
  }
}
`,
    good: `resource "alicloud_alb_listener" "example" {
  load_balancer_id   = alicloud_alb_load_balancer.example.id
  listener_protocol  = "HTTPS"
  listener_port      = 443
  security_policy_id = "tls_cipher_policy_1_2"

  certificates {
    certificate_id = var.certificate_id
  }

  default_actions {
    type = "ForwardGroup"

    forward_group_config {
      server_group_tuples {
        server_group_id = alicloud_alb_server_group.web.id
      }
    }
  }
}
`,
  },
  {
    id: 'alicloud/load-balancer-single-zone',
    title: 'A classic load balancer stands in one zone',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `With a primary zone named and no second one, the load balancer is lost with its zone, however the servers behind it are spread.

Leave it in a region that has one zone.`,
    refs: [registry('slb_load_balancer'), help('en/virtual-private-cloud/latest/plan-networks')],
    equivalents: [],
    check: {
      on: ['alicloud_slb', 'alicloud_slb_load_balancer'],
      attribute: 'slave_zone_id',
      must: isSet(),
      when: [{ attribute: 'master_zone_id', is: isSet() }],
      so: 'to another zone of the region',
    },
    bad: `resource "alicloud_slb_load_balancer" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  load_balancer_name = "example"
  address_type       = "internet"
  master_zone_id     = "eu-central-1a"
}
`,
    good: `resource "alicloud_slb_load_balancer" "example" {
  load_balancer_name = "example"
  address_type       = "internet"
  master_zone_id     = "eu-central-1a"
  slave_zone_id      = "eu-central-1b"
}
`,
  },
  {
    id: 'alicloud/load-balancer-tls-policy-weak',
    title: "A TLS policy of one's own admits old versions",
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `TLS 1.0 and 1.1 were given up in 2021, since what they protect can be read with effort. A policy that lists them beside 1.2 still accepts them from whoever asks.

Leave it while devices that cannot be updated still connect.`,
    refs: [
      policies,
      registry('slb_tls_cipher_policy'),
      registry('alb_security_policy'),
      registry('nlb_security_policy'),
    ],
    equivalents: ['checkov/CKV_ALI_33'],
    check: {
      on: ['alicloud_alb_security_policy', 'alicloud_nlb_security_policy', 'alicloud_slb_tls_cipher_policy'],
      attribute: 'tls_versions',
      must: each(noneOf('TLSv1.0', 'TLSv1.1')),
      so: 'since its protection is broken',
      effect: 'clients that speak nothing newer are cut off',
    },
    bad: `resource "alicloud_alb_security_policy" "example" {
  security_policy_name = "example"
  tls_versions         = ["TLSv1.1", "TLSv1.2"]
                          ~~~~~~~~~
  ciphers              = ["ECDHE-RSA-AES128-GCM-SHA256"]
}
`,
    good: `resource "alicloud_alb_security_policy" "example" {
  security_policy_name = "example"
  tls_versions         = ["TLSv1.2"]
  ciphers              = ["ECDHE-RSA-AES128-GCM-SHA256"]
}
`,
  },
  {
    id: 'alicloud/nlb-without-security-group',
    title: 'A public network load balancer has no security group',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `A network load balancer passes connections on to the servers as they come. Without a security group of its own, everybody may use each of its listeners, and groups of the servers may see its addresses instead of the clients'. A resource of its own that attaches one counts too.

Leave it where every listener is meant for everybody.`,
    refs: [registry('nlb_load_balancer'), registry('nlb_load_balancer_security_group_attachment')],
    equivalents: [],
    check: {
      on: ['alicloud_nlb_load_balancer'],
      attribute: 'security_group_ids',
      must: isSet(),
      when: [{ attribute: 'address_type', is: be('Internet') }],
      unless: [{ on: ['alicloud_nlb_load_balancer_security_group_attachment'], by: 'load_balancer_id' }],
      so: 'to say who may connect',
    },
    bad: `resource "alicloud_nlb_load_balancer" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  load_balancer_name = "example"
  address_type       = "Internet"
  vpc_id             = alicloud_vpc.main.id
}
`,
    good: `resource "alicloud_nlb_load_balancer" "example" {
  load_balancer_name = "example"
  address_type       = "Internet"
  vpc_id             = alicloud_vpc.main.id
  security_group_ids = [alicloud_security_group.public.id]
}
`,
  },
];

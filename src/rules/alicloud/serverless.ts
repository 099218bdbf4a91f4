import { textOf } from '../../terraform/convert.ts';
import { documentOf } from '../../terraform/document.ts';
import type { Resource } from '../../terraform/model.ts';
import { atLeast, be, noneOf, preferring, someBlock } from '../predicates.ts';
import type { Report, Rule } from '../rule.ts';
import { help, registry } from './refs.ts';

/** Reports a trigger that whoever knows its address may pull. */
function* anonymousTrigger(trigger: Resource): Iterable<Report> {
  const written = trigger.get('trigger_config') ?? trigger.get('config');
  const config = written && documentOf(written);
  const type = config?.kind === 'object' ? config.entries.get('authType') : undefined;
  if (!type || textOf(type)?.toLowerCase() !== 'anonymous') return;
  yield {
    at: type,
    message:
      'Whoever knows the address may call the function. Set authType to "function", or put an API gateway in front.',
  };
}

export const serverless: readonly Rule[] = [
  {
    id: 'alicloud/fc-anonymous-trigger',
    title: 'Everybody may call a function',
    severity: 'warning',
    pillar: 'identity',
    recommended: true,
    why: `An HTTP trigger of the kind \`anonymous\` runs the function for whoever knows its address, with the rights of the function's role and at its owner's expense.

Leave it for a website or webhook that checks who calls by itself.`,
    refs: [
      help(
        'en/functioncompute/fc-3-0/user-guide/configure-an-http-trigger-for-a-function-and-invoke-the-function-by-using-http-requests',
      ),
      registry('fcv3_trigger'),
      registry('fc_trigger'),
    ],
    equivalents: [],
    check: { on: ['alicloud_fc_trigger', 'alicloud_fcv3_trigger'], resource: anonymousTrigger },
    bad: `resource "alicloud_fcv3_trigger" "example" {
  function_name = alicloud_fcv3_function.example.function_name
  trigger_type  = "http"
  qualifier     = "LATEST"
  trigger_config = jsonencode({
    authType = "anonymous"
               ~~~~~~~~~~~
    methods  = ["GET"]
  })
}
`,
    good: `resource "alicloud_fcv3_trigger" "example" {
  function_name = alicloud_fcv3_function.example.function_name
  trigger_type  = "http"
  qualifier     = "LATEST"
  trigger_config = jsonencode({
    authType = "function"
    methods  = ["GET"]
  })
}
`,
  },
  {
    id: 'alicloud/fc-internet-access',
    title: 'A function reaches the whole internet',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `By default a function calls any address. In a VPC, with internet access off, it reaches what the VPC lets it reach, and a library that was tampered with cannot send data home.

Leave it for functions that call services on the internet.`,
    refs: [registry('fcv3_function'), registry('fc_service')],
    equivalents: [],
    check: {
      on: ['alicloud_fc_service', 'alicloud_fcv3_function'],
      attribute: 'internet_access',
      must: be(false),
      default: true,
      when: [{ attribute: 'vpc_config', is: someBlock() }],
      so: 'for the function to go through the VPC',
      effect: 'calls to the internet fail unless the VPC has a NAT gateway',
    },
    bad: `resource "alicloud_fcv3_function" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  function_name = "example"
  handler       = "index.handler"
  runtime       = "python3.10"

  vpc_config {
    vpc_id            = alicloud_vpc.main.id
    vswitch_ids       = [alicloud_vswitch.app.id]
    security_group_id = alicloud_security_group.app.id
  }
}
`,
    good: `resource "alicloud_fcv3_function" "example" {
  function_name   = "example"
  handler         = "index.handler"
  runtime         = "python3.10"
  internet_access = false

  vpc_config {
    vpc_id            = alicloud_vpc.main.id
    vswitch_ids       = [alicloud_vswitch.app.id]
    security_group_id = alicloud_security_group.app.id
  }
}
`,
  },
  {
    id: 'alicloud/fc-plain-domain',
    title: 'A domain of functions is offered over unencrypted HTTP',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Tokens and data of calls over HTTP can be read and changed on the way. \`HTTP,HTTPS\` offers both.

Leave it for a domain that a CDN calls over Alibaba Cloud's own network.`,
    refs: [registry('fcv3_custom_domain'), registry('fc_custom_domain')],
    equivalents: [],
    check: {
      on: ['alicloud_fc_custom_domain', 'alicloud_fcv3_custom_domain'],
      attribute: 'protocol',
      must: be('HTTPS'),
      missing: 'passes',
      so: 'for calls to be encrypted',
      effect: 'it needs a certificate',
    },
    bad: `resource "alicloud_fcv3_custom_domain" "example" {
  custom_domain_name = "api.example.com"
  protocol           = "HTTP"
                       ~~~~~~
}
`,
    good: `resource "alicloud_fcv3_custom_domain" "example" {
  custom_domain_name = "api.example.com"
  protocol           = "HTTPS"
}
`,
  },
  {
    id: 'alicloud/fc-without-logs',
    title: 'A function keeps no logs',
    severity: 'warning',
    pillar: 'logging',
    recommended: true,
    why: `Without a Logstore what a function prints is lost: neither its faults nor its misuse can be looked into. Logs are billed by volume.

Leave it for a function that reports elsewhere by itself.`,
    refs: [registry('fcv3_function'), registry('fc_service')],
    equivalents: [],
    check: {
      on: ['alicloud_fc_service', 'alicloud_fcv3_function'],
      attribute: 'log_config',
      must: someBlock(),
      so: 'with the project and Logstore that logs go to',
    },
    bad: `resource "alicloud_fcv3_function" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  function_name = "example"
  handler       = "index.handler"
  runtime       = "python3.10"
}
`,
    good: `resource "alicloud_fcv3_function" "example" {
  function_name = "example"
  handler       = "index.handler"
  runtime       = "python3.10"

  log_config {
    project  = alicloud_log_project.apps.project_name
    logstore = alicloud_log_store.functions.logstore_name
  }
}
`,
  },
  {
    id: 'alicloud/ros-stack-unprotected',
    title: 'A stack can be deleted by mistake',
    severity: 'info',
    pillar: 'governance',
    recommended: false,
    why: `Deleting a stack of Resource Orchestration Service deletes what it made. With deletion protection it refuses until the protection is taken off.

Leave it for stacks that are made and deleted all the time.`,
    refs: [registry('ros_stack')],
    equivalents: [],
    check: {
      on: ['alicloud_ros_stack'],
      attribute: 'deletion_protection',
      must: be('Enabled'),
      default: 'Disabled',
      so: 'for nobody to delete the stack by mistake',
      safe: true,
    },
    bad: `resource "alicloud_ros_stack" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  stack_name   = "example"
  template_url = "oss://ros-templates/network.yml"
}
`,
    good: `resource "alicloud_ros_stack" "example" {
  stack_name          = "example"
  template_url        = "oss://ros-templates/network.yml"
  deletion_protection = "Enabled"
}
`,
  },
  {
    id: 'alicloud/ros-stack-without-rollback',
    title: 'A stack that fails is left half made',
    severity: 'info',
    pillar: 'governance',
    recommended: true,
    why: `Without rollback, a stack whose creation fails keeps what it made so far: it is billed, and nobody manages it.

Leave it while a template is being written, to look at what failed.`,
    refs: [registry('ros_stack')],
    equivalents: [],
    check: {
      on: ['alicloud_ros_stack'],
      attribute: 'disable_rollback',
      must: be(false),
      missing: 'passes',
      so: 'for a failed stack to be taken back',
      effect: 'what a failed stack made is deleted',
    },
    bad: `resource "alicloud_ros_stack" "example" {
  stack_name       = "example"
  template_url     = "oss://ros-templates/network.yml"
  disable_rollback = true
                     ~~~~
}
`,
    good: `resource "alicloud_ros_stack" "example" {
  stack_name       = "example"
  template_url     = "oss://ros-templates/network.yml"
  disable_rollback = false
}
`,
  },
  {
    id: 'alicloud/sae-plain-http',
    title: 'An application is offered over unencrypted HTTP',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Passwords, cookies and pages that go over HTTP can be read and changed on the way. A listener with a certificate speaks HTTPS.

Leave it where a CDN or a proxy in front of it ends the encryption, and nobody else can reach it.`,
    refs: [registry('sae_load_balancer_internet'), registry('sae_ingress')],
    equivalents: [],
    check: [
      {
        on: ['alicloud_sae_load_balancer_internet'],
        attribute: 'internet.protocol',
        must: noneOf('HTTP'),
        missing: 'passes',
        so: 'since that is not encrypted; take HTTPS with a certificate',
      },
      {
        on: ['alicloud_sae_ingress'],
        attribute: 'listener_protocol',
        must: noneOf('HTTP'),
        missing: 'passes',
        so: 'since that is not encrypted; take HTTPS with a certificate',
      },
    ],
    bad: `resource "alicloud_sae_load_balancer_internet" "example" {
  app_id          = alicloud_sae_application.example.id
  internet_slb_id = alicloud_slb_load_balancer.example.id

  internet {
    protocol    = "HTTP"
                  ~~~~~~
    port        = 80
    target_port = 8080
  }
}
`,
    good: `resource "alicloud_sae_load_balancer_internet" "example" {
  app_id          = alicloud_sae_application.example.id
  internet_slb_id = alicloud_slb_load_balancer.example.id

  internet {
    protocol      = "HTTPS"
    port          = 443
    target_port   = 8080
    https_cert_id = var.certificate_id
  }
}
`,
  },
  {
    id: 'alicloud/sae-single-instance',
    title: 'An application runs on one instance',
    severity: 'info',
    pillar: 'governance',
    recommended: false,
    why: `One instance stands still while it is released, moved or broken. With two, in vSwitches of two zones, one is always there.

Leave it for tests, and for work that may wait.`,
    refs: [registry('sae_application')],
    equivalents: [],
    check: {
      on: ['alicloud_sae_application'],
      attribute: 'replicas',
      must: preferring(2, atLeast(2)),
      so: 'for one to be there while the other is not',
      effect: 'the second instance is billed',
    },
    bad: `resource "alicloud_sae_application" "example" {
  app_name     = "example"
  package_type = "Image"
  replicas     = 1
                 ~
}
`,
    good: `resource "alicloud_sae_application" "example" {
  app_name     = "example"
  package_type = "Image"
  replicas     = 2
}
`,
  },
];

import { textOf } from '../../terraform/convert.ts';
import type { Resource } from '../../terraform/model.ts';
import type { Context, Report, ResourceCheck, Rule } from '../rule.ts';
import { help, registry } from './refs.ts';

function textAt(resource: Resource, name: string): string | undefined {
  const value = resource.get(name);
  return value && textOf(value)?.toLowerCase();
}

/** Whether the load balancer of a listener is, or may be, one that is reached from its VPC only. */
function maybeInternal(listener: Resource, type: string, { find }: Context): boolean {
  const address = find(listener.get('load_balancer_id'), type)?.get('address_type');
  return address !== undefined && (textOf(address) ?? 'intranet').toLowerCase() === 'intranet';
}

const advice =
  'What goes over it can be read and changed on the way. Offer HTTPS, and let this listener redirect to it.';

const classic: ResourceCheck = {
  on: ['alicloud_slb_listener'],
  *resource(listener, context): Iterable<Report> {
    const protocol = listener.get('protocol');
    if (!protocol || textAt(listener, 'protocol') !== 'http') return;
    const forward = listener.get('listener_forward');
    if (forward && textOf(forward)?.toLowerCase() !== 'off') return;
    if (maybeInternal(listener, 'alicloud_slb_load_balancer', context)) return;
    yield { at: protocol, message: `The listener speaks unencrypted HTTP. ${advice}` };
  },
};

/** Whether a forwarding rule sends whoever comes to another address, such as that of HTTPS, or may do so. */
function redirects(rule: Resource): boolean {
  return rule.blocks('rule_actions').some((action) => {
    const type = action.get('type');
    return type !== undefined && (textOf(type) ?? 'Redirect') === 'Redirect';
  });
}

const application: ResourceCheck = {
  on: ['alicloud_alb_listener'],
  *resource(listener, context): Iterable<Report> {
    const protocol = listener.get('listener_protocol');
    if (!protocol || textAt(listener, 'listener_protocol') !== 'http') return;
    const { resources, unsure } = context.referring(listener, 'alicloud_alb_rule', 'listener_id');
    if (unsure.length > 0 || resources.some(redirects)) return;
    if (maybeInternal(listener, 'alicloud_alb_load_balancer', context)) return;
    yield { at: protocol, message: `The listener speaks unencrypted HTTP. ${advice}` };
  },
};

const listener = `
resource "alicloud_slb_listener" "example" {
  load_balancer_id = alicloud_slb_load_balancer.example.id
  frontend_port    = 80
`;

const balancer = `resource "alicloud_slb_load_balancer" "example" {
  load_balancer_name = "example"
  address_type       = "internet"
}
`;

export const plainListeners: Rule = {
  id: 'alicloud/load-balancer-plain-http',
  title: 'A load balancer offers unencrypted HTTP',
  severity: 'warning',
  pillar: 'network',
  recommended: true,
  why: `Passwords, cookies and pages that go over HTTP can be read and changed by whoever is on the way. A listener that redirects to HTTPS is not reported, nor one of a load balancer that is reached from its VPC only.

Leave it where a CDN or a proxy in front of it ends the encryption, and nobody else can reach it.`,
  refs: [
    help('doc-detail/89151.htm'),
    help('doc-detail/27593.htm'),
    registry('slb_listener'),
    registry('alb_listener'),
  ],
  equivalents: [],
  check: [classic, application],
  bad: `${balancer}${listener}  protocol         = "http"
                     ~~~~~~
  backend_port     = 8080
  bandwidth        = -1
}
`,
  good: `${balancer}${listener}  protocol         = "http"
  listener_forward = "on"
  forward_port     = 443
}
`,
};

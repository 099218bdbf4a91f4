import { textOf } from '../../terraform/convert.ts';
import type { Resource } from '../../terraform/model.ts';
import { hasUnknown } from '../../terraform/value.ts';
import { internetSources } from '../exposure.ts';
import { be, matchesNot, noneOf, someBlock } from '../predicates.ts';
import type { Context, Report, Rule } from '../rule.ts';
import { allowedBy, internetSource, isIngress, portText } from './ingress.ts';

const on = ['google_compute_firewall'];

const firewallRules = 'https://cloud.google.com/firewall/docs/firewalls';
const resource = 'https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/compute_firewall';

/** Reports a rule that lets every port through to sources that are not the internet, which has a rule of its own. */
function* allPortsInside(rule: Resource, { options }: Context): Iterable<Report> {
  const sources = rule.get('source_ranges');
  if (sources && hasUnknown(sources)) return;
  if (internetSource(rule, options.allowedCidrs)) return;
  for (const { section, everyPort, protocol, ports } of allowedBy(rule)) {
    if (!everyPort) continue;
    const [first] = ports;
    yield {
      at: first?.value ?? section.get('protocol') ?? section,
      message: `The rule lets every ${protocol === 'all' ? 'protocol and port' : `${protocol.toUpperCase()} port`} through. Name the ports that are needed.`,
    };
    return;
  }
}

/** Reports a rule that admits the internet to every instance of its network. */
function* withoutTarget(rule: Resource, { options }: Context): Iterable<Report> {
  if (!isIngress(rule) || rule.blocks('allow').length === 0 || !internetSource(rule, options.allowedCidrs)) return;
  if (rule.get('target_tags') ?? rule.get('target_service_accounts')) return;
  const ports = allowedBy(rule).flatMap(({ everyPort, ports }) =>
    everyPort ? ['every port'] : ports.map(({ range }) => `port ${portText(range)}`),
  );
  yield {
    at: rule,
    message: `The rule opens ${[...new Set(ports)].join(', ') || 'its protocols'} on every instance of the network. Set target_service_accounts or target_tags to the ones that it is meant for.`,
  };
}

/** Reports a rule that admits the whole internet, to whatever port. */
function* openIngress(rule: Resource, { options }: Context): Iterable<Report> {
  if (!isIngress(rule) || rule.blocks('allow').length === 0) return;
  const at = internetSource(rule, options.allowedCidrs);
  if (at) yield { at, message: 'The rule admits the whole internet. Let visitors come through a load balancer.' };
}

/** More ports than one service needs. */
const wide = 30;

/** Reports a range of many ports, unless every port is let through: that has a rule of its own. */
function* wideRange(rule: Resource): Iterable<Report> {
  for (const { everyPort, ports } of allowedBy(rule)) {
    if (everyPort) continue;
    for (const { range, value } of ports) {
      if (range.last - range.first <= wide) continue;
      yield {
        at: value,
        message: `The rule lets ${range.last - range.first + 1} ports through at once. Name the ports that are needed.`,
      };
    }
  }
}

/** Reports a rule that lets instances send whatever they like to the whole internet. */
function* openEgress(rule: Resource, { options }: Context): Iterable<Report> {
  const direction = rule.get('direction');
  const destinations = rule.get('destination_ranges');
  if (!direction || textOf(direction)?.toUpperCase() !== 'EGRESS' || rule.blocks('allow').length === 0) return;
  const disabled = rule.get('disabled');
  if ((disabled && textOf(disabled) !== 'false') || (destinations && destinations.kind !== 'list')) return;
  // Without destinations the rule is for all.
  const at = destinations ? internetSources(destinations.items, options.allowedCidrs)[0] : rule;
  if (at) yield { at, message: 'Instances may connect to the whole internet. Name the destinations that are needed.' };
}

const head = `resource "google_compute_firewall" "example" {
  name          = "example"
  network       = google_compute_network.main.id
`;

export const firewallScope: readonly Rule[] = [
  {
    id: 'gcp/firewall-all-ports',
    title: 'A firewall rule lets every port through',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `A rule without ports admits whatever listens on the instances now or later, also services that nobody meant to offer. Once one machine inside the sources is taken over, nothing stops the next step. Where the internet is among the sources, \`gcp/open-all-ports\` says so instead.

Leave it for rules between the members of one cluster, whose ports are chosen at run time.`,
    refs: [firewallRules, resource],
    equivalents: ['trivy/GCP-0072'],
    check: { on, resource: allPortsInside },
    bad: `${head}  source_ranges = ["10.0.0.0/8"]
  target_tags   = ["app"]

  allow {
    protocol = "tcp"
               ~~~~~
  }
}
`,
    good: `${head}  source_ranges = ["10.0.0.0/8"]
  target_tags   = ["app"]

  allow {
    protocol = "tcp"
    ports    = ["8443"]
  }
}
`,
  },
  {
    id: 'gcp/firewall-default-rule',
    title: 'A firewall rule of the default network is kept in code',
    severity: 'info',
    pillar: 'network',
    recommended: true,
    why: `Google makes rules with these names for the default network of each project: they admit SSH, RDP and ping from anywhere, and everything from within. Written into Terraform they live on, for the network that ought to go.

Leave it while the rule is imported in order to be removed.`,
    refs: [firewallRules, 'https://cloud.google.com/firewall/docs/firewalls#more_rules_default_vpc'],
    equivalents: ['trivy/GCP-0073'],
    check: {
      on,
      attribute: 'name',
      must: {
        ...matchesNot(/^default-allow-(?:icmp|internal|rdp|ssh|http|https)$/, ''),
        text: "one of the network's own rules, made for a purpose",
      },
    },
    bad: `resource "google_compute_firewall" "example" {
  name          = "default-allow-internal"
                  ~~~~~~~~~~~~~~~~~~~~~~~~
  network       = google_compute_network.main.id
  source_ranges = ["10.128.0.0/9"]

  allow {
    protocol = "icmp"
  }
}
`,
    good: `resource "google_compute_firewall" "example" {
  name        = "app-from-web"
  network     = google_compute_network.main.id
  source_tags = ["web"]
  target_tags = ["app"]

  allow {
    protocol = "tcp"
    ports    = ["8443"]
  }
}
`,
  },
  {
    id: 'gcp/firewall-open-ingress',
    title: 'A firewall rule admits the whole internet',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `Where all visitors come through load balancers, no instance has to be reached from the internet on any port, HTTPS included. Rules for ports that are dangerous to open are reported by rules of their own.

Leave it where instances answer visitors themselves.`,
    refs: [firewallRules, resource],
    equivalents: ['trivy/GCP-0027'],
    check: { on, resource: openIngress },
    bad: `${head}  source_ranges = ["0.0.0.0/0"]
                  ~~~~~~~~~~~~~
  target_tags   = ["web"]

  allow {
    protocol = "tcp"
    ports    = ["443"]
  }
}
`,
    good: `${head}  source_ranges = ["130.211.0.0/22", "35.191.0.0/16"]
  target_tags   = ["web"]

  allow {
    protocol = "tcp"
    ports    = ["443"]
  }
}
`,
  },
  {
    id: 'gcp/firewall-open-egress',
    title: 'A firewall rule lets instances connect to the whole internet',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `Where no rule says otherwise everything may leave anyway, so the rule alone changes nothing. Beside a rule that denies egress it opens the way by which stolen data leaves and tools are fetched.

Leave it where a proxy or a firewall with inspection stands behind.`,
    refs: [firewallRules, resource],
    equivalents: ['trivy/GCP-0035'],
    check: { on, resource: openEgress },
    bad: `resource "google_compute_firewall" "example" {
  name               = "example"
  network            = google_compute_network.main.id
  direction          = "EGRESS"
  destination_ranges = ["0.0.0.0/0"]
                        ~~~~~~~~~~~

  allow {
    protocol = "tcp"
    ports    = ["443"]
  }
}
`,
    good: `resource "google_compute_firewall" "example" {
  name               = "example"
  network            = google_compute_network.main.id
  direction          = "EGRESS"
  destination_ranges = ["199.36.153.8/30"]

  allow {
    protocol = "tcp"
    ports    = ["443"]
  }
}
`,
  },
  {
    id: 'gcp/firewall-wide-port-range',
    title: 'A firewall rule lets a wide range of ports through',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `A range of more than ${wide} ports is seldom one service: it admits what listens there now or later.

Leave it for protocols that choose their ports, such as passive FTP, media streams or a cluster.`,
    refs: [firewallRules, resource],
    equivalents: ['trivy/GCP-0074'],
    check: { on, resource: wideRange },
    bad: `${head}  source_ranges = ["10.0.0.0/8"]
  target_tags   = ["app"]

  allow {
    protocol = "tcp"
    ports    = ["8000-8100"]
                ~~~~~~~~~~~
  }
}
`,
    good: `${head}  source_ranges = ["10.0.0.0/8"]
  target_tags   = ["app"]

  allow {
    protocol = "tcp"
    ports    = ["8000-8010"]
  }
}
`,
  },
  {
    id: 'gcp/firewall-without-log',
    title: 'A firewall rule does not log the connections that it decides',
    severity: 'info',
    pillar: 'logging',
    recommended: true,
    why: `Without logs nobody can say afterwards who reached an instance, or which rules are still used. Logs are billed by their volume in Cloud Logging.

Leave it off for rules that decide on very many connections of no interest, such as health checks.`,
    refs: ['https://cloud.google.com/firewall/docs/firewall-rules-logging', resource],
    equivalents: [],
    note: 'landing-zone-gcp#firewall-rules',
    check: {
      on,
      attribute: 'log_config',
      must: someBlock({ right: ['metadata = "INCLUDE_ALL_METADATA"'] }),
      when: [
        { attribute: 'disabled', is: be(false), missing: 'holds' },
        { attribute: 'enable_logging', is: noneOf(true), missing: 'holds' },
      ],
      so: 'for the connections to be logged',
      effect: 'logs are billed by volume',
    },
    bad: `resource "google_compute_firewall" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name          = "example"
  network       = google_compute_network.main.id
  source_ranges = ["10.0.0.0/8"]
  target_tags   = ["app"]

  allow {
    protocol = "tcp"
    ports    = ["8443"]
  }
}
`,
    good: `${head}  source_ranges = ["10.0.0.0/8"]
  target_tags   = ["app"]

  allow {
    protocol = "tcp"
    ports    = ["8443"]
  }

  log_config {
    metadata = "INCLUDE_ALL_METADATA"
  }
}
`,
  },
  {
    id: 'gcp/firewall-without-target',
    title: 'A firewall rule admits the internet to every instance of the network',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `A rule without target applies to every instance of the network, also to those that are added later for another purpose. A service account as target is stronger than a tag, because whoever may edit an instance may give it a tag. Rules whose sources are known addresses are not looked at.

Leave it where the network holds one kind of instance only and always will.`,
    refs: [firewallRules, resource],
    equivalents: ['trivy/GCP-0027'],
    note: 'landing-zone-gcp#firewall-rules',
    check: { on, resource: withoutTarget },
    bad: `resource "google_compute_firewall" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name          = "example"
  network       = google_compute_network.main.id
  source_ranges = ["0.0.0.0/0"]

  allow {
    protocol = "tcp"
    ports    = ["443"]
  }
}
`,
    good: `${head}  source_ranges = ["0.0.0.0/0"]

  target_service_accounts = [google_service_account.web.email]

  allow {
    protocol = "tcp"
    ports    = ["443"]
  }
}
`,
  },
];

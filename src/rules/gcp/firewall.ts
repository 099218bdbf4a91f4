import type { Resource } from '../../terraform/model.ts';
import type { Value } from '../../terraform/value.ts';
import { iapRanges } from '../facts/addresses.ts';
import { http, rdp, rdpOverUdp, type Service, sensitiveServices, ssh } from '../facts/ports.ts';
import { offer, removeElement, setAttribute } from '../fix.ts';
import type { Context, Fix, Report, Rule } from '../rule.ts';
import { allowedBy, internetSource, type Opened, policyRules, servicesNamed, sourceArgument } from './ingress.ts';

const on = ['google_compute_firewall', ...policyRules];

const firewallRules = 'https://cloud.google.com/firewall/docs/firewalls';
const iap = 'https://cloud.google.com/iap/docs/using-tcp-forwarding';
const resource = 'https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/compute_firewall';

/** What to do about an open port. */
interface Advice {
  readonly message: string;
  readonly fixes: (rule: Resource, source: Value, port: string) => readonly Fix[];
}

/** Only Identity-Aware Proxy may connect: people reach the port through it, after signing in. */
function onlyIap(rule: Resource, source: Value, port: string): readonly Fix[] {
  const [first] = source.kind === 'list' ? source.items : [source];
  const family = first?.kind === 'string' && first.value.includes(':') ? 6 : 4;
  const range = iapRanges[family];
  const written = source.kind === 'list' ? `["${range}"]` : `"${range}"`;
  return offer(setAttribute(sourceArgument(rule).section, source, written), {
    title: `Allow ${range} only`,
    effect: `Identity-Aware Proxy; whoever connects to port ${port} directly is cut off`,
  });
}

const throughIap: Advice = {
  message: 'Allow only the addresses that need it, such as those of Identity-Aware Proxy.',
  fixes: onlyIap,
};

const httpsInstead: Advice = { message: 'Offer HTTPS only, or let a load balancer redirect.', fixes: () => [] };

/** Reports a rule that lets the internet reach one of the services. */
function openService(services: readonly Service[], name: string, port: string, advice = throughIap) {
  return function* (rule: Resource, { options }: Context): Iterable<Report> {
    const source = internetSource(rule, options.allowedCidrs);
    const [opened] = source ? servicesNamed(rule, services) : [];
    if (!source || !opened) return;
    yield {
      at: source,
      message: `${name} (port ${port}) is open to the whole internet. ${advice.message}`,
      related: alsoAt(opened, source),
      fixes: advice.fixes(rule, source, port),
    };
  };
}

/** The place that lets the port through, where it is another line than the sources. */
function alsoAt({ by }: Opened, source: Value) {
  const { at } = by.origin;
  return at.file === source.origin.at.file && at.start === source.origin.at.start
    ? []
    : [{ ...by.origin, message: 'this lets the port through' }];
}

function* openSensitivePorts(rule: Resource, { options }: Context): Iterable<Report> {
  const source = internetSource(rule, options.allowedCidrs);
  if (!source) return;
  const opened = servicesNamed(rule, sensitiveServices);
  if (opened.length === 0) return;
  const ports = new Map<string, Set<number>>();
  for (const { service, ports: open } of opened) {
    ports.set(service.name, new Set([...(ports.get(service.name) ?? []), ...open]));
  }
  const named = [...ports].map(([name, open]) => `${name} (${[...open].sort((a, b) => a - b).join(', ')})`);
  const listed =
    named.length <= 4 ? named.join(', ') : `${named.slice(0, 3).join(', ')} and ${named.length - 3} more services`;
  const places = new Set(opened.map(({ by }) => by));
  const { section, name } = sourceArgument(rule);
  yield {
    at: source,
    message: `Open to the whole internet: ${listed}. Allow only the addresses that need them.`,
    related: [...places].map((by) => ({ ...by.origin, message: 'this lets the ports through' })),
    fixes: offer(removeElement(section, name, source), {
      title: 'Remove this source',
      effect: 'whoever connects from elsewhere is cut off',
    }),
  };
}

function* openAllPorts(rule: Resource, { options }: Context): Iterable<Report> {
  const source = internetSource(rule, options.allowedCidrs);
  const open = source ? allowedBy(rule).find(({ everyPort }) => everyPort) : undefined;
  if (!source || !open) return;
  const what = open.protocol === 'all' ? 'Every port of every protocol' : `Every ${open.protocol.toUpperCase()} port`;
  yield {
    at: source,
    message: `${what} is open to the whole internet. Name the ports that are meant to be public, and allow the others to the addresses that need them.`,
    related: [{ at: open.section.location, message: 'this lets every port through' }],
  };
}

const head = `resource "google_compute_firewall" "example" {
  name          = "example"
  network       = google_compute_network.main.id
`;

export const firewall: readonly Rule[] = [
  {
    id: 'gcp/open-all-ports',
    title: 'Every port is open to the whole internet',
    severity: 'error',
    pillar: 'network',
    recommended: true,
    why: `Whatever listens on an instance is reachable by anyone, remote administration and databases among it, as soon as the instance has an external address. SSH, RDP and the other services are not reported once more for such a rule: this is the one cause of all of them.

Leave it only for a honeypot.`,
    refs: [firewallRules, resource],
    equivalents: [
      'checkov/CKV2_GCP_12',
      'checkov/CKV_GCP_2',
      'checkov/CKV_GCP_3',
      'checkov/CKV_GCP_75',
      'checkov/CKV_GCP_77',
      'checkov/CKV_GCP_88',
      'checkov/CKV_GCP_106',
      'trivy/GCP-0070',
      'trivy/GCP-0071',
      'trivy/GCP-0072',
      'cis-gcp/3.6',
      'cis-gcp/3.7',
    ],
    note: 'landing-zone-gcp#firewall-rules',
    check: { on, resource: openAllPorts },
    bad: `${head}  source_ranges = ["0.0.0.0/0"]
                  ~~~~~~~~~~~~~
  target_tags   = ["web"]

  allow {
    protocol = "all"
  }
}
`,
    good: `${head}  source_ranges = ["0.0.0.0/0"]
  target_tags   = ["web"]

  allow {
    protocol = "tcp"
    ports    = ["443"]
  }
}
`,
  },
  {
    id: 'gcp/open-http',
    title: 'Unencrypted HTTP is open to the whole internet',
    severity: 'info',
    pillar: 'network',
    recommended: false,
    why: `What goes over port 80 can be read and changed on the way. A load balancer in front of the instances takes HTTPS, and sends whoever comes by HTTP there.

Leave it where the port only answers with a redirect to HTTPS, or with what is public and signed anyway.`,
    refs: ['https://cloud.google.com/load-balancing/docs/https/setting-up-http-https-redirect', firewallRules],
    equivalents: ['checkov/CKV_GCP_106'],
    check: { on, resource: openService([http], 'HTTP', '80', httpsInstead) },
    bad: `${head}  source_ranges = ["0.0.0.0/0"]
                  ~~~~~~~~~~~~~
  target_tags   = ["web"]

  allow {
    protocol = "tcp"
    ports    = ["80", "443"]
  }
}
`,
    good: `${head}  source_ranges = ["0.0.0.0/0"]
  target_tags   = ["web"]

  allow {
    protocol = "tcp"
    ports    = ["443"]
  }
}
`,
  },
  {
    id: 'gcp/open-rdp',
    title: 'RDP is open to the whole internet',
    severity: 'error',
    pillar: 'network',
    recommended: true,
    why: `Remote Desktop on a public address is found within minutes and tried with stolen and guessed passwords from then on; its own flaws have been used to take machines over without any. Identity-Aware Proxy forwards the port to people who signed in, so that only its addresses need to be allowed.

Leave it only for a machine that is meant to be attacked.`,
    refs: [iap, firewallRules],
    equivalents: ['checkov/CKV_GCP_3', 'trivy/GCP-0070', 'cis-gcp/3.7'],
    note: 'landing-zone-gcp#ssh',
    check: { on, resource: openService([rdp, rdpOverUdp], 'RDP', '3389') },
    bad: `${head}  source_ranges = ["0.0.0.0/0"]
                  ~~~~~~~~~~~~~
  target_tags   = ["windows"]

  allow {
    protocol = "tcp"
    ports    = ["3389"]
  }
}
`,
    good: `${head}  source_ranges = ["35.235.240.0/20"]
  target_tags   = ["windows"]

  allow {
    protocol = "tcp"
    ports    = ["3389"]
  }
}
`,
  },
  {
    id: 'gcp/open-sensitive-port',
    title: 'A database or management port is open to the whole internet',
    severity: 'error',
    pillar: 'network',
    recommended: true,
    why: `Databases, caches, message brokers, file shares and control planes are made for a trusted network. Many of them ask for no password as installed, and are searched for and emptied by robots. The ports that count are listed by service in the linter's own table.

Leave it where another service that is meant for everyone listens on the port.`,
    refs: [firewallRules, resource],
    equivalents: ['checkov/CKV_GCP_75', 'checkov/CKV_GCP_77', 'checkov/CKV_GCP_88'],
    note: 'landing-zone-gcp#firewall-rules',
    check: { on, resource: openSensitivePorts },
    bad: `${head}  source_ranges = ["10.0.0.0/8", "0.0.0.0/0"]
                                 ~~~~~~~~~~~
  target_tags   = ["db"]

  allow {
    protocol = "tcp"
    ports    = ["5432"]
  }
}
`,
    good: `${head}  source_ranges = ["10.0.0.0/8"]
  target_tags   = ["db"]

  allow {
    protocol = "tcp"
    ports    = ["5432"]
  }
}
`,
  },
  {
    id: 'gcp/open-ssh',
    title: 'SSH is open to the whole internet',
    severity: 'error',
    pillar: 'network',
    recommended: true,
    why: `Every public SSH port is tried with stolen keys and guessed passwords without pause, and each flaw of the server is used within hours. Identity-Aware Proxy forwards the port to people who signed in and hold \`roles/iap.tunnelResourceAccessor\`, so that only its addresses need to be allowed. The rule matters for instances with an external address, and for peered networks.

Leave it for a bastion host that takes keys only, is patched by itself, and has to be reached where no sign-in to Google is possible.`,
    refs: [iap, firewallRules],
    equivalents: ['checkov/CKV_GCP_2', 'trivy/GCP-0071', 'cis-gcp/3.6'],
    note: 'landing-zone-gcp#ssh',
    check: { on, resource: openService([ssh], 'SSH', '22') },
    bad: `${head}  source_ranges = ["0.0.0.0/0"]
                  ~~~~~~~~~~~~~
  target_tags   = ["bastion"]

  allow {
    protocol = "tcp"
    ports    = ["22"]
  }
}
`,
    good: `${head}  source_ranges = ["35.235.240.0/20"]
  target_tags   = ["bastion"]

  allow {
    protocol = "tcp"
    ports    = ["22"]
  }
}
`,
  },
];

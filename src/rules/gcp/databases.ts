import type { Resource } from '../../terraform/model.ts';
import { internetSources } from '../exposure.ts';
import { be, noneOf, preferring } from '../predicates.ts';
import type { Context, Report, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

const instance = registry('alloydb_instance');

function* openNetworks(alloy: Resource, { options }: Context): Iterable<Report> {
  for (const config of alloy.blocks('network_config')) {
    const ranges = config.blocks('authorized_external_networks').flatMap((block) => block.get('cidr_range') ?? []);
    for (const at of internetSources(ranges, options.allowedCidrs)) {
      yield {
        at,
        message: 'The database accepts connections from the whole internet. Name the addresses of its clients.',
      };
    }
  }
}

function* openWebServer(environment: Resource, { options }: Context): Iterable<Report> {
  for (const config of environment.blocks('config')) {
    const ranges = config
      .blocks('web_server_network_access_control')
      .flatMap((block) => block.blocks('allowed_ip_range'))
      .flatMap((range) => range.get('value') ?? []);
    for (const at of internetSources(ranges, options.allowedCidrs)) {
      yield { at, message: 'The Airflow web server answers the whole internet. Name the networks of its users.' };
    }
  }
}

export const databases: readonly Rule[] = [
  {
    id: 'gcp/alloydb-open',
    title: 'An AlloyDB instance accepts connections from the whole internet',
    severity: 'error',
    pillar: 'network',
    recommended: true,
    why: `Only a password is then between the data and everybody. The Auth Proxy reaches the instance after a sign-in, without any authorised network.

There is no case where leaving it is right for data that matters.`,
    refs: [docs('alloydb/docs/connect-public-ip'), instance],
    equivalents: [],
    check: { on: ['google_alloydb_instance'], resource: openNetworks },
    bad: `resource "google_alloydb_instance" "example" {
  cluster       = google_alloydb_cluster.example.name
  instance_id   = "example"
  instance_type = "PRIMARY"

  network_config {
    authorized_external_networks {
      cidr_range = "0.0.0.0/0"
                   ~~~~~~~~~~~
    }
  }
}
`,
    good: `resource "google_alloydb_instance" "example" {
  cluster       = google_alloydb_cluster.example.name
  instance_id   = "example"
  instance_type = "PRIMARY"

  network_config {
    authorized_external_networks {
      cidr_range = "203.0.113.7/32"
    }
  }
}
`,
  },
  {
    id: 'gcp/alloydb-public-address',
    title: 'An AlloyDB instance has a public address',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `With a public address, one authorised network that is added in a hurry opens the database to strangers. A private address is reached from your networks only.

Leave it where clients outside of your networks come through the Auth Proxy.`,
    refs: [docs('alloydb/docs/connect-public-ip'), instance],
    equivalents: [],
    check: {
      on: ['google_alloydb_instance'],
      attribute: 'network_config.enable_public_ip',
      must: be(false),
      default: false,
      so: 'for the database to be reached from your networks only',
      effect: 'clients that use the public address are cut off',
    },
    bad: `resource "google_alloydb_instance" "example" {
  cluster       = google_alloydb_cluster.example.name
  instance_id   = "example"
  instance_type = "PRIMARY"

  network_config {
    enable_public_ip = true
                       ~~~~
  }
}
`,
    good: `resource "google_alloydb_instance" "example" {
  cluster       = google_alloydb_cluster.example.name
  instance_id   = "example"
  instance_type = "PRIMARY"

  network_config {
    enable_public_ip = false
  }
}
`,
  },
  {
    id: 'gcp/alloydb-without-tls',
    title: 'An AlloyDB instance accepts connections without TLS',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `TLS is asked for by default; here that is switched off, so that passwords and data may travel in plain text.

Leave it while the last old client is being replaced.`,
    refs: [docs('alloydb/docs/ssl-enforcement'), instance],
    equivalents: [],
    check: {
      on: ['google_alloydb_instance'],
      attribute: 'client_connection_config.ssl_config.ssl_mode',
      must: preferring('ENCRYPTED_ONLY', { ...noneOf('ALLOW_UNENCRYPTED_AND_ENCRYPTED'), text: '"ENCRYPTED_ONLY"' }),
      missing: 'passes',
      so: 'to refuse clients that do not encrypt',
      effect: 'clients that do not use TLS are refused',
    },
    bad: `resource "google_alloydb_instance" "example" {
  cluster       = google_alloydb_cluster.example.name
  instance_id   = "example"
  instance_type = "PRIMARY"

  client_connection_config {
    ssl_config {
      ssl_mode = "ALLOW_UNENCRYPTED_AND_ENCRYPTED"
                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
    }
  }
}
`,
    good: `resource "google_alloydb_instance" "example" {
  cluster       = google_alloydb_cluster.example.name
  instance_id   = "example"
  instance_type = "PRIMARY"

  client_connection_config {
    ssl_config {
      ssl_mode = "ENCRYPTED_ONLY"
    }
  }
}
`,
  },
  {
    id: 'gcp/alloydb-backup-off',
    title: 'An AlloyDB cluster is not backed up',
    severity: 'error',
    pillar: 'data',
    recommended: true,
    why: `Continuous backup is on by default and brings the database back as it was in any minute of the last days. Here it is switched off: a wrong statement takes the data for good.

Leave it for data that is made anew from elsewhere.`,
    refs: [docs('alloydb/docs/backup/overview'), registry('alloydb_cluster')],
    equivalents: [],
    check: {
      on: ['google_alloydb_cluster'],
      attribute: 'continuous_backup_config.enabled',
      must: be(true),
      default: true,
      so: 'for a lost table to come back',
      effect: 'backups are billed by size',
    },
    bad: `resource "google_alloydb_cluster" "example" {
  cluster_id = "example"
  location   = "europe-west1"

  continuous_backup_config {
    enabled = false
              ~~~~~
  }
}
`,
    good: `resource "google_alloydb_cluster" "example" {
  cluster_id = "example"
  location   = "europe-west1"

  continuous_backup_config {
    enabled = true
  }
}
`,
  },
  {
    id: 'gcp/composer-open-web-server',
    title: 'The Airflow web server of Composer answers the whole internet',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Whoever gets past the sign-in runs code in every pipeline. Sign-in is by IAM, which keeps strangers out; named networks keep stolen sessions out too.

Leave it where users come from everywhere and sign in with a second factor.`,
    refs: [docs('composer/docs/composer-2/configure-web-server-access'), registry('composer_environment')],
    equivalents: [],
    check: { on: ['google_composer_environment'], resource: openWebServer },
    bad: `resource "google_composer_environment" "example" {
  name = "example"

  config {
    web_server_network_access_control {
      allowed_ip_range {
        value = "0.0.0.0/0"
                ~~~~~~~~~~~
      }
    }
  }
}
`,
    good: `resource "google_composer_environment" "example" {
  name = "example"

  config {
    web_server_network_access_control {
      allowed_ip_range {
        value = "203.0.113.0/24"
      }
    }
  }
}
`,
  },
];

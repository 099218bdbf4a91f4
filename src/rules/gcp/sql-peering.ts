import type { Resource } from '../../terraform/model.ts';
import type { Context, Report, Rule } from '../rule.ts';
import { writtenAt } from '../written.ts';
import { docs, registry } from './refs.ts';

/** Reports a private database in a network, of the same configuration, that no connection joins to Google's. */
function* withoutPeering(instance: Resource, context: Context): Iterable<Report> {
  for (const settings of instance.blocks('settings')) {
    for (const configuration of settings.blocks('ip_configuration')) {
      const value = configuration.get('private_network');
      const network = context.find(value, 'google_compute_network');
      if (!value || !network) continue;
      const { resources, unsure } = context.referring(network, 'google_service_networking_connection', 'network');
      if (resources.length > 0 || unsure.length > 0) continue;
      yield {
        at: writtenAt(configuration, 'private_network'),
        message: `${network.address} is not connected to Google's services, so apply fails. Add a google_service_networking_connection for it.`,
        related: [{ at: network.location, message: 'the network' }],
      };
    }
  }
}

const network = `resource "google_compute_network" "example" {
  name                    = "main"
  auto_create_subnetworks = false
}
`;

export const sqlPeering: Rule = {
  id: 'gcp/sql-private-without-peering',
  title: 'A private database is in a network that Google is not connected to',
  severity: 'error',
  pillar: 'network',
  recommended: true,
  why: `A database with a private address lives in a network of Google's, which has to be peered with yours first: a reserved range and a service networking connection. Without them making the instance fails after minutes. Looked at are networks of the same configuration.

Leave it where another configuration makes the connection.`,
  refs: [docs('sql/docs/postgres/configure-private-services-access'), registry('service_networking_connection')],
  equivalents: [],
  check: { on: ['google_sql_database_instance'], resource: withoutPeering },
  bad: `${network}
resource "google_sql_database_instance" "example" {
  name             = "example"
  database_version = "POSTGRES_17"

  settings {
    tier = "db-custom-2-7680"

    ip_configuration {
      private_network = google_compute_network.example.id
                        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
    }
  }
}
`,
  good: `${network}
resource "google_compute_global_address" "google" {
  name          = "google"
  purpose       = "VPC_PEERING"
  address_type  = "INTERNAL"
  prefix_length = 16
  network       = google_compute_network.example.id
}

resource "google_service_networking_connection" "google" {
  network                 = google_compute_network.example.id
  service                 = "servicenetworking.googleapis.com"
  reserved_peering_ranges = [google_compute_global_address.google.name]
}

resource "google_sql_database_instance" "example" {
  name             = "example"
  database_version = "POSTGRES_17"

  settings {
    tier = "db-custom-2-7680"

    ip_configuration {
      private_network = google_compute_network.example.id
    }
  }
}
`,
};

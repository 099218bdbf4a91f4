import { isSet, noneOf, oneOf } from '../predicates.ts';
import type { Condition, Expectation, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

const on = ['google_access_context_manager_service_perimeter'];
const resource = registry('access_context_manager_service_perimeter');

/** Perimeters, and not the bridges between them, which protect nothing themselves. */
const regular: Condition = {
  attribute: 'perimeter_type',
  is: oneOf('PERIMETER_TYPE_REGULAR'),
  default: 'PERIMETER_TYPE_REGULAR',
};

export const perimeter: readonly Rule[] = [
  {
    id: 'gcp/perimeter-open',
    title: 'A perimeter lets everyone in from anywhere',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `A rule for \`ANY_IDENTITY\` admits everybody, strangers with a stolen or public grant among them: then IAM alone is left, and that is what the perimeter was made to back up. Name the identities, or ask for an access level.

Leave it for a service that is public on purpose, with the one service and method named.`,
    refs: [docs('vpc-service-controls/docs/ingress-egress-rules'), resource],
    equivalents: [],
    check: (['status', 'spec'] as const).flatMap((side) =>
      (['ingress_policies.ingress_from', 'egress_policies.egress_from'] as const).map(
        (from): Expectation => ({
          on,
          attribute: `${side}.${from}.identity_type`,
          must: { ...noneOf('ANY_IDENTITY'), text: 'left out in favour of named identities' },
          missing: 'passes',
        }),
      ),
    ),
    bad: `resource "google_access_context_manager_service_perimeter" "example" {
  name   = "accessPolicies/1234567/servicePerimeters/example"
  parent = "accessPolicies/1234567"
  title  = "example"

  status {
    restricted_services = ["storage.googleapis.com"]

    ingress_policies {
      ingress_from {
        identity_type = "ANY_IDENTITY"
                        ~~~~~~~~~~~~~~
      }
    }
  }
}
`,
    good: `resource "google_access_context_manager_service_perimeter" "example" {
  name   = "accessPolicies/1234567/servicePerimeters/example"
  parent = "accessPolicies/1234567"
  title  = "example"

  status {
    restricted_services = ["storage.googleapis.com"]

    ingress_policies {
      ingress_from {
        identities = ["serviceAccount:loader@example.iam.gserviceaccount.com"]
      }
    }
  }
}
`,
  },
  {
    id: 'gcp/perimeter-without-services',
    title: 'A perimeter restricts no service',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Only services under \`restricted_services\` are kept within the perimeter: with none there, projects are in it and nothing is protected.

Leave it while the perimeter is in a dry run, whose list is in \`spec\`.`,
    refs: [docs('vpc-service-controls/docs/service-perimeters'), resource],
    equivalents: [],
    check: {
      on,
      attribute: 'status.restricted_services',
      must: isSet(),
      when: [regular, { attribute: 'use_explicit_dry_run_spec', is: noneOf(true), missing: 'holds' }],
      so: 'for the perimeter to protect something',
    },
    bad: `resource "google_access_context_manager_service_perimeter" "example" {
  name   = "accessPolicies/1234567/servicePerimeters/example"
  parent = "accessPolicies/1234567"
  title  = "example"

  status {
  ~~~~~~
    resources = ["projects/1234567"]
  }
}
`,
    good: `resource "google_access_context_manager_service_perimeter" "example" {
  name   = "accessPolicies/1234567/servicePerimeters/example"
  parent = "accessPolicies/1234567"
  title  = "example"

  status {
    resources           = ["projects/1234567"]
    restricted_services = ["storage.googleapis.com"]
  }
}
`,
  },
];

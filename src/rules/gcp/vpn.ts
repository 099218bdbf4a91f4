import { be } from '../predicates.ts';
import type { Rule } from '../rule.ts';
import { unwanted } from '../unwanted.ts';
import { docs, registry } from './refs.ts';

export const vpn: readonly Rule[] = [
  {
    id: 'gcp/classic-vpn',
    title: 'A VPN gateway is of the old kind',
    severity: 'info',
    pillar: 'network',
    recommended: true,
    why: `Classic VPN has one address in one place, no dynamic routes for new tunnels, and 99.9% as its promise. HA VPN has two addresses and 99.99%, and costs the same for each tunnel.

Leave it for a device at the other end that speaks no BGP.`,
    refs: [docs('network-connectivity/docs/vpn/concepts/overview'), registry('compute_ha_vpn_gateway')],
    equivalents: [],
    check: unwanted(
      ['google_compute_vpn_gateway'],
      'This is a Classic VPN gateway, with a single address. Use a google_compute_ha_vpn_gateway.',
    ),
    bad: `resource "google_compute_vpn_gateway" "example" {
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  name    = "example"
  network = google_compute_network.main.id
}
`,
    good: `resource "google_compute_ha_vpn_gateway" "example" {
  name    = "example"
  network = google_compute_network.main.id
  region  = "europe-west1"
}
`,
  },
  {
    id: 'gcp/vpn-old-key-exchange',
    title: 'A VPN tunnel uses IKE version 1',
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `Version 1 of the key exchange was declared historic in 2023: in its aggressive mode the shared secret can be guessed from recorded traffic. Version 2 is the default.

Leave it for a device at the other end that knows nothing newer.`,
    refs: [docs('network-connectivity/docs/vpn/concepts/best-practices'), registry('compute_vpn_tunnel')],
    equivalents: [],
    check: {
      on: ['google_compute_vpn_tunnel'],
      attribute: 'ike_version',
      must: be(2),
      default: 2,
      effect: 'Terraform replaces the tunnel; the other end must use version 2 too',
    },
    bad: `resource "google_compute_vpn_tunnel" "example" {
  name          = "example"
  vpn_gateway   = google_compute_ha_vpn_gateway.example.id
  shared_secret = var.shared_secret
  ike_version   = 1
                  ~
}
`,
    good: `resource "google_compute_vpn_tunnel" "example" {
  name          = "example"
  vpn_gateway   = google_compute_ha_vpn_gateway.example.id
  shared_secret = var.shared_secret
  ike_version   = 2
}
`,
  },
];

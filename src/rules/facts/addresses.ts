/**
 * Address blocks that no host on the public internet has: IANA's special-purpose registries, multicast and what is
 * reserved. https://www.iana.org/assignments/iana-ipv4-special-registry, .../iana-ipv6-special-registry
 */
export const specialPurpose: readonly string[] = [
  '0.0.0.0/8', // this network
  '10.0.0.0/8', // private
  '100.64.0.0/10', // shared by carriers behind NAT
  '127.0.0.0/8', // loopback
  '169.254.0.0/16', // link local
  '172.16.0.0/12', // private
  '192.0.0.0/24', // protocol assignments
  '192.0.2.0/24', // documentation
  '192.88.99.0/24', // 6to4 relays, withdrawn
  '192.168.0.0/16', // private
  '198.18.0.0/15', // benchmarks
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, with the broadcast address
  '2001::/23', // protocol assignments
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4
  '3fff::/20', // documentation
];

/** Where public addresses are: all of IPv4, and the block from which IPv6 unicast addresses are handed out. */
export const addressSpace: readonly string[] = ['0.0.0.0/0', '2000::/3'];

/** The blocks that Identity-Aware Proxy forwards TCP connections from. https://cloud.google.com/iap/docs/using-tcp-forwarding */
export const iapRanges = { 4: '35.235.240.0/20', 6: '2600:2d00:1:7::/64' } as const;

/** The block that the subnets of auto mode networks are cut from. https://cloud.google.com/vpc/docs/subnets#ip-ranges */
export const autoModeRange = '10.128.0.0/9';

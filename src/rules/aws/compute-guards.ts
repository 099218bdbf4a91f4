import { be, noneOf, oneOf, preferring } from '../predicates.ts';
import type { Expectation, Rule } from '../rule.ts';
import { docs, registry } from './refs.ts';

/** Settings for all of an account's machines in a region, and what each must be. */
const guards: readonly Expectation[] = [
  {
    on: ['aws_ec2_image_block_public_access'],
    attribute: 'state',
    must: be('block-new-sharing'),
    so: 'so that nobody makes an image public',
    effect: 'images that are to be public can no longer be made so',
  },
  {
    on: ['aws_ebs_snapshot_block_public_access'],
    attribute: 'state',
    must: preferring('block-all-sharing', oneOf('block-all-sharing', 'block-new-sharing')),
    so: 'so that nobody makes a snapshot public',
    effect: 'snapshots that are public can no longer be read by others',
  },
  {
    on: ['aws_ec2_serial_console_access'],
    attribute: 'enabled',
    must: be(false),
    default: true,
    so: 'so that nobody logs in past the network',
    effect: 'the serial console cannot be used to mend an instance',
  },
  {
    on: ['aws_ec2_instance_metadata_defaults'],
    attribute: 'http_tokens',
    must: preferring('required', noneOf('optional', 'no-preference')),
    missing: 'passes',
    so: 'so that new instances ask for a session token',
    effect: 'software on new instances that asks without a token fails',
  },
];

export const computeGuards: Rule = {
  id: 'aws/compute-guard-off',
  title: "A safeguard for all of the account's machines is switched off",
  severity: 'warning',
  pillar: 'governance',
  recommended: true,
  why: `For each region an account can refuse public images and public snapshots, the serial console, and the old metadata service, whatever a single resource says. The resource is there, and sets the safeguard to off.

Leave it in an account that publishes images, or for the hours in which an instance is mended over its serial console.`,
  refs: [
    docs('AWSEC2/latest/UserGuide/block-public-access-to-amis.html'),
    docs('ebs/latest/userguide/block-public-access-snapshots.html'),
    registry('ec2_image_block_public_access'),
    registry('ebs_snapshot_block_public_access'),
  ],
  equivalents: [],
  note: 'landing-zones-compared#aws',
  check: guards,
  bad: `resource "aws_ebs_snapshot_block_public_access" "example" {
  state = "unblocked"
          ~~~~~~~~~~~
}
`,
  good: `resource "aws_ebs_snapshot_block_public_access" "example" {
  state = "block-all-sharing"
}
`,
};

import { textOf } from '../../terraform/convert.ts';
import { lookup } from '../../terraform/lookup.ts';
import type { Resource } from '../../terraform/model.ts';
import { offer, setAttribute } from '../fix.ts';
import type { Context, Report, Rule } from '../rule.ts';
import { help, registry } from './refs.ts';

const aclType = 'alicloud_oss_bucket_acl';

/** What each public ACL lets everybody do. */
const open: Readonly<Record<string, string>> = {
  'public-read': 'read',
  'public-read-write': 'read, overwrite and delete',
};

function* publicAcl(section: Resource, bucket: Resource): Iterable<Report> {
  const acl = section.get('acl');
  const may = acl && lookup(open, textOf(acl) ?? '');
  if (!acl || !may) return;
  yield {
    at: acl,
    resource: bucket,
    message: `Everybody on the internet may ${may} the objects of the bucket. Make it private, and share single objects by signed addresses.`,
    fixes: offer(setAttribute(section, acl, '"private"'), {
      title: 'Make the bucket private',
      effect: 'whoever reads it without signing in is cut off',
    }),
  };
}

/** The bucket's own ACL, where no resource of its own sets another one, and those that are set so. */
function* checkBucket(bucket: Resource, context: Context): Iterable<Report> {
  const { resources } = context.referring(bucket, aclType, 'bucket');
  if (resources.length === 0) yield* publicAcl(bucket, bucket);
  for (const acl of resources) yield* publicAcl(acl, bucket);
}

/** An ACL of a bucket that is made elsewhere. */
function* checkAcl(acl: Resource, context: Context): Iterable<Report> {
  if (!context.find(acl.get('bucket'), 'alicloud_oss_bucket')) yield* publicAcl(acl, acl);
}

export const ossPublic: Rule = {
  id: 'alicloud/oss-public',
  title: 'Everybody may read a bucket',
  severity: 'error',
  pillar: 'data',
  recommended: true,
  why: `A public ACL opens each object to whoever knows or guesses its name, and with \`public-read-write\` also for change: leaks and planted malware begin so, and the traffic is billed to the owner. New buckets are private and block public access, so somebody opened this one on purpose. The ACL may stand in the bucket or in a resource of its own.

Leave it for a bucket that holds nothing but a public website, and prefer a CDN before a private bucket for that too.`,
  refs: [help('en/oss/user-guide/block-public-access'), help('doc-detail/31898.htm'), registry('oss_bucket_acl')],
  equivalents: ['checkov/CKV_ALI_1'],
  note: 'oss#access',
  check: [
    { on: ['alicloud_oss_bucket'], resource: checkBucket },
    { on: [aclType], resource: checkAcl },
  ],
  bad: `resource "alicloud_oss_bucket" "example" {
  bucket = "example"
}

resource "alicloud_oss_bucket_acl" "example" {
  bucket = alicloud_oss_bucket.example.bucket
  acl    = "public-read"
           ~~~~~~~~~~~~~
}
`,
  good: `resource "alicloud_oss_bucket" "example" {
  bucket = "example"
}

resource "alicloud_oss_bucket_acl" "example" {
  bucket = alicloud_oss_bucket.example.bucket
  acl    = "private"
}
`,
};

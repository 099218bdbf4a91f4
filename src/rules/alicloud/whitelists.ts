import { textOf } from '../../terraform/convert.ts';
import type { Resource } from '../../terraform/model.ts';
import type { Value } from '../../terraform/value.ts';
import { internetSources, opensToInternet } from '../exposure.ts';
import { offer, removeElement } from '../fix.ts';
import type { Context, Report, ResourceCheck, Rule } from '../rule.ts';
import { type Place, placesAt } from './places.ts';
import { help, registry } from './refs.ts';

type Paths = Readonly<Record<string, readonly string[]>>;

/** Where databases and the like list the addresses that may connect: lists, or texts with commas. */
const databases: Paths = {
  alicloud_adb_cluster: ['security_ips'],
  alicloud_adb_db_cluster: ['security_ips'],
  alicloud_click_house_db_cluster: ['db_cluster_access_white_list.security_ip_list'],
  alicloud_db_instance: ['security_ips'],
  alicloud_db_readonly_instance: ['security_ips'],
  alicloud_elasticsearch_instance: ['public_whitelist', 'kibana_whitelist'],
  alicloud_gpdb_instance: ['security_ip_list', 'ip_whitelist.security_ip_list'],
  alicloud_graph_database_db_instance: ['db_instance_ip_array.security_ips'],
  alicloud_hbase_instance: ['ip_white'],
  alicloud_kvstore_instance: ['security_ips'],
  alicloud_lindorm_instance: ['ip_white_list'],
  alicloud_lindorm_instance_v2: ['white_ip_list.ip_list'],
  alicloud_mongodb_instance: ['security_ip_list', 'security_ip_groups.security_ip_list'],
  alicloud_mongodb_serverless_instance: ['security_ip_groups.security_ip_list'],
  alicloud_mongodb_sharding_instance: ['security_ip_list', 'security_ip_groups.security_ip_list'],
  alicloud_mse_cluster: ['acl_entry_list'],
  alicloud_polardb_cluster: ['security_ips', 'db_cluster_ip_array.security_ips'],
  alicloud_rds_clone_db_instance: ['security_ips'],
  alicloud_rds_upgrade_db_instance: ['security_ips'],
  alicloud_redis_tair_instance: ['security_ips'],
  alicloud_rocketmq_instance: ['network_info.internet_info.ip_whitelist'],
  alicloud_selectdb_db_instance: ['desired_security_ip_lists.security_ip_list'],
};

const loadBalancers: Paths = {
  alicloud_alb_acl: ['acl_entries.entry'],
  alicloud_alb_acl_entry_attachment: ['entry'],
  alicloud_slb_acl: ['entry_list.entry'],
  alicloud_slb_acl_entry_attachment: ['entry'],
};

const registries: Paths = { alicloud_cr_endpoint_acl_policy: ['entry'] };

const fileShares: Paths = { alicloud_nas_access_rule: ['source_cidr_ip', 'ipv6_source_cidr_ip'] };

/** The parts of a list of addresses that open it to the internet; a text may hold several addresses. */
function openParts({ value }: Place, allowed: readonly string[]): readonly Value[] {
  const items = value.kind === 'list' ? value.items : [value];
  const joined = items.filter((item) => textOf(item)?.includes(','));
  if (joined.length === 0) return internetSources(items, allowed);
  const split = (item: Value) => (textOf(item) ?? '').split(',').map((text) => text.trim());
  return items.filter((item) => opensToInternet(split(item), allowed));
}

function* report(resource: Resource, path: string, message: string, { options }: Context): Iterable<Report> {
  for (const place of placesAt(resource, path)) {
    for (const at of openParts(place, options.allowedCidrs)) {
      const { section, name, value } = place;
      const more = value.kind === 'list' && value.items.length > 1;
      yield {
        at,
        message,
        fixes: more
          ? offer(removeElement(section, name, at), {
              title: 'Remove this address',
              effect: 'whoever connects from elsewhere is cut off',
            })
          : [],
      };
    }
  }
}

function closed(lists: Paths, message: string): ResourceCheck {
  return {
    on: Object.keys(lists),
    *resource(resource, context) {
      for (const path of lists[resource.type] ?? []) yield* report(resource, path, message, context);
    },
  };
}

export const whitelists: readonly Rule[] = [
  {
    id: 'alicloud/acr-endpoint-open',
    title: 'A registry answers the whole internet',
    severity: 'warning',
    pillar: 'containers',
    recommended: true,
    why: `The public endpoint of a Container Registry instance asks the access list first. With an entry for every address, only the password of a user is between the internet and the images. Clusters in a VPC pull through the VPC endpoint and need no entry.

Leave it where build machines without fixed addresses push, until they go through a fixed one.`,
    refs: [help('en/container-registry/latest/what-is-container-registry'), registry('cr_endpoint_acl_policy')],
    equivalents: [],
    note: 'container-registry-alibaba#public-or-private',
    check: closed(
      registries,
      'The registry answers the whole internet. Name the addresses from which images are pushed and pulled.',
    ),
    bad: `resource "alicloud_cr_endpoint_acl_policy" "example" {
  instance_id   = alicloud_cr_ee_instance.example.id
  endpoint_type = "internet"
  entry         = "0.0.0.0/0"
                  ~~~~~~~~~~~
}
`,
    good: `resource "alicloud_cr_endpoint_acl_policy" "example" {
  instance_id   = alicloud_cr_ee_instance.example.id
  endpoint_type = "internet"
  entry         = "192.0.2.0/24"
}
`,
  },
  {
    id: 'alicloud/database-open',
    title: 'A database accepts connections from the whole internet',
    severity: 'error',
    pillar: 'data',
    recommended: true,
    why: `The whitelist of an ApsaraDB instance, and of the services built like it, is its firewall. An entry for every address leaves the password alone in the way as soon as the instance has a public endpoint, which one click or one resource gives it; and inside the network every machine may connect. Whether it is written as \`0.0.0.0/0\`, \`0.0.0.0\` or as halves makes no difference.

Leave it only for an instance without data that lives for hours.`,
    refs: [help('doc-detail/43186.htm'), help('doc-detail/53617.htm'), registry('db_instance')],
    equivalents: ['checkov/CKV_ALI_9', 'checkov/CKV_ALI_43'],
    check: closed(
      databases,
      'The whole internet may connect. List the addresses, or set the security groups, of what needs it.',
    ),
    bad: `resource "alicloud_db_instance" "example" {
  engine           = "MySQL"
  engine_version   = "8.0"
  instance_type    = "mysql.n2.medium.2c"
  instance_storage = 50
  security_ips     = ["10.0.0.0/16", "0.0.0.0/0"]
                                     ~~~~~~~~~~~
}
`,
    good: `resource "alicloud_db_instance" "example" {
  engine           = "MySQL"
  engine_version   = "8.0"
  instance_type    = "mysql.n2.medium.2c"
  instance_storage = 50
  security_ips     = ["10.0.0.0/16"]
}
`,
  },
  {
    id: 'alicloud/load-balancer-acl-open',
    title: "A load balancer's access list holds the whole internet",
    severity: 'warning',
    pillar: 'network',
    recommended: true,
    why: `An access list is there to say who may come in. With every address in it, a list of those who may admits everybody, and looks as if it did not.

Leave it in a list of those who may not, which then shuts a listener for everybody.`,
    refs: [registry('alb_acl_entry_attachment'), registry('slb_acl')],
    equivalents: ['checkov/CKV_ALI_29'],
    check: closed(
      loadBalancers,
      'The entry stands for the whole internet, so that the list keeps nobody out. Name the addresses that are meant.',
    ),
    bad: `resource "alicloud_alb_acl_entry_attachment" "example" {
  acl_id = alicloud_alb_acl.example.id
  entry  = "0.0.0.0/0"
           ~~~~~~~~~~~
}
`,
    good: `resource "alicloud_alb_acl_entry_attachment" "example" {
  acl_id = alicloud_alb_acl.example.id
  entry  = "192.0.2.0/24"
}
`,
  },
  {
    id: 'alicloud/nas-open',
    title: 'Every address may mount a file system',
    severity: 'warning',
    pillar: 'data',
    recommended: true,
    why: `NFS asks for no password: whoever may reach the mount target may mount it and read what is there. The permission group is the whitelist of it. Mount targets are in a VPC, so that an entry for every address opens the share to each machine of the VPC and of all networks connected with it.

Leave it for a VPC that holds nothing but what uses the share, and is connected to nothing.`,
    refs: [help('en/nas/user-guide/manage-a-permission-group'), registry('nas_access_rule')],
    equivalents: [],
    check: closed(fileShares, 'Every address may mount the file system. Name the range of the vSwitches that need it.'),
    bad: `resource "alicloud_nas_access_rule" "example" {
  access_group_name = alicloud_nas_access_group.example.access_group_name
  source_cidr_ip    = "0.0.0.0/0"
                      ~~~~~~~~~~~
}
`,
    good: `resource "alicloud_nas_access_rule" "example" {
  access_group_name = alicloud_nas_access_group.example.access_group_name
  source_cidr_ip    = "10.0.1.0/24"
}
`,
  },
];

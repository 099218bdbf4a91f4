/** The page of the provider's documentation on a resource type, named without its prefix. */
export function registry(name: string): string {
  return `https://registry.terraform.io/providers/aliyun/alicloud/latest/docs/resources/${name}`;
}

/** A page of Alibaba Cloud's documentation. */
export function help(path: string): string {
  return `https://www.alibabacloud.com/help/${path}`;
}

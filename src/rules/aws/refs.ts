/** The page of the provider's documentation on a resource type, named without its prefix. */
export function registry(name: string): string {
  return `https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/${name}`;
}

/** A page of AWS's documentation. */
export function docs(path: string): string {
  return `https://docs.aws.amazon.com/${path}`;
}

/** The page of the provider's documentation on a resource type, named without its prefix. */
export function registry(name: string): string {
  return `https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/${name}`;
}

/** A page of Google Cloud's documentation. */
export function docs(path: string): string {
  return `https://cloud.google.com/${path}`;
}

/** The page of the provider's documentation on a resource type, named without its prefix. */
export function registry(name: string): string {
  return `https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/${name}`;
}

/** A page of Azure's documentation. */
export function learn(path: string): string {
  return `https://learn.microsoft.com/en-us/azure/${path}`;
}

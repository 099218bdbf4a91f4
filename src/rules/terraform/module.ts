import { baseName } from '../../terraform/files.ts';
import { lookup } from '../../terraform/lookup.ts';
import type { ModuleInstance, ModuleTree, Resource, Section } from '../../terraform/model.ts';
import type { Location } from '../../terraform/value.ts';
import type { Report, Rule } from '../rule.ts';

const settings = 'https://developer.hashicorp.com/terraform/language/block/terraform';
const constraints = 'https://developer.hashicorp.com/terraform/language/expressions/version-constraints';

/** Where a fault of the module as a whole is shown: its terraform block, else its first provider, else its first block. */
function placeOf(module: ModuleInstance): Location | undefined {
  const [section] = [...module.sections('terraform'), ...module.sections('provider')];
  if (section) return section.location;
  for (const { path, body } of module.files) {
    const block = body.items.find((item) => item.kind === 'block');
    if (block?.kind === 'block') return { file: path, ...block.header };
  }
  return undefined;
}

/** The only argument, or the only nested block, of a name among the terraform blocks of a module. */
function terraformBlocks(module: ModuleInstance, name: string): readonly Section[] {
  return module.sections('terraform').flatMap((section) => section.blocks(name));
}

/** Whether the module does anything, so that it matters what runs it. */
function isUsed(module: ModuleInstance): boolean {
  return isDeployed(module) || module.sections('module').length > 0 || declared(module).length > 0;
}

/** Whether the module is run as it is: it says how to reach a provider. */
function isDeployed(module: ModuleInstance): boolean {
  return module.sections('provider').length > 0;
}

/** Terraform checks what every module of a tree requires, so a called module speaks for those that call it. */
function* requiredVersion({ root, modules }: ModuleTree): Iterable<Report> {
  const required = modules.some((module) =>
    module.sections('terraform').some((section) => section.attribute('required_version')),
  );
  if (!isUsed(root) || required) return;
  const at = placeOf(root);
  if (!at) return;
  yield {
    at,
    message:
      'No Terraform version is required here, so any one may be used. Set required_version in a terraform block.',
  };
}

/** The name by which a module calls the provider of a resource. */
function providerOf(resource: Resource): string {
  const chosen = resource.attribute('provider')?.value;
  const root = chosen?.kind === 'get' ? chosen.object : chosen;
  if (root?.kind === 'variable') return root.name;
  return resource.type.split('_')[0] ?? resource.type;
}

/** Providers that come with Terraform. */
const builtIn = new Set(['terraform']);

/** The providers of which called modules require a version, which holds for those that call them too. */
function requiredBelow({ root, modules }: ModuleTree): readonly string[] {
  return modules
    .filter((module) => module !== root)
    .flatMap((module) => terraformBlocks(module, 'required_providers'))
    .flatMap((section) =>
      section.names().filter((name) => {
        const entry = section.get(name);
        return entry?.kind === 'string' || (entry?.kind === 'object' && entry.entries.has('version'));
      }),
    );
}

function* requiredProviders(tree: ModuleTree): Iterable<Report> {
  const { root } = tree;
  const used = new Set([...root.sections('provider').map(({ type }) => type), ...declared(root).map(providerOf)]);
  for (const provider of root.sections('provider')) {
    if (provider.attribute('version')) used.delete(provider.type);
  }
  const required = terraformBlocks(root, 'required_providers');
  for (const section of required) {
    for (const name of section.names()) {
      used.delete(name);
      const entry = section.get(name);
      if (entry?.kind !== 'object' || entry.open || entry.entries.has('version')) continue;
      yield {
        at: entry,
        message: `Any version of the provider ${name} may be used. Add a version, such as the one in use with "~>" before it.`,
      };
    }
  }
  for (const name of requiredBelow(tree)) used.delete(name);
  const missing = [...used].filter((name) => !builtIn.has(name)).sort();
  const at = placeOf(root);
  if (missing.length === 0 || !at) return;
  const listed = missing.join(', ');
  yield {
    at,
    message: `No version is required of ${missing.length === 1 ? 'the provider' : 'the providers'} ${listed}, so a new major version may break the module. Name source and version in required_providers.`,
  };
}

function declared(module: ModuleInstance): readonly Resource[] {
  return [...module.resources(), ...module.dataSources()];
}

function* remoteBackend({ root }: ModuleTree): Iterable<Report> {
  if (!isDeployed(root)) return;
  if ([...terraformBlocks(root, 'backend'), ...terraformBlocks(root, 'cloud')].some((section) => !isLocal(section)))
    return;
  const at = placeOf(root);
  if (!at) return;
  const backend = root.sections('provider').flatMap(({ type }) => lookup(backends, type) ?? [])[0] ?? 'remote';
  yield {
    at,
    message: `The state is kept in a file beside the code, where nobody else has it and nothing locks it. Add a backend, such as "${backend}", to the terraform block.`,
  };
}

/** Reports the call that would go on for ever. Looking at every module finds it. */
function* circularCalls(tree: ModuleTree): Iterable<Report> {
  if (tree.modules.length === 0) return;
  for (const { kind, at, cause } of tree.notices()) {
    if (kind !== 'cycle') continue;
    yield {
      at,
      message: `This call leads back to ${baseName(cause)}, a module that it stands in. Remove the call, or move what both need into a third module.`,
    };
  }
}

/** The backend that goes with a provider. */
const backends: Readonly<Record<string, string>> = { google: 'gcs', aws: 's3', azurerm: 'azurerm', alicloud: 'oss' };

function isLocal(section: Section): boolean {
  return section.type === 'backend' && section.block?.labels[0]?.value === 'local';
}

export const moduleRules: readonly Rule[] = [
  {
    id: 'terraform/module-cycle',
    title: 'A module calls itself',
    severity: 'error',
    pillar: 'hygiene',
    recommended: true,
    why: `A module that calls itself, directly or through others, has no end, and Terraform refuses it. Nothing below the call is looked at.

There is no case for leaving it.`,
    refs: ['https://developer.hashicorp.com/terraform/language/modules/develop/composition'],
    equivalents: [],
    check: { on: [], tree: circularCalls },
    bad: `module "again" {
~~~~~~~~~~~~~~
  source = "./"
}
`,
    good: `module "again" {
  source = "./again"
}
`,
  },
  {
    id: 'terraform/no-remote-backend',
    title: 'The state is kept in a local file',
    severity: 'warning',
    pillar: 'governance',
    recommended: true,
    why: `A state file on one person's disk is lost with it, is not locked while two people apply, and holds secrets in plain text. A bucket with versioning keeps earlier states too. Only modules that configure a provider are looked at, since others are called by one that does.

Leave it for a demonstration that is destroyed the same day.`,
    refs: ['https://developer.hashicorp.com/terraform/language/backend', settings],
    equivalents: [],
    note: 'landing-zone-gcp#state',
    check: { on: [], tree: remoteBackend },
    bad: `terraform {
~~~~~~~~~
  required_version = ">= 1.9"
}

provider "google" {
  project = "example"
}
`,
    good: `terraform {
  required_version = ">= 1.9"

  backend "gcs" {}
}

provider "google" {
  project = "example"
}
`,
  },
  {
    id: 'terraform/required-providers',
    title: 'A provider is used in whatever version is newest',
    severity: 'warning',
    pillar: 'hygiene',
    recommended: true,
    why: `A major version of a provider removes arguments and changes defaults. Without a constraint the next \`terraform init\` without a lock file takes it, and the plan changes though the code did not. Without a source Terraform looks for the provider under HashiCorp's name only.

Leave it where one file of constraints is generated into every module.`,
    refs: ['https://developer.hashicorp.com/terraform/language/providers/requirements', constraints],
    equivalents: ['tflint/terraform_required_providers'],
    note: 'landing-zone-gcp#versions',
    check: { on: [], tree: requiredProviders },
    bad: `terraform {
  required_providers {
    google = { source = "hashicorp/google" }
             ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  }
}
`,
    good: `terraform {
  required_providers {
    google = { source = "hashicorp/google", version = "~> 7.45" }
  }
}
`,
  },
  {
    id: 'terraform/required-version',
    title: 'Any version of Terraform may be used',
    severity: 'warning',
    pillar: 'hygiene',
    recommended: true,
    why: `Newer versions write a state that older ones cannot read, and older ones lack what the code uses. A constraint tells people before they run anything.

Leave it where a wrapper picks the version for every module.`,
    refs: [`${settings}#required_version`, constraints],
    equivalents: ['tflint/terraform_required_version'],
    note: 'landing-zone-gcp#versions',
    check: { on: [], tree: requiredVersion },
    bad: `provider "google" {
~~~~~~~~~~~~~~~~~
  project = "example"
}
`,
    good: `terraform {
  required_version = ">= 1.9"
}

provider "google" {
  project = "example"
}
`,
  },
];

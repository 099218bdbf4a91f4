import type { ModuleTree } from '../../terraform/model.ts';
import type { Report, Rule } from '../rule.ts';

const variableFiles =
  'https://developer.hashicorp.com/terraform/language/values/variables#variable-definitions-tfvars-files';
const types = 'https://developer.hashicorp.com/terraform/language/expressions/type-constraints';

function* undeclared({ root, variableFiles }: ModuleTree): Iterable<Report> {
  for (const { assignments } of variableFiles) {
    for (const { name, variable } of assignments) {
      if (root.variables.has(variable)) continue;
      yield {
        at: name,
        message: `The module has no variable "${variable}", so this value is ignored. Declare it, or remove the line.`,
      };
    }
  }
}

/** Values in variable files, defaults and arguments of module calls that do not fit the type of their variable. */
function* wrongTypes(tree: ModuleTree): Iterable<Report> {
  for (const { assignments } of tree.variableFiles) {
    for (const { variable, value } of assignments) {
      if (!tree.root.variables.has(variable)) continue;
      const taken = tree.root.accept(variable, value);
      if (value.kind === 'unknown' || taken.kind !== 'unknown') continue;
      yield { at: taken, message: mismatch(variable, taken.cause) };
    }
  }
  for (const module of tree.modules) {
    for (const section of module.sections('variable')) {
      const value = section.get('default');
      const taken = value && module.accept(section.type, value);
      if (!value || value.kind === 'unknown' || taken?.kind !== 'unknown') continue;
      yield { at: taken, message: mismatch(section.type, taken.cause) };
    }
  }
}

function mismatch(variable: string, cause: string): string {
  return `This does not fit the type of the variable "${variable}": ${cause}.`;
}

export const variables: readonly Rule[] = [
  {
    id: 'terraform/undeclared-variable',
    title: 'A variable file sets a variable that does not exist',
    severity: 'warning',
    pillar: 'hygiene',
    recommended: true,
    why: `Terraform passes over a value for a variable that the module does not declare, so what was meant to be set is not: most often a name is misspelt, or the variable was renamed.

Leave it where one file serves several modules that each take a part of it.`,
    refs: [variableFiles],
    equivalents: [],
    check: { on: [], tree: undeclared },
    bad: `variable "region" {
  type = string
}

# prod.tfvars:
regoin = "europe-west4"
~~~~~~
`,
    good: `variable "region" {
  type = string
}

# prod.tfvars:
region = "europe-west4"
`,
  },
  {
    id: 'terraform/variable-type',
    title: 'A value does not fit the type of its variable',
    severity: 'error',
    pillar: 'hygiene',
    recommended: true,
    why: `Terraform converts what it can, such as \`"22"\` to a number, and stops at the rest. Whatever depends on the variable is unknown until then.

There is no case for leaving it.`,
    refs: [types],
    equivalents: [],
    check: { on: [], tree: wrongTypes },
    bad: `variable "ports" {
  type    = list(number)
  default = ["ssh"]
             ~~~~~
}
`,
    good: `variable "ports" {
  type    = list(number)
  default = [22]
}
`,
  },
];

import { Budget } from './budget.ts';
import { evaluate } from './evaluate.ts';
import { joinPath, type SourceFile } from './files.ts';
import { here, invalid } from './make.ts';
import type { References } from './scope.ts';
import type { Value } from './value.ts';

/** Nothing can be referred to in a variable file. */
function noReferences(): References {
  return {
    budget: new Budget(),
    resolve: (head, at) => invalid(`a variable file cannot refer to ${head.join('.')}`, here(at)),
    readFile: () => undefined,
    readDirectory: () => undefined,
    pathOf: (path) => path,
  };
}

/** The variable files that Terraform loads by itself from a directory, in its order; later ones win. */
export function automaticVariableFiles(directory: string, names: readonly string[]): string[] {
  const automatic = names.filter((name) => /\.auto\.tfvars(?:\.json)?$/.test(name)).sort();
  const standard = ['terraform.tfvars', 'terraform.tfvars.json'].filter((name) => names.includes(name));
  return [...standard, ...automatic].map((name) => joinPath(directory, name));
}

/** The values that variable files set, by variable. */
export function variableValues(files: readonly SourceFile[]): ReadonlyMap<string, Value> {
  const values = new Map<string, Value>();
  const references = noReferences();
  for (const file of files) {
    for (const item of file.body.items) {
      if (item.kind !== 'attribute') continue;
      values.set(item.name, evaluate(item.value, { file: file.path, references }));
    }
  }
  return values;
}

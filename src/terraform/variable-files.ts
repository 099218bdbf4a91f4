import { Budget } from './budget.ts';
import { evaluate } from './evaluate.ts';
import { joinPath, type SourceFile } from './files.ts';
import { here, invalid } from './make.ts';
import type { VariableFile } from './model.ts';
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

/** Whether a name is that of a variable file, loaded by Terraform or named by a person. */
export function isVariableFile(name: string): boolean {
  return /\.tfvars(?:\.json)?$/.test(name);
}

/** What a variable file assigns. */
export function readVariableFile(file: SourceFile): VariableFile {
  const references = noReferences();
  const assignments = file.body.items.flatMap((item) => {
    if (item.kind !== 'attribute') return [];
    const name = { file: file.path, ...item.nameSpan };
    return { name, variable: item.name, value: evaluate(item.value, { file: file.path, references }) };
  });
  return { file, assignments };
}

/** The values that variable files set, by variable; those of later files win. */
export function variableValues(files: readonly VariableFile[]): ReadonlyMap<string, Value> {
  return new Map(
    files.flatMap(({ assignments }) => assignments.map(({ variable, value }) => [variable, value] as const)),
  );
}

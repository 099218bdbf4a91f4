import type { SourceFile } from '../terraform/files.ts';
import type { ModuleTree } from '../terraform/model.ts';

/** Every file of a module tree by its path, however often its module is called, and the variable files of its root. */
export function filesOf(tree: ModuleTree): ReadonlyMap<string, SourceFile> {
  const files = [...tree.modules.flatMap((module) => module.files), ...tree.variableFiles.map(({ file }) => file)];
  return new Map(files.map((file) => [file.path, file]));
}

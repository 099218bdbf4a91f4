import type { FileSystem, SourceFile } from './files.ts';
import type { ModuleTree } from './model.ts';

/** The Terraform files that a caller can see, parsed and evaluated when asked and remembered until they change. */
export class Workspace {
  readonly files: FileSystem;

  constructor(files: FileSystem) {
    this.files = files;
  }

  /** The parsed file; undefined where there is none. */
  file(_path: string): SourceFile | undefined {
    throw new Error('not yet');
  }

  /** Directories at or below `directory` that hold Terraform files; `.terraform` and the like are left out. */
  moduleDirectories(_directory: string): readonly string[] {
    throw new Error('not yet');
  }

  /** Those of `moduleDirectories` that no other one calls as a module. */
  rootDirectories(_directory: string): readonly string[] {
    throw new Error('not yet');
  }

  /** The root directories under `top` whose module tree reads `path`. */
  rootsReading(_path: string, _top: string): readonly string[] {
    throw new Error('not yet');
  }

  /** The evaluated root module of a directory, with the values of `variableFiles` over its own. */
  tree(_directory: string, _variableFiles: readonly string[] = []): ModuleTree {
    throw new Error('not yet');
  }

  /** Forgets what is remembered of a file that was changed, created or deleted. */
  changed(_path: string): void {
    throw new Error('not yet');
  }
}

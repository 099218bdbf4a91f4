import type { RootVariables, VariableChoice, VariableFileOption } from '../protocol/messages.ts';
import { type FileSystem, isWithin, joinPath } from '../terraform/files.ts';
import { automaticVariableFiles, isVariableFile } from '../terraform/variable-files.ts';
import type { Documents } from './documents.ts';
import { type Choices, choiceOf, configuredSettings, type Root } from './folder.ts';
import { relativeName } from './related.ts';

/** Choices by path, of whatever a client sent. */
export function readChoices(sent: unknown, pathOf: Documents['pathOf']): Choices {
  const choices = new Map<string, readonly string[]>();
  for (const choice of Array.isArray(sent) ? sent : []) {
    const { root, files }: Partial<Record<keyof VariableChoice, unknown>> = Object(choice);
    const directory = typeof root === 'string' ? pathOf(root) : undefined;
    if (directory === undefined || !Array.isArray(files)) continue;
    const paths = files.flatMap((file) => (typeof file === 'string' ? (pathOf(file) ?? []) : []));
    choices.set(directory, [...new Set(paths)]);
  }
  return choices;
}

/** The variable files that give a root its values. */
export function variablesOf(root: Root, uriOf: Documents['uriOf']): RootVariables {
  const { present, missing } = choiceOf(root);
  const chosen = present.length > 0;
  return {
    root: uriOf(root.directory),
    automatic: automaticFiles(root).map(uriOf),
    used: (chosen ? present : configuredFiles(root)).map(uriOf),
    chosen,
    missing: missing.map(uriOf),
  };
}

/** The variable files that people may choose for a root: its own before those below, and at last those elsewhere. */
export function variableFileOptions(root: Root, uriOf: Documents['uriOf']): readonly VariableFileOption[] {
  const { directory, folder } = root;
  const automatic = new Set(automaticFiles(root));
  const configured = new Set(configuredFiles(root));
  const { present } = choiceOf(root);
  const paths = new Set([...variableFilesBelow(folder.files, directory), ...configured, ...present]);
  return [...paths].map((path) => ({
    uri: uriOf(path),
    name: isWithin(path, directory) ? relativeName(path, directory, undefined) : nameFrom(path, directory),
    automatic: automatic.has(path),
    configured: configured.has(path),
  }));
}

function configuredFiles(root: Root): readonly string[] {
  return configuredSettings(root).varFiles.filter((path) => root.folder.files.readFile(path) !== undefined);
}

function automaticFiles({ directory, folder }: Root): readonly string[] {
  const names = folder.files.readDirectory(directory)?.flatMap((entry) => (entry.directory ? [] : entry.name));
  return automaticVariableFiles(directory, names ?? []);
}

/** Directories to look through, and files to find: more is no list to choose from. */
const mostDirectories = 2000;
const mostFiles = 200;

/** Nearest first, by name within a directory. */
function variableFilesBelow(files: FileSystem, top: string): readonly string[] {
  const found: string[] = [];
  const queue = [top];
  for (const directory of queue) {
    const entries = [...(files.readDirectory(directory) ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const { name, directory: isDirectory } of entries) {
      if (!isDirectory && isVariableFile(name)) found.push(joinPath(directory, name));
      const hidden = name.startsWith('.') || name === 'node_modules';
      if (isDirectory && !hidden && queue.length < mostDirectories) queue.push(joinPath(directory, name));
    }
    if (found.length >= mostFiles) break;
  }
  return found.slice(0, mostFiles);
}

/** A path as seen from a directory that does not hold it: `../common.tfvars`. */
function nameFrom(path: string, directory: string): string {
  const [parts, from] = [path.split('/'), directory.split('/')];
  const shared = from.findIndex((part, i) => part !== parts[i]);
  const common = shared < 0 ? from.length : shared;
  return [...from.slice(common).map(() => '..'), ...parts.slice(common)].join('/');
}

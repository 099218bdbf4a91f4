import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { progress } from './measure.ts';

const tools = join(import.meta.dirname, 'tools');

/** What is used of the package web-tree-sitter, which is installed for benchmarks only. */
interface TreeSitter {
  readonly Parser: { new (): SitterParser; init(): Promise<void> };
  readonly Language: { load(bytes: Uint8Array): Promise<object> };
}

interface SitterParser {
  setLanguage(language: object): void;
  parse(text: string): { delete(): void } | null;
}

/** Parses by tree-sitter's grammar of HCL, compiled to WebAssembly; undefined where its packages cannot be installed. */
export async function treeSitter(): Promise<((text: string) => void) | undefined> {
  const packages = install();
  if (packages === undefined) return undefined;
  const library = pathToFileURL(join(packages, 'web-tree-sitter', 'web-tree-sitter.js')).href;
  const { Parser, Language } = (await import(library)) as TreeSitter;
  await Parser.init();
  const parser = new Parser();
  const grammar = join(packages, '@tree-sitter-grammars', 'tree-sitter-hcl', 'tree-sitter-hcl.wasm');
  parser.setLanguage(await Language.load(readFileSync(grammar)));
  return (text) => parser.parse(text)?.delete();
}

function install(): string | undefined {
  const cache = process.env['GROUNDWORK_CACHE'] ?? join(homedir(), '.cache', 'groundwork');
  const folder = join(cache, 'bench');
  const packages = join(folder, 'node_modules');
  const lock = readFileSync(join(tools, 'package-lock.json'), 'utf8');
  const known = join(folder, 'package-lock.json');
  if (existsSync(packages) && readFileSync(known, 'utf8') === lock) return packages;
  progress('installing tree-sitter: 13 MB, once');
  mkdirSync(folder, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) copyFileSync(join(tools, file), join(folder, file));
  const npm = process.env['npm_execpath'];
  const flags = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = npm
    ? spawnSync(process.execPath, [npm, ...flags], { cwd: folder })
    : spawnSync('npm', flags, { cwd: folder, shell: process.platform === 'win32' });
  return status === 0 ? packages : undefined;
}

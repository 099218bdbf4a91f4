import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withFabric } from '../fabric.ts';

/** A file of the corpora that lie beside the project. */
export interface CorpusFile {
  readonly name: string;
  readonly text: string;
}

const shared = new URL('../../../shared/', import.meta.url).pathname;

/** Every distinct native-syntax text of the labelled cases; undefined where they are absent. */
export function conformanceFiles(): readonly CorpusFile[] | undefined {
  const path = join(shared, 'conformance/cases.jsonl');
  if (!existsSync(path)) return undefined;
  const files: CorpusFile[] = [];
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (line === '') continue;
    const labelled = JSON.parse(line) as { check: string; source: string; files: Record<string, string> };
    for (const [file, text] of Object.entries(labelled.files))
      if (!file.endsWith('.json')) files.push({ name: `${labelled.check} ${labelled.source} ${file}`, text });
  }
  return distinct(files);
}

/** The files of a large public repository; undefined where it is absent. */
export function fabricFiles(): readonly CorpusFile[] | undefined {
  return withFabric((folder) => {
    const names = globSync('**/*.{tf,tfvars,hcl}', { cwd: folder }).sort();
    return distinct(names.map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') })));
  });
}

/** The published script of the landing zone, with the characters that its web page left in it. */
export function publishedScript(): string | undefined {
  const path = join(shared, 'blog/landing-zone-gcp.tf');
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function distinct(files: readonly CorpusFile[]): readonly CorpusFile[] {
  const seen = new Set<string>();
  return files.filter((file) => !seen.has(file.text) && seen.add(file.text));
}

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const archive = new URL('../../shared/corpus/gcp-fabric.tar.xz', import.meta.url).pathname;

/** A large public repository of Terraform, unpacked for `work` and removed afterwards; undefined where it is absent. */
export function withFabric<T>(work: (folder: string) => T): T | undefined {
  if (!existsSync(archive)) return undefined;
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'groundwork-corpus-')));
  try {
    execFileSync('tar', ['-xf', archive, '-C', folder]);
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

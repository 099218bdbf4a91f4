import { spawnSync } from 'node:child_process';

/** Why formatting cannot be checked here; false where it can. */
export const withoutTerraform: string | false =
  spawnSync('terraform', ['version']).status === 0 ? false : 'terraform is not installed';

/** The text as `terraform fmt` writes it. */
export function formatted(text: string): string {
  const { status, stdout, stderr } = spawnSync('terraform', ['fmt', '-no-color', '-'], {
    input: text,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

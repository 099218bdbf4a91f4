import nodePath, { type PlatformPath } from 'node:path';
import type { Finding } from '../linter/finding.ts';
import { confirmSyntax } from '../linter/syntax.ts';
import { enginePath } from '../node/files.ts';
import type { Arguments } from './arguments.ts';
import type { Io } from './io.ts';
import { createProgress } from './progress.ts';
import { lintProject, type Overrides, openProject, type Project } from './project.ts';
import { namedFile, targetOf } from './targets.ts';

/** Names paths for people: relative to a directory; one on another drive stays absolute. */
export function naming(base: string, platform: PlatformPath = nodePath): (path: string) => string {
  const names = new Map<string, string>();
  return (path) => {
    const known = names.get(path) ?? (enginePath(platform.relative(base, path), platform) || '.');
    names.set(path, known);
    return known;
  };
}

/**
 * The workspaces of the paths that the arguments name, with the settings that their options change.
 * @throws Failure where a path holds no Terraform files, or a configuration or baseline is invalid.
 */
export function openProjects(
  given: Arguments,
  io: Io,
  name: Overrides['name'],
  baseline: Overrides['baseline'],
): readonly Project[] {
  const config = given.value('config');
  const overrides: Overrides = {
    preset: given.value('preset') as Overrides['preset'],
    config: config === undefined ? undefined : namedFile(config, io.directory),
    varFiles: given.values('var-file').map((file) => namedFile(file, io.directory)),
    noInlineIgnores: given.has('no-inline-ignores'),
    baseline,
    name,
    progress: io.progress && !given.has('quiet') ? createProgress(io.progress) : undefined,
  };
  const operands = given.operands.length > 0 ? given.operands : ['.'];
  const targets = operands.map((operand) => targetOf(operand, io.directory));
  return [...new Set(targets.map(({ top }) => top))].map((top) =>
    openProject(
      targets.filter((target) => target.top === top),
      overrides,
    ),
  );
}

/** What is found in a workspace, without faults of syntax that Terraform's own parser does not have. */
export function found(project: Project, io: Io): Promise<readonly Finding[]> {
  const findings = lintProject(project, project.workspace);
  return confirmSyntax(findings, async (path) => {
    const text = project.workspace.file(path)?.text;
    return text === undefined || (await io.reference.accepts(text)) !== true;
  });
}

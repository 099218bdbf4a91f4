import { documentOf } from '../../terraform/document.ts';
import type { ModuleTree, Resource } from '../../terraform/model.ts';
import type { ObjectValue, Value } from '../../terraform/value.ts';

/** Where the types that describe containers as JSON have it: a list of containers, or one container's properties. */
const descriptions: Readonly<Record<string, string>> = {
  aws_batch_job_definition: 'container_properties',
  aws_ecs_task_definition: 'container_definitions',
};

/** Types whose containers can be read. */
export const containerTypes: readonly string[] = Object.keys(descriptions);

/** The containers that a resource describes, as far as they are known. */
export function containersOf(resource: Resource, tree: ModuleTree): readonly ObjectValue[] {
  const written = resource.get(descriptions[resource.type] ?? '');
  if (!written) return [];
  const { file } = written.origin.at;
  const source = tree.modules.flatMap(({ files }) => files).find(({ path }) => path === file)?.text;
  const document = documentOf(written, source);
  const items = document?.kind === 'list' ? document.items : document ? [document] : [];
  return items.flatMap((item) => (item.kind === 'object' ? [item] : []));
}

/** What a container is called in messages. */
export function nameOf(container: ObjectValue): string {
  const name = container.entries.get('name');
  return name?.kind === 'string' ? `the container "${name.value}"` : 'the container';
}

/** The environment variables of a container, which are a list of names and values. */
export function environmentOf(container: ObjectValue): readonly { readonly name: string; readonly value: Value }[] {
  const list = container.entries.get('environment');
  if (list?.kind !== 'list') return [];
  return list.items.flatMap((item) => {
    if (item.kind !== 'object') return [];
    const name = item.entries.get('name');
    const value = item.entries.get('value');
    return name?.kind === 'string' && value ? [{ name: name.value, value }] : [];
  });
}

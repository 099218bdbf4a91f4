import type { Attribute, Block, Body } from './ast.ts';

/** The argument of that name; the first where it is given twice. */
export function attribute(body: Body, name: string): Attribute | undefined {
  for (const item of body.items) if (item.kind === 'attribute' && item.name === name) return item;
  return undefined;
}

/** The blocks of that type, or all, in order of the text. */
export function blocks(body: Body, type?: string): readonly Block[] {
  return body.items.filter(
    (item): item is Block => item.kind === 'block' && (type === undefined || item.type === type),
  );
}

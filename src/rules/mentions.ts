import type { Attribute, Body } from '../hcl/ast.ts';
import { walkExpressions } from '../hcl/walk.ts';
import type { SourceFile } from '../terraform/files.ts';
import type { Resource } from '../terraform/model.ts';

interface Mentions {
  /** What is named, as `type.name`, with the first words of the blocks that name it. */
  readonly by: ReadonlyMap<string, ReadonlySet<string>>;
  /** Arguments whose value comes from an input variable, so that it may name anything. */
  readonly handedIn: ReadonlySet<string>;
}

/** What each file mentions, and what the files of a module do together. */
const ofFile = new WeakMap<SourceFile, Mentions>();
const ofModule = new WeakMap<readonly SourceFile[], Mentions>();

/**
 * What the text of a resource's module names it in, but for the block of the resource itself: `aws_lb` for a resource
 * or data source of that type, otherwise the block's own word, such as `output` or `module`.
 */
export function mentionedIn(resource: Resource): readonly string[] {
  return [...(mentionsIn(resource.module.files).by.get(`${resource.type}.${resource.name}`) ?? [])];
}

/** Whether an argument of one of the names takes an input variable in the resource's module, which may lead to anything. */
export function mayBeHandedIn(resource: Resource, argument: RegExp): boolean {
  return [...mentionsIn(resource.module.files).handedIn].some((name) => argument.test(name));
}

function mentionsIn(files: readonly SourceFile[]): Mentions {
  const known = ofModule.get(files);
  if (known) return known;
  const by = new Map<string, Set<string>>();
  const handedIn = new Set<string>();
  for (const file of files) {
    const mentions = ofFile.get(file) ?? mentionsOf(file);
    ofFile.set(file, mentions);
    for (const [named, owners] of mentions.by) by.set(named, new Set([...(by.get(named) ?? []), ...owners]));
    for (const name of mentions.handedIn) handedIn.add(name);
  }
  const found = { by, handedIn };
  ofModule.set(files, found);
  return found;
}

function mentionsOf(file: SourceFile): Mentions {
  const by = new Map<string, Set<string>>();
  const handedIn = new Set<string>();
  for (const item of file.body.items) {
    if (item.kind !== 'block') continue;
    const labels = item.labels.map(({ value }) => value);
    const own = labels.join('.');
    const owner = labels.length === 2 ? (labels[0] ?? item.type) : item.type;
    for (const attribute of attributesIn(item.body)) {
      walkExpressions(attribute, (expression) => {
        if (expression.kind !== 'get' || expression.object.kind !== 'variable') return;
        const { name } = expression.object;
        if (name === 'var') handedIn.add(attribute.name);
        const named = `${name}.${expression.name}`;
        if (named !== own) by.set(named, (by.get(named) ?? new Set()).add(owner));
      });
    }
  }
  return { by, handedIn };
}

function attributesIn(body: Body): readonly Attribute[] {
  return body.items.flatMap((item) => (item.kind === 'attribute' ? [item] : attributesIn(item.body)));
}

import type { Block } from '../../src/hcl/ast.ts';
import { nodeAt } from '../../src/hcl/walk.ts';
import type { Finding } from '../../src/linter/finding.ts';
import { ignoreComment } from '../../src/linter/ignore.ts';
import { lint } from '../../src/linter/lint.ts';
import type { Settings } from '../../src/linter/settings.ts';
import { terrascanNames } from '../../src/linter/terrascan-names.ts';
import { trivyNames } from '../../src/linter/trivy-names.ts';
import type { SourceFile } from '../../src/terraform/files.ts';
import type { ModuleTree } from '../../src/terraform/model.ts';
import { Workspace } from '../../src/terraform/workspace.ts';
import { memoryFiles } from '../memory.ts';
import { today } from './linting.ts';

export type Texts = Readonly<Record<string, string>>;

/** Texts and what is found in one of their directories. */
export interface Look {
  readonly texts: Texts;
  readonly directory: string;
  readonly settings: Settings;
  readonly found: readonly Finding[];
  readonly tree: ModuleTree;
  readonly file: (path: string) => SourceFile | undefined;
}

export function look(texts: Texts, directory: string, settings: Settings): Look {
  const workspace = new Workspace(memoryFiles(texts));
  const found = lint(workspace, directory, settings, today);
  const tree = workspace.tree(directory, settings.varFiles);
  return { texts, directory, settings, found, tree, file: (path) => workspace.file(path) };
}

interface Insertion {
  readonly file: string;
  readonly offset: number;
  readonly text: string;
}

type Place = (file: SourceFile, at: Finding['at'], block: Block | undefined, comment: string) => Insertion | undefined;

const lineStart = ({ lines }: SourceFile, offset: number) => lines.start(lines.lineAt(offset));
const lineEnd = ({ lines }: SourceFile, offset: number) => lines.end(lines.lineAt(offset));
const lineOf = (file: SourceFile, offset: number) => file.text.slice(lineStart(file, offset), lineEnd(file, offset));

function inHeredoc(file: SourceFile, offset: number): boolean {
  return nodeAt(file.body, offset).expressions.some((one) => 'heredoc' in one && one.heredoc);
}

const above: Place = (file, at, _, comment) => {
  if (at.end === 0 || inHeredoc(file, at.start)) return undefined;
  const indent = /^[ \t]*/.exec(lineOf(file, at.start))?.[0] ?? '';
  return { file: file.path, offset: lineStart(file, at.start), text: `${indent}${comment}\n` };
};

const beside: Place = (file, at, _, comment) => {
  const line = lineOf(file, at.start);
  if (at.end === 0 || inHeredoc(file, at.start) || /<<[-~]?\w+\s*$/.test(line)) return undefined;
  const { lines } = file;
  if (file.comments.some((one) => lines.lineAt(one.start) === lines.lineAt(at.start))) return undefined;
  return { file: file.path, offset: lineStart(file, at.start) + line.trimEnd().length, text: ` ${comment}` };
};

const aboveBlock: Place = (file, _, block, comment) => {
  if (!block || file.text.slice(lineStart(file, block.start), block.start).trim() !== '') return undefined;
  return { file: file.path, offset: lineStart(file, block.start), text: `${comment}\n` };
};

/** Whether nothing but its closing brace follows a block's opening brace on its line. */
function isOpen(file: SourceFile, block: Block | undefined): block is Block {
  return block !== undefined && /^\s*\}?\s*$/.test(file.text.slice(block.open + 1, lineEnd(file, block.open)));
}

const besideHeader: Place = (file, _, block, comment) => {
  if (!isOpen(file, block) || lineEnd(file, block.open) > block.close) return undefined;
  return { file: file.path, offset: block.open + 1, text: ` ${comment}` };
};

const inside: Place = (file, _, block, comment) =>
  isOpen(file, block) ? { file: file.path, offset: block.open + 1, text: `\n  ${comment}\n` } : undefined;

const last: Place = (file, _, block, comment) => {
  if (!block || file.text.slice(lineStart(file, block.close), block.close).trim() !== '') return undefined;
  return { file: file.path, offset: lineStart(file, block.close), text: `  ${comment}\n` };
};

const head: Place = (file, _, __, comment) => ({ file: file.path, offset: 0, text: `${comment}\n` });

const offered: Place = (file, at, _, comment) => {
  const [before = '', after = ''] = comment.split('why');
  const found = ignoreComment(file, at, /ignore (\S+)/.exec(before)?.[1] ?? '');
  return found && { file: file.path, offset: found.offset, text: `${found.before}why${found.after}${after}` };
};

const places = {
  'where it is offered': offered,
  'above the line': above,
  'at the end of the line': beside,
  'above the block': aboveBlock,
  'behind the opening brace': besideHeader,
  'inside the block': inside,
  'above the closing brace': last,
  'at the head of the file': head,
} as const satisfies Record<string, Place>;

/** A way to write a suppression at a place where it holds. */
export interface EveryForm {
  readonly tool: string;
  /** The name of the place. */
  readonly where: string;
  readonly place: Place;
  /** The comment, given the rule and, for another tool, the id of its check. */
  readonly comment: (id: string) => string;
  /** Whether the form has words for a reason: then it is 'why'. */
  readonly reasoned: boolean;
}

function form(tool: string, where: keyof typeof places, comment: EveryForm['comment'], reasoned = true): EveryForm {
  return { tool, where, place: places[where], comment, reasoned };
}

const own = (id: string) => `groundwork:ignore ${id} -- why`;

/** Every form of every tool, at each place where the tool looks for it. */
export const everyForm: readonly EveryForm[] = [
  form('groundwork', 'where it is offered', (id) => `# ${own(id)}`),
  form('groundwork', 'above the line', (id) => `// ${own(id)}`),
  form('groundwork', 'above the line', (id) => `/*\n * ${own(id)}\n */`),
  form('groundwork', 'at the end of the line', (id) => `/* ${own(id)} */`),
  form('groundwork', 'above the block', (id) => `# groundwork:ignore terraform/syntax, ${id} until 2099-12-31 -- why`),
  form('groundwork', 'behind the opening brace', (id) => `# ${own(id)}`),
  form('checkov', 'inside the block', (id) => `#checkov:skip=${id}:why`),
  form('checkov', 'inside the block', (id) => `// bridgecrew:skip= CKV_GCP_99999,${id.toLowerCase()}: why`),
  form('checkov', 'above the closing brace', (id) => `/* cortex:skip=${id}:why */`.replace(' */', '\n*/')),
  form('trivy', 'above the line', (id) => `#trivy:ignore:${id} why`),
  form('trivy', 'above the line', (id) => `# trivy:ignore:AVD-GCP-9999 trivy:ignore:avd-${id.toLowerCase()} why`),
  form('trivy', 'at the end of the line', (id) => `//tfsec:ignore:AVD-${id}:exp:2099-12-31 why`),
  form('trivy', 'above the block', (id) => `//tfsec:ignore:${trivyNames(id)[1] ?? id}:ws:def* why`),
  form('trivy', 'above the block', (id) => `#trivy:ignore:${id.slice(0, -1)}* why\n# trivy:ignore:AVD-GCP-9999`),
  form('trivy', 'behind the opening brace', () => '#tfsec:ignore:* why'),
  form('tflint', 'above the line', (id) => `# tflint-ignore: x_y, ${id} # why`),
  form('tflint', 'at the end of the line', () => '// tflint-ignore: all # why'),
  form('tflint', 'at the head of the file', (id) => `# tflint-ignore-file: ${id} # why`),
  form(
    'kics',
    'at the head of the file',
    (id) => `# what it is\n# kics-scan disable=00000000-0000-4000-8000-000000000000,${id}`,
    false,
  ),
  form('kics', 'at the head of the file', () => '// kics-scan enable=00000000-0000-4000-8000-000000000000', false),
  form('kics', 'at the head of the file', () => '# kics-scan ignore', false),
  form('kics', 'above the line', () => '# kics-scan ignore-line', false),
  form('kics', 'above the block', () => '# kics-scan ignore-block', false),
  form('terrascan', 'inside the block', (id) => `#ts:skip=${id} why`),
  form('terrascan', 'behind the opening brace', (id) => `#ts:skip=${terrascanNames(id)[1] ?? id} why`),
  form('terrascan', 'above the closing brace', () => '#ts:maxseverity=None', false),
];

/** The block of a finding's resource and its file, or else the one at the top of the file that the finding is in. */
function blockOf({ at, address }: Finding, { tree, file }: Look): readonly [SourceFile | undefined, Block | undefined] {
  const resource = address === undefined ? undefined : tree.resource(address);
  if (resource) return [file(resource.location.file), resource.block];
  const own = file(at.file);
  const items = own?.body.items ?? [];
  return [
    own,
    items.find((item): item is Block => item.kind === 'block' && item.start <= at.start && at.end <= item.end),
  ];
}

const ofBlock: ReadonlySet<Place> = new Set([aboveBlock, besideHeader, inside, last]);

/** The texts with a comment for each finding of the rule; undefined where there is no place for one of them. */
export function withComments(at: Look, { place, comment }: EveryForm, rule: string, id: string): Texts | undefined {
  const insertions = new Map<string, Insertion>();
  for (const finding of at.found) {
    if (finding.rule !== rule) continue;
    const [blockFile, block] = blockOf(finding, at);
    const file = ofBlock.has(place) ? blockFile : at.file(finding.at.file);
    const insertion = file && !file.path.endsWith('.json') && place(file, finding.at, block, comment(id));
    if (!insertion) return undefined;
    insertions.set(`${insertion.file} ${insertion.offset}`, insertion);
  }
  const texts = { ...at.texts };
  for (const { file, offset, text } of [...insertions.values()].sort((a, b) => b.offset - a.offset)) {
    const before = texts[file] ?? '';
    texts[file] = before.slice(0, offset) + text + before.slice(offset);
  }
  return texts;
}

/** The id by which a form names a rule's check, the given one if it is the tool's; undefined where the tool has none. */
export function idFor(
  { tool }: EveryForm,
  rule: string,
  equivalents: readonly string[],
  check?: string,
): string | undefined {
  if (tool === 'groundwork') return rule;
  // checkov's search for secrets goes by lines and knows no blocks.
  const own = [check, ...equivalents].find((one) => one?.startsWith(`${tool}/`) && !one.includes('SECRET'));
  return own?.slice(tool.length + 1);
}

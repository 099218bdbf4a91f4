import type { Attribute, Block } from '../../hcl/ast.ts';
import type { SourceFile } from '../../terraform/files.ts';
import type { Report, Rule } from '../rule.ts';

const sourcesPage = 'https://developer.hashicorp.com/terraform/language/block/module#source';

interface Source {
  readonly file: string;
  readonly module: Block;
  readonly attribute: Attribute;
  readonly text: string;
}

/** The module calls of a file whose source is written as a plain text. */
function* callsIn({ path, body }: SourceFile): Iterable<Source> {
  for (const item of body.items) {
    if (item.kind !== 'block' || item.type !== 'module') continue;
    const attribute = attributeOf(item, 'source');
    if (attribute?.value.kind !== 'string') continue;
    yield { file: path, module: item, attribute, text: attribute.value.value };
  }
}

function attributeOf(block: Block, name: string): Attribute | undefined {
  for (const item of block.body.items) if (item.kind === 'attribute' && item.name === name) return item;
  return undefined;
}

function at({ file, attribute: { value } }: Source): { file: string; start: number; end: number } {
  return { file, start: value.start, end: value.end };
}

/** `namespace/name/provider` with a host before it or not, and a directory behind it or not. */
const registrySource =
  /^(?:(?!(?:github\.com|bitbucket\.org)\/)[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?\/)?[a-z0-9][\w-]*\/[a-z0-9][\w-]*\/[a-z0-9]+(?:\/\/.*)?$/i;
const gitSource = /^git::|^(?:git|ssh|https?):\/\/[^?]*\.git(?:\/\/|\?|$)|^github\.com\/|^bitbucket\.org\/|^git@/;
const mercurialSource = /^hg::/;

/** The branch, tag or commit that a source asks for. */
function revisionOf(text: string): string | undefined {
  return /[?&](?:ref|rev)=([^&]*)/.exec(text)?.[1];
}

const branches = /^(?:main|master|trunk|head|default|develop(?:ment)?|dev|staging|prod(?:uction)?|latest)$/i;

function* unpinned(file: SourceFile): Iterable<Report> {
  for (const call of callsIn(file)) {
    const { text, module } = call;
    if (registrySource.test(text)) {
      if (attributeOf(module, 'version')) continue;
      yield {
        at: at(call),
        message: `Whatever version of ${text} is newest is used. Add version, such as the one in use with "~>" before it.`,
      };
    } else if (gitSource.test(text) || mercurialSource.test(text)) {
      const revision = revisionOf(text);
      if (revision !== undefined && revision !== '' && !branches.test(revision)) continue;
      const what = revision ? `The branch ${revision} moves` : 'Without a revision the newest state is used';
      const how = mercurialSource.test(text) ? '?rev=' : '?ref=';
      yield {
        at: at(call),
        message: `${what}, so what is applied may change though this code does not. Name a tag or commit with ${how}.`,
      };
    }
  }
}

function* withoutCommit(file: SourceFile): Iterable<Report> {
  for (const call of callsIn(file)) {
    const registry = registrySource.test(call.text);
    if (!registry && !gitSource.test(call.text)) continue;
    if (!registry && /^[0-9a-f]{40}$/i.test(revisionOf(call.text) ?? '')) continue;
    yield {
      at: at(call),
      message: 'A version or tag can be moved to other code. Name the commit with ?ref= and all of its 40 digits.',
    };
  }
}

function* plainHttp(file: SourceFile): Iterable<Report> {
  for (const call of callsIn(file)) {
    const { attribute } = call;
    if (!/^(?:[a-z]+::)?http:\/\//.test(call.text)) continue;
    const start =
      attribute.value.start + file.text.slice(attribute.value.start, attribute.value.end).indexOf('http://');
    yield {
      at: at(call),
      message: 'The module is fetched unencrypted, so anybody on the way may change it. Use https.',
      fixes: [
        {
          title: 'Use https (the server must offer it)',
          safe: false,
          edits: [{ file: file.path, start, end: start + 'http'.length, text: 'https' }],
        },
      ],
    };
  }
}

const git = 'git::https://git.example.com/modules/network.git';

function call(source: string, mark = false): string {
  const line = `  source = "${source}"\n`;
  return `module "network" {\n${line}${mark ? `           ${'~'.repeat(source.length + 2)}\n` : ''}}\n`;
}

export const sources: readonly Rule[] = [
  {
    id: 'terraform/module-plain-http',
    title: 'A module is fetched unencrypted',
    severity: 'error',
    pillar: 'governance',
    recommended: true,
    why: `Whoever is on the way can put other code in the module's place, and Terraform runs it with all the rights of who applies.

Leave it for a server on the same machine.`,
    refs: [sourcesPage],
    equivalents: [],
    check: { file: plainHttp },
    bad: call('http://modules.example.com/network.zip', true),
    good: call('https://modules.example.com/network.zip'),
  },
  {
    id: 'terraform/module-unpinned',
    title: 'A module is used in whatever version is newest',
    severity: 'warning',
    pillar: 'hygiene',
    recommended: true,
    why: `The lock file holds providers, not modules. Without a version each \`terraform init\` on a new machine takes the newest, so that a plan changes though the code did not, and somebody who takes over the module's repository has code run at yours.

Leave it for modules of one's own that are released together with what calls them.`,
    refs: [sourcesPage, 'https://developer.hashicorp.com/terraform/language/block/module#version'],
    equivalents: ['checkov/CKV_TF_2', 'tflint/terraform_module_pinned_source', 'tflint/terraform_module_version'],
    note: 'landing-zone-gcp#versions',
    check: { file: unpinned },
    bad: call(`${git}?ref=main`, true),
    good: call(`${git}?ref=v1.4.0`),
  },
  {
    id: 'terraform/module-without-commit',
    title: 'A module is pinned to something that can be moved',
    severity: 'info',
    pillar: 'governance',
    recommended: false,
    why: `A tag of git can be set to another commit, and a registry serves what its owner publishes. Only the hash of a commit always means the same code.

Leave it for modules whose publisher you trust, as most do: a registry module cannot be pinned by a hash at all, and versions are what people read.`,
    refs: [sourcesPage],
    equivalents: ['checkov/CKV_TF_1'],
    check: { file: withoutCommit },
    bad: call(`${git}?ref=v1.4.0`, true),
    good: call(`${git}?ref=51d462976d84fdea54b47d80dcabbf680badcdb8`),
  },
];

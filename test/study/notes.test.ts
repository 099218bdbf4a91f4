import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { Body } from '../../src/hcl/ast.ts';
import { parse } from '../../src/hcl/parser.ts';
import { rules } from '../../src/rules/catalogue.ts';
import { pillars } from '../../src/rules/rule.ts';
import { checkNote, type Shelf } from '../../src/study/check.ts';
import { exams } from '../../src/study/exams.ts';
import { parseNote } from '../../src/study/note.ts';
import { found } from '../rules/examples.ts';
import { formatted, withoutTerraform } from '../rules/formatting.ts';
import { files, passages, read, textOf } from './knowledge.ts';

const posts = [
  'landing-zone-gcp.md',
  'finops-research.md',
  'cost-alibaba.md',
  'podcast.md',
  'container-registry-alibaba.md',
  'vpc-alibaba.md',
  'kubernetes-ack.md',
  'oss.md',
  'tight-deadlines.md',
  'devops-ai-ml.md',
  'aws-ml-specialty.md',
];
const companions = [
  'landing-zones-compared.md',
  'finops-framework.md',
  'networks-compared.md',
  'registries-compared.md',
  'kubernetes-compared.md',
  'object-storage-compared.md',
  'mlops.md',
  'ml-exams.md',
  'ml-engineer-associate.md',
];

it('there is a note for every post, and the companions', () =>
  assert.deepEqual([...files].sort(), [...posts, ...companions].sort()));

it('notes have an order of their own each', () =>
  assert.deepEqual(
    files.map((file) => read(file).frontMatter.order).sort((a, b) => (a ?? 0) - (b ?? 0)),
    files.map((_, i) => i + 1),
  ));

it('no two cards ask the same', () => {
  const questions = files.flatMap((file) => read(file).cards.map(({ question }) => question));
  assert.deepEqual(
    questions.filter((question, i) => questions.indexOf(question) !== i),
    [],
  );
});

it('right answers stand at no favourite place', () => {
  const places = files
    .flatMap((file) => [...read(file).questions, ...read(file).examQuestions])
    .map(({ options }) => options.findIndex(({ right }) => right));
  for (const place of [0, 1, 2, 3]) assert.ok(places.filter((one) => one === place).length < places.length / 2);
});

it('every rule points to a heading of a note, which lists the rule', () => {
  for (const { id, note } of rules) {
    if (note === undefined) continue;
    const [name, anchor] = note.split('#');
    const taught = files.includes(`${name}.md`) ? read(`${name}.md`) : undefined;
    assert.ok(
      taught?.sections.some((section) => section.id === anchor),
      `${id} points to ${note}`,
    );
    assert.ok(
      taught?.rules.some((rule) => rule.id === id),
      `${name} does not list ${id}`,
    );
  }
});

/** Rules on a module as a whole: the code of a note is an excerpt, which need not have all that a module has. */
const ofModules = ['terraform/no-remote-backend', 'terraform/required-providers', 'terraform/required-version'];

const shelf: Shelf = {
  rules: new Set(rules.map(({ id }) => id)),
  guide: new Set(files.map((file) => file.replace(/\.md$/, ''))),
  anchors: (id) => read(`${id}.md`).sections.map((section) => section.id),
  names: () => files,
};

type Schema = { readonly [name: string]: string | true | Schema };

/** The argument and block names of every resource type of the four providers; they lie beside the project, not in it. */
const providers = ['google', 'aws', 'azurerm', 'alicloud'].map((name) => `../shared/providers/${name}.json`);
const withoutProviders = providers.every((path) => existsSync(path)) ? false : 'the provider schemas are not here';
const schemas = new Map<string, Schema>();
if (!withoutProviders) {
  for (const path of providers) {
    const { resources } = JSON.parse(readFileSync(path, 'utf8')) as { resources: Record<string, Schema> };
    for (const [type, schema] of Object.entries(resources)) schemas.set(type, schema);
  }
}

it('the example of the page on the format has nothing broken', () => {
  const page = readFileSync(new URL('../../knowledge/format/README.md', import.meta.url), 'utf8');
  const example = parseNote(/^```markdown\n([\s\S]*?)^```$/m.exec(page)?.[1] ?? '');
  assert.deepEqual(example.problems, []);
  assert.equal(example.frontMatter.title, 'Shared VPC');
  assert.deepEqual([example.cards.length, example.questions.length, example.rules.length], [1, 2, 1]);
  for (const { id } of example.rules) assert.ok(shelf.rules.has(id), id);
  for (const pillar of pillars) assert.ok(page.includes(`\`${pillar}\``), pillar);
});

for (const file of files) {
  describe(file, () => {
    const note = read(file);
    const hcl = note.code.filter(({ language }) => language === 'hcl');

    it('has nothing broken, and leads only to what is there', () =>
      assert.deepEqual(checkNote(note, { path: file }, shelf), []));

    it('has complete front matter', () => {
      const { title, source, clouds, pillars, checked } = note.frontMatter;
      assert.equal(note.sections[0]?.title, title);
      assert.equal(note.sections.filter(({ level }) => level === 1).length, 1);
      assert.ok(source);
      assert.ok(clouds.length > 0 && pillars.length > 0);
      assert.equal(checked, '2026-11-24');
    });

    it('has the sections of a note, in order', () => {
      const may: Readonly<Record<string, boolean>> = {
        Rules: note.rules.length > 0,
        Exam: note.examQuestions.length > 0,
      };
      const last = ['Rules', 'Further reading', 'Cards', 'Quiz', 'Exam'].filter((title) => may[title] ?? true);
      assert.deepEqual(
        note.sections.slice(-last.length).map(({ title }) => title),
        last,
      );
      assert.ok(note.sections.length >= last.length + 4);
    });

    it('is read in less than ten minutes', () => {
      const words = passages(note).join(' ').split(/\s+/).length;
      assert.ok(words < 1800, `${words} words`);
    });

    it('leads to the web by https only', () =>
      assert.deepEqual(
        note.links.filter(({ target }) => /^http:/i.test(target)),
        [],
      ));

    it('names rules sorted', () => {
      const ids = note.rules.map(({ id }) => id);
      assert.deepEqual(ids, [...new Set(ids)].sort());
    });

    it('has 8 to 15 cards', () =>
      assert.ok(note.cards.length >= 8 && note.cards.length <= 15, `${note.cards.length} cards`));

    it('has 5 to 10 questions whose options all have a reason', () => {
      assert.ok(note.questions.length >= 5 && note.questions.length <= 10, `${note.questions.length} questions`);
      const bare = [...note.questions, ...note.examQuestions].flatMap(({ options }) =>
        options.filter(({ reason }) => reason === ''),
      );
      assert.deepEqual(
        bare.map(({ line }) => line),
        [],
      );
    });

    it('has code of known languages only', () => {
      assert.deepEqual(
        note.code.filter(({ language }) => !['hcl', 'mermaid'].includes(language)).map(({ line }) => line),
        [],
      );
    });

    it('has Terraform that parses, is formatted, and has no fault that a recommended rule finds', (context) => {
      const text = hcl.map((block) => block.text).join('\n');
      for (const block of hcl) assert.deepEqual(parse(block.text).errors, [], `line ${block.line}`);
      for (const rule of rules.filter(({ id, recommended }) => recommended && !ofModules.includes(id)))
        assert.deepEqual(
          found(rule, text).map(({ message }) => message),
          [],
          rule.id,
        );
      if (withoutTerraform) context.diagnostic(`formatting not checked: ${withoutTerraform}`);
      else for (const block of hcl) assert.equal(formatted(block.text), block.text, `line ${block.line}`);
    });

    it('has Terraform whose arguments exist', { skip: withoutProviders }, () => {
      for (const { text } of hcl) {
        for (const block of parse(text).body.items) {
          if (block.kind !== 'block' || block.type !== 'resource') continue;
          const type = block.labels[0]?.value ?? '';
          const schema = schemas.get(type);
          assert.ok(schema, `no resource type ${type}`);
          assert.deepEqual(unfit(block.body, schema, type), []);
        }
      }
    });
  });
}

const metaArguments = ['count', 'for_each', 'depends_on', 'provider', 'lifecycle'];

/** What a body has and its schema has not, and what is required and absent. */
function unfit(body: Body, schema: Schema, path: string): string[] {
  const names = body.items.map((item) => (item.kind === 'block' ? item.type : item.name));
  const required = Object.entries(schema).filter(([name, type]) => name !== '!' && isRequired(type));
  return [
    ...required.filter(([name]) => !names.includes(name)).map(([name]) => `${path} lacks ${name}`),
    ...body.items.flatMap((item) => {
      const name = item.kind === 'block' ? item.type : item.name;
      if (metaArguments.includes(name)) return [];
      const type = schema[name];
      if (item.kind === 'block') {
        return typeof type === 'object' ? unfit(item.body, type, `${path}.${name}`) : [`${path} has no block ${name}`];
      }
      return typeof type === 'string' && !type.endsWith('=') ? [] : [`${path} has no argument ${name}`];
    }),
  ];
}

function isRequired(type: string | true | Schema): boolean {
  return typeof type === 'object' ? type['!'] === true : type !== true && type.endsWith('!');
}

describe('the exams', () => {
  const questions = files.flatMap((file) => [...read(file).questions, ...read(file).examQuestions]);
  const tagged = (tag: string) => questions.filter(({ domains }) => domains.includes(tag));

  it('no two questions are the same', () =>
    assert.deepEqual(
      questions.filter((one, i) => questions.findIndex(({ text }) => text === one.text) !== i),
      [],
    ));

  it('a mock exam of MLA-C01 can be drawn in many ways from each domain, with questions of both kinds', () => {
    for (const { id, weight } of exams[0]?.domains ?? []) {
      const pool = tagged(`mla-c01/${id}`);
      assert.ok(pool.length >= (weight / 2) * 1.25, `${pool.length} questions on ${id}`);
      const several = pool.filter(({ options }) => options.filter(({ right }) => right).length > 1);
      assert.ok(
        several.length >= 2 && several.length < pool.length / 2,
        `${several.length} of several answers on ${id}`,
      );
    }
  });

  it('a right answer is not given away by its length', () => {
    const pool = questions.filter(({ domains }) => domains.length > 0);
    const longest = pool.filter(({ options }) => {
      const most = Math.max(...options.map(({ text }) => text.length));
      return options.some(({ text, right }) => right && text.length === most);
    });
    assert.ok(longest.length < pool.length / 2, `${longest.length} of ${pool.length}`);
  });

  for (const file of ['aws-ml-specialty.md', 'ml-exams.md'])
    it(`${file} begins by saying that MLS-C01 is over and what to take`, () => {
      const [, first = ''] = passages(read(file));
      assert.match(first, /can no longer be taken/);
      assert.match(textOf(file).slice(0, 1200), /MLA-C01[\s\S]*AIP-C01/);
    });
});

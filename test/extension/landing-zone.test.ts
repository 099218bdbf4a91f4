import assert from 'node:assert/strict';
import { test } from 'node:test';
import markdownIt from 'markdown-it';
import { countOf, landingZoneMarkdown, landingZoneTree, type Node } from '../../src/extension/landing-zone.ts';
import { openNote } from '../../src/extension/notes.ts';
import type { Overview, PlacedProblem } from '../../src/protocol/messages.ts';

const words = {
  t: (message: string, ...values: (string | number)[]) =>
    message.replaceAll(/\{(\d)\}/g, (_, i: string) => String(values[Number(i)])),
  nameOf: (uri: string) => uri.replace('file:///work/', ''),
};

function problem(path: string, line: number, severity: PlacedProblem['severity'], message: string): PlacedProblem {
  const range = { start: { line, character: 2 }, end: { line, character: 8 } };
  return { uri: `file:///work/${path}`, range, severity, message };
}

const budget = {
  title: 'Budget with alerts',
  cloud: 'gcp',
  types: ['google_billing_budget'],
  note: 'finops-framework#what-code-can-show',
  snippet: 'gcp-budget',
};

/** Fifteen rules that hold. */
const others = [...'abcdefghijklmno'].map((letter) => `gcp/${letter}`);

const overview: Overview = {
  modules: ['file:///work', 'file:///work/net'],
  enabled: true,
  unread: 2,
  pillars: [
    {
      pillar: 'network',
      rules: [
        {
          id: 'gcp/open-ssh',
          title: 'SSH is open to the whole internet',
          problems: [
            problem('net/fw.tf', 11, 'error', 'Port 22 is open to *all*.'),
            problem('main.tf', 3, 'error', 'So is this.'),
          ],
        },
        { id: 'gcp/x', title: 'X', problems: [problem('network.tf', 0, 'info', 'x')] },
      ],
      score: { held: ['gcp/y', ...others], broken: ['gcp/open-ssh', 'gcp/x'], suppressed: ['gcp/y'] },
      absent: [],
    },
    { pillar: 'data', rules: [], score: { held: ['a', 'b', 'c', 'd'], broken: [], suppressed: [] }, absent: [] },
    { pillar: 'cost', rules: [], score: { held: [], broken: [], suppressed: [] }, absent: [budget] },
    {
      pillar: 'hygiene',
      rules: [{ id: 'configuration', title: 'C', problems: [problem('.groundwork.json', 0, 'warning', 'c')] }],
      score: { held: [], broken: [], suppressed: [] },
      absent: [],
    },
  ],
};

const outline = (nodes: readonly Node[], depth = ''): string[] =>
  nodes.flatMap(({ icon, label, description, children }) => [
    `${depth}${icon} ${label} | ${description}`,
    ...outline(children, `${depth}  `),
  ]);

test('the tree goes from pillars to rules to places, with counts, scores and the worst severity', () => {
  assert.deepEqual(outline(landingZoneTree(overview, {}, words)), [
    'error Network | 3 · 16/18 hold',
    '  error SSH is open to the whole internet | 2',
    '    error fw.tf:12 | Port 22 is open to *all*.',
    '    error main.tf:4 | So is this.',
    '  info X | 1',
    '    info network.tf:1 | x',
    'pass Data | 4/4 hold',
    'absent Cost | 1 not found',
    '  absent Not found here | 1',
    '    absent Budget with alerts | ',
    'warning Hygiene | 1',
    '  warning C | 1',
    '    warning .groundwork.json:1 | c',
  ]);
});

test('files of one name are told apart by their directories', () => {
  const again = {
    id: 'gcp/z',
    title: 'Z',
    problems: [problem('a/main.tf', 1, 'error', 'a'), problem('b/main.tf', 1, 'error', 'b')],
  };
  const pillars = [
    { pillar: 'network', rules: [again], score: { held: [], broken: ['gcp/z'], suppressed: [] }, absent: [] },
  ];
  const [network] = landingZoneTree({ ...overview, pillars }, {}, words);
  const places = network?.children[0]?.children.map(({ label }) => label);
  assert.deepEqual(places, ['a/main.tf:2', 'b/main.tf:2']);
  assert.equal(network?.spoken, 'Network, 2 errors, 1 rule applies and does not hold');
  assert.match(network?.tooltip ?? '', /\n\n1 rule applies and does not hold:\n\n- Z `gcp\/z`\n\n/);
});

test('each line has an id of its own, and words for a screen reader that do not hang on its icon', () => {
  const all: Node[] = [];
  const collect = (nodes: readonly Node[]): void => {
    for (const node of nodes) {
      all.push(node);
      collect(node.children);
    }
  };
  collect(landingZoneTree(overview, {}, words));
  assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
  const spoken = all.map(({ spoken }) => spoken);
  for (const text of [
    'Network, 2 errors, 1 hint, 16 of 18 rules that apply hold',
    'SSH is open to the whole internet, gcp/open-ssh, 2 errors',
    'Error, net/fw.tf, line 12, Port 22 is open to *all*.',
    'Cost, no problems, 1 part not found here',
    'Not found here, Budget with alerts, Google Cloud',
  ])
    assert.ok(spoken.includes(text), `${text} in ${spoken.join('\n')}`);
});

test('the tooltip of a pillar explains its score', () => {
  const [network, data] = landingZoneTree(overview, {}, words);
  assert.equal(
    network?.tooltip,
    [
      '**Network**: 2 errors, 1 hint',
      '16 of 18 rules that apply hold; 2 do not:',
      '- SSH is open to the whole internet `gcp/open-ssh`\n- X `gcp/x`',
      `Those that hold: \`gcp/y\`, ${others
        .slice(0, 11)
        .map((id) => `\`${id}\``)
        .join(', ')}, and 4 more.`,
      '1 of those that hold do so only because a comment or the baseline sets aside what they find:',
      '- `gcp/y`',
      'A rule applies where it is turned on and there is something that it looks at.',
    ].join('\n\n'),
  );
  assert.match(
    data?.tooltip ?? '',
    /no problems\n\n4 of 4 rules that apply hold\.\n\nThose that hold: `a`, `b`, `c`, `d`\.\n\nA rule/,
  );
});

test('what is absent may be in modules that were not looked into, and the tree says so', () => {
  const cost = landingZoneTree(overview, {}, words).find(({ id }) => id === 'cost');
  assert.match(cost?.children[0]?.tooltip ?? '', /2 modules that are called are not on disk/);
});

test('where there are several clouds, an absent part says which one it is of', () => {
  const aws = {
    pillar: 'data',
    rules: [],
    score: { held: [], broken: [], suppressed: [] },
    absent: [{ ...budget, cloud: 'aws' }],
  };
  const lines = outline(landingZoneTree({ ...overview, pillars: [...overview.pillars, aws] }, {}, words));
  for (const cloud of ['Google Cloud', 'AWS'])
    assert.ok(lines.includes(`    absent Budget with alerts | ${cloud}`), cloud);
});

test('a filter leaves the problems of a severity and of a folder, and counts them', () => {
  assert.deepEqual(
    outline(landingZoneTree(overview, { severities: ['info', 'warning'] }, words)).map((line) => line.trim()),
    [
      'info Network | 1 · 16/18 hold',
      'info X | 1',
      'info network.tf:1 | x',
      'warning Hygiene | 1',
      'warning C | 1',
      'warning .groundwork.json:1 | c',
    ],
  );
  const inNet = { folder: 'file:///work/net' };
  assert.deepEqual(countOf(overview, inNet), { error: 1, warning: 0, info: 0 }, 'network.tf is not in net');
  const [network, ...others] = landingZoneTree(overview, inNet, words);
  assert.deepEqual(others, []);
  assert.match(network?.tooltip ?? '', /whatever the filter shows/);
  assert.deepEqual(landingZoneTree(overview, { ...inNet, severities: ['info'] }, words), []);
  assert.deepEqual(countOf(overview, {}), { error: 2, warning: 1, info: 1 });
});

test('the tree as Markdown has what the filter shows, and shows characters of Markdown as they are', () => {
  const text = landingZoneMarkdown(overview, {}, words);
  assert.equal(
    text.slice(0, text.indexOf('### X')),
    [
      '# Landing zone',
      '2 errors, 1 warning, 1 hint',
      '## Network',
      '16 of 18 rules that apply hold.',
      '### SSH is open to the whole internet (`gcp/open-ssh`)',
      '- Error, `net/fw.tf:12`: Port 22 is open to \\*all\\*.\n- Error, `main.tf:4`: So is this.',
      '',
    ].join('\n\n'),
  );
  assert.match(
    text,
    /## Cost\n\n### Not found here\n\n- Budget with alerts \(Google Cloud\): `google_billing_budget`\n/,
  );
  const errors = landingZoneMarkdown(overview, { severities: ['error'] }, words);
  assert.match(errors, /^# Landing zone\n\n2 errors\n/);
  assert.doesNotMatch(errors, /Budget|Data|### X/);
});

test('a line that is absent leads to its note, and a rule to its page', async () => {
  const routes: string[] = [];
  const study = { show: async (route: string) => void routes.push(route) };
  const tree = landingZoneTree(overview, {}, words);
  await openNote(study, tree.find(({ id }) => id === 'cost')?.children[0]?.children[0]);
  await openNote(study, 'oss#access');
  await openNote(study, 'oss');
  await openNote(study, tree[0]);
  assert.deepEqual(routes, ['note/finops-framework/what-code-can-show', 'note/oss/access', 'note/oss']);
  assert.equal(tree[0]?.children[0]?.rule, 'gcp/open-ssh');
  assert.equal(tree[0]?.children[0]?.children[1]?.rule, 'gcp/open-ssh');
  assert.equal(tree.at(-1)?.children[0]?.rule, undefined);
});

test('a tooltip and the copied text show names and messages as they stand', () => {
  const renderer = markdownIt({ html: true });
  const path = 'a`b ![x](https:host.invalid) [y](command:x) `` <b>.tf';
  const message = '![x](https://host.invalid/x.png) [y](command:z) <img src="https://host.invalid/x.png"> `';
  const rules = [{ id: 'gcp/open-ssh', title: message, problems: [problem(path, 1, 'error', message)] }];
  const score = { held: [], broken: ['gcp/open-ssh'], suppressed: [] };
  const hostile: Overview = { ...overview, pillars: [{ pillar: 'network', rules, score, absent: [] }] };
  const tooltips = (nodes: readonly Node[]): string[] =>
    nodes.flatMap((node) => [node.tooltip, ...tooltips(node.children)]);
  const texts = [...tooltips(landingZoneTree(hostile, {}, words)), landingZoneMarkdown(hostile, {}, words)];
  assert.equal(texts.filter((text) => text.includes('host.invalid')).length, 4);
  for (const text of texts) assert.doesNotMatch(renderer.render(text), /<(?:a|b|img)\b/, text);
});

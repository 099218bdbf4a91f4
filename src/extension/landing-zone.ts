import type {
  AbsentPart,
  BrokenRule,
  Counts,
  Overview,
  PillarOverview,
  PlacedProblem,
  Score,
} from '../protocol/messages.ts';
import type { Severity } from '../protocol/settings.ts';
import { countsText, none, type Translate, total } from './texts.ts';

/** What of the overview is shown: everything where nothing is named. */
export interface Filter {
  readonly severities?: readonly Severity[];
  /** URI of a folder: only what is in it or below. */
  readonly folder?: string;
}

/** A line of the tree, with those below it. */
export interface Node {
  /** Stays the same as long as the line stands for the same thing. */
  readonly id: string;
  readonly kind: 'pillar' | 'rule' | 'problem' | 'absences' | 'part';
  readonly icon: Severity | 'pass' | 'absent';
  readonly label: string;
  readonly description: string;
  /** Markdown. */
  readonly tooltip: string;
  /** What a screen reader says instead of label and description. */
  readonly spoken: string;
  readonly children: readonly Node[];
  /** The rule that it is about, where the rule has a page. */
  readonly rule?: string;
  readonly problem?: PlacedProblem;
  readonly part?: AbsentPart;
}

export interface Words {
  readonly t: Translate;
  /** A file or directory as people know it. */
  readonly nameOf: (uri: string) => string;
}

export function isFiltered({ severities = [], folder }: Filter): boolean {
  return severities.length > 0 || folder !== undefined;
}

/** The tree of the view. Behind a filter there are only problems: what is absent or holds is of the whole workspace. */
export function landingZoneTree({ pillars, unread }: Overview, filter: Filter, words: Words): readonly Node[] {
  const clouds = new Set(pillars.flatMap(({ absent }) => absent.map(({ cloud }) => cloud)));
  const around = { unread, severalClouds: clouds.size > 1 };
  const shown = pillars.map((pillar) => ({ ...pillar, rules: matching(pillar.rules, filter) }));
  return shown
    .filter(({ rules }) => rules.length > 0 || !isFiltered(filter))
    .map((pillar) => pillarNode(pillar, isFiltered(filter), around, words));
}

/** The problems of the overview that a filter shows, by severity. */
export function countOf({ pillars }: Overview, filter: Filter): Counts {
  return countProblems(pillars.flatMap(({ rules }) => matching(rules, filter)));
}

function matching(rules: readonly BrokenRule[], { severities = [], folder }: Filter): readonly BrokenRule[] {
  const below = folder === undefined ? undefined : `${folder.replace(/\/$/, '')}/`;
  return rules.flatMap((rule) => {
    const problems = rule.problems.filter(
      ({ severity, uri }) =>
        (severities.length === 0 || severities.includes(severity)) && (below === undefined || uri.startsWith(below)),
    );
    return problems.length > 0 ? [{ ...rule, problems }] : [];
  });
}

function countProblems(rules: readonly BrokenRule[]): Counts {
  const counts = { ...none };
  for (const { severity } of rules.flatMap(({ problems }) => problems)) counts[severity]++;
  return counts;
}

function worst({ error, warning, info }: Counts): Severity | undefined {
  if (error > 0) return 'error';
  if (warning > 0) return 'warning';
  return info > 0 ? 'info' : undefined;
}

/** The name of a pillar as people read it. */
export function pillarTitle(pillar: string, t: Translate): string {
  const titles: Readonly<Record<string, string>> = {
    network: t('Network'),
    identity: t('Identity'),
    data: t('Data'),
    logging: t('Logging'),
    containers: t('Containers'),
    ml: t('Machine learning'),
    cost: t('Cost'),
    governance: t('Governance'),
    hygiene: t('Hygiene'),
  };
  return titles[pillar] ?? pillar;
}

/** What lines about absent parts hang on besides the part. */
interface Around {
  /** Modules that were not looked into. */
  readonly unread: number;
  /** Whether it must be said which cloud a part is of. */
  readonly severalClouds: boolean;
}

function pillarNode(overview: PillarOverview, filtered: boolean, around: Around, words: Words): Node {
  const { pillar, rules, score, absent } = overview;
  const { t } = words;
  const counts = countProblems(rules);
  const { held, broken } = score;
  const applying = held.length + broken.length;
  const label = pillarTitle(pillar, t);
  const found = countsText(counts, t);
  const holds = scoreSentence(overview, t);
  return {
    id: pillar,
    kind: 'pillar',
    icon: worst(counts) ?? (absent.length > 0 && !filtered ? 'absent' : 'pass'),
    label,
    description: [
      total(counts) > 0 && String(total(counts)),
      applying > 0 && t('{0}/{1} hold', held.length, applying),
      total(counts) + applying === 0 && t('{0} not found', absent.length),
    ]
      .filter(Boolean)
      .join(' · '),
    tooltip: [`**${label}**: ${found}`, scoreText(overview, filtered, t)].filter(Boolean).join('\n\n'),
    spoken: [label, found, holds, absent.length > 0 && !filtered && absentText(absent.length, t)]
      .filter(Boolean)
      .join(', '),
    children: [
      ...rules.map((rule) => ruleNode(pillar, rule, words)),
      ...(absent.length > 0 && !filtered ? [absencesNode(pillar, absent, around, t)] : []),
    ],
  };
}

/** '14 of 18 rules that apply hold'; empty where none applies. */
function scoreSentence({ score: { held, broken } }: PillarOverview, t: Translate): string {
  const applying = held.length + broken.length;
  if (applying === 0) return '';
  if (applying === 1) return held.length === 1 ? t('1 rule applies and holds') : t('1 rule applies and does not hold');
  return t('{0} of {1} rules that apply hold', held.length, applying);
}

/** As many rules are named in a tooltip. */
const mostNamed = 12;

function scoreText(overview: PillarOverview, filtered: boolean, t: Translate): string {
  const { rules, score } = overview;
  const { held, broken, suppressed } = score;
  const sentence = scoreSentence(overview, t);
  if (!sentence) return '';
  const titles = new Map(rules.map(({ id, title }) => [id, title]));
  const named = (ids: readonly string[], name: (id: string) => string): string[] =>
    ids
      .slice(0, mostNamed)
      .map(name)
      .concat(ids.length > mostNamed ? [t('and {0} more', ids.length - mostNamed)] : []);
  const list = (ids: readonly string[]) =>
    named(ids, (id) => [plain(titles.get(id) ?? ''), code(id)].filter(Boolean).join(' '))
      .map((line) => `- ${line}`)
      .join('\n');
  return [
    broken.length > 0 ? `${brokenText(sentence, score, t)}\n\n${list(broken)}` : `${sentence}.`,
    held.length > 0 && t('Those that hold: {0}.', named(held, code).join(', ')),
    suppressed.length > 0 &&
      `${t('{0} of those that hold do so only because a comment or the baseline sets aside what they find:', suppressed.length)}\n\n${list(suppressed)}`,
    t('A rule applies where it is turned on and there is something that it looks at.'),
    filtered && t('This is counted over the whole workspace, whatever the filter shows.'),
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** What the list of the rules that do not hold begins with. */
function brokenText(sentence: string, { held, broken }: Score, t: Translate): string {
  if (held.length === 0 && broken.length === 1) return `${sentence}:`;
  return `${sentence}; ${broken.length === 1 ? t('1 does not:') : t('{0} do not:', broken.length)}`;
}

function ruleNode(pillar: string, rule: BrokenRule, words: Words): Node {
  const { id, title, problems } = rule;
  const counts = countProblems([rule]);
  const found = countsText(counts, words.t);
  const names = shortNames(new Set(problems.map(({ uri }) => uri)), words);
  // What is wrong in a configuration file has no page.
  const page = id.includes('/') ? { rule: id } : {};
  return {
    id: `${pillar} ${id}`,
    kind: 'rule',
    icon: worst(counts) ?? 'info',
    label: title,
    description: String(problems.length),
    tooltip: `**${plain(title)}** \`${id}\`\n\n${found}`,
    spoken: `${title}, ${id}, ${found}`,
    children: problems.map((problem, i) => {
      const node = problemNode(`${pillar} ${id} ${i}`, problem, words);
      return { ...node, label: `${names.get(problem.uri)}:${problem.range.start.line + 1}`, ...page };
    }),
    ...page,
  };
}

/** The names of files without their directories, as long as no two of them are the same. */
function shortNames(uris: ReadonlySet<string>, { nameOf }: Words): ReadonlyMap<string, string> {
  const names = [...uris].map((uri) => [uri, nameOf(uri), uri.slice(uri.lastIndexOf('/') + 1)] as const);
  const alone = (last: string) => names.filter(([, , other]) => other === last).length === 1;
  return new Map(names.map(([uri, name, last]) => [uri, alone(last) ? name.slice(name.lastIndexOf('/') + 1) : name]));
}

/** A place where a rule is broken; its label is left to those who know what stands beside it. */
function problemNode(id: string, problem: PlacedProblem, { t, nameOf }: Words): Omit<Node, 'label'> {
  const { uri, range, severity, message } = problem;
  const name = nameOf(uri);
  const line = range.start.line + 1;
  return {
    id,
    kind: 'problem',
    icon: severity,
    description: message,
    tooltip: `${code(`${name}:${line}`)}\n\n${plain(message)}`,
    spoken: `${severityText(severity, t)}, ${t('{0}, line {1}', name, line)}, ${message}`,
    children: [],
    problem,
  };
}

function severityText(severity: Severity, t: Translate): string {
  if (severity === 'error') return t('Error');
  return severity === 'warning' ? t('Warning') : t('Hint');
}

function absentText(count: number, t: Translate): string {
  return count === 1 ? t('1 part not found here') : t('{0} parts not found here', count);
}

function absencesNode(pillar: string, absent: readonly AbsentPart[], around: Around, t: Translate): Node {
  const why = t('A landing zone normally has these, and no module of this workspace does.');
  const label = t('Not found here');
  return {
    id: `${pillar} absent`,
    kind: 'absences',
    icon: 'absent',
    label,
    description: String(absent.length),
    tooltip: [why, t('They may well be set up elsewhere.'), unreadText(around.unread, t)].filter(Boolean).join(' '),
    spoken: absentText(absent.length, t),
    children: absent.map((part) => partNode(pillar, part, around, t)),
  };
}

function unreadText(unread: number, t: Translate): string {
  if (unread === 0) return '';
  return unread === 1
    ? t('One module that is called is not on disk and was not looked into.')
    : t('{0} modules that are called are not on disk and were not looked into.', unread);
}

function partNode(pillar: string, part: AbsentPart, { severalClouds }: Around, t: Translate): Node {
  const { title, cloud, types } = part;
  const cloudName = cloudTitles[cloud] ?? cloud;
  return {
    id: `${pillar} absent ${cloud} ${title}`,
    kind: 'part',
    icon: 'absent',
    label: title,
    description: severalClouds ? cloudName : '',
    tooltip: `**${title}** (${cloudName})\n\n${t('One of these would do:')}\n\n${types.map((type) => `- \`${type}\``).join('\n')}`,
    spoken: `${t('Not found here')}, ${title}, ${cloudName}`,
    children: [],
    part,
  };
}

const cloudTitles: Readonly<Record<string, string>> = {
  gcp: 'Google Cloud',
  aws: 'AWS',
  azure: 'Azure',
  alicloud: 'Alibaba Cloud',
};

/** What the tree shows, as a text to paste into an issue or a page. */
export function landingZoneMarkdown(overview: Overview, filter: Filter, { t, nameOf }: Words): string {
  const lines = [`# ${t('Landing zone')}`, '', countsText(countOf(overview, filter), t), ''];
  for (const pillar of overview.pillars) {
    const rules = matching(pillar.rules, filter);
    if (rules.length === 0 && isFiltered(filter)) continue;
    const score = scoreSentence(pillar, t);
    lines.push(`## ${pillarTitle(pillar.pillar, t)}`, '', ...(score ? [`${score}.`, ''] : []));
    for (const { id, title, problems } of rules) {
      lines.push(`### ${plain(title)} (\`${id}\`)`, '');
      for (const { uri, range, severity, message } of problems)
        lines.push(
          `- ${severityText(severity, t)}, ${code(`${nameOf(uri)}:${range.start.line + 1}`)}: ${plain(message)}`,
        );
      lines.push('');
    }
    if (pillar.absent.length === 0 || isFiltered(filter)) continue;
    lines.push(`### ${t('Not found here')}`, '');
    for (const { title, cloud, types } of pillar.absent)
      lines.push(`- ${title} (${cloudTitles[cloud] ?? cloud}): ${types.map((type) => `\`${type}\``).join(', ')}`);
    lines.push('');
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

/** Plain text, so that Markdown shows it as it is. */
function plain(text: string): string {
  return text.replaceAll(/[\\`*<[\]]/g, '\\$&').replaceAll(/\s+/g, ' ');
}

/** Text as code, whatever is in it. */
function code(text: string): string {
  const runs = [...text.matchAll(/`+/g)].map(([run]) => run.length);
  const fence = '`'.repeat(Math.max(0, ...runs) + 1);
  const pad = runs.length > 0 ? ' ' : '';
  return `${fence}${pad}${text.replaceAll(/\s+/g, ' ')}${pad}${fence}`;
}

import { touches } from '../hcl/span.ts';
import { enabledRules } from '../linter/enabled.ts';
import { rulesOn } from '../linter/watching.ts';
import { type Topic, topicOf } from '../rules/facts/four-clouds.ts';
import { type Cloud, clouds } from '../rules/facts/landing-zone-parts.ts';
import type { Rule } from '../rules/rule.ts';
import { settingsOf } from './folder.ts';
import { code, commandLink } from './markdown.ts';
import type { Session } from './session.ts';
import type { Told } from './value-hover.ts';

/** As many rules are named, the worst first. */
const mostNamed = 3;

/** What there is to know of the resource type under the mouse: who watches it, what it is called elsewhere, what teaches it. */
export function aboutType(session: Session, path: string, offset: number): Told | undefined {
  const roots = session.workspaces.roots(path);
  const items = roots[0]?.folder.workspace.file(path)?.body.items ?? [];
  const block = items.find((item) => item.kind === 'block' && touches(item.header, offset));
  if (block?.kind !== 'block' || (block.type !== 'resource' && block.type !== 'data')) return undefined;
  const [label] = block.labels;
  if (!label || !touches(label, offset)) return undefined;
  const type = label.value;
  const enabled = new Set(roots.flatMap((root) => enabledRules(settingsOf(root)).map(({ id }) => id)));
  const watching = rulesOn(block.type === 'data' ? `data.${type}` : type);
  const on = watching.filter(({ id }) => enabled.has(id));
  const topic = topicOf(type);
  const links = session.client.options.commandLinks === true;
  const parts = [
    watching.length > 0 && watchers(on, watching.length, links),
    topic && elsewhere(topic, type),
    noteLine(noteOf(watching) ?? topic?.note, links),
  ].filter((part) => part);
  if (parts.length === 0) return undefined;
  return { text: [`**${code(type)}**${topic ? `: ${lower(topic.title)}` : ''}`, ...parts].join('\n\n'), span: label };
}

/** '12 rules watch it: 9 on network, 3 on logging', with the first of them. */
function watchers(on: readonly Rule[], all: number, links: boolean): string {
  const pillars = new Map<string, number>();
  for (const { pillar } of on) pillars.set(pillar, (pillars.get(pillar) ?? 0) + 1);
  const counts = [...pillars].sort(([, a], [, b]) => b - a).map(([pillar, count]) => `${count} on ${pillar}`);
  const off = all - on.length;
  const others = off > 0 ? ` ${off === 1 ? 'One more is' : `${off} more are`} turned off.` : '';
  if (on.length === 0) return `No rule that is turned on watches it.${others}`;
  const heading = `${on.length === 1 ? 'One rule watches' : `${on.length} rules watch`} it: ${counts.join(', ')}.${others}`;
  const named = on.slice(0, mostNamed).map(({ id, title }) => {
    return `- ${title} ${links ? `[${id}](${commandLink('groundwork.explainRule', id)})` : `\`${id}\``}`;
  });
  const rest = on.length - named.length;
  return [heading, '', ...named, ...(rest > 0 ? [`- and ${rest} more`] : [])].join('\n');
}

const cloudNames: Readonly<Record<Cloud, string>> = {
  gcp: 'Google Cloud',
  aws: 'AWS',
  azure: 'Azure',
  alicloud: 'Alibaba Cloud',
};

function elsewhere({ types }: Topic, type: string): string {
  const others = clouds.filter((cloud) => !types[cloud].includes(type));
  const named = others.map((cloud) => {
    const [first] = types[cloud];
    return `${cloudNames[cloud]} ${first === undefined ? '(no resource for it)' : `\`${first}\``}`;
  });
  return `Elsewhere: ${named.join(', ')}`;
}

/** The note that most of the rules point to. */
function noteOf(rules: readonly Rule[]): string | undefined {
  const votes = new Map<string, number>();
  for (const { note } of rules) if (note !== undefined) votes.set(note, (votes.get(note) ?? 0) + 1);
  const [most] = [...votes].sort(([, a], [, b]) => b - a);
  return most?.[0];
}

/** 'Note: networks compared, flow logs': as a link where the client has a command for it. */
function noteLine(note: string | undefined, links: boolean): string | undefined {
  if (note === undefined) return undefined;
  const name = note
    .split('#')
    .map((part) => part.replaceAll('-', ' '))
    .join(', ');
  return `Note: ${links ? `[${name}](${commandLink('groundwork.openNote', note)})` : `${name} (knowledge/${note.replace('#', '.md#')})`}`;
}

function lower(text: string): string {
  return /^[A-Z][a-z]/.test(text) && !text.startsWith('Kubernetes') ? text[0]?.toLowerCase() + text.slice(1) : text;
}

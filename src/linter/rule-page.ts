import { rules } from '../rules/catalogue.ts';
import { ruleInfo } from './own-rules.ts';

/** All that is to be said of a rule, as a page of Markdown; undefined where there is no such rule. */
export function rulePage(id: string): string | undefined {
  const info = ruleInfo(id);
  if (!info) return undefined;
  const rule = rules.find((candidate) => candidate.id === id);
  const examples = rule ? [`## Faulty\n\n${hcl(rule.bad)}`, `## Right\n\n${hcl(rule.good)}`] : [];
  const preset = info.recommended ? 'recommended' : 'all';
  const sections = [
    `# ${info.title}`,
    `\`${info.id}\` · ${info.severity} · ${info.pillar} · preset \`${preset}\``,
    info.why.trim(),
    ...examples,
    ...list(
      '## References',
      info.refs.map((ref) => `<${ref}>`),
    ),
    ...list('## The same in other tools', byTool(info.equivalents)),
    ...(rule
      ? [
          `## Leave it as it is\n\n${fenced('hcl', `# groundwork:ignore ${info.id} -- why`)}\n\nabove the block or the line, or \`"${info.id}": "off"\` under \`rules\` in \`.groundwork.json\`.`,
        ]
      : []),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** 'checkov: `CKV_GCP_2`, `CKV_GCP_3`': a line a tool. */
function byTool(equivalents: readonly string[]): readonly string[] {
  const tools = new Set(equivalents.map((check) => check.slice(0, check.indexOf('/'))));
  return [...tools].map((tool) => {
    const ids = equivalents.flatMap((check) =>
      check.startsWith(`${tool}/`) ? `\`${check.slice(tool.length + 1)}\`` : [],
    );
    return `${tool}: ${ids.join(', ')}`;
  });
}

/** An example without the lines that mark what is reported. */
function hcl(example: string): string {
  const lines = example.split('\n').filter((line) => !/^\s*~[~\s]*$/.test(line));
  return fenced('hcl', lines.join('\n').trim());
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

function list(heading: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`${heading}\n\n${items.map((item) => `- ${item}`).join('\n')}`];
}

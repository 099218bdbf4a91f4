/** A heading with what stands under it, up to the next heading. */
export interface Section {
  readonly level: number;
  readonly title: string;
  /** The anchor that Markdown viewers give it: `## Auto mode` is `#auto-mode`. */
  readonly id: string;
  /** 1-based, like every line here. */
  readonly line: number;
  readonly lines: readonly Line[];
}

export interface Line {
  readonly number: number;
  readonly text: string;
}

/** A fenced block: `text` without the fences and without their indentation. */
export interface CodeBlock {
  readonly language: string;
  readonly text: string;
  /** Of the first line of `text`. */
  readonly line: number;
}

export interface Link {
  readonly text: string;
  readonly target: string;
  readonly line: number;
}

/** Something broken in a note, for the person who writes it. */
export interface Problem {
  readonly line: number;
  readonly message: string;
}

/** Takes the fenced blocks out of `lines`; `prose` keeps the rest, a block's lines blank, so that numbers stay right. */
export function takeCode(lines: readonly Line[]): { prose: Line[]; code: CodeBlock[]; problems: Problem[] } {
  const prose: Line[] = [];
  const code: CodeBlock[] = [];
  let open: { mark: string; indent: number; language: string; line: number; text: string[] } | undefined;
  for (const line of lines) {
    const fence = fenceOf(line.text);
    if (!open && !fence) {
      prose.push(line);
      continue;
    }
    prose.push({ number: line.number, text: '' });
    if (!open && fence) {
      open = { ...fence, language: fence.info.split(/\s/)[0] ?? '', line: line.number + 1, text: [] };
    } else if (open && fence?.mark.startsWith(open.mark) && fence.info === '') {
      code.push({ language: open.language, text: open.text.map((text) => `${text}\n`).join(''), line: open.line });
      open = undefined;
    } else if (open) {
      open.text.push(line.text.slice(Math.min(open.indent, line.text.search(/\S|$/))));
    }
  }
  const problems = open
    ? [{ line: open.line - 1, message: `This code block is never closed: end it with ${open.mark}.` }]
    : [];
  return { prose, code, problems };
}

function fenceOf(text: string): { mark: string; indent: number; info: string } | undefined {
  const [, indent = '', mark = '', rest = ''] = /^(\s*)(`{3,}|~{3,})(.*)$/.exec(text) ?? [];
  const info = rest.trim();
  return mark === '' || info.includes('`') ? undefined : { mark, indent: indent.length, info };
}

/** Cuts prose at its headings; what stands before the first one is in no section. */
export function cutSections(prose: readonly Line[]): Section[] {
  const sections: (Section & { lines: Line[] })[] = [];
  const seen = new Map<string, number>();
  for (const line of prose) {
    const [, marks = '', rest = ''] = /^(#{1,6})\s(.*)$/.exec(line.text) ?? [];
    const title = rest.trim();
    if (title === '') {
      sections.at(-1)?.lines.push(line);
      continue;
    }
    const slug = slugOf(title);
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    const id = times === 0 ? slug : `${slug}-${times}`;
    sections.push({ level: marks.length, title, id, line: line.number, lines: [] });
  }
  return sections;
}

/** The links of prose, those in code spans left out. */
export function linksOf(prose: readonly Line[]): Link[] {
  return prose.flatMap(({ number, text }) => {
    const plain = text.replace(/`[^`]*`/g, '');
    const inline = [...plain.matchAll(/\[([^\][]*)\]\(([^()\s]*)(?:\s+"[^"]*")?\)/g)];
    const bare = [...plain.matchAll(/<(\w+:[^<>\s]+)>/g)];
    return [
      ...inline.map(([, label = '', target = '']) => ({ text: label, target, line: number })),
      ...bare.map(([, target = '']) => ({ text: target, target, line: number })),
    ];
  });
}

/** The anchor of a heading, as GitHub and VS Code make it. */
function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
}

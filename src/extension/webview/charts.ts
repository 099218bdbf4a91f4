import { h, shape } from './dom.ts';

/** One column of a chart: how high, and what it is to those who point at it: '3 Nov: 12 reviews'. */
export interface Column {
  readonly value: number;
  readonly label: string;
}

export interface Chart {
  readonly title: string;
  /** What the picture says, for those who hear the page. */
  readonly summary: string;
  readonly columns: readonly Column[];
  /** The highest value there can be; without it, the highest there is. */
  readonly top?: number;
  /** How the highest value is written. */
  readonly topLabel?: string;
  /** A height to compare with, and how it is written. */
  readonly mark?: readonly [height: number, label: string];
  /** What stands below the first column and below the last. */
  readonly ends: readonly [first: string, last: string];
}

/** A chart of columns that is as wide as there is room. Its texts are outside the picture, so that they are not stretched with it. */
export function columnChart({ title, summary, columns, top, topLabel, mark, ends }: Chart): HTMLElement {
  const highest = Math.max(1, top ?? 0, ...columns.map(({ value }) => value));
  const bars = columns.flatMap(({ value, label }, i) => {
    const height = (value / highest) * 100;
    return [
      shape('rect', { class: 'bar', x: i + 0.12, width: 0.76, y: 100 - height, height }),
      // Low columns can be pointed at as well as high ones.
      shape('rect', { class: 'column', x: i, width: 1, y: 0, height: 100 }, shape('title', {}, label)),
    ];
  });
  const y = mark === undefined ? 0 : 100 - (mark[0] / highest) * 100;
  const picture = shape(
    'svg',
    { viewBox: `0 0 ${columns.length} 100`, preserveAspectRatio: 'none', role: 'img', 'aria-label': summary },
    ...bars,
    ...(mark === undefined ? [] : [shape('line', { class: 'mark', x1: 0, x2: columns.length, y1: y, y2: y })]),
  );
  return h(
    'figure',
    { class: 'chart' },
    h('figcaption', {}, title),
    h(
      'div',
      { class: 'plot' },
      h(
        'div',
        { class: 'top', 'aria-hidden': 'true' },
        h('span', {}, topLabel ?? String(highest)),
        mark !== undefined && h('span', {}, `┄ ${mark[1]}`),
      ),
      picture,
    ),
    h('div', { class: 'ends', 'aria-hidden': 'true' }, h('span', {}, ends[0]), h('span', {}, ends[1])),
  );
}

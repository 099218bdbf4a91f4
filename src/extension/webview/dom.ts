type Value = string | number | boolean | ((event: Event) => void);
type Child = Node | string | false | undefined;

/** An element. A function is a listener for the event of that name, `true` an attribute without a value, `false` none. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, Value>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((child) => child !== false && child !== undefined));
  return element;
}

/** An element around HTML of the guide, which was made safe when it was built, and is in English whatever the editor speaks. */
export function rich<K extends keyof HTMLElementTagNameMap>(tag: K, html: string, name = ''): HTMLElementTagNameMap[K] {
  const element = h(tag, { lang: 'en', class: name !== '' && name });
  element.innerHTML = html;
  return element;
}

/** A link to a place in the guide. */
export function to(route: string, ...children: readonly Child[]): HTMLAnchorElement {
  return h('a', { href: `#/${route}` }, ...children);
}

/** A shape of a drawing. */
export function shape(
  tag: 'svg' | 'path' | 'rect' | 'line' | 'circle' | 'title',
  attributes: Readonly<Record<string, string | number>>,
  ...children: readonly (Node | string)[]
): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

const shapes = {
  back: 'M10 2.5 4.5 8l5.5 5.5M4.5 8h9',
  forward: 'M6 2.5 11.5 8 6 13.5M11.5 8h-9',
  home: 'M2.5 8 8 2.5 13.5 8M4 7v6.5h3v-4h2v4h3V7',
  side: 'M2 3h12v10H2zM8.5 3v10',
  copy: 'M5.5 5.5h8v8h-8zM3.5 10.5h-1v-8h8v1',
  insert: 'M2.5 13.5h11M8 2.5v7.5M4.5 7 8 10.5 11.5 7',
} as const;

/** A button with a word or a few on it. */
export function button(label: string, click: () => void, kind: 'primary' | 'secondary' = 'primary'): HTMLButtonElement {
  return h('button', { type: 'button', class: kind, click }, label);
}

/** A button that shows a picture and says what it does to those who point at it or hear it. */
export function iconButton(icon: keyof typeof shapes, label: string, click: () => void): HTMLButtonElement {
  const picture = shape('svg', { viewBox: '0 0 16 16', 'aria-hidden': 'true' }, shape('path', { d: shapes[icon] }));
  return h('button', { type: 'button', class: 'icon', title: label, 'aria-label': label, click }, picture);
}

/** A key that does what a button does, as it is written on it. */
export function keyHint(key: string): HTMLElement {
  return h('kbd', { 'aria-hidden': 'true' }, key);
}

/** What takes the focus when the person comes to the page. */
let awaited: HTMLElement | undefined;

/** Moves the focus; where the person is elsewhere in the editor, as soon as they come to the page. */
export function focus(element: HTMLElement | undefined): void {
  awaited = element;
  if (document.hasFocus()) element?.focus({ preventScroll: true });
}

/** Puts the focus where it belongs when the page gets it without a place. */
export function welcome(): void {
  if (document.activeElement === document.body && awaited?.isConnected) awaited.focus({ preventScroll: true });
}

/** Moves the focus and scrolls as far as it takes to see where it is. */
export function reveal(element: HTMLElement | undefined): void {
  focus(element);
  element?.scrollIntoView({ block: 'nearest' });
}

const stops = 'a[href], button, input, summary, [tabindex]';

/** Fills an element anew. What was folded out stays so, and the focus goes to what stands where it was: the same link, or the same place. */
export function refill(element: HTMLElement, ...children: readonly Child[]): void {
  const open = [...element.querySelectorAll('details')].map((details) => details.open);
  const before = [...element.querySelectorAll<HTMLElement>(stops)];
  const here = document.activeElement;
  const at = here instanceof HTMLElement ? before.indexOf(here) : -1;
  const href = before[at]?.getAttribute('href') ?? '';
  element.replaceChildren(...children.filter((child) => child !== false && child !== undefined));
  element.querySelectorAll('details').forEach((details, i) => {
    details.open = open[i] ?? false;
  });
  if (at < 0) return;
  const after = [...element.querySelectorAll<HTMLElement>(stops)];
  focus(
    after.find((stop) => href !== '' && stop.getAttribute('href') === href) ?? after[Math.min(at, after.length - 1)],
  );
}

/** When the day began where the person is. */
export function today(now: number): number {
  return new Date(now).setHours(0, 0, 0, 0);
}

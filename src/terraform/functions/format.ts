import { textOf } from '../convert.ts';
import { string } from '../make.ts';
import type { Origin, Value } from '../value.ts';

/** What `format()` makes of a form and its arguments, or what is wrong with them. Verbs: %s %v %d %q %%, with a width. */
export function formatText(form: string, args: readonly Value[], origin: Origin): Value | string {
  let used = 0;
  let wrong: string | undefined;
  const text = form.replace(/%([-0 ]*)(\d*)([a-zA-Z%])/g, (_whole, flags: string, width: string, verb: string) => {
    if (verb === '%') return '%';
    const arg = args[used++];
    const value = arg && textOf(arg);
    if (value === undefined) {
      wrong ??= arg ? 'an argument has no text' : 'there are fewer arguments than verbs';
      return '';
    }
    if (!'svdq'.includes(verb)) {
      wrong ??= `the verb %${verb} is not worked out`;
      return '';
    }
    const shown = verb === 'q' ? JSON.stringify(value) : value;
    if (flags.includes('-')) return shown.padEnd(Number(width));
    return shown.padStart(Number(width), flags.includes('0') ? '0' : ' ');
  });
  if (!wrong && used < args.length) wrong = 'there are more arguments than verbs';
  return wrong ?? string(text, origin);
}

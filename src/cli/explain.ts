import { ruleInfo, rulesEquivalentTo, unknownRule } from '../linter/own-rules.ts';
import { rulePage } from '../linter/rule-page.ts';
import type { Arguments } from './arguments.ts';
import { Failure } from './failure.ts';
import type { Io } from './io.ts';
import { painter } from './terminal.ts';

/** Prints the page of a rule, or of each rule that does what a check of another tool does. */
export function explain(given: Arguments, io: Io): number {
  const [name, ...more] = given.operands;
  if (name === undefined || more.length > 0)
    throw new Failure('explain takes one rule: groundwork explain gcp/open-ssh');
  const rules = [ruleInfo(name) ?? rulesEquivalentTo(name)].flat();
  if (rules.length === 0) throw new Failure(unknownRule(name));
  const paint = painter(io, given.has('no-color'));
  const pages = rules.map(({ id }) => rulePage(id) ?? '');
  io.out(pages.join('\n').replace(/^#+ .*$/gm, (heading) => paint(heading, 'bold')));
  return 0;
}

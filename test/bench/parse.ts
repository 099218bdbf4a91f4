import { parse } from '../../src/hcl/parser.ts';
import { fabricFiles } from '../hcl/corpus.ts';
import { reference } from '../hcl/reference.ts';
import { median, print, progress, short, timed } from './measure.ts';
import { treeSitter } from './tree-sitter.ts';

// How fast texts of several sizes are parsed, in megabytes a second, in turns with other parsers.

const runs = 9;
const sizes = [1, 10, 100, 1000];

/** Texts of about `kilobytes` each, 1 MB in all, made of whole files that follow one another. */
function textsOf(files: readonly string[], kilobytes: number): readonly string[] {
  const texts: string[] = [];
  let text = '';
  let total = 0;
  for (const file of files) {
    const part = file.length > kilobytes * 1100 ? '' : file;
    text += part;
    if (text.length < kilobytes * 900) continue;
    texts.push(text);
    total += text.length;
    text = '';
    if (total > 900_000) break;
  }
  return texts;
}

/** Megabytes a second of one pass over the texts. */
function rate(texts: readonly string[], run: (text: string) => unknown): number {
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return bytes / 1000 / timed(() => texts.forEach((text) => void run(text)));
}

const files = fabricFiles()?.map(({ text }) => text);
if (files === undefined) progress('the corpus is not beside this checkout: the parser is not measured');
else {
  const cold = rate(files, parse);
  for (let i = 0; i < 5; i++) rate(files, parse);
  reference('a = 1\n');
  const sitter = await treeSitter();
  for (const kilobytes of sizes) {
    const texts = textsOf(files, kilobytes);
    // HashiCorp's takes seconds for a megabyte.
    const few = texts.slice(0, Math.max(1, Math.floor(100 / kilobytes)));
    const rates = Array.from({ length: runs }, (_, i) => ({
      ours: rate(texts, parse),
      sitter: sitter && rate(texts, sitter),
      hashicorp: i < 3 && kilobytes <= 100 ? rate(few, reference) : undefined,
    }));
    const ours = median(rates.map((one) => one.ours));
    const than = (name: string, values: readonly (number | undefined)[], missing: string) => {
      const rate = median(values.filter((value) => value !== undefined));
      return Number.isNaN(rate) ? `${name}: ${missing}` : `${name} ${short(rate)} MB/s (${(ours / rate).toFixed(0)}×)`;
    };
    print({
      what: `Parse, texts of ${kilobytes < 1000 ? `${kilobytes} kB` : '1 MB'}`,
      measured: `${short(ours)} MB/s`,
      others: [
        than(
          'tree-sitter-hcl',
          rates.map((one) => one.sitter),
          'not installed',
        ),
        than(
          'hcl2-parser',
          rates.map((one) => one.hashicorp),
          'takes too long',
        ),
      ].join(', '),
      budget: '≥ 20 MB/s',
      runs,
    });
  }
  print({ what: 'Parse, the first pass of a process over 3 MB', measured: `${short(cold)} MB/s`, runs: 1 });
}

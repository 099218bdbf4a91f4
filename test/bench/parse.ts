import { parse } from '../../src/hcl/parser.ts';
import { fabricFiles } from '../hcl/corpus.ts';
import { reference } from '../hcl/reference.ts';

/** Megabytes a second of one pass over the texts. */
function rate(texts: readonly string[], run: (text: string) => unknown): number {
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const start = performance.now();
  for (const text of texts) run(text);
  return bytes / 1000 / (performance.now() - start);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

const texts = fabricFiles()?.map((file) => file.text);
if (texts === undefined) console.log('parse: the corpus is not beside this checkout');
else {
  const cold = rate(texts, parse);
  const warm = median(Array.from({ length: 15 }, () => rate(texts, parse)));
  const sample = texts.filter((_, index) => index % 20 === 0);
  reference('a = 1\n');
  const theirs = median(Array.from({ length: 3 }, () => rate(sample, reference)));
  console.log(`parse: ${warm.toFixed(1)} MB/s warm (median of 15), ${cold.toFixed(1)} MB/s on the first pass`);
  console.log(
    `hcl2-parser: ${theirs.toFixed(2)} MB/s (median of 3, every twentieth file); ${(warm / theirs).toFixed(0)} times slower`,
  );
}

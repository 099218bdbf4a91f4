import { nearest } from '../rules/nearest.ts';

/** Finds what a misspelt word was meant to be; undefined where nothing is near. */
export type Suggest = (word: string, candidates: Iterable<string>) => string | undefined;

/** How many words one note may have compared: enough for every slip, not for a text that is nothing else. */
const budget = 100_000;

/** What finds suggestions for one note. */
export function suggester(): Suggest {
  let left = budget;
  return (word, candidates) => {
    if (word.length > 200) return undefined;
    const some: string[] = [];
    for (const candidate of candidates) {
      if (left-- <= 0) return undefined;
      some.push(candidate);
    }
    return nearest(word, some);
  };
}

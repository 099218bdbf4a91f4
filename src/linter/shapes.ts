import type { Node } from 'jsonc-parser';
import { didYouMean } from '../rules/nearest.ts';

/** Receives what is wrong with a part of a JSON document. */
export type Complain = (node: Node, message: string) => void;

/** What a part of a JSON document must look like: reads it, and describes itself as JSON schema. */
export interface Shape<T> {
  /** The value as far as it is right; what is wrong is told. */
  read(node: Node, complain: Complain): T | undefined;
  readonly schema: object;
}

/** A word that a map may have as key, with what it means. */
export interface Word {
  readonly word: string;
  readonly description: string;
  /** Default value, shown while editing. */
  readonly default?: unknown;
}

/** One of a few words. `descriptions` are shown while editing. */
export function oneOf<T extends string>(values: readonly T[], descriptions?: readonly string[]): Shape<T> {
  return {
    read(node, complain) {
      const value = values.find((candidate) => candidate === node.value);
      if (value === undefined) {
        const hint = typeof node.value === 'string' ? didYouMean(node.value, values) : '';
        complain(node, `Expected ${values.map((word) => JSON.stringify(word)).join(', ')}${hint || '.'}`);
      }
      return value;
    },
    schema: { type: 'string', enum: values, ...(descriptions && { enumDescriptions: descriptions }) },
  };
}

/** Any text; `fault` says what is wrong with one that will not do. */
export function text(what: string, fault: (value: string) => string | undefined = () => undefined): Shape<string> {
  return {
    read(node, complain) {
      if (node.type !== 'string') complain(node, `Expected ${what} in quotes.`);
      else {
        const message = node.value === '' ? `Expected ${what}, not an empty string.` : fault(node.value);
        if (message === undefined) return node.value;
        complain(node, message);
      }
      return undefined;
    },
    schema: { type: 'string', minLength: 1 },
  };
}

/** `true` or `false`. */
export const flag: Shape<boolean> = {
  read(node, complain) {
    if (node.type === 'boolean') return node.value === true;
    complain(node, 'Expected true or false.');
    return undefined;
  },
  schema: { type: 'boolean' },
};

/** One of many words. `unknown` is the sentence about any other. */
export function wordOf(words: readonly Word[], what: string, unknown: (word: string) => string): Shape<string> {
  const known = new Set(words.map(({ word }) => word));
  const { read } = text(what, (value) => (known.has(value) ? undefined : unknown(value)));
  return {
    read,
    schema: {
      type: 'string',
      enum: words.map(({ word }) => word),
      enumDescriptions: words.map(({ description }) => description),
    },
  };
}

/** A list; elements that are wrong are left out. */
export function listOf<T>(item: Shape<T>): Shape<readonly T[]> {
  return {
    read(node, complain) {
      if (node.type === 'array') return (node.children ?? []).flatMap((child) => item.read(child, complain) ?? []);
      complain(node, 'Expected a list in square brackets.');
      return undefined;
    },
    schema: { type: 'array', items: item.schema, uniqueItems: true },
  };
}

/** An object with any of the words as keys. `unknown` ends the sentence about a key that is none of them. */
export function mapOf<T>(
  words: readonly Word[],
  value: Shape<T>,
  unknown: (key: string) => string,
): Shape<ReadonlyMap<string, T>> {
  const known = new Set(words.map(({ word }) => word));
  return {
    read(node, complain) {
      if (node.type !== 'object') {
        complain(node, 'Expected an object in braces.');
        return undefined;
      }
      const map = new Map<string, T>();
      for (const { key, name, content } of properties(node)) {
        if (!known.has(name)) complain(key, unknown(name));
        else if (map.has(name)) complain(key, `"${name}" is given twice.`);
        else if (content) {
          const result = value.read(content, complain);
          if (result !== undefined) map.set(name, result);
        }
      }
      return map;
    },
    schema: {
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(
        words.map(({ word, description, default: preset }) => [
          word,
          { ...value.schema, description, ...(preset !== undefined && { default: preset }) },
        ]),
      ),
    },
  };
}

/** The properties of an object in order; `content` is absent where the text breaks off. */
export function properties(node: Node): readonly { key: Node; name: string; content: Node | undefined }[] {
  return (node.children ?? []).flatMap(({ children: [key, content] = [] }) =>
    key ? { key, name: String(key.value), content } : [],
  );
}

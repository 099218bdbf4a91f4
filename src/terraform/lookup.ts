/** What a table says of a key that comes from the user's text; nothing of `constructor` and what else every object has. */
export function lookup<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

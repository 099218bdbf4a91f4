/** A map whose values are worked out when first asked for. Iterating works out all of them. */
export class LazyMap<V> implements ReadonlyMap<string, V> {
  readonly #make: ReadonlyMap<string, () => V>;
  readonly #made = new Map<string, V>();

  constructor(make: ReadonlyMap<string, () => V>) {
    this.#make = make;
  }

  get size(): number {
    return this.#make.size;
  }

  has(key: string): boolean {
    return this.#make.has(key);
  }

  get(key: string): V | undefined {
    const made = this.#made.get(key);
    if (made !== undefined) return made;
    const value = this.#make.get(key)?.();
    if (value !== undefined) this.#made.set(key, value);
    return value;
  }

  keys(): MapIterator<string> {
    return this.#make.keys();
  }

  *entries(): MapIterator<[string, V]> {
    for (const key of this.#make.keys()) {
      const value = this.get(key);
      if (value !== undefined) yield [key, value];
    }
  }

  *values(): MapIterator<V> {
    for (const [, value] of this.entries()) yield value;
  }

  [Symbol.iterator](): MapIterator<[string, V]> {
    return this.entries();
  }

  forEach(visit: (value: V, key: string, map: ReadonlyMap<string, V>) => void): void {
    for (const [key, value] of this.entries()) visit(value, key, this);
  }
}

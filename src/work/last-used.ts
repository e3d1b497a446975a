/** Things by name, of which only those used last are kept. */
export interface LastUsed<T> {
  /** The thing of a name, which counts as using it. */
  readonly find: (name: string) => T | undefined;
  readonly keep: (name: string, thing: T) => void;
  readonly forget: (name: string) => void;
  readonly names: () => readonly string[];
}

/** Makes a store that keeps the `most` things used last. */
export function makeLastUsed<T>(most: number): LastUsed<T> {
  // A map keeps the order in which names were put in: the first is the one used longest ago.
  const things = new Map<string, T>();
  const keep = (name: string, thing: T) => {
    things.delete(name);
    things.set(name, thing);
    for (const first of things.keys()) {
      if (things.size <= most) break;
      things.delete(first);
    }
  };
  return {
    find: (name) => {
      const thing = things.get(name);
      if (thing !== undefined) keep(name, thing);
      return thing;
    },
    keep,
    forget: (name) => void things.delete(name),
    names: () => [...things.keys()],
  };
}

import { compareText } from "../base/findings.ts";

/** What each node points at. */
export type Arrows = ReadonlyMap<string, readonly string[]>;

/**
 * Circles in a graph: at least one if there is any, each from its first id in the order of texts.
 *
 * The same circles whatever the order of the rows.
 */
export function findCycles(arrows: Arrows): string[][] {
  const done = new Set<string>();
  const cycles: string[][] = [];
  for (const start of [...arrows.keys()].sort(compareText)) {
    if (!done.has(start)) walk(start, arrows, done, cycles);
  }
  return cycles;
}

/** Depth first, with a stack of our own: plans may have chains of many thousands. */
function walk(start: string, arrows: Arrows, done: Set<string>, cycles: string[][]): void {
  const path: string[] = [];
  const depths = new Map<string, number>();
  const pending: { readonly targets: readonly string[]; next: number }[] = [];
  const enter = (node: string): void => {
    depths.set(node, path.length);
    path.push(node);
    pending.push({ targets: [...(arrows.get(node) ?? [])].sort(compareText), next: 0 });
  };
  enter(start);
  for (let top = pending.at(-1); top !== undefined; top = pending.at(-1)) {
    const target = top.targets[top.next++];
    if (target === undefined) {
      pending.pop();
      const node = path.pop();
      if (node === undefined) continue;
      depths.delete(node);
      done.add(node);
    } else {
      const depth = depths.get(target);
      if (depth !== undefined) cycles.push(turn(path.slice(depth)));
      else if (!done.has(target)) enter(target);
    }
  }
}

/** The circle from its first id on, so that it is shown the same wherever the walk began. */
function turn(cycle: readonly string[]): string[] {
  let first = 0;
  cycle.forEach((node, index) => {
    if (compareText(node, cycle[first] ?? node) < 0) first = index;
  });
  return [...cycle.slice(first), ...cycle.slice(0, first)];
}

/** A circle in words: `a` → `b` → `a`; of a long one its beginning and its length. */
export function formatCycle(cycle: readonly string[]): string {
  const most = 10;
  const shown = cycle.length > most ? cycle.slice(0, most) : [...cycle, ...cycle.slice(0, 1)];
  const text = shown.map((node) => `\`${node}\``).join(" → ");
  return cycle.length > most ? `${text} → … (${cycle.length} in all)` : text;
}

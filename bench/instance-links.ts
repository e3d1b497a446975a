import type { Item, LinkRule } from "../src/allocate/problem.ts";
import type { Planted } from "./instance-money.ts";
import type { Random } from "./random.ts";

/** How often an initiative requires another, and how often it rules one out. */
const requires = 0.15;
const excludes = 0.04;
/** How often what is required must have started a year earlier. */
const lagging = 0.2;
/** How often a link is to an initiative of the same partner, where there is one. */
const near = 0.85;
/** How often another initiative is drawn, until the planted plan keeps the link. */
const draws = 6;

/**
 * Links that the planted plan keeps. Requirements run from later initiatives to earlier ones, so never in a circle; no
 * two initiatives have two links.
 */
export function drawLinks(items: readonly Item[], planted: Planted, random: Random): LinkRule[] {
  const byPartner = Map.groupBy(items.keys(), (index) => items[index]?.initiative.partner);
  const linked = new Set<string>();
  const links: LinkRule[] = [];
  for (const [index, item] of items.entries()) {
    const draw = random.next();
    if (draw >= requires + excludes) continue;
    const kind = draw < requires ? "requires" : "excludes";
    const lag = kind === "requires" && random.next() < lagging ? 1 : 0;
    const neighbors = byPartner.get(item.initiative.partner) ?? [];
    for (let tries = 0; tries < draws; tries++) {
      const isNear = neighbors.length > 1 && random.next() < near;
      const drawn = isNear ? random.pick(neighbors) : random.below(items.length);
      if (drawn === index) continue;
      const [later, earlier] = [Math.max(index, drawn), Math.min(index, drawn)];
      const link = { kind, item: later, other: earlier, lag } as const;
      const pair = `${later} ${earlier}`;
      if (linked.has(pair) || !isKept(link, planted)) continue;
      linked.add(pair);
      links.push({ id: `l${String(links.length).padStart(5, "0")}`, ...link });
      break;
    }
  }
  return links;
}

function isKept({ kind, item, other, lag }: Omit<LinkRule, "id">, planted: Planted): boolean {
  const own = planted.get(item)?.candidate;
  const its = planted.get(other)?.candidate;
  if (kind === "excludes") return own === undefined || its === undefined;
  return own === undefined || (its !== undefined && its.start + lag <= own.start);
}

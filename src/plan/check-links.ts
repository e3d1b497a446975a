import { type Check, findRepeated, keyOf } from "./check-context.ts";
import { findCycles, formatCycle } from "./cycles.ts";

/** Checks links: none to itself, none in a circle, none twice or against another. */
export function checkLinks(check: Check): void {
  const { links } = check.tables;
  for (const row of links) {
    if (row.initiative !== row.other) continue;
    check.add("link_self", "links", row.id, "other", {
      found: `\`${row.other}\`, the initiative itself`,
      expected: "another initiative",
      help: "Name the other initiative, or delete the row.",
    });
  }
  checkCircles(check);
  for (const { row, first } of findRepeated(links, (link) => pairOf(link))) {
    check.add("link_repeated", "links", row.id, "other", {
      found: `\`${row.id}\` and \`${first.id}\`, which say the same`,
      expected: "each link once",
      help: "Delete one of the two rows.",
    });
  }
  checkContradictions(check);
}

type Links = Check["tables"]["links"];

/** To exclude one another is mutual; the other kinds have a direction. */
function pairOf(link: Links[number]): string {
  const pair = [link.initiative, link.other];
  if (link.kind === "excludes") pair.sort();
  return keyOf(link.kind, ...pair, link.lag_years ?? 0);
}

function checkCircles(check: Check): void {
  const arrows = new Map<string, string[]>();
  const names = new Map<string, string>();
  for (const { id, kind, initiative, other } of check.tables.links) {
    if (kind === "excludes" || initiative === other) continue;
    const targets = arrows.get(initiative) ?? [];
    if (!targets.includes(other)) targets.push(other);
    arrows.set(initiative, targets);
    const name = keyOf(initiative, other);
    const known = names.get(name);
    if (known === undefined || id < known) names.set(name, id);
  }
  for (const cycle of findCycles(arrows)) {
    const [from = "", to = from] = cycle;
    check.add("link_cycle", "links", names.get(keyOf(from, to)) ?? "", "other", {
      found: `the circle ${formatCycle(cycle)}`,
      expected: "initiatives that require and follow one another in one direction",
      help: "Delete one of the links; initiatives that only make sense together are one initiative.",
    });
  }
}

function checkContradictions(check: Check): void {
  const { links } = check.tables;
  const excluded = new Map<string, string>();
  for (const { id, kind, initiative, other } of links) {
    if (kind === "excludes") excluded.set(keyOf([initiative, other]), id);
  }
  for (const { id, kind, initiative, other } of links) {
    const against = kind === "requires" ? excluded.get(keyOf([initiative, other])) : undefined;
    if (against === undefined || initiative === other) continue;
    check.add("link_contradiction", "links", id, "other", {
      found: `\`${initiative}\` requires \`${other}\`, and \`${against}\` excludes the two`,
      expected: "one of the two links",
      help: `Delete one of them; until then \`${initiative}\` cannot be funded.`,
    });
  }
}

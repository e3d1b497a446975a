import { compareText } from "../../../base/findings.ts";
import { choiceKey } from "../../choice.ts";
import { type Compact, candidateOf } from "./compact.ts";

/** What a form says, in words that do not depend on how it groups money or what it has set aside. */
export function meaningOf(c: Compact) {
  const rows = Array.from({ length: c.rows }, (_, r) => r).filter((r) => c.isIdle[r] === 0);
  return {
    items: c.problem.items.map((item, i) => ({
      id: item.initiative.id,
      isPinned: c.pinned[i] === 1,
      modes: offered(c, i).map((m) => modeMeaning(c, m)),
      money: c.problem.years.map((_, t) => moneyMeaning(c, rows, i, t)),
    })),
    limits: rows.map((r) => [c.rowLimit[r], c.isCeiling[r]]),
    budget: [...c.budget],
    lasts: [...c.lasts],
    segments: [[...c.firstSegment], [...c.segmentWidth], [...c.segmentWorth]],
    together: pairsThatMayStand(c),
  };
}

function offered(c: Compact, i: number): number[] {
  const [from, to] = [c.firstMode[i] ?? 0, c.firstMode[i + 1] ?? 0];
  return Array.from({ length: to - from }, (_, step) => from + step).filter(
    (m) => c.withheld[m] === 0,
  );
}

function keyOf(c: Compact, m: number): string {
  const candidate = candidateOf(c, m);
  return candidate === undefined ? "" : `${candidate.initiative} ${choiceKey(candidate)}`;
}

function modeMeaning(c: Compact, m: number) {
  const effects: [string, number][] = [];
  for (let e = c.firstEffect[m] ?? 0; e < (c.firstEffect[m + 1] ?? 0); e++)
    if (c.effectAmount[e] !== 0)
      effects.push([
        c.problem.leaves[c.effectLeaf[e] ?? 0]?.objective ?? "",
        c.effectAmount[e] ?? 0,
      ]);
  return {
    key: keyOf(c, m),
    costs: [...c.cost.subarray(m * c.years, (m + 1) * c.years)],
    total: c.totalCost[m],
    isBarred: c.barred[m] === 1,
    effects: effects.sort(([a], [b]) => compareText(a, b)),
  };
}

/** For each account that may pay in a year: which rules count its money, and times what. */
function moneyMeaning(c: Compact, rows: readonly number[], i: number, t: number) {
  if (offered(c, i).every((m) => c.cost[m * c.years + t] === 0)) return [];
  const k = c.classOf[i * c.years + t] ?? -1;
  if (k < 0) return "nobody may pay";
  const lanes = Array.from(
    { length: (c.firstLane[k + 1] ?? 0) - (c.firstLane[k] ?? 0) },
    (_, step) => (c.firstLane[k] ?? 0) + step,
  );
  return lanes.map((lane) => {
    const factors = new Map<number, number>();
    const add = (r: number, factor: number) => factors.set(r, (factors.get(r) ?? 0) + factor);
    const at = i * c.years + t;
    for (let e = c.firstItemRow[at] ?? 0; e < (c.firstItemRow[at + 1] ?? 0); e++)
      add(c.itemRow[e] ?? -1, c.itemFactor[e] ?? 0);
    for (let e = c.firstLaneRow[lane] ?? 0; e < (c.firstLaneRow[lane + 1] ?? 0); e++)
      add(c.laneRow[e] ?? -1, c.laneFactor[e] ?? 0);
    const counted = [...factors].flatMap(([r, factor]) =>
      factor !== 0 && rows.includes(r) ? [[rows.indexOf(r), factor] as const] : [],
    );
    return [c.accounts[c.laneAccount[lane] ?? -1], counted.sort(([a], [b]) => a - b)];
  });
}

/** Every single way and every pair of ways that keep the links, if nothing else is funded. */
function pairsThatMayStand(c: Compact): string[] {
  const modes = c.problem.items.flatMap((_, i) => offered(c, i));
  const found: string[] = [];
  const keepsLinks = (chosen: readonly number[]) => {
    const sums = new Float64Array(c.linkRows);
    for (const m of chosen)
      for (let e = c.firstModeLink[m] ?? 0; e < (c.firstModeLink[m + 1] ?? 0); e++)
        (sums[c.modeLink[e] ?? 0] as number) += c.modeLinkFactor[e] ?? 0;
    return sums.every((sum, l) => c.isIdleLink[l] === 1 || sum <= (c.linkLimit[l] ?? 0));
  };
  for (const [place, a] of modes.entries()) {
    if (keepsLinks([a])) found.push(keyOf(c, a));
    for (const b of modes.slice(place + 1))
      if (c.itemOf[a] !== c.itemOf[b] && keepsLinks([a, b]))
        found.push(`${keyOf(c, a)} + ${keyOf(c, b)}`);
  }
  return found;
}

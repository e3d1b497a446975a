import { compareText } from "../../base/findings.ts";
import type { Problem } from "../problem.ts";
import type { Compact } from "./compact/compact.ts";
import type { Draft } from "./draft/draft.ts";
import type { Neighbors } from "./neighbors.ts";
import type { Priced } from "./prices/priced.ts";
import type { Random } from "./random.ts";

/** So many items of one partner are repacked together. */
const fromGroup = 16;
/** So many that compete with them for money join. */
const fromAccounts = 2;
/** Of so many drawn, the one most in doubt joins. */
const drawnToJoin = 6;
/** The least factor by which chance multiplies doubt; the most is this and 1. */
const leastChance = 0.2;

/** Groups of items that are worth repacking together: those of one partner share what it can absorb. */
export class GroupDraw {
  readonly #groups: readonly (readonly number[])[];
  /** How many items the groups up to and with each have. */
  readonly #sizes: Int32Array;

  constructor(problem: Problem, pool: Int32Array) {
    const groups = new Map<string, number[]>();
    for (const i of pool) {
      const partner = problem.items[i]?.initiative.partner ?? "";
      const group = groups.get(partner);
      if (group) group.push(i);
      else groups.set(partner, [i]);
    }
    this.#groups = [...groups].sort(([a], [b]) => compareText(a, b)).map(([, items]) => items);
    let sum = 0;
    this.#sizes = Int32Array.from(this.#groups, ({ length }) => {
      sum += length;
      return sum;
    });
  }

  /** Items of one partner that are in doubt or lose most, and a few that compete with them for money. */
  draw(
    c: Compact,
    draft: Draft,
    neighbors: Neighbors,
    { margin, best, profit }: Priced,
    random: Random,
  ): number[] {
    if (this.#groups.length === 0) return [];
    const draw = random.below(this.#sizes.at(-1) ?? 1);
    let group = 0;
    while ((this.#sizes[group] as number) <= draw) group++;
    const certainty = (i: number) => {
      const m = draft.mode[i] as number;
      const loss = (best[i] as number) - (m < 0 ? 0 : (profit[m] as number));
      return (margin[i] as number) - loss;
    };
    const keyed = (this.#groups[group] ?? []).map((i) => ({
      i,
      key: certainty(i) * (leastChance + random.next()),
    }));
    keyed.sort((a, b) => a.key - b.key || a.i - b.i);
    const items = keyed.slice(0, fromGroup).map(({ i }) => i);
    const { firstOfAccount, ofAccount } = neighbors;
    for (let more = 0; more < fromAccounts; more++) {
      const near = items[random.below(items.length)] ?? 0;
      const k = c.classOf[near * c.years + random.below(c.years)] as number;
      if (k < 0) continue;
      const from = c.firstLane[k] as number;
      const lane = from + random.below((c.firstLane[k + 1] as number) - from);
      const a = c.laneAccount[lane] as number;
      const [first, end] = [firstOfAccount[a] as number, firstOfAccount[a + 1] as number];
      let chosen = -1;
      let least = Infinity;
      for (let tries = 0; tries < drawnToJoin; tries++) {
        const j = ofAccount[first + random.below(end - first)] as number;
        const key = certainty(j);
        if (key < least && !items.includes(j)) {
          least = key;
          chosen = j;
        }
      }
      if (chosen >= 0) items.push(chosen);
    }
    return items;
  }
}

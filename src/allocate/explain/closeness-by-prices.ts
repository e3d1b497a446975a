import type { RuleName } from "../answers.ts";
import type { Compact } from "../engine/compact/compact.ts";
import { viewPrices } from "../engine/prices/price-view.ts";
import type { PriceLayout, Prices } from "../engine/prices/prices.ts";
import type { AmountRule, ChangeRule, Problem, ShareRule } from "../problem.ts";
import type { Closeness, ItemCloseness } from "./closeness.ts";
import { type ProvenPrices, pricedLoss } from "./proven-prices.ts";
import { type ExplainSession, searchOf } from "./session.ts";

/**
 * Closeness of all initiatives from the prices of the search: for plans whose relaxation nobody wants to wait for.
 *
 * The prices are near the best, not the best; what they prove holds all the same. `loseEach` says what is lost at
 * these prices, without solving anything again.
 */
export function closenessByPrices(session: ExplainSession): Closeness {
  const { problem } = session;
  const search = searchOf(session);
  const { compact: c, prices } = search;
  const { layout, bound, lanePrice, priced } = viewPrices(c, prices);
  const rules = rulesOfRows(c, problem);
  const worthOf = (m: number) => {
    let adds = 0;
    for (let e = c.firstEffect[m] ?? 0; e < (c.firstEffect[m + 1] ?? 0); e++)
      adds += (c.effectAmount[e] ?? 0) * (prices[layout.leaves + (c.effectLeaf[e] ?? 0)] ?? 0);
    let links = 0;
    for (let e = c.firstModeLink[m] ?? 0; e < (c.firstModeLink[m + 1] ?? 0); e++)
      links += (c.modeLinkFactor[e] ?? 0) * (prices[layout.links + (c.modeLink[e] ?? 0)] ?? 0);
    const possible = c.barred[m] === 0;
    const charge = possible ? (priced.charge[m] ?? 0) : adds;
    return { adds, money: charge - links, profit: adds - charge, possible };
  };
  const candidates = problem.items.map((_, i) =>
    Array.from({ length: (c.firstMode[i + 1] ?? 0) - (c.firstMode[i] ?? 0) }, (_, step) =>
      worthOf((c.firstMode[i] ?? 0) + step),
    ),
  );
  const proven: ProvenPrices = {
    bound,
    candidates,
    pinned: problem.items.map(({ initiative }) => initiative.pinned_package !== undefined),
  };
  const view: Charging = { problem, c, prices, layout, lanePrice, rules };
  const closenessOf = (i: number): ItemCloseness => {
    let best = -1;
    for (let m = c.firstMode[i] ?? 0; m < (c.firstMode[i + 1] ?? 0); m++)
      if (c.barred[m] === 0 && (best < 0 || (priced.profit[m] ?? 0) > (priced.profit[best] ?? 0)))
        best = m;
    if (best < 0) return { adds: 0, costs: 0, rules: [] };
    const { adds, profit } = worthOf(best);
    return { adds, costs: adds - profit, rules: chargesOf(view, i, best) };
  };
  const chosen = new Set(session.allocation.choices.map(({ initiative }) => initiative));
  return {
    items: problem.items.map((_, i) => closenessOf(i)),
    proven,
    loseEach: (items) =>
      Promise.resolve(
        items.map((item) => {
          const id = problem.items[item]?.initiative.id ?? "";
          return pricedLoss(proven, item, chosen.has(id));
        }),
      ),
  };
}

/** What charges are read from. */
interface Charging {
  readonly problem: Problem;
  readonly c: Compact;
  readonly prices: Prices;
  readonly layout: PriceLayout;
  readonly lanePrice: Float64Array;
  /** By row of the form. */
  readonly rules: readonly (RuleName | undefined)[];
}

/** What a mode pays at the prices, by rule, the dearest first. */
function chargesOf(
  { problem, c, prices, layout, lanePrice, rules }: Charging,
  i: number,
  m: number,
): ItemCloseness["rules"] {
  const T = c.years;
  const charges = new Map<string, { rule: RuleName; worth: number }>();
  const charge = (rule: RuleName, worth: number) => {
    const key = `${rule.kind} ${rule.id}`;
    const known = charges.get(key) ?? { rule, worth: 0 };
    known.worth += worth;
    charges.set(key, known);
  };
  for (let t = 0; t < T; t++) {
    const cost = c.cost[m * T + t] ?? 0;
    const k = c.classOf[i * T + t] ?? -1;
    if (cost === 0 || k < 0) continue;
    let lane = c.firstLane[k] ?? 0;
    for (let other = lane; other < (c.firstLane[k + 1] ?? 0); other++)
      if ((lanePrice[other] ?? 0) < (lanePrice[lane] ?? 0)) lane = other;
    const a = c.laneAccount[lane] ?? 0;
    let money = Number.POSITIVE_INFINITY;
    for (let v = Math.max(0, t - (c.lasts[a] ?? 1) + 1); v <= t; v++)
      money = Math.min(money, prices[a * T + v] ?? 0);
    charge(accountRule(problem, c.accounts[a] ?? ""), cost * money);
    for (let e = c.firstLaneRow[lane] ?? 0; e < (c.firstLaneRow[lane + 1] ?? 0); e++) {
      const r = c.laneRow[e] ?? 0;
      const rule = rules[r];
      const price = prices[layout.rows + r] ?? 0;
      if (rule !== undefined) charge(rule, cost * (c.laneFactor[e] ?? 0) * price);
    }
    for (let e = c.firstItemRow[i * T + t] ?? 0; e < (c.firstItemRow[i * T + t + 1] ?? 0); e++) {
      const r = c.itemRow[e] ?? 0;
      const rule = rules[r];
      const price = prices[layout.rows + r] ?? 0;
      if (rule !== undefined) charge(rule, cost * (c.itemFactor[e] ?? 0) * price);
    }
  }
  const listed = [...charges.values()].filter(({ worth }) => worth > 0);
  listed.sort((a, b) => b.worth - a.worth || (a.rule.id < b.rule.id ? -1 : 1));
  return listed;
}

/** The rule that each row of a form states; none where the problem has it no more. */
function rulesOfRows(c: Compact, problem: Problem): (RuleName | undefined)[] {
  const asked = rulesInOrder(problem);
  let next = 0;
  return Array.from(c.isIdle, (isIdle) => (isIdle === 1 ? undefined : asked[next++]));
}

/** The rules of a problem in the order of rows: amounts, then shares, then both sides of yearly changes. */
function rulesInOrder(problem: Problem): RuleName[] {
  const nameOf = (rule: AmountRule | ShareRule | ChangeRule, kind: RuleName["kind"]): RuleName => ({
    kind,
    id: rule.ids[0] ?? "",
    name: rule.name,
    fiscal_year: problem.years[rule.year] ?? null,
  });
  return [
    ...problem.amounts.map((rule) =>
      nameOf(rule, rule.origin === "directive" ? "directive" : "limit"),
    ),
    ...problem.shares.map((rule) => nameOf(rule, "limit")),
    ...problem.changes.flatMap((rule) => {
      if (rule.year === 0 && rule.before === null) return [];
      return [nameOf(rule, "limit"), nameOf(rule, "limit")];
    }),
  ];
}

function accountRule(problem: Problem, account: string): RuleName {
  const title = problem.purses.find((purse) => purse.account === account)?.title;
  return { kind: "account", id: account, name: title ?? account, fiscal_year: null };
}

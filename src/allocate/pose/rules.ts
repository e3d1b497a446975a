import { compareText } from "../../base/findings.ts";
import type { FiscalYear } from "../../base/fiscal.ts";
import { type Cents, cents, zeroCents } from "../../base/money.ts";
import type { Directive, Limit, Plan } from "../../plan/plan.ts";
import { withheldOf } from "../../plan/tranche.ts";
import type {
  AmountRule,
  ChangeRule,
  Item,
  LinkRule,
  LooserRule,
  Problem,
  Scope,
  ShareRule,
} from "../problem.ts";

type Rules = Pick<Problem, "amounts" | "shares" | "changes" | "links">;

/** What a scope may be narrowed by. Empty lists mean no narrowing. */
interface Filter {
  readonly accounts: readonly string[];
  readonly partners: readonly string[];
  readonly bureaus: readonly string[];
  readonly purposes?: readonly string[];
  readonly initiatives?: readonly string[];
  readonly focus?: readonly string[];
  readonly uses?: readonly string[];
  readonly demands?: readonly string[];
}

/**
 * Directives, limits and links as rules over items, equal ones merged.
 *
 * Report language does not bind, so it makes no rule. What is withheld of a tranche lowers the floor it is part of
 * and caps the same money at what is left.
 */
export function poseRules(plan: Plan, items: readonly Item[], years: readonly FiscalYear[]): Rules {
  const amounts: AmountRule[] = [
    ...directiveRules(plan, items, years),
    ...plan.tables.limits.flatMap((limit) => absorptionRules(limit, items, years)),
  ];
  const shares = plan.tables.limits.flatMap((limit) => shareRules(limit, items, years));
  const changes = plan.tables.limits.flatMap((limit) => changeRules(limit, plan, items, years));
  return {
    amounts: mergeAmounts(amounts),
    shares: mergeEqual(
      shares,
      (rule) => [rule.kind, rule.year, rule.part, rule.whole],
      tighterShare,
    ),
    changes: mergeEqual(
      changes,
      (rule) => [rule.year, rule.scope, rule.before],
      (a, b) => (a.ratio <= b.ratio ? a : b),
    ),
    links: linkRules(plan, items),
  };
}

function scopeOf(filter: Filter, items: readonly Item[]): Scope {
  const allows = (list: readonly string[] | undefined, value: string) =>
    list === undefined || list.length === 0 || list.includes(value);
  const inside: number[] = [];
  items.forEach((item, index) => {
    const { id, partner, purpose, focus, use = "partner_capacity", demand = "" } = item.initiative;
    if (
      allows(filter.partners, partner) &&
      allows(filter.bureaus, item.bureau) &&
      allows(filter.purposes, purpose) &&
      allows(filter.initiatives, id) &&
      allows(filter.focus, focus) &&
      allows(filter.uses, use) &&
      allows(filter.demands, demand)
    ) {
      inside.push(index);
    }
  });
  const accounts = [...new Set(filter.accounts)].sort(compareText);
  return { items: inside, accounts: accounts.length === 0 ? null : accounts };
}

function directiveRules(
  plan: Plan,
  items: readonly Item[],
  years: readonly FiscalYear[],
): AmountRule[] {
  const rows = plan.tables.directives;
  const byId = new Map(rows.map((row) => [row.id, row]));
  return rows.flatMap((row): AmountRule[] => {
    const year = years.indexOf(row.fiscal_year);
    // Report language informs; it does not bind.
    if (year < 0 || row.force === "report") return [];
    const rule = { ids: [row.id], name: row.name, year, origin: "directive" as const };
    if (row.kind === "not_more_than") {
      return [{ ...rule, kind: "ceiling", scope: scopeOf(row, items), amount: row.amount }];
    }
    if (row.kind === "not_less_than") {
      const amount = leftOf(row, rows);
      return [{ ...rule, kind: "floor", scope: scopeOf(row, items), amount }];
    }
    const floor = row.within === undefined ? undefined : byId.get(row.within);
    if (withheldOf(row) === 0 || floor?.kind !== "not_less_than") return [];
    return [
      { ...rule, kind: "ceiling", scope: scopeOf(floor, items), amount: leftOf(floor, rows) },
    ];
  });
}

/** A floor less what is withheld of it. A tranche of report language withholds nothing: it does not bind. */
function leftOf(floor: Directive, rows: readonly Directive[]): Cents {
  const tranches = rows.filter((row) => row.within === floor.id && row.force !== "report");
  const left = tranches.reduce((sum, row) => sum - withheldOf(row), floor.amount as number);
  return cents(Math.max(0, left));
}

function yearsOf(limit: Limit, years: readonly FiscalYear[]): number[] {
  const all = years.map((_, index) => index);
  return all.filter(
    (index) => limit.fiscal_year === undefined || years[index] === limit.fiscal_year,
  );
}

function absorptionRules(
  limit: Limit,
  items: readonly Item[],
  years: readonly FiscalYear[],
): AmountRule[] {
  if (limit.kind !== "absorption" || limit.amount === undefined) return [];
  const amount: Cents = limit.amount;
  const scope = scopeOf(limit, items);
  return yearsOf(limit, years).map((year) => ({
    ids: [limit.id],
    name: limit.name,
    kind: "ceiling",
    scope,
    year,
    amount,
    origin: "absorption",
  }));
}

function shareRules(
  limit: Limit,
  items: readonly Item[],
  years: readonly FiscalYear[],
): ShareRule[] {
  const { kind, ratio } = limit;
  if (ratio === undefined || kind === "absorption" || kind === "yearly_change") return [];
  const part = scopeOf(limit, items);
  const { origin, whole } = wholeOf(limit, kind);
  return yearsOf(limit, years).map((year) => ({
    ids: [limit.id],
    name: limit.name,
    kind: kind.endsWith("at_most") ? "at_most" : "at_least",
    part,
    whole: scopeOf(whole, items),
    year,
    ratio,
    origin,
  }));
}

/** What the share of a limit is a share of. */
function wholeOf(
  limit: Limit,
  kind: Exclude<Limit["kind"], "absorption" | "yearly_change">,
): { readonly origin: ShareRule["origin"]; readonly whole: Filter } {
  switch (kind) {
    case "share_at_least":
    case "share_at_most":
      return {
        origin: "share",
        whole: { accounts: limit.accounts, partners: [], bureaus: [] },
      };
    case "balance_at_least":
      return {
        origin: "balance",
        whole: { ...limit, focus: [], purposes: [], uses: [], demands: [] },
      };
    case "account_share_at_least":
    case "account_share_at_most":
      return { origin: "account-share", whole: { ...limit, accounts: [] } };
  }
}

function changeRules(
  limit: Limit,
  plan: Plan,
  items: readonly Item[],
  years: readonly FiscalYear[],
): ChangeRule[] {
  const { ratio } = limit;
  if (limit.kind !== "yearly_change" || ratio === undefined) return [];
  const scope = scopeOf(limit, items);
  // The baseline knows partners and accounts, and nothing of what the money was for.
  const { focus, purposes, uses, demands, initiatives } = limit;
  const narrower = [focus, purposes, uses, demands, initiatives];
  const isRecorded = narrower.every((list) => list.length === 0);
  const before = isRecorded ? baselineOf(limit, plan) : zeroCents;
  return yearsOf(limit, years)
    .filter((year) => year > 0 || before > 0)
    .map((year) => ({
      ids: [limit.id],
      name: limit.name,
      scope,
      year,
      ratio,
      before: year === 0 ? before : null,
    }));
}

function baselineOf(limit: Limit, plan: Plan): Cents {
  const bureaus = new Map(plan.tables.partners.map((row) => [row.id, row.bureau]));
  let total = 0;
  for (const row of plan.tables.baseline) {
    if (row.fiscal_year !== plan.head.first_fiscal_year - 1) continue;
    const bureau = bureaus.get(row.partner);
    if (limit.accounts.length > 0 && !limit.accounts.includes(row.account)) continue;
    if (limit.partners.length > 0 && !limit.partners.includes(row.partner)) continue;
    if (limit.bureaus.length > 0 && (bureau === undefined || !limit.bureaus.includes(bureau)))
      continue;
    total += row.amount;
  }
  return cents(total);
}

function linkRules(plan: Plan, items: readonly Item[]): LinkRule[] {
  const index = new Map(items.map((item, position) => [item.initiative.id, position]));
  const rules: LinkRule[] = [];
  for (const row of [...plan.tables.links].sort((a, b) => compareText(a.id, b.id))) {
    const item = index.get(row.initiative);
    const other = index.get(row.other);
    if (item === undefined || other === undefined)
      throw new Error(`the plan was not checked: ${row.id}`);
    rules.push({ id: row.id, kind: row.kind, item, other, lag: row.lag_years ?? 0 });
  }
  return rules;
}

function mergeAmounts(rules: readonly AmountRule[]): AmountRule[] {
  const tightness = (rule: AmountRule) => (rule.kind === "floor" ? rule.amount : -rule.amount);
  return mergeEqual(
    rules,
    (rule) => [rule.kind, rule.year, rule.scope],
    (a, b) => (tightness(a) >= tightness(b) ? a : b),
  );
}

function tighterShare(a: ShareRule, b: ShareRule): ShareRule {
  const aIsTighter = a.kind === "at_least" ? a.ratio >= b.ratio : a.ratio <= b.ratio;
  return aIsTighter ? a : b;
}

/**
 * Rules of the same key as one, the tightest: two equal rows in a model share one shadow price between them,
 * so that each may read zero. Sorted by first id, then year.
 */
function mergeEqual<R extends AmountRule | ShareRule | ChangeRule>(
  rules: readonly R[],
  keyOf: (rule: R) => unknown,
  tighter: (a: R, b: R) => R,
): R[] {
  const merged = new Map<string, R>();
  const sorted = [...rules].sort(
    (a, b) => compareText(a.ids[0] ?? "", b.ids[0] ?? "") || a.year - b.year,
  );
  for (const rule of sorted) {
    const key = JSON.stringify(keyOf(rule));
    const earlier = merged.get(key);
    if (earlier === undefined) {
      merged.set(key, rule);
      continue;
    }
    const kept = tighter(earlier, rule);
    const ids = [...earlier.ids, ...rule.ids].filter((id) => !kept.ids.includes(id));
    const others = looserOf(kept, kept === rule ? earlier : rule);
    merged.set(key, {
      ...kept,
      ids: [...kept.ids, ...new Set(ids)],
      ...(others.length === 0 ? {} : { others }),
    });
  }
  return [...merged.values()].sort(
    (a, b) => compareText(a.ids[0] ?? "", b.ids[0] ?? "") || a.year - b.year,
  );
}

/** What of two merged rules is looser than the one kept, the tightest first; rules of one level and name are one. */
function looserOf(
  kept: AmountRule | ShareRule | ChangeRule,
  other: AmountRule | ShareRule | ChangeRule,
): LooserRule[] {
  const others = [...(kept.others ?? []), ...(other.others ?? [])];
  const own = other.ids.filter((id) => !others.some(({ ids }) => ids.includes(id)));
  const level = levelOf(other);
  if (level !== levelOf(kept)) {
    const { name } = other;
    others.push({ ids: own, name, level, origin: "origin" in other ? other.origin : "change" });
  }
  const rises = "kind" in kept && (kept.kind === "floor" || kept.kind === "at_least");
  return others.sort(
    (a, b) =>
      (rises ? b.level - a.level : a.level - b.level) ||
      compareText(a.ids[0] ?? "", b.ids[0] ?? ""),
  );
}

function levelOf(rule: AmountRule | ShareRule | ChangeRule): number {
  return "amount" in rule ? rule.amount : rule.ratio;
}

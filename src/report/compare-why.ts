import type { Price, RuleName } from "../allocate/answers.ts";
import { compareText } from "../base/findings.ts";
import { type Cents, cents } from "../base/money.ts";
import type { Edit, Scenario } from "../plan/plan.ts";
import type { MoneyRow } from "./baseline.ts";
import type { FundedRow, Labels } from "./rows.ts";
import { perYear, type Side, sumsOf } from "./sides.ts";
import { tightRules } from "./tight-rules.ts";

/** Why two allocations differ: what people edited, which rules hold back, what is funded on one side only. */
export interface Why {
  readonly edits: readonly EditGroup[];
  readonly rules: readonly RuleChange[];
  /** Whether `rules` comes from prices (solved again) or from rules that are met to the cent. */
  readonly rules_from: "prices" | "tight";
  /** Funded on one side only, or with other amounts; the largest difference first. */
  readonly initiatives: readonly InitiativeChange[];
}

/** Edits of one scenario that the other does not make, for one reason and table. */
export interface EditGroup {
  readonly side: "before" | "after";
  readonly table: string;
  readonly reason: string;
  readonly count: number;
  /** Some of the rows that change. */
  readonly rows: readonly string[];
}

/** A rule that holds back one side and not the other. */
export interface RuleChange {
  readonly rule: RuleName;
  readonly side: "before" | "after";
}

/** An initiative, or a partner's money of an account, on both sides.   Unit: US cents. */
export interface InitiativeChange {
  readonly id: string;
  readonly name: string;
  /** Whether its money is for illustrative proposals. */
  readonly illustrative: "no" | "part" | "all";
  readonly before: Cents;
  readonly after: Cents;
}

/** Why one allocation differs from another of the same plan. */
export function whyAllocationsDiffer(
  before: Side,
  after: Side,
  rowsBefore: readonly FundedRow[],
  rowsAfter: readonly FundedRow[],
): Why {
  const priced = before.prices.length > 0 && after.prices.length > 0;
  return {
    edits: [
      ...editGroups("before", before.scenario, after.scenario),
      ...editGroups("after", after.scenario, before.scenario),
    ],
    rules: rulesThatDiffer(rulesOf(before, priced), rulesOf(after, priced)),
    rules_from: priced ? "prices" : "tight",
    initiatives: initiativeChanges(rowsBefore, rowsAfter),
  };
}

/** Why an allocation differs from the record: what begins, what ends, and the rules that hold back. */
export function whyBaselineDiffers(
  side: Side,
  record: readonly MoneyRow[],
  rows: readonly FundedRow[],
  labels: Labels,
): Why {
  const key = (row: MoneyRow | FundedRow) => `${row.partner}\u0000${row.account}`;
  const was = sumsOf(record, key);
  const is = sumsOf(rows, key);
  const changes = [...new Set([...was.keys(), ...is.keys()])].map((id) => {
    const [partner = "", account = ""] = id.split("\u0000");
    return {
      id: `${partner}/${account}`,
      name: `${labels.partner(partner)}: ${account}`,
      illustrative: illustrativePart(rows.filter((row) => key(row) === id)),
      before: was.get(id) ?? cents(0),
      after: perYear(is.get(id) ?? cents(0), side.problem.years.length),
    };
  });
  const priced = side.prices.length > 0;
  return {
    edits: editGroups("after", side.scenario, null),
    rules: rulesOf(side, priced).map((rule) => ({ rule, side: "after" })),
    rules_from: priced ? "prices" : "tight",
    initiatives: sortChanges(changes),
  };
}

/** Edits that the first scenario makes and the second does not, by table and reason. */
function editGroups(
  side: "before" | "after",
  scenario: Scenario | null,
  other: Scenario | null,
): EditGroup[] {
  const same = (edit: Edit) => JSON.stringify([edit.table, edit.row, edit.field, edit.after]);
  const others = new Set((other?.edits ?? []).map(same));
  const own = (scenario?.edits ?? []).filter((edit) => !others.has(same(edit)));
  const groups = Map.groupBy(own, (edit) => `${edit.table}\u0000${edit.reason}`);
  return [...groups.values()].flatMap((edits) => {
    const [first] = edits;
    if (!first) return [];
    const rows = [...new Set(edits.map((edit) => edit.row))].sort(compareText);
    return [{ side, table: first.table, reason: first.reason, count: rows.length, rows }];
  });
}

/** The rules that hold a side back: those with a price, or, without prices, those met to the cent. */
function rulesOf(side: Side, priced: boolean): readonly RuleName[] {
  return priced
    ? bindingRules(side.prices)
    : tightRules(side.problem, side.allocation).map((tight) => tight.rule);
}

/** The rules that change the plan when they are dropped. */
export function bindingRules(prices: readonly Price[]): readonly RuleName[] {
  return prices.filter((price) => price.binding).map((price) => price.rule);
}

function rulesThatDiffer(
  before: readonly RuleName[],
  after: readonly RuleName[],
): readonly RuleChange[] {
  const key = (rule: RuleName) => JSON.stringify([rule.kind, rule.id, rule.fiscal_year]);
  const inBefore = new Set(before.map(key));
  const inAfter = new Set(after.map(key));
  return [
    ...before
      .filter((r) => !inAfter.has(key(r)))
      .map((rule) => ({ rule, side: "before" as const })),
    ...after.filter((r) => !inBefore.has(key(r))).map((rule) => ({ rule, side: "after" as const })),
  ];
}

function initiativeChanges(
  before: readonly FundedRow[],
  after: readonly FundedRow[],
): readonly InitiativeChange[] {
  const groups = Map.groupBy([...before, ...after], (row) => row.initiative);
  const amounts = (rows: readonly FundedRow[]) => sumsOf(rows, (row) => row.initiative);
  const was = amounts(before);
  const is = amounts(after);
  const changes = [...groups].map(([id, rows]) => ({
    id,
    name: rows[0]?.name ?? id,
    illustrative: illustrativePart(rows),
    before: was.get(id) ?? cents(0),
    after: is.get(id) ?? cents(0),
  }));
  return sortChanges(changes);
}

function illustrativePart(rows: readonly FundedRow[]): InitiativeChange["illustrative"] {
  const made = rows.filter((row) => row.illustrative).length;
  return made === 0 ? "no" : made === rows.length ? "all" : "part";
}

function sortChanges(changes: readonly InitiativeChange[]): readonly InitiativeChange[] {
  const size = (change: InitiativeChange) => Math.abs(change.after - change.before);
  return changes
    .filter((change) => change.before !== change.after)
    .sort((a, b) => size(b) - size(a) || compareText(a.id, b.id));
}

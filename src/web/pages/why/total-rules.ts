import type { PriceRow, PriceTable } from "../../../report/price-table.ts";
import type { FundedRow } from "../../../report/rows.ts";
import { capital } from "../../../report/words.ts";
import type { Cells, TableRows } from "../allocation/table-rows.ts";
import { countedRows, type InitiativeCells } from "./counted-rows.ts";

/** A directive, a limit or the money of an account that counts payments of a total. */
export interface TotalRule {
  readonly kind: "directive" | "limit" | "account";
  readonly id: string;
  readonly label: string;
  /** What it counts of the total.   Unit: US cents. */
  readonly counted: number;
  /** Its price, where it was priced. */
  readonly price: PriceRow | null;
  /** Whether it only informs, as report language does. */
  readonly informs: boolean;
}

/** What is read of the plan to say which rules count a payment. */
export interface RuleTables {
  readonly directives: TableRows;
  readonly limits: TableRows;
  readonly cellsOf: InitiativeCells;
}

/** The rules that count payments of a total, the dearest first, then those without a price, by name. */
export function rulesOfTotal(
  rows: readonly FundedRow[],
  { costly, free, money }: PriceTable,
  tables: RuleTables,
): TotalRule[] {
  const prices = [...costly, ...free];
  const rules = (["directive", "limit"] as const).flatMap((kind) => {
    const counting = countingRows(rows, tables[`${kind}s`], tables.cellsOf);
    const priced = prices
      .filter((price) => price.kind === kind)
      .map((price) => ({ price, ids: price.id.split("+").filter((id) => counting.has(id)) }))
      .filter(({ ids }) => ids.length > 0);
    const named = new Set(priced.flatMap(({ ids }) => ids));
    const others = [...counting.keys()].filter((id) => !named.has(id));
    return [
      ...priced.map(({ price, ids }) => ruleOf(kind, ids, price, counting)),
      ...others.map((id) => ruleOf(kind, [id], null, counting)),
    ];
  });
  return [...rules, ...accountsOf(rows, money)].sort(
    (a, b) => costOf(b) - costOf(a) || a.label.localeCompare(b.label, "en"),
  );
}

/** What a rule costs in all; less than nothing where that was not worked out.   Unit: value points. */
function costOf({ price }: TotalRule): number {
  // A price without end has become nothing on its way here.
  return price === null ? -1 : ((price.total as number | null) ?? -1);
}

/** Whether the plan would be worth more without the rule, or with more of the money. */
export function isCostly(rule: TotalRule): boolean {
  return rule.price?.binding === true && costOf(rule) > 0;
}

interface Counting {
  readonly cells: Cells;
  readonly rows: readonly FundedRow[];
}

function countingRows(
  rows: readonly FundedRow[],
  table: TableRows,
  cellsOf: InitiativeCells,
): ReadonlyMap<string, Counting> {
  return new Map(
    [...table]
      .map(([id, cells]) => [id, { cells, rows: countedRows(rows, cells, cellsOf) }] as const)
      .filter(([, counting]) => counting.rows.length > 0),
  );
}

function ruleOf(
  kind: "directive" | "limit",
  ids: readonly string[],
  price: PriceRow | null,
  counting: ReadonlyMap<string, Counting>,
): TotalRule {
  const found = ids.flatMap((id) => counting.get(id) ?? []);
  const counted = new Set(found.flatMap((one) => one.rows));
  const cells = found[0]?.cells ?? {};
  const [id = ""] = ids;
  const year = cells.fiscal_year ? `, FY${cells.fiscal_year}` : "";
  return {
    kind,
    id,
    label: price ? capital(price.label) : `${cells.name ?? id}${year}`,
    counted: sumOf([...counted]),
    price,
    informs: found.every((one) => one.cells.force === "report"),
  };
}

function accountsOf(rows: readonly FundedRow[], money: PriceTable["money"]): TotalRule[] {
  return [...Map.groupBy(rows, ({ account }) => account)].map(([account, paid]) => {
    const price = money.find(({ id }) => id === account) ?? null;
    return {
      kind: "account",
      id: account,
      label: price ? capital(price.label) : `Money of ${account}`,
      counted: sumOf(paid),
      price,
      informs: false,
    };
  });
}

function sumOf(rows: readonly FundedRow[]): number {
  return rows.reduce((sum, { amount }) => sum + amount, 0);
}

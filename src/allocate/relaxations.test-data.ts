import { fiscalYear } from "../base/fiscal.ts";
import { cents } from "../base/money.ts";
import type { TableName } from "../plan/fields.ts";
import type { Plan, RowOf } from "../plan/plan.ts";
import { withRow } from "./verify/case.test-data.ts";

/** A way to make a plan's rules looser. Nothing where the plan has nothing to loosen so, or none is picked. */
export interface Relaxation {
  readonly name: string;
  readonly relax: (plan: Plan, pick: number) => Plan | undefined;
}

/** Changes the picked one of the rows that a relaxation may change. */
function changeRow<T extends TableName>(
  name: string,
  table: T,
  change: (row: RowOf<T>, plan: Plan) => Partial<RowOf<T>> | undefined,
): Relaxation {
  return {
    name,
    relax: (plan, pick) => {
      const rows: readonly RowOf<T>[] = plan.tables[table];
      const changes = rows.flatMap((row) => {
        const values = change(row, plan);
        return values === undefined ? [] : [{ id: row.id, values }];
      });
      const picked = changes[pick % changes.length];
      return picked && withRow(plan, table, picked.id, picked.values);
    },
  };
}

/** Drops the picked row, and the rows that are part of it. */
function dropRow<T extends TableName>(
  name: string,
  table: T,
  isPart: (row: RowOf<T>, of: string) => boolean = () => false,
  mayGo: (row: RowOf<T>) => boolean = () => true,
): Relaxation {
  return {
    name,
    relax: (plan, pick) => {
      const rows: readonly RowOf<T>[] = plan.tables[table];
      const open = rows.filter(mayGo);
      const picked = open[pick % open.length];
      if (picked === undefined) return undefined;
      const kept = rows.filter((row) => row !== picked && !isPart(row, picked.id));
      return { ...plan, tables: { ...plan.tables, [table]: kept } };
    },
  };
}

const hasTranche = (row: RowOf<"directives">, plan: Plan) =>
  plan.tables.directives.some((other) => other.within === row.id);
const isLeast = (row: RowOf<"limits">) => row.kind.endsWith("at_least");
const isMost = (row: RowOf<"limits">) => row.kind.endsWith("at_most");

/**
 * Every kind of relaxation: what was lawful stays lawful, so that the best plan is worth no less.
 *
 * Not among them: lowering a floor of which a tranche is withheld, which lowers what its scope may have; and taking
 * away a pinned share that is not offered otherwise.
 */
export const relaxations: readonly Relaxation[] = [
  changeRow("more money", "resources", ({ amount }) => ({ amount: cents(amount + 100_000_000) })),
  changeRow("a lower floor", "directives", (row, plan) =>
    row.kind === "not_less_than" && !hasTranche(row, plan)
      ? { amount: cents(Math.floor(row.amount / 2)) }
      : undefined,
  ),
  changeRow("a higher ceiling", "directives", (row) =>
    row.kind === "not_more_than" ? { amount: cents(row.amount * 2) } : undefined,
  ),
  changeRow("law that only informs", "directives", (row, plan) =>
    row.kind !== "withhold" && !hasTranche(row, plan) ? { force: "report" as const } : undefined,
  ),
  dropRow(
    "no directive, nor its tranches",
    "directives",
    (row, of) => row.within === of,
    (row) => row.kind !== "withhold",
  ),
  changeRow("more to absorb", "limits", ({ amount }) =>
    amount === undefined ? undefined : { amount: cents(amount * 2) },
  ),
  changeRow("a lower least share", "limits", (row) =>
    isLeast(row) && row.ratio !== undefined ? { ratio: row.ratio / 2 } : undefined,
  ),
  changeRow("a higher largest share", "limits", (row) =>
    isMost(row) && row.ratio !== undefined ? { ratio: (1 + row.ratio) / 2 } : undefined,
  ),
  changeRow("a larger yearly change", "limits", (row) =>
    row.kind === "yearly_change" && row.ratio !== undefined
      ? { ratio: row.ratio + 0.25 }
      : undefined,
  ),
  dropRow("no limit", "limits"),
  dropRow("no link", "links"),
  changeRow("a shorter lag", "links", ({ lag_years: lag }) =>
    lag === undefined ? undefined : { lag_years: lag - 1 },
  ),
  changeRow("no exclusion", "initiatives", (row) =>
    row.excluded ? { excluded: false } : undefined,
  ),
  changeRow("no pin of a whole", "initiatives", (row) =>
    row.pinned_package !== undefined && row.pinned_share === undefined
      ? { pinned_package: undefined }
      : undefined,
  ),
  changeRow("more shares on offer", "initiatives", (row) =>
    row.pinned_package === undefined ? { least_share: (row.least_share ?? 1) - 0.5 } : undefined,
  ),
  changeRow("an earlier start", "initiatives", (row) => ({
    earliest_start: fiscalYear(row.earliest_start - 1),
  })),
  changeRow("a later start", "initiatives", (row) => ({
    latest_start: fiscalYear(row.latest_start + 1),
  })),
  changeRow("one more account that may be asked", "initiatives", (row, plan) => ({
    accounts: [...new Set([...row.accounts, ...plan.tables.resources.map((one) => one.account)])],
  })),
];

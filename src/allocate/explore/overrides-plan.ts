import type { Initiative, Plan } from "../../plan/plan.ts";
import type { Override } from "./overrides-problem.ts";

/** The decisions of people that stand in a plan, by the order of its initiatives. */
export function listDecisions(plan: Plan): readonly Override[] {
  return plan.tables.initiatives.flatMap((row): Override[] => {
    const { id: initiative, pinned_package: pinned, override_reason: reason = "" } = row;
    if (row.excluded) return [{ initiative, kind: "exclude", package: null, share: null, reason }];
    if (pinned === undefined) return [];
    const share = row.pinned_share === undefined || row.pinned_share >= 1 ? null : row.pinned_share;
    return [{ initiative, kind: share === null ? "pin" : "part", package: pinned, share, reason }];
  });
}

/** The plan as if nobody had decided anything about the initiatives of these ids, or about any. */
export function withoutDecisions(plan: Plan, ids?: readonly string[]): Plan {
  const initiatives = plan.tables.initiatives.map((row) =>
    ids === undefined || ids.includes(row.id) ? undecided(row) : row,
  );
  return { ...plan, tables: { ...plan.tables, initiatives } };
}

/** The plan with overrides written into its initiatives, in the place of what was decided about these before. */
export function withDecisions(plan: Plan, overrides: readonly Override[]): Plan {
  const byInitiative = new Map(overrides.map((override) => [override.initiative, override]));
  const initiatives = plan.tables.initiatives.map((row): Initiative => {
    const override = byInitiative.get(row.id);
    if (override === undefined) return row;
    return {
      ...undecided(row),
      pinned_package: override.package ?? undefined,
      pinned_share: override.share ?? undefined,
      excluded: override.kind === "exclude",
      override_reason: override.reason,
    };
  });
  return { ...plan, tables: { ...plan.tables, initiatives } };
}

function undecided(row: Initiative): Initiative {
  return {
    ...row,
    pinned_package: undefined,
    pinned_share: undefined,
    excluded: false,
    override_reason: undefined,
  };
}

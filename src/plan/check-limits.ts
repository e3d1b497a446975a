import { type Check, findRepeated, keyOf } from "./check-context.ts";
import type { Limit } from "./plan.ts";

/** Checks limits: each has what its kind needs and nothing else, and none stands twice. */
export function checkLimits(check: Check): void {
  for (const row of check.tables.limits) {
    checkNeeds(check, row);
    checkStray(check, row);
    checkRatio(check, row);
    checkScope(check, row);
  }
  const repeated = findRepeated(check.tables.limits, (row) =>
    keyOf(
      row.kind,
      row.accounts,
      row.partners,
      row.bureaus,
      row.initiatives,
      row.focus,
      row.purposes,
      row.uses,
      row.demands,
      row.fiscal_year,
    ),
  );
  for (const { row, first } of repeated) {
    check.add("limit_repeated", "limits", row.id, "kind", {
      found: `\`${row.id}\` and \`${first.id}\`, of one kind, scope and year`,
      expected: "one limit, or different scopes",
      help: "Both hold; the stricter one decides. Delete one if it is the same rule.",
    });
  }
}

function needsOf(row: Limit): readonly ("amount" | "ratio" | "focus" | "accounts")[] {
  if (row.kind === "absorption") return ["amount"];
  if (row.kind === "account_share_at_least" || row.kind === "account_share_at_most")
    return ["ratio", "accounts"];
  const named = [row.focus, row.purposes, row.uses, row.demands].some((list) => list.length > 0);
  return row.kind === "balance_at_least" && !named ? ["ratio", "focus"] : ["ratio"];
}

function checkNeeds(check: Check, row: Limit): void {
  for (const field of needsOf(row)) {
    const value = row[field];
    if (value !== undefined && !(Array.isArray(value) && value.length === 0)) continue;
    check.add("limit_incomplete", "limits", row.id, field, {
      found: `no \`${field}\` on a limit \`${row.kind}\``,
      expected: "the value that the kind needs",
      help: "Write it, or change the kind.",
    });
  }
}

function checkStray(check: Check, row: Limit): void {
  const stray = row.kind === "absorption" ? "ratio" : "amount";
  if (row[stray] === undefined) return;
  check.add("limit_field_stray", "limits", row.id, stray, {
    found: `a value of \`${stray}\` on a limit \`${row.kind}\``,
    expected: "none: the kind does not use it",
    help: "Clear the cell, or change the kind.",
  });
}

function checkRatio(check: Check, row: Limit): void {
  const isShare = row.kind !== "absorption" && row.kind !== "yearly_change";
  if (!isShare || row.ratio === undefined || row.ratio <= 1) return;
  check.add("limit_ratio", "limits", row.id, "ratio", {
    found: `a share of ${row.ratio}`,
    expected: "a share from 0 to 1, such as 0.25 for a quarter",
    help: "Divide percents by 100.",
  });
}

function checkScope(check: Check, row: Limit): void {
  const isShare = row.kind === "share_at_least" || row.kind === "share_at_most";
  const aims = [row.focus, row.purposes, row.uses, row.demands];
  const filters = [row.partners, row.bureaus, row.initiatives, ...aims];
  if (!isShare || filters.some((filter) => filter.length > 0)) return;
  check.add("limit_scope", "limits", row.id, "partners", {
    found: "a share of all money in all money",
    expected: "partners, bureaus, initiatives or a focus whose share is meant",
    help: "Name at least one of them.",
  });
}

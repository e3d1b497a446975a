import type { ApiFinding } from "../../parts/finding-list.tsx";

/** The fields of the form from top to bottom; those of the proposal itself stand without their table. */
const order = [
  ...["name", "partner", "recipient", "agency", "kind", "earliest_start", "latest_start"],
  ...["purpose", "focus", "domain", "instrument", "dod_objective", "dod_objective_reason"],
  ...["packages.name", "packages.level", "lines.kind", "lines.amount"],
  "accounts",
  ...["effects.objective", "effects.relevance", "effects.confidence", "effects.source"],
  ...["cost_basis", "assumptions", "source", "handling", "least_share"],
];

/** Findings in the order in which the form has their fields. */
export function byFormOrder(findings: readonly ApiFinding[]): ApiFinding[] {
  return [...findings].sort((a, b) => rankOf(a) - rankOf(b));
}

function rankOf({ at }: ApiFinding): number {
  const table = at.file?.replace(/\.csv$/, "") ?? "";
  const field = at.field ?? "name";
  const place = order.indexOf(table === "initiatives" ? field : `${table}.${field}`);
  return place < 0 ? order.length : place;
}

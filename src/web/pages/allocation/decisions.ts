import type { Move } from "./moves.ts";
import type { Cells, TableRows } from "./table-rows.ts";

/** What somebody decides about an initiative, whatever the search would do. */
export type Decision =
  | { readonly kind: "pin"; readonly package: string; readonly reason: string }
  | {
      readonly kind: "part";
      readonly package: string;
      /** A ratio, as the files write it: whole percents. */
      readonly share: string;
      readonly reason: string;
    }
  | { readonly kind: "exclude"; readonly reason: string }
  | { readonly kind: "none" };

/** The moves that make a decision about an initiative, or take back what was decided. */
export function decide(initiative: string, decision: Decision): Move[] {
  const set = (field: string, after: string | null): Move => ({
    table: "initiatives",
    row: initiative,
    field,
    after,
  });
  const chosen = "package" in decision ? decision.package : null;
  const share = decision.kind === "part" ? decision.share : null;
  return [
    set("pinned_package", chosen),
    set("pinned_share", share),
    set("excluded", decision.kind === "exclude" ? "true" : null),
    set("override_reason", decision.kind === "none" ? null : decision.reason),
  ];
}

/** What is decided about an initiative by its cells; an exclusion counts before a pin. */
export function decisionOf(cells: Cells): Decision {
  const reason = cells.override_reason ?? "";
  if (cells.excluded === "true") return { kind: "exclude", reason };
  const chosen = cells.pinned_package ?? "";
  if (chosen === "") return { kind: "none" };
  const share = cells.pinned_share ?? "";
  return share === "" || Number(share) === 1
    ? { kind: "pin", package: chosen, reason }
    : { kind: "part", package: chosen, share, reason };
}

/** A decision in a few words. */
export function decisionWords(decision: Decision): string {
  switch (decision.kind) {
    case "pin":
      return `pinned (${decision.package})`;
    case "part":
      return `pinned in part: ${Math.round(Number(decision.share) * 100)}% of ${decision.package}`;
    case "exclude":
      return "excluded";
    case "none":
      return "";
  }
}

/** The initiatives about which somebody decided something, with the moves made. */
export function listDecided(
  initiatives: TableRows,
  moves: readonly Move[],
): { readonly id: string; readonly name: string; readonly decision: Decision }[] {
  const moved = Map.groupBy(
    moves.filter(({ table }) => table === "initiatives"),
    ({ row }) => row,
  );
  return [...initiatives].flatMap(([id, cells]) => {
    const own = Object.fromEntries(
      (moved.get(id) ?? []).map(({ field, after }) => [field, after] as const),
    );
    const decision = decisionOf({ ...cells, ...own });
    return decision.kind === "none" ? [] : [{ id, name: cells.name ?? id, decision }];
  });
}

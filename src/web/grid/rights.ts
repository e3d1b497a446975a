/** What a person may do in a plan, as its head says. */
export interface May {
  readonly edit: boolean;
  readonly everywhere: boolean;
  readonly agencies: readonly string[];
  readonly partners: readonly string[];
}

/** How the fields of a row are looked up. */
export type FieldOf = (table: string, row: string, field: string) => string | null | undefined;

/** Why a whole table may not be edited; nothing where at least some rows may. */
export function lockOfTable(may: May, branchState: string, table: string): string | undefined {
  if (branchState !== "open") return `This scenario is ${branchState}; it no longer changes.`;
  if (!may.edit) return "You may see this plan, not change it.";
  if (table === "comments") {
    return "What was said stays. Answer it, or correct your own, where the row is that it is about.";
  }
  if (may.everywhere || contributed.includes(table)) return undefined;
  return "Contributors change the proposals of their agency or partner; planners change the rest.";
}

/** Tables of which a contributor changes some rows: proposals, with what hangs on them. */
const contributed = ["initiatives", "packages", "lines", "effects", "links"];

/**
 * Why a row may not be edited; nothing where it may, or where it cannot be told here. The server decides.
 */
export function lockOfRow(
  may: May,
  table: string,
  field: (name: string) => string | null | undefined,
  look: FieldOf,
): string | undefined {
  if (may.everywhere) return undefined;
  const initiative = initiativeOf(table, field, look);
  const of = (name: string) =>
    table === "initiatives"
      ? field(name)
      : initiative === undefined
        ? undefined
        : look("initiatives", initiative, name);
  const [agency, partner] = [of("agency"), of("partner")];
  if (agency === undefined && partner === undefined) return undefined;
  const mine =
    (typeof agency === "string" && may.agencies.includes(agency)) ||
    (typeof partner === "string" && may.partners.includes(partner));
  return mine ? undefined : `It is a proposal of ${agency ?? "nobody"} for ${partner ?? "nobody"}.`;
}

function initiativeOf(
  table: string,
  field: (name: string) => string | null | undefined,
  look: FieldOf,
): string | undefined {
  if (table === "lines") {
    const own = field("package");
    return (typeof own === "string" ? look("packages", own, "initiative") : undefined) ?? undefined;
  }
  return field("initiative") ?? undefined;
}

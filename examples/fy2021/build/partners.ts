import { compareText } from "../../../src/base/findings.ts";
import { isoDate } from "../../../src/base/fiscal.ts";
import { type KnownPartner, knownPartners } from "../../../src/exchange/countries/find-partner.ts";
import type { GreenbookImport } from "../../../src/exchange/greenbook/import-greenbook.ts";
import type { Affiliation, Partner } from "../../../src/plan/plan.ts";
import { makeRow } from "../../../src/plan/rows.ts";
import { authoredRows, cell, demand, type ExampleTexts } from "./authored.ts";

const lookups = "CSIS lookup table Location_CountryCodes.csv (CC0)";
const record = "USAID Greenbook prepared on August 9, 2022";

/** Every recipient of the record, and the regional programs that only proposals name, sorted by id. */
export function buildPartners(texts: ExampleTexts, greenbook: GreenbookImport): Partner[] {
  const tiers = new Map(authoredRows(texts, "tiers").map((row) => [cell(row, "partner"), row]));
  const allied = new Set(authoredRows(texts, "alliances").map((row) => cell(row, "partner")));
  const met = new Map<string, KnownPartner>();
  for (const { partner } of greenbook.recipients) if (partner) met.set(partner.id, partner);
  const inRecord = new Set(met.keys());
  for (const row of authoredRows(texts, "proposals")) {
    const id = cell(row, "partner");
    const known = demand(
      knownPartners.find((partner) => partner.id === id),
      `partner ${id}`,
    );
    met.set(id, known);
  }
  return [...met.values()]
    .sort((a, b) => compareText(a.id, b.id))
    .map((known) => {
      const tier = tierOf(known, tiers.get(known.id), allied);
      return makeRow("partners", {
        id: known.id,
        name: known.name,
        kind: known.kind,
        iso3: known.iso3,
        bureau: known.bureau,
        ...tier,
        source: inRecord.has(known.id)
          ? `Name: ${record}. Bureau: ${lookups}`
          : "Not in the record: a regional program that proposals name",
      });
    });
}

function tierOf(
  known: KnownPartner,
  row: Readonly<Record<string, string>> | undefined,
  allied: ReadonlySet<string>,
): { readonly tier: string; readonly tier_reason: string } {
  if (row !== undefined) return { tier: cell(row, "tier"), tier_reason: cell(row, "reason") };
  if (allied.has(known.id)) {
    return { tier: "tier-2", tier_reason: "NATO member or major non-NATO ally" };
  }
  return known.kind === "country"
    ? { tier: "tier-3", tier_reason: "Every other country" }
    : { tier: "tier-4", tier_reason: "Regional or worldwide program" };
}

/** Commands, NATO membership and ally status of the partners, with dates. */
export function buildAffiliations(
  texts: ExampleTexts,
  partners: readonly Partner[],
): Affiliation[] {
  const present = new Set(partners.map((partner) => partner.id));
  const commands = knownPartners
    .filter((known) => present.has(known.id) && known.command !== undefined)
    .flatMap((known) => commandsOf(known));
  const alliances = authoredRows(texts, "alliances")
    .filter((row) => present.has(cell(row, "partner")))
    .map((row) => {
      const kind = cell(row, "kind") === "nato" ? "nato" : "major_non_nato_ally";
      return makeRow("affiliations", {
        id: `${cell(row, "partner")}-${kind === "nato" ? "NATO" : "MNNA"}`,
        partner: cell(row, "partner"),
        kind,
        since: isoDate(cell(row, "since")),
        source: cell(row, "source"),
        mark: "knowledge",
      });
    });
  return [...commands, ...alliances].sort((a, b) => compareText(a.id, b.id));
}

function commandsOf(known: KnownPartner): Affiliation[] {
  const common = { partner: known.id, kind: "combatant_command", mark: "knowledge" } as const;
  if (known.id !== "ISR") {
    return [
      makeRow("affiliations", {
        id: `${known.id}-COMMAND`,
        value: known.command,
        source: `${lookups}, CombatantCommand`,
        ...common,
      }),
    ];
  }
  return [
    makeRow("affiliations", {
      id: "ISR-COMMAND-1",
      value: "EUCOM",
      until: isoDate("2021-01-14"),
      source: `${lookups}, CombatantCommand`,
      ...common,
    }),
    makeRow("affiliations", {
      id: "ISR-COMMAND-2",
      value: "CENTCOM",
      since: isoDate("2021-01-15"),
      source: "Change of the Unified Command Plan of January 2021; the day as known",
      ...common,
    }),
  ];
}

import { compareText } from "../base/findings.ts";
import { type Check, findRepeated, keyOf } from "./check-context.ts";
import type { Affiliation } from "./plan.ts";
import { quote } from "./words.ts";

/** Checks partners' country codes and the dates of their affiliations. */
export function checkPartners(check: Check): void {
  const coded = check.tables.partners.filter((row) => row.iso3 !== undefined);
  for (const row of coded) {
    if (/^[A-Z]{3}$/.test(row.iso3 ?? "")) continue;
    check.add("iso3_form", "partners", row.id, "iso3", {
      found: quote(row.iso3 ?? ""),
      expected: "three capital letters of ISO 3166-1, such as UKR",
      help: "Write the code, or clear the cell if it is no country of ISO.",
    });
  }
  for (const { row, first } of findRepeated(coded, (partner) => partner.iso3 ?? "")) {
    check.add("iso3_repeated", "partners", row.id, "iso3", {
      found: `\`${row.iso3}\`, which \`${first.id}\` has too`,
      expected: "one partner for each country",
      help: "Merge the two, or clear the code of the one that is no country.",
    });
  }
  checkAffiliations(check);
}

function checkAffiliations(check: Check): void {
  const groups = new Map<string, Affiliation[]>();
  for (const row of check.tables.affiliations) {
    if (row.since !== undefined && row.until !== undefined && row.until < row.since) {
      check.add("affiliation_dates", "affiliations", row.id, "until", {
        found: `an end on ${row.until}, before its beginning on ${row.since}`,
        expected: "an end on the day of the beginning, or later",
        help: "Change one of the two days.",
      });
    }
    const key = keyOf(row.partner, row.kind);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  for (const group of groups.values()) checkOverlaps(check, group);
}

function checkOverlaps(check: Check, group: readonly Affiliation[]): void {
  const sorted = [...group].sort(
    (a, b) => compareText(a.since ?? "", b.since ?? "") || compareText(a.id, b.id),
  );
  let last = sorted[0];
  for (const row of sorted.slice(1)) {
    if (last === undefined) continue;
    if (last.until === undefined || (row.since ?? "") <= last.until) {
      check.add("affiliation_overlap", "affiliations", row.id, "since", {
        found: `\`${row.id}\` from ${row.since ?? "the beginning"}, while \`${last.id}\` lasts until ${last.until ?? "today"}`,
        expected: `one affiliation of the kind \`${row.kind}\` at a time`,
        help: "End the earlier one on the day before the later one.",
      });
    }
    if ((row.until ?? "9999") > (last.until ?? "9999")) last = row;
  }
}

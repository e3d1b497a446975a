import { showDollars } from "../base/money.ts";
import { type Concern, reportAssessment } from "./concern.ts";
import { costOf, type Effort, factsOf, listSome, meetInTime } from "./efforts.ts";
import type { Ties } from "./ties.ts";

/**
 * Efforts of several agencies that build one capability of one partner in the same years.
 *
 * A capability is a domain and a purpose. Efforts that name different units do not overlap, nor do those that a link
 * joins. `general` is no domain: there only a unit that both name tells that they meet.
 */
export function findOverlaps(efforts: readonly Effort[], ties: Ties): readonly Concern[] {
  const groups = Map.groupBy(
    efforts,
    ({ initiative: row }) => `${row.partner}/${row.domain}/${row.purpose}`,
  );
  return [...groups].flatMap(([subject, group]) => {
    if (new Set(group.map(agencyOf)).size < 2) return [];
    const classes = classesOf(group);
    const meeting = (wanted: (one: Effort, other: Effort) => boolean) =>
      group.filter((one) =>
        classes.some(
          ([other, all]) =>
            meet(one, other) &&
            wanted(one, other) &&
            all.some((each) => !ties.joined(one.id, each.id)),
        ),
      );
    const twice = meeting((one, other) => shareUnit(one, other, ties));
    const general = group[0]?.initiative.domain === "general";
    const shared = general ? [] : meeting(unitsOpen);
    return [
      ...(twice.length > 0 ? [sayTwice(subject, twice)] : []),
      ...(shared.length > 0 ? [sayShared(subject, shared)] : []),
    ];
  });
}

/** Efforts of one agency, years and units: what meets one of them meets all. Each class with its first. */
function classesOf(group: readonly Effort[]): readonly (readonly [Effort, readonly Effort[]])[] {
  const classes = Map.groupBy(group, (one) =>
    [agencyOf(one), one.first, one.last, ...one.units].join("\n"),
  );
  return [...classes.values()].flatMap((all) => {
    const [first] = all;
    return first === undefined ? [] : [[first, all] as const];
  });
}

function agencyOf({ initiative }: Effort): string {
  return initiative.agency.trim().toLowerCase();
}

function meet(a: Effort, b: Effort): boolean {
  return agencyOf(a) !== agencyOf(b) && meetInTime(a, b);
}

function shareUnit(a: Effort, b: Effort, ties: Ties): boolean {
  return a.units.some((unit) => b.units.some((other) => ties.related(unit, other)));
}

/** Whether it is not known that the two work with different units. */
function unitsOpen(a: Effort, b: Effort): boolean {
  return a.units.length === 0 || b.units.length === 0;
}

function sayTwice(subject: string, efforts: readonly Effort[]): Concern {
  const units = [...new Set(efforts.flatMap((one) => one.units))].sort();
  return makeConcern("unit_served_twice", subject, efforts, {
    found: `${sayEfforts(efforts)} for the same units (${listSome(units)})`,
    expected: "one program for one unit and capability, or a link that says how they fit together",
    help: "Merge them, put them in sequence with a `follows` link, or accept it with the reason.",
  });
}

function sayShared(subject: string, efforts: readonly Effort[]): Concern {
  return makeConcern("capability_shared", subject, efforts, {
    found: sayEfforts(efforts),
    expected: "different units, or a link that says how they fit together",
    help: "Name the `units` of each; else merge them, put them in sequence, or accept it with the reason.",
  });
}

function sayEfforts(efforts: readonly Effort[]): string {
  const row = efforts[0]?.initiative;
  const what = `${plain(row?.purpose ?? "")} (${plain(row?.domain ?? "")})`;
  const parts = efforts.map(
    (one) => `${one.initiative.agency} \`${one.id}\` ${showDollars(one.cost)}`,
  );
  return `${efforts.length} programs for ${what} in the same years: ${listSome(parts)}`;
}

function plain(name: string): string {
  return name.replaceAll("_", " ");
}

function makeConcern(
  code: "unit_served_twice" | "capability_shared",
  subject: string,
  efforts: readonly Effort[],
  words: { readonly found: string; readonly expected: string; readonly help: string },
): Concern {
  const first = efforts[0];
  const facts = efforts.map((one) => factsOf(one, ["agency", "years", "units", "cost"]));
  return {
    part: "overlap",
    finding: reportAssessment(
      code,
      { file: "initiatives.csv", field: "units", id: first?.id ?? "" },
      words,
    ),
    subject,
    facts: Object.assign({}, ...facts),
    partner: first?.initiative.partner ?? null,
    initiatives: efforts.map(({ id }) => id),
    amount: costOf(efforts),
  };
}

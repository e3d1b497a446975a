import { type Cents, cents, showDollars } from "../../base/money.ts";
import type { Plan } from "../../plan/plan.ts";
import { readReserveMoney } from "../../plan/reserve-money.ts";
import { textTable } from "../text-layout.ts";

/** What a reserve still holds. */
export interface ReserveReading {
  readonly id: string;
  readonly name: string;
  readonly account: string;
  readonly fiscal_year: number;
  readonly amount: Cents;
  readonly released: Cents;
  /** What is asked for and not decided. */
  readonly asked: Cents;
  readonly left: Cents;
}

/** What donors pledged and paid for one country and year. */
export interface PledgeSum {
  readonly partner: string;
  readonly fiscal_year: number;
  readonly donors: readonly {
    readonly donor: string;
    readonly pledged: Cents;
    readonly paid: Cents;
  }[];
  readonly pledged: Cents;
  readonly paid: Cents;
}

/** Sites, reserves and pledges of a plan, of one partner where one is named. */
export interface HazardReport {
  readonly sites: Plan["tables"]["sites"];
  readonly reserves: readonly ReserveReading[];
  readonly releases: Plan["tables"]["releases"];
  readonly pledges: readonly PledgeSum[];
}

/** What the registers of weapons destruction and quick response say; a reserve is nobody's own, and always shown. */
export function readHazards(plan: Plan, partner: string | null): HazardReport {
  const { tables } = plan;
  const about = (row: { readonly partner: string }) => partner === null || row.partner === partner;
  const reserves = readReserveMoney(plan).map(
    ({ reserve, released, asked, left }): ReserveReading => {
      const { id, name, account, fiscal_year, amount } = reserve;
      return { id, name, account, fiscal_year, amount, released, asked, left };
    },
  );
  const groups = Map.groupBy(
    tables.pledges.filter(about),
    (row) => `${row.partner}\n${row.fiscal_year}`,
  );
  const pledges = [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, rows]) => sumUp(rows));
  const releases = tables.releases.filter(about);
  return { sites: tables.sites.filter(about), reserves, releases, pledges };
}

function sumUp(rows: Plan["tables"]["pledges"]): PledgeSum {
  const [first] = rows;
  if (first === undefined) throw new Error("a group of pledges is empty");
  const { partner, fiscal_year } = first;
  const donors = [...Map.groupBy(rows, (row) => row.donor)].map(([donor, own]) => ({
    donor,
    pledged: cents(own.reduce((sum, row) => sum + row.pledged, 0)),
    paid: cents(own.reduce((sum, row) => sum + (row.paid ?? 0), 0)),
  }));
  const pledged = cents(donors.reduce((sum, row) => sum + row.pledged, 0));
  const paid = cents(donors.reduce((sum, row) => sum + row.paid, 0));
  return { partner, fiscal_year, donors, pledged, paid };
}

const left = (name: string, most: number) => ({ name, side: "left", most }) as const;
const right = (name: string) => ({ name, side: "right" }) as const;

/** Sites, reserves and pledges for a terminal; empty where the plan has none. */
export function hazardText(report: HazardReport): string {
  const { sites, reserves, releases, pledges } = report;
  if (sites.length + releases.length + pledges.length === 0) return "";
  const sections = [
    sites.length === 0
      ? []
      : [
          "SITES: stockpiles and hazard areas",
          ...textTable(
            [
              left("site", 44),
              left("kind", 12),
              left("status", 9),
              left("risk", 6),
              left("work", 24),
            ],
            sites.map((row) => [
              row.name,
              row.kind,
              row.status,
              row.risk,
              row.initiatives.join(", ") || "nobody",
            ]),
          ),
        ],
    reserves.length === 0
      ? []
      : [
          "RESERVES for quick response",
          ...textTable(
            [left("reserve", 40), right("kept"), right("released"), right("asked"), right("left")],
            reserves.map((row) => [
              `${row.name} (${row.account}, FY${row.fiscal_year})`,
              ...[row.amount, row.released, row.asked, row.left].map((each) => showDollars(each)),
            ]),
          ),
          ...releases.map(
            (row) =>
              `  ${row.asked_on} ${row.partner}: ${row.happened} ${showDollars(row.amount)}, ${row.decision}${row.decided_on === undefined ? "" : ` on ${row.decided_on}`}`,
          ),
        ],
    pledges.length === 0
      ? []
      : [
          "DONORS: pledged and paid, by country and year; never counted as our money",
          ...textTable(
            [
              left("country", 10),
              right("year"),
              left("donor", 24),
              right("pledged"),
              right("paid"),
            ],
            pledges.flatMap((row) =>
              row.donors.map((each, index) => [
                index === 0 ? row.partner : "",
                index === 0 ? `FY${row.fiscal_year}` : "",
                each.donor,
                showDollars(each.pledged),
                showDollars(each.paid),
              ]),
            ),
          ),
        ],
  ];
  const shown = sections.filter((lines) => lines.length > 0);
  return `\n${shown.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

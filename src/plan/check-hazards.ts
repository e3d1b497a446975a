import { fiscalYearOf } from "../base/fiscal.ts";
import { cents, showDollars } from "../base/money.ts";
import type { Check } from "./check-context.ts";
import type { RowOf } from "./plan.ts";

type Site = RowOf<"sites">;

/** Checks sites, reserves, releases and pledges: money within the reserve, days in order, places in one country. */
export function checkHazards(check: Check): void {
  checkSites(check);
  checkReserves(check);
  checkReleases(check);
  for (const row of check.tables.pledges) {
    checkCountry(check, "pledges", row);
    if (row.paid !== undefined && row.paid > row.pledged) {
      check.add("pledge_overpaid", "pledges", row.id, "paid", {
        found: `${showDollars(row.paid)} paid of ${showDollars(row.pledged)}`,
        expected: "at most what was pledged",
        help: "Correct one of the two, or raise the pledge.",
      });
    }
  }
}

function checkSites(check: Check): void {
  for (const row of check.tables.sites) {
    const others = row.initiatives.filter((id) => {
      const initiative = check.find("initiatives", id);
      const kind = check.find("partners", initiative?.partner ?? "")?.kind;
      return kind === "country" && initiative?.partner !== row.partner;
    });
    if (others.length > 0) {
      check.add("site_partner_other", "sites", row.id, "initiatives", {
        found: `${others.map((id) => `\`${id}\``).join(", ")} of another country`,
        expected: `initiatives for \`${row.partner}\`, or for a region`,
        help: "Name the initiatives that work on this site.",
      });
    }
    if (row.risk === "high" && row.status !== "done" && !isServed(check, row)) {
      check.add("site_unserved", "sites", row.id, "initiatives", {
        found: "a site of high risk, and no initiative that works on it",
        expected: "an initiative, a release of a reserve, or another donor",
        help: "Propose the work, or ask for a release of the reserve.",
      });
    }
  }
}

/** Whether an initiative, a release of a reserve or a donor works on a site. */
function isServed({ tables }: Check, { id, initiatives }: Site): boolean {
  return (
    initiatives.length > 0 ||
    tables.releases.some((row) => row.site === id && row.decision === "released") ||
    tables.pledges.some((row) => row.site === id)
  );
}

function checkReserves(check: Check): void {
  const released = Map.groupBy(
    check.tables.releases.filter((row) => row.decision === "released"),
    (row) => row.reserve,
  );
  for (const row of check.tables.reserves) {
    const sum = (released.get(row.id) ?? []).reduce((total, each) => total + each.amount, 0);
    if (sum > row.amount) {
      check.add("reserve_overdrawn", "reserves", row.id, "amount", {
        found: `${showDollars(cents(sum))} released of ${showDollars(row.amount)}`,
        expected: "releases that the reserve can pay",
        help: "Raise the reserve, or take a release back.",
      });
    }
  }
}

function checkReleases(check: Check): void {
  for (const row of check.tables.releases) {
    checkCountry(check, "releases", row);
    const { decided_on: decided, decision, asked_on: asked } = row;
    const isBare = decision !== "open" && (decided === undefined || row.decided_by === undefined);
    if (isBare || (decided !== undefined && decided < asked)) {
      check.add("release_undecided", "releases", row.id, "decided_on", {
        found: isBare
          ? `\`${decision}\`, without day or name`
          : `decided on ${decided}, before it was asked on ${asked}`,
        expected: "who decided it, and when, on the day of the request or later",
        help: "Fill in `decided_on` and `decided_by`.",
      });
    }
    const reserve = check.find("reserves", row.reserve);
    const year = fiscalYearOf(decided ?? asked);
    if (reserve !== undefined && decision === "released" && year < reserve.fiscal_year) {
      check.add("release_early", "releases", row.id, "decided_on", {
        found: `released in FY${year}, from money of FY${reserve.fiscal_year}`,
        expected: "a release when the money is there",
        help: "Name an earlier reserve, or a later day.",
      });
    }
  }
}

function checkCountry(
  check: Check,
  table: "releases" | "pledges",
  row: { readonly id: string; readonly partner: string; readonly site?: string | undefined },
): void {
  const site = row.site === undefined ? undefined : check.find("sites", row.site);
  if (site === undefined || site.partner === row.partner) return;
  check.add("site_partner_other", table, row.id, "site", {
    found: `\`${site.id}\` in \`${site.partner}\`, and \`${row.partner}\``,
    expected: "a site in the country of the row",
    help: "Correct `site` or `partner`.",
  });
}

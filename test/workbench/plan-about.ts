import type { Plan } from "../../src/plan/plan.ts";

/** The part of a plan that is about some partners: small enough for a test that waits for it. */
export function planAbout(plan: Plan, partners: readonly string[]): Plan {
  const { tables } = plan;
  const kept = new Set(partners);
  const initiatives = tables.initiatives.filter((row) => kept.has(row.partner));
  const own = new Set(initiatives.map((row) => row.id));
  const packages = tables.packages.filter((row) => own.has(row.initiative));
  const ofOwn = new Set(packages.map((row) => row.id));
  const about = (row: { readonly partners: readonly string[] }) =>
    row.partners.every((id) => kept.has(id));
  const directives = tables.directives.filter((row) => row.partners.length > 0 && about(row));
  return {
    ...plan,
    scenarios: [],
    head: { ...plan.head, recommended_scenario: null },
    tables: {
      ...tables,
      // Registers and cases name each other all over; here only donors and leverage are asked for.
      ...{ units: [], agreements: [], activities: [], preconditions: [], transfers: [] },
      ...{ end_use_items: [], conditions: [], steps: [], cases: [], notices: [], evidence: [] },
      ...{ events: [], verdicts: [], comments: [] },
      donor_lines: tables.donor_lines
        .filter((row) => kept.has(row.partner))
        .map((row) => ({ ...row, unit: undefined })),
      leverage: tables.leverage.filter((row) => kept.has(row.partner)),
      sites: tables.sites
        .filter((row) => kept.has(row.partner))
        .map((row) => ({ ...row, initiatives: row.initiatives.filter((id) => own.has(id)) })),
      releases: tables.releases.filter((row) => kept.has(row.partner)),
      pledges: tables.pledges.filter((row) => kept.has(row.partner)),
      initiatives: initiatives.map((row) => ({ ...row, units: [] })),
      packages,
      directives,
      partners: tables.partners.filter((row) => kept.has(row.id)),
      affiliations: tables.affiliations.filter((row) => kept.has(row.partner)),
      lines: tables.lines.filter((row) => ofOwn.has(row.package)),
      effects: tables.effects.filter((row) => own.has(row.initiative)),
      links: tables.links.filter((row) => own.has(row.initiative) && own.has(row.other)),
      limits: tables.limits.filter((row) => row.partners.length > 0 && about(row)),
      baseline: tables.baseline.filter((row) => kept.has(row.partner)),
      assumptions: tables.assumptions.map((row) => ({
        ...row,
        partners: row.partners.filter((id) => kept.has(id)),
      })),
    },
  };
}

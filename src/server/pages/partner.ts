import type { z } from "zod";
import type { changeSchema } from "../../api/change-schemas.ts";
import type { partnerPageSchema } from "../../api/page-schemas.ts";
import { compareText, type Finding } from "../../base/findings.ts";
import type { Law } from "../../law/law.ts";
import type { Initiative, Line, Partner, Plan } from "../../plan/plan.ts";
import { recordAtOneStage } from "../../report/partner-list.ts";
import { leafPoints } from "./cascade.ts";
import { cellsOf } from "./row-cells.ts";
import type { Standing } from "./standing.ts";

type PartnerPage = z.output<typeof partnerPageSchema>;

/** What a partner's page is made from. */
export interface PartnerInput {
  readonly plan: Plan;
  readonly law: Law;
  readonly standing: Standing | null;
  readonly findings: readonly Finding[];
  readonly changes: readonly z.output<typeof changeSchema>[];
  readonly withheld: boolean;
}

/** Everything about one partner, from every agency. */
export function partnerPage(partner: Partner, input: PartnerInput): PartnerPage {
  const { plan, standing } = input;
  const initiatives = plan.tables.initiatives.filter((row) => row.partner === partner.id);
  const ids = new Set(initiatives.map((row) => row.id));
  const asked = listAsked(plan, ids);
  const proposals = listProposals(initiatives, asked, standing);
  const effects = plan.tables.effects.filter((row) => ids.has(row.initiative));
  const about = rowsAbout(partner, initiatives, plan);
  return {
    partner: cellsOf("partners", partner),
    affiliations: plan.tables.affiliations
      .filter((row) => row.partner === partner.id)
      .map((row) => cellsOf("affiliations", row)),
    objectives: listObjectives(new Set(effects.map((row) => row.objective)), plan, standing),
    assumptions: about.assumptions.map((row) => cellsOf("assumptions", row)),
    money: listMoney(partner, initiatives, asked, input),
    proposals,
    agencies: sumByAgency(proposals),
    claims: about.claims.map((row) => cellsOf("claims", row)),
    limits: about.limits.map((row) => cellsOf("limits", row)),
    directives: about.directives.map((row) => cellsOf("directives", row)),
    ...hazardsOf(partner, plan),
    ...registersOf(partner, plan),
    findings: findingsAbout(partner, ids, input),
    changes: [...input.changes],
    allocation: standing?.summary ?? null,
    withheld: input.withheld,
  };
}

/** The partner's sites, what was asked of reserves for it, and what donors pledge. */
function hazardsOf(
  { id }: Partner,
  { tables }: Plan,
): Pick<PartnerPage, "sites" | "releases" | "pledges"> {
  const own = (row: { readonly partner: string }) => row.partner === id;
  return {
    sites: tables.sites.filter(own).map((row) => cellsOf("sites", row)),
    releases: tables.releases.filter(own).map((row) => cellsOf("releases", row)),
    pledges: tables.pledges.filter(own).map((row) => cellsOf("pledges", row)),
  };
}

/** What the registers say of the partner. */
function registersOf(
  { id }: Partner,
  { tables }: Plan,
): Pick<PartnerPage, "agreements" | "activities" | "donor_lines" | "end_use_items"> {
  const own = (row: { readonly partner: string }) => row.partner === id;
  return {
    agreements: tables.agreements.filter(own).map((row) => cellsOf("agreements", row)),
    activities: tables.activities
      .filter(({ partners }) => partners.includes(id))
      .map((row) => cellsOf("activities", row)),
    donor_lines: tables.donor_lines.filter(own).map((row) => cellsOf("donor_lines", row)),
    end_use_items: tables.end_use_items.filter(own).map((row) => cellsOf("end_use_items", row)),
  };
}

/** What is asked at most for an initiative: its largest package. */
interface Asked {
  readonly cost: number;
  readonly lines: readonly Line[];
}

/** What is asked for each of some initiatives, in one look at the tables. */
function listAsked(plan: Plan, ids: ReadonlySet<string>): ReadonlyMap<string, Asked> {
  const packages = plan.tables.packages.filter((row) => ids.has(row.initiative));
  const own = new Set(packages.map((row) => row.id));
  const lines = Map.groupBy(
    plan.tables.lines.filter((row) => own.has(row.package)),
    (row) => row.package,
  );
  const asked = new Map<string, Asked>();
  for (const { id, initiative } of packages) {
    const list = lines.get(id) ?? [];
    const cost = list.reduce((sum, line) => sum + line.amount, 0);
    if (cost > (asked.get(initiative)?.cost ?? 0)) asked.set(initiative, { cost, lines: list });
  }
  return asked;
}

function listProposals(
  initiatives: readonly Initiative[],
  asked: ReadonlyMap<string, Asked>,
  standing: Standing | null,
): PartnerPage["proposals"] {
  const ids = new Set(initiatives.map((row) => row.id));
  const starts = new Map(
    standing?.allocation.choices.map((one) => [one.initiative, one.start] as const),
  );
  const paid = new Map<string, number>();
  for (const { initiative, amount } of standing?.allocation.payments ?? []) {
    if (ids.has(initiative)) paid.set(initiative, (paid.get(initiative) ?? 0) + amount);
  }
  return initiatives
    .map((row) => ({
      ...{ id: row.id, name: row.name, agency: row.agency, kind: row.kind },
      ...{ focus: row.focus, purpose: row.purpose },
      asked: asked.get(row.id)?.cost ?? 0,
      allocated: paid.get(row.id) ?? 0,
      funded: standing === null ? null : starts.has(row.id),
      first_year: starts.get(row.id) ?? null,
    }))
    .sort((a, b) => b.asked - a.asked || compareText(a.id, b.id));
}

function listObjectives(
  ids: ReadonlySet<string>,
  plan: Plan,
  standing: Standing | null,
): PartnerPage["objectives"] {
  const points = leafPoints(plan);
  const attained = new Map(
    (standing?.briefing?.attainments ?? []).map((one) => [one.objective, one.ratio]),
  );
  return plan.tables.objectives
    .filter((row) => ids.has(row.id))
    .map((row) => ({
      id: row.id,
      name: row.name,
      weight: row.weight,
      attained: attained.get(row.id) ?? null,
    }))
    .sort((a, b) => (points.get(b.id) ?? 0) - (points.get(a.id) ?? 0) || compareText(a.id, b.id));
}

/**
 * The record, what is allocated and what is asked, by account and year.
 *
 * What is asked of several accounts together stands once, under all their codes, so that no dollar is counted twice.
 */
function listMoney(
  partner: Partner,
  initiatives: readonly Initiative[],
  asked: ReadonlyMap<string, Asked>,
  { plan, law, standing }: PartnerInput,
): PartnerPage["money"] {
  const rows = new Map<string, PartnerPage["money"][number]>();
  const rowOf = (account: string, year: number) => {
    const key = `${account}\n${year}`;
    const title = account
      .split(";")
      .map((code) => law.findTitle(code) ?? code)
      .join(" or ");
    const known = rows.get(key) ?? {
      ...{ account, title, fiscal_year: year },
      ...{ record: 0, allocated: 0, asked: 0 },
    };
    rows.set(key, known);
    return known;
  };
  const record = plan.tables.baseline.filter((row) => row.partner === partner.id);
  for (const row of recordAtOneStage(record)) {
    rowOf(row.account, row.fiscal_year).record += row.amount;
  }
  const ids = new Set(initiatives.map((row) => row.id));
  for (const one of standing?.allocation.payments ?? []) {
    if (ids.has(one.initiative)) rowOf(one.account, one.fiscal_year).allocated += one.amount;
  }
  for (const row of initiatives) {
    const account = [...row.accounts].sort(compareText).join(";");
    for (const line of asked.get(row.id)?.lines ?? []) {
      rowOf(account, row.earliest_start + line.year_offset).asked += line.amount;
    }
  }
  return [...rows.values()].sort(
    (a, b) => compareText(a.account, b.account) || a.fiscal_year - b.fiscal_year,
  );
}

function sumByAgency(proposals: readonly PartnerPage["proposals"][number][]) {
  const groups = Map.groupBy(proposals, (one) => one.agency);
  return [...groups]
    .map(([agency, list]) => ({
      key: agency,
      label: agency,
      amount: list.reduce((sum, one) => sum + one.asked, 0),
    }))
    .sort((a, b) => b.amount - a.amount || compareText(a.key, b.key));
}

function rowsAbout(partner: Partner, initiatives: readonly Initiative[], plan: Plan) {
  const ids = new Set(initiatives.map((row) => row.id));
  const rested = new Set(initiatives.flatMap((row) => row.assumptions));
  const name = partner.name.toLowerCase();
  const words = new RegExp(`\\b${partner.id.replace(/[^A-Za-z0-9]/g, "\\$&")}\\b`);
  return {
    assumptions: plan.tables.assumptions.filter(
      (row) => row.partners.includes(partner.id) || rested.has(row.id),
    ),
    claims: plan.tables.claims.filter(
      (row) => row.subject.toLowerCase().includes(name) || words.test(row.subject),
    ),
    limits: plan.tables.limits.filter(
      (row) => row.partners.includes(partner.id) || row.initiatives.some((id) => ids.has(id)),
    ),
    directives: plan.tables.directives.filter((row) => row.partners.includes(partner.id)),
  };
}

function findingsAbout(
  partner: Partner,
  initiatives: ReadonlySet<string>,
  { plan, findings }: PartnerInput,
): Finding[] {
  const { packages, lines, effects, affiliations } = plan.tables;
  const ids = new Set([partner.id, ...initiatives]);
  for (const row of affiliations) if (row.partner === partner.id) ids.add(row.id);
  for (const row of packages) if (initiatives.has(row.initiative)) ids.add(row.id);
  for (const row of lines) if (ids.has(row.package)) ids.add(row.id);
  for (const row of effects) if (initiatives.has(row.initiative)) ids.add(row.id);
  return findings.filter(({ at }) => at.id !== undefined && ids.has(at.id));
}

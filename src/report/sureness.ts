import { compareText, type Finding, sortFindings } from "../base/findings.ts";
import { type Cents, sumCents } from "../base/money.ts";
import type { Assumption, Claim, Plan } from "../plan/plan.ts";
import type { FundedRow } from "./rows.ts";

/** An assumption, and how much of the allocation falls with it. */
export interface AssumptionRow {
  readonly id: string;
  readonly statement: string;
  readonly status: Assumption["status"];
  readonly owner: string;
  readonly test: string;
  readonly review_on: string | null;
  /** Rows of the plan that name it. */
  readonly rows: number;
  /** Money of funded initiatives that name it, over all years. */
  readonly amount: Cents;
}

/** How much of the plan is checked, known, said or assumed. */
export interface MarkRow {
  readonly table: string;
  readonly checked: number;
  readonly knowledge: number;
  readonly said: number;
  readonly assumed: number;
}

/** Findings of one code. */
export interface FindingGroup {
  readonly code: string;
  readonly severity: Finding["severity"];
  readonly count: number;
  readonly first: Finding;
}

/** What the figures rest on, and what disagrees. */
export interface Sureness {
  readonly assumptions: readonly AssumptionRow[];
  readonly marks: readonly MarkRow[];
  /** Claims that other figures dispute. */
  readonly disputed: readonly Claim[];
  readonly claims: { readonly agrees: number; readonly unchecked: number };
  readonly findings: readonly FindingGroup[];
}

const statusOrder: Readonly<Record<Assumption["status"], number>> = {
  fails: 0,
  unknown: 1,
  holds: 2,
};

/** What the plan's figures rest on. */
export function makeSureness(
  plan: Plan,
  rows: readonly FundedRow[],
  findings: readonly Finding[],
): Sureness {
  const { claims } = plan.tables;
  const check = (answer: Claim["check"]) =>
    claims.filter((claim) => claim.check === answer).sort((a, b) => compareText(a.id, b.id));
  return {
    assumptions: assumptionRows(plan, rows),
    marks: markRows(plan),
    disputed: check("disputed"),
    claims: { agrees: check("agrees").length, unchecked: check("unchecked").length },
    findings: groupFindings(findings),
  };
}

function assumptionRows(plan: Plan, rows: readonly FundedRow[]): readonly AssumptionRow[] {
  const { tables } = plan;
  const named = [
    tables.resources,
    tables.directives,
    tables.initiatives,
    tables.effects,
    tables.limits,
    tables.scales,
  ].flatMap((table) => table.flatMap((row) => row.assumptions));
  const amounts = Map.groupBy(rows, (row) => row.initiative);
  return tables.assumptions
    .map((row) => ({
      id: row.id,
      statement: row.statement,
      status: row.status,
      owner: row.owner,
      test: row.test,
      review_on: row.review_on ?? null,
      rows: named.filter((id) => id === row.id).length,
      amount: sumCents(
        tables.initiatives
          .filter((initiative) => initiative.assumptions.includes(row.id))
          .flatMap((initiative) => amounts.get(initiative.id) ?? [])
          .map((paid) => paid.amount),
      ),
    }))
    .sort((a, b) => statusOrder[a.status] - statusOrder[b.status] || compareText(a.id, b.id));
}

function markRows(plan: Plan): readonly MarkRow[] {
  const { resources, directives, objectives, initiatives, limits } = plan.tables;
  return Object.entries({ resources, directives, objectives, initiatives, limits })
    .filter(([, rows]) => rows.length > 0)
    .map(([table, rows]) => {
      const number = (mark: string) => rows.filter((row) => row.mark === mark).length;
      return {
        table,
        checked: number("checked"),
        knowledge: number("knowledge"),
        said: number("said"),
        assumed: number("assumed"),
      };
    });
}

function groupFindings(findings: readonly Finding[]): readonly FindingGroup[] {
  const groups = Map.groupBy(sortFindings(findings), (finding) => finding.code);
  return [...groups].flatMap(([code, list]) => {
    const [first] = list;
    return first ? [{ code, severity: first.severity, count: list.length, first }] : [];
  });
}

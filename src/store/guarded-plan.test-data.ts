import assert from "node:assert/strict";
import { isoDate } from "../base/fiscal.ts";
import { cents } from "../base/money.ts";
import type { Plan } from "../plan/plan.ts";
import { makeRow } from "../plan/rows.ts";
import { samplePlan } from "../plan/sample-plan.test-data.ts";
import type { Database } from "./database.ts";
import { type KnownProcess, keepProcesses } from "./processes.ts";
import { putPerson } from "./rights/grants.ts";
import { edit, freshPlan, granted } from "./store-suite.test-data.ts";

const caseFields = {
  kind: "concurrence",
  process: "two-offices",
  opened_on: isoDate("2020-12-01"),
} as const;
const said = { on: isoDate("2020-12-02"), author: "Somebody", office: "desk-state" } as const;
const told = { dated: isoDate("2020-12-02"), said_by: "Post", source: "Cable 1" } as const;

/** Cases of both departments: one in which something happened, one just opened, one withheld. */
const caseRows = {
  cases: [
    makeRow("cases", {
      ...{ ...caseFields, id: "boats-case", name: "Boats", partner: "UKR", owner: "desk-state" },
      initiative: "UKR-boats",
    }),
    makeRow("cases", {
      ...{ ...caseFields, id: "radar-case", name: "Radar", partner: "PHL", owner: "desk-dod" },
      initiative: "PHL-radar",
    }),
    makeRow("cases", {
      ...{ ...caseFields, id: "HIDDEN-case", name: "HIDDEN", partner: "HIDDEN-LAND" },
      ...{ owner: "desk-dod", initiative: "HIDDEN-boats" },
    }),
  ],
  events: [
    makeRow("events", { ...said, id: "boats-1", case: "boats-case", number: 1, event: "submit" }),
    makeRow("events", { ...said, id: "HIDDEN-1", case: "HIDDEN-case", number: 1, event: "submit" }),
  ],
  evidence: [
    makeRow("evidence", {
      ...{ ...told, id: "boats-e", case: "boats-case", claim: "A claim.", standard: "alleged" },
    }),
    makeRow("evidence", {
      ...{ ...told, id: "HIDDEN-e", case: "HIDDEN-case", claim: "HIDDEN", standard: "alleged" },
    }),
  ],
  comments: [
    makeRow("comments", {
      ...{ id: "boats-c", on_table: "initiatives", on_row: "UKR-boats", author: "agent" },
      ...{ at: "2020-12-02T09:00:00Z", text: "Four boats?" },
    }),
    makeRow("comments", {
      ...{ id: "HIDDEN-c", on_table: "cases", on_row: "HIDDEN-case", author: "keeper" },
      ...{ at: "2020-12-02T09:00:00Z", text: "HIDDEN" },
    }),
    makeRow("comments", {
      ...{ id: "inside-c", on_table: "initiatives", on_row: "inside", author: "keeper" },
      ...{ at: "2020-12-02T09:00:00Z", text: "Among us" },
    }),
  ],
  notices: [makeRow("notices", { id: "boats-n", case: "boats-case", timeline: "A year." })],
};

const act = {
  ...{ meaning: "", from: [], to: null, by: [], signs: false, needs: [], cite: "" },
  ...{ expires: null, settles: null, standard: null, ladder: null, grants: false, delay: null },
};

/** A process of two departments with a decision, as the database is told of it. */
export const twoOffices: KnownProcess = {
  code: "two-offices",
  offices: [
    { code: "desk-state", name: "Desk", department: "State" },
    { code: "desk-dod", name: "Desk", department: "Department of Defense" },
    { code: "committees", name: "Committees", department: "Congress" },
  ],
  events: [
    { ...act, code: "submit", name: "Submit", decision: false },
    { ...act, code: "concur", name: "Concur", decision: true },
  ],
};

/** The sample plan with a partner that is withheld, and with everything that can hang on one. */
function guardedPlan(): Plan {
  const plan = samplePlan();
  const [year] = [plan.head.first_fiscal_year];
  const boats = plan.tables.initiatives.find(({ id }) => id === "UKR-boats");
  const [effect] = plan.tables.effects;
  const [floor] = plan.tables.directives;
  const partner = "HIDDEN-LAND";
  assert.ok(boats !== undefined && effect !== undefined && floor !== undefined);
  const tables = {
    ...plan.tables,
    partners: [
      ...plan.tables.partners,
      makeRow("partners", {
        ...{ id: partner, name: "HIDDEN name", kind: "country", bureau: "EUR" },
        handling: "restricted",
      }),
    ],
    initiatives: [
      ...plan.tables.initiatives.map((one) => ({
        ...one,
        agency: one.partner === "PHL" ? "DoD" : one.agency,
      })),
      { ...boats, id: "HIDDEN-boats", name: "HIDDEN boats", partner, agency: "State" },
      { ...boats, id: "inside", name: "Seen inside", handling: "internal" as const },
    ],
    packages: [
      ...plan.tables.packages,
      makeRow("packages", {
        ...{ id: "HIDDEN-package", initiative: "HIDDEN-boats", name: "HIDDEN", level: "full" },
      }),
    ],
    lines: [
      ...plan.tables.lines,
      makeRow("lines", {
        ...{ id: "HIDDEN-line", package: "HIDDEN-package", year_offset: 0, kind: "equipment" },
        amount: cents(100),
      }),
    ],
    effects: [
      ...plan.tables.effects,
      { ...effect, id: "HIDDEN-effect", initiative: "HIDDEN-boats" },
    ],
    links: [
      ...plan.tables.links,
      makeRow("links", {
        ...{ id: "HIDDEN-link", kind: "excludes", initiative: "UKR-boats", other: "HIDDEN-boats" },
      }),
    ],
    directives: [
      ...plan.tables.directives,
      { ...floor, id: "both", name: "Both", partners: ["UKR", partner] },
      { ...floor, id: "HIDDEN-only", name: "HIDDEN floor", partners: [partner] },
    ],
    ...caseRows,
    baseline: [
      ...plan.tables.baseline,
      makeRow("baseline", {
        ...{ id: "HIDDEN-base", partner, account: "FMF", fiscal_year: year, stage: "enacted" },
        amount: cents(5),
      }),
    ],
  };
  return { ...plan, tables };
}

export const none = { agency: null, partner: null };

/** People of the tests: their roles, and what they see. */
export const people = {
  viewer: { grants: [{ role: "viewer", ...none }], see: "public" },
  agent: { grants: [{ role: "contributor", agency: "DoD", partner: null }], see: "public" },
  desk: { grants: [{ role: "contributor", agency: null, partner: "UKR" }], see: "public" },
  planner: { grants: [{ role: "planner", ...none }], see: "public" },
  decider: { grants: [{ role: "decision_maker", ...none }], see: "internal" },
  keeper: { grants: [{ role: "administrator", ...none }], see: "restricted" },
  stranger: { grants: [], see: "public" },
} as const;
export type Who = keyof typeof people;
export const everybody = Object.keys(people) as Who[];
export const levels = { public: 0, internal: 1, restricted: 2 } as const;
export const isWhole = (who: Who) => ["planner", "decider", "keeper"].includes(who);

export async function guarded(db: Database): Promise<string> {
  await keepProcesses(db, [twoOffices]);
  const plan = await freshPlan(db, guardedPlan());
  for (const who of everybody) {
    const { grants, see } = people[who];
    const person = { name: who, email: null, grants: grants.map((one) => ({ ...one })), see };
    granted(await putPerson(db, "local", plan, who, person));
  }
  return plan;
}

/** A function that tries a statement and takes it back: the number of rows, or -1 where it is refused. */
const tryFunction = `create or replace function public.try_statement(statement text) returns bigint
language plpgsql as $try$
declare
  touched bigint := 0;
begin
  begin
    execute statement;
    get diagnostics touched = row_count;
    raise exception using errcode = 'ZZ001';
  exception when sqlstate 'ZZ001' then return touched;
    when insufficient_privilege then return -1;
  end;
end $try$`;

/** What statements do as a person, without leaving anything: the number of rows, or that they are refused. */
export async function attemptAll(
  db: Database,
  who: string,
  statements: readonly string[],
): Promise<(number | "refused")[]> {
  await db.script(tryFunction);
  const rows = await db.asPerson(who, (tx) =>
    tx.query<{ touched: number }>(
      `select public.try_statement(one.statement) as touched
       from unnest($1::text[]) with ordinality one (statement, place) order by one.place`,
      [statements],
    ),
  );
  return rows.map(({ touched }) => (touched === -1 ? "refused" : touched));
}

export async function attempt(
  db: Database,
  who: string,
  statement: string,
): Promise<number | "refused"> {
  const [result] = await attemptAll(db, who, [statement]);
  return result ?? "refused";
}

export const hereOf = (plan: string) => `_plan = '${plan}' and _branch = 'main'`;

export const rename = edit("partners", "UKR", "tier_reason", null, "Because");

export function allocationOf(plan: string) {
  return {
    ...{ plan, branch: "main", seq: 1, value: 1, bound: 1, gap_ratio: 0, ended: "proven" },
    ...{ amount: 1, funded: 1, withheld: false, edits: [], allocation: {}, briefing: {} },
    findings: [],
  };
}

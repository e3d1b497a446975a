import assert from "node:assert/strict";
import fc from "fast-check";
import { addDays, fiscalYear } from "../base/fiscal.ts";
import { cents } from "../base/money.ts";
import { realLaw } from "../law/law-folder.test-data.ts";
import type { Case, CaseEvent, Plan } from "../plan/plan.ts";
import { makeRow } from "../plan/rows.ts";
import { casePlan, day } from "./case-plan.test-data.ts";
import type { NextAct } from "./case-reading.ts";
import { realCasebook } from "./casebook.test-data.ts";
import { factsOf, formatFacts } from "./facts.ts";
import { lookUpRows } from "./plan-rows.ts";
import type { Process, ProcessEvent } from "./process.ts";
import { readCases } from "./read-cases.ts";

/** The real casebook. */
export const book = realCasebook();
/** The real law. */
export const law = realLaw();
/** Every process. */
export const processes = [...book.processes.values()];
/** The day on which the drawn cases are opened. */
export const opened = day("2021-01-04");
/** A day after all that is drawn. */
export const end = addDays(opened, 900);

/** The steps of the ladder: what waits, what is blocked, what ends by itself, what cannot be undone, and the tranche. */
const ladder = [
  { id: "s0", number: 0, action: "suspend_program" },
  { id: "s1", number: 1, action: "pause_deliveries", limit_days: 60 },
  { id: "s2", number: 2, action: "reprogram_funds" },
  { id: "s3", number: 3, action: "withhold_tranche" },
] as const;

const claimOf = (id: string, of: string) =>
  makeRow("evidence", {
    ...{ id, case: of, claim: "C", standard: "adjudicated", said_by: "A", source: "B" },
    // Said before anything is drawn, also before an event whose day runs backward.
    dated: addDays(opened, -30),
  });

/** A plan with one case of a process, about rows that every kind of case needs. */
function planOf(process: Process): Plan {
  const row: Case = makeRow("cases", {
    ...{ id: "k", name: "K", kind: process.kind, process: process.code, partner: "PHL" },
    ...{ opened_on: opened, owner: process.offices[0]?.code ?? "x" },
    ...(process.kind === "concurrence" ? { initiative: "maritime" } : {}),
    ...(process.kind === "transfer" ? { transfer: "t" } : {}),
    ...(process.kind === "vetting" ? { unit: "coast-guard" } : {}),
    ...(process.kind === "condition" ? { condition: "c" } : {}),
  });
  const base = casePlan();
  const notices = base.tables.notices.map((each) => ({ ...each, case: "k" }));
  // Money of both vetting laws pays, so that each of them has some to hold.
  const initiatives = base.tables.initiatives.map((each) =>
    each.id === "maritime" ? { ...each, accounts: ["OM-DW", "FMF", "S333"] } : each,
  );
  // Where steps are taken, another case withholds the tranche that one of them withholds.
  const beside = process.ladder.length > 0 ? [{ ...row, ...trancheCase }] : [];
  return casePlan({
    ...{ cases: [row, ...beside], notices, initiatives },
    transfers: [
      makeRow("transfers", {
        ...{ id: "t", name: "T", partner: "PHL", channel: "FMS", category: "articles_or_services" },
        ...{ amount: cents(9_000_000_00), requested_on: opened, initiative: "maritime" },
      }),
    ],
    directives: [
      makeRow("directives", {
        ...{ id: "d", name: "D", kind: "withhold", force: "law", citation: "Made up" },
        ...{ fiscal_year: fiscalYear(2021), amount: cents(1000), waivable_amount: cents(700) },
      }),
    ],
    conditions: [
      makeRow("conditions", {
        ...{ id: "c", name: "C", partner: "PHL", kind: "positive", statement: "S", trigger: "T" },
        ...{ standard: "credible", authority: "A", tranche: "d", initiatives: ["maritime"] },
      }),
    ],
    steps: ladder.map((step) =>
      makeRow("steps", { ...step, condition: "c", authority: "A", way_back: "B" }),
    ),
    evidence: [claimOf("e", "k"), claimOf("e2", "k2")],
    events: beside.length === 0 ? [] : [withheld],
  });
}

const trancheCase = { id: "k2", process: "condition-tranche" };
const withheld: CaseEvent = makeRow("events", {
  ...{ id: "k2-1", case: "k2", number: 1, on: opened, event: "withhold", author: "somebody" },
  ...{ office: "secretary_of_state", reason: "It is so.", evidence: ["e2"] },
});

/** A plan with one case for each process. */
export const plans = new Map(processes.map((process) => [process.code, planOf(process)]));

/** What an event needs of whatever kind, so that it is refused for its place and office only. */
export const filled = {
  ...{ author: "somebody", reason: "It is so.", evidence: ["e"], addressee: "B", channel: "C" },
  ...{ answers: "[]", step: "s0", rule_version: "v" },
};

/** What is drawn for one event. */
export interface Drawn {
  readonly act: number;
  readonly office: number;
  readonly gap: number;
  readonly supersedes: number | null;
  readonly amount: number;
  readonly step: number;
  /** An act that leads to another state, where there is one. */
  readonly moves: boolean;
  /** Any act, of any office, at any place: mostly broken. */
  readonly wild: boolean;
  /** The package was another when it happened. */
  readonly other: boolean;
}

const seldom = (times: number) => fc.nat(times).map((n) => n === 0);

/** Events as they are drawn. */
export const drawn: fc.Arbitrary<Drawn> = fc.record({
  act: fc.nat(999),
  office: fc.nat(99),
  gap: fc.integer({ min: -1, max: 40 }),
  supersedes: fc.option(fc.nat(9), { freq: 3 }),
  amount: fc.nat(600),
  step: fc.nat(3),
  moves: fc.nat(3).map((n) => n > 0),
  wild: seldom(9),
  other: seldom(9),
});

/** Events drawn one after the other, most of them among those that may follow. */
export function eventsOf(
  process: Process,
  list: readonly Drawn[],
  begun: readonly CaseEvent[] = [],
): CaseEvent[] {
  const plan = plans.get(process.code);
  const [row] = plan?.tables.cases ?? [];
  assert.ok(plan && row);
  const facts = formatFacts(factsOf(lookUpRows(plan), row));
  let on = begun.at(-1)?.on ?? opened;
  const events: CaseEvent[] = [...begun];
  for (const each of list) {
    on = addDays(on, each.gap);
    const { next: all, state } = read(process, events).reading;
    const moves = all.filter(({ act }) => act.to !== null && act.to !== state.code);
    const next = each.moves && moves.length > 0 ? moves : all;
    const possible = next[each.act % Math.max(1, next.length)];
    const act =
      (each.wild ? undefined : possible?.act) ?? process.events[each.act % process.events.length];
    const offices =
      act === undefined || act.by.length === 0 || each.wild
        ? process.offices.map((office) => office.code)
        : act.by;
    const number = events.length + 1;
    const supersedes = each.wild ? `k-${each.supersedes ?? 0}` : findSupersedes(possible, each);
    events.push(
      makeRow("events", {
        ...filled,
        ...{ id: `k-${number}`, case: "k", number, on, event: act?.code ?? "none" },
        office: officeOf(act, offices, each),
        // Of a step that is taken, its own limit of days counts.
        ...(act?.ladder === "take" ? {} : { until: addDays(on, 200) }),
        ...{
          step: stepOf(act, events, each),
          amount: cents(each.amount),
          facts: each.other ? '{"a/b/c":"d"}' : facts,
        },
        ...(supersedes === undefined || each.supersedes === null ? {} : { supersedes }),
      }),
    );
  }
  return events;
}

/** Steps are mostly taken by an office that may take all of them. */
function officeOf(act: ProcessEvent | undefined, offices: readonly string[], each: Drawn): string {
  const isStep = act?.ladder === "take" || act?.ladder === "back";
  if (isStep && each.office % 4 > 0) return "secretary_of_state";
  return offices[each.office % offices.length] ?? "none";
}

/** Back goes mostly the step that was taken last. */
function stepOf(act: ProcessEvent | undefined, events: readonly CaseEvent[], each: Drawn): string {
  const taken = events.findLast((event) => event.event === "step");
  const drawnStep = `s${each.step}`;
  return act?.ladder === "back" && !each.wild ? (taken?.step ?? drawnStep) : drawnStep;
}

function findSupersedes(next: NextAct | undefined, each: Drawn): string | undefined {
  const open = next?.supersedes ?? [];
  return open[(each.supersedes ?? 0) % Math.max(1, open.length)];
}

/** The case of a process after events, read on a day. */
export function read(process: Process, events: readonly CaseEvent[], on = end) {
  const base = plans.get(process.code);
  assert.ok(base);
  const plan = { ...base, tables: { ...base.tables, events: [...base.tables.events, ...events] } };
  const { result, findings } = readCases(plan, book, on);
  const [reading] = result;
  assert.ok(reading);
  return { plan, reading, findings };
}

/** Checks a property of every process over drawn events. */
export function forEachProcess(
  seed: number,
  check: (process: Process, list: readonly Drawn[]) => void,
  numRuns = 16,
  maxLength = 14,
) {
  for (const process of processes) {
    fc.assert(
      fc.property(fc.array(drawn, { maxLength, size: "max" }), (list) => check(process, list)),
      { seed, numRuns },
    );
  }
}

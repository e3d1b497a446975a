import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addDays, fiscalYear, type IsoDate } from "../base/fiscal.ts";
import { cents } from "../base/money.ts";
import { realLaw } from "../law/law-folder.test-data.ts";
import type { Case, CaseEvent, Plan } from "../plan/plan.ts";
import { makeRow } from "../plan/rows.ts";
import { withheldOf } from "../plan/tranche.ts";
import { casePlan, day, withEdits } from "./case-plan.test-data.ts";
import type { CaseReading, NextAct } from "./case-reading.ts";
import { realCasebook } from "./casebook.test-data.ts";
import { factsOf, formatFacts } from "./facts.ts";
import { listHolds } from "./holds.ts";
import { lookUpRows } from "./plan-rows.ts";
import type { Process, ProcessEvent } from "./process.ts";
import { proposeEvent } from "./propose-event.ts";
import { readCases } from "./read-cases.ts";
import { settleTranche } from "./settle-tranche.ts";
import { settledDirective, settlePlan } from "./settlement.ts";

const book = realCasebook();
const law = realLaw();
const processes = [...book.processes.values()];
const opened = day("2021-01-04");
const end = addDays(opened, 900);

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
    dated: opened,
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

const plans = new Map(processes.map((process) => [process.code, planOf(process)]));

/** What an event needs of whatever kind, so that it is refused for its place and office only. */
const filled = {
  ...{ author: "somebody", reason: "It is so.", evidence: ["e"], addressee: "B", channel: "C" },
  ...{ answers: "[]", step: "s0", rule_version: "v" },
};

interface Drawn {
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

const drawn: fc.Arbitrary<Drawn> = fc.record({
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
function eventsOf(
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

function read(process: Process, events: readonly CaseEvent[], on = end) {
  const base = plans.get(process.code);
  assert.ok(base);
  const plan = { ...base, tables: { ...base.tables, events: [...base.tables.events, ...events] } };
  const { result, findings } = readCases(plan, book, on);
  const [reading] = result;
  assert.ok(reading);
  return { plan, reading, findings };
}

function forEachProcess(
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

test("whatever happens, a case is in a state of its process, and an open one has a way on", () => {
  forEachProcess(1, (process, list) => {
    const { reading } = read(process, eventsOf(process, list));
    assert.ok(process.states.includes(reading.state));
    if (!reading.closed) {
      const moves = reading.next.filter(
        (each) => each.act.to !== null && each.act.to !== reading.state.code,
      );
      assert.ok(moves.length > 0, `${process.code} ${reading.state.code}`);
      assert.ok(moves.every((each) => each.offices.length > 0));
    }
  });
});

test("no event vanishes: each counts, or is left out and named", () => {
  forEachProcess(2, (process, list) => {
    const events = eventsOf(process, list);
    const { reading, findings } = read(process, events);
    const counted = reading.events.map(({ event }) => event.id);
    const out = reading.left_out.map((event) => event.id);
    assert.deepEqual([...counted, ...out].sort(), events.map((event) => event.id).sort());
    const named = new Set(
      findings.filter((each) => each.severity === "error").map((each) => each.at.id),
    );
    for (const id of out) assert.ok(named.has(id), id);
  });
});

test("no decision vanishes: what was decided stays on the record whatever follows, and says why it fell", () => {
  forEachProcess(3, (process, list) => {
    const events = eventsOf(process, list);
    const cut = Math.floor(events.length / 2);
    const before = read(process, events.slice(0, cut)).reading.decisions;
    const after = read(process, events).reading.decisions;
    for (const decision of before) {
      const same = after.find((each) => each.event.id === decision.event.id);
      assert.ok(same, decision.event.id);
      assert.equal(same.status === "stands", same.why === "");
      // What was superseded never stands again.
      if (decision.status === "superseded") assert.equal(same.status, "superseded");
    }
  });
});

test("no clock runs backward: neither with the days nor with what happens", () => {
  forEachProcess(
    4,
    (process, list) => {
      const events = eventsOf(process, list);
      const last = events.at(-1)?.on ?? opened;
      let earlier: CaseReading["clocks"] = [];
      for (const days of [0, 1, 10, 30, 200]) {
        const { clocks } = read(process, events, addDays(last, days)).reading;
        for (const clock of clocks) {
          assert.ok(clock.elapsed >= 0 && clock.started_on <= addDays(last, days));
          assert.equal(clock.elapsed + clock.left, clock.days);
          const same = earlier.find(
            (each) => each.code === clock.code && each.started_on === clock.started_on,
          );
          if (same === undefined) continue;
          assert.ok(clock.elapsed >= same.elapsed, `${process.code} ${clock.code}`);
          assert.ok(
            clock.due >= same.due || clock.state === "ended",
            `${process.code} ${clock.code}`,
          );
        }
        earlier = clocks;
      }
    },
    25,
  );
});

const effectOf = { free: [], waits: ["waiting"], blocked: ["blocked"] } as const;

test("no money escapes: what waits or is blocked is held, and what is free is not", () => {
  const seen = new Set<string>();
  forEachProcess(
    5,
    (process, list) => {
      if (process.kind === "condition") return;
      const events = eventsOf(process, list);
      for (const part of [0.3, 0.5, 0.7, 1]) {
        const { plan, reading } = read(process, events.slice(0, Math.ceil(events.length * part)));
        checkHeld(plan, reading);
        seen.add(`${process.kind} ${reading.money}`);
      }
    },
    30,
    28,
  );
  for (const kind of ["concurrence", "transfer", "vetting"]) {
    for (const money of ["free", "waits", "blocked"]) {
      assert.ok(seen.has(`${kind} ${money}`), `never ${kind} ${money}`);
    }
  }
});

function checkHeld(plan: Plan, reading: CaseReading): void {
  const holds = listHolds(plan, book, law, end).filter((hold) => hold.row === "cases/k");
  for (const hold of holds) assert.equal(hold.initiative, "maritime");
  const effects = holds.map((hold) => hold.effect);
  const { money, state } = reading;
  if (reading.process.kind === "vetting") {
    // Some accounts are checked to be bound, of others it is only known: these wait where the first are blocked.
    const sure = holds.filter((hold) => hold.mark === "checked").map((hold) => hold.effect);
    if (money === "blocked") assert.deepEqual(sure, ["blocked"], state.code);
    if (money === "waits") assert.ok(effects.length > 0, state.code);
    if (money !== "blocked") assert.ok(!effects.includes("blocked"));
    if (money === "free") assert.deepEqual(effects, []);
    for (const hold of holds) assert.deepEqual(hold.lines, ["maritime-radar"]);
    return;
  }
  const decided = reading.events.findLast((each) => each.to !== each.from)?.act.decision === true;
  const isSure = state.mark === "checked" || decided;
  const expected = money === "blocked" && !isSure ? "waits" : money;
  assert.deepEqual(effects, effectOf[expected], state.code);
}

/** The steps in force after what happened, one event after the other, told apart from the ladder's own reading. */
function climb(reading: CaseReading, on: IsoDate): ReadonlySet<string> {
  const inForce = new Map<string, IsoDate>();
  for (const { event, act } of reading.events) {
    const status = reading.decisions.find((each) => each.event.id === event.id)?.status;
    if (status === "superseded" || status === "fallen") continue;
    if (act.code === "step") {
      const limit = event.step === "s1" ? addDays(event.on, 60) : end;
      inForce.set(event.step ?? "", event.until ?? limit);
    }
    if (act.code === "step_back") inForce.delete(event.step ?? "");
    if (["waive", "restore", "retire"].includes(act.code)) {
      for (const step of inForce.keys()) if (step !== "s2") inForce.delete(step);
    }
  }
  return new Set([...inForce].filter(([, until]) => until >= on).map(([step]) => step));
}

test("no money escapes the ladder of a condition: it is held by the steps in force, and by no other", () => {
  const process = book.processes.get("condition");
  assert.ok(process);
  const seen = new Set<string>();
  const begun = ["adopt", "allege", "find_met"].map((event, index) =>
    makeRow("events", {
      ...{ ...filled, id: `k-${index + 1}`, case: "k", number: index + 1, on: opened, event },
      office: "state_pm",
    }),
  );
  fc.assert(
    fc.property(
      fc.array(drawn, { minLength: 2, maxLength: 12 }),
      fc.integer({ min: 0, max: 260 }),
      (list, days) => {
        const events = eventsOf(process, list, begun);
        const on = addDays(events.at(-1)?.on ?? opened, days);
        const { plan, reading } = read(process, events, on);
        const steps = climb(reading, on);
        const expected = [
          ...(steps.has("s0") ? ["blocked"] : []),
          ...(steps.has("s1") ? ["waiting"] : []),
          ...(steps.has("s2") ? ["blocked"] : []),
        ];
        const holds = listHolds(plan, book, law, on).filter((hold) => hold.row === "cases/k");
        assert.deepEqual(
          holds.map((hold) => hold.effect),
          expected,
        );
        for (const step of steps) seen.add(step);
        for (const code of reading.events.map(({ act }) => act.code)) seen.add(code);
        // The tranche is withheld by its own case, whatever happens on the ladder.
        const [directive] = settlePlan({ ...plan, head: { ...plan.head, as_of: on } }, book).tables
          .directives;
        assert.ok(directive);
        assert.equal(withheldOf(directive), 1000);
      },
    ),
    { seed: 9, numRuns: 150 },
  );
  const happened = ["s0", "s1", "s2", "s3", "step_back", "waive", "restore"];
  assert.deepEqual(
    happened.filter((each) => !seen.has(each)),
    [],
  );
});

test("the order of the rows does not matter", () => {
  forEachProcess(
    6,
    (process, list) => {
      const events = eventsOf(process, list);
      const turned = [...events].reverse();
      assert.deepEqual(read(process, turned).reading, read(process, events).reading);
    },
    60,
  );
});

test("what is offered next is accepted, counts, and leads where the process says", () => {
  for (const process of processes) {
    const base = plans.get(process.code);
    assert.ok(base);
    fc.assert(
      fc.property(fc.array(drawn, { minLength: 1, maxLength: 8 }), (list) => {
        let plan = base;
        let on = opened;
        for (const each of list) {
          on = addDays(on, Math.max(0, each.gap));
          const [reading] = readCases(plan, book, on).result;
          assert.ok(reading);
          const offered = reading.next.filter(
            (act) =>
              act.lacks.length === 0 &&
              act.not_before === null &&
              !act.needs.includes("supersedes"),
          );
          const next = offered[each.act % Math.max(1, offered.length)];
          const office = next?.offices[each.office % next.offices.length];
          if (next === undefined || office === undefined) continue;
          const values = {
            ...filled,
            office: office.code,
            until: addDays(on, 50),
            amount: cents(each.amount),
          };
          const { result, findings } = proposeEvent(plan, book, "k", next.act.code, values, on, []);
          assert.deepEqual(
            findings.filter((finding) => finding.severity === "error"),
            [],
          );
          plan = withEdits(plan, result);
          const [after] = readCases(plan, book, on).result;
          assert.deepEqual(after?.left_out, []);
          if (next.act.to !== null) assert.equal(after?.state.code, next.act.to);
        }
      }),
      { seed: 7, numRuns: 15 },
    );
  }
});

test("the parts of a settled tranche add up to it, and the allocation withholds what was withheld", () => {
  const process = book.processes.get("condition-tranche");
  assert.ok(process);
  fc.assert(
    fc.property(fc.array(drawn, { maxLength: 10 }), (list) => {
      const { plan, reading } = read(process, eventsOf(process, list));
      const [directive] = plan.tables.directives;
      assert.ok(directive);
      const settled = settleTranche(directive, reading.decisions);
      if (settled === null) return;
      const { certified, waived, withheld, pending } = settled;
      assert.equal(certified + waived + withheld + pending, directive.amount);
      assert.ok(waived <= (directive.waivable_amount ?? 0));
      assert.equal(withheldOf(settledDirective(settled)), withheld);
    }),
    { seed: 8, numRuns: 400 },
  );
});

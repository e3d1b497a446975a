import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addDays, fiscalYear } from "../base/fiscal.ts";
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
import type { Process } from "./process.ts";
import { proposeEvent } from "./propose-event.ts";
import { readCases } from "./read-cases.ts";
import { settledDirective, settleTranche } from "./settlement.ts";

const book = realCasebook();
const law = realLaw();
const processes = [...book.processes.values()];
const opened = day("2021-01-04");
const end = addDays(opened, 900);

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
  const notices = casePlan().tables.notices.map((each) => ({ ...each, case: "k" }));
  return casePlan({
    ...{ cases: [row], notices },
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
    steps: [
      makeRow("steps", {
        ...{ id: "s", condition: "c", number: 1, action: "suspend_program", authority: "A" },
        way_back: "B",
      }),
    ],
    evidence: [
      makeRow("evidence", {
        ...{ id: "e", case: "k", claim: "C", standard: "adjudicated", said_by: "A", source: "B" },
        dated: opened,
      }),
    ],
  });
}

const plans = new Map(processes.map((process) => [process.code, planOf(process)]));

/** What an event needs of whatever kind, so that it is refused for its place and office only. */
const filled = {
  ...{ author: "somebody", reason: "It is so.", evidence: ["e"], addressee: "B", channel: "C" },
  ...{ answers: "[]", step: "s", rule_version: "v" },
};

interface Drawn {
  readonly act: number;
  readonly office: number;
  readonly gap: number;
  readonly supersedes: number | null;
  readonly amount: number;
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
  wild: seldom(5),
  other: seldom(5),
});

/** Events drawn one after the other, most of them among those that may follow. */
function eventsOf(process: Process, list: readonly Drawn[]): CaseEvent[] {
  const plan = plans.get(process.code);
  const [row] = plan?.tables.cases ?? [];
  assert.ok(plan && row);
  const facts = formatFacts(factsOf(lookUpRows(plan), row));
  let on = opened;
  const events: CaseEvent[] = [];
  for (const each of list) {
    on = addDays(on, each.gap);
    const { next } = read(process, events).reading;
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
        ...{ office: offices[each.office % offices.length] ?? "none", until: addDays(on, 200) },
        ...{ amount: cents(each.amount), facts: each.other ? '{"a/b/c":"d"}' : facts },
        ...(supersedes === undefined || each.supersedes === null ? {} : { supersedes }),
      }),
    );
  }
  return events;
}

function findSupersedes(next: NextAct | undefined, each: Drawn): string | undefined {
  const open = next?.supersedes ?? [];
  return open[(each.supersedes ?? 0) % Math.max(1, open.length)];
}

function read(process: Process, events: readonly CaseEvent[], on = end) {
  const base = plans.get(process.code);
  assert.ok(base);
  const plan = { ...base, tables: { ...base.tables, events } };
  const { result, findings } = readCases(plan, book, on);
  const [reading] = result;
  assert.ok(reading);
  return { plan, reading, findings };
}

function forEachProcess(
  seed: number,
  check: (process: Process, list: readonly Drawn[]) => void,
  numRuns = 16,
) {
  for (const process of processes) {
    fc.assert(
      fc.property(fc.array(drawn, { maxLength: 14 }), (list) => check(process, list)),
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
      const events = eventsOf(process, list).map((event) => ({ ...event, supersedes: undefined }));
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

test("no money escapes: what waits or is blocked is held, and what is free is not", () => {
  forEachProcess(5, (process, list) => {
    if (process.kind !== "concurrence" && process.kind !== "transfer") return;
    const { plan, reading } = read(process, eventsOf(process, list));
    const holds = listHolds(plan, book, law, end).filter((hold) => hold.row === "cases/k");
    if (reading.money === "free") {
      assert.deepEqual(holds, []);
      return;
    }
    assert.deepEqual(
      holds.map((hold) => hold.initiative),
      ["maritime"],
    );
    const decided = reading.events.at(-1)?.act.decision === true;
    const blocks = reading.money === "blocked" && (reading.state.mark === "checked" || decided);
    if (blocks && reading.state.mark === "checked") assert.equal(holds[0]?.effect, "blocked");
    if (reading.money === "waits") assert.equal(holds[0]?.effect, "waiting");
  });
});

test("the order of the rows does not matter", () => {
  forEachProcess(
    6,
    (process, list) => {
      const events = eventsOf(process, list);
      const turned = [...events].reverse();
      assert.deepEqual(read(process, turned).reading, read(process, events).reading);
    },
    20,
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
          const { result, findings } = proposeEvent(plan, book, "k", next.act.code, values, on);
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

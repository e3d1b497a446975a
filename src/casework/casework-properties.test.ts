import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addDays, type IsoDate } from "../base/fiscal.ts";
import { cents } from "../base/money.ts";
import type { Plan } from "../plan/plan.ts";
import { makeRow } from "../plan/rows.ts";
import { withheldOf } from "../plan/tranche.ts";
import { withEdits } from "./case-plan.test-data.ts";
import type { CaseReading } from "./case-reading.ts";
import {
  book,
  drawn,
  end,
  eventsOf,
  filled,
  forEachProcess,
  law,
  opened,
  plans,
  processes,
  read,
} from "./drawn-cases.test-data.ts";
import { listHolds } from "./holds.ts";
import { proposeEvent } from "./propose-event.ts";
import { readCases } from "./read-cases.ts";
import { settleTranche } from "./settle-tranche.ts";
import { settledDirective, settlePlan } from "./settlement.ts";

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

import assert from "node:assert/strict";
import { test } from "node:test";
import { cents } from "../base/money.ts";
import type { Hold } from "../law/hold.ts";
import { realLaw } from "../law/law-folder.test-data.ts";
import type { Plan, PlanTables } from "../plan/plan.ts";
import { makeRow, type RowValues } from "../plan/rows.ts";
import { casePlan, day, eventRows } from "./case-plan.test-data.ts";
import { realCasebook } from "./casebook.test-data.ts";
import { readConditions } from "./conditions.ts";
import { listHolds } from "./holds.ts";
import { readLadder } from "./ladder.ts";
import { lookUpRows } from "./plan-rows.ts";
import { proposeEvent } from "./propose-event.ts";
import { readCases } from "./read-cases.ts";

const book = realCasebook();

const redline: RowValues<"conditions"> = {
  ...{ id: "line", name: "Civilian rule", partner: "PHL", kind: "redline" as const },
  ...{ statement: "If the army takes power, we stop.", trigger: "The army removes the cabinet." },
  ...{ standard: "corroborated" as const, authority: "Secretary of State" },
  initiatives: ["maritime"],
  ...{ tell_days: 90, cost_access: "Two ports are closed to us." },
};

const steps = [
  { id: "s0", number: 0, action: "private_message" },
  { id: "s2", number: 2, action: "pause_deliveries", limit_days: 60 },
  { id: "s4", number: 4, action: "suspend_program", termination_cost: cents(100_000_00) },
] as const;

type Row = Parameters<typeof eventRows>[1][number];

function plan(list: readonly Row[], more: Partial<PlanTables> = {}, values: object = {}): Plan {
  const ramp = {
    ...redline,
    id: "ramp",
    name: "Back",
    kind: "off_ramp" as const,
    of: "line",
  };
  return casePlan({
    conditions: [makeRow("conditions", { ...redline, ...values }), makeRow("conditions", ramp)],
    steps: steps.map((step) =>
      makeRow("steps", { ...step, condition: "line", authority: "FAA", way_back: "Elections." }),
    ),
    cases: [
      makeRow("cases", {
        ...{ id: "k", name: "Redline", kind: "condition", process: "condition", partner: "PHL" },
        ...{ condition: "line", opened_on: day("2021-01-01"), owner: "state_pm" },
      }),
    ],
    evidence: (["credible", "corroborated"] as const).map((standard) =>
      makeRow("evidence", {
        ...{ id: standard, case: "k", claim: "It did.", standard, said_by: "A", source: "B" },
        dated: day("2021-02-01"),
      }),
    ),
    events: eventRows("k", list),
    ...more,
  });
}

/** The unit of the plan is not vetted, which holds money by itself. */
const isOfCase = (hold: Hold) => !hold.row.startsWith("units/");

const adopt = { event: "adopt", on: "2021-01-10" };
const allege = { event: "allege", on: "2021-02-01", evidence: ["credible"] };
const met = { event: "find_met", on: "2021-02-05", evidence: ["corroborated"] };
const step = (id: string, on: string, more: object = {}) => ({
  event: "step",
  on,
  step: id,
  office: "secretary_of_state",
  ...more,
});

const stepBack = {
  event: "step_back",
  office: "secretary_of_state",
  evidence: ["corroborated"],
};

function ladder(list: readonly Row[], on: string) {
  const made = plan(list);
  const [reading] = readCases(made, book, day(on)).result;
  assert.ok(reading);
  return {
    money: reading.money,
    state: reading.state.code,
    steps: readLadder(lookUpRows(made), book, reading).map((each) => each.state),
    holds: listHolds(made, book, realLaw(), day(on))
      .filter(isOfCase)
      .map((hold) => [hold.effect, hold.initiative]),
  };
}

test("steps of the ladder hold money as they say, until they run out or are taken back", () => {
  const begun = [adopt, allege, met];
  assert.deepEqual(ladder(begun, "2021-02-06"), {
    ...{ money: "free", state: "met", steps: ["not_taken", "not_taken", "not_taken"], holds: [] },
  });
  const paused = [...begun, step("s0", "2021-02-08"), step("s2", "2021-02-10")];
  assert.deepEqual(ladder(paused, "2021-04-11"), {
    ...{ money: "waits", state: "acted", steps: ["in_force", "in_force", "not_taken"] },
    holds: [["waiting", "maritime"]],
  });
  // Sixty days after the tenth of February.
  assert.deepEqual(ladder(paused, "2021-04-12").steps, ["in_force", "run_out", "not_taken"]);
  const suspended = [...paused, step("s4", "2021-03-01")];
  assert.deepEqual(ladder(suspended, "2021-03-02").holds, [
    ["waiting", "maritime"],
    ["blocked", "maritime"],
  ]);
  const back = [...suspended, { ...stepBack, on: "2021-03-10", step: "s4" }];
  assert.deepEqual(ladder(back, "2021-03-11").steps, ["in_force", "in_force", "taken_back"]);
  const restored = [
    ...suspended,
    { event: "restore", on: "2021-03-10", evidence: ["corroborated"] },
  ];
  assert.deepEqual(ladder(restored, "2021-03-11"), {
    ...{ money: "free", state: "in_force", holds: [] },
    steps: ["taken_back", "taken_back", "taken_back"],
  });
});

test("a waiver ends on its last day, and the question is open again", () => {
  const waived = [
    adopt,
    allege,
    met,
    { event: "waive", on: "2021-02-10", office: "secretary_of_state", until: day("2021-05-31") },
  ];
  assert.equal(ladder(waived, "2021-05-31").state, "waived");
  assert.equal(ladder(waived, "2021-06-01").state, "met");
});

test("a trigger cannot be found met on evidence below the condition's standard, nor another's step taken", () => {
  const propose = (made: Plan, event: string, more: object) =>
    proposeEvent(
      made,
      book,
      "k",
      event,
      { author: "a", office: "state_pm", reason: "r", ...more },
      day("2021-02-05"),
      [],
    ).findings.map((each) => each.code);
  const weak = propose(plan([adopt, allege]), "find_met", { evidence: ["credible"] });
  assert.deepEqual(weak, ["event_evidence_weak"]);
  assert.deepEqual(
    propose(plan([adopt, allege]), "find_met", { evidence: ["credible", "corroborated"] }),
    [],
  );
  const other = makeRow("steps", {
    ...{ id: "x", condition: "ramp", number: 1, action: "end", authority: "A", way_back: "B" },
  });
  const made = plan([adopt, allege, met], { steps: [other] });
  assert.deepEqual(propose(made, "step", { step: "x" }), ["event_step_other"]);
});

test("the log says who told whom and when it was acknowledged, and when the partner must be told again", () => {
  const told = (on: string) => ({
    event: "told",
    on,
    office: "post",
    addressee: "Minister",
    channel: "Call",
  });
  const list = [
    adopt,
    told("2021-02-01"),
    { event: "acknowledged", on: "2021-02-03", addressee: "Minister" },
    told("2021-03-01"),
  ];
  const read = (events: readonly Row[], on: string) => {
    const { result, findings } = readConditions(plan(events), book, day(on));
    return { reading: result[0], codes: findings.map((each) => each.code) };
  };
  const { reading } = read(list, "2021-05-30");
  assert.deepEqual(
    reading?.told.map((each) => [
      each.event.on,
      each.addressee,
      each.channel,
      each.acknowledged_on,
    ]),
    [
      ["2021-02-01", "Minister", "Call", "2021-02-03"],
      ["2021-03-01", "Minister", "Call", null],
    ],
  );
  assert.deepEqual([reading?.tell_by, reading?.tell_overdue], ["2021-05-30", false]);
  assert.deepEqual(read(list, "2021-05-31").codes, ["condition_tell_overdue"]);
  // Never told: counted from the day on which it was adopted.
  assert.equal(read([adopt], "2021-04-10").reading?.tell_overdue, false);
  assert.equal(read([adopt], "2021-04-11").reading?.tell_overdue, true);
  // A draft need not be told yet.
  assert.equal(read([], "2022-01-01").reading?.tell_by, null);
});

test("telling and review are clocks of the open case, so that inbox and calendar show them", () => {
  const clocks = (list: readonly Row[], on: string) => {
    const [reading] = readCases(
      plan(list, {}, { review_on: day("2021-06-30") }),
      book,
      day(on),
    ).result;
    const due = reading?.clocks.map((clock) => [clock.code, clock.due, clock.left, clock.late]);
    return { due, overdue: reading?.overdue };
  };
  assert.deepEqual(clocks([adopt], "2021-04-10"), {
    due: [
      ["tell", "2021-04-10", 0, false],
      ["review", "2021-06-30", 81, false],
    ],
    overdue: false,
  });
  assert.equal(clocks([adopt], "2021-04-11").overdue, true);
  assert.deepEqual(clocks([adopt, { event: "retire", on: "2021-02-01" }], "2021-04-11").due, []);
});

test("what the use of a condition would cost is said in words and in money", () => {
  const [reading] = readConditions(plan([adopt]), book, day("2021-02-01")).result;
  assert.deepEqual(reading?.cost_of_use, {
    ...{ access: "Two ports are closed to us.", program: null, third_party: null },
    ...{ termination: cents(100_000_00), tranche: 0 },
    initiatives: [{ id: "maritime", least: cents(5_000_000_00), most: cents(5_000_000_00) }],
  });
  assert.deepEqual(
    reading?.off_ramps.map((each) => each.id),
    ["ramp"],
  );
});

test("late reviews, a missing off-ramp and a tranche that is not named are findings", () => {
  const codes = (made: Plan) =>
    readConditions(made, book, day("2021-02-06")).findings.map((each) => each.code);
  assert.deepEqual(codes(plan([adopt])), []);
  assert.deepEqual(codes(plan([adopt], {}, { review_on: day("2021-02-05") })), [
    "condition_review_overdue",
  ]);
  const alone = plan([adopt]);
  const conditions = alone.tables.conditions.slice(0, 1);
  assert.deepEqual(codes({ ...alone, tables: { ...alone.tables, conditions } }), [
    "condition_ramp_missing",
  ]);
  const cases = alone.tables.cases.map((row) => ({ ...row, process: "condition-tranche" }));
  const events = eventRows("k", [
    {
      ...{ event: "withhold", on: "2021-02-01", office: "secretary_of_state" },
      evidence: ["credible"],
    },
  ]);
  assert.deepEqual(codes({ ...alone, tables: { ...alone.tables, cases, events } }), [
    "condition_tranche_missing",
  ]);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { fiscalYear } from "../base/fiscal.ts";
import { cents } from "../base/money.ts";
import { realLaw } from "../law/law-folder.test-data.ts";
import { stepActions } from "../plan/field-spec.ts";
import type { CaseEvent, Plan } from "../plan/plan.ts";
import { makeRow, type RowValues } from "../plan/rows.ts";
import { casePlan, day, type EventValues, eventRows } from "./case-plan.test-data.ts";
import { realCasebook } from "./casebook.test-data.ts";
import { readConditions } from "./conditions.ts";
import { listHolds } from "./holds.ts";
import { readCases } from "./read-cases.ts";

const book = realCasebook();

const condition: RowValues<"conditions"> = {
  ...{ id: "line", name: "Reform", partner: "PHL", kind: "redline" as const, statement: "S" },
  ...{ trigger: "T", standard: "corroborated" as const, authority: "A", tranche: "half" },
  initiatives: ["maritime"],
};

const steps: readonly Omit<RowValues<"steps">, "condition" | "authority" | "way_back">[] = [
  { id: "say", number: 0, action: "public_concern" },
  { id: "pause", number: 1, action: "pause_deliveries", notice_days: 10 },
  { id: "keep", number: 2, action: "withhold_tranche", office: "secretary_of_defense" },
  { id: "stop", number: 3, action: "suspend_program" },
  { id: "give", number: 4, action: "reprogram_funds" },
];

interface Made {
  readonly list: readonly EventValues[];
  /** What happened in the case about the tranche. */
  readonly tranche?: readonly EventValues[];
  readonly ramp?: "credible" | "adjudicated";
  readonly noTranche?: true;
}

function made({ list, tranche = [], ramp, noTranche }: Made): Plan {
  const { tranche: _none, ...bare } = condition;
  const owner = { kind: "condition" as const, partner: "PHL", condition: "line", owner: "x" };
  const ofRamp = { ...bare, id: "ramp", kind: "off_ramp" as const, of: "line", standard: ramp };
  return casePlan({
    conditions: [
      makeRow("conditions", noTranche === true ? bare : condition),
      ...(ofRamp.standard === undefined
        ? []
        : [makeRow("conditions", { ...ofRamp, standard: ofRamp.standard })]),
    ],
    directives: [
      makeRow("directives", {
        ...{ id: "half", name: "Half", kind: "withhold", force: "law", citation: "Made up" },
        ...{ fiscal_year: fiscalYear(2021), amount: cents(100_00) },
      }),
    ],
    steps: steps.map((step) =>
      makeRow("steps", { ...step, condition: "line", authority: "The act", way_back: "Reform." }),
    ),
    cases: [
      makeRow("cases", {
        ...{ id: "k", name: "K", process: "condition", opened_on: day("2021-01-01"), ...owner },
      }),
      makeRow("cases", {
        ...{ id: "t", name: "T", process: "condition-tranche-defense", ...owner },
        opened_on: day("2021-01-01"),
      }),
    ],
    evidence: (["k", "t"] as const).flatMap((id) =>
      (["credible", "corroborated", "adjudicated"] as const).map((standard) =>
        makeRow("evidence", {
          ...{ id: `${id}-${standard}`, case: id, claim: "C", standard, said_by: "A", source: "B" },
          dated: day("2021-01-01"),
        }),
      ),
    ),
    events: [...eventRows("k", list), ...eventRows("t", tranche)],
  });
}

const begun: readonly EventValues[] = [
  { event: "adopt", on: "2021-01-10" },
  { event: "allege", on: "2021-02-01", evidence: ["k-credible"] },
  { event: "find_met", on: "2021-02-02", evidence: ["k-corroborated"] },
];

const take = (step: string, office: string, on = "2021-03-01"): EventValues => ({
  ...{ event: "step", step, office, on },
});
const back = (step: string, evidence: string, office = "secretary_of_state"): EventValues => ({
  ...{ event: "step_back", step, office, on: "2021-04-01", evidence: [evidence] },
});
const decide = (event: "withhold" | "certify", on: string, more: object = {}): EventValues => ({
  ...{ event, on, office: "secretary_of_defense", evidence: ["t-adjudicated"], ...more },
});

function read(plan: Plan, on = "2021-05-01") {
  const { result, findings } = readCases(plan, book, day(on));
  const [reading] = result;
  assert.ok(reading);
  const ladder = readConditions(plan, book, day(on)).result[0]?.ladder ?? [];
  return {
    codes: findings.map((each) => each.code),
    out: reading.left_out.map((each: CaseEvent) => each.step ?? each.event),
    money: reading.money,
    steps: new Map(ladder.map((each) => [each.step.id, each.state])),
    holds: listHolds(plan, book, realLaw(), day(on))
      .filter((hold) => hold.row === "cases/k")
      .map((hold) => hold.effect),
  };
}

test("an office takes only the steps that it may take, and the step itself may name the one", () => {
  const by = (step: string, office: string, more: Partial<Made> = {}) =>
    read(made({ list: [...begun, take(step, office)], ...more })).codes;
  assert.deepEqual(by("say", "post"), []);
  assert.deepEqual(by("say", "command"), ["event_step_authority"]);
  assert.deepEqual(by("stop", "post"), ["event_step_authority"]);
  assert.deepEqual(by("stop", "secretary_of_state"), []);
  const withheld = { tranche: [decide("withhold", "2021-02-20")] };
  // The process lets either Secretary withhold a tranche; this step names the one.
  assert.deepEqual(by("keep", "secretary_of_defense", withheld), []);
  assert.deepEqual(by("keep", "secretary_of_state", withheld), ["event_step_authority"]);
});

test("what an office may not do counts for nothing, neither to hold money nor to free it", () => {
  const stopped = [...begun, take("stop", "secretary_of_state")];
  assert.deepEqual(read(made({ list: stopped })).holds, ["blocked"]);
  const freed = read(made({ list: [...stopped, back("stop", "k-adjudicated", "post")] }));
  assert.deepEqual([freed.codes, freed.holds], [["event_step_authority"], ["blocked"]]);
  const right = read(made({ list: [...stopped, back("stop", "k-adjudicated")] }));
  assert.deepEqual([right.codes, right.holds], [[], []]);
});

test("the partner has its notice of a step, to the day", () => {
  const told = (on: string, step?: string): EventValues => ({
    ...{ event: "told", on, office: "post", addressee: "Minister", channel: "Call" },
    ...(step === undefined ? {} : { step }),
  });
  const codes = (...events: EventValues[]) => read(made({ list: [...begun, ...events] })).codes;
  const pause = (on: string) => take("pause", "secretary_of_state", on);
  assert.deepEqual(codes(pause("2021-03-01")), ["event_step_notice"]);
  assert.deepEqual(codes(told("2021-02-10"), pause("2021-03-01")), ["event_step_notice"]);
  assert.deepEqual(codes(told("2021-02-10", "pause"), pause("2021-02-19")), ["event_step_notice"]);
  assert.deepEqual(codes(told("2021-02-10", "pause"), pause("2021-02-20")), []);
});

test("a tranche is withheld by a case about it, before the step of the ladder and as long as it lasts", () => {
  const keep = take("keep", "secretary_of_defense");
  const list = [...begun, keep];
  const state = (more: Partial<Made>) => {
    const { codes, money, steps } = read(made({ list, ...more }));
    return { codes, money, keep: steps.get("keep") };
  };
  const refused = { codes: ["event_step_tranche"], money: "free", keep: "not_taken" };
  assert.deepEqual(state({}), refused);
  assert.deepEqual(state({ noTranche: true }), refused);
  assert.deepEqual(state({ tranche: [decide("certify", "2021-02-20")] }), refused);
  // Decided a day too late.
  assert.deepEqual(state({ tranche: [decide("withhold", "2021-03-02")] }), refused);
  const withheld = decide("withhold", "2021-03-01");
  const taken = { codes: [], money: "free", keep: "in_force" };
  assert.deepEqual(state({ tranche: [withheld] }), taken);
  // Released in its case while the step lasts: the money waits until both say the same.
  const released = decide("certify", "2021-04-01", { supersedes: "t-1" });
  const apart = made({ list, tranche: [withheld, released] });
  assert.deepEqual(state({ tranche: [withheld, released] }), { ...taken, money: "waits" });
  assert.ok(listHolds(apart, book, realLaw(), day("2021-05-01")).some((h) => h.row === "cases/k"));
  const codes = readConditions(apart, book, day("2021-05-01")).findings.map((each) => each.code);
  assert.ok(codes.includes("condition_tranche_released"));
  // Back only after the tranche was released.
  const undone = back("keep", "k-corroborated", "secretary_of_defense");
  const both = { list: [...list, undone] };
  assert.deepEqual(state({ ...both, tranche: [withheld] }).codes, ["event_step_tranche"]);
  assert.deepEqual(state({ ...both, tranche: [withheld, released] }), {
    ...{ codes: [], money: "free", keep: "taken_back" },
  });
});

test("back goes only what is in force and can be undone, on evidence of the way back", () => {
  const stopped = [...begun, take("stop", "secretary_of_state")];
  const codes = (list: readonly EventValues[], ramp?: "credible" | "adjudicated") =>
    read(made({ list, ...(ramp === undefined ? {} : { ramp }) })).codes;
  assert.deepEqual(codes([...begun, take("say", "post"), back("stop", "k-adjudicated")]), [
    "event_step_back",
  ]);
  const given = [...begun, take("give", "secretary_of_state")];
  assert.deepEqual(codes([...given, back("give", "k-adjudicated")]), ["event_step_back"]);
  // By the standard of the off-ramp; of the condition itself where none leads back.
  assert.deepEqual(codes([...stopped, back("stop", "k-credible")]), ["event_evidence_weak"]);
  assert.deepEqual(codes([...stopped, back("stop", "k-corroborated")]), []);
  assert.deepEqual(codes([...stopped, back("stop", "k-corroborated")], "adjudicated"), [
    "event_evidence_weak",
  ]);
  assert.deepEqual(codes([...stopped, back("stop", "k-credible")], "credible"), []);
  const restore = { event: "restore", on: "2021-04-01", evidence: ["k-credible"] };
  assert.deepEqual(codes([...stopped, restore]), ["event_evidence_weak"]);
});

test("what cannot be undone outlasts the condition's return, and a superseded waiver ends no step", () => {
  const both = [...begun, take("stop", "secretary_of_state"), take("give", "secretary_of_state")];
  const restore = { event: "restore", on: "2021-04-01", evidence: ["k-adjudicated"] };
  const restored = read(made({ list: [...both, restore] }));
  assert.deepEqual(
    [restored.steps.get("stop"), restored.steps.get("give")],
    ["taken_back", "in_force"],
  );
  assert.deepEqual(restored.holds, ["blocked"]);
  const stopped = [...begun, take("stop", "secretary_of_state")];
  const waive: EventValues = {
    ...{ event: "waive", office: "secretary_of_state", on: "2021-03-10" },
    until: day("2021-12-31"),
  };
  assert.deepEqual(read(made({ list: [...stopped, waive] })).holds, []);
  const instead = { ...take("say", "secretary_of_state", "2021-03-20"), supersedes: "k-5" };
  const again = read(made({ list: [...stopped, waive, instead] }));
  assert.deepEqual([again.codes, again.holds], [[], ["blocked"]]);
});

test("every kind of step has its offices and what it does to money in the process", () => {
  const process = book.processes.get("condition");
  assert.deepEqual(process?.ladder.map((rung) => rung.code).sort(), [...stepActions].sort());
  // Whoever may take a kind of step may record that it was taken.
  const act = process?.events.find((each) => each.code === "step");
  for (const rung of process?.ladder ?? []) {
    assert.deepEqual(
      rung.by.filter((office) => !act?.by.includes(office)),
      [],
      rung.code,
    );
  }
});

test("a step that holds money and touches no initiative is named", () => {
  const plan = made({ list: [...begun, take("stop", "secretary_of_state")] });
  const conditions = plan.tables.conditions.map((row) => ({ ...row, initiatives: [] }));
  const bare = { ...plan, tables: { ...plan.tables, conditions } };
  const codes = (each: Plan) =>
    readConditions(each, book, day("2021-05-01")).findings.map((finding) => finding.code);
  assert.ok(codes(bare).includes("condition_money_none"));
  assert.ok(!codes(plan).includes("condition_money_none"));
});

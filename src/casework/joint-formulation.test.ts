import assert from "node:assert/strict";
import { test } from "node:test";
import type { Plan } from "../plan/plan.ts";
import { casePlan, day, withEdits } from "./case-plan.test-data.ts";
import type { CaseReading } from "./case-reading.ts";
import { realCasebook } from "./casebook.test-data.ts";
import { sayGrounds } from "./grounds.ts";
import { type ActValues, proposeEvent } from "./propose-event.ts";
import { readCases } from "./read-cases.ts";

const book = realCasebook();

function act(plan: Plan, event: string, office: string, on: string, more: Partial<ActValues> = {}) {
  const values = { author: "somebody", office, reason: "It is sound.", ...more };
  const { result, findings } = proposeEvent(plan, book, "c-333", event, values, day(on), []);
  assert.deepEqual(
    findings.filter((finding) => finding.severity === "error"),
    [],
  );
  return withEdits(plan, result);
}

function read(plan: Plan, on: string): CaseReading {
  const { result, findings } = readCases(plan, book, day(on));
  assert.deepEqual(
    findings.filter((finding) => finding.severity === "error"),
    [],
  );
  const [reading] = result;
  assert.ok(reading);
  return reading;
}

function signedPlan(): Plan {
  let plan = act(casePlan(), "join", "state_pm", "2021-01-05");
  plan = act(plan, "sign", "osd_policy", "2021-01-11");
  return act(plan, "countersign", "state_pm", "2021-01-20");
}

test("a section 333 package goes from the joint draft through two signatures and the wait to free money", () => {
  let plan = signedPlan();
  assert.equal(read(plan, "2021-01-20").state.code, "countersigned");
  assert.equal(read(plan, "2021-01-20").money, "waits");
  plan = act(plan, "notify", "dsca", "2021-02-01");
  const waiting = read(plan, "2021-02-10");
  const notice = waiting.clocks.find((clock) => clock.code === "notice");
  assert.equal(notice?.due, "2021-02-16");
  assert.equal(notice?.left, 6);
  plan = act(plan, "clear", "dsca", "2021-02-16");
  const cleared = read(plan, "2021-02-16");
  assert.deepEqual([cleared.state.code, cleared.money, cleared.closed], ["cleared", "free", true]);
});

test("both signatures lapse when the amount changes, and the case falls back to the joint draft", () => {
  const plan = withEdits(signedPlan(), [
    {
      ...{ table: "lines", row: "maritime-radar", field: "amount" },
      ...{ before: "5000000", after: "6000000" },
    },
  ]);
  const reading = read(plan, "2021-02-01");
  assert.equal(reading.state.code, "drafting");
  assert.deepEqual(
    reading.decisions.map((each) => [each.act.code, each.status]),
    [
      ["sign", "lapsed"],
      ["countersign", "lapsed"],
    ],
  );
  assert.deepEqual(reading.decisions[0]?.changes, [
    {
      ...{ table: "lines", row: "maritime-radar", field: "amount" },
      ...{ before: "5000000", now: "6000000" },
    },
  ]);
  const again = act(
    act(plan, "sign", "osd_policy", "2021-02-02"),
    "countersign",
    "state_pm",
    "2021-02-03",
  );
  assert.equal(read(again, "2021-02-03").state.code, "countersigned");
});

test("what a scenario assumes comes after what happened meanwhile, whatever its number", () => {
  const signed = act(
    act(casePlan(), "join", "state_pm", "2021-01-05"),
    "sign",
    "osd_policy",
    "2021-01-11",
  );
  const assumed = act(signed, "countersign", "state_pm", "2021-03-01", { assumed: true });
  const countersign = assumed.tables.events.filter((event) => event.assumed);
  assert.equal(countersign.length, 1);
  // The plan goes on by an event of the same number; then the scenario is set upon it again.
  const later = act(signed, "ask", "state_pm", "2021-01-14", { addressee: "osd_policy" });
  const plan = act(later, "answer", "osd_policy", "2021-01-18");
  const events = [...plan.tables.events, ...countersign];
  const reading = read({ ...plan, tables: { ...plan.tables, events } }, "2021-01-20");
  assert.deepEqual([reading.state.code, reading.assumed], ["countersigned", true]);
  assert.deepEqual(reading.left_out, []);
});

test("a signature says what it rests on: the facts that were signed, and what offices said before it", () => {
  const joined = act(casePlan(), "join", "state_pm", "2021-01-05");
  const said = act(joined, "contribute", "post", "2021-01-06");
  const reading = read(act(said, "sign", "osd_policy", "2021-01-11"), "2021-01-11");
  const [signature] = reading.decisions;
  assert.ok(signature);
  const words = sayGrounds(reading, signature);
  assert.match(words, /^[1-9]\d* facts of the package, the notice among them; /);
  assert.match(words, /; Contribute by post of 2021-01-06$/);
  const bare = { ...signature.event, facts: undefined, id: "none" };
  assert.equal(
    sayGrounds({ ...reading, events: [] }, { ...signature, event: bare }),
    "its reason alone",
  );
});

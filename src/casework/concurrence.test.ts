import assert from "node:assert/strict";
import { test } from "node:test";
import { realLaw } from "../law/law-folder.test-data.ts";
import type { Plan } from "../plan/plan.ts";
import { casePlan, day, withEdits } from "./case-plan.test-data.ts";
import { realCasebook } from "./casebook.test-data.ts";
import { proposeEvent } from "./propose-event.ts";
import { readCases } from "./read-cases.ts";

const book = realCasebook();

type Act = readonly [event: string, on: string, office: string, more?: object];

/** The sample package as one decision of State, after acts that must all be allowed. */
function walk(acts: readonly Act[]): Plan {
  const { cases } = casePlan().tables;
  let plan = casePlan({ cases: cases.map((row) => ({ ...row, process: "concurrence" })) });
  for (const [event, on, office, more] of acts) {
    const values = { author: "somebody", office, reason: "It is sound.", ...more };
    const { result, findings } = proposeEvent(plan, book, "c-333", event, values, day(on), []);
    assert.deepEqual(findings, [], event);
    plan = withEdits(plan, result);
  }
  return plan;
}

function stateOn(plan: Plan, on: string) {
  const [reading] = readCases(plan, book, day(on)).result;
  return [reading?.state.code, reading?.money, reading?.closed];
}

const submit: Act = ["submit", "2021-01-05", "osd_policy"];

test("State concurs, concurs with a change, or does not: one decision each", () => {
  const decide = (event: string) => walk([submit, [event, "2021-01-12", "state_pm"]]);
  assert.deepEqual(stateOn(walk([submit]), "2021-01-06"), ["submitted", "waits", false]);
  assert.deepEqual(stateOn(decide("concur"), "2021-01-12"), ["concurred", "waits", false]);
  assert.deepEqual(stateOn(decide("concur_with_change"), "2021-01-12"), [
    "returned",
    "waits",
    false,
  ]);
  assert.deepEqual(stateOn(decide("non_concur"), "2021-01-12"), ["non_concurred", "blocked", true]);
});

test("a package that was sent back is changed, submitted again and concurred in", () => {
  const plan = walk([submit, ["concur_with_change", "2021-01-12", "state_pm"]]);
  const at = { table: "lines", row: "maritime-radar", field: "amount" } as const;
  const changed = withEdits(plan, [{ ...at, before: "5000000", after: "4000000" }]);
  // The first submission lapsed; nothing but a new one leads on.
  assert.deepEqual(stateOn(changed, "2021-01-13"), ["draft", "waits", false]);
  const propose = (of: Plan, event: string, office: string, on: string) => {
    const values = { author: "somebody", office, reason: "Changed." };
    return withEdits(of, proposeEvent(of, book, "c-333", event, values, day(on), []).result);
  };
  const again = propose(changed, "submit", "osd_policy", "2021-01-14");
  const done = propose(again, "concur", "state_pm", "2021-01-15");
  assert.deepEqual(stateOn(done, "2021-01-15"), ["concurred", "waits", false]);
});

test("after concurrence the money is free when the wait is over, or when no notice is due", () => {
  const concurred: Act[] = [submit, ["concur", "2021-01-12", "state_pm"]];
  const told = walk([...concurred, ["notify", "2021-01-13", "dsca"]]);
  assert.deepEqual(stateOn(told, "2021-01-13"), ["notified", "waits", false]);
  const clear = (on: string) =>
    proposeEvent(told, book, "c-333", "clear", { author: "somebody", office: "dsca" }, day(on), []);
  // From knowledge for some of the accounts, so that it only warns.
  const early = clear("2021-01-27").findings.map(({ code, severity }) => [code, severity]);
  assert.deepEqual(early, [["event_wait_unsure", "warning"]]);
  assert.deepEqual(clear("2021-01-28").findings, []);
  const cleared = withEdits(told, clear("2021-01-28").result);
  assert.deepEqual(stateOn(cleared, "2021-01-28"), ["cleared", "free", true]);

  const none = walk([...concurred, ["find_no_notice", "2021-01-13", "dsca"]]);
  assert.deepEqual(stateOn(none, "2021-01-13"), ["cleared", "free", true]);
});

test("every authority that asks for concurrence by a checked rule has a process that decides it", () => {
  const decided = new Set([...book.processes.values()].flatMap((each) => each.accounts));
  const asked = [...realLaw().contents.authorities.values()]
    .filter((each) => {
      const role = each.parameters.state_role?.at(-1);
      return role?.value === "concurrence" && role.mark === "checked";
    })
    .map((each) => each.code);
  assert.ok(asked.includes("S349") && asked.includes("S351"));
  const open = asked.filter((code) => !decided.has(code));
  assert.deepEqual(open, []);
});

test("a refused package stays refused when it changes, and is taken up again only by an act", () => {
  const plan = walk([submit, ["non_concur", "2021-01-12", "state_pm"]]);
  const at = { table: "lines", row: "maritime-radar", field: "amount" } as const;
  const changed = withEdits(plan, [{ ...at, before: "5000000", after: "4000000" }]);
  assert.deepEqual(stateOn(changed, "2021-01-13"), ["non_concurred", "blocked", true]);
  const values = { author: "somebody", office: "osd_policy", reason: "Smaller now." };
  const revised = proposeEvent(changed, book, "c-333", "revise", values, day("2021-01-14"), []);
  assert.deepEqual(stateOn(withEdits(changed, revised.result), "2021-01-14"), [
    "draft",
    "waits",
    false,
  ]);
});

test("Defense cannot submit without its military objective and the reason for it", () => {
  const { cases, initiatives } = casePlan().tables;
  const plan = casePlan({
    cases: cases.map((row) => ({ ...row, process: "concurrence" })),
    initiatives: initiatives.map((row) => ({ ...row, dod_objective: undefined })),
  });
  const values = { author: "somebody", office: "osd_policy" };
  const { result, findings } = proposeEvent(
    plan,
    book,
    "c-333",
    "submit",
    values,
    day("2021-01-05"),
    [],
  );
  assert.deepEqual(result, []);
  assert.deepEqual(
    findings.map((each) => each.code),
    ["package_lacking"],
  );
});

test("an open case is overdue when State's clock ran out, and a question had stopped it", () => {
  const late = (plan: Plan, on: string) => readCases(plan, book, day(on)).result[0]?.overdue;
  // Twenty working days after January 5, with the holiday of the 18th: February 3.
  assert.deepEqual(
    [late(walk([submit]), "2021-02-03"), late(walk([submit]), "2021-02-04")],
    [false, true],
  );
  const asked = walk([
    submit,
    ["ask", "2021-01-12", "state_pm", { addressee: "OSD Policy" }],
    ["answer", "2021-01-15", "osd_policy"],
  ]);
  assert.deepEqual([late(asked, "2021-02-08"), late(asked, "2021-02-09")], [false, true]);
});

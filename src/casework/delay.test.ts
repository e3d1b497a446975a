import assert from "node:assert/strict";
import { describe, it, test } from "node:test";
import type { CaseEvent, Plan } from "../plan/plan.ts";
import { casePlan, day, withEdits } from "./case-plan.test-data.ts";
import { realCasebook } from "./casebook.test-data.ts";
import { proposeEvent } from "./propose-event.ts";
import { readCases } from "./read-cases.ts";

const book = realCasebook();

type Act = readonly [event: string, on: string, office: string, more?: object];

const concurrence = (events: readonly CaseEvent[] = []): Plan => {
  const cases = casePlan().tables.cases.map((row) => ({ ...row, process: "concurrence" }));
  return casePlan({ cases, events });
};

/** The plan after acts, and the codes of what was refused. */
function walk(acts: readonly Act[], of = concurrence()) {
  let plan = of;
  const codes: string[] = [];
  for (const [event, on, office, more] of acts) {
    const values = { author: "Ana", office, reason: `Why ${event}.`, ...more };
    const { result, findings } = proposeEvent(plan, book, "c-333", event, values, day(on), []);
    codes.push(...findings.map(({ code }) => code));
    plan = withEdits(plan, result);
  }
  return { plan, codes };
}

function readOn(plan: Plan, on: string) {
  const [reading] = readCases(plan, book, day(on)).result;
  assert.ok(reading);
  return reading;
}

const submit: Act = ["submit", "2021-01-05", "osd_policy"];
const escalate: Act = ["escalate", "2021-02-10", "osd_policy"];
const again: Act = ["escalate", "2021-02-20", "usd_policy"];

describe("a case that nobody moves", () => {
  it("is put before the next level with reason and author, and waits for that level too", () => {
    const { plan, codes } = walk([submit, escalate]);
    assert.deepEqual(codes, []);
    const reading = readOn(plan, "2021-02-11");
    assert.deepEqual(
      [reading.raised?.number, reading.raised?.level.name],
      [1, "the Under Secretaries of both departments"],
    );
    const { author, reason, on } = reading.raised?.event ?? {};
    assert.deepEqual([author, reason, on], ["Ana", "Why escalate.", "2021-02-10"]);
    assert.deepEqual(
      reading.waits_for.map(({ code }) => code),
      ["state_t", "usd_policy", "state_pm"],
    );
    // The state, its clock and its money are as they were.
    assert.deepEqual(
      [reading.state.code, reading.money, reading.overdue],
      ["submitted", "waits", true],
    );
    assert.equal(reading.clocks.find(({ code }) => code === "state_decision")?.late, true);
  });

  it("goes up level by level, no further than the highest, and comes back down", () => {
    const top: Act = ["escalate", "2021-02-21", "state_pm"];
    const { plan, codes } = walk([submit, escalate, again, top]);
    assert.deepEqual(codes, ["event_level_none"]);
    const reading = readOn(plan, "2021-02-22");
    assert.equal(reading.raised?.level.name, "the two Secretaries");
    assert.ok(!reading.next.some(({ act }) => act.code === "escalate"));
    const down = (on: string): Act => ["send_back_down", on, "secretary_of_state"];
    const once = walk([down("2021-02-23")], plan);
    assert.equal(readOn(once.plan, "2021-02-23").raised?.number, 1);
    const twice = walk([down("2021-02-23"), down("2021-02-24"), down("2021-02-25")], plan);
    assert.deepEqual(twice.codes, ["event_level_none"]);
    const back = readOn(twice.plan, "2021-02-26");
    assert.equal(back.raised, null);
    assert.deepEqual(
      back.waits_for.map(({ code }) => code),
      ["state_pm"],
    );
  });

  it("is before no level any more when it moves on, or when what was signed changes", () => {
    const concur: Act = ["concur", "2021-02-12", "state_pm"];
    const { plan, codes } = walk([submit, escalate, concur]);
    assert.deepEqual(codes, []);
    assert.equal(readOn(plan, "2021-02-12").raised, null);
    const at = { table: "lines", row: "maritime-radar", field: "amount" } as const;
    const changed = withEdits(walk([submit, escalate]).plan, [
      { ...at, before: "5000000", after: "4000000" },
    ]);
    const reading = readOn(changed, "2021-02-12");
    assert.deepEqual([reading.state.code, reading.raised], ["draft", null]);
  });

  it("is not put before a level by whom the process does not let, nor without a reason", () => {
    assert.deepEqual(walk([submit, ["escalate", "2021-02-10", "congress"]]).codes, [
      "event_office_wrong",
    ]);
    const silent: Act = ["escalate", "2021-02-10", "dsca", { reason: undefined }];
    assert.deepEqual(walk([submit, silent]).codes, ["event_need_missing"]);
  });
});

describe("a delay that is accepted", () => {
  const accept: Act = ["accept_delay", "2021-02-10", "state_pm", { until: "2021-03-01" }];

  it("is overdue only after the day that was named, while its clock goes on", () => {
    const { plan, codes } = walk([submit, accept]);
    assert.deepEqual(codes, []);
    const states = ["2021-02-09", "2021-02-10", "2021-03-01", "2021-03-02"].map((on) => {
      const { overdue, delay_accepted, clocks } = readOn(plan, on);
      return [overdue, delay_accepted?.until ?? null, clocks.some(({ late }) => late)];
    });
    assert.deepEqual(states, [
      [true, null, true],
      [false, "2021-03-01", true],
      [false, "2021-03-01", true],
      [true, null, true],
    ]);
    const [decision] = readOn(plan, "2021-02-11").decisions.filter(({ act }) => act.delay !== null);
    assert.equal(decision?.event.rule_version, `casework ${book.edition}`);
  });

  it("is replaced only by another word about the delay, and replaces nothing else", () => {
    const later: Act = [
      "accept_delay",
      "2021-02-12",
      "state_pm",
      { until: "2021-04-01", supersedes: "c-333-2" },
    ];
    const { plan, codes } = walk([submit, accept, later]);
    assert.deepEqual(codes, []);
    assert.equal(readOn(plan, "2021-03-15").overdue, false);
    const instead: Act = ["concur", "2021-02-12", "state_pm", { supersedes: "c-333-2" }];
    assert.deepEqual(walk([submit, accept, instead]).codes, ["event_supersedes_wrong"]);
    const offered = readOn(plan, "2021-02-13").next;
    const supersede = offered.flatMap(({ act, supersedes }) =>
      supersedes.map((id) => [act.delay, id]),
    );
    assert.deepEqual(supersede, [["accept", "c-333-3"]]);
  });

  it("does not outlast the state in which it was accepted", () => {
    const { plan } = walk([submit, accept, ["concur", "2021-02-12", "state_pm"]]);
    assert.equal(readOn(plan, "2021-02-13").delay_accepted, null);
  });
});

test("every process names its levels, and leads to them and back", () => {
  for (const { code, levels, events } of book.processes.values()) {
    assert.ok(levels.length > 0, code);
    const acts = events.flatMap(({ delay }) => delay ?? []).sort();
    assert.deepEqual(acts, ["accept", "lower", "raise"], code);
    assert.ok(
      levels.every(({ mark }) => mark !== "checked"),
      `${code}: no law sets these levels`,
    );
  }
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { cents } from "../base/money.ts";
import type { Hold } from "../law/hold.ts";
import { realLaw } from "../law/law-folder.test-data.ts";
import type { PlanTables, RowOf } from "../plan/plan.ts";
import { makeRow } from "../plan/rows.ts";
import { casePlan, day, eventRows } from "./case-plan.test-data.ts";
import { realCasebook } from "./casebook.test-data.ts";
import { factsOf, formatFacts } from "./facts.ts";
import { listHolds } from "./holds.ts";
import { lookUpRows } from "./plan-rows.ts";
import { withCasework } from "./rules.ts";

const book = realCasebook();
const law = realLaw();

const [row] = casePlan().tables.cases;
const facts = row === undefined ? "" : formatFacts(factsOf(lookUpRows(casePlan()), row));
const join = { event: "join", on: "2021-01-05" };
const sign = { event: "sign", on: "2021-01-11", office: "osd_policy", facts };

/** The unit of the plan is not vetted, which holds money by itself. */
const isMine = (hold: Hold) => !hold.row.startsWith("units/");

type Row = Parameters<typeof eventRows>[1][number];

function holds(list: readonly Row[], on = "2021-02-20", more: Partial<PlanTables> = {}, of = book) {
  const plan = casePlan({ events: eventRows("c-333", list), ...more });
  return listHolds(plan, of, law, day(on)).filter(isMine);
}

test("a case that is open keeps the money of its accounts waiting, and says who must act", () => {
  const [hold, ...rest] = holds([join, sign]);
  assert.deepEqual(rest, []);
  assert.deepEqual(
    [hold?.effect, hold?.initiative, hold?.accounts, hold?.row, hold?.not_before],
    ["waiting", "maritime", ["OM-DW"], "cases/c-333", null],
  );
  assert.match(hold?.because ?? "", /Political-Military/);
  assert.match(hold?.citation ?? "", /333/);
});

test("a case that builds partner capacity holds the account that pays for section 333", () => {
  const transfer = {
    id: "t",
    name: "T",
    partner: "PHL",
    channel: "FMS",
    initiative: "maritime",
  } as const;
  const found = holds([], "2021-02-20", {
    transfers: [
      makeRow("transfers", {
        ...{ ...transfer, category: "articles_or_services", amount: cents(1_000_000_00) },
        requested_on: day("2021-01-04"),
      }),
    ],
    cases: [
      makeRow("cases", {
        ...{ id: "b", name: "B", kind: "transfer", process: "bpc", partner: "PHL" },
        ...{ transfer: "t", opened_on: day("2021-01-04"), owner: "sco" },
      }),
    ],
  });
  assert.deepEqual(
    found.map((hold) => [hold.row, hold.effect, hold.initiative, hold.accounts]),
    [["cases/b", "waiting", "maritime", ["OM-DW"]]],
  );
});

test("what State does not concur in is blocked, and what is cleared is free", () => {
  assert.equal(holds([join, { event: "non_concur", on: "2021-01-20" }])[0]?.effect, "blocked");
  const way = [
    ...[join, sign, { event: "countersign", on: "2021-01-20", facts }],
    { event: "notify", on: "2021-01-22", office: "dsca" },
    { event: "clear", on: "2021-02-08", office: "dsca" },
  ];
  assert.deepEqual(holds(way), []);
  assert.equal(holds(way, "2021-02-07")[0]?.effect, "waiting");
});

test("an assumed outcome lets the money wait until its day, and says that it is assumed", () => {
  const list = [
    ...[join, sign, { event: "countersign", on: "2021-02-25", facts, assumed: true }],
    { event: "notify", on: "2021-02-26", office: "dsca", assumed: true },
    { event: "clear", on: "2021-03-15", office: "dsca", assumed: true },
  ];
  const [hold] = holds(list);
  assert.deepEqual(
    [hold?.effect, hold?.not_before, hold?.assumed],
    ["waiting", "2021-03-15", true],
  );
});

test("a wait that the law asks for and that is checked says from which day the way is free", () => {
  const process = book.processes.get("concurrence-joint");
  assert.ok(process);
  const clocks = process.clocks.map((clock) => ({
    ...clock,
    days: clock.days.map((each) => ({ ...each, mark: "checked" as const })),
  }));
  const strict = { ...book, processes: new Map([[process.code, { ...process, clocks }]]) };
  const list = [
    ...[join, sign, { event: "countersign", on: "2021-01-20", facts }],
    { event: "notify", on: "2021-02-10", office: "dsca" },
  ];
  assert.equal(holds(list, "2021-02-20", {}, strict)[0]?.not_before, "2021-02-25");
});

test("a state that blocks by a rule from knowledge makes the money wait; a decision blocks whatever the mark", () => {
  const process = book.processes.get("concurrence-joint");
  assert.ok(process);
  const states = process.states.map((state) => ({ ...state, mark: "knowledge" as const }));
  const mild = { ...book, processes: new Map([[process.code, { ...process, states }]]) };
  const refuse = [join, { event: "non_concur", on: "2021-01-20" }];
  assert.equal(holds(refuse, "2021-02-20", {}, mild)[0]?.effect, "blocked");
  const events = process.events.map((event) => ({ ...event, decision: false }));
  const silent = { ...book, processes: new Map([[process.code, { ...process, states, events }]]) };
  assert.equal(holds(refuse, "2021-02-20", {}, silent)[0]?.effect, "waiting");
});

test("a case of an unknown process frees nothing", () => {
  assert.ok(row);
  const [hold] = holds([], "2021-02-20", { cases: [{ ...row, process: "odd" }] });
  assert.deepEqual([hold?.effect, hold?.initiative], ["waiting", "maritime"]);
});

function needing(more: Partial<PlanTables>, force: "blocks" | "waits", names: object) {
  const preconditions = [
    makeRow("preconditions", {
      ...{
        id: "p",
        initiative: "maritime",
        force,
        reason: "The law asks for it.",
        mark: "checked",
      },
      ...names,
    }),
  ];
  const plan = casePlan({ cases: [], preconditions, ...more });
  return listHolds(plan, book, law, day("2021-02-20")).filter(isMine);
}

test("an agreement must be in force on the day: each status, and both sides of each date", () => {
  const cases: [Partial<RowOf<"agreements">>, string | undefined, string | null][] = [
    [{ status: "in_force" }, undefined, null],
    [{ status: "in_force", since: day("2021-02-20") }, undefined, null],
    [{ status: "in_force", since: day("2021-02-21") }, "blocked", "2021-02-21"],
    [{ status: "in_force", until: day("2021-02-20") }, undefined, null],
    [{ status: "in_force", until: day("2021-02-19") }, "blocked", null],
    [{ status: "signed", since: day("2021-06-01") }, "blocked", "2021-06-01"],
    [{ status: "signed" }, "blocked", null],
    [{ status: "negotiating" }, "blocked", null],
    [{ status: "none" }, "blocked", null],
    [{ status: "suspended" }, "blocked", null],
    [{ status: "expired" }, "blocked", null],
  ];
  for (const [values, effect, from] of cases) {
    const agreement = {
      ...makeRow("agreements", {
        id: "a",
        name: "A",
        partner: "PHL",
        kind: "sofa",
        status: "none",
      }),
      ...values,
    };
    const [hold] = needing({ agreements: [agreement] }, "blocks", { agreement: "a" });
    assert.deepEqual(
      [hold?.effect, hold?.not_before ?? null],
      [effect, from],
      JSON.stringify(values),
    );
  }
});

test("an activity must have been held; a planned one says until when the money waits", () => {
  const cases: [Partial<RowOf<"activities">>, string | undefined, string | null][] = [
    [{ status: "held" }, undefined, null],
    [{ status: "held", ends_on: day("2021-02-20") }, undefined, null],
    [{ status: "planned", ends_on: day("2021-05-01") }, "waiting", "2021-05-01"],
    [{ status: "planned" }, "waiting", null],
    [{ status: "canceled", ends_on: day("2021-05-01") }, "waiting", null],
  ];
  for (const [values, effect, from] of cases) {
    const activity = {
      ...makeRow("activities", {
        id: "x",
        name: "X",
        kind: "exercise",
        owner: "C",
        status: "proposed",
      }),
      ...values,
    };
    const [hold] = needing({ activities: [activity] }, "waits", { activity: "x" });
    assert.deepEqual(
      [hold?.effect, hold?.not_before ?? null],
      [effect, from],
      JSON.stringify(values),
    );
  }
});

test("a precondition that names nothing is never met", () => {
  assert.equal(needing({}, "blocks", {})[0]?.effect, "blocked");
});

test("the law with casework answers as of the plan's day, and a plan without cases holds nothing", () => {
  const whole = withCasework(law, book);
  assert.equal(whole.listHolds?.(casePlan())[0]?.initiative, "maritime");
  const empty = casePlan({ cases: [], units: [], initiatives: [] });
  assert.deepEqual(whole.listHolds?.(empty), []);
  assert.equal(whole.settlePlan?.(empty), empty);
});

test("a planned activity frees from the day on which it ends, unless State objects to it", () => {
  const activity = (input_status: "asked" | "comments" | "objection") => ({
    activities: [
      makeRow("activities", {
        ...{ id: "x", name: "X", kind: "posture", owner: "EUCOM", status: "planned" },
        ...{ ends_on: day("2021-06-01"), input_due: day("2021-02-19"), input_status },
      }),
    ],
  });
  const held = (said: "asked" | "comments" | "objection") =>
    needing(activity(said), "waits", { activity: "x" })[0];
  assert.equal(held("comments")?.not_before, "2021-06-01");
  assert.equal(held("objection")?.not_before, null);
  assert.match(held("objection")?.because ?? "", /State objects/);
  assert.match(held("asked")?.because ?? "", /was due on 2021-02-19, and has not come/);
  assert.doesNotMatch(held("comments")?.because ?? "", /State/);
});

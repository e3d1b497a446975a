import assert from "node:assert/strict";
import { test } from "node:test";
import { cents } from "../base/money.ts";
import type { Plan } from "../plan/plan.ts";
import { makeRow } from "../plan/rows.ts";
import { casePlan, day, eventRows, withEdits } from "./case-plan.test-data.ts";
import { realCasebook } from "./casebook.test-data.ts";
import { factsOf, formatFacts } from "./facts.ts";
import { lookUpRows } from "./plan-rows.ts";
import { proposeEvent } from "./propose-event.ts";
import { readCases } from "./read-cases.ts";

const book = realCasebook();
const values = { author: "somebody", office: "state_pm", reason: "It is sound." };

function propose(plan: Plan, event: string, more: object = {}, on = "2021-01-10", id = "c-333") {
  const { result, findings } = proposeEvent(
    plan,
    book,
    id,
    event,
    { ...values, ...more },
    day(on),
    [],
  );
  const errors = findings.filter((finding) => finding.severity === "error");
  assert.equal(result.length === 0, errors.length > 0);
  return { parts: result, codes: findings.map((finding) => finding.code), findings };
}

const drafting = () =>
  casePlan({ events: eventRows("c-333", [{ event: "join", on: "2021-01-05" }]) });

test("an act is a new row of events with the next number, the facts and the version of the rules", () => {
  const { parts } = propose(drafting(), "sign", { office: "osd_policy" });
  const plan = withEdits(drafting(), parts);
  const event = plan.tables.events.at(-1);
  assert.deepEqual([event?.id, event?.number, event?.on], ["c-333-2", 2, "2021-01-10"]);
  assert.equal(event?.rule_version, `casework ${book.edition}`);
  const [row] = plan.tables.cases;
  assert.ok(row);
  assert.equal(event?.facts, formatFacts(factsOf(lookUpRows(plan), row)));
  assert.equal(parts[0]?.field, "id");
});

test("what may not be is refused with every reason at once", () => {
  const plan = drafting();
  const codes = (event: string, more: object, on?: string) =>
    propose(plan, event, more, on).codes.sort();
  assert.deepEqual(codes("sing", {}), ["event_unknown"]);
  assert.deepEqual(codes("countersign", {}), ["event_state_wrong"]);
  assert.deepEqual(codes("sign", { reason: undefined }, "2021-01-04"), [
    "event_date_backward",
    "event_need_missing",
    "event_office_wrong",
  ]);
  assert.deepEqual(codes("contribute", { evidence: ["e1"] }), ["event_evidence_other"]);
  assert.deepEqual(propose(plan, "join", {}, "2021-01-10", "c-334").codes, ["case_unknown"]);
  const [row] = plan.tables.cases;
  assert.ok(row);
  const odd = casePlan({ cases: [{ ...row, process: "odd" }] });
  assert.deepEqual(propose(odd, "join").codes, ["case_process_unknown"]);
});

test("a package that lacks an element of the notice, or the military objective, cannot be signed", () => {
  const without = (field: string, table: "notices" | "initiatives" = "notices"): Plan => {
    const plan = drafting();
    const rows = plan.tables[table].map((row) => ({ ...row, [field]: undefined }));
    return { ...plan, tables: { ...plan.tables, [table]: rows } };
  };
  const fields = [
    ...["absorptive_capacity", "timeline", "delivery_schedule", "sustainment", "sustainment_cost"],
    ...["sustainment_source", "theater_plan", "country_strategy", "coordinator_state"],
    ...["sustainment_beyond_five_years", "human_rights_training", "institutional_capacity"],
  ];
  for (const field of fields) {
    const { codes, findings } = propose(without(field), "sign", { office: "osd_policy" });
    assert.deepEqual(codes, ["package_lacking"], field);
    assert.match(findings[0]?.found ?? "", new RegExp(field));
    assert.match(findings[0]?.source ?? "", /333/);
  }
  const objective = without("dod_objective_reason", "initiatives");
  assert.deepEqual(propose(objective, "sign", { office: "osd_policy" }).codes, ["package_lacking"]);
  const plan = drafting();
  const baseline = plan.tables.baseline.filter((row) => row.fiscal_year !== 2019);
  const gap = { ...plan, tables: { ...plan.tables, baseline } };
  assert.deepEqual(propose(gap, "sign", { office: "osd_policy" }).codes, ["package_lacking"]);
});

test("an element is asked of construction only where there is construction above $750,000", () => {
  const plan = drafting();
  const build = (kind: "construction" | "equipment", dollars: number) => {
    const amount = cents(dollars * 100);
    const lines = plan.tables.lines.map((line) => ({ ...line, kind, amount }));
    const building = { ...plan, tables: { ...plan.tables, lines } };
    return propose(building, "sign", { office: "osd_policy" });
  };
  const { codes, findings } = build("construction", 750_001);
  // Since when the text holds is not known, so that it only warns.
  assert.deepEqual(codes, ["package_lacking_unsure"]);
  assert.match(findings[0]?.found ?? "", /notices.construction/);
  assert.match(findings[0]?.source ?? "", /333\(e\)\(8\)/);
  assert.deepEqual(build("construction", 750_000).codes, []);
  assert.deepEqual(build("equipment", 750_001).codes, []);
});

test("an ask from knowledge only warns", () => {
  const process = book.processes.get("concurrence-joint");
  assert.ok(process);
  const asks = process.asks.map((ask) => ({ ...ask, mark: "knowledge" as const }));
  const mild = { ...book, processes: new Map([[process.code, { ...process, asks }]]) };
  const plan = { ...drafting(), tables: { ...drafting().tables, notices: [] } };
  const { result, findings } = proposeEvent(
    plan,
    mild,
    "c-333",
    "sign",
    { ...values, office: "osd_policy" },
    day("2021-01-10"),
    [],
  );
  assert.ok(result.length > 0);
  assert.deepEqual([...new Set(findings.map((each) => each.code))], ["package_lacking_unsure"]);
});

test("a checked wait refuses an act that ends it too early", () => {
  const process = book.processes.get("concurrence-joint");
  assert.ok(process);
  const clocks = process.clocks.map((clock) => ({
    ...clock,
    days: clock.days.map((each) => ({ ...each, mark: "checked" as const })),
  }));
  const strict = { ...book, processes: new Map([[process.code, { ...process, clocks }]]) };
  const [row] = drafting().tables.cases;
  assert.ok(row);
  const facts = formatFacts(factsOf(lookUpRows(drafting()), row));
  const plan = casePlan({
    events: eventRows("c-333", [
      { event: "join", on: "2021-01-05" },
      { event: "sign", on: "2021-01-11", office: "osd_policy", facts },
      { event: "countersign", on: "2021-01-20", facts },
      { event: "notify", on: "2021-02-01", office: "dsca" },
    ]),
  });
  const clear = (on: string) =>
    proposeEvent(plan, strict, "c-333", "clear", { ...values, office: "dsca" }, day(on), []);
  assert.deepEqual(
    clear("2021-02-15").findings.map((each) => each.code),
    ["event_wait_running"],
  );
  assert.deepEqual(clear("2021-02-16").findings, []);
  const next = readCases(plan, strict, day("2021-02-10")).result[0]?.next ?? [];
  assert.equal(next.find((each) => each.act.code === "clear")?.not_before, "2021-02-16");
});

test("after a lapse every act notes what the package says, so that the record alone tells the state", () => {
  let plan = drafting();
  const act = (event: string, on: string, office: string) => {
    plan = withEdits(plan, propose(plan, event, { office }, on).parts);
  };
  act("sign", "2021-01-10", "osd_policy");
  act("countersign", "2021-01-12", "state_pm");
  const change = (before: string, after: string) => {
    const at = { table: "lines", row: "maritime-radar", field: "amount" } as const;
    plan = withEdits(plan, [{ ...at, before, after }]);
  };
  change("5000000", "6000000");
  act("contribute", "2021-01-13", "state_regional");
  assert.notEqual(plan.tables.events.at(-1)?.facts, undefined);
  // Changed back: what was noted as lapsed stays so, as the case went on without it.
  change("6000000", "5000000");
  const [reading] = readCases(plan, book, day("2021-02-01")).result;
  assert.equal(reading?.state.code, "drafting");
});

test("a change that is undone before anything follows leaves the signatures standing", () => {
  let plan = drafting();
  plan = withEdits(plan, propose(plan, "sign", { office: "osd_policy" }).parts);
  const at = { table: "lines", row: "maritime-radar", field: "amount" } as const;
  const changed = withEdits(plan, [{ ...at, before: "5000000", after: "1" }]);
  assert.equal(readCases(changed, book, day("2021-02-01")).result[0]?.state.code, "drafting");
  const back = withEdits(changed, [{ ...at, before: "1", after: "5000000" }]);
  assert.equal(readCases(back, book, day("2021-02-01")).result[0]?.state.code, "defense_signed");
});

test("what nobody signed may change: a pin, a mark, where a figure comes from", () => {
  let plan = drafting();
  plan = withEdits(plan, propose(plan, "sign", { office: "osd_policy" }).parts);
  const initiatives = plan.tables.initiatives.map((row) => ({
    ...row,
    ...{ pinned_package: "maritime-a", override_reason: "Decided.", source: "Elsewhere" },
  }));
  const pinned = { ...plan, tables: { ...plan.tables, initiatives } };
  assert.equal(readCases(pinned, book, day("2021-02-01")).result[0]?.state.code, "defense_signed");
  const more = makeRow("lines", {
    ...{ id: "maritime-more", package: "maritime-a", year_offset: 1, kind: "training" },
    amount: 100 as never,
  });
  const grown = { ...plan, tables: { ...plan.tables, lines: [...plan.tables.lines, more] } };
  assert.equal(readCases(grown, book, day("2021-02-01")).result[0]?.state.code, "drafting");
});

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Plan, PlanTables } from "../plan/plan.ts";
import { makeRow } from "../plan/rows.ts";
import { casePlan, day, eventRows } from "./case-plan.test-data.ts";
import { realCasebook } from "./casebook.test-data.ts";
import { factsOf, formatFacts } from "./facts.ts";
import { lookUpRows } from "./plan-rows.ts";
import { readCases } from "./read-cases.ts";

const book = realCasebook();

function signed(plan: Plan): string {
  const [row] = plan.tables.cases;
  assert.ok(row);
  return formatFacts(factsOf(lookUpRows(plan), row));
}

const facts = signed(casePlan());
const join = { event: "join", on: "2021-01-05" };
const sign = { event: "sign", on: "2021-01-11", office: "osd_policy", facts };
const countersign = { event: "countersign", on: "2021-01-20", facts };
const notify = { event: "notify", on: "2021-02-01", office: "dsca" };

type Row = Parameters<typeof eventRows>[1][number];

function read(list: readonly Row[], on = "2021-12-31", more: Partial<PlanTables> = {}) {
  const plan = casePlan({ events: eventRows("c-333", list), ...more });
  const { result, findings } = readCases(plan, book, day(on));
  return {
    state: result[0]?.state.code,
    reading: result[0],
    codes: findings.map((each) => each.code),
    at: findings.map((each) => each.at.id),
    out: result[0]?.left_out.map((event) => event.id),
  };
}

test("a broken event is named and left out, and nothing else is lost", () => {
  const broken: [string, Row][] = [
    ["event_unknown", { event: "dance", on: "2021-01-06" }],
    ["event_state_wrong", { event: "notify", on: "2021-01-06", office: "dsca" }],
    ["event_office_unknown", { event: "contribute", on: "2021-01-06", office: "kitchen" }],
    ["event_office_wrong", { event: "sign", on: "2021-01-06", office: "dsca", facts }],
    ["event_date_backward", { event: "contribute", on: "2021-01-04" }],
    ["event_need_missing", { event: "contribute", on: "2021-01-06", reason: undefined }],
    ["event_need_missing", { event: "sign", on: "2021-01-06", office: "osd_policy" }],
    ["event_need_missing", { ...sign, on: "2021-01-06", reason: undefined }],
    ["event_facts_broken", { ...sign, on: "2021-01-06", facts: "[1]" }],
    ["event_supersedes_wrong", { event: "contribute", on: "2021-01-06", supersedes: "c-333-1" }],
    ["event_supersedes_wrong", { event: "contribute", on: "2021-01-06", supersedes: "nothing" }],
  ];
  for (const [code, row] of broken) {
    const { state, codes, at, out } = read([join, row, sign, countersign]);
    assert.deepEqual(codes, [code]);
    assert.deepEqual(at, ["c-333-2"]);
    assert.deepEqual(out, ["c-333-2"]);
    assert.equal(state, "countersigned", code);
  }
});

test("an act that rests on evidence of a later day is left out", () => {
  const rested = (dated: string) => {
    const claim = {
      id: "e",
      case: "c-333",
      claim: "C",
      standard: "credible",
      said_by: "A",
    } as const;
    const evidence = [makeRow("evidence", { ...claim, source: "B", dated: day(dated) })];
    return read([{ ...join, evidence: ["e"] }], "2021-12-31", { evidence });
  };
  assert.deepEqual(rested("2021-01-05").codes, []);
  assert.deepEqual(rested("2021-01-06").codes, ["event_evidence_later"]);
  assert.deepEqual(rested("2021-01-06").out, ["c-333-1"]);
});

test("a signature over a package that lacks what it must hold is named, counts, and is named no more once the case is closed", () => {
  const initiatives = casePlan().tables.initiatives.map(({ units: _, ...each }) => ({
    ...each,
    units: [],
  }));
  const lacking = signed(casePlan({ initiatives }));
  const list = [join, { ...sign, facts: lacking }];
  const { findings, result } = readCases(
    casePlan({ initiatives, events: eventRows("c-333", list) }),
    book,
    day("2021-12-31"),
  );
  assert.deepEqual(
    findings.map(({ code, severity, at }) => [code, severity, at.id]),
    [["signature_package_lacking", "warning", "c-333-2"]],
  );
  assert.match(
    findings[0]?.found ?? "",
    /`sign` of 2021-01-11 over a package that lacks `recipient`/,
  );
  assert.equal(result[0]?.state.code, "defense_signed");
  assert.deepEqual(read([join, sign]).codes, []);
  const over = { event: "withdraw", on: "2021-01-12", office: "osd_policy" };
  assert.deepEqual(read([...list, over], "2021-12-31", { initiatives }).codes, []);
});

test("an event before the opening of the case runs backward", () => {
  assert.deepEqual(read([{ ...join, on: "2021-01-03" }]).codes, ["event_date_backward"]);
});

test("a gap in the numbers is named and counts on, and the second of two is left out", () => {
  const rows = eventRows("c-333", [join, sign, countersign]);
  const plan = (numbers: readonly number[]) =>
    casePlan({ events: rows.map((row, index) => ({ ...row, number: numbers[index] ?? 0 })) });
  const gap = readCases(plan([1, 3, 4]), book, day("2021-12-31"));
  assert.deepEqual(
    gap.findings.map((each) => [each.code, each.at.id]),
    [["event_number_gap", "c-333-2"]],
  );
  assert.equal(gap.result[0]?.state.code, "countersigned");
  const twice = readCases(plan([1, 2, 2]), book, day("2021-12-31"));
  assert.deepEqual(
    twice.findings.map((each) => [each.code, each.at.id]),
    [["event_number_twice", "c-333-3"]],
  );
  assert.equal(twice.result[0]?.state.code, "defense_signed");
});

test("an event that stands in a wrong state because an earlier one was left out points back to it", () => {
  const plan = casePlan({ events: eventRows("c-333", [{ ...join, event: "jion" }, sign]) });
  const { findings } = readCases(plan, book, day("2021-12-31"));
  assert.deepEqual(findings.map((each) => each.code).sort(), [
    "event_state_wrong",
    "event_unknown",
  ]);
  const state = findings.find((each) => each.code === "event_state_wrong");
  assert.match(state?.help ?? "", /Mend `c-333-1` first/);
});

test("everything that is wrong is said at once", () => {
  const { codes } = read([
    { event: "notify", on: "2021-01-03", office: "kitchen" },
    { event: "dance", on: "2021-01-06" },
  ]);
  assert.deepEqual(codes.toSorted(), [
    "event_date_backward",
    "event_office_unknown",
    "event_state_wrong",
    "event_unknown",
  ]);
});

test("a case of an unknown process has no reading, one of another kind or without subject is named", () => {
  const [row] = casePlan().tables.cases;
  assert.ok(row);
  const of = (more: object) => read([], "2021-12-31", { cases: [{ ...row, ...more }] });
  assert.deepEqual(of({ process: "concurence" }).codes, ["case_process_unknown"]);
  assert.equal(of({ process: "concurence" }).reading, undefined);
  assert.deepEqual(of({ kind: "vetting" }).codes, ["case_kind_other"]);
  assert.deepEqual(of({ initiative: undefined }).codes, ["case_subject_missing"]);
  const initiatives = casePlan().tables.initiatives.map((each) => ({ ...each, accounts: ["FMF"] }));
  assert.deepEqual(read([], "2021-12-31", { initiatives }).codes, ["case_money_none"]);
});

test("a case is read as of the day: later events are not there yet", () => {
  const all = [join, sign, countersign, notify];
  const states = ["2021-01-04", "2021-01-05", "2021-01-19", "2021-01-20", "2021-02-01"].map(
    (on) => read(all, on).state,
  );
  assert.deepEqual(states, ["opened", "drafting", "defense_signed", "countersigned", "notified"]);
});

test("a wait from knowledge only warns, and a checked one refuses what comes too early", () => {
  const early = { event: "clear", on: "2021-02-15", office: "dsca" };
  const { state, codes } = read([join, sign, countersign, notify, early]);
  const { mark } =
    book.processes
      .get("concurrence-joint")
      ?.clocks.find((each) => each.code === "notice")
      ?.days.at(-1) ?? {};
  assert.deepEqual(codes, [mark === "checked" ? "event_wait_running" : "event_wait_unsure"]);
  assert.equal(state, mark === "checked" ? "notified" : "cleared");
  assert.deepEqual(
    read([join, sign, countersign, notify, { ...early, on: "2021-02-16" }]).codes,
    [],
  );
});

test("a decision is superseded by a later one, from the state in which it was taken, and stays on the record", () => {
  const list = [
    join,
    sign,
    { event: "non_concur", on: "2021-01-20" },
    { event: "countersign", on: "2021-01-25", facts, supersedes: "c-333-3" },
  ];
  assert.equal(read(list.slice(0, 3)).reading?.money, "blocked");
  const { state, codes, reading } = read(list);
  assert.deepEqual(codes, []);
  assert.equal(state, "countersigned");
  assert.deepEqual(
    reading?.decisions.map((each) => [each.event.id, each.status, each.superseded_by]),
    [
      ["c-333-2", "stands", null],
      ["c-333-3", "superseded", "c-333-4"],
      ["c-333-4", "stands", null],
    ],
  );
  // Only once.
  const again = { event: "send_back", on: "2021-01-26", supersedes: "c-333-3" };
  assert.deepEqual(read([...list, again]).codes, ["event_supersedes_wrong"]);
});

test("State cannot put a decision in the place of Defense's, nor of one that lapsed", () => {
  const other = { event: "contribute", on: "2021-01-22", facts: '{"a/b/c":"d"}' };
  const around = { event: "countersign", on: "2021-01-25", facts, supersedes: "c-333-3" };
  const { codes, state, reading } = read([join, sign, countersign, other, around]);
  assert.deepEqual(codes, ["event_supersedes_wrong"]);
  assert.equal(state, "drafting");
  assert.ok(reading?.next.every((each) => each.supersedes.length === 0));
  const refusal = { event: "non_concur", on: "2021-01-15", supersedes: "c-333-2" };
  assert.deepEqual(read([join, sign, refusal]).codes, ["event_supersedes_wrong"]);
});

test("what rests on a superseded decision falls with it", () => {
  const { reading, codes } = read([
    join,
    sign,
    countersign,
    notify,
    { event: "non_concur", on: "2021-02-03", supersedes: "c-333-3" },
  ]);
  assert.deepEqual(codes, []);
  assert.deepEqual([reading?.state.code, reading?.money], ["non_concurred", "blocked"]);
  // The notice to Congress fell with the countersignature, so its clock is gone.
  assert.deepEqual(
    reading?.clocks.map((clock) => clock.code),
    ["draft", "countersignature"],
  );
});

test("an assumed event counts before its day, and the state says that it is assumed", () => {
  const { reading } = read(
    [join, sign, { ...countersign, on: "2021-03-01", assumed: true }],
    "2021-01-15",
  );
  assert.deepEqual(
    [reading?.state.code, reading?.since, reading?.assumed],
    ["countersigned", "2021-03-01", true],
  );
  const plain = read([join, sign, { ...countersign, on: "2021-03-01" }], "2021-01-15");
  assert.deepEqual([plain.state, plain.reading?.assumed], ["defense_signed", false]);
});

test("a question moves the case to Defense and stops State's clock", () => {
  const ask = { event: "ask", on: "2021-01-13", addressee: "OSD Policy" };
  const { reading } = read([join, sign, ask], "2021-02-10");
  assert.deepEqual(
    reading?.waits_for.map((office) => office.code),
    ["osd_policy"],
  );
  const clock = reading?.clocks.find((each) => each.code === "countersignature");
  // The 12th and the 13th had passed.
  assert.deepEqual([clock?.state, clock?.elapsed], ["paused", 2]);
  assert.equal(reading?.overdue, true);
});

test("the acts that may follow say by whom, with what, and what the package lacks", () => {
  const next = read([join], "2021-01-15").reading?.next ?? [];
  assert.deepEqual(
    next.map((each) => each.act.code),
    // Nothing to come back from: it was put before no level.
    ["contribute", "sign", "advise", "non_concur", "withdraw", "escalate", "accept_delay"],
  );
  const signing = next.find((each) => each.act.code === "sign");
  assert.deepEqual(
    signing?.offices.map((office) => office.code),
    ["osd_policy"],
  );
  assert.deepEqual(signing?.needs, ["reason"]);
  assert.deepEqual(signing?.lacks, []);
  const bare = read([join], "2021-01-15", { notices: [] }).reading?.next ?? [];
  assert.deepEqual(
    bare.find((each) => each.act.code === "sign")?.lacks.map((ask) => ask.code),
    [
      ...["coordinators", "absorption", "schedule", "sustainment", "plans"],
      ...["sustainment_beyond_five_years", "rights_element", "institutional_element"],
    ],
  );
});

test("a day that somebody set makes an open case overdue when it is past", () => {
  const [row] = casePlan().tables.cases;
  assert.ok(row);
  const cases = [makeRow("cases", { ...row, due_on: day("2021-01-10") })];
  assert.equal(read([], "2021-01-10", { cases }).reading?.overdue, false);
  assert.equal(read([], "2021-01-11", { cases }).reading?.overdue, true);
});

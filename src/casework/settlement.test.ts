import assert from "node:assert/strict";
import { test } from "node:test";
import { fiscalYear, isoDate } from "../base/fiscal.ts";
import { cents } from "../base/money.ts";
import type { CaseEvent, Directive, Plan } from "../plan/plan.ts";
import { makeRow } from "../plan/rows.ts";
import { samplePlan } from "../plan/sample-plan.test-data.ts";
import { withheldOf } from "../plan/tranche.ts";
import { type EventValues, eventRows } from "./case-plan.test-data.ts";
import { realCasebook } from "./casebook.test-data.ts";
import { checkCasework } from "./check-casework.ts";
import { readConditions } from "./conditions.ts";
import { lookUpRows } from "./plan-rows.ts";
import { readCases } from "./read-cases.ts";
import { listSettlements, settlePlan } from "./settlement.ts";
import { readTrancheMoney } from "./tranche-money.ts";

const book = realCasebook();
const millions = (amount: number) => cents(amount * 100_000_000);

interface Decision {
  readonly event: "certify" | "waive" | "withhold" | "defer";
  readonly on: string;
  /** Millions of dollars; all that is left when absent. */
  readonly amount?: number;
  readonly supersedes?: string;
  readonly assumed?: boolean;
}

const decided = { office: "secretary_of_state", evidence: ["e"] };

function tranchePlan(
  amount: number,
  waivable: number | undefined,
  list: readonly Decision[],
): Plan {
  const plan = samplePlan();
  const events: CaseEvent[] = eventRows(
    "k",
    list.map(({ amount: part, supersedes, ...each }) => ({
      ...each,
      office: "secretary_of_state",
      ...(each.event === "defer" ? {} : { evidence: ["e"] }),
      ...(part === undefined ? {} : { amount: millions(part) }),
      ...(supersedes === undefined ? {} : { supersedes }),
    })),
  );
  const directive = makeRow("directives", {
    ...{ id: "t", name: "Tranche", kind: "withhold", force: "law", citation: "Made up" },
    ...{ fiscal_year: fiscalYear(2021), amount: millions(amount) },
    ...(waivable === undefined ? {} : { waivable_amount: millions(waivable) }),
  });
  const condition = makeRow("conditions", {
    ...{ id: "c", name: "C", partner: "PHL", kind: "positive", statement: "S", trigger: "T" },
    ...{ standard: "credible", authority: "Secretary of State", tranche: "t" },
  });
  const row = makeRow("cases", {
    ...{ id: "k", name: "K", kind: "condition", process: "condition-tranche", partner: "PHL" },
    ...{ condition: "c", opened_on: isoDate("2014-01-01"), owner: "state_f" },
  });
  const evidence = makeRow("evidence", {
    ...{ id: "e", case: "k", claim: "Met", standard: "corroborated", said_by: "A", source: "B" },
    dated: isoDate("2014-01-01"),
  });
  return {
    ...plan,
    head: { ...plan.head, as_of: isoDate("2026-01-01") },
    tables: {
      ...plan.tables,
      ...{ directives: [directive], conditions: [condition], cases: [row], events },
      evidence: [evidence],
    },
  };
}

function settled(plan: Plan): Directive {
  const [directive] = settlePlan(plan, book).tables.directives;
  assert.ok(directive);
  return directive;
}

test("the tranches of assistance for Egypt end as they ended, year by year", () => {
  const delayed: Decision = { event: "defer", on: "2017-08-22" };
  // Amounts in millions; sources: press and POMED summaries on conditions FY2017 to FY2022. The release of the FY2017
  // tranche and the split of FY2021 are from knowledge.
  const cases: [string, number, number | undefined, readonly Decision[], string, number][] = [
    ["FY2017, while it was put off", 195, undefined, [delayed], "pending", 0],
    [
      "FY2017, released in 2018",
      195,
      undefined,
      [delayed, { event: "waive", on: "2018-07-25" }],
      "waived",
      0,
    ],
    [
      "FY2018 and FY2019, waived",
      300,
      undefined,
      [{ event: "waive", on: "2020-08-20" }],
      "waived",
      0,
    ],
    [
      "FY2020, 130 withheld in September 2021",
      300,
      undefined,
      [
        { event: "waive", on: "2021-09-14", amount: 170 },
        { event: "withhold", on: "2021-09-14", amount: 130 },
      ],
      "waived",
      130,
    ],
    [
      "FY2021, 225 waivable and 75 not; 130 withheld in September 2022",
      300,
      225,
      [
        { event: "certify", on: "2022-09-14", amount: 75 },
        { event: "waive", on: "2022-09-14", amount: 95 },
        { event: "withhold", on: "2022-09-14", amount: 130 },
      ],
      "waived",
      130,
    ],
    [
      "FY2022, 235 waived and 85 withheld in September 2023",
      320,
      235,
      [
        { event: "waive", on: "2023-09-14", amount: 235 },
        { event: "withhold", on: "2023-09-14", amount: 85 },
      ],
      "waived",
      85,
    ],
  ];
  for (const [name, amount, waivable, list, outcome, withheld] of cases) {
    const directive = settled(tranchePlan(amount, waivable, list));
    assert.deepEqual(
      [directive.outcome, withheldOf(directive)],
      [outcome, millions(withheld)],
      name,
    );
  }
});

test("each choice alone takes the whole tranche, and a waiver no more than may be waived", () => {
  const one = (event: Decision["event"], waivable?: number) =>
    settled(tranchePlan(300, waivable, [{ event, on: "2021-09-14" }]));
  assert.equal(one("certify").outcome, "certified");
  assert.equal(one("withhold").outcome, "withheld");
  assert.deepEqual([one("waive").outcome, withheldOf(one("waive"))], ["waived", 0]);
  assert.equal(withheldOf(one("waive", 225)), millions(75));
});

test("a decision on a part leaves the rest pending, and the plan counts on it", () => {
  const plan = tranchePlan(300, undefined, [{ event: "certify", on: "2021-09-14", amount: 100 }]);
  const [settlement] = listSettlements(plan, book, plan.head.as_of);
  assert.deepEqual([settlement?.certified, settlement?.pending], [millions(100), millions(200)]);
  assert.equal(settled(plan).outcome, "pending");
});

test("while nothing is decided the plan counts on the tranche and shows it waiting, and the processes say so", () => {
  const plan = tranchePlan(300, undefined, [{ event: "defer", on: "2015-08-20" }]);
  assert.equal(withheldOf(settled(plan)), 0);
  const rows = lookUpRows(plan);
  for (const code of ["condition-tranche", "condition-tranche-defense"]) {
    const process = book.processes.get(code);
    const [row] = plan.tables.cases;
    assert.ok(process && row);
    assert.equal(
      readTrancheMoney(rows, { case: row, process, decisions: [] })?.waits,
      millions(300),
    );
    const pending = process.states.find((state) => state.code === "pending");
    const defer = process.events.find((act) => act.code === "defer");
    assert.ok(pending && defer);
    for (const said of [pending.meaning, defer.meaning]) {
      assert.match(said, /may not be spent.*the plan counts on it and shows it as waiting/, code);
    }
    assert.doesNotMatch(`${pending.meaning} ${pending.otherwise} ${defer.meaning}`, /out of reach/);
  }
});

test("a superseded decision counts no more; an assumed one counts; none leaves the plan as it is", () => {
  const list: Decision[] = [
    { event: "withhold", on: "2021-09-14" },
    { event: "waive", on: "2022-01-28", supersedes: "k-1" },
  ];
  assert.equal(settled(tranchePlan(300, undefined, list)).outcome, "waived");
  const assumed = tranchePlan(300, undefined, [
    { event: "certify", on: "2027-01-01", assumed: true },
  ]);
  assert.equal(settled(assumed).outcome, "certified");
  const none = tranchePlan(300, undefined, []);
  assert.equal(settlePlan(none, book), none);
});

test("decisions beyond the tranche, or a waiver beyond what may be waived, are named and not counted", () => {
  const codes = (plan: Plan) =>
    readConditions(plan, book, plan.head.as_of).findings.map((finding) => finding.code);
  const over = tranchePlan(300, undefined, [
    { event: "certify", on: "2021-09-14", amount: 200 },
    { event: "withhold", on: "2021-09-14", amount: 130 },
  ]);
  assert.deepEqual(codes(over), ["condition_amount_over"]);
  assert.equal(withheldOf(settled(over)), millions(100));
  const waiver = tranchePlan(300, 225, [{ event: "waive", on: "2021-09-14", amount: 300 }]);
  assert.deepEqual(codes(waiver), ["condition_waiver_over"]);
  assert.equal(withheldOf(settled(waiver)), millions(75));
});

test("the day on which a tranche must be decided is a clock until it is decided", () => {
  const plan = tranchePlan(300, undefined, []);
  const [directive] = plan.tables.directives;
  assert.ok(directive);
  const directives = [{ ...directive, decision_due: isoDate("2021-03-27") }];
  const due = { ...plan, tables: { ...plan.tables, directives } };
  const read = (on: string) => readCases(due, book, isoDate(on)).result[0];
  assert.deepEqual(
    read("2021-03-27")?.clocks.map((clock) => [clock.code, clock.due, clock.state]),
    [["decision", "2021-03-27", "running"]],
  );
  assert.equal(read("2021-03-28")?.overdue, true);
});

test("of two cases that decide one tranche, the one that withholds more counts, and it is named", () => {
  const plan = tranchePlan(300, 300, [{ event: "withhold", on: "2021-01-01" }]);
  const [row] = plan.tables.cases;
  const [evidence] = plan.tables.evidence;
  assert.ok(row && evidence);
  const certify = { event: "certify", on: "2021-02-01", office: "secretary_of_state" };
  const both: Plan = {
    ...plan,
    tables: {
      ...plan.tables,
      cases: [row, { ...row, id: "k2" }],
      evidence: [evidence, { ...evidence, id: "e2", case: "k2" }],
      events: [...plan.tables.events, ...eventRows("k2", [{ ...certify, evidence: ["e2"] }])],
    },
  };
  assert.equal(settled(both).outcome, "withheld");
  const codes = (each: Plan) =>
    checkCasework(each, book, isoDate("2021-03-01")).map((finding) => finding.code);
  assert.ok(codes(both).includes("tranche_decided_twice"));
  assert.ok(!codes(plan).includes("tranche_decided_twice"));
});

test("a case shows how much of its tranche waits, and how much was withheld", () => {
  const kept = (list: readonly Decision[]) => {
    const plan = tranchePlan(300, 200, list);
    const [reading] = readCases(plan, book, isoDate("2022-01-01")).result;
    assert.ok(reading);
    const money = readTrancheMoney(lookUpRows(plan), reading);
    return [reading.money, (money?.waits ?? 0) / 1e8, (money?.blocked ?? 0) / 1e8];
  };
  assert.deepEqual(kept([]), ["waits", 300, 0]);
  assert.deepEqual(kept([{ event: "defer", on: "2021-01-01" }]), ["waits", 300, 0]);
  assert.deepEqual(kept([{ event: "certify", on: "2021-01-01" }]), ["free", 0, 0]);
  assert.deepEqual(kept([{ event: "withhold", on: "2021-01-01", amount: 130 }]), [
    ...["blocked", 170, 130],
  ]);
  assert.deepEqual(kept([{ event: "waive", on: "2021-01-01" }]), ["blocked", 0, 100]);
});

test("withheld money lapses on its own day, until it has another use or went back", () => {
  const plan = tranchePlan(300, 300, [{ event: "withhold", on: "2021-01-01", amount: 130 }]);
  const [directive] = plan.tables.directives;
  assert.ok(directive);
  const lapsing = (more: readonly EventValues[], on: string, certified = false): Plan => ({
    ...plan,
    tables: {
      ...plan.tables,
      directives: [{ ...directive, lapses_on: isoDate("2022-09-30") }],
      events: eventRows("k", [
        { event: certified ? "certify" : "withhold", on: "2021-01-01", ...decided },
        { event: "certify", on: "2021-01-01", ...decided, amount: millions(170) },
        ...more,
      ]).map((event, index) => (index === 0 ? { ...event, amount: millions(130) } : event)),
    },
    head: { ...plan.head, as_of: isoDate(on) },
  });
  const clock = (more: readonly EventValues[], on: string, certified = false) => {
    const [reading] = readCases(lapsing(more, on, certified), book, isoDate(on)).result;
    assert.deepEqual([reading?.left_out, reading?.closed], [[], true]);
    const found = reading?.clocks.find((each) => each.code === "lapse");
    return found === undefined ? null : [found.due, found.late, reading?.overdue];
  };
  assert.deepEqual(clock([], "2022-09-30"), ["2022-09-30", false, false]);
  assert.deepEqual(clock([], "2022-10-01"), ["2022-09-30", true, true]);
  assert.equal(clock([], "2022-10-01", true), null);
  const use = { event: "reprogram", on: "2022-01-01", office: "state_f" };
  assert.deepEqual(clock([{ ...use, amount: millions(100) }], "2022-09-30")?.[1], false);
  assert.equal(clock([{ ...use, amount: millions(130) }], "2022-10-01"), null);
  const back = { event: "return", on: "2022-10-01", office: "state_f", amount: millions(30) };
  assert.equal(clock([{ ...use, amount: millions(100) }, back], "2022-10-01"), null);
});

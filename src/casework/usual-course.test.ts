import assert from "node:assert/strict";
import { test } from "node:test";
import { addDays } from "../base/fiscal.ts";
import { cents } from "../base/money.ts";
import type { Plan } from "../plan/plan.ts";
import { makeRow, type RowValues } from "../plan/rows.ts";
import { casePlan, day, type EventValues, eventRows, withEdits } from "./case-plan.test-data.ts";
import { realCasebook } from "./casebook.test-data.ts";
import { type ActValues, proposeEvent } from "./propose-event.ts";
import { usualDays } from "./usual-course.ts";
import { countDays, daysBetween, moveDays } from "./working-days.ts";

const book = realCasebook();

function act(plan: Plan, event: string, office: string, on: string, more: Partial<ActValues> = {}) {
  const values = { author: "somebody", office, reason: "It is sound.", ...more };
  const { result } = proposeEvent(plan, book, "c-333", event, values, day(on), []);
  return withEdits(plan, result);
}

const left = (plan: Plan, on: string, account = "S333", initiative = "maritime") =>
  usualDays(plan, book, day(on))(initiative).get(account);

/** Calendar days that so many working days take from a day. */
const working = (on: string, count: number) =>
  daysBetween(day(on), moveDays(book.calendar, "working", day(on), count));

test("a case that nobody opened yet takes the limits of all its steps, by the authority's process", () => {
  const none = casePlan({ cases: [], events: [] });
  // Section 333: 40 working days of drafting and 20 for State; elsewhere 20 for State alone.
  assert.equal(left(none, "2021-01-04"), working("2021-01-04", 60));
  assert.equal(left(none, "2021-01-04", "S332"), working("2021-01-04", 20));
  assert.equal(left(none, "2021-01-04", "FMF"), undefined);
  // Of two processes for one account, the quicker counts.
  assert.equal(left(none, "2021-01-04", "OM-DW"), working("2021-01-04", 20));
});

test("a case that is only opened counts as much; then what is left of each step, and nothing when over", () => {
  let plan = casePlan();
  assert.equal(left(plan, "2021-01-04"), working("2021-01-04", 60));
  assert.equal(left(plan, "2021-01-04", "S333", "somebody-else"), working("2021-01-04", 60));
  plan = act(plan, "join", "state_pm", "2021-01-05");
  const due = moveDays(book.calendar, "working", day("2021-01-05"), 40);
  const until = moveDays(book.calendar, "working", due, 20);
  assert.equal(left(plan, "2021-01-25"), daysBetween(day("2021-01-25"), until));
  // A step that is late may end on any day; the steps after it still take their time.
  const late = addDays(due, 9);
  assert.equal(left(plan, late), working(late, 20));
  plan = act(plan, "sign", "osd_policy", "2021-01-11");
  assert.equal(left(plan, "2021-01-11"), working("2021-01-11", 20));
  plan = act(plan, "countersign", "state_pm", "2021-01-20");
  assert.equal(left(plan, "2021-01-20"), 0);
  assert.equal(countDays(book.calendar, "working", day("2021-01-05"), due), 40);
});

const opened = { partner: "PHL", opened_on: day("2021-01-04"), owner: "sco" };
const transfer = { id: "t", name: "T", partner: "PHL", channel: "FMS", initiative: "maritime" };

/** The plan with one case of vetting or of partner capacity, and what happened in it. */
function planWith(row: Partial<RowValues<"cases">>, happened: readonly EventValues[] = []): Plan {
  const amount = cents(1_000_000_00);
  return casePlan({
    cases: [makeRow("cases", { id: "c", name: "C", ...opened, ...row } as RowValues<"cases">)],
    events: eventRows("c", happened),
    transfers: [
      makeRow("transfers", {
        ...({ ...transfer, category: "articles_or_services" } as RowValues<"transfers">),
        ...{ amount, requested_on: day("2021-01-04") },
      }),
    ],
  });
}

const vetting = { kind: "vetting", process: "leahy-dod", unit: "coast-guard" } as const;
const capacity = { kind: "transfer", process: "bpc", transfer: "t" } as const;

test("vetting runs beside concurrence, and the longer of the two counts", () => {
  const sent = { event: "submit", on: "2021-01-05", office: "post" } as const;
  const plan = planWith(vetting, [sent]);
  const due = moveDays(book.calendar, "working", day("2021-01-05"), 10);
  // Foreign military financing needs no concurrence, and waits for vetting alone.
  const own = withAccount(plan, "FMF");
  assert.equal(left(own, "2021-01-06", "FMF"), daysBetween(day("2021-01-06"), due));
  assert.equal(
    left(withAccount(planWith(vetting), "FMF"), "2021-01-06", "FMF"),
    working("2021-01-06", 10),
  );
  // Concurrence takes longer, and is not added to it.
  assert.equal(left(own, "2021-01-06"), working("2021-01-06", 60));
  assert.equal(left(own, "2021-01-06", "FMF", "somebody-else"), undefined);
  const cleared = [
    sent,
    { event: "clear_post", on: "2021-01-06", office: "post" },
    { event: "approve", on: "2021-01-07", office: "osd_policy", until: day("2021-12-31") },
  ] as const;
  // The year for which an approval counts is no time that the money waits.
  assert.equal(left(withAccount(planWith(vetting, cleared), "FMF"), "2021-01-08", "FMF") ?? 0, 0);
});

test("a case that builds partner capacity comes after concurrence, with what is left of its standard time", () => {
  const concurred = working("2021-01-20", 60);
  // Nobody knows its group yet: the shortest counts.
  assert.equal(left(planWith(capacity), "2021-01-20"), concurred + 45);
  const asked = [
    { event: "receive_request", on: "2021-01-11", office: "dsca" },
    { event: "complete_b", on: "2021-01-15", office: "military_department" },
  ] as const;
  const plan = planWith(capacity, asked);
  assert.equal(left(plan, "2021-01-20"), concurred + 95);
  assert.equal(left(plan, "2021-01-20", "S332"), working("2021-01-20", 20));
  const values = { author: "somebody", office: "dsca", reason: "It is sound.", on: "2021-01-18" };
  const { result } = proposeEvent(plan, book, "c", "sign", values, day("2021-01-18"), []);
  const signed = withEdits(plan, result);
  assert.equal(left(signed, "2021-01-20"), concurred);
});

function withAccount(plan: Plan, account: string): Plan {
  const initiatives = plan.tables.initiatives.map((row) => ({ ...row, accounts: [account] }));
  return { ...plan, tables: { ...plan.tables, initiatives } };
}

import assert from "node:assert/strict";
import { test } from "node:test";
import { addDays } from "../base/fiscal.ts";
import type { Plan } from "../plan/plan.ts";
import { casePlan, day, withEdits } from "./case-plan.test-data.ts";
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

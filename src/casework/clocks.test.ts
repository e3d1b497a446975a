import assert from "node:assert/strict";
import { test } from "node:test";
import { makeRow } from "../plan/rows.ts";
import { day } from "./case-plan.test-data.ts";
import { realCasebook } from "./casebook.test-data.ts";
import { type ClockReading, readClocks, type Tick } from "./clocks.ts";
import type { Process, ProcessClock } from "./process.ts";

const book = realCasebook();

const days = (value: number, from: string | null = null, to: string | null = null) => ({
  ...{ from: from === null ? null : day(from), to: to === null ? null : day(to), value },
  ...{ cite: "Made up", mark: "checked" as const, says: "Made up." },
});

function read(clock: Partial<ProcessClock>, ticks: readonly Partial<Tick>[], on: string) {
  const whole = {
    ...{ code: "c", name: "C", starts: ["go"], ends: ["end"], pauses: ["ask"], resumes: ["tell"] },
    ...{ unit: "calendar", kind: "limit", days: [days(10)] },
    ...clock,
  } as ProcessClock;
  const process = { clocks: [whole] } as unknown as Process;
  const all = ticks.map((tick) => ({
    event: "",
    on: day("2021-01-01"),
    void: false,
    closes: false,
    ...tick,
  }));
  const partner = makeRow("partners", {
    ...{ id: "KOR", name: "Korea", kind: "country", iso3: "KOR", bureau: "EAP", tier: "x" },
  });
  return readClocks(book, process, partner, [], day("2021-01-01"), all, day(on))[0];
}

const tick = (event: string, on: string, more: Partial<Tick> = {}) => ({
  event,
  on: day(on),
  ...more,
});

function short(clock: ClockReading | undefined) {
  return clock === undefined
    ? undefined
    : [clock.state, clock.elapsed, clock.left, clock.due, clock.late];
}

test("a limit runs to its last day, and is late the day after", () => {
  const go = [tick("go", "2021-03-01")];
  assert.deepEqual(short(read({}, go, "2021-03-01")), ["running", 0, 10, "2021-03-11", false]);
  assert.deepEqual(short(read({}, go, "2021-03-11")), ["running", 10, 0, "2021-03-11", false]);
  assert.deepEqual(short(read({}, go, "2021-03-12")), ["run_out", 11, -1, "2021-03-11", true]);
  const done = [...go, tick("end", "2021-03-13")];
  assert.deepEqual(short(read({}, done, "2021-05-01")), ["ended", 12, -2, "2021-03-11", true]);
});

test("a wait has run out on its last day", () => {
  const go = [tick("go", "2021-03-01")];
  assert.equal(read({ kind: "wait" }, go, "2021-03-10")?.state, "running");
  assert.equal(read({ kind: "wait" }, go, "2021-03-11")?.state, "run_out");
  assert.equal(read({ kind: "wait" }, go, "2021-03-30")?.late, false);
});

test("a clock stands still while a question is open, and its last day moves", () => {
  const asked = [tick("go", "2021-03-01"), tick("ask", "2021-03-05")];
  const paused = read({}, asked, "2021-03-20");
  assert.deepEqual(short(paused), ["paused", 4, 6, "2021-03-26", false]);
  assert.equal(paused?.paused_since, "2021-03-05");
  const told = [...asked, tick("tell", "2021-03-20")];
  assert.deepEqual(short(read({}, told, "2021-03-22")), ["running", 6, 4, "2021-03-26", false]);
});

test("working days leave out the weekend and the holiday between", () => {
  const go = [tick("go", "2021-01-14")];
  // Friday the 15th is the first; Monday the 18th is a holiday; Tuesday the 19th is the second.
  assert.equal(read({ unit: "working", days: [days(2)] }, go, "2021-01-14")?.due, "2021-01-19");
});

test("the days are those in force when the clock starts, and outside its dates there is no clock", () => {
  const rules = [days(30, "2008-01-01", "2020-12-31"), days(15, "2021-01-01", "2021-06-30")];
  const at = (on: string) => read({ days: rules }, [tick("go", on)], on)?.days;
  const cases: [string, number | undefined][] = [
    ["2007-12-31", undefined],
    ["2008-01-01", 30],
    ["2020-12-31", 30],
    ["2021-01-01", 15],
    ["2021-06-30", 15],
    ["2021-07-01", undefined],
  ];
  for (const [on, expected] of cases) assert.equal(at(on), expected, on);
});

test("a clock of a group of partners runs only for its members on the day on which it starts", () => {
  const at = (group: string, on: string) => read({ group }, [tick("go", on)], on)?.code;
  assert.equal(at("nato_plus", "2021-01-01"), "c");
  assert.equal(at("other", "2021-01-01"), undefined);
  // The Republic of Korea was added in 2008.
  assert.equal(at("nato_plus", "2007-01-01"), undefined);
  assert.equal(at("other", "2007-01-01"), "c");
});

test("a clock starts anew, stops where the case closes, and is not started by what was taken back", () => {
  const again = [tick("go", "2021-03-01"), tick("go", "2021-04-01")];
  assert.equal(read({}, again, "2021-04-02")?.started_on, "2021-04-01");
  const closed = [tick("go", "2021-03-01"), tick("stop", "2021-03-04", { closes: true })];
  assert.deepEqual(short(read({}, closed, "2021-06-01")), ["ended", 3, 7, "2021-03-11", false]);
  assert.equal(read({}, [tick("go", "2021-03-01", { void: true })], "2021-04-02"), undefined);
  assert.equal(read({ starts: ["open"] }, [], "2021-01-05")?.elapsed, 4);
});

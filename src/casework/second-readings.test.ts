import assert from "node:assert/strict";
import { test } from "node:test";
import type { SecondReading } from "../law/book.ts";
import type { LegalMark } from "../law/law.ts";
import { bearsOut, type MarkedRule } from "../law/second-readings.ts";
import { realCasebook } from "./casebook.test-data.ts";

interface Checked {
  readonly place: string;
  readonly says: string;
  readonly mark: LegalMark;
  readonly reading: SecondReading | undefined;
}

const book = realCasebook();

/** What the processes, the terms, the vetting laws and the calendar say that may block or make wait. */
function listChecked(): Checked[] {
  const all: Checked[] = [];
  const take = (place: string, says: string, one: MarkedRule, whole: SecondReading | undefined) => {
    if (one.mark !== "checked") return;
    all.push({ place, says, mark: one.mark, reading: one.second_reading ?? whole });
  };
  for (const process of book.processes.values()) {
    const whole = process.second_reading;
    for (const state of process.states) {
      if (state.money === "free") continue;
      take(`${process.file} ${state.code}`, state.meaning, state, whole);
    }
    for (const clock of process.clocks.filter((each) => each.kind === "wait")) {
      for (const days of clock.days) take(`${process.file} ${clock.code}`, days.says, days, whole);
    }
    for (const ask of process.asks) take(`${process.file} ${ask.code}`, ask.says, ask, whole);
  }
  const { second_reading: terms, ...lists } = book.policies.terms ?? {};
  for (const [name, values] of Object.entries(lists)) {
    for (const value of values) take(`terms ${name}`, value.says, value, terms);
  }
  for (const policy of book.policies.arms) {
    for (const criterion of policy.criteria.filter((each) => each.kind === "bars")) {
      take(`${policy.file} ${criterion.code}`, criterion.asks, criterion, policy.second_reading);
    }
  }
  for (const law of book.policies.vetting) {
    for (const value of [...law.test, ...law.unknown_unit]) {
      take(law.code, value.says, value, law.second_reading);
    }
    for (const exception of law.exceptions) {
      take(`${law.code} ${exception.code}`, exception.says, exception, law.second_reading);
    }
  }
  for (const day of book.holidays.holidays) {
    take(`calendar ${day.code}`, day.says, day, book.holidays.second_reading);
  }
  return all;
}

const checked = listChecked();

test("whatever may block or make wait by a checked rule was read a second time", () => {
  const unread = checked.filter((each) => each.reading === undefined).map((each) => each.place);
  assert.deepEqual(unread, []);
  const files = new Set(checked.map((each) => each.place.split(" ")[0]));
  for (const code of ["fms", "dcs", "eda", "lease", "tpt", "leahy-dod", "leahy-state"]) {
    assert.ok(files.has(`law/processes/${code}.yaml`), code);
  }
  assert.ok(checked.length > 50, "casework lost its checked rules");
});

test("no checked rule stands against what was read, and a note has words of its own", () => {
  for (const { place, says, reading } of checked) {
    if (reading === undefined) continue;
    assert.ok(bearsOut(reading), place);
    assert.ok(reading.by.length > 3 && reading.read.length > 3, place);
    assert.notEqual(reading.note, says, place);
  }
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fiscalYear } from "../base/fiscal.ts";
import { findCycleProblem, listCycle } from "./cycle.ts";
import { realLaw } from "./law-folder.test-data.ts";

const { contents } = realLaw();
const step = (cycle: string, code: string, year: number) => {
  const found = listCycle(contents, fiscalYear(year)).find(
    (each) => each.cycle === cycle && each.code === code,
  );
  assert.ok(found, code);
  return found;
};

describe("the yearly cycle", () => {
  it("gives the President's budget the first Monday in February of the year before", () => {
    const days = [2022, 2023, 2024].map((year) => step("state", "presidents_budget", year).first);
    assert.deepEqual(days, ["2021-02-01", "2022-02-07", "2023-02-06"]);
  });

  it("puts what was seen in place of the usual days, with its own source and mark", () => {
    const seen = step("state", "presidents_budget", 2021);
    assert.equal(seen.first, "2020-02-10");
    assert.equal(seen.seen, true);
    assert.equal(seen.mark, "checked");
    assert.match(seen.citation, /FY2021/);
    assert.equal(step("state", "presidents_budget", 2022).mark, "knowledge");
  });

  it("keeps the usual days where only the delay was seen", () => {
    const seen = step("state", "report_653a", 2015);
    assert.equal(seen.first, "2015-01-01");
    assert.match(seen.says, /230 days past due/);
  });

  it("counts reports of DoD on their days", () => {
    assert.equal(step("defense", "report_summer", 2021).last, "2021-08-31");
    assert.equal(step("defense", "report_spring", 2021).last, "2021-02-28");
    assert.equal(step("defense", "annual_report", 2021).last, "2022-01-31");
    assert.equal(step("defense", "last_obligation", 2021).last, "2021-09-30");
    const closing = step("defense", "close_cases", 2021);
    assert.deepEqual([closing.first, closing.last], ["2020-06-30", "2021-07-31"]);
  });

  it("leads at DoD from the notice over the memorandum of request and the case to the last day of the money", () => {
    const codes = ["notices_333", "request_333", "case_333", "last_obligation"];
    const steps = codes.map((code) => step("defense", code, 2021));
    assert.deepEqual(
      steps.map(({ first, last }) => [first, last]),
      [
        ["2020-10-01", "2021-03-31"],
        // Fifteen days after the earliest notice.
        ["2020-10-16", "2021-06-30"],
        ["2020-11-01", "2021-09-30"],
        ["2021-07-01", "2021-09-30"],
      ],
    );
  });

  it("comes in the order of its days in every year, each step once", () => {
    for (let year = 2010; year <= 2030; year++) {
      const steps = listCycle(contents, fiscalYear(year));
      assert.deepEqual(
        steps.map(({ first }) => first),
        steps.map(({ first }) => first).sort(),
      );
      assert.ok(steps.every(({ first, last }) => first <= last));
      assert.equal(new Set(steps.map(({ cycle, code }) => `${cycle} ${code}`)).size, steps.length);
    }
  });

  it("finds days that cannot be", () => {
    const [first] = contents.cycles.flatMap((cycle) => cycle.steps);
    assert.ok(first !== undefined);
    assert.equal(findCycleProblem(first), undefined);
    const at = (month: number, day: number) => ({ year: 0, month, day });
    const problem = (a: object, b: object) =>
      findCycleProblem({ ...first, first: a, last: b } as typeof first);
    assert.match(problem(at(2, 30), at(3, 1)) ?? "", /does not have/);
    assert.match(problem(at(3, 2), at(3, 1)) ?? "", /ends before/);
    assert.match(problem({ year: 0, month: 3 }, at(3, 1)) ?? "", /needs a day/);
    assert.match(problem({ ...at(3, 1), weekday: 1, nth: 1 }, at(3, 1)) ?? "", /needs a day/);
  });
});

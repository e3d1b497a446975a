import assert from "node:assert/strict";
import { test } from "node:test";
import { fiscalYear } from "../../base/fiscal.ts";
import { cents } from "../../base/money.ts";
import type { Law, LegalSubject } from "../../law/law.ts";
import type { Plan } from "../../plan/plan.ts";
import { makeRow } from "../../plan/rows.ts";
import { openLaw } from "../open-law.test-data.ts";
import { caseLaw, casePlan, millions, withRow, withRows } from "./case.test-data.ts";
import { findRow, listPayers, listPossibleChoices, readForVerify } from "./reading.ts";

const plan = casePlan();
const possible = (of: Plan, law: Law, id: string) => {
  const reading = readForVerify(of, law);
  const choices = listPossibleChoices(reading, findRow(reading.initiatives, id, "initiative"));
  return choices.map((choice) => `${choice.package} ${choice.start}`);
};
const lasts = { FMF: 2, IMET: 1 };
const equipment = makeRow("lines", {
  id: "more",
  package: "boats.more",
  year_offset: 0,
  kind: "equipment",
  amount: millions(1),
});

const cases: readonly { name: string; plan: Plan; law: Law; id: string; expected: string[] }[] = [
  {
    name: "each package with each start",
    plan,
    law: caseLaw,
    id: "boats",
    expected: ["boats.some 2021", "boats.some 2022", "boats.more 2021", "boats.more 2022"],
  },
  {
    name: "no start from which a cost falls after the last year",
    plan: withRow(plan, "initiatives", "boats", { latest_start: fiscalYear(2023) }),
    law: caseLaw,
    id: "boats",
    expected: ["boats.some 2021", "boats.some 2022", "boats.more 2021", "boats.more 2022"],
  },
  {
    name: "a start before the plan whose cost falls within it",
    plan: withRow(
      withRow(plan, "initiatives", "school", {
        earliest_start: fiscalYear(2020),
        latest_start: fiscalYear(2021),
      }),
      "lines",
      "school.one.0",
      { year_offset: 1 },
    ),
    law: caseLaw,
    id: "school",
    expected: ["school.one 2020", "school.one 2021"],
  },
  {
    name: "no package that costs nothing",
    plan: withRow(plan, "lines", "school.one.0", { amount: cents(0) }),
    law: caseLaw,
    id: "school",
    expected: [],
  },
  {
    name: "nothing that is excluded",
    plan: withRow(plan, "initiatives", "boats", { excluded: true }),
    law: caseLaw,
    id: "boats",
    expected: [],
  },
  {
    name: "no start with a cost in a year in which no account may pay",
    plan,
    law: openLaw(lasts, [{ account: "FMF", year: 2023 }]),
    id: "boats",
    expected: ["boats.some 2021", "boats.more 2021"],
  },
  {
    name: "another account may pay in that year",
    plan,
    law: openLaw(lasts, [{ account: "IMET", year: 2023 }]),
    id: "school",
    expected: ["school.one 2021", "school.one 2022", "school.one 2023"],
  },
  {
    name: "the law looks at the lines of all packages together",
    plan: withRows(plan, "lines", [equipment]),
    law: openLaw(lasts, [{ account: "FMF", lineKind: "equipment" }]),
    id: "boats",
    expected: [],
  },
];

test("possible choices of an initiative by itself", async (context) => {
  for (const { name, plan: of, law, id, expected } of cases) {
    await context.test(name, () => assert.deepEqual(possible(of, law, id), expected));
  }
});

test("an account that is named twice pays once", () => {
  const twice = withRow(plan, "initiatives", "school", { accounts: ["IMET", "FMF", "IMET"] });
  const reading = readForVerify(twice, caseLaw);
  const school = findRow(reading.initiatives, "school", "initiative");
  assert.deepEqual(listPayers(reading, school, fiscalYear(2021)), ["FMF", "IMET"]);
});

test("the law is asked once for each account, year and kind of subject", () => {
  const asked: LegalSubject[] = [];
  const law: Law = {
    ...caseLaw,
    eligible: (account, subject, year) => {
      asked.push(subject);
      return caseLaw.eligible(account, subject, year);
    },
  };
  const [boats] = plan.tables.initiatives;
  assert.ok(boats !== undefined);
  const twins = withRows(withRows(plan, "lines", [equipment]), "initiatives", [
    { ...boats, id: "ships", name: "ships" },
    { ...boats, id: "rafts", name: "rafts" },
  ]);
  const reading = readForVerify(twins, law);
  const payers = twins.tables.initiatives
    .filter((row) => row.partner === "sea")
    .map((row) => listPayers(reading, row, fiscalYear(2021)));
  assert.deepEqual(payers, [["FMF"], ["FMF"], ["FMF"]]);
  // `boats` has two kinds of lines; `ships` and `rafts` have no package, so they are alike.
  assert.deepEqual(
    asked.map((subject) => subject.lineKinds),
    [["equipment", "training"], []],
  );
});

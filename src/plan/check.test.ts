import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { append, type Breakage, brokenFiles, swap } from "./broken.test-data.ts";
import { checkPlan } from "./check.ts";
import { type Case, testCases } from "./check-cases.test-data.ts";
import type { Plan } from "./plan.ts";
import { readPlan } from "./read.ts";
import { sampleAccountCodes, samplePlan } from "./sample-plan.test-data.ts";

const references: readonly Case[] = [
  [
    "a partner that does not exist",
    swap("initiatives.csv", 'Philippines",PHL', 'Philippines",PHIL'),
    "reference_unknown",
    "initiatives.csv:2 partner",
    "Did you mean `PHL`?",
  ],
  [
    "one of several assumptions does not exist",
    swap("resources.csv", "20000000,flat-money", "20000000,flat-money;flat-mony"),
    "reference_unknown",
    "resources.csv:3 assumptions",
    "Did you mean `flat-money`?",
  ],
  [
    "a grade of another scale",
    swap("effects.csv", "direct,likely", "likely,likely"),
    "reference_scale",
    "effects.csv:2 relevance",
    "scale `relevance`: `direct`",
  ],
  [
    "an account that the law does not know",
    swap("initiatives.csv", "FMF;IMET", "FMF;IMMET"),
    "account_unknown",
    "initiatives.csv:4 accounts",
    "Did you mean `IMET`?",
  ],
];

const partners: readonly Case[] = [
  [
    "a code in small letters",
    swap("partners.csv", "country,UKR", "country,ukr"),
    "iso3_form",
    "partners.csv:3 iso3",
  ],
  [
    "one code for two",
    swap("partners.csv", "country,UKR", "country,PHL"),
    "iso3_repeated",
    "partners.csv:3 iso3",
    "`PHL`, which `PHL` has",
  ],
  [
    "two commands at one time",
    append("affiliations.csv", "UKR-CENTCOM,UKR,combatant_command,CENTCOM\n"),
    "affiliation_overlap",
    "affiliations.csv:2 since",
    "UKR-CENTCOM",
  ],
  [
    "two commands on one day",
    (texts) =>
      texts.set(
        "affiliations.csv",
        "id,partner,kind,value,since,until\n" +
          "a,UKR,combatant_command,EUCOM,,2021-01-15\n" +
          "b,UKR,combatant_command,CENTCOM,2021-01-15,\n",
      ),
    "affiliation_overlap",
    "affiliations.csv:3 since",
  ],
  [
    "one command after another",
    (texts) =>
      texts.set(
        "affiliations.csv",
        "id,partner,kind,value,since,until\n" +
          "a,UKR,combatant_command,EUCOM,,2021-01-14\n" +
          "b,UKR,combatant_command,CENTCOM,2021-01-15,\n",
      ),
    "affiliation_overlap",
    [],
  ],
  [
    "an end before the beginning",
    (texts) =>
      texts.set(
        "affiliations.csv",
        "id,partner,kind,since,until\na,UKR,nato,2021-01-15,2021-01-14\n",
      ),
    "affiliation_dates",
    "affiliations.csv:2 until",
  ],
];

const objectives: readonly Case[] = [
  [
    "a circle",
    swap("objectives.csv", "secure,,", "secure,sea,"),
    "objective_cycle",
    "objectives.csv:3 parent",
    "`sea` → `secure` → `sea`",
  ],
  [
    "an objective above itself",
    swap("objectives.csv", "sea,secure,", "sea,sea,"),
    "objective_cycle",
    "objectives.csv:3 parent",
    "`sea` → `sea`",
  ],
  [
    "a parent of the same level",
    swap("objectives.csv", "secure,,strategy", "secure,,objective"),
    "objective_level",
    ["objectives.csv:3 parent", "objectives.csv:4 parent"],
  ],
  [
    "a leaf without a target",
    swap("objectives.csv", "3,60", "3,"),
    "objective_target",
    "objectives.csv:3 target_effect",
    "no target",
  ],
  [
    "a leaf with a target of zero",
    swap("objectives.csv", "3,60", "3,0"),
    "objective_target",
    "objectives.csv:3 target_effect",
    "a target of 0",
  ],
  [
    "siblings that all weigh nothing",
    [swap("objectives.csv", "3,60", "0,60"), swap("objectives.csv", "1,5", "0,5")],
    "objective_weights",
    "objectives.csv:3 weight",
    "under `secure`",
  ],
  ["one sibling of weight zero", swap("objectives.csv", "3,60", "0,60"), "objective_weights", []],
  [
    "an objective without effects",
    swap("effects.csv", "schools,direct", "sea,direct"),
    "objective_unserved",
    "objectives.csv:4 id",
  ],
];

const edits = "scenarios/more-training.csv";

const edit = (rest: string): Breakage =>
  append(edits, `planner,2020-12-28T15:00:00Z,"Because\nof this",${rest}\n`);

const wholes: readonly Case[] = [
  [
    "no initiatives",
    (texts) =>
      texts.set("initiatives.csv", `${(texts.get("initiatives.csv") ?? "").split("\n")[0]}\n`),
    "plan_empty",
    "initiatives.csv",
  ],
  [
    "no resources",
    (texts) => texts.set("resources.csv", "id,account,fiscal_year,stage,amount\n"),
    "plan_empty",
    "resources.csv",
  ],
  [
    "years in the wrong order",
    swap("plan.yaml", "last_fiscal_year: 2023", "last_fiscal_year: 2020"),
    "horizon_order",
    "plan.yaml:7 last_fiscal_year",
  ],
  [
    "eleven years",
    swap("plan.yaml", "last_fiscal_year: 2023", "last_fiscal_year: 2031"),
    "horizon_long",
    "plan.yaml:7 last_fiscal_year",
  ],
  [
    "ten years",
    swap("plan.yaml", "last_fiscal_year: 2023", "last_fiscal_year: 2030"),
    "horizon_long",
    [],
  ],
  [
    "an unknown scenario recommended",
    swap("plan.yaml", "recommended_scenario: more-training", "recommended_scenario: more-trainin"),
    "scenario_unknown",
    "plan.yaml:8 recommended_scenario",
    "`more-training`?",
  ],
  [
    "a scenario twice",
    append("plan.yaml", "  - id: more-training\n    title: Again\n"),
    "scenario_repeated",
    "plan.yaml:9 scenarios",
  ],
  [
    "an edit of another value",
    swap(edits, "amount,1000000", "amount,1000001"),
    "edit_stale",
    `${edits}:2 amount`,
    '\\"1000000\\" in `amount`',
  ],
  [
    "an edit of a row that is not there",
    edit("resources,IMET-2025,amount,1,2"),
    "edit_row_unknown",
    `${edits}:3 amount`,
    "`IMET-2021`?",
  ],
  [
    "an edit after one of two lines",
    [edit("resources,IMET-2021,amount,1000000,2"), edit("resources,IMET-2021,amount,1,3")],
    "edit_stale",
    `${edits}:5 amount`,
  ],
  [
    "an edit that makes a row of another's id",
    edit("resources,IMET-2021,id,,IMET-2021"),
    "edit_row_exists",
    `${edits}:3 id`,
  ],
  [
    "an edit that ends a row too early",
    edit("resources,IMET-2021,id,IMET-2021,"),
    "edit_row_not_empty",
    `${edits}:3 id`,
    "`amount`",
  ],
  [
    "an edit that empties a required field",
    edit("resources,IMET-2021,amount,1000000,"),
    "edit_row_incomplete",
    `${edits}:3 row`,
    "`amount`",
  ],
  [
    "an edit that changes an id",
    edit("resources,IMET-2021,id,IMET-2021,IMET-21"),
    "edit_id_change",
    `${edits}:3 id`,
  ],
  [
    "an edit to a value that cannot be read",
    edit('resources,IMET-2021,amount,1000000,"1,5 m"'),
    "amount_form",
    `${edits}:3 amount`,
    "write 1500000",
  ],
  [
    "an edit that breaks a reference",
    edit("initiatives,UKR-boats,partner,UKR,UKRR"),
    "reference_unknown",
    `${edits}:3 partner`,
    "under the scenario `more-training`",
  ],
];

testCases("references", references);
testCases("partners", partners);
testCases("objectives", objectives);
testCases("wholes", wholes);

describe("checkPlan", () => {
  it("finds nothing in the sample plan", () => {
    assert.deepEqual(checkPlan(samplePlan(), sampleAccountCodes), []);
  });

  it("finds the same whatever the order of the rows", () => {
    const { plan } = readPlan(
      brokenFiles(
        swap("objectives.csv", "secure,,", "secure,sea,"),
        swap("effects.csv", "schools,direct", "secure,direct"),
        append("links.csv", "back,follows,UKR-schools,UKR-boats,0,\n"),
        swap("scales.csv", "Beyond,0", "Beyond,0.6"),
      ),
    );
    assert.ok(plan);
    const turned = Object.fromEntries(
      Object.entries(plan.tables).map(([table, rows]) => [table, [...rows].reverse()]),
    ) as unknown as Plan["tables"];
    const findings = checkPlan(plan, sampleAccountCodes);
    assert.ok(findings.length > 3);
    assert.deepEqual(checkPlan({ ...plan, tables: turned }, sampleAccountCodes), findings);
  });

  it("shows 200 findings of a code and file, and counts the rest", () => {
    const rows = Array.from({ length: 1_250 }, (_, i) => `x${i},nowhere,0,advice,1\n`);
    const { plan } = readPlan(brokenFiles(append("lines.csv", rows.join(""))));
    assert.ok(plan);
    const findings = checkPlan(plan, sampleAccountCodes);
    assert.equal(findings.filter((finding) => finding.code === "reference_unknown").length, 200);
    const [rest] = findings.filter((finding) => finding.code === "findings_more");
    assert.equal(rest?.at.file, "lines.csv");
    assert.equal(rest?.found, "1,050 more of `reference_unknown`");
  });
});

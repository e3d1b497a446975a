import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { formatFinding } from "../base/findings.ts";
import { append, type Breakage, brokenFiles, swap } from "./broken.test-data.ts";
import { checkPlan } from "./check.ts";
import type { PlanFindingCode } from "./finding-kinds.ts";
import type { Plan } from "./plan.ts";
import { locate, readPlan } from "./read.ts";
import { sampleAccountCodes, samplePlan } from "./sample-plan.test-data.ts";

type Case = readonly [
  name: string,
  change: Breakage | readonly Breakage[],
  code: PlanFindingCode,
  /** `file:row field` of each finding of the code. */
  places: string | readonly string[],
  /** A part of what the finding says. */
  says?: string,
];

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

const twoFloors = append(
  "directives.csv",
  'again,"Ukraine, again",not_less_than,law,FMF,UKR,2021,4000000,,Made up for tests.\n',
);

const money: readonly Case[] = [
  [
    "an account and year twice",
    append("resources.csv", "more,FMF,2021,requested,1,\n"),
    "resource_repeated",
    "resources.csv:8 fiscal_year",
    "`more` and `FMF-2021`",
  ],
  [
    "money of another time",
    append("resources.csv", "more,FMF,2024,requested,1,\n"),
    "resource_outside_horizon",
    "resources.csv:8 fiscal_year",
  ],
  [
    "a baseline twice",
    append("baseline.csv", "again,UKR,FMF,2020,enacted,5,\n"),
    "baseline_repeated",
    "baseline.csv:4 fiscal_year",
  ],
  [
    "a negative baseline without a note",
    swap("baseline.csv", '"Taken back, from earlier years"', ""),
    "baseline_negative",
    "baseline.csv:3 amount",
  ],
  [
    "more than can be counted",
    (texts) => {
      const rows = Array.from(
        { length: 46 },
        (_, i) => `x${i},PHL-radar.full,0,advice,1000000000000`,
      );
      append("lines.csv", `${rows.join("\n")}\n`)(texts);
    },
    "total_too_large",
    "lines.csv:2 amount",
  ],
  [
    "a directive of another time",
    swap("directives.csv", "UKR,2021,5000000", "UKR,2020,5000000"),
    "directive_outside_horizon",
    "directives.csv:2 fiscal_year",
  ],
  ["a rule twice", twoFloors, "directive_repeated", "directives.csv:4 kind", "`ukraine-floor`"],
  [
    "a tranche of nothing",
    swap("directives.csv", "1000000,ukraine-floor", "1000000,"),
    "withhold_without_floor",
    "directives.csv:3 within",
  ],
  [
    "a tranche of itself",
    swap("directives.csv", "1000000,ukraine-floor", "1000000,ukraine-tranche"),
    "withhold_without_floor",
    "directives.csv:3 within",
    "no floor",
  ],
  [
    "a tranche of another year",
    swap("directives.csv", "UKR,2021,1000000", "UKR,2022,1000000"),
    "withhold_without_floor",
    "directives.csv:3 within",
    "FY2021 for a tranche of FY2022",
  ],
  [
    "a tranche above its floor",
    swap("directives.csv", "UKR,2021,1000000", "UKR,2021,5000000.01"),
    "withhold_too_large",
    "directives.csv:3 amount",
  ],
  [
    "two tranches above their floor",
    append(
      "directives.csv",
      "second,Second,withhold,law,FMF,UKR,2021,4000000.01,ukraine-floor,Made up for tests.\n",
    ),
    "withhold_too_large",
    "directives.csv:4 amount",
  ],
  [
    "two tranches that are the floor",
    append(
      "directives.csv",
      "second,Second,withhold,law,FMF,UKR,2021,4000000,ukraine-floor,Made up for tests.\n",
    ),
    "withhold_too_large",
    [],
  ],
  [
    "more waived than withheld",
    (texts) =>
      texts.set(
        "directives.csv",
        "id,name,kind,force,fiscal_year,amount,within,waivable_amount,citation\n" +
          "floor,Floor,not_less_than,law,2021,9,,,None\n" +
          "part,Part,withhold,law,2021,5,floor,5.01,None\n",
      ),
    "waivable_too_large",
    "directives.csv:3 waivable_amount",
  ],
  [
    "a floor within a floor",
    swap("directives.csv", "5000000,,", "5000000,ukraine-floor,"),
    "directive_field_stray",
    "directives.csv:2 within",
  ],
];

const initiatives: readonly Case[] = [
  [
    "a last start before the first",
    swap("initiatives.csv", "maritime,2021,2022", "maritime,2022,2021"),
    "start_order",
    "initiatives.csv:2 latest_start",
  ],
  [
    "starts after the plan",
    swap("initiatives.csv", "maritime,2021,2022", "maritime,2024,2025"),
    "start_outside_horizon",
    "initiatives.csv:2 latest_start",
    "cannot start in any year",
  ],
  [
    "a first start before the plan",
    swap("initiatives.csv", "maritime,2021,2022", "maritime,2020,2022"),
    "start_outside_horizon",
    "initiatives.csv:2 earliest_start",
    "Only the years of the plan count",
  ],
  [
    "no package",
    (texts) => {
      swap("packages.csv", "UKR-schools.full,UKR-schools", "UKR-schools.full,UKR-boats")(texts);
    },
    "initiative_without_package",
    "initiatives.csv:4 id",
  ],
  [
    "no effect",
    swap("effects.csv", "e4,UKR-schools", "e4,UKR-boats"),
    "initiative_without_effect",
    "initiatives.csv:4 id",
  ],
  [
    "a package without lines",
    append("packages.csv", "more,UKR-schools,More,full\n"),
    "package_without_lines",
    "packages.csv:6 id",
  ],
  [
    "a package that costs nothing",
    swap("lines.csv", "800000", "0"),
    "package_cost_zero",
    "packages.csv:5 id",
  ],
];

const decisions =
  (pinned: string, excluded: string, reason: string): Breakage =>
  (texts) => {
    const rows = (texts.get("initiatives.csv") ?? "").trimEnd().split("\n");
    const [header, first, ...rest] = rows;
    const more = [`${header},pinned_package,excluded,override_reason`];
    more.push(`${first},${pinned},${excluded},${reason}`, ...rest.map((row) => `${row},,,`));
    texts.set("initiatives.csv", `${more.join("\n")}\n`);
  };

const overrides: readonly Case[] = [
  [
    "pinned and excluded",
    decisions("PHL-radar.full", "true", "So be it"),
    "pinned_and_excluded",
    "initiatives.csv:2 excluded",
  ],
  [
    "another's package pinned",
    decisions("UKR-boats.full", "", "So be it"),
    "package_foreign",
    "initiatives.csv:2 pinned_package",
  ],
  [
    "excluded without a reason",
    decisions("", "true", ""),
    "override_without_reason",
    "initiatives.csv:2 override_reason",
  ],
  [
    "pinned with a reason",
    decisions("PHL-radar.full", "", "So be it"),
    "override_without_reason",
    [],
  ],
];

const effects: readonly Case[] = [
  [
    "on an objective with others below",
    swap("effects.csv", "schools,direct", "secure,direct"),
    "effect_on_branch",
    "effects.csv:5 objective",
  ],
  [
    "of another's package",
    swap("effects.csv", "e3,UKR-boats,,", "e3,UKR-boats,PHL-radar.full,"),
    "package_foreign",
    "effects.csv:4 package",
  ],
  [
    "twice on one objective",
    append("effects.csv", "e5,UKR-boats,,sea,direct,likely,\n"),
    "effect_repeated",
    "effects.csv:6 objective",
  ],
  [
    "all zero",
    [swap("scales.csv", "Likely,0.8", "Likely,0"), swap("effects.csv", "20.5", "0")],
    "effects_zero",
    "effects.csv:2 effect",
  ],
  ["all but one zero", swap("scales.csv", "Likely,0.8", "Likely,0"), "effects_zero", []],
];

const links: readonly Case[] = [
  [
    "to itself",
    swap("links.csv", "UKR-boats,UKR-schools", "UKR-boats,UKR-boats"),
    "link_self",
    "links.csv:2 other",
  ],
  [
    "in a circle",
    append(
      "links.csv",
      "back,follows,UKR-schools,PHL-radar,0,\nmore,requires,PHL-radar,UKR-boats,0,\n",
    ),
    "link_cycle",
    "links.csv:4 other",
    "`PHL-radar` → `UKR-boats` → `UKR-schools` → `PHL-radar`",
  ],
  [
    "twice",
    append("links.csv", "again,requires,UKR-boats,UKR-schools,0,\n"),
    "link_repeated",
    "links.csv:3 other",
  ],
  [
    "excluded and required",
    append("links.csv", "against,excludes,UKR-schools,UKR-boats,0,\n"),
    "link_contradiction",
    "links.csv:2 other",
  ],
];

const limitTable =
  (row: string): Breakage =>
  (texts) =>
    texts.set("limits.csv", `id,name,kind,bureaus,focus,fiscal_year,amount,ratio\n${row}\n`);

const limits: readonly Case[] = [
  ["no amount", limitTable("a,A,absorption,AF,,,,"), "limit_incomplete", "limits.csv:2 amount"],
  ["no ratio", limitTable("a,A,yearly_change,AF,,,,"), "limit_incomplete", "limits.csv:2 ratio"],
  [
    "no focus",
    limitTable("a,A,balance_at_least,AF,,,,0.1"),
    "limit_incomplete",
    "limits.csv:2 focus",
  ],
  [
    "a percentage for a share",
    limitTable("a,A,share_at_most,AF,,,,25"),
    "limit_ratio",
    "limits.csv:2 ratio",
  ],
  ["a change above 1", limitTable("a,A,yearly_change,AF,,,,2"), "limit_ratio", []],
  [
    "an amount for a share",
    limitTable("a,A,share_at_most,AF,,,5,0.1"),
    "limit_field_stray",
    "limits.csv:2 amount",
  ],
  [
    "a ratio for an amount",
    limitTable("a,A,absorption,AF,,,5,0.1"),
    "limit_field_stray",
    "limits.csv:2 ratio",
  ],
  [
    "a share of everything in everything",
    limitTable("a,A,share_at_least,,,,,0.1"),
    "limit_scope",
    "limits.csv:2 partners",
  ],
  [
    "twice",
    limitTable("a,A,absorption,AF;EUR,,,5,\nb,B,absorption,EUR;AF,,,6,"),
    "limit_repeated",
    "limits.csv:3 kind",
  ],
];

const scales: readonly Case[] = [
  [
    "no grades",
    [
      swap("scales.csv", "direct,relevance", "direct,confidence"),
      (texts) => texts.set("effects.csv", "id,initiative,objective,relevance,confidence\n"),
    ],
    "scale_missing",
    "scales.csv scale",
    "`relevance`",
  ],
  [
    "a partner without a tier",
    swap("partners.csv", "EUR,tier-2,", "EUR,,"),
    "tier_absent",
    "partners.csv:3 tier",
    "1 partner without",
  ],
  [
    "a share on another scale",
    swap("scales.csv", "First,1.5,", "First,1.5,0.5"),
    "scale_field_stray",
    "scales.csv:2 up_to",
  ],
  [
    "no scale `return`",
    (texts) => {
      const text = texts.get("scales.csv") ?? "";
      texts.set("scales.csv", text.slice(0, text.indexOf("first-half")));
    },
    "return_absent",
    "scales.csv scale",
  ],
  [
    "worth that rises",
    swap("scales.csv", "Second half,0.5", "Second half,1.6"),
    "return_rises",
    "scales.csv:9 factor",
    "1.6 after 1.5",
  ],
  [
    "worth that rises at the end",
    swap("scales.csv", "Beyond,0", "Beyond,0.6"),
    "return_rises",
    "scales.csv:10 factor",
  ],
  [
    "no open end",
    swap("scales.csv", "Beyond,0,", "Beyond,0,9"),
    "return_open_end",
    "scales.csv:8 up_to",
  ],
  [
    "two open ends",
    swap("scales.csv", "half,0.5,1", "half,0.5,"),
    "return_open_end",
    "scales.csv:10 up_to",
  ],
  [
    "two rows up to one share",
    swap("scales.csv", "half,0.5,1", "half,0.5,0.5"),
    "return_up_to",
    "scales.csv:9 up_to",
  ],
  [
    "a row up to nothing",
    swap("scales.csv", "half,1.5,0.5", "half,1.5,0"),
    "return_up_to",
    "scales.csv:8 up_to",
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

const groups = {
  references,
  partners,
  objectives,
  money,
  initiatives,
  overrides,
  effects,
  links,
  limits,
  scales,
  wholes,
};

for (const [title, cases] of Object.entries(groups)) {
  describe(`checkPlan: ${title}`, () => {
    for (const [name, change, code, places, says] of cases) {
      it(`${name}: ${code}`, () => {
        const { plan, places: rows, findings } = readPlan(brokenFiles(...[change].flat()));
        assert.ok(plan, findings.map(formatFinding).join("\n"));
        const all = locate(checkPlan(plan, sampleAccountCodes), rows);
        const found = all.filter((finding) => finding.code === code);
        const spots = found.map(({ at }) =>
          `${[at.file, at.row].filter((part) => part !== undefined).join(":")} ${at.field ?? ""}`.trim(),
        );
        assert.deepEqual(spots, [places].flat(), all.map(formatFinding).join("\n"));
        if (says !== undefined)
          assert.ok(JSON.stringify(found).includes(says), JSON.stringify(found));
      });
    }
  });
}

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

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fiscalYear, isoDate } from "../base/fiscal.ts";
import { cents } from "../base/money.ts";
import { tables } from "../plan/fields.ts";
import type { Plan, PlanTables } from "../plan/plan.ts";
import { makeRow } from "../plan/rows.ts";
import { day, found, planWith, subjects, type Work } from "./assessed-plan.test-data.ts";
import { assess } from "./assessment.ts";
import { fallsOf, planWithout } from "./assumption-fall.ts";
import { listEfforts } from "./efforts.ts";

const assumption = (over: Partial<PlanTables["assumptions"][number]> = {}) =>
  makeRow("assumptions", {
    ...{ id: "calm", statement: "The sea stays calm.", owner: "Navy", test: "A storm", ...over },
  });
const rests = { assumptions: ["calm"] };
const boats: Work = { id: "boats", ...rests };

describe("the register of assumptions", () => {
  const onDay = (review_on: string | undefined, over: Parameters<typeof assumption>[0] = {}) =>
    planWith([boats], {
      assumptions: [
        assumption(review_on === undefined ? over : { ...over, review_on: isoDate(review_on) }),
      ],
    });

  it("is overdue from the day after its review", () => {
    assert.deepEqual(subjects(onDay("2021-03-01"), "assumption_overdue"), []);
    const [one] = found(onDay("2021-02-28"), "assumption_overdue");
    assert.match(one?.finding.found ?? "", /on 2021-02-28, 1 day ago/);
    const [reading] = assess(onDay("2020-12-31"), day).assumptions;
    assert.equal(reading?.overdue_days, 60);
  });

  it("tells what failed, what nobody looks at, and what nothing rests on", () => {
    assert.deepEqual(subjects(onDay("2022-01-01", { status: "fails" }), "assumption_failed"), [
      "calm",
    ]);
    assert.deepEqual(subjects(onDay("2022-01-01"), "assumption_failed"), []);
    assert.deepEqual(subjects(onDay(undefined), "assumption_unwatched"), ["calm"]);
    const idle = planWith([{ id: "boats" }], { assumptions: [assumption({ status: "fails" })] });
    assert.deepEqual(subjects(idle, "assumption_idle"), ["calm"]);
    assert.deepEqual(subjects(idle, "assumption_failed"), []);
  });

  it("is about a partner where it names only one", () => {
    const of = (partners: readonly string[]) =>
      found(onDay(undefined, { partners }), "assumption_unwatched")[0]?.partner;
    assert.equal(of(["sea"]), "sea");
    assert.equal(of(["sea", "land"]), null);
    assert.equal(of([]), null);
  });
});

describe("what falls with an assumption", () => {
  const effect = (id: string, initiative: string, resting: boolean) =>
    makeRow("effects", {
      ...{ id, initiative, objective: "o", relevance: "r", confidence: "c" },
      ...(resting ? rests : {}),
    });
  const requires = (initiative: string, other: string) =>
    makeRow("links", { id: `${initiative}-${other}`, kind: "requires", initiative, other });
  const plan: Plan = planWith(
    [boats, { id: "crews" }, { id: "port" }, { id: "road" }, { id: "radar" }, { id: "school" }],
    {
      assumptions: [assumption()],
      effects: [
        effect("e-crews-1", "crews", true),
        effect("e-crews-2", "crews", false),
        effect("e-radar", "radar", true),
        effect("e-school", "school", false),
      ],
      links: [
        requires("port", "boats"),
        requires("road", "port"),
        makeRow("links", { id: "f", kind: "follows", initiative: "school", other: "boats" }),
      ],
      resources: [
        makeRow("resources", {
          ...{ id: "FMF-2022", account: "FMF", fiscal_year: fiscalYear(2022), stage: "projected" },
          ...{ amount: cents(700), ...rests },
        }),
        makeRow("resources", {
          ...{ id: "FMF-2021", account: "FMF", fiscal_year: fiscalYear(2021), stage: "enacted" },
          amount: cents(900),
        }),
      ],
      directives: (["not_less_than", "not_more_than"] as const).map((kind) =>
        makeRow("directives", {
          ...{ id: kind, name: kind, kind, force: "law", citation: "made up" },
          ...{ fiscal_year: fiscalYear(2021), amount: cents(5), ...rests },
        }),
      ),
      limits: [
        makeRow("limits", {
          id: "cap",
          name: "cap",
          kind: "absorption",
          amount: cents(1),
          ...rests,
        }),
      ],
      scales: [makeRow("scales", { id: "r", scale: "relevance", name: "r", factor: 1, ...rests })],
    },
  );
  const fall = fallsOf(plan, listEfforts(plan))("calm");

  it("is what names it, and what requires what falls, however far; not what merely follows", () => {
    assert.deepEqual(
      fall.initiatives.map(({ id, how, through }) => [id, how, through]),
      [
        ["boats", "itself", null],
        ["port", "requires", "boats"],
        ["radar", "effects", null],
        ["road", "requires", "port"],
      ],
    );
    const { effects, resources, directives, limits, scales, money, asked } = fall;
    assert.deepEqual(
      { effects, resources, directives, limits, scales, money, asked },
      {
        effects: ["e-crews-1", "e-radar"],
        resources: ["FMF-2022"],
        directives: ["not_less_than", "not_more_than"],
        limits: ["cap"],
        scales: ["r"],
        money: 700,
        asked: 4_000_000_000,
      },
    );
  });

  it("leaves a plan in which what fell counts for nothing, and the rest is as it was", () => {
    const { tables } = planWithout(plan, "calm", fall);
    assert.deepEqual(
      tables.effects.map((row) => row.id),
      ["e-crews-2", "e-school"],
    );
    assert.deepEqual(
      tables.resources.map((row) => row.id),
      ["FMF-2021"],
    );
    assert.deepEqual(
      tables.directives.map((row) => [row.id, row.amount]),
      [["not_less_than", 0]],
    );
    assert.deepEqual(tables.limits, []);
    assert.deepEqual(tables.initiatives, plan.tables.initiatives);
    assert.deepEqual(tables.scales, plan.tables.scales);
    assert.equal(tables.assumptions[0]?.status, "fails");
  });

  it("ends where links run in a circle", () => {
    const links = [requires("port", "boats"), requires("boats", "port")];
    const circle = planWith([boats, { id: "port" }], { assumptions: [assumption()], links });
    const ids = fallsOf(circle, listEfforts(circle))("calm").initiatives.map(({ id }) => id);
    assert.deepEqual(ids, ["boats", "port"]);
  });
});

describe("leverage", () => {
  const part = (name: PlanTables["leverage"][number]["part"]) =>
    makeRow("leverage", { id: name, partner: "sea", part: name, statement: "Said." });
  const condition = makeRow("conditions", {
    ...{ id: "red", name: "Red", partner: "sea", kind: "redline", statement: "No.", trigger: "t" },
    ...{ standard: "credible", authority: "Secretary" },
  });

  it("stands on two sides with the way out between them, never as one number", () => {
    const leverage = [part("our_basing"), part("years_to_switch"), part("software_keys")];
    const [sea] = assess(planWith([boats], { leverage }), day).leverage;
    const ids = (rows: readonly { readonly id: string }[] = []) => rows.map((row) => row.id);
    assert.deepEqual(ids(sea?.ours), ["software_keys"]);
    assert.deepEqual(ids(sea?.way_out), ["years_to_switch"]);
    assert.deepEqual(ids(sea?.theirs), ["our_basing"]);
    assert.equal(sea?.unknown.length, 10);
  });

  it("has every part that the register knows on exactly one side", () => {
    const names = tables.leverage.fields.part.values;
    const [sea] = assess(planWith([boats], { leverage: names.map(part) }), day).leverage;
    const ids = (rows: readonly { readonly id: string }[] = []) => rows.map((row) => row.id).sort();
    assert.deepEqual(sea?.unknown, []);
    assert.deepEqual(ids(sea?.ours), [
      ...["open_case_value", "platforms_of_us_origin", "share_of_defense_imports"],
      ...["software_keys", "spares_of_us_supply", "trainers_present"],
    ]);
    assert.deepEqual(ids(sea?.way_out), ["cost_to_switch", "other_suppliers", "years_to_switch"]);
    const theirs = ["our_access", "our_basing", "our_intelligence_needs", "our_overflight"];
    assert.deepEqual(ids(sea?.theirs), theirs);
  });

  it("is asked for where a condition is set and one side is not recorded", () => {
    const of = (parts: readonly PlanTables["leverage"][number]["part"][]) =>
      subjects(
        planWith([boats], { conditions: [condition], leverage: parts.map(part) }),
        "leverage_unread",
      );
    assert.deepEqual(of([]), ["sea"]);
    assert.deepEqual(of(["our_access"]), ["sea"]);
    assert.deepEqual(of(["our_access", "years_to_switch"]), []);
    assert.deepEqual(subjects(planWith([boats]), "leverage_unread"), []);
  });
});

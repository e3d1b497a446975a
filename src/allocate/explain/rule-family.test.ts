import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { fiscalYear } from "../../base/fiscal.ts";
import { makeModel } from "../model/model.ts";
import { directive, limit, type PaperSpec, paperProblem } from "../paper-plan.test-data.ts";
import { poseProblem } from "../pose/pose.ts";
import type { Problem } from "../problem.ts";
import { tinyLaw, tinyPlan } from "../tiny-plans.test-data.ts";
import { millions } from "../verify/case.test-data.ts";
import {
  inEachYear,
  levelOf,
  listFamilies,
  relaxedBounds,
  relaxFamily,
  rowNamesOf,
} from "./rule-family.ts";

const late = { fiscal_year: fiscalYear(2022) };
const spec: PaperSpec = {
  years: 2,
  money: { FMF: [4, 2] },
  initiatives: {
    boats: { accounts: ["FMF"], costs: [2, 1], effect: 5 },
    court: { accounts: ["FMF"], costs: [1], effect: 1, partner: "land" },
  },
  directives: [
    directive("keep-21", "not_less_than", 1, { name: "Keep", partners: ["land"] }),
    directive("keep-22", "not_less_than", 3, { name: "Keep", partners: ["land"], ...late }),
    directive("cap", "not_more_than", 2, { partners: ["sea"] }),
  ],
  limits: [
    limit("takes", "absorption", { partners: ["sea"], amount: millions(3) }),
    limit("half", "share_at_least", { bureaus: ["EUR"], ratio: 0.5, ...late }),
    limit("calm", "yearly_change", { partners: ["land"], ratio: 0.2 }),
  ],
};
const familyOf = (problem: Problem, id: string) => {
  const families = listFamilies(problem);
  const family =
    families.find((one) => one.rule.id === id) ?? families.find((one) => one.ids.includes(id));
  assert.ok(family !== undefined);
  return family;
};

describe("a family of rules", () => {
  const problem = paperProblem(spec);

  it("is a rule in all its years, or the money of an account", () => {
    // The ceiling of 2021 is tighter than what sea absorbs, and decides in that year.
    assert.deepEqual(
      listFamilies(problem).map(({ rule, form, unit, years, levels }) => [
        `${rule.kind} ${rule.id} ${rule.fiscal_year}`,
        ...[form, unit, years.map((year) => 2021 + year), levels],
      ]),
      [
        ["account FMF null", "money", "cents", [2021, 2022], [millions(4), millions(2)]],
        ["directive cap 2021", "ceiling", "cents", [2021], [millions(2)]],
        ["directive keep-21 null", "floor", "cents", [2021, 2022], [millions(1), millions(3)]],
        ["limit calm 2022", "change", "ratio", [2022], [0.2]],
        ["limit half 2022", "share", "ratio", [2022], [0.5]],
        ["limit takes null", "ceiling", "cents", [2021, 2022], [millions(3), millions(3)]],
      ],
    );
  });

  it("is relaxed in all its years together: floors and least shares fall, the others rise", () => {
    const relaxed = (id: string, share: number) =>
      relaxFamily(problem, familyOf(problem, id), share);
    const amounts = (of: Problem, id: string) =>
      of.amounts.filter((rule) => rule.ids.includes(id)).map((rule) => rule.amount);
    assert.deepEqual(amounts(relaxed("keep-21", 0.25), "keep-21"), [millions(0.75)]);
    assert.deepEqual(amounts(relaxed("keep-21", 0.25), "keep-22"), [millions(2.25)]);
    assert.deepEqual(amounts(relaxed("keep-22", 1), "keep-21"), []);
    assert.deepEqual(amounts(relaxed("cap", 0.5), "cap"), [millions(3)]);
    assert.deepEqual(
      relaxed("half", 0.5).shares.map((rule) => rule.ratio),
      [0.25],
    );
    assert.deepEqual(
      relaxed("calm", 0.5).changes.map((rule) => Number(rule.ratio.toFixed(9))),
      [0.3],
    );
    assert.deepEqual(
      relaxed("FMF", 0.5).purses.map((purse) => purse.budget),
      [[millions(6), millions(3)]],
    );
    // The others stay as they were.
    const { purses, ...rest } = relaxed("FMF", 0.5);
    assert.deepEqual({ ...rest, purses: problem.purses }, problem);
    assert.equal(purses.length, problem.purses.length);
  });

  it("leaves what is looser in force when it is moved past it, or dropped", () => {
    const levels = (of: Problem) =>
      of.amounts
        .filter((rule) => rule.kind === "ceiling" && rule.year === 0)
        .map(({ ids, amount, origin }) => `${ids.join("+")} ${origin} ${amount / 1e8}`);
    assert.deepEqual(levels(problem), ["cap+takes directive 2"]);
    const cap = familyOf(problem, "cap");
    assert.deepEqual(cap.next, { name: "takes", level: millions(3) });
    assert.deepEqual(levels(relaxFamily(problem, cap, 0.25)), ["cap+takes directive 2.5"]);
    // Raised to 4, the 3 that sea absorbs are what holds.
    assert.deepEqual(levels(relaxFamily(problem, cap, 0.999)), ["cap+takes directive 3"]);
    assert.deepEqual(levels(relaxFamily(problem, cap, 1)), ["takes absorption 3"]);
    // Without what sea absorbs the ceiling stays; in the other year nothing does.
    const takes = familyOf(problem, "takes");
    const without = relaxFamily(problem, takes, 1).amounts.filter((one) => one.kind === "ceiling");
    assert.deepEqual(
      without.map(({ ids, amount, year }) => [ids, amount, year]),
      [[["cap"], millions(2), 0]],
    );
    const [in21, in22, ...others] = inEachYear(problem, takes);
    assert.equal(others.length, 0);
    assert.deepEqual([in21?.hidden_by, in22?.hidden_by], ["cap", null]);
    assert.equal(in22?.rule.fiscal_year, 2022);
  });

  it("in one year alone moves that year and no other", () => {
    const [fmf21] = inEachYear(problem, familyOf(problem, "FMF"));
    assert.ok(fmf21 !== undefined);
    assert.deepEqual(relaxFamily(problem, fmf21, 0.5).purses[0]?.budget, [
      millions(6),
      millions(2),
    ]);
    assert.deepEqual(relaxFamily(problem, fmf21, -0.25).purses[0]?.budget, [
      millions(3),
      millions(2),
    ]);
    const [keep21, keep22] = inEachYear(problem, familyOf(problem, "keep-22"));
    assert.deepEqual([keep21?.ids, keep22?.ids], [["keep-21"], ["keep-22"]]);
    assert.ok(keep22 !== undefined);
    const kept = relaxFamily(problem, keep22, 1).amounts.filter((one) => one.kind === "floor");
    assert.deepEqual(
      kept.map(({ ids, amount }) => [ids, amount]),
      [[["keep-21"], millions(1)]],
    );
    // Money of a year that has none moves by what another year has.
    const poor = paperProblem({ ...spec, money: { FMF: [4, 0] }, directives: [] });
    const [, dry] = inEachYear(poor, familyOf(poor, "FMF"));
    assert.ok(dry !== undefined);
    assert.deepEqual(relaxFamily(poor, dry, 0.5).purses[0]?.budget, [millions(4), millions(2)]);
  });

  it("tightens by a share below zero: floors rise, the others fall", () => {
    const amounts = (id: string, share: number) =>
      relaxFamily(problem, familyOf(problem, id), share)
        .amounts.filter((rule) => rule.ids.includes(id))
        .map((rule) => rule.amount);
    assert.deepEqual(amounts("keep-22", -0.5), [millions(4.5)]);
    assert.deepEqual(amounts("cap", -1), [0]);
  });

  it("has one level a year where the years are alike, and the sum where they are not", () => {
    assert.equal(levelOf(familyOf(problem, "keep-21"), 0), millions(4));
    assert.equal(levelOf(familyOf(problem, "keep-21"), 0.5), millions(2));
    assert.equal(levelOf(familyOf(problem, "takes"), 1), millions(6));
    assert.equal(levelOf(familyOf(problem, "half"), 0.5), 0.25);
  });

  it("is relaxed in a model by the bounds of its rows, as in the model of the relaxed problem", () => {
    let compared = 0;
    fc.assert(
      fc.property(tinyPlan(), fc.constantFrom(0.1, 0.5), (plan, share) => {
        const { result } = poseProblem(plan, tinyLaw);
        const { model } = makeModel(result, new Set());
        for (const family of listFamilies(result)) {
          const bounds = relaxedBounds(result, model, family, share);
          if (bounds === undefined) {
            assert.equal(family.unit, "ratio");
            continue;
          }
          const other = makeModel(relaxFamily(result, family, share), new Set()).model;
          const changed = new Map(bounds.map((one) => [one.row, one]));
          model.rows.forEach((row, index) => {
            const { lower, upper } = changed.get(index) ?? row;
            const expected = other.rows[index];
            assert.equal(expected?.name, row.name);
            for (const [a, b] of [
              [lower, expected?.lower],
              [upper, expected?.upper],
            ]) {
              // Cents of the problem are whole, bounds of the model are not.
              assert.ok(
                a === b || Math.abs((a ?? 0) - (b ?? 0)) < 2e-8,
                `${row.name}: ${a} and ${b}`,
              );
            }
            if (changed.has(index)) compared++;
          });
        }
      }),
      { numRuns: 60, seed: 95 },
    );
    assert.ok(compared > 300, `only ${compared} rows were compared`);
  });

  it("is stated by rows that the model has, each by one family", () => {
    fc.assert(
      fc.property(tinyPlan(), (plan) => {
        const { result } = poseProblem(plan, tinyLaw);
        const names = makeModel(result).model.rows.map((row) => row.name);
        assert.equal(new Set(names).size, names.length);
        const kinds = /^(floor|ceiling|absorption|share|balance|account-share|yearly-change) /;
        const stated = listFamilies(result)
          .filter((family) => family.form !== "money")
          .flatMap((family) => family.years.flatMap((year) => rowNamesOf(result, family, year)))
          .filter((name) => names.includes(name));
        assert.deepEqual(stated.sort(), names.filter((name) => kinds.test(name)).sort());
      }),
      { numRuns: 100, seed: 96 },
    );
  });
});

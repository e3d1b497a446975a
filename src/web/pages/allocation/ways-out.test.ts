import assert from "node:assert/strict";
import { test } from "node:test";
import type { RuleName } from "../../../allocate/answers.ts";
import { cents } from "../../../base/money.ts";
import type { Rows } from "./table-rows.ts";
import { movesOfWayOut } from "./ways-out.ts";

const rows: Rows = {
  objectives: new Map(),
  resources: new Map([
    ["FMF-a", { account: "FMF", fiscal_year: "2022", amount: "100" }],
    ["FMF-b", { account: "FMF", fiscal_year: "2022", amount: "30.5" }],
    ["FMF-2021", { account: "FMF", fiscal_year: "2021", amount: "7" }],
  ]),
  directives: new Map([
    ["floor-2021", {}],
    ["floor-2022", {}],
  ]),
  limits: new Map([
    ["absorb", { kind: "absorption", amount: "7" }],
    ["share", { kind: "share_at_most", ratio: "0.2" }],
    ["steady", { kind: "yearly_change", ratio: "0.2" }],
  ]),
  initiatives: new Map([["boats", { pinned_package: "two" }]]),
};

const relaxed = (kind: RuleName["kind"], id: string, to: number) => ({
  rule: { kind, id, name: `rule ${id}`, fiscal_year: 2022 as RuleName["fiscal_year"] },
  from: cents(0),
  to: cents(to),
  citation: "",
});

const said = (...relax: ReturnType<typeof relaxed>[]) => {
  const { moves, dropped, left } = movesOfWayOut(relax, rows);
  return {
    moves: moves.map(({ table, row, field, after }) => `${table}/${row}/${field}=${after}`),
    dropped,
    left,
  };
};

test("a floor, a ceiling and an absorption move to the amount of the way out", () => {
  assert.deepEqual(
    said(relaxed("directive", "floor-2021+floor-2022", 2_550), relaxed("limit", "absorb", 900)),
    {
      moves: [
        "directives/floor-2021/amount=25.50",
        "directives/floor-2022/amount=25.50",
        "limits/absorb/amount=9",
      ],
      dropped: [],
      left: [],
    },
  );
});

test("a rule in a ratio is let go, and that is said", () => {
  assert.deepEqual(said(relaxed("limit", "share", -500), relaxed("limit", "steady", -500)), {
    moves: ["limits/share/ratio=1", "limits/steady/ratio=10"],
    dropped: ["rule share", "rule steady"],
    left: [],
  });
});

test("money is added to the first figure of the account and year, so that the sum is what was asked", () => {
  assert.deepEqual(said(relaxed("account", "FMF", 20_000)).moves, [
    "resources/FMF-a/amount=169.50",
  ]);
});

test("a pin is taken back, and what no move reaches is named", () => {
  const { moves, left } = said(relaxed("limit", "boats", 0), relaxed("limit", "withheld-row", 1));
  assert.deepEqual(moves, [
    "initiatives/boats/pinned_package=null",
    "initiatives/boats/pinned_share=null",
    "initiatives/boats/excluded=null",
    "initiatives/boats/override_reason=null",
  ]);
  assert.deepEqual(left, ["rule withheld-row"]);
});

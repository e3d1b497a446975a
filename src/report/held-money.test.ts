import assert from "node:assert/strict";
import { test } from "node:test";
import type { Hold } from "../law/hold.ts";
import { makeBriefing } from "./briefing.ts";
import { renderBriefing } from "./html.ts";
import { sceneInput } from "./scene.test-data.ts";
import { million } from "./scene-plan.test-data.ts";
import { briefingText } from "./text.ts";

const hold = (values: Partial<Hold> & Pick<Hold, "effect" | "initiative" | "row">): Hold => ({
  ...{ packages: [], lines: [], accounts: [], not_before: null, assumed: false },
  ...{ because: "The case is open.", citation: "22 U.S.C. 2378d", mark: "checked" },
  ...values,
});

function briefingWith(holds: readonly Hold[]) {
  const input = sceneInput();
  const items = input.problem.items.map((item) => {
    const own = holds.filter(({ initiative }) => initiative === item.initiative.id);
    return own.length === 0 ? item : { ...item, holds: own };
  });
  return makeBriefing({ ...input, problem: { ...input.problem, items } });
}

test("money that waits is that of the allocation, counted once; blocked money is what was asked", () => {
  const briefing = briefingWith([
    hold({ effect: "waiting", initiative: "COL-FMF", row: "cases/one" }),
    hold({ effect: "waiting", initiative: "COL-FMF", row: "cases/two", assumed: true }),
    hold({ effect: "blocked", initiative: "ukr-air", row: "cases/three" }),
    // A package that was not chosen waits for nothing.
    hold({
      effect: "waiting",
      initiative: "VNM-FMF",
      row: "cases/four",
      packages: ["VNM-FMF-before"],
    }),
    hold({ effect: "waiting", initiative: "VNM-FMF", row: "cases/five", accounts: ["IMET"] }),
  ]);
  const { held } = briefing.waits;
  assert.deepEqual(
    held.rows.map(({ row, standing }) => [row, standing]),
    [
      ["cases/three", "blocked"],
      ["cases/one", "waiting"],
      ["cases/two", "assumed"],
    ],
  );
  const paid = held.rows.find(({ row }) => row === "cases/one")?.amount;
  assert.equal(held.waiting, paid);
  assert.ok(held.waiting > 0 && held.blocked >= million(1));
  const text = briefingText(briefing);
  assert.match(text, /Money that waits for cases +\$.*2 cases/);
  assert.match(text, /Blocked by cases, and left out +\$.*1 case\n/);
  assert.match(renderBriefing(briefing, { world: null }), /waits; the outcome is assumed/);
});

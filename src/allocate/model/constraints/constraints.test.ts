import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after, describe, it } from "node:test";
import { makeThreadSolver } from "../../../solver/thread-solver.ts";
import { paperProblem } from "../../paper-plan.test-data.ts";
import { partsOfPoint } from "../columns.ts";
import type { LinearModel } from "../linear-model.ts";
import { constraints, makeModel } from "../model.ts";
import { rowText } from "../row-text.test-data.ts";
import { goldens } from "./goldens.test-data.ts";

const here = new URL(".", import.meta.url);

describe("each constraint", () => {
  const solver = makeThreadSolver(1);
  after(() => solver.close());

  const best = async (model: LinearModel) => {
    const answer = await solver.solve({ model, gap_ratio: 0, node_budget: 1000 });
    const values = answer.values ?? [];
    const chosen = model.columns.flatMap((column, index) =>
      column.integer && (values[index] ?? 0) > 0.5 ? [column.name] : [],
    );
    return { points: Number((answer.objective / partsOfPoint).toFixed(6)), chosen };
  };

  for (const { constraint: name, shows, plan, rows, kept, dropped } of goldens) {
    it(`${name}: ${shows}`, async () => {
      const problem = paperProblem(plan);
      const { model, columns } = makeModel(problem);
      const constraint = constraints.find((one) => one.name === name);
      assert.ok(constraint !== undefined);
      const own = constraint.makeRows(problem, columns);
      assert.deepEqual(
        own.map((row) => rowText(model, row)),
        rows,
      );
      assert.deepEqual(await best(model), kept, "with the rule");
      const names = new Set(own.map((row) => row.name));
      const rest = model.rows.filter((row) => !names.has(row.name));
      assert.equal(rest.length, model.rows.length - own.length);
      const without = await best({ columns: model.columns, rows: rest });
      assert.deepEqual(without, dropped, "without the rule");
    });
  }
});

describe("the constraints together", () => {
  it("are all that the files export", async () => {
    const exported: unknown[] = [];
    for (const file of readdirSync(here)) {
      if (!file.endsWith(".ts") || /\.test(-data)?\.ts$/.test(file) || file === "constraint.ts")
        continue;
      const module = (await import(new URL(file, here).href)) as Record<string, unknown>;
      const own = Object.values(module);
      assert.ok(own.length > 0, `${file} exports no constraint`);
      exported.push(...own);
    }
    assert.deepEqual(new Set(constraints), new Set(exported));
    assert.equal(constraints.length, exported.length);
  });

  it("have each a name of their own, a formula, a sentence and a golden", () => {
    assert.equal(new Set(constraints.map((one) => one.name)).size, constraints.length);
    const shown = new Set(goldens.map((golden) => golden.constraint));
    for (const { name, formula, sentence } of constraints) {
      assert.match(formula, /≤|=|≥/, name);
      assert.match(sentence, /^[A-Z].*\.$/, name);
      assert.ok(shown.has(name), `${name} has no golden`);
    }
  });

  it("stand in the docs with their formula, sentence and file", () => {
    const page = readFileSync(new URL("../../../../docs/concepts/allocation.md", here), "utf8");
    const files = readdirSync(here);
    const table = page.split("\n").filter((line) => line.startsWith("| "));
    for (const { name, formula, sentence } of constraints) {
      const line = table.find((one) => one.startsWith(`| \`${name}\` |`)) ?? "";
      assert.ok(line.includes(`\`${formula}\``), `${name}: its formula is not in the docs`);
      assert.ok(line.includes(sentence), `${name}: its sentence is not in the docs`);
      const file = /\[([a-z-]+\.ts)\]/.exec(line)?.[1];
      assert.ok(file !== undefined && files.includes(file), `${name}: its file is not in the docs`);
    }
  });
});

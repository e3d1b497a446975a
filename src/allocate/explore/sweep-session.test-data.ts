import assert from "node:assert/strict";
import type { Plan } from "../../plan/plan.ts";
import { makeRow } from "../../plan/rows.ts";
import { allocate } from "../allocate.ts";
import { type PaperSpec, paperLaw, paperPlan } from "../paper-plan.test-data.ts";
import { poseProblem } from "../pose/pose.ts";
import type { Solver } from "../solver.ts";
import { makeSweepSession, type SweepSession } from "./sweep-run.ts";

/** A paper plan with assumptions, all unknown unless said otherwise. */
export function assumingPlan(spec: PaperSpec, assumptions: readonly string[]): Plan {
  const plan = paperPlan(spec);
  const rows = assumptions.map((id) =>
    makeRow("assumptions", {
      id,
      statement: `The ${id} holds.`,
      owner: "Nobody",
      test: "None",
      status: "unknown",
    }),
  );
  return { ...plan, tables: { ...plan.tables, assumptions: rows } };
}

/** A plan with the money rows of some accounts and years resting on assumptions: `FMF-2022` → ids. */
export function restingMoney(
  plan: Plan,
  resting: Readonly<Record<string, readonly string[]>>,
): Plan {
  const resources = plan.tables.resources.map((row) => ({
    ...row,
    assumptions: resting[row.id] ?? row.assumptions,
  }));
  return { ...plan, tables: { ...plan.tables, resources } };
}

/** A session of a solved plan. */
export async function sessionOfPlan(plan: Plan, solver: Solver): Promise<SweepSession> {
  const problem = poseProblem(plan, paperLaw).result;
  const options = { gap_ratio: 1e-9, node_budget: 10_000 };
  const answer = await allocate(problem, solver, options);
  assert.equal(answer.kind, "allocation");
  const { allocation } = answer.kind === "allocation" ? answer : assert.fail();
  return makeSweepSession({ problem, allocation, solver, options }, plan);
}

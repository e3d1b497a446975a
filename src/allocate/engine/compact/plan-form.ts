import type { FiscalYear } from "../../../base/fiscal.ts";
import { cents } from "../../../base/money.ts";
import type { Choice, Payment } from "../../allocation.ts";
import { choiceKey } from "../../choice.ts";
import type { Candidate } from "../../problem.ts";
import { type Compact, candidateOf } from "./compact.ts";

/** The plan of a search before, in the form that it had there. */
export interface PlanBefore {
  readonly form: Compact;
  readonly modes: Int32Array;
  readonly flow: Float64Array;
}

/** The mode of each choice of an allocation that is still offered; -1 for the rest. */
export function modesOf(c: Compact, choices: readonly Choice[]): Int32Array {
  const chosen = new Map(choices.map((choice) => [choice.initiative, choiceKey(choice)]));
  const modes = new Int32Array(c.items).fill(-1);
  for (let m = 0; m < c.modes; m++) {
    const candidate = candidateOf(c, m);
    if (candidate !== undefined && chosen.get(candidate.initiative) === choiceKey(candidate))
      modes[c.itemOf[m] as number] = m;
  }
  return modes;
}

/** The cents of each lane in the payments of an allocation. */
export function flowOf(c: Compact, payments: readonly Payment[]): Float64Array {
  const flow = new Float64Array(c.laneAccount.length);
  const items = new Map(c.problem.items.map(({ initiative }, i) => [initiative.id, i]));
  for (const { initiative, account, fiscal_year, amount } of payments) {
    const i = items.get(initiative) ?? -1;
    const t = c.problem.years.indexOf(fiscal_year);
    const k = c.classOf[i * c.years + t] ?? -1;
    for (let lane = c.firstLane[k] ?? 0; lane < (c.firstLane[k + 1] ?? 0); lane++)
      if (c.accounts[c.laneAccount[lane] as number] === account) (flow[lane] as number) += amount;
  }
  return flow;
}

/** Whether the lanes of every class pay just what the modes cost. */
export function paysExactly(c: Compact, modes: Int32Array, flow: Float64Array): boolean {
  const owed = new Float64Array(c.classYear.length);
  for (let lane = 0; lane < flow.length; lane++)
    (owed[c.laneClass[lane] as number] as number) -= flow[lane] as number;
  for (let i = 0; i < c.items; i++) {
    const m = modes[i] as number;
    for (let t = 0; m >= 0 && t < c.years; t++) {
      const k = c.classOf[i * c.years + t] as number;
      if (k >= 0) (owed[k] as number) += c.cost[m * c.years + t] as number;
    }
  }
  return owed.every((amount) => amount === 0);
}

/** What the modes of a plan fund, by item. */
export function fundedOf(c: Compact, modes: Int32Array): Map<number, Candidate> {
  const funded = new Map<number, Candidate>();
  for (let i = 0; i < modes.length; i++) {
    const candidate = candidateOf(c, modes[i] as number);
    if (candidate !== undefined) funded.set(i, candidate);
  }
  return funded;
}

/** Payments to the cent: the money of each class is dealt out to its items in their order. */
export function dealPayments(c: Compact, modes: Int32Array, flow: Float64Array): Payment[] {
  const left = flow.slice();
  const { years } = c.problem;
  const payments: Payment[] = [];
  for (let i = 0; i < c.items; i++) {
    const m = modes[i] as number;
    const initiative = c.problem.items[i]?.initiative.id;
    if (m < 0 || initiative === undefined) continue;
    for (let t = 0; t < years.length; t++) {
      const fiscal_year = years[t] as FiscalYear;
      let owed = c.cost[m * c.years + t] as number;
      if (owed === 0) continue;
      const k = c.classOf[i * c.years + t] as number;
      const end = c.firstLane[k + 1] as number;
      for (let lane = c.firstLane[k] as number; lane < end && owed > 0; lane++) {
        const amount = Math.min(owed, left[lane] as number);
        if (amount <= 0) continue;
        (left[lane] as number) -= amount;
        owed -= amount;
        const account = c.accounts[c.laneAccount[lane] as number] ?? "";
        payments.push({ initiative, account, fiscal_year, amount: cents(amount) });
      }
    }
  }
  return payments;
}

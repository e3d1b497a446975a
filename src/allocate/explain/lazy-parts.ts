import type { Column, LinearModel, Row } from "../model/linear-model.ts";
import type { SolveAnswer, Solver } from "../solver.ts";
import type { SoftModel } from "./soft-model.ts";
import { type ModelPart, splitModel } from "./split-model.ts";

/** What solves the parts of a model, how far, and what it has solved before. */
export interface PartSolver {
  readonly solver: Solver;
  readonly nodeBudget: number;
  readonly known: Map<string, Promise<SolveAnswer>>;
}

/** A model in which rules may give way, solved part by part. */
export interface SolvedSoft {
  readonly soft: SoftModel;
  readonly parts: readonly ModelPart[];
  /** The values of the columns that stand in a part; the others are at their least. */
  readonly values: ReadonlyMap<number, number>;
  /** No way costs less.   Unit: millions of dollars. */
  readonly bound: number;
  /** The rows that had to be added, by group. */
  readonly added: ReadonlySet<string>;
}

/** A dollar in millions: less is the solver's tolerance. */
export const dollar = 1e-6;

/** How often rows are added that were broken, before all are. */
const mostTurns = 8;

/** Nodes of the search where shares and changes draw a large plan together; what it leaves open is said. */
const briefNodes = 20;

/** Parts of more columns than this are large. */
const largePart = 4_000;

/** Of parts with more columns than this only the search near the relaxation is waited for. */
const hugePart = 12_000;

/**
 * The fewest dollars by which the rules of a model must give way, with some columns held at 0.
 *
 * Money that lasts and rules over shares draw all partners together, and are seldom what is in the way. So they are left
 * out until a solution breaks them: without them the model falls into small parts. What is found at last keeps them all,
 * and what was proven with fewer rows holds with more.
 */
export async function solveLazily(
  ask: PartSolver,
  soft: SoftModel,
  held: ReadonlySet<number>,
  start: ReadonlySet<string> = new Set(),
): Promise<SolvedSoft | undefined> {
  const model = holdAtZero(soft.model, held);
  const added = new Set(start);
  for (let turn = 0; ; turn++) {
    const last = turn >= mostTurns;
    const found = await solveWithout(ask, soft, held, (row) => !last && !added.has(groupOf(row)));
    if (found === undefined) return undefined;
    const solved = { ...found, added };
    if (last) return solved;
    const broken = await brokenGroups(ask, model, found.values, added);
    if (broken.length === 0) return solved;
    const repaired = await addToKeep(ask, model, found.values);
    if (repaired !== null) return { ...solved, values: repaired };
    for (const group of broken) added.add(group);
  }
}

/** The same with other columns held, as a guess that costs no more than the truth: no more rows are added. */
export function solveAtLeast(
  ask: PartSolver,
  { soft, added }: SolvedSoft,
  held: ReadonlySet<number>,
): Promise<SolvedSoft | undefined> {
  return solveWithout(ask, soft, held, (row) => !added.has(groupOf(row)));
}

async function solveWithout(
  ask: PartSolver,
  soft: SoftModel,
  held: ReadonlySet<number>,
  isLeftOut: (row: Row) => boolean,
): Promise<SolvedSoft | undefined> {
  const { columns, rows } = holdAtZero(soft.model, held);
  const kept = rows.filter((row) => !isLazy(row) || !isLeftOut(row));
  const parts = splitModel({ columns, rows: kept }, soft.itemOf);
  const answers = await Promise.all(parts.map((part) => solveKnown(ask, part)));
  const values = new Map<number, number>();
  for (const [index, part] of parts.entries()) {
    const found = answers[index]?.values ?? null;
    if (found === null) return undefined;
    for (const [place, column] of part.columns.entries()) values.set(column, found[place] ?? 0);
  }
  const bound = answers.reduce((sum, answer) => sum + Math.max(0, -answer.bound), 0);
  return { soft, parts, values, bound, added: new Set() };
}

function holdAtZero(model: LinearModel, held: ReadonlySet<number>): LinearModel {
  const columns = model.columns.map((one, index) => (held.has(index) ? { ...one, upper: 0 } : one));
  return { columns, rows: model.rows };
}

/** Whether a row is left out until it is broken: money that lasts, and rules over ratios. */
function isLazy({ name }: Row): boolean {
  return /^(availability|share|balance|account-share|yearly-change) /.test(name);
}

/** Rows that are added together: all of an account; of a rule over ratios, in all its years. */
function groupOf({ name }: Row): string {
  return name.split(" ", 2).join(" ");
}

/** A part that was solved before is the same when it has the same rows and the same ends of its columns. */
function solveKnown(ask: PartSolver, part: ModelPart): Promise<SolveAnswer> {
  const ends = part.model.columns.map(({ upper }) => (upper === 0 ? "-" : "+")).join("");
  const names = part.model.rows.map(({ name }) => name).join("\n");
  const key = [part.columns.join(","), ends, names].join("\n");
  const found = ask.known.get(key) ?? solvePart(ask, part);
  ask.known.set(key, found);
  return found;
}

/** One part: by a short search where that meets what divisible packages need, else by a long one. */
async function solvePart(
  { solver, nodeBudget }: PartSolver,
  part: ModelPart,
): Promise<SolveAnswer> {
  const { model } = part;
  const large = model.columns.length > largePart;
  const nodes = large ? Math.min(nodeBudget, briefNodes) : nodeBudget;
  const request = { gap_ratio: 1e-6, model, node_budget: nodes };
  const brief = await solver.solve({ ...request, quick: true });
  const met = brief.values !== null && brief.bound - brief.objective <= dollar;
  const isHuge = brief.values !== null && model.columns.length > hugePart;
  return met || isHuge ? brief : solver.solve(request);
}

/**
 * All rows kept by adding to what was chosen, with no rule giving way further; nothing where that was not found.
 *
 * A share or a change that the choice for the floors breaks is mostly kept again by funding something else as well.
 */
async function addToKeep(
  { solver }: PartSolver,
  { columns, rows }: LinearModel,
  values: ReadonlyMap<number, number>,
): Promise<ReadonlyMap<number, number> | null> {
  const held = columns.map((column, index) => {
    const value = values.get(index) ?? column.lower;
    if (column.integer) return value > 0.5 ? fixed(column, 1) : column;
    return column.objective === 0 ? column : fixed(column, value);
  });
  const model = { columns: held, rows: rows.map(loosened) };
  const request = { model, gap_ratio: 1e-6, node_budget: briefNodes, quick: true };
  const answer = await solver.solve(request);
  return answer.values === null ? null : new Map(answer.values.entries());
}

/** The groups of rows left out that no flow of money could keep beside what was chosen. */
async function brokenGroups(
  { solver }: PartSolver,
  model: LinearModel,
  values: ReadonlyMap<number, number>,
  added: ReadonlySet<string>,
): Promise<string[]> {
  const left = model.rows.filter((row) => isLazy(row) && !added.has(groupOf(row)));
  if (left.length === 0) return [];
  const columns: Column[] = model.columns.map((column, index) => {
    const value = values.get(index) ?? column.lower;
    if (column.integer) return fixed(column, Math.round(value));
    // What gives way is as it was found; money may flow otherwise.
    return column.objective === 0 ? column : fixed(column, value);
  });
  const short = new Map<number, string>();
  const rows = model.rows.map((row): Row => {
    if (!isLazy(row) || added.has(groupOf(row))) return loosened(row);
    const wider = { ...row, indices: [...row.indices], values: [...row.values] };
    for (const [end, sign] of [
      [row.upper, -1],
      [row.lower, 1],
    ] as const) {
      if (!Number.isFinite(end)) continue;
      const free = { lower: 0, upper: 1e9, objective: -1, integer: false };
      const column = columns.push({ name: `short ${row.name}`, ...free }) - 1;
      short.set(column, groupOf(row));
      wider.indices.push(column);
      wider.values.push(sign);
    }
    return wider;
  });
  const answer = await solver.solve({
    ...{ model: { columns, rows }, gap_ratio: 1e-6, node_budget: 1, relaxed: true },
  });
  // Where rounding alone breaks a row, all that were left out are added.
  if (answer.values === null) return [...new Set(left.map(groupOf))];
  const broken = [...short].filter(([column]) => (answer.values?.[column] ?? 0) > dollar);
  return [...new Set(broken.map(([, group]) => group))];
}

function fixed(column: Column, value: number): Column {
  return { ...column, lower: value, upper: value, objective: 0, integer: false };
}

/** A row with a dollar of room, which rounding may take. */
function loosened(row: Row): Row {
  return { ...row, lower: row.lower - dollar, upper: row.upper + dollar };
}

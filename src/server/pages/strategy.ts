import type { z } from "zod";
import type { strategyPageSchema, strategyRowSchema } from "../../api/page-schemas.ts";
import { compareText } from "../../base/findings.ts";
import { formatCell } from "../../plan/cells.ts";
import { tables } from "../../plan/fields.ts";
import type { Objective, Plan } from "../../plan/plan.ts";
import { leafPoints } from "./cascade.ts";
import type { Standing } from "./standing.ts";

type StrategyPage = z.output<typeof strategyPageSchema>;
type StrategyRow = z.output<typeof strategyRowSchema>;

/** What the rows below an objective, and it itself, add up to. */
interface Sums {
  points: number;
  /** Points times the share of the target reached. */
  reached: number;
  /** Unit: US cents. */
  money: number;
  readonly proposals: Set<string>;
}

/** The cascade, each row above those that serve it, with what bears on it and what stands out. */
export function strategyPage(
  plan: Plan,
  standing: Standing | null,
  withheld: boolean,
): StrategyPage {
  const children = Map.groupBy(plan.tables.objectives, (row) => row.parent ?? "");
  const known = new Set(plan.tables.objectives.map((row) => row.id));
  const own = sumsOfLeaves(plan, standing);
  const rows: StrategyRow[] = [];
  const seen = new Set<string>();
  const visit = (row: Objective): Sums => {
    const sums = own.get(row.id) ?? emptySums();
    // Objectives in a circle are a finding of the check; here each is shown once.
    if (seen.has(row.id)) return emptySums();
    seen.add(row.id);
    const at = rows.length;
    for (const child of children.get(row.id) ?? []) addTo(sums, visit(child));
    rows.splice(at, 0, rowOf(row, known, sums, standing));
    return sums;
  };
  const isTop = (row: Objective) => row.parent === undefined || !known.has(row.parent);
  for (const row of plan.tables.objectives.filter(isTop)) visit(row);
  for (const row of plan.tables.objectives) if (!seen.has(row.id)) visit(row);
  return {
    rows,
    aimless: listAimless(plan, standing),
    allocation: standing?.summary ?? null,
    withheld,
  };
}

function emptySums(): Sums {
  return { points: 0, reached: 0, money: 0, proposals: new Set() };
}

function addTo(sums: Sums, more: Sums): void {
  sums.points += more.points;
  sums.reached += more.reached;
  sums.money += more.money;
  for (const id of more.proposals) sums.proposals.add(id);
}

function sumsOfLeaves(plan: Plan, standing: Standing | null): Map<string, Sums> {
  const sums = new Map<string, Sums>();
  const of = (id: string): Sums => {
    const known = sums.get(id) ?? emptySums();
    sums.set(id, known);
    return known;
  };
  for (const [id, points] of leafPoints(plan)) of(id).points = points;
  for (const one of standing?.briefing?.attainments ?? []) {
    const leaf = of(one.objective);
    leaf.reached = leaf.points * Math.min(1, one.ratio);
  }
  const table = standing?.briefing?.totals.find(({ dimension }) => dimension === "objective");
  for (const total of table?.totals ?? []) if (total.key !== "") of(total.key).money = total.amount;
  for (const effect of plan.tables.effects) of(effect.objective).proposals.add(effect.initiative);
  return sums;
}

function rowOf(
  row: Objective,
  known: ReadonlySet<string>,
  sums: Sums,
  standing: Standing | null,
): StrategyRow {
  const fields = tables.objectives.fields;
  const solved = standing?.briefing !== null && standing !== null;
  const attained = solved && sums.points > 0 ? sums.reached / sums.points : null;
  const marks: string[] = [];
  if (sums.points > 0 && sums.proposals.size === 0) marks.push("no_proposal");
  if (solved && sums.points > 0 && sums.money === 0 && (attained ?? 0) === 0) {
    marks.push("no_money");
  }
  return {
    id: row.id,
    parent: row.parent !== undefined && known.has(row.parent) ? row.parent : null,
    name: row.name,
    level: row.level,
    points: sums.points,
    weight: formatCell(row.weight, fields.weight),
    owner: formatCell(row.owner, fields.owner),
    source: formatCell(row.source, fields.source),
    attained,
    money: solved ? sums.money : null,
    proposals: sums.proposals.size,
    marks,
  };
}

/** Initiatives with money and without effect on any objective. */
function listAimless(plan: Plan, standing: Standing | null): StrategyPage["aimless"] {
  if (standing === null) return [];
  const aimed = new Set(plan.tables.effects.map((row) => row.initiative));
  const money = new Map<string, number>();
  for (const { initiative, amount } of standing.allocation.payments) {
    if (!aimed.has(initiative)) money.set(initiative, (money.get(initiative) ?? 0) + amount);
  }
  const names = new Map(plan.tables.initiatives.map((row) => [row.id, row.name]));
  return [...money]
    .filter(([id]) => names.has(id))
    .map(([id, sum]) => ({ id, name: names.get(id) ?? id, money: sum }))
    .sort((a, b) => b.money - a.money || compareText(a.id, b.id));
}

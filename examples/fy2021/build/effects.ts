import type { Effect, Objective, Partner, Scale } from "../../../src/plan/plan.ts";
import { makeRow } from "../../../src/plan/rows.ts";
import {
  type AuthoredRow,
  authoredRows,
  cell,
  demand,
  type ExampleTexts,
  listCell,
  numberOrZero,
} from "./authored.ts";
import type { Programs } from "./programs.ts";

/** Effects of continuing programs by the table of relevance, and of proposals as each states. */
export function buildEffects(
  texts: ExampleTexts,
  partners: readonly Partner[],
  continuing: Programs,
): Effect[] {
  const byId = new Map(partners.map((partner) => [partner.id, partner]));
  const table = authoredRows(texts, "relevance");
  const going = continuing.initiatives.flatMap((initiative) => {
    const partner = demand(byId.get(initiative.partner), initiative.partner);
    const account = initiative.id.slice(partner.id.length + 1);
    return findRelevances(table, account, partner).map((row) =>
      makeEffect(
        initiative.id,
        [cell(row, "objective"), cell(row, "relevance"), cell(row, "confidence")],
        `Table of relevance of this example: ${cell(row, "reason")}`,
      ),
    );
  });
  const asked = authoredRows(texts, "proposals").flatMap((row) =>
    listCell(row, "serves").map((part) =>
      makeEffect(cell(row, "id"), part.split(":"), "Judgment of this example"),
    ),
  );
  return [...going, ...asked];
}

function makeEffect(initiative: string, words: readonly string[], source: string): Effect {
  const [objective = "", relevance = "", confidence = ""] = words;
  return makeRow("effects", {
    id: `${initiative}.${objective}`,
    initiative,
    objective,
    relevance,
    confidence,
    assumptions: ["effects-rule"],
    source,
  });
}

/** For each objective the narrowest row that fits: partner before tier before bureau before none. */
function findRelevances(
  table: readonly AuthoredRow[],
  account: string,
  partner: Partner,
): AuthoredRow[] {
  const narrowness = (row: AuthoredRow) =>
    (cell(row, "partner") === "" ? 0 : 4) +
    (cell(row, "tier") === "" ? 0 : 2) +
    (cell(row, "bureau") === "" ? 0 : 1);
  const chosen = new Map<string, AuthoredRow>();
  for (const row of table) {
    const fits =
      cell(row, "account") === account &&
      ["", partner.bureau].includes(cell(row, "bureau")) &&
      ["", partner.tier].includes(cell(row, "tier")) &&
      ["", partner.id].includes(cell(row, "partner"));
    if (!fits) continue;
    const before = chosen.get(cell(row, "objective"));
    if (before === undefined || narrowness(row) > narrowness(before)) {
      chosen.set(cell(row, "objective"), row);
    }
  }
  return [...chosen.values()];
}

/**
 * The objectives, with the targets of the leaves.
 *
 * Target: repeat factor x the effect of every continuing program as before + proposal factor x the effect of
 * every proposal as asked, over all years.   Unit: effect points, whole.
 */
export function buildObjectives(
  texts: ExampleTexts,
  scales: readonly Scale[],
  partners: readonly Partner[],
  continuing: Programs,
  proposals: Programs,
  effects: readonly Effect[],
): Objective[] {
  const repeat = effectByObjective(scales, partners, continuing, "as-before", effects);
  const asked = effectByObjective(scales, partners, proposals, "standard", effects);
  const rows = authoredRows(texts, "objectives");
  const parents = new Set(rows.map((row) => cell(row, "parent")));
  return rows.map((row) => {
    const id = cell(row, "id");
    const target =
      numberOrZero(row, "repeat_factor") * (repeat.get(id) ?? 0) +
      numberOrZero(row, "proposal_factor") * (asked.get(id) ?? 0);
    return makeRow("objectives", {
      id,
      parent: cell(row, "parent") === "" ? undefined : cell(row, "parent"),
      level: cell(row, "level") as Objective["level"],
      name: cell(row, "name"),
      statement: cell(row, "statement"),
      weight: numberOrZero(row, "weight"),
      target_effect: parents.has(id) ? undefined : Math.round(target),
      owner: cell(row, "owner"),
      source: cell(row, "source"),
      mark: "said",
    });
  });
}

function effectByObjective(
  scales: readonly Scale[],
  partners: readonly Partner[],
  programs: Programs,
  level: string,
  effects: readonly Effect[],
): ReadonlyMap<string, number> {
  const factors = new Map(scales.map((scale) => [scale.id, scale.factor]));
  const factor = (id: string | undefined) => demand(factors.get(id ?? ""), `grade ${id}`);
  const tiers = new Map(partners.map((partner) => [partner.id, factor(partner.tier)]));
  const costs = new Map<string, number>();
  for (const line of programs.lines) {
    costs.set(line.package, (costs.get(line.package) ?? 0) + line.amount / 100_000_000);
  }
  const partnerOf = new Map(programs.initiatives.map((row) => [row.id, row.partner]));
  const sums = new Map<string, number>();
  for (const effect of effects) {
    const partner = partnerOf.get(effect.initiative);
    if (partner === undefined) continue;
    const points =
      (costs.get(`${effect.initiative}.${level}`) ?? 0) *
      demand(tiers.get(partner), partner) *
      factor(effect.relevance) *
      factor(effect.confidence);
    sums.set(effect.objective, (sums.get(effect.objective) ?? 0) + points);
  }
  return sums;
}

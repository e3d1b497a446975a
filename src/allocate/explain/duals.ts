import { countWays, quickWays } from "../allocate.ts";
import type { RuleName } from "../answers.ts";
import { type ChoiceColumn, partsOfPoint } from "../model/columns.ts";
import type { LinearModel } from "../model/linear-model.ts";
import { makeModel } from "../model/model.ts";
import type { Problem } from "../problem.ts";
import type { Closeness, ItemCloseness } from "./closeness.ts";
import { closenessByPrices } from "./closeness-by-prices.ts";
import { entriesByColumn, provenByRows } from "./proven-prices.ts";
import { listFamilies, type RuleFamily, rowNamesOf } from "./rule-family.ts";
import type { ExplainSession } from "./session.ts";

/** Closeness of all initiatives: from one relaxed solve, or in a large plan from the prices of its search. */
export async function measureCloseness(session: ExplainSession): Promise<Closeness> {
  const { problem, solver, options } = session;
  if (countWays(problem) > quickWays) return closenessByPrices(session);
  const { model, columns } = makeModel(problem);
  const answer = await solver.solve({ ...options, model, relaxed: true });
  const prices = answer.rowPrices ?? model.rows.map(() => 0);
  const ruleOfRow = namesOfRows(problem, model);
  const byColumn = entriesByColumn(model);
  // What a unit in a row costs, by rule. Money spent is charged to all that counts the spending of its account: the
  // money itself, and rules over everybody's money.
  const charged = model.rows.map((_, row): readonly { rule: RuleName; price: number }[] => {
    const own = ruleOfRow.get(row);
    if (own === undefined) return [];
    const spent = spentIn(model, row);
    if (spent === undefined) return [{ rule: own, price: prices[row] ?? 0 }];
    return (byColumn.get(spent) ?? [])
      .filter((entry) => entry.row !== row)
      .map((entry) => ({
        rule: ruleOfRow.get(entry.row) ?? own,
        price: (prices[entry.row] ?? 0) * entry.value,
      }));
  });
  const measure = ({ column }: ChoiceColumn): ItemCloseness => {
    let adds = 0;
    const charges = new Map<string, { rule: RuleName; worth: number }>();
    for (const { row, value } of byColumn.get(column) ?? []) {
      // A row's price times its coefficient is what one whole package takes from, or gives to, the objective.
      const name = model.rows[row]?.name ?? "";
      if (name.startsWith("worth ")) adds -= ((prices[row] ?? 0) * value) / partsOfPoint;
      for (const { rule, price } of charged[row] ?? []) {
        const charge = charges.get(`${rule.kind} ${rule.id}`) ?? { rule, worth: 0 };
        charge.worth += (price * value) / partsOfPoint;
        charges.set(`${rule.kind} ${rule.id}`, charge);
      }
    }
    const rules = [...charges.values()]
      .filter((charge) => charge.worth > 0)
      .sort((a, b) => b.worth - a.worth);
    return { adds, costs: rules.reduce((sum, charge) => sum + charge.worth, 0), rules };
  };
  const items = problem.items.map((_, index): ItemCloseness => {
    const measured = (columns.choicesOf[index] ?? []).map(measure);
    measured.sort((a, b) => b.adds - b.costs - (a.adds - a.costs));
    return measured[0] ?? { adds: 0, costs: 0, rules: [] };
  });
  return {
    items,
    proven: provenByRows(problem, model, columns, prices),
    loseEach: (asked, funded) => loseEach(session, model, asked, funded),
  };
}

async function loseEach(
  { problem, solver }: ExplainSession,
  model: LinearModel,
  items: readonly number[],
  funded: 0 | 1,
): Promise<number[]> {
  const rowOf = new Map(model.rows.map((row, index) => [row.name, index]));
  const variants = items.map((item) => {
    const row = rowOf.get(`one-package ${problem.items[item]?.initiative.id}`);
    return row === undefined ? [] : [{ row, lower: funded, upper: funded }];
  });
  const [start = 0, ...objectives] = await solver.solveVariants(model, [[], ...variants]);
  return objectives.map((objective) => Math.max(0, (start - objective) / partsOfPoint));
}

/** The column of the money spent, where a row is the one that sums it up. */
function spentIn(model: LinearModel, row: number): number | undefined {
  const { name = "", indices = [] } = model.rows[row] ?? {};
  if (!name.startsWith("spending ")) return undefined;
  return indices.find((column) => model.columns[column]?.name.startsWith("spent "));
}

/** The rule that a row states, by index of the row; money is charged where it is spent. */
function namesOfRows(problem: Problem, model: LinearModel): ReadonlyMap<number, RuleName> {
  const families = listFamilies(problem);
  const names = new Map<string, RuleFamily>();
  for (const family of families) {
    for (const year of family.years) {
      for (const name of rowNamesOf(problem, family, year)) names.set(name, family);
    }
  }
  const money = new Map(
    families.filter((family) => family.form === "money").map((family) => [family.rule.id, family]),
  );
  const links = new Map(problem.links.map((link) => [link.id, link]));
  const nameOf = (item: number) => problem.items[item]?.initiative.name ?? "";
  const rules = new Map<number, RuleName>();
  model.rows.forEach((row, index) => {
    const [kind, first = ""] = row.name.split(" ");
    const link = links.get(first);
    if (link !== undefined && kind === link.kind) {
      const name = `${nameOf(link.item)} ${link.kind} ${nameOf(link.other)}`;
      rules.set(index, { kind: "link", id: link.id, name, fiscal_year: null });
      return;
    }
    const family = names.get(row.name) ?? (kind === "spending" ? money.get(first) : undefined);
    if (family !== undefined) rules.set(index, family.rule);
    if (kind === "cost") {
      rules.set(index, {
        kind: "account",
        id: "several",
        name: "money of its accounts",
        fiscal_year: null,
      });
    }
  });
  return rules;
}

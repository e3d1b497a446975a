import { fiscalYear } from "../../../src/base/fiscal.ts";
import type { Initiative, Line, Package } from "../../../src/plan/plan.ts";
import { makeRow } from "../../../src/plan/rows.ts";
import {
  type AuthoredRow,
  authoredRows,
  cell,
  demand,
  type ExampleTexts,
  listCell,
  numberCell,
  wholeDollars,
} from "./authored.ts";
import { describeUse, levelsFor, makeLine, type Programs } from "./programs.ts";

/** The new proposals: made up, each at three levels. Costs are authored in $ millions by kind and year. */
export function buildProposals(texts: ExampleTexts): Programs {
  const levels = levelsFor(texts, "proposal");
  const initiatives: Initiative[] = [];
  const packages: Package[] = [];
  const lines: Line[] = [];
  for (const row of authoredRows(texts, "proposals")) {
    const id = cell(row, "id");
    initiatives.push(makeProposal(row));
    for (const level of levels) {
      const name = `${id}.${level.level}`;
      packages.push(
        makeRow("packages", { id: name, initiative: id, name: level.name, level: level.level }),
      );
      for (const [kind, millions] of costsOf(row)) {
        millions.forEach((amount, offset) => {
          const cost = wholeDollars(amount * demand(level.percents[0], level.level) * 1_000_000);
          if (cost > 0) lines.push(makeLine(name, offset, kind, cost));
        });
      }
    }
  }
  return { initiatives, packages, lines };
}

function makeProposal(row: AuthoredRow): Initiative {
  return makeRow("initiatives", {
    id: cell(row, "id"),
    name: cell(row, "name"),
    partner: cell(row, "partner"),
    kind: "proposal",
    illustrative: true,
    agency: cell(row, "agency"),
    ...describeUse(row),
    units: listCell(row, "units"),
    use: choiceCell<Initiative["use"]>(row, "use"),
    demand: choiceCell<Initiative["demand"]>(row, "demand"),
    dod_objective_reason: choiceCell<string>(row, "dod_objective_reason"),
    earliest_start: fiscalYear(numberCell(row, "earliest_start")),
    latest_start: fiscalYear(numberCell(row, "latest_start")),
    assumptions: ["proposals-possible", ...listCell(row, "assumptions")],
    cost_basis: `Illustrative: ${cell(row, "cost_basis")}`,
    source: "Made up for this example; no agency has proposed it",
    mark: "assumed",
  });
}

/** The word of a cell; the plan's own check refuses one that is not in the table of fields. */
function choiceCell<T>(row: AuthoredRow, name: string): T | undefined {
  return row[name] === undefined || row[name] === "" ? undefined : (row[name] as T);
}

/** Costs such as `equipment:30/20/5;training:3/3/3`: kind, then $ millions by year after the start. */
function costsOf(row: AuthoredRow): [Line["kind"], number[]][] {
  return listCell(row, "costs").map((part) => {
    const [kind, amounts = ""] = part.split(":");
    return [kind as Line["kind"], amounts.split("/").map(Number)];
  });
}

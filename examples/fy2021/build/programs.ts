import type { Cents } from "../../../src/base/money.ts";
import type { Initiative, Line, Package } from "../../../src/plan/plan.ts";
import { makeRow } from "../../../src/plan/rows.ts";
import {
  type AuthoredRow,
  authoredRows,
  cell,
  type ExampleTexts,
  listCell,
  numberCell,
} from "./authored.ts";

/** Rows that describe what can be funded. */
export interface Programs {
  readonly initiatives: readonly Initiative[];
  readonly packages: readonly Package[];
  readonly lines: readonly Line[];
}

/** A funding level: its grade, name and percent of the figure, and the least yearly amount from which it is offered. */
export interface Level {
  readonly level: string;
  readonly name: string;
  /** Percent of the figure, by year after the start; one figure stands for every year. */
  readonly percents: readonly number[];
  readonly leastDollars: number;
}

/** The levels that continuing programs, or proposals, are offered at. */
export function levelsFor(texts: ExampleTexts, use: "continuing" | "proposal"): readonly Level[] {
  return authoredRows(texts, "levels")
    .filter((row) => cell(row, "use") === use)
    .map((row) => ({
      level: cell(row, "level"),
      name: cell(row, "name"),
      percents: listCell(row, "percents").map(Number),
      leastDollars: numberCell(row, "least"),
    }));
}

/** One cost line; its id names the package, the year and the kind. */
export function makeLine(option: string, offset: number, kind: Line["kind"], amount: Cents): Line {
  return makeRow("lines", {
    id: `${option}.${offset}.${kind}`,
    package: option,
    year_offset: offset,
    kind,
    amount,
  });
}

/** The fields of an initiative that are written the same way in every authored table. */
export function describeUse(
  row: AuthoredRow,
): Pick<
  Initiative,
  "accounts" | "purpose" | "recipient" | "focus" | "domain" | "instrument" | "dod_objective"
> {
  const objective = cell(row, "dod_objective");
  return {
    accounts: cell(row, "accounts").split(";"),
    // The plan's own check refuses a word that is not in the table of fields.
    purpose: cell(row, "purpose") as Initiative["purpose"],
    recipient: cell(row, "recipient") as Initiative["recipient"],
    focus: cell(row, "focus") as Initiative["focus"],
    domain: cell(row, "domain") as Initiative["domain"],
    instrument: (row.instrument ?? "grant") as Initiative["instrument"],
    dod_objective: objective === "" ? undefined : (objective as Initiative["dod_objective"]),
  };
}

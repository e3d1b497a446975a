import { fiscalYears } from "../../../src/base/fiscal.ts";
import { type Cents, cents, showDollars } from "../../../src/base/money.ts";
import type {
  BaselineRow,
  Initiative,
  Line,
  Package,
  Partner,
  PlanHead,
} from "../../../src/plan/plan.ts";
import { makeRow } from "../../../src/plan/rows.ts";
import {
  type AuthoredRow,
  authoredRows,
  cell,
  demand,
  dollarsCell,
  dollarsCells,
  type ExampleTexts,
  listCell,
  wholeDollars,
} from "./authored.ts";
import { describeUse, type Level, levelsFor, makeLine, type Programs } from "./programs.ts";
import { lastRecordYear } from "./resources.ts";

/** What a program got in a year of the record, and what repeating it costs. */
export interface Recorded {
  readonly partner: string;
  readonly account: string;
  readonly yearly: Cents;
  readonly basis: string;
  /** What it obligated in the last year of the record. */
  readonly last: Cents;
}

/** Programs with money in the last three years of the record, sorted as the record is. */
export function recordedPrograms(
  texts: ExampleTexts,
  baseline: readonly BaselineRow[],
): readonly Recorded[] {
  const accounts = authoredRows(texts, "accounts");
  const namesOf = (column: string, value: string) =>
    new Set(
      accounts.filter((row) => cell(row, column) === value).map((row) => cell(row, "account")),
    );
  const open = namesOf("continuing", "yes");
  const averaged = namesOf("repeat", "mean");
  const recent = baseline.filter((row) => row.fiscal_year > lastRecordYear - 3);
  const programs = Map.groupBy(recent, (row) => `${row.partner}-${row.account}`);
  return [...programs.values()].flatMap((rows) => {
    const first = demand(rows[0], "row");
    const total = rows.reduce((sum, row) => sum + row.amount, 0);
    if (!open.has(first.account) || total <= 0) return [];
    const last = cents(rows.find((row) => row.fiscal_year === lastRecordYear)?.amount ?? 0);
    const repeatsLast = last > 0 && !averaged.has(first.account);
    const yearly = repeatsLast ? last : wholeDollars(total / 3);
    if (yearly <= 0) return [];
    const what = repeatsLast ? "obligations of FY2020" : "mean of FY2018-FY2020";
    const basis = `Greenbook: ${what}, ${showDollars(yearly)} a year`;
    return [{ partner: first.partner, account: first.account, yearly, basis, last }];
  });
}

/** Every recorded program as an initiative that may go on from the first year of the plan. */
export function buildContinuing(
  texts: ExampleTexts,
  head: PlanHead,
  partners: readonly Partner[],
  recorded: readonly Recorded[],
): Programs {
  const byId = new Map(partners.map((partner) => [partner.id, partner]));
  const accounts = new Map(
    authoredRows(texts, "accounts").map((row) => [cell(row, "account"), row]),
  );
  const uses = authoredRows(texts, "uses");
  const steps = authoredRows(texts, "steps");
  const rests = Map.groupBy(authoredRows(texts, "rests_on"), (row) => cell(row, "initiative"));
  const years = fiscalYears(head.first_fiscal_year, head.last_fiscal_year).length;
  const levels = levelsFor(texts, "continuing");
  const initiatives: Initiative[] = [];
  const packages: Package[] = [];
  const lines: Line[] = [];
  for (const program of recorded) {
    const partner = demand(byId.get(program.partner), program.partner);
    const account = demand(accounts.get(program.account), program.account);
    const id = `${program.partner}-${program.account}`;
    const use = findUse(uses, program, partner);
    const rows = rests.get(id) ?? [];
    initiatives.push(
      makeRow("initiatives", {
        id,
        name: `${shownName(partner)}: ${cell(account, "name")}`,
        partner: partner.id,
        kind: "continuing",
        agency: cell(account, "agency"),
        ...describeUse(use),
        earliest_start: head.first_fiscal_year,
        latest_start: head.first_fiscal_year,
        assumptions: ["record-is-program", ...rows.map((row) => cell(row, "assumption"))],
        cost_basis: program.basis,
        source: "USAID Greenbook prepared on August 9, 2022",
        mark: "assumed",
      }),
    );
    const options = [
      ...levels.flatMap((level) => levelOption(level, program.yearly)),
      ...lastYearOption(program, years),
      ...steps.filter((row) => cell(row, "initiative") === id).map((row) => stepOption(row)),
    ];
    const split = splitOf(use, program.yearly);
    for (const option of options) {
      const name = `${id}.${option.suffix}`;
      packages.push(
        makeRow("packages", { id: name, initiative: id, name: option.name, level: option.level }),
      );
      option.yearly.forEach((amount, offset) => {
        for (const [kind, part] of splitAmount(amount, split)) {
          if (part > 0) lines.push(makeLine(name, offset, kind, part));
        }
      });
    }
  }
  return { initiatives, packages, lines };
}

interface Option {
  readonly suffix: string;
  readonly name: string;
  readonly level: string;
  readonly yearly: readonly Cents[];
}

function levelOption(level: Level, yearly: Cents): Option[] {
  if (yearly < level.leastDollars * 100) return [];
  const amounts = level.percents.map((percent) =>
    percent === 100 ? yearly : wholeDollars((yearly * percent) / 100),
  );
  return [
    {
      suffix: level.level,
      name: level.name,
      level: level.level,
      yearly: amounts,
    },
  ];
}

/** Where repeating a program costs another amount than its last year: that year again, for the baseline. */
function lastYearOption(program: Recorded, years: number): Option[] {
  if (program.last <= 0 || program.last === program.yearly) return [];
  const level = program.last < program.yearly ? "reduced" : "increased";
  const yearly = Array<Cents>(years).fill(program.last);
  return [{ suffix: lastYearPackage, name: "At the figure of FY2020", level, yearly }];
}

/** The package of a program's last year, where it differs from `as-before`. */
export const lastYearPackage = "fy2020";

function stepOption(row: AuthoredRow): Option {
  return {
    suffix: cell(row, "package"),
    name: cell(row, "name"),
    level: cell(row, "level"),
    yearly: dollarsCells(row, "amounts"),
  };
}

/** The use of an account for a partner: the row for that partner, else for its bureau, else for the account. */
function findUse(uses: readonly AuthoredRow[], program: Recorded, partner: Partner): AuthoredRow {
  const fitting = uses.filter(
    (row) =>
      cell(row, "account") === program.account &&
      ["", partner.id].includes(cell(row, "partner")) &&
      ["", partner.bureau].includes(cell(row, "bureau")),
  );
  const narrowness = (row: AuthoredRow) =>
    (cell(row, "partner") === "" ? 0 : 2) + (cell(row, "bureau") === "" ? 0 : 1);
  fitting.sort((a, b) => narrowness(b) - narrowness(a));
  return demand(fitting[0], `use of ${program.account}`);
}

type Split = readonly (readonly [Line["kind"], number])[];

/** Shares by kind. A program smaller than `split_from` is one line a year: its main kind. */
function splitOf(use: AuthoredRow, yearly: Cents): Split {
  const least = dollarsCell(use, "split_from");
  const parts = listCell(use, "split").map((part): [Line["kind"], number] => {
    const [kind, share] = part.split(":");
    return [kind as Line["kind"], Number(share)];
  });
  return yearly < least ? parts.slice(0, 1).map(([kind]) => [kind, 1]) : parts;
}

/** An amount by kind in whole dollars; the first kind takes what rounding leaves. */
function splitAmount(amount: Cents, split: Split): [Line["kind"], Cents][] {
  const rest = split
    .slice(1)
    .map(([kind, share]): [Line["kind"], Cents] => [kind, wholeDollars(amount * share)]);
  const first = demand(split[0], "split");
  const left = amount - rest.reduce((sum, [, part]) => sum + part, 0);
  return [[first[0], cents(left)], ...rest];
}

/** A partner's name for titles: regional rows of the record read as programs. */
export function shownName(partner: Partner): string {
  const region = partner.name.replace(/ \(not specified\)$/, "");
  if (region === partner.name) return partner.name;
  return region === "World" ? "Worldwide" : `${region}, regional`;
}

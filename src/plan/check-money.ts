import { cents, showDollars } from "../base/money.ts";
import { type Check, findRepeated, keyOf } from "./check-context.ts";
import type { Directive } from "./plan.ts";

/** Checks resources, the baseline, and that no table adds up to more than can be counted. */
export function checkMoney(check: Check): void {
  const { resources, baseline } = check.tables;
  for (const { row, first } of findRepeated(resources, (r) => keyOf(r.account, r.fiscal_year))) {
    check.add("resource_repeated", "resources", row.id, "fiscal_year", {
      found: `\`${row.id}\` and \`${first.id}\`, both ${row.account} in FY${row.fiscal_year}`,
      expected: "one row for each account and year, so that no dollar counts twice",
      help: "Keep the figure of the latest stage; put the other among the claims.",
    });
  }
  for (const row of resources) {
    if (isInside(check, row.fiscal_year)) continue;
    check.add("resource_outside_horizon", "resources", row.id, "fiscal_year", {
      found: `FY${row.fiscal_year}`,
      expected: describeHorizon(check),
      help: "The row does not count in this plan.",
    });
  }
  const repeated = findRepeated(baseline, (r) => keyOf(r.partner, r.account, r.fiscal_year));
  for (const { row, first } of repeated) {
    check.add("baseline_repeated", "baseline", row.id, "fiscal_year", {
      found: `\`${row.id}\` and \`${first.id}\`, both ${row.partner}, ${row.account}, FY${row.fiscal_year}`,
      expected: "one row for each partner, account and year, so that no dollar counts twice",
      help: "Add the two up in one row if they are parts; else put one among the claims.",
    });
  }
  for (const row of baseline) {
    if (row.amount >= 0 || row.note !== undefined) continue;
    check.add("baseline_negative", "baseline", row.id, "amount", {
      found: `${showDollars(row.amount)} without a note`,
      expected: "a note that says why, such as a de-obligation",
      help: "It is kept and counted as it is. Write the reason under `note`.",
    });
  }
  checkTotals(check);
}

/** Half of what a safe integer can count, so that differences of two totals are exact too. */
const largestTotal = 4_500_000_000_000_000;

function checkTotals(check: Check): void {
  for (const table of ["resources", "directives", "lines", "baseline"] as const) {
    let total = 0;
    for (const row of check.tables[table]) total += Math.abs(row.amount);
    const [first] = check.tables[table];
    if (total <= largestTotal || first === undefined) continue;
    check.add("total_too_large", table, first.id, "amount", {
      found: `a total above ${showDollars(cents(largestTotal))}`,
      expected: "amounts whose sum can be counted exactly",
      help: "Check the unit of the amounts: they are in dollars.",
    });
  }
}

function isInside(check: Check, year: number): boolean {
  const { first_fiscal_year: first, last_fiscal_year: last } = check.plan.head;
  return year >= first && year <= last;
}

function describeHorizon(check: Check): string {
  const { first_fiscal_year: first, last_fiscal_year: last } = check.plan.head;
  return `a year from FY${first} to FY${last}, the years of the plan`;
}

/** Checks directives: tranches within floors, no value that their kind does not use, none twice. */
export function checkDirectives(check: Check): void {
  const { directives } = check.tables;
  for (const row of directives) {
    if (row.kind === "withhold") checkTranche(check, row);
    else checkStray(check, row);
    if (isInside(check, row.fiscal_year)) continue;
    check.add("directive_outside_horizon", "directives", row.id, "fiscal_year", {
      found: `FY${row.fiscal_year}`,
      expected: describeHorizon(check),
      help: "The row does not count in this plan.",
    });
  }
  const amounts = directives.filter((row) => row.kind !== "withhold");
  const repeated = findRepeated(amounts, (row) =>
    keyOf(row.kind, row.accounts, row.partners, row.bureaus, row.purposes, row.fiscal_year),
  );
  for (const { row, first } of repeated) {
    check.add("directive_repeated", "directives", row.id, "kind", {
      found: `\`${row.id}\` and \`${first.id}\`, of one kind, scope and year`,
      expected: "one directive, or different scopes",
      help: "Both hold; the stricter one decides. Delete one if it is the same rule.",
    });
  }
  checkTrancheSums(check);
}

function checkTranche(check: Check, row: Directive): void {
  const floor = row.within === undefined ? undefined : check.find("directives", row.within);
  const wrong = describeWrongFloor(row, floor);
  if (wrong !== undefined) {
    check.add("withhold_without_floor", "directives", row.id, "within", {
      found: wrong,
      expected:
        "a directive `not_less_than` of the same fiscal year, of which the tranche is a part",
      help: "Name the floor under `within`.",
    });
  }
  if (row.waivable_amount !== undefined && row.waivable_amount > row.amount) {
    check.add("waivable_too_large", "directives", row.id, "waivable_amount", {
      found: `${showDollars(row.waivable_amount)} that may be waived`,
      expected: `at most the amount withheld, ${showDollars(row.amount)}`,
      help: "Change one of the two amounts.",
    });
  }
}

function describeWrongFloor(row: Directive, floor: Directive | undefined): string | undefined {
  if (row.within === undefined) return "a withheld tranche that is part of nothing";
  if (floor === undefined) return undefined;
  if (floor.kind !== "not_less_than") return `\`${floor.id}\`, which is no floor`;
  if (floor.fiscal_year === row.fiscal_year) return undefined;
  return `the floor \`${floor.id}\` of FY${floor.fiscal_year} for a tranche of FY${row.fiscal_year}`;
}

function checkTrancheSums(check: Check): void {
  const sums = new Map<string, number>();
  for (const row of check.tables.directives) {
    if (row.kind !== "withhold" || row.within === undefined) continue;
    const floor = check.find("directives", row.within);
    if (floor === undefined) continue;
    const before = sums.get(floor.id) ?? 0;
    const after = before + row.amount;
    sums.set(floor.id, after);
    if (before > floor.amount || after <= floor.amount) continue;
    check.add("withhold_too_large", "directives", row.id, "amount", {
      found: `${showDollars(cents(after))} withheld within \`${floor.id}\``,
      expected: `at most the floor, ${showDollars(floor.amount)}`,
      help: "Change the amount of a tranche or of the floor.",
    });
  }
}

function checkStray(check: Check, row: Directive): void {
  for (const field of ["within", "waivable_amount"] as const) {
    if (row[field] === undefined) continue;
    check.add("directive_field_stray", "directives", row.id, field, {
      found: `a value of \`${field}\` on a directive \`${row.kind}\``,
      expected: "none: only a directive `withhold` uses it",
      help: "Clear the cell, or change the kind.",
    });
  }
}

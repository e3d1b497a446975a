import { compareText, type Finding, reporter } from "../base/findings.ts";
import type { FiscalYear } from "../base/fiscal.ts";
import { cents, showDollars } from "../base/money.ts";
import type { Plan } from "../plan/plan.ts";
import { assessFindingKinds } from "./finding-kinds.ts";
import {
  type Ceiling,
  type Floor,
  isWithin,
  listCeilings,
  listFloors,
  measureFill,
  pickDisjoint,
} from "./floors.ts";
import type { Money } from "./money.ts";
import { type Prospect, yearsOf } from "./prospects.ts";

const report = reporter(assessFindingKinds);
const show = (amount: number) => showDollars(cents(amount));

/** Floors that no plan can meet, each with the nearest cause only: the law, the money, the packages, a ceiling. */
export function checkFloors(plan: Plan, prospects: readonly Prospect[], money: Money): Finding[] {
  const years = yearsOf(plan);
  const findings: Finding[] = [];
  const sound: Floor[] = [];
  for (const floor of listFloors(plan)) {
    const found = checkFloor(floor, prospects, money, years);
    if (found === undefined) sound.push(floor);
    else findings.push(found);
  }
  findings.push(...checkTogether(sound, money, years));
  for (const ceiling of listCeilings(plan)) {
    const found = checkCeiling(ceiling, sound, years);
    if (found !== undefined) findings.push(found);
  }
  return findings;
}

function checkFloor(
  floor: Floor,
  prospects: readonly Prospect[],
  money: Money,
  years: readonly FiscalYear[],
): Finding | undefined {
  const { directive, amount } = floor;
  const at = { file: "directives.csv", field: "amount", id: directive.id };
  const year = `FY${years[floor.year]}`;
  const fill = measureFill(floor, prospects);
  const barred = fill.asked > fill.lawful && (fill.asked >= amount || fill.lawful === 0);
  if (fill.lawful < amount && barred) {
    const rules = fill.provisions.map((each) => `${each.rule} (${each.citation})`).join("; ");
    return report("floor_barred", at, {
      found: `${show(amount)} in ${year}; lawfully ${show(fill.lawful)} can flow. Against the rest: ${rules}`,
      expected: "a floor on money that the law lets flow",
      help: "Lower the floor, or propose what an account may lawfully pay.",
      source: directive.citation,
    });
  }
  const accounts = floor.reach.accounts ?? new Set(money.accounts);
  const have = [...accounts].reduce((sum, account) => sum + money.within(account, floor.year), 0);
  if (amount > have) {
    const names = [...accounts].sort(compareText).join(", ");
    return report("floor_exceeds_money", at, {
      found: `${show(amount)} in ${year}, where ${names} ${accounts.size === 1 ? "has" : "have"} ${show(have)}`,
      expected: "a floor of at most the money that can be spent in the year",
      help: "Lower the floor, or add the money in resources.csv.",
      source: directive.citation,
    });
  }
  if (fill.lawful >= amount) return undefined;
  return report("floor_unreachable", at, {
    found: `${show(amount)} in ${year}; the largest packages of ${fill.initiatives} initiatives in its scope come to ${show(fill.lawful)}`,
    expected: "packages that add up to the floor",
    help: "Add a larger package or an initiative in its scope, or lower the floor.",
    source: directive.citation,
  });
}

/** Floors on the same accounts that fit one by one, and not together, in the shortest run of years. */
function checkTogether(
  floors: readonly Floor[],
  money: Money,
  years: readonly FiscalYear[],
): Finding[] {
  const findings: Finding[] = [];
  const told: ReadonlySet<string>[] = [];
  for (const accounts of listAccountSets(floors, money)) {
    // What a few accounts cannot pay, more of them are not told of again.
    if (told.some((few) => few.isSubsetOf(accounts))) continue;
    const own = floors.filter(({ reach }) =>
      (reach.accounts ?? new Set(money.accounts)).isSubsetOf(accounts),
    );
    const byYear = years.map((_, year) => pickDisjoint(own.filter((each) => each.year === year)));
    const clash = findClash(byYear, accounts, money);
    if (clash === undefined) continue;
    told.push(accounts);
    const { first, last, sum, have } = clash;
    const names = byYear.slice(first, last + 1).flat();
    const [largest] = names;
    const span = first === last ? `FY${years[first]}` : `FY${years[first]} to FY${years[last]}`;
    findings.push(
      report(
        "floors_exceed_money",
        {
          file: "directives.csv",
          field: "amount",
          ...(largest === undefined ? {} : { id: largest.directive.id }),
        },
        {
          found: `${names.length} floors on ${[...accounts].sort(compareText).join(", ")} of ${show(sum)} in ${span}, where ${accounts.size === 1 ? "it has" : "they have"} ${show(have)}: ${names.map((each) => `\`${each.directive.id}\``).join(", ")}`,
          expected: "floors that the money of their accounts can meet together",
          help: "Lower some of them, or add the money in resources.csv.",
          source: [...new Set(names.map((each) => each.directive.citation))].join("; "),
        },
      ),
    );
  }
  return findings;
}

/** The accounts of floors: each alone, then those of one floor, then all; fewer before more. */
function listAccountSets(floors: readonly Floor[], money: Money): ReadonlySet<string>[] {
  const sets = new Map<string, ReadonlySet<string>>();
  for (const account of money.accounts) sets.set(account, new Set([account]));
  for (const { reach } of floors) {
    const accounts = [...(reach.accounts ?? money.accounts)].sort(compareText);
    sets.set(accounts.join(" "), new Set(accounts));
  }
  sets.set("", new Set(money.accounts));
  return [...sets]
    .sort(([a, one], [b, other]) => one.size - other.size || compareText(a, b))
    .map(([, accounts]) => accounts);
}

function findClash(
  byYear: readonly (readonly Floor[])[],
  accounts: ReadonlySet<string>,
  money: Money,
): { first: number; last: number; sum: number; have: number } | undefined {
  for (let length = 1; length <= byYear.length; length++) {
    for (let first = 0; first + length <= byYear.length; first++) {
      const last = first + length - 1;
      const inside = byYear.slice(first, last + 1).flat();
      const sum = inside.reduce((total, each) => total + each.amount, 0);
      const have = [...accounts].reduce(
        (total, account) => total + money.between(account, first, last),
        0,
      );
      if (sum > have) return { first, last, sum, have };
    }
  }
  return undefined;
}

function checkCeiling(
  ceiling: Ceiling,
  floors: readonly Floor[],
  years: readonly FiscalYear[],
): Finding | undefined {
  const inside = pickDisjoint(
    floors.filter((each) => each.year === ceiling.year && isWithin(each.reach, ceiling.reach)),
  );
  const sum = inside.reduce((total, each) => total + each.amount, 0);
  if (sum <= ceiling.amount) return undefined;
  const names = inside.map((each) => `\`${each.directive.id}\``).join(", ");
  return report(
    "floor_above_ceiling",
    { file: `${ceiling.table}.csv`, field: "amount", id: ceiling.id },
    {
      found: `${show(ceiling.amount)} at most in FY${years[ceiling.year]}, and ${show(sum)} at least by ${names}`,
      expected: "a ceiling of at least the floors inside it",
      help: "Raise the ceiling, or lower a floor.",
      source: [ceiling.source, ...inside.map((each) => each.directive.citation)].join("; "),
    },
  );
}

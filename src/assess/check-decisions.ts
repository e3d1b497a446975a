import { compareText, type Finding, reporter } from "../base/findings.ts";
import type { FiscalYear } from "../base/fiscal.ts";
import { cents, showDollars } from "../base/money.ts";
import type { Plan } from "../plan/plan.ts";
import { assessFindingKinds } from "./finding-kinds.ts";
import { type Ceiling, listCeilings } from "./floors.ts";
import type { Money } from "./money.ts";
import { type Prospect, yearsOf } from "./prospects.ts";

const report = reporter(assessFindingKinds);
const show = (amount: number) => showDollars(cents(amount));

/** A pinned initiative with the lawful ways to fund it, at the share that was decided. */
interface Pin {
  readonly prospect: Prospect;
  /** Costs by year of the plan, of each way.   Unit: US cents, never more than it will cost. */
  readonly ways: readonly (readonly number[])[];
}

/** Decisions of people that no plan can follow: against a ceiling, or the money. */
export function checkPins(plan: Plan, prospects: readonly Prospect[], money: Money): Finding[] {
  const years = yearsOf(plan);
  const pins = prospects.flatMap((prospect): Pin[] => {
    const { initiative, options } = prospect;
    if (initiative.pinned_package === undefined) return [];
    const share = initiative.pinned_share ?? 1;
    const ways = options
      .filter(({ lawful }) => lawful)
      .map(({ costs }) => costs.map((cost) => Math.max(0, Math.floor(cost * share) - 1)));
    return ways.length === 0 ? [] : [{ prospect, ways }];
  });
  return [...checkCeilings(plan, pins, years), ...checkMoney(pins, money, years)];
}

/** The least that a pin costs in a year, whichever way it is funded. */
function leastIn({ ways }: Pin, year: number): number {
  return Math.min(...ways.map((costs) => costs[year] ?? 0));
}

function namesOf(pins: readonly Pin[]): string {
  return pins.map(({ prospect }) => `\`${prospect.initiative.id}\``).join(", ");
}

function reasonsOf(pins: readonly Pin[]): string {
  const reasons = pins.map(
    ({ prospect }) => prospect.initiative.override_reason ?? "no reason was given",
  );
  return [...new Set(reasons)].join("; ");
}

/** Whether all money of a pin in a year counts under a ceiling. */
function isUnder({ prospect }: Pin, { reach, year }: Ceiling): boolean {
  const { initiative, partner, accounts } = prospect;
  const payers = accounts[year] ?? [];
  return (
    reach.partners.has(partner.id) &&
    (reach.purposes === null || reach.purposes.has(initiative.purpose)) &&
    (reach.initiatives === null || reach.initiatives.has(initiative.id)) &&
    payers.every((account) => reach.accounts === null || reach.accounts.has(account))
  );
}

function checkCeilings(plan: Plan, pins: readonly Pin[], years: readonly FiscalYear[]): Finding[] {
  const ceilings = listCeilings(plan);
  const findings: Finding[] = [];
  const told = new Set<Pin>();
  for (const pin of pins) {
    const broken = pin.ways.map((costs) =>
      ceilings.find((each) => isUnder(pin, each) && (costs[each.year] ?? 0) > each.amount),
    );
    const [first] = broken;
    if (first === undefined || broken.includes(undefined)) continue;
    told.add(pin);
    findings.push(
      reportCeiling(first, [pin], Math.min(...pin.ways.map((one) => one[first.year] ?? 0)), years),
    );
  }
  for (const ceiling of ceilings) {
    const inside = pins.filter(
      (pin) => !told.has(pin) && isUnder(pin, ceiling) && leastIn(pin, ceiling.year) > 0,
    );
    const sum = inside.reduce((total, pin) => total + leastIn(pin, ceiling.year), 0);
    if (inside.length < 2 || sum <= ceiling.amount) continue;
    findings.push(reportCeiling(ceiling, inside, sum, years));
  }
  return findings;
}

function reportCeiling(
  ceiling: Ceiling,
  pins: readonly Pin[],
  sum: number,
  years: readonly FiscalYear[],
): Finding {
  const cost = pins.length === 1 ? "costs" : "cost together";
  return report(
    "pin_above_ceiling",
    { file: `${ceiling.table}.csv`, field: "amount", id: ceiling.id },
    {
      found: `${show(ceiling.amount)} at most in FY${years[ceiling.year]}, where ${namesOf(pins)}, pinned, ${cost} ${show(sum)}`,
      expected: "a ceiling of at least what was decided inside it",
      help: "Clear `pinned_package`, pin a smaller package, or raise the ceiling.",
      source: `${ceiling.source}; pinned: ${reasonsOf(pins)}`,
    },
  );
}

/** Pins that their accounts cannot pay: one by all of its accounts, or several by the one account that may. */
function checkMoney(pins: readonly Pin[], money: Money, years: readonly FiscalYear[]): Finding[] {
  const findings: Finding[] = [];
  const told = new Set<Pin>();
  for (const pin of pins) {
    const shorts = pin.ways.map((costs) => findShort([{ pin, costs }], null, money, years));
    const [first] = shorts;
    if (first === undefined || shorts.includes(undefined)) continue;
    told.add(pin);
    findings.push(reportMoney(first, [pin], years));
  }
  const rest = pins.filter((pin) => !told.has(pin));
  for (const account of money.accounts) {
    const own = rest
      .map((pin) => ({
        pin,
        costs: years.map((_, year) => {
          const payers = pin.prospect.accounts[year] ?? [];
          return payers.length === 1 && payers[0] === account ? leastIn(pin, year) : 0;
        }),
      }))
      .filter(({ costs }) => costs.some((cost) => cost > 0));
    const short = own.length < 2 ? undefined : findShort(own, account, money, years);
    if (short !== undefined)
      findings.push(
        reportMoney(
          short,
          own.map(({ pin }) => pin),
          years,
        ),
      );
  }
  return findings;
}

interface Short {
  readonly accounts: readonly string[];
  readonly first: number;
  readonly last: number;
  readonly sum: number;
  readonly have: number;
}

/** The shortest run of years in which the costs exceed the money; of one account, or of all that the one pin has. */
function findShort(
  costs: readonly { readonly pin: Pin; readonly costs: readonly number[] }[],
  account: string | null,
  money: Money,
  years: readonly FiscalYear[],
): Short | undefined {
  for (let length = 1; length <= years.length; length++) {
    for (let first = 0; first + length <= years.length; first++) {
      const last = first + length - 1;
      const run = years.map((_, year) => year).slice(first, last + 1);
      let sum = 0;
      const payers = new Set<string>();
      for (const one of costs) {
        for (const year of run) {
          const cost = one.costs[year] ?? 0;
          sum += cost;
          if (cost > 0) for (const each of one.pin.prospect.accounts[year] ?? []) payers.add(each);
        }
      }
      const accounts = account === null ? [...payers].sort(compareText) : [account];
      const have = accounts.reduce((total, each) => total + money.between(each, first, last), 0);
      if (sum > have) return { accounts, first, last, sum, have };
    }
  }
  return undefined;
}

function reportMoney(short: Short, pins: readonly Pin[], years: readonly FiscalYear[]): Finding {
  const { first, last, accounts, sum, have } = short;
  const span = first === last ? `FY${years[first]}` : `FY${years[first]} to FY${years[last]}`;
  const id = pins[0]?.prospect.initiative.id ?? "";
  return report(
    "pins_exceed_money",
    { file: "initiatives.csv", field: "pinned_package", id },
    {
      found: `${namesOf(pins)}, pinned, ${pins.length === 1 ? "costs" : "cost together"} ${show(sum)} in ${span}, where ${accounts.join(", ")} ${accounts.length === 1 ? "has" : "have"} ${show(have)}`,
      expected: "decisions that the money of their accounts can pay",
      help: "Clear `pinned_package`, pin a smaller package, or add the money in resources.csv.",
      source: `Pinned: ${reasonsOf(pins)}`,
    },
  );
}

import { compareText, type Finding, type Outcome, reporter } from "../../base/findings.ts";
import { type FiscalYear, fiscalYears } from "../../base/fiscal.ts";
import { type Cents, cents, showDollars, sumCents, zeroCents } from "../../base/money.ts";
import type { Hold } from "../../law/hold.ts";
import type { Law, Provision } from "../../law/law.ts";
import { legalSubject } from "../../law/subject.ts";
import { listMoments } from "../../law/yearly-costs.ts";
import type {
  Agreement,
  Effect,
  Initiative,
  Line,
  Package,
  Partner,
  Plan,
} from "../../plan/plan.ts";
import { type ReserveMoney, readReserveMoney } from "../../plan/reserve-money.ts";
import { allocateFindingKinds } from "../finding-kinds.ts";
import type { Bar, Candidate, Item, Problem, Purse } from "../problem.ts";
import { holdsByInitiative, provisionOfHold, withoutHeld } from "./holds.ts";
import { poseLeaves } from "./leaves.ts";
import { poseRules } from "./rules.ts";
import { costsOfShare, listPercents, wholePercent } from "./shares.ts";

const report = reporter(allocateFindingKinds);

/**
 * The allocation problem of a plan under the law: who could be funded how, from what money, under which rules.
 *
 * The plan must have been checked: a dangling reference is our own bug here.
 * Errors: findings of `allocateFindingKinds`; the problem is whole all the same.
 */
export function poseProblem(unsettled: Plan, law: Law): Outcome<Problem> {
  const plan = law.settlePlan?.(unsettled) ?? unsettled;
  const findings: Finding[] = [];
  const years = fiscalYears(plan.head.first_fiscal_year, plan.head.last_fiscal_year);
  const kept = law.settlePlan === undefined ? [] : readReserveMoney(unsettled);
  const purses = posePurses(plan, law, years, findings).map((purse) => namingReserves(purse, kept));
  const items = poseItems(plan, law, years);
  const problem: Problem = {
    years,
    items,
    purses,
    leaves: poseLeaves(plan),
    ...poseRules(plan, items, years),
    directives: sortById(plan.tables.directives),
    limits: sortById(plan.tables.limits),
  };
  findings.push(...checkPosed(problem));
  return { result: problem, findings };
}

/** Rows by id, in the order that every result uses. */
export function sortById<R extends { readonly id: string }>(rows: readonly R[]): R[] {
  return [...rows].sort((a, b) => compareText(a.id, b.id));
}

function posePurses(
  plan: Plan,
  law: Law,
  years: readonly FiscalYear[],
  findings: Finding[],
): Purse[] {
  const budgets = new Map<string, Cents[]>();
  for (const row of plan.tables.resources) {
    const index = years.indexOf(row.fiscal_year);
    if (index < 0) continue;
    const budget = budgets.get(row.account) ?? years.map(() => zeroCents);
    budget[index] = sumCents([budget[index] ?? zeroCents, row.amount]);
    budgets.set(row.account, budget);
  }
  for (const initiative of plan.tables.initiatives) {
    for (const account of initiative.accounts) {
      if (!budgets.has(account))
        budgets.set(
          account,
          years.map(() => zeroCents),
        );
    }
  }
  return [...budgets]
    .sort(([a], [b]) => compareText(a, b))
    .map(([account, budget]): Purse => {
      const availability = law.findAvailability(account, plan.head.as_of);
      if (availability && availability.provision.mark !== "checked") {
        const lasts =
          availability.years === null
            ? "until expended"
            : `${availability.years} ${availability.years === 1 ? "year" : "years"}`;
        findings.push(
          report(
            "money_without_rule",
            { id: account },
            {
              found: `\`${account}\` money lasts ${lasts}, marked ${availability.provision.mark}`,
              expected: "a period of availability checked against the appropriations act",
              help: "Look the period up before you rely on money of an earlier year.",
              source: availability.provision.citation,
            },
          ),
        );
      }
      const lasts = availability ? (availability.years ?? years.length) : 1;
      const title = law.findTitle(account);
      return {
        account,
        ...(title === undefined ? {} : { title }),
        budget,
        lasts: Math.max(1, Math.min(lasts, years.length)),
      };
    });
}

/** A purse whose title says what its reserves keep back, so that whoever asks why money lacks is told. */
function namingReserves(purse: Purse, money: readonly ReserveMoney[]): Purse {
  const said = money
    .filter(({ reserve }) => reserve.account === purse.account)
    .flatMap(({ reserve: { fiscal_year: year, name }, left, outside }) => [
      ...(left > 0 ? [`${showDollars(left)} of FY${year} kept in the reserve “${name}”`] : []),
      ...(outside > 0
        ? [`${showDollars(outside)} of FY${year} released of “${name}” for work outside the plan`]
        : []),
    ]);
  if (said.length === 0) return purse;
  return { ...purse, title: `${purse.title ?? purse.account}, less ${said.join(" and ")}` };
}

interface Indexes {
  readonly partners: ReadonlyMap<string, Partner>;
  readonly packages: ReadonlyMap<string, readonly Package[]>;
  readonly lines: ReadonlyMap<string, readonly Line[]>;
  readonly effects: ReadonlyMap<string, readonly Effect[]>;
  readonly agreements: ReadonlyMap<string, readonly Agreement[]>;
  readonly factors: ReadonlyMap<string, number>;
  /** When an account could pay for an initiative, by its id. */
  readonly momentOf: ReturnType<typeof listMoments>;
}

function poseItems(plan: Plan, law: Law, years: readonly FiscalYear[]): Item[] {
  const indexes: Indexes = {
    partners: new Map(plan.tables.partners.map((row) => [row.id, row])),
    packages: Map.groupBy(sortById(plan.tables.packages), (row) => row.initiative),
    lines: Map.groupBy(plan.tables.lines, (row) => row.package),
    effects: Map.groupBy(plan.tables.effects, (row) => row.initiative),
    agreements: Map.groupBy(plan.tables.agreements, (row) => row.partner),
    factors: new Map(plan.tables.scales.map((row) => [row.id, row.factor])),
    momentOf: listMoments(plan, law),
  };
  const holds = holdsByInitiative(law.listHolds?.(plan) ?? []);
  return sortById(plan.tables.initiatives).map((initiative) =>
    poseItem(initiative, indexes, law, years, holds.get(initiative.id) ?? []),
  );
}

function poseItem(
  initiative: Initiative,
  indexes: Indexes,
  law: Law,
  years: readonly FiscalYear[],
  holds: readonly Hold[],
): Item {
  const partner = demand(indexes.partners.get(initiative.partner), initiative.partner);
  const packages = indexes.packages.get(initiative.id) ?? [];
  const lines = packages.flatMap((option) => indexes.lines.get(option.id) ?? []);
  const subject = legalSubject(initiative, partner, lines, indexes.agreements.get(partner.id));
  const warnings = new Map<string, Provision>();
  const blocks = new Map<string, Provision>();
  const accounts = years.map((year) =>
    [...new Set(initiative.accounts)].sort(compareText).filter((account) => {
      const moment = indexes.momentOf(initiative.id, account);
      const answer = law.eligible(account, subject, year, moment);
      for (const warning of answer.warnings) warnings.set(warning.rule, warning);
      if (answer.answer === "yes") return true;
      for (const provision of answer.provisions) blocks.set(provision.rule, provision);
      return false;
    }),
  );
  const fitting: Candidate[] = [];
  let lawful: Candidate[] = [];
  if (!initiative.excluded) {
    for (const option of packages) {
      if (initiative.pinned_package !== undefined && initiative.pinned_package !== option.id)
        continue;
      fitting.push(...poseCandidates(initiative, option, partner, indexes, years));
    }
    lawful = fitting.filter((candidate) =>
      candidate.costs.every((cost, year) => cost === 0 || (accounts[year] ?? []).length > 0),
    );
  }
  const unheld = withoutHeld(lawful, accounts, holds);
  const bar =
    barOf(initiative, packages.length, fitting.length, lawful.length, [...blocks.values()]) ??
    (unheld.candidates.length === 0 ? heldBar(holds) : undefined);
  return {
    initiative,
    bureau: partner.bureau,
    ...unheld,
    ...(holds.length === 0 ? {} : { holds }),
    ...(bar === undefined ? {} : { bar }),
    warnings: [...warnings.values()].sort((a, b) => compareText(a.rule, b.rule)),
  };
}

function poseCandidates(
  initiative: Initiative,
  option: Package,
  partner: Partner,
  indexes: Indexes,
  years: readonly FiscalYear[],
): Candidate[] {
  const lines = indexes.lines.get(option.id) ?? [];
  const total = sumCents(lines.map((line) => line.amount));
  if (total === 0) return [];
  const effects = effectsOf(initiative, option, partner, indexes, total);
  const parts = poseParts(initiative, lines, effects);
  const candidates: Candidate[] = [];
  for (let start: number = initiative.earliest_start; start <= initiative.latest_start; start++) {
    const first = start - (years[0] ?? 0);
    if (first < 0 || first >= years.length) continue;
    for (const { costs: byOffset, ...part } of parts) {
      if (byOffset.some((cost, offset) => cost > 0 && first + offset >= years.length)) continue;
      candidates.push({
        initiative: initiative.id,
        package: option.id,
        start: demand(years[first], initiative.id),
        costs: years.map((_, year) => byOffset[year - first] ?? zeroCents),
        ...part,
      });
    }
  }
  return candidates;
}

/** The shares of a package that may be funded, with costs by year after the start; not those that cost nothing. */
function poseParts(
  initiative: Initiative,
  lines: readonly Line[],
  effects: ReadonlyMap<string, number>,
): Pick<Candidate, "share" | "costs" | "effects">[] {
  const whole: number[] = [];
  for (const { year_offset: offset, amount } of lines) {
    while (whole.length <= offset) whole.push(0);
    whole[offset] = (whole[offset] ?? 0) + amount;
  }
  return listPercents(initiative).flatMap(
    (percent): Pick<Candidate, "share" | "costs" | "effects">[] => {
      if (percent === wholePercent) return [{ costs: whole.map(cents), effects }];
      const share = percent / wholePercent;
      const costs = costsOfShare(whole, percent);
      if (costs.every((cost) => cost === 0)) return [];
      const scaled = new Map([...effects].map(([leaf, effect]) => [leaf, effect * share]));
      return [{ share, costs, effects: scaled }];
    },
  );
}

function effectsOf(
  initiative: Initiative,
  option: Package,
  partner: Partner,
  indexes: Indexes,
  total: Cents,
): ReadonlyMap<string, number> {
  const factor = (id: string | undefined) =>
    id === undefined ? 1 : demand(indexes.factors.get(id), id);
  const rows = (indexes.effects.get(initiative.id) ?? []).filter(
    (row) => row.package === undefined || row.package === option.id,
  );
  const chosen = new Map<string, Effect>();
  for (const row of sortById(rows)) {
    // A row for this very package says more than one for all packages.
    if (row.package !== undefined || !chosen.has(row.objective)) chosen.set(row.objective, row);
  }
  const millions = total / 100_000_000;
  return new Map(
    [...chosen]
      .sort(([a], [b]) => compareText(a, b))
      .map(([objective, row]) => [
        objective,
        row.effect ??
          millions *
            factor(partner.tier) *
            factor(row.relevance) *
            factor(row.confidence) *
            factor(option.level),
      ]),
  );
}

function barOf(
  initiative: Initiative,
  packages: number,
  fitting: number,
  lawful: number,
  blocks: readonly Provision[],
): Bar | undefined {
  if (initiative.excluded) {
    const why = (initiative.override_reason ?? "no reason was given").replace(/\.$/, "");
    return { reason: "excluded", provisions: [], words: `Somebody excluded it: ${why}.` };
  }
  if (lawful > 0) return undefined;
  if (packages === 0) {
    return { reason: "no_package", provisions: [], words: "It has no package to fund." };
  }
  if (fitting === 0) {
    const words = "No package fits between its start years and the end of the plan.";
    return { reason: "beyond_horizon", provisions: [], words };
  }
  const provisions = [...blocks].sort((a, b) => compareText(a.rule, b.rule));
  const words = "The law lets none of its accounts pay in every year of its cost.";
  return { reason: "unlawful", provisions, words };
}

/** Why an initiative that the law would allow cannot be funded: its cases or preconditions block it. */
function heldBar(holds: readonly Hold[]): Bar {
  const acting = holds.filter((hold) => hold.effect === "blocked" || hold.not_before !== null);
  const words = "Its money is blocked.";
  return { reason: "held", provisions: acting.map(provisionOfHold), words };
}

function checkPosed(problem: Problem): Finding[] {
  const findings: Finding[] = [];
  for (const { initiative, candidates, bar } of problem.items) {
    if (initiative.pinned_package === undefined || candidates.length > 0) continue;
    findings.push(
      report(
        "pinned_impossible",
        { file: "initiatives.csv", field: "pinned_package", id: initiative.id },
        {
          found: `\`${initiative.pinned_package}\`, which cannot be funded: ${bar?.words ?? "no start year"}`,
          expected: "a package that the law allows and that fits the years of the plan",
          help: "Clear `pinned_package`, or mend what bars it.",
          ...(bar?.provisions[0] ? { source: bar.provisions[0].citation } : {}),
        },
      ),
    );
  }
  if (problem.items.every((item) => item.candidates.length === 0)) {
    findings.push(
      report(
        "nothing_to_allocate",
        { file: "initiatives.csv" },
        {
          found: `${problem.items.length} initiatives, none of which can be funded`,
          expected: "at least one initiative that is lawful and fits the years of the plan",
          help: "See the findings on each initiative, or widen the years in `plan.yaml`.",
        },
      ),
    );
  } else if (!hasWorth(problem)) {
    findings.push(
      report(
        "no_worth",
        { file: "effects.csv" },
        {
          found: "no effect above zero on an objective with weight",
          expected: "at least one initiative that serves an objective",
          help: "Add rows to `effects.csv`, or raise the factors in `scales.csv`.",
        },
      ),
    );
  }
  return findings;
}

function hasWorth(problem: Problem): boolean {
  const counted = new Set(
    problem.leaves
      .filter((leaf) => leaf.segments.some((segment) => segment.worth > 0))
      .map((leaf) => leaf.objective),
  );
  return problem.items.some((item) =>
    item.candidates.some((candidate) =>
      [...candidate.effects].some(([objective, effect]) => effect > 0 && counted.has(objective)),
    ),
  );
}

function demand<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the plan was not checked: \`${what}\` is missing`);
  return value;
}

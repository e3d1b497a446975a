import fc from "fast-check";
import { fiscalYear, isoDate } from "../base/fiscal.ts";
import { type Cents, cents } from "../base/money.ts";
import type { Plan, PlanTables } from "../plan/plan.ts";
import { makeRow, noRows } from "../plan/rows.ts";
import { openLaw } from "./open-law.test-data.ts";

const firstYear = 2021;
const accountCodes = ["FMF", "IMET", "PKO", "INCLE", "CTR"];
const bureauNames = ["EAP", "EUR"] as const;
const purposeNames = ["military_capability", "institution_building"] as const;
const recipientNames = ["defense", "institution"] as const;
const focusNames = ["tactical", "institutional"] as const;
const leafNames = ["seas", "schools", "courts"];
const shareRatios = [0.1, 0.25, 0.3, 0.5, 0.75];
const changeRatios = [0, 0.5, 1, 1, 2];

/** The law of {@link tinyPlan}: money of one year, of two years and until expended, with two bars. */
export const tinyLaw = openLaw({ FMF: 2, IMET: 1, PKO: 1, INCLE: 2, CTR: null }, [
  { account: "INCLE", recipient: "institution" },
  { account: "PKO", partner: "p2", year: firstYear + 1 },
]);

const index = (count: number) => fc.nat({ max: count - 1 });
const share = (odds: number) => fc.nat({ max: 99 }).map((draw) => draw < odds);
/** Tenths of a million dollars, so that whole cents never stand in the way of an optimum. */
const tenths = (least: number, most: number) => fc.integer({ min: least, max: most });

const scopeDraw = {
  accounts: fc.subarray([0, 1], { maxLength: 1 }),
  partners: fc.subarray([0, 1, 2], { maxLength: 2 }),
  bureaus: fc.subarray([...bureauNames], { maxLength: 1 }),
};
/** Least shares, mostly none, and high ones: each share is one more way that brute force tries. */
const leastShares = [undefined, undefined, undefined, 0.9, 0.85, 0.75];
/** Pinned shares, mostly none: with other amounts, some end in part of a cent. */
const pinnedShares = [undefined, undefined, 0.33, 0.5];
const initiativeDraw = fc.record({
  partner: index(3),
  accounts: fc.subarray([0, 1], { minLength: 1 }),
  purpose: fc.constantFrom(...purposeNames),
  recipient: fc.constantFrom(...recipientNames),
  focus: fc.constantFrom(...focusNames),
  start: index(2),
  wait: index(2),
  decision: index(12).map((draw) => (draw < 10 ? "none" : draw < 11 ? "pinned" : "excluded")),
  least: fc.constantFrom(...leastShares),
  share: fc.constantFrom(...pinnedShares),
  packages: fc.array(
    fc.record({
      level: index(2),
      first: tenths(5, 60),
      second: fc.option(tenths(5, 40), { freq: 2 }),
      lead: share(10),
    }),
    { minLength: 1, maxLength: 2 },
  ),
  effects: fc.uniqueArray(
    fc.record({ leaf: index(3), grade: index(2), own: share(25), only: share(25) }),
    { minLength: 1, maxLength: 2, selector: (effect) => `${effect.leaf} ${effect.only}` },
  ),
});
const directiveDraw = fc.record({
  kind: fc.constantFrom("not_less_than", "not_less_than", "not_more_than"),
  force: fc.constantFrom("law", "agreement", "report"),
  ...scopeDraw,
  purposes: fc.subarray([...purposeNames], { maxLength: 1 }),
  year: index(3),
  amount: tenths(2, 40),
  tranches: fc.array(
    fc.record({
      outcome: fc.constantFrom("withheld", "withheld", "waived", "pending", "certified"),
      /** Of three parts of the tranche, how many may be waived. */
      waivable: fc.option(index(4)),
      informs: share(15),
    }),
    { maxLength: 2 },
  ),
  /** An initiative whose cost is what is left of the floor: a withheld tranche asks for that very sum. */
  aim: fc.option(index(5), { freq: 3 }),
});
const limitDraw = fc.record({
  kind: fc.constantFrom(
    "absorption",
    "share_at_least",
    "share_at_most",
    "balance_at_least",
    "yearly_change",
    "account_share_at_least",
    "account_share_at_most",
  ),
  ...scopeDraw,
  initiatives: fc.oneof(
    { arbitrary: fc.constant<number[]>([]), weight: 3 },
    { arbitrary: fc.subarray([0, 1, 2, 3, 4], { minLength: 1, maxLength: 2 }), weight: 1 },
  ),
  focus: fc.subarray([...focusNames], { maxLength: 1 }),
  year: fc.option(index(3)),
  amount: tenths(5, 60),
  ratio: index(5),
});
const linkDraw = fc.record({
  kind: fc.constantFrom("requires", "excludes", "follows"),
  initiative: index(5),
  other: index(5),
  lag: index(3),
});
const planDraw = fc.record({
  yearCount: fc.integer({ min: 2, max: 3 }),
  accounts: fc.shuffledSubarray(accountCodes, { minLength: 2, maxLength: 2 }),
  budgets: fc.array(tenths(0, 120), { minLength: 6, maxLength: 6 }),
  baseline: fc.array(tenths(-5, 60), { minLength: 6, maxLength: 6 }),
  bureaus: fc.array(fc.constantFrom(...bureauNames), { minLength: 3, maxLength: 3 }),
  tiers: fc.array(fc.option(index(2)), { minLength: 3, maxLength: 3 }),
  weights: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 5, maxLength: 5 }),
  targets: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 3, maxLength: 3 }),
  graded: fc.boolean(),
  initiatives: fc.array(initiativeDraw, { minLength: 2, maxLength: 5 }),
  directives: fc.array(directiveDraw, { maxLength: 2 }),
  limits: fc.array(limitDraw, { maxLength: 2 }),
  links: fc.array(linkDraw, { maxLength: 2 }),
});
type Draw<A> = A extends fc.Arbitrary<infer T> ? T : never;
type PlanDraw = Draw<typeof planDraw>;

/**
 * Plans of 2 to 5 initiatives, 2 accounts and 2 or 3 years, with directives, limits and links.
 *
 * Every plan passes the plan's own checks; some have no lawful allocation. Meant with {@link tinyLaw}.
 */
export function tinyPlan(): fc.Arbitrary<Plan> {
  return planDraw.map(planOf);
}

function planOf(draw: PlanDraw): Plan {
  return {
    head: {
      format: 1,
      id: "tiny",
      title: "Tiny plan",
      description: "Drawn at random for tests.",
      as_of: isoDate("2020-12-31"),
      first_fiscal_year: fiscalYear(firstYear),
      last_fiscal_year: fiscalYear(firstYear + draw.yearCount - 1),
      recommended_scenario: null,
    },
    tables: {
      ...noRows,
      objectives: objectivesOf(draw),
      scales: scalesOf(draw),
      ...moneyOf(draw),
      ...proposalsOf(draw),
      directives: directivesOf(draw),
      limits: limitsOf(draw),
      links: linksOf(draw),
      affiliations: [],
      assumptions: [],
      claims: [],
    },
    scenarios: [],
  };
}

const millions = (count: number): Cents => cents(count * 10_000_000);
const at = <T>(list: readonly T[], position: number): T => {
  const found = list[position % list.length];
  if (found === undefined) throw new RangeError("empty list");
  return found;
};
const year = (draw: PlanDraw, position: number) =>
  fiscalYear(firstYear + (position % draw.yearCount));
const scopeOf = (
  draw: PlanDraw,
  scope: { accounts: number[]; partners: number[]; bureaus: ("EAP" | "EUR")[] },
) => ({
  accounts: scope.accounts.map((position) => at(draw.accounts, position)),
  partners: scope.partners.map((position) => `p${position}`),
  bureaus: scope.bureaus,
});

/** `all` has the leaf `seas` and the goal `rule`, which has the leaves `schools` and `courts`. */
function objectivesOf(draw: PlanDraw): PlanTables["objectives"] {
  const parents = { all: undefined, rule: "all", seas: "all", schools: "rule", courts: "rule" };
  return Object.entries(parents).map(([id, parent], position) =>
    makeRow("objectives", {
      id,
      parent,
      level: parent === undefined ? "strategy" : id === "rule" ? "goal" : "objective",
      name: id,
      statement: `Reach ${id}.`,
      weight: at(draw.weights, position),
      target_effect: leafNames.includes(id) ? at(draw.targets, position) : undefined,
    }),
  );
}

function scalesOf(draw: PlanDraw): PlanTables["scales"] {
  const rows: PlanTables["scales"][number][] = [];
  const add = (id: string, scale: "tier" | "relevance" | "confidence" | "level", factor: number) =>
    rows.push(makeRow("scales", { id, scale, name: id, factor }));
  add("tier-0", "tier", 1.5);
  add("tier-1", "tier", 0.5);
  add("relevance-0", "relevance", 1);
  add("relevance-1", "relevance", 0.25);
  add("confidence-0", "confidence", 0.9);
  add("confidence-1", "confidence", 0.6);
  add("level-0", "level", 1);
  add("level-1", "level", 0.8);
  if (!draw.graded) return rows;
  const step = { scale: "return", name: "step" } as const;
  return [
    ...rows,
    makeRow("scales", { id: "return-2", ...step, factor: 0.1, up_to: undefined }),
    makeRow("scales", { id: "return-1", ...step, factor: 0.5, up_to: 1 }),
    makeRow("scales", { id: "return-0", ...step, factor: 1.5, up_to: 0.5 }),
  ];
}

function moneyOf(draw: PlanDraw): Pick<PlanTables, "partners" | "resources" | "baseline"> {
  const partners = draw.bureaus.map((bureau, position) => {
    const tier = draw.tiers[position];
    return makeRow("partners", {
      id: `p${position}`,
      name: `Partner ${position}`,
      kind: "country",
      bureau,
      tier: tier === null || tier === undefined ? undefined : `tier-${tier}`,
    });
  });
  const resources = draw.accounts.flatMap((account, a) =>
    Array.from({ length: draw.yearCount }, (_, y) =>
      makeRow("resources", {
        id: `${account}-${firstYear + y}`,
        account,
        fiscal_year: year(draw, y),
        stage: "projected",
        amount: millions(at(draw.budgets, a * 3 + y)),
      }),
    ),
  );
  const baseline = draw.accounts.flatMap((account, a) =>
    partners.map((partner, p) =>
      makeRow("baseline", {
        id: `${account}-${partner.id}`,
        partner: partner.id,
        account,
        fiscal_year: fiscalYear(firstYear - 1),
        stage: "obligated",
        amount: millions(at(draw.baseline, a * 3 + p)),
        note: "Drawn at random; negative where money was taken back.",
      }),
    ),
  );
  return { partners, resources, baseline };
}

function proposalsOf(
  draw: PlanDraw,
): Pick<PlanTables, "initiatives" | "packages" | "lines" | "effects"> {
  const parts = draw.initiatives.map((initiative, position) =>
    proposalOf(draw, initiative, position),
  );
  return {
    initiatives: parts.map((part) => part.initiative),
    packages: parts.flatMap((part) => part.packages),
    lines: parts.flatMap((part) => part.lines),
    effects: parts.flatMap((part) => part.effects),
  };
}

function proposalOf(draw: PlanDraw, drawn: Draw<typeof initiativeDraw>, position: number) {
  const id = `i${position}`;
  const initiative = makeRow("initiatives", {
    id,
    name: `Initiative ${position}`,
    partner: `p${drawn.partner}`,
    kind: "proposal",
    agency: "State",
    accounts: drawn.accounts.map((account) => at(draw.accounts, account)),
    purpose: drawn.purpose,
    recipient: drawn.recipient,
    focus: drawn.focus,
    use: position % 3 === 1 ? "posture" : undefined,
    demand: (["request", undefined, "gap"] as const)[position % 3],
    earliest_start: year(draw, drawn.start),
    latest_start: fiscalYear(
      Math.min(firstYear + drawn.start + drawn.wait, firstYear + draw.yearCount - 1),
    ),
    least_share: drawn.least,
    pinned_package: drawn.decision === "pinned" ? `${id}.0` : undefined,
    pinned_share: drawn.decision === "pinned" ? drawn.share : undefined,
    excluded: drawn.decision === "excluded",
    override_reason: drawn.decision === "none" ? undefined : "Drawn at random.",
    cost_basis: "Drawn at random.",
  });
  const packages = drawn.packages.map((level, p) =>
    makeRow("packages", {
      id: `${id}.${p}`,
      initiative: id,
      name: `${p}`,
      level: `level-${level.level}`,
    }),
  );
  const lines = drawn.packages.flatMap((level, p) => {
    const line = { package: `${id}.${p}`, kind: "training" } as const;
    const first = { id: `${id}.${p}.0`, year_offset: level.lead ? 1 : 0 };
    const rows = [makeRow("lines", { ...line, ...first, amount: millions(level.first) })];
    return level.second === null
      ? rows
      : [
          ...rows,
          makeRow("lines", {
            ...line,
            id: `${id}.${p}.1`,
            year_offset: 1,
            amount: millions(level.second),
          }),
        ];
  });
  const effects = drawn.effects.map((effect, e) =>
    makeRow("effects", {
      id: `${id}.${e}`,
      initiative: id,
      package: effect.only ? `${id}.0` : undefined,
      objective: at(leafNames, effect.leaf),
      relevance: `relevance-${effect.grade}`,
      confidence: `confidence-${effect.grade}`,
      effect: effect.own ? 2 : undefined,
    }),
  );
  return { initiative, packages, lines, effects };
}

function directivesOf(draw: PlanDraw): PlanTables["directives"] {
  return draw.directives.flatMap((drawn, position) => {
    const isFloor = drawn.kind === "not_less_than";
    const aim =
      isFloor && drawn.aim !== null ? aimedAt(draw, drawn.aim, drawn.accounts) : undefined;
    const base = aim?.amount ?? drawn.amount;
    // Two tranches are never more than their floor.
    const third = isFloor ? Math.floor(base / 6) : 0;
    const tranches = third === 0 ? [] : drawn.tranches;
    const isKept = (one: TrancheDraw) => drawn.force === "report" || !one.informs;
    const kept = tranches.reduce((sum, one) => sum + (isKept(one) ? keptBack(one) : 0), 0);
    const rule = {
      id: `d${position}`,
      name: `Directive ${position}`,
      kind: drawn.kind as "not_less_than" | "not_more_than",
      force: drawn.force as "law" | "agreement" | "report",
      ...scopeOf(draw, aim === undefined ? drawn : { ...drawn, ...aim.scope }),
      purposes: aim === undefined ? drawn.purposes : [],
      fiscal_year: year(draw, aim?.year ?? drawn.year),
      amount: millions(aim === undefined ? base : base + kept * third),
      citation: "Made up for tests.",
    };
    const rows = tranches.map((one, place) =>
      makeRow("directives", {
        ...rule,
        id: `d${position}-tranche-${place}`,
        kind: "withhold",
        force: one.informs ? "report" : rule.force,
        amount: millions(3 * third),
        within: rule.id,
        outcome: one.outcome as PlanTables["directives"][number]["outcome"],
        waivable_amount: one.waivable === null ? undefined : millions(one.waivable * third),
      }),
    );
    return [makeRow("directives", rule), ...rows];
  });
}

type TrancheDraw = Draw<typeof directiveDraw>["tranches"][number];

/** What a tranche keeps from being spent.   Unit: thirds of the tranche. */
function keptBack({ outcome, waivable }: TrancheDraw): number {
  if (outcome === "withheld") return 3;
  return outcome === "waived" && waivable !== null ? 3 - waivable : 0;
}

/** The money of an initiative's partner in the year in which it first costs something, and that cost. */
function aimedAt(draw: PlanDraw, position: number, counted: readonly number[]) {
  const { partner, accounts, start, packages } = at(draw.initiatives, position);
  const { first, lead } = at(packages, 0);
  const payers = counted.filter((account) => accounts.includes(account));
  return {
    amount: first,
    scope: { accounts: payers, partners: [partner], bureaus: [] },
    year: start + (lead ? 1 : 0),
  };
}

function limitsOf(draw: PlanDraw): PlanTables["limits"] {
  return draw.limits.map((drawn, position) => {
    const amount = drawn.kind === "absorption";
    const ratios = drawn.kind === "yearly_change" ? changeRatios : shareRatios;
    const balance = drawn.kind === "balance_at_least" && drawn.focus.length === 0;
    const ofAccount = drawn.kind.startsWith("account_") && drawn.accounts.length === 0;
    const named = drawn.initiatives.filter((place) => place < draw.initiatives.length);
    return makeRow("limits", {
      id: `l${position}`,
      name: `Limit ${position}`,
      kind: drawn.kind as PlanTables["limits"][number]["kind"],
      ...scopeOf(draw, ofAccount ? { ...drawn, accounts: [0] } : drawn),
      initiatives: named.map((place) => `i${place}`),
      focus: balance ? ["institutional"] : drawn.focus,
      purposes: drawn.amount % 12 === 4 ? ["institution_building"] : [],
      uses: drawn.amount % 12 === 5 ? ["posture"] : [],
      demands: drawn.amount % 12 === 6 ? ["request", "both"] : [],
      fiscal_year: drawn.year === null ? undefined : year(draw, drawn.year),
      amount: amount ? millions(drawn.amount) : undefined,
      ratio: amount ? undefined : at(ratios, drawn.ratio),
    });
  });
}

/** A link points from a later initiative to an earlier one, so that links never run in a circle. */
function linksOf(draw: PlanDraw): PlanTables["links"] {
  return draw.links.flatMap((drawn, position) => {
    const ends = [drawn.initiative, drawn.other].map((end) => end % draw.initiatives.length);
    const [low = 0, high = 0] = ends.sort((a, b) => a - b);
    if (low === high) return [];
    return makeRow("links", {
      id: `k${position}`,
      kind: drawn.kind as "requires" | "excludes" | "follows",
      initiative: `i${high}`,
      other: `i${low}`,
      lag_years: drawn.kind === "excludes" || drawn.lag === 0 ? undefined : drawn.lag,
    });
  });
}

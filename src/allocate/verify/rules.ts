import { fiscalYear } from "../../base/fiscal.ts";
import type { BaselineRow, Directive, Limit } from "../../plan/plan.ts";
import type { VerifyCode } from "./finding-kinds.ts";
import { findRow, type Reading } from "./reading.ts";
import { counts, type PaymentScope, scopeIn } from "./spending.ts";

/**
 * A rule on sums of payments: `part` is at least or at most (`base` + `times` × `of`) / `over`.
 *
 * All numbers are whole, so that a ratio such as 0.3 is exact: 3 over 10.
 */
export interface SpendingRule {
  readonly code: VerifyCode;
  readonly at: { readonly file: string; readonly id: string; readonly field: string };
  readonly words: string;
  readonly part: PaymentScope;
  readonly sense: "at_least" | "at_most";
  /** Unit: cents times `over`. */
  readonly base: bigint;
  readonly times: bigint;
  readonly of: PaymentScope | null;
  readonly over: bigint;
  /** By how much it may be broken without a finding.   Unit: cents. */
  readonly room: bigint;
}

/**
 * Room for rules with a ratio, in cents: one dollar.
 *
 * Payments are whole cents, so a ratio cannot always be met exactly, and splits of a cost among accounts come
 * from a solver that works in floating point. A dollar decides nothing
 * in assistance. Rules that state an amount have no room.
 */
const ratioRoom = 100n;

/** The directives and limits of a plan that hold within its years, as rules on sums of payments. */
export function listSpendingRules(reading: Reading): readonly SpendingRule[] {
  const { directives, limits } = reading.plan.tables;
  return [
    ...directives.flatMap((row) => rulesOfDirective(reading, row)),
    ...limits.flatMap((row) => rulesOfLimit(reading, row)),
  ];
}

/** A ratio as whole numbers: 0.25 → 25 over 100.   Errors: throws a RangeError unless it is finite. */
export function exactRatio(ratio: number): { readonly times: bigint; readonly over: bigint } {
  const match = /^(-?\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(ratio));
  if (!match) throw new RangeError(`not a ratio: ${ratio}`);
  const [, whole = "0", part = "", exponent = "0"] = match;
  const digits = BigInt(whole + part);
  const places = part.length - Number(exponent);
  return places >= 0
    ? { times: digits, over: 10n ** BigInt(places) }
    : { times: digits * 10n ** BigInt(-places), over: 1n };
}

type PlainCode = "floor_missed" | "ceiling_exceeded" | "withheld_spent";

const reportCodes = {
  floor_missed: "report_floor_missed",
  ceiling_exceeded: "report_ceiling_exceeded",
  withheld_spent: "report_withheld_spent",
} as const satisfies Record<PlainCode, VerifyCode>;

/** A floor falls by what is withheld within it; in the years of those tranches what is left is then also a ceiling. */
function rulesOfDirective(reading: Reading, row: Directive): SpendingRule[] {
  if (row.kind === "withhold") return rulesOfTranche(reading, row);
  if (!reading.years.includes(row.fiscal_year)) return [];
  const isFloor = row.kind === "not_less_than";
  return [
    {
      code: codeFor(row, isFloor ? "floor_missed" : "ceiling_exceeded"),
      at: { file: "directives.csv", id: row.id, field: "amount" },
      words: `directive \`${row.id}\` in FY${row.fiscal_year}`,
      part: scopeIn([row.fiscal_year], row),
      sense: isFloor ? "at_least" : "at_most",
      base: isFloor ? floorLeft(reading, row, row.force === "report") : BigInt(row.amount),
      ...noShare,
    },
  ];
}

function rulesOfTranche(reading: Reading, row: Directive): SpendingRule[] {
  const floor = reading.plan.tables.directives.find((other) => other.id === row.within);
  if (keptBack(row) === 0n || floor?.kind !== "not_less_than") return [];
  if (!reading.years.includes(row.fiscal_year)) return [];
  return [
    {
      code: codeFor(row, "withheld_spent"),
      at: { file: "directives.csv", id: row.id, field: "amount" },
      words: `withheld tranche \`${row.id}\` of \`${floor.id}\` in FY${row.fiscal_year}`,
      part: scopeIn([row.fiscal_year], floor),
      sense: "at_most",
      base: floorLeft(reading, floor, row.force === "report"),
      ...noShare,
    },
  ];
}

/** A floor less what is kept back of it: by what binds, and by report language if asked. */
function floorLeft(reading: Reading, floor: Directive, withReport: boolean): bigint {
  let left = BigInt(floor.amount);
  for (const row of reading.plan.tables.directives) {
    const counts = row.within === floor.id && (withReport || row.force !== "report");
    if (counts) left -= keptBack(row);
  }
  return left > 0n ? left : 0n;
}

/** What a tranche keeps back: if withheld, all of it; if waived, what the waiver cannot reach; else nothing. */
function keptBack(row: Directive): bigint {
  if (row.kind !== "withhold") return 0n;
  const amount = BigInt(row.amount);
  if (row.outcome === "withheld") return amount;
  if (row.outcome !== "waived" || row.waivable_amount === undefined) return 0n;
  const waived = BigInt(row.waivable_amount);
  return waived < amount ? amount - waived : 0n;
}

const codeFor = (row: Directive, code: PlainCode): VerifyCode =>
  row.force === "report" ? reportCodes[code] : code;

const noShare = { times: 0n, of: null, over: 1n, room: 0n } as const;

/** A limit holds in each year of the plan, or in its own year. */
function rulesOfLimit(reading: Reading, row: Limit): SpendingRule[] {
  const years = reading.years.filter(
    (year) => row.fiscal_year === undefined || row.fiscal_year === year,
  );
  return years.flatMap((year) => {
    const rule = {
      at: { file: "limits.csv", id: row.id, field: row.kind === "absorption" ? "amount" : "ratio" },
      words: `limit \`${row.id}\` in FY${year}`,
      part: scopeIn([year], row),
    };
    if (row.kind === "absorption") {
      if (row.amount === undefined) return [];
      const base = BigInt(row.amount);
      return [
        { ...rule, code: "absorption_exceeded", sense: "at_most", base, ...noShare } as const,
      ];
    }
    if (row.ratio === undefined) return [];
    const ratio = { ...exactRatio(row.ratio), room: ratioRoom };
    if (row.kind === "yearly_change") return changeRules(reading, { ...rule, ...ratio }, year);
    return [{ ...rule, ...ratio, base: 0n, ...shareOf(row, row.kind, rule.part) }];
  });
}

/** Whether a share is a least or a most, and of what: all money of its accounts, or its scope with one list left out. */
function shareOf(
  { accounts }: Limit,
  kind: Exclude<Limit["kind"], "absorption" | "yearly_change">,
  part: PaymentScope,
): Pick<SpendingRule, "code" | "sense" | "of"> {
  const all = scopeIn(part.years, { accounts });
  const fromAll = { ...part, accounts: null };
  switch (kind) {
    case "share_at_least":
      return { code: "share_missed", sense: "at_least", of: all };
    case "share_at_most":
      return { code: "share_exceeded", sense: "at_most", of: all };
    case "balance_at_least":
      return {
        code: "balance_missed",
        sense: "at_least",
        of: { ...part, focus: null, purposes: null, uses: null, demands: null },
      };
    case "account_share_at_least":
      return { code: "account_share_missed", sense: "at_least", of: fromAll };
    case "account_share_at_most":
      return { code: "account_share_exceeded", sense: "at_most", of: fromAll };
  }
}

interface ChangeStart {
  readonly at: SpendingRule["at"];
  readonly words: string;
  readonly part: PaymentScope;
  readonly times: bigint;
  readonly over: bigint;
  readonly room: bigint;
}

/** At most (1 + ratio) and at least (1 - ratio) of the year before, which may be in the baseline. */
function changeRules(reading: Reading, start: ChangeStart, year: number): SpendingRule[] {
  const { over } = start;
  const before = year - 1;
  const isFirst = year === reading.plan.head.first_fiscal_year;
  // The record of earlier years tells partners and accounts apart, and nothing else.
  const { focus, purposes, uses, demands, initiatives } = start.part;
  const isFiner = [focus, purposes, uses, demands, initiatives].some((set) => set !== null);
  if (isFirst && isFiner) return [];
  const from = isFirst ? baselineOf(reading, start.part, before) : null;
  if (from !== null && from <= 0n) return [];
  const rule = { ...start, code: "change_exceeded" } as const;
  const bounds = [
    { sense: "at_most", factor: over + start.times },
    { sense: "at_least", factor: over - start.times },
  ] as const;
  return bounds.map(({ sense, factor }) =>
    from === null
      ? {
          ...rule,
          sense,
          base: 0n,
          times: factor,
          of: { ...start.part, years: [fiscalYear(before)] },
        }
      : { ...rule, sense, base: factor * from, times: 0n, of: null },
  );
}

/** What the baseline records for the accounts, partners and bureaus of a scope in a year. */
function baselineOf(reading: Reading, scope: PaymentScope, year: number): bigint {
  const inYear = { ...scope, years: [fiscalYear(year)], purposes: null };
  const isCounted = (row: BaselineRow) =>
    counts(inYear, {
      account: row.account,
      year: row.fiscal_year,
      partner: row.partner,
      bureau: findRow(reading.partners, row.partner, "partner").bureau,
      purpose: "",
      focus: "",
      use: "",
      demand: "",
      initiative: "",
    });
  return reading.plan.tables.baseline
    .filter((row) => isCounted(row))
    .reduce((sum, row) => sum + BigInt(row.amount), 0n);
}

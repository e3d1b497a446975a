import { cbjAccounts } from "./cbj-columns.ts";
import { amountIn, type CbjRecord } from "./cbj-record.ts";

/** What is known about one year of one table, before anything is taken. */
export interface CbjYear {
  readonly records: readonly CbjRecord[];
  /** Records that repeat or sum the one below them; taking them would count money twice. */
  readonly repeated: ReadonlySet<CbjRecord>;
  /** For each security account: the printed total and the sum of all units.   Unit: US cents. */
  readonly sums: readonly {
    readonly code: string;
    readonly printed: bigint | undefined;
    readonly units: bigint;
  }[];
}

/**
 * Finds the rows of a year that would count money twice.
 *
 * Two proofs are accepted. A row that repeats the row above it, name and amounts. Or, where the units add up to more
 * than the printed totals: rows outside the regions that hold the same security amounts as the row below them, if
 * leaving all of them brings every account to its printed total exactly. Without proof nothing is left.
 */
export function examineYear(records: readonly CbjRecord[]): CbjYear {
  const exact = new Set(
    records.filter((record, at) => {
      const above = records[at - 1];
      return record.kind === "unit" && above !== undefined && isRepeat(record, above);
    }),
  );
  const candidates = centralRecords(records).filter((record, at, central) => {
    const below = central[at + 1];
    return (
      below !== undefined && !exact.has(record) && !exact.has(below) && sameAmounts(record, below)
    );
  });
  const sums = cbjAccounts.map((code) => {
    const total = records.filter((record) => record.kind === "total");
    return {
      code,
      printed: total.length === 0 ? undefined : sumOf(total, code),
      units: sumOf(
        records.filter((record) => record.kind === "unit"),
        code,
      ),
    };
  });
  const proven = sums.every(
    ({ code, printed, units }) =>
      printed !== undefined &&
      units - printed === sumOf([...exact], code) + sumOf(candidates, code),
  );
  return { records, repeated: new Set([...exact, ...(proven ? candidates : [])]), sums };
}

/** Units after the last region's rows, which end where they add up to the region's printed total. */
function centralRecords(records: readonly CbjRecord[]): readonly CbjRecord[] {
  const last = records.findLastIndex((record) => record.kind === "region");
  const region = records[last];
  if (region === undefined) return [];
  const left = new Map(cbjAccounts.map((code) => [code, amountIn(region, code)]));
  for (let at = last + 1; at < records.length; at++) {
    const record = records[at] as CbjRecord;
    for (const code of cbjAccounts) left.set(code, (left.get(code) ?? 0n) - amountIn(record, code));
    if ([...left.values()].every((rest) => rest === 0n)) return records.slice(at + 1);
  }
  return [];
}

function isRepeat(record: CbjRecord, above: CbjRecord): boolean {
  return (
    record.name === above.name &&
    record.amounts.length === above.amounts.length &&
    record.amounts.every(
      (amount, at) =>
        amount.heading === above.amounts[at]?.heading && amount.cents === above.amounts[at]?.cents,
    )
  );
}

function sameAmounts(record: CbjRecord, below: CbjRecord): boolean {
  const own = cbjAccounts.map((code) => amountIn(record, code));
  return (
    own.some((cents) => cents !== 0n) &&
    cbjAccounts.every((code, at) => own[at] === amountIn(below, code))
  );
}

function sumOf(records: readonly CbjRecord[], code: string): bigint {
  return records.reduce((sum, record) => sum + amountIn(record, code), 0n);
}

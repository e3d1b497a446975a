import { compareText } from "../../base/findings.ts";
import { fiscalYear } from "../../base/fiscal.ts";
import type { BaselineRow } from "../../plan/plan.ts";
import { exactDollars, fitsCell, toCents } from "../amounts.ts";
import { type KnownPartner, normalizeName } from "../countries/find-partner.ts";
import { formatRowRanges } from "../row-ranges.ts";

/** What a baseline row from the tables is about. */
export interface CbjCellKey {
  readonly partner: KnownPartner;
  readonly account: string;
  readonly year: number;
  readonly source: string;
}

/** One partner × account × year. `row` is absent when the sum is over a trillion dollars. */
export interface CbjCellSum {
  readonly partner: KnownPartner;
  readonly cents: bigint;
  readonly cells: number;
  readonly row: BaselineRow | undefined;
}

/** Gathers amounts into baseline rows; the result does not depend on their order. */
export interface CbjCells {
  add(key: CbjCellKey, amount: { cents: bigint; row: number; unit: string }): void;
  list(stage: BaselineRow["stage"] | undefined): CbjCellSum[];
}

interface Gathered {
  readonly key: CbjCellKey;
  readonly amounts: { readonly cents: bigint; readonly row: number; readonly unit: string }[];
}

/** A new {@link CbjCells}. */
export function startCbjCells(): CbjCells {
  const cells = new Map<string, Gathered>();
  return {
    add(key, amount) {
      const id = `cbj-${key.year}-${key.account}-${key.partner.id}`;
      const gathered = cells.get(id) ?? { key, amounts: [] };
      gathered.amounts.push(amount);
      cells.set(id, gathered);
    },
    list: (stage) =>
      [...cells]
        .sort(([a], [b]) => compareText(a, b))
        .map(([id, gathered]) => sumCell(id, gathered, stage)),
  };
}

function sumCell(
  id: string,
  { key, amounts }: Gathered,
  stage: BaselineRow["stage"] | undefined,
): CbjCellSum {
  const total = amounts.reduce((sum, { cents }) => sum + cents, 0n);
  const base = { partner: key.partner, cents: total, cells: amounts.length };
  if (!fitsCell(total)) return { ...base, row: undefined };
  const notes = [
    ...unitNotes(key, amounts),
    ...(total < 0n ? ["Negative in the table."] : []),
    ...(stage === undefined ? ["The file does not state the stage."] : []),
  ];
  const row: BaselineRow = {
    id,
    partner: key.partner.id,
    account: key.account,
    fiscal_year: fiscalYear(key.year),
    stage: stage ?? "enacted",
    amount: toCents(total),
    note: notes.length === 0 ? undefined : notes.join(" "),
    source_rows: formatRowRanges(amounts.map(({ row: number }) => number)),
    source: key.source,
  };
  return { ...base, row };
}

/** Which operating units a row sums, where they are not simply the partner. */
function unitNotes(key: CbjCellKey, amounts: Gathered["amounts"]): string[] {
  const units = [...amounts].sort((a, b) => compareText(a.unit, b.unit) || a.row - b.row);
  const first = units[0];
  if (key.partner.kind === "country" || first === undefined) return [];
  if (units.length === 1) {
    const same = normalizeName(first.unit) === normalizeName(key.partner.name);
    return same ? [] : [`In the table: ${first.unit}.`];
  }
  return [`Sums ${units.map(({ unit, cents }) => `${unit} $${exactDollars(cents)}`).join("; ")}.`];
}

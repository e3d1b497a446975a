import type { ReasonRow, Standing } from "../../allocate/explain/reason-row.ts";
import { formatDollars } from "../../base/money.ts";
import type { Labels } from "../rows.ts";
import { count } from "../words.ts";

/** What is said of every initiative, counted and listed. */
export interface ReasonReport {
  /** What the table rests on. */
  readonly note: string;
  readonly counts: readonly {
    readonly standing: Standing;
    readonly count: number;
    readonly words: string;
  }[];
  /** The closest calls that were solved again: those that are not funded, then those that are. */
  readonly close: readonly NamedReason[];
  readonly rows: readonly NamedReason[];
}

/** A row of the table, with what its partner is called. */
export type NamedReason = ReasonRow & { readonly partner_name: string };

const standingWords: Readonly<Record<Standing, string>> = {
  in: "funded, and every plan without it is worth less (proven)",
  must: "funded, and it must be: no allocation keeps every rule without it",
  pinned: "funded because somebody decided so",
  open: "either way, within the proven gap",
  out: "not funded, and every plan with it is worth less (proven)",
  cannot: "not funded, and it cannot be: no allocation keeps every rule with it",
  barred: "barred by the law or by a decision",
};

/** How many close calls are named of each side. */
const namedCalls = 15;

/** The report on the table of all initiatives. */
export function reportReasons(reasons: readonly ReasonRow[], labels: Labels): ReasonReport {
  const rows = reasons.map((row) => ({ ...row, partner_name: labels.partner(row.partner) }));
  const solved = rows.filter((row) => row.solved);
  const askable = rows.filter(({ standing }) => standing !== "barred" && standing !== "pinned");
  const calls = (funded: boolean) =>
    solved
      .filter((row) => row.funded === funded && row.change?.found != null)
      .sort((a, b) => distanceOf(a) - distanceOf(b))
      .slice(0, namedCalls);
  return {
    note:
      solved.length === askable.length
        ? "The plan was solved again for each of them."
        : `The plan was solved again for ${count(solved.length, "initiative")}, the closest calls; ` +
          "what is said of the others is read off prices, and is as proven but wider.",
    counts: (Object.keys(standingWords) as Standing[]).flatMap((standing) => {
      const number = rows.filter((row) => row.standing === standing).length;
      return number === 0 ? [] : [{ standing, count: number, words: standingWords[standing] }];
    }),
    close: [...calls(false), ...calls(true)],
    rows,
  };
}

/** How far the cost must move, as a share. */
function distanceOf({ change }: ReasonRow): number {
  return Math.abs(1 - (change?.found ?? 0));
}

const csvHead = [
  ...["initiative", "name", "partner", "funded", "standing", "cost", "solved"],
  ...["loss_at_prices", "loss_found", "loss_least", "loss_most", "rules"],
  ...["cost_factor_found", "cost_factor_proven", "cost_factor_limit", "sentence"],
] as const;

/** The table of all initiatives as cells, its head first. Amounts are in dollars; losses in value points. */
export function reasonCells(rows: readonly ReasonRow[]): readonly (readonly string[])[] {
  const cells = rows.map(
    ({ initiative, name, partner, funded, standing, cost, solved, ...row }): string[] => [
      ...[initiative, name, partner, String(funded), standing, formatDollars(cost)],
      ...[String(solved), plain(row.loss.priced), plain(row.loss.found)],
      ...[plain(row.loss.least), plain(row.loss.most)],
      row.because.map(({ id }) => id).join(";"),
      ...[plain(row.change?.found ?? null), String(row.change?.proven ?? false)],
      ...[plain(row.change?.limit ?? null), row.sentence],
    ],
  );
  return [csvHead, ...cells];
}

/** A figure for a table; nothing where there is none or no end. */
function plain(value: number | null): string {
  return value === null || !Number.isFinite(value) ? "" : String(Number(value.toFixed(9)));
}

import type { AskedBalance } from "../../assess/asked-balance.ts";
import type { Balance, Mix, MixPart } from "../../assess/balance.ts";
import type { Cents } from "../../base/money.ts";
import type { Labels } from "../rows.ts";
import { showPercent } from "../words.ts";

/** Shares of the money of a partner, or of the whole plan.   Ratios; `null` where there is no money. */
export interface MixRow {
  readonly key: string;
  readonly label: string;
  readonly amount: Cents;
  readonly tactical: number | null;
  readonly operational: number | null;
  readonly institutional: number | null;
  readonly governance: number | null;
  /** Our posture and stocks. */
  readonly posture: number | null;
  /** What partners ask for and no plan of ours needs. */
  readonly want: number | null;
}

/** The balance of the proposals, and of an allocation where one is looked at. */
export interface BalanceReport {
  readonly proposed: MixRow;
  /** `null` where no allocation is looked at. */
  readonly allocated: MixRow | null;
  /** Partners, the largest first; of the allocation where one is looked at. */
  readonly partners: readonly MixRow[];
  /** What limits of the plan ask. */
  readonly asked: readonly string[];
}

/** The balance as rows of shares. */
export function reportBalance(balance: Balance, labels: Labels): BalanceReport {
  const solved = balance.whole.allocated !== null;
  const column = solved ? "allocated" : "proposed";
  const partners = balance.partners
    .map((mix) => mixRow(mix, column, labels.partner(mix.partner ?? "")))
    .filter((row) => row.amount > 0)
    .sort((a, b) => b.amount - a.amount || (a.key < b.key ? -1 : 1));
  return {
    proposed: mixRow(balance.whole, "proposed", "All that is proposed"),
    allocated: solved ? mixRow(balance.whole, "allocated", "All that is allocated") : null,
    partners,
    asked: balance.asked.map(sayAsked),
  };
}

/** How a limit stands: `A tenth (`tenth`): at least 10%; 6% proposed, 5% allocated`. */
function sayAsked({ limit, name, kind, asked, proposed, allocated }: AskedBalance): string {
  const head = `${name} (\`${limit}\`)`;
  if (asked === null) return head;
  const stands = [
    ...(proposed === null ? [] : [`${showPercent(proposed, 0)} proposed`]),
    ...(allocated === null ? [] : [`${showPercent(allocated, 0)} allocated`]),
  ];
  const bound = kind.endsWith("at_most") ? "at most" : "at least";
  return `${head} ${bound} ${showPercent(asked, 0)}${stands.length === 0 ? "" : `, with ${stands.join(" and ")} over all years`}`;
}

function mixRow(mix: Mix, column: "proposed" | "allocated", label: string): MixRow {
  const whole = mix[column] ?? (0 as Cents);
  const share = (parts: readonly MixPart[], keys: readonly string[]) => {
    if (whole === 0) return null;
    const own = parts.filter((part) => keys.includes(part.key));
    return own.reduce((sum, part) => sum + (part[column] ?? 0), 0) / whole;
  };
  return {
    key: mix.partner ?? "",
    label,
    amount: whole,
    tactical: share(mix.focus, ["tactical"]),
    operational: share(mix.focus, ["operational"]),
    institutional: share(mix.focus, ["institutional"]),
    governance: share(mix.governance, ["governance"]),
    posture: share(mix.use, ["posture", "prepositioning"]),
    want: share(mix.demand, ["request"]),
  };
}

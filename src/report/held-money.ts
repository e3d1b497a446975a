import { compareText } from "../base/findings.ts";
import { type Cents, cents, sumCents } from "../base/money.ts";
import type { Hold } from "../law/hold.ts";
import type { LegalMark } from "../law/law.ts";
import type { BriefingInput } from "./briefing-input.ts";

/** Money that a case or a precondition blocks, or keeps waiting. */
export interface HeldMoney {
  /** Blocked: not in the allocation. Waiting: in it, and not free yet. Assumed: free only if what a scenario assumes happens. */
  readonly standing: "blocked" | "waiting" | "assumed";
  /** The row behind it, such as `cases/bahrain-joint`. */
  readonly row: string;
  readonly initiative: string;
  readonly name: string;
  readonly illustrative: boolean;
  /** Waiting and assumed: what the allocation pays for it. Blocked: what its dearest held package asks for. */
  readonly amount: Cents;
  readonly because: string;
  readonly citation: string;
  readonly mark: LegalMark;
}

/** Everything held, with the sums in which each initiative counts once. */
export interface HeldSummary {
  readonly rows: readonly HeldMoney[];
  readonly blocked: Cents;
  readonly waiting: Cents;
}

/** How a standing reads in a table. */
export const standingWords: Readonly<Record<HeldMoney["standing"], string>> = {
  blocked: "blocked",
  waiting: "waits",
  assumed: "waits; the outcome is assumed",
};

const order = { blocked: 0, waiting: 1, assumed: 2 } as const;

/** What is held of the plan: first what is blocked, then what waits, the most money first. */
export function makeHeld(input: BriefingInput): HeldSummary {
  const chosen = new Map(input.allocation.choices.map((choice) => [choice.initiative, choice]));
  const paid = Map.groupBy(input.allocation.payments, (payment) => payment.initiative);
  const asks = costsByPackage(input);
  const rows = input.problem.items.flatMap((item) =>
    (item.holds ?? []).flatMap((hold): HeldMoney[] => {
      const { id, name, illustrative } = item.initiative;
      const choice = chosen.get(id);
      const standing = hold.assumed ? "assumed" : hold.effect;
      if (standing !== "blocked" && (choice === undefined || !touches(hold, choice.package)))
        return [];
      const payments = (paid.get(id) ?? []).filter(
        ({ account }) => hold.accounts.length === 0 || hold.accounts.includes(account),
      );
      const amount =
        standing === "blocked"
          ? dearest(hold, asks.get(id) ?? new Map())
          : sumCents(payments.map((payment) => payment.amount));
      if (amount === 0) return [];
      const { row, because, citation, mark } = hold;
      return [
        { standing, row, initiative: id, name, illustrative, amount, because, citation, mark },
      ];
    }),
  );
  rows.sort(
    (a, b) =>
      order[a.standing] - order[b.standing] ||
      b.amount - a.amount ||
      compareText(a.initiative, b.initiative) ||
      compareText(a.row, b.row),
  );
  return {
    rows,
    blocked: sumOnce(rows, ["blocked"]),
    waiting: sumOnce(rows, ["waiting", "assumed"]),
  };
}

function touches(hold: Hold, chosen: string): boolean {
  return hold.packages.length === 0 || hold.packages.includes(chosen);
}

function dearest(hold: Hold, costs: ReadonlyMap<string, Cents>): Cents {
  const held = [...costs].filter(([id]) => touches(hold, id)).map(([, cost]) => cost);
  return cents(Math.max(0, ...held));
}

function costsByPackage({ plan }: BriefingInput): Map<string, Map<string, Cents>> {
  const lines = Map.groupBy(plan.tables.lines, (line) => line.package);
  const costs = new Map<string, Map<string, Cents>>();
  for (const { id, initiative } of plan.tables.packages) {
    const own = costs.get(initiative) ?? new Map<string, Cents>();
    costs.set(initiative, own.set(id, sumCents((lines.get(id) ?? []).map((line) => line.amount))));
  }
  return costs;
}

/** A dollar under two holds is one dollar. */
function sumOnce(rows: readonly HeldMoney[], standings: readonly HeldMoney["standing"][]): Cents {
  const most = new Map<string, Cents>();
  for (const row of rows) {
    if (!standings.includes(row.standing)) continue;
    most.set(row.initiative, cents(Math.max(most.get(row.initiative) ?? 0, row.amount)));
  }
  return sumCents([...most.values()]);
}

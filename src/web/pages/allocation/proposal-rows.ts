import { cents, sumCents } from "../../../base/money.ts";
import type { Briefing } from "../../../report/briefing.ts";
import type { WholeAllocation } from "./allocation-values.ts";
import { type Decision, listDecided } from "./decisions.ts";
import type { Move } from "./moves.ts";
import { listCell, type TableRows } from "./table-rows.ts";

/** An initiative with what an allocation does about it. */
export interface ProposalRow {
  readonly id: string;
  readonly name: string;
  readonly partner: string;
  readonly agency: string;
  readonly isNew: boolean;
  readonly illustrative: boolean;
  readonly funded: boolean;
  /** The package that is funded; empty for none. */
  readonly package: string;
  /** The share of it; nothing for the whole. */
  readonly share: number | null;
  readonly start: number | null;
  /** Unit: US cents over all years. */
  readonly amount: number;
  /** The accounts that pay; those that are asked to, where it is not funded. */
  readonly accounts: readonly string[];
  /** What doing otherwise would lose, where that was worked out.   Unit: value points. */
  readonly loss: number | null;
  readonly decision: Decision;
  /** Whether a case or precondition blocks it, or keeps what is funded waiting. */
  readonly standing: "free" | "waits" | "blocked";
}

/** The initiatives of a branch with what an allocation does about each, and what is decided with the moves made. */
export function listProposals(
  initiatives: TableRows,
  moves: readonly Move[],
  shown: WholeAllocation | undefined,
): ProposalRow[] {
  const choices = new Map(shown?.allocation.choices.map((one) => [one.initiative, one]));
  const payments = Map.groupBy(shown?.allocation.payments ?? [], ({ initiative }) => initiative);
  const decided = new Map(
    listDecided(initiatives, moves).map(({ id, decision }) => [id, decision]),
  );
  const losses = lossesOf(shown);
  const standings = standingsOf(shown);
  return [...initiatives].map(([id, cells]) => {
    const choice = choices.get(id);
    const paid = payments.get(id) ?? [];
    const paying = [...new Set(paid.map(({ account }) => account))].sort();
    return {
      id,
      name: cells.name ?? id,
      partner: cells.partner ?? "",
      agency: cells.agency ?? "",
      isNew: cells.kind === "proposal",
      illustrative: cells.illustrative === "true",
      funded: choice !== undefined,
      package: choice?.package ?? "",
      share: choice?.share ?? null,
      start: choice?.start ?? null,
      amount: sumCents(paid.map(({ amount }) => cents(amount))),
      accounts: choice === undefined ? listCell(cells.accounts) : paying,
      loss: losses.get(id) ?? null,
      decision: decided.get(id) ?? { kind: "none" },
      standing: standings.get(id) ?? "free",
    };
  });
}

/** Of several holds on one initiative, the strongest. A briefing that an earlier version kept says nothing of holds. */
function standingsOf(shown: WholeAllocation | undefined): Map<string, ProposalRow["standing"]> {
  const held: Briefing["waits"]["held"] | undefined = shown?.briefing.waits.held;
  const standings = new Map<string, ProposalRow["standing"]>();
  for (const { initiative, standing } of held?.rows ?? []) {
    if (standings.get(initiative) === "blocked") continue;
    standings.set(initiative, standing === "blocked" ? "blocked" : "waits");
  }
  return standings;
}

/** What was worked out of losses: for all initiatives, or for the closest misses. */
function lossesOf(shown: WholeAllocation | undefined): ReadonlyMap<string, number> {
  const { reasons, misses } = shown?.briefing ?? {};
  const read = (reasons?.rows ?? []).map(
    ({ initiative, loss }) => [initiative, loss.found ?? loss.priced] as const,
  );
  const missed = (misses?.closest ?? []).map(({ initiative, loss }) => [initiative, loss] as const);
  // A loss without end has become nothing on its way here.
  return new Map([...missed, ...read].filter(([, loss]) => Number.isFinite(loss)));
}

/** Which proposals are listed. */
export const proposalFilters = ["all", "funded", "unfunded", "decided"] as const;

/** One of {@link proposalFilters}. */
export type ProposalFilter = (typeof proposalFilters)[number];

/** The proposals that a search and a filter leave. */
export function findProposals(
  rows: readonly ProposalRow[],
  text: string,
  filter: ProposalFilter,
): ProposalRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if (filter === "funded" && !row.funded) return false;
    if (filter === "unfunded" && row.funded) return false;
    if (filter === "decided" && row.decision.kind === "none") return false;
    const all = [row.id, row.name, row.partner, row.agency, row.package, ...row.accounts]
      .join(" ")
      .toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

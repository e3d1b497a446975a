import { compareText } from "../../base/findings.ts";
import type { IsoDate } from "../../base/fiscal.ts";
import { type Cents, cents } from "../../base/money.ts";
import type { CaseReading } from "../../casework/case-reading.ts";
import type { ClockReading } from "../../casework/clocks.ts";
import { lookUpRows } from "../../casework/plan-rows.ts";
import { readTrancheMoney } from "../../casework/tranche-money.ts";
import type { Hold } from "../../law/hold.ts";
import type { Plan } from "../../plan/plan.ts";

/** A case in a list: where it stands, who must act by when, and the money that hangs on it. */
export interface CaseSummary {
  readonly id: string;
  readonly name: string;
  readonly kind: CaseReading["case"]["kind"];
  readonly process: string;
  readonly partner: string;
  readonly illustrative: boolean;
  readonly state: string;
  readonly state_name: string;
  readonly since: IsoDate;
  readonly closed: boolean;
  /** Codes of the offices that must act next. */
  readonly waits_for: readonly string[];
  /** The level before which it was put, and since when. */
  readonly raised: { readonly level: string; readonly on: IsoDate } | null;
  /** The day until which its delay is accepted. */
  readonly accepted_until: IsoDate | null;
  /** What happens if nobody acts. */
  readonly otherwise: string;
  /** The next day that matters: a running clock's, or the day that somebody set. */
  readonly due: IsoDate | null;
  readonly overdue: boolean;
  readonly money: "free" | "waits" | "blocked";
  /** What the dearest package that it holds asks for, and what it keeps of a tranche; zero where it holds none. */
  readonly held: Cents;
  /** Signatures and approvals that no longer stand, in one sentence each. */
  readonly lapsed: readonly string[];
  readonly assumed: boolean;
}

/** Which cases are listed; all of them where a field is absent. */
export interface CaseFilter {
  readonly kind?: string;
  readonly office?: string;
  readonly partner?: string;
  readonly overdue?: boolean;
  /** Closed cases too; only open ones otherwise. */
  readonly closed?: boolean;
}

/** The cases as a list: overdue ones first, then by the next day that matters, open before closed. */
export function listCases(
  plan: Plan,
  readings: readonly CaseReading[],
  holds: readonly Hold[],
  filter: CaseFilter = {},
): readonly CaseSummary[] {
  const costs = costsByPackage(plan);
  const look = lookUpRows(plan);
  const byRow = Map.groupBy(holds, (hold) => hold.row);
  const listed = readings
    .map((reading) => {
      const tranche = readTrancheMoney(look, reading);
      const kept = cents(tranche === null ? 0 : tranche.waits + tranche.blocked);
      return summaryOf(reading, byRow.get(`cases/${reading.case.id}`) ?? [], costs, kept);
    })
    .filter(
      (row) =>
        (filter.kind === undefined || row.kind === filter.kind) &&
        (filter.office === undefined || row.waits_for.includes(filter.office)) &&
        (filter.partner === undefined || row.partner === filter.partner) &&
        (filter.overdue !== true || row.overdue) &&
        (filter.closed === true || !row.closed),
    );
  return listed.sort(
    (a, b) =>
      Number(a.closed) - Number(b.closed) ||
      Number(b.overdue) - Number(a.overdue) ||
      compareText(a.due ?? "9999", b.due ?? "9999") ||
      compareText(a.id, b.id),
  );
}

/** Cost of each package by initiative.   Unit: US cents. */
type PackageCosts = ReadonlyMap<string, ReadonlyMap<string, number>>;

function costsByPackage(plan: Plan): PackageCosts {
  const sums = new Map<string, number>();
  for (const { package: id, amount } of plan.tables.lines) {
    sums.set(id, (sums.get(id) ?? 0) + amount);
  }
  const costs = new Map<string, Map<string, number>>();
  for (const { id, initiative } of plan.tables.packages) {
    const own = costs.get(initiative) ?? new Map<string, number>();
    costs.set(initiative, own.set(id, sums.get(id) ?? 0));
  }
  return costs;
}

function summaryOf(
  reading: CaseReading,
  holds: readonly Hold[],
  costs: PackageCosts,
  ofTranche: Cents,
): CaseSummary {
  const { case: row, state } = reading;
  const due = nextDay(reading);
  return {
    ...{ id: row.id, name: row.name, kind: row.kind, process: row.process, partner: row.partner },
    illustrative: row.illustrative,
    ...{ state: state.code, state_name: state.name, since: reading.since, closed: reading.closed },
    waits_for: reading.waits_for.map(({ code }) => code),
    raised:
      reading.raised === null
        ? null
        : { level: reading.raised.level.name, on: reading.raised.event.on },
    accepted_until: reading.delay_accepted?.until ?? null,
    otherwise: reading.otherwise,
    due,
    overdue: reading.overdue,
    money: reading.money,
    held: cents(heldBy(holds, costs) + ofTranche),
    lapsed: reading.decisions.filter(({ status }) => status === "lapsed").map(({ why }) => why),
    assumed: reading.assumed,
  };
}

/** The next day on which something is due: of its running clocks, and the day that somebody set. */
export function nextDay(reading: CaseReading): IsoDate | null {
  const running = (clock: ClockReading) => clock.state !== "ended" && clock.ended_on === null;
  const days = reading.clocks.filter(running).map(({ due }) => due);
  if (reading.case.due_on !== undefined && !reading.closed) days.push(reading.case.due_on);
  return days.sort(compareText)[0] ?? null;
}

function heldBy(holds: readonly Hold[], costs: PackageCosts): Cents {
  const most = new Map<string, number>();
  for (const { initiative, packages } of holds) {
    for (const [id, cost] of costs.get(initiative) ?? []) {
      if (packages.length > 0 && !packages.includes(id)) continue;
      most.set(initiative, Math.max(most.get(initiative) ?? 0, cost));
    }
  }
  return cents([...most.values()].reduce((sum, cost) => sum + cost, 0));
}

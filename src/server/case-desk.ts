import { createHash } from "node:crypto";
import type { Finding } from "../base/findings.ts";
import type { IsoDate } from "../base/fiscal.ts";
import type { CaseReading } from "../casework/case-reading.ts";
import type { Casebook } from "../casework/casebook.ts";
import { dayOf } from "../casework/day.ts";
import { factsOf, formatFacts } from "../casework/facts.ts";
import { listHolds } from "../casework/holds.ts";
import { groupRows, lookUpRows, type PlanRows } from "../casework/plan-rows.ts";
import { readCases } from "../casework/read-cases.ts";
import type { LawBook } from "../law/book.ts";
import type { Hold } from "../law/hold.ts";
import type { Plan } from "../plan/plan.ts";
import type { Database } from "../store/database.ts";
import { listOwnOffices, type OwnOffice } from "../store/processes.ts";
import type { SeenPlan, SeenPlans } from "./seen-plans.ts";

/** Where cases are read. */
export interface CaseSource {
  readonly db: Database;
  readonly plans: SeenPlans;
  readonly law: LawBook;
  readonly book: Casebook;
  readonly today: () => IsoDate;
}

/** The cases of a branch on a day, as somebody sees them. */
export interface CaseView {
  readonly seen: SeenPlan;
  readonly branch: string;
  readonly law: LawBook;
  readonly book: Casebook;
  readonly on: IsoDate;
  /** The day it really is. */
  readonly today: IsoDate;
  readonly rows: PlanRows;
  readonly readings: readonly CaseReading[];
  readonly findings: readonly Finding[];
  /** The money that is blocked or waits, by the row behind it: `cases/ID`. */
  readonly holds: ReadonlyMap<string, readonly Hold[]>;
  /** The offices for which who asks acts. */
  readonly own: readonly OwnOffice[];
}

type Read = Pick<CaseView, "rows" | "readings" | "findings" | "holds">;

/** Days of a plan of which the cases are kept. */
const mostDays = 8;

/** Cases as people see them; read once for all who see the same of a branch on a day. */
export class CaseDesk {
  readonly #source: CaseSource;
  readonly #known = new WeakMap<Plan, Map<IsoDate, Read>>();

  constructor(source: CaseSource) {
    this.#source = source;
  }

  /** The processes of casework. */
  get book(): Casebook {
    return this.#source.book;
  }

  /** The cases of a branch as a person sees them; nothing where it is not there, or not for them. */
  async view(
    person: string,
    plan: string,
    branch: string,
    on?: IsoDate,
  ): Promise<CaseView | undefined> {
    const { db, plans, law, book, today } = this.#source;
    const seen = await plans.find(person, plan, branch);
    if (seen === undefined) return undefined;
    const own = await db.asPerson(person, (tx) => listOwnOffices(tx, plan));
    const now = today();
    const day = on ?? dayOf(seen.plan.head, now);
    return { seen, branch, law, book, on: day, today: now, own, ...this.#read(seen.plan, day) };
  }

  #read(plan: Plan, on: IsoDate): Read {
    const days = this.#known.get(plan) ?? new Map<IsoDate, Read>();
    this.#known.set(plan, days);
    const known = days.get(on);
    if (known !== undefined) return known;
    const { law, book } = this.#source;
    const { result, findings } = readCases(plan, book, on);
    const holds = groupRows(listHolds(plan, book, law, on), ({ row }) => row);
    const fresh = { rows: lookUpRows(plan), readings: result, findings, holds };
    if (days.size >= mostDays) days.clear();
    days.set(on, fresh);
    return fresh;
  }
}

/** Whether who asks acts for an office in a case. */
export function actsFor(view: CaseView, reading: CaseReading, office: string): boolean {
  const { process, partner } = reading.case;
  return view.own.some(
    (one) =>
      one.process === process &&
      one.office === office &&
      (one.partner === null || one.partner === partner),
  );
}

/** A number that stands for a case as it was seen: its row, its events and all that is signed in it. */
export function versionOf({ rows }: CaseView, { case: row }: CaseReading): number {
  const events = (rows.eventsOf.get(row.id) ?? []).map(({ id }) => id);
  const evidence = rows.plan.tables.evidence.filter((one) => one.case === row.id).length;
  const said = JSON.stringify([row, events, evidence, formatFacts(factsOf(rows, row))]);
  return Number.parseInt(createHash("sha256").update(said).digest("hex").slice(0, 12), 16);
}

import type { LawBook } from "../law/book.ts";
import type { Database } from "../store/database.ts";
import type { WorkQueue } from "../work/work-queue.ts";
import type { Sessions } from "./caller.ts";
import type { CaseDesk } from "./case-desk.ts";
import type { Comparisons } from "./comparisons.ts";
import type { LiveHub, Notice } from "./live-hub.ts";
import type { LogEntry } from "./log.ts";
import type { OpenId } from "./open-id.ts";
import type { Place } from "./place.ts";
import type { PlanFacts } from "./plan-facts.ts";
import type { SeenPlans } from "./seen-plans.ts";
import type { Standings } from "./standings.ts";

/** What all routes share. */
export interface ServerContext {
  readonly db: Database;
  readonly law: LawBook;
  readonly place: Place;
  readonly sessions: Sessions;
  readonly plans: SeenPlans;
  readonly facts: PlanFacts;
  readonly standings: Standings;
  readonly comparisons: Comparisons;
  readonly cases: CaseDesk;
  /** Where work that takes a while is put. */
  readonly queue: WorkQueue;
  readonly live: LiveHub;
  /** Tells all servers something, this one too. */
  readonly tell: (notice: Notice) => Promise<void>;
  /** How people sign in; nothing where the program runs for one local person. */
  readonly openId: OpenId | null;
  readonly log: (entry: LogEntry) => void;
  /** Takes down a defect outside of any request. */
  readonly onDefect: (error: unknown) => void;
  /** Names program and law together: what is answered may differ where it differs. */
  readonly epoch: string;
  /** The version of the program. */
  readonly version: string;
}

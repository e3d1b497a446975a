import type { z } from "zod";
import type { changeSchema } from "../api/change-schemas.ts";
import type { Finding } from "../base/findings.ts";
import { fieldsOf } from "../plan/fields.ts";
import type { Edit, Plan } from "../plan/plan.ts";
import type { AppliedChange } from "../store/apply-change.ts";
import { branchSeq } from "../store/branches/branch-rows.ts";
import type { Database, Session } from "../store/database.ts";
import { handlings } from "../store/levels.ts";
import { type LoadedPlan, loadPlan } from "../store/load-plan.ts";
import { changesSince } from "../store/log/history.ts";
import { type Rights, rightsIn } from "../store/rights/rights.ts";
import { makeLastUsed } from "../work/last-used.ts";
import { movePlan } from "./move-plan.ts";
import type { Onlooker } from "./presence.ts";

type Change = z.output<typeof changeSchema>;

/** What a person may do with a plan, and how sensitive what they see is: 0 public, 1 internal, 2 restricted. */
export interface Sight {
  readonly rights: Rights;
  readonly see: number;
}

/** A branch as a person sees it. */
export interface SeenPlan extends LoadedPlan {
  readonly sight: Sight;
}

/** Where the plans come from, and what is worked out of them. */
export interface SeenSource {
  readonly db: Database;
  /** Everything found in a plan. */
  readonly check: (plan: Plan) => Promise<readonly Finding[]>;
}

/** A branch that is being read from the store. */
class Loading {
  readonly done: Promise<void>;
  constructor(done: Promise<void>) {
    this.done = done;
  }
}

/** How many branches are kept in memory, each as those see it who see the same. */
const mostKept = 16;

/** Changes that are taken over one by one; after more it is quicker to read the branch anew. */
const mostMoved = 200;

/**
 * Plans as people see them, kept in memory and moved on by the edits of each change.
 *
 * What somebody sees of a plan depends only on how sensitive rows they may see, so that all who see the same share.
 */
export class SeenPlans {
  readonly #source: SeenSource;
  readonly #kept = makeLastUsed<LoadedPlan>(mostKept);
  readonly #loading = new Map<string, Loading>();
  readonly #findings = new WeakMap<Plan, Promise<readonly Finding[]>>();

  constructor(source: SeenSource) {
    this.#source = source;
  }

  /** What a person may do with a plan; nothing where it is not there, or not for them. */
  async findSight(person: string, plan: string, tx?: Session): Promise<Sight | undefined> {
    if (tx !== undefined) return sightIn(tx, plan);
    return this.#source.db.asPerson(person, (own) => sightIn(own, plan));
  }

  /** A branch as a person sees it now; nothing where it is not there, or not for them. */
  async find(person: string, plan: string, branch: string): Promise<SeenPlan | undefined> {
    for (;;) {
      const found = await this.#source.db.asPerson(person, (tx) => this.#findIn(tx, plan, branch));
      if (!(found instanceof Loading)) return found;
      // Somebody else reads it already; waiting here holds no connection.
      await found.done;
    }
  }

  async #findIn(
    tx: Session,
    plan: string,
    branch: string,
  ): Promise<SeenPlan | Loading | undefined> {
    const sight = await sightIn(tx, plan);
    if (sight === undefined) return undefined;
    const key = JSON.stringify([plan, branch, sight.see]);
    // Before the number of the last change is read, so that what is kept is never ahead of it.
    const known = this.#kept.find(key);
    const seq = await branchSeq(tx, plan, branch);
    if (seq === null) return undefined;
    if (known?.seq === seq) return { ...known, sight };
    const moved = known && (await this.#move(tx, plan, branch, known, sight, seq));
    if (moved === undefined) {
      const loading = this.#loading.get(key);
      if (loading !== undefined) return loading;
    }
    const fresh = moved ?? (await this.#load(key, () => loadPlan(tx, plan, branch)));
    if (fresh === null) return undefined;
    if ((this.#kept.find(key)?.seq ?? 0) < fresh.seq) this.#kept.keep(key, fresh);
    return { ...fresh, sight };
  }

  /** Reads a branch, for all who ask for it meanwhile. */
  async #load(key: string, read: () => Promise<LoadedPlan | null>): Promise<LoadedPlan | null> {
    const done = Promise.withResolvers<void>();
    this.#loading.set(key, new Loading(done.promise));
    try {
      return await read();
    } finally {
      this.#loading.delete(key);
      done.resolve();
    }
  }

  /**
   * Moves on what is kept for a person by a change that they just made, without asking the store; nothing where that
   * cannot be.
   */
  moveBy(plan: string, { change, ground }: AppliedChange): LoadedPlan | undefined {
    const see = handlings.indexOf(ground.see);
    const key = JSON.stringify([plan, change.branch, see]);
    const known = this.#kept.find(key);
    if (known === undefined || known.seq !== ground.seq) return undefined;
    if (change.kind !== "edit" && change.kind !== "undo") return undefined;
    const edits = change.edits.map((edit): Edit => ({ ...edit, ...byNobody }));
    if (see < handlings.length - 1 && edits.some(movesLevels)) return undefined;
    const after = movePlan(known.plan, edits);
    if (after === undefined) return undefined;
    const moved = { ...known, plan: after, seq: change.seq };
    this.#kept.keep(key, moved);
    return moved;
  }

  /** Reads a plan anew when it is next asked for: its head is another, in all its branches. */
  forget(plan: string): void {
    for (const key of this.#kept.names()) {
      if ((JSON.parse(key) as readonly string[])[0] === plan) this.#kept.forget(key);
    }
  }

  /** Changes of a plan after one, oldest first, as a person may see them. */
  readChangesSince(
    person: string,
    plan: string,
    since: number,
    most: number,
  ): Promise<readonly Change[]> {
    return this.#source.db.asPerson(person, (tx) => changesSince(tx, plan, since, most));
  }

  /** Everything found in a branch as somebody sees it; worked out once for all who see the same. */
  findingsOf(seen: LoadedPlan): Promise<readonly Finding[]> {
    const known = this.#findings.get(seen.plan);
    if (known !== undefined) return known;
    const fresh = this.#source.check(seen.plan);
    this.#findings.set(seen.plan, fresh);
    fresh.catch(() => this.#findings.delete(seen.plan));
    return fresh;
  }

  /** Whether a row is in a branch that is in memory, for those who see this much. */
  sees(plan: string, branch: string, see: number, table: string, row: string): boolean {
    const known = this.#kept.find(JSON.stringify([plan, branch, see]));
    const tables = known?.plan.tables as
      | Readonly<Record<string, readonly { id: string }[]>>
      | undefined;
    return tables?.[table]?.some((one) => one.id === row) ?? false;
  }

  /** The branch after its newest changes; nothing where it must be read anew. */
  async #move(
    tx: Session,
    plan: string,
    branch: string,
    known: LoadedPlan,
    { see }: Sight,
    seq: number,
  ): Promise<LoadedPlan | undefined> {
    const changes = await changesSince(tx, plan, known.seq, mostMoved + 1);
    if (changes.length > mostMoved) return undefined;
    const own = changes.filter((change) => change.branch === branch && change.seq <= seq);
    // Changes of a head, and those that put a scenario on another ground, change more than their edits say.
    if (own.some((change) => change.kind !== "edit" && change.kind !== "undo")) return undefined;
    const edits = own.flatMap((change) =>
      change.edits.map((edit): Edit => ({ ...edit, ...byNobody })),
    );
    const whole = own.every((change) => change.edits.length === change.edit_count);
    if (see < handlings.length - 1 && (!whole || edits.some(movesLevels))) return undefined;
    if (!whole) return undefined;
    const after = movePlan(known.plan, edits);
    return after && { ...known, plan: after, seq };
  }
}

const byNobody = { author: "", at: "", reason: "" };

/** Whether an edit may make other rows visible, or withhold them. */
function movesLevels({ table, field }: Edit): boolean {
  const type = fieldsOf(table)[field]?.type;
  return field === "handling" || field === "id" || type === "reference" || type === "references";
}

/** What a listener may know of where others look. */
export function onlookerOf(
  plans: SeenPlans,
  { plan, see }: { readonly plan: string; readonly see: number },
): Onlooker {
  return { see, seesRow: (branch, table, row) => plans.sees(plan, branch, see, table, row) };
}

/** What the person of a transaction may do with a plan. */
export async function sightIn(tx: Session, plan: string): Promise<Sight | undefined> {
  const rights = await rightsIn(tx, plan);
  return rights === null ? undefined : { rights, see: handlings.indexOf(rights.see) };
}

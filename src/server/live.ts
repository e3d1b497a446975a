import { z } from "zod";
import { presenceSchema } from "../api/people-schemas.ts";
import { type Database, storeChannel } from "../store/database.ts";
import { readJob } from "../store/job-rows.ts";
import { readChange } from "../store/log/history.ts";
import { LiveHub, type Notice } from "./live-hub.ts";
import { onlookerOf, type SeenPlans } from "./seen-plans.ts";

const noticeSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("change"),
    plan: z.string(),
    seq: z.number(),
    branch: z.string(),
    head: z.boolean().optional(),
  }),
  z.object({ kind: z.literal("job"), plan: z.string(), job: z.string() }),
  z.object({ kind: z.literal("rights"), plan: z.string() }),
  z.object({
    kind: z.literal("left"),
    plan: z.string(),
    person: z.string(),
    window: z.string(),
  }),
  z.object({
    kind: z.literal("presence"),
    plan: z.string(),
    person: z.string(),
    name: z.string(),
    see: z.number(),
    presence: presenceSchema,
  }),
]);

/** The live part of a server. */
export interface Live {
  readonly live: LiveHub;
  /** Tells all servers something, this one too. */
  readonly tell: (notice: Notice) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** How long to wait for further changes before findings are worked out anew.   Unit: milliseconds. */
const checkAfter = 400;

/** Listens to what the store, the workers and other servers tell, and passes it on to those who listen to a plan. */
export async function startLive(
  db: Database,
  plans: SeenPlans,
  onDefect: (error: unknown) => void,
): Promise<Live> {
  const checks = new Map<string, NodeJS.Timeout>();
  const live: LiveHub = new LiveHub({
    readChange: async (person, plan, seq) =>
      (await db.asPerson(person, (tx) => readChange(tx, plan, seq))) ?? undefined,
    readJob: async (person, plan, id) => {
      const job = await db.asPerson(person, (tx) => readJob(tx, plan, id));
      if (job === null) return undefined;
      const { result: _, ...told } = job;
      return told;
    },
    onlookerOf: (listener) => onlookerOf(plans, listener),
    onChange: (plan, branch) => {
      const key = `${plan}\n${branch}`;
      clearTimeout(checks.get(key));
      checks.set(
        key,
        setTimeout(() => {
          checks.delete(key);
          checkAnew(live, plans, plan, branch).catch(onDefect);
        }, checkAfter),
      );
    },
    onDefect,
    now: () => Date.now(),
  });
  const unlisten = await db.listen(storeChannel, (text) => {
    const notice = parseNotice(text);
    if (notice?.kind === "change" && notice.head === true) plans.forget(notice.plan);
    if (notice !== undefined) live.hear(notice);
  });
  return {
    live,
    tell: async (notice) => {
      await db.query("select pg_notify($1, $2)", [storeChannel, JSON.stringify(notice)]);
    },
    stop: async () => {
      for (const timer of checks.values()) clearTimeout(timer);
      live.close();
      await live.settled();
      await unlisten();
    },
  };
}

/** What somebody told; nothing where it is not for us, such as from a newer program beside this one. */
function parseNotice(text: string): Notice | undefined {
  try {
    return noticeSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Works out what is found in a branch for each level of those who listen, and tells them. */
async function checkAnew(
  live: LiveHub,
  plans: SeenPlans,
  plan: string,
  branch: string,
): Promise<void> {
  for (const [see, person] of live.levels(plan)) {
    const seen = await plans.find(person, plan, branch);
    if (seen === undefined) continue;
    await plans.findingsOf(seen);
    live.tellFindings(plan, branch, seen.seq, see);
  }
}

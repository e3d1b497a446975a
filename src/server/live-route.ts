import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { z } from "zod";
import { apiRoot } from "../api/addresses.ts";
import { liveRoute } from "../api/routes.ts";
import type { Caller } from "./caller.ts";
import type { ServerContext } from "./context.ts";
import { openEventStream } from "./event-stream.ts";
import type { Listener } from "./live-hub.ts";
import { refuseAbsent } from "./refusals.ts";
import { onlookerOf } from "./seen-plans.ts";
import { sendRefusal } from "./send-refusal.ts";
import { callerOf, tokenOf } from "./sessions.ts";

/** How often a silent stream says that it is still there, and looks whether its listener may still hear it.   Unit: milliseconds. */
const beatEvery = 15_000;

/** Missed changes that are sent again at most; a page that missed more loads anew. */
const mostMissed = 500;

type Params = z.output<typeof liveRoute.params>;
type Query = z.output<typeof liveRoute.query>;

/** How the stream is described. */
export const liveSchema = {
  operationId: "live",
  summary: liveRoute.summary,
  tags: ["live"],
  params: liveRoute.params,
  querystring: liveRoute.query,
  produces: ["text/event-stream"],
};

/** Adds the stream of a plan's changes, presence and work. */
export function addLive(app: FastifyInstance, server: ServerContext): void {
  app.get(
    `${apiRoot}${liveRoute.path}`,
    {
      schema: liveSchema,
      compress: false,
      // A stream has no end, so that there is nothing to say of it beforehand.
      exposeHeadRoute: false,
    },
    async (request, reply) => {
      const { plan } = request.params as Params;
      const sight = await server.plans.findSight(callerOf(request).id, plan);
      if (sight === undefined) return sendRefusal(reply, refuseAbsent("plan", plan));
      await stream(server, request, reply, plan, sight.see);
    },
  );
}

async function stream(
  server: ServerContext,
  request: FastifyRequest,
  reply: FastifyReply,
  plan: string,
  see: number,
): Promise<void> {
  const caller = callerOf(request);
  const { since, window } = request.query as Query;
  const headers = Object.fromEntries(
    Object.entries(reply.getHeaders()).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  );
  reply.hijack();
  const events = openEventStream(reply.raw, headers);
  // What happens while the missed changes are read waits, so that none comes twice or out of order.
  let waiting: (() => void)[] | null = [];
  let last = since ?? 0;
  const listener: Listener = {
    ...{ plan, person: caller.id, see, window },
    send: (event, seq) => {
      const send = () => {
        if (seq !== undefined && seq <= last) return;
        last = seq ?? last;
        events.send(event, seq);
      };
      if (waiting === null) send();
      else waiting.push(send);
    },
    end: events.end,
  };
  const stop = server.live.add(listener);
  const timer = setInterval(() => {
    events.beat();
    void stillAllowed(server, request, caller, plan, see).then((fine) => {
      if (!fine) events.end();
    });
  }, beatEvery);
  request.raw.on("close", () => {
    stop();
    clearInterval(timer);
    if (window !== undefined) leaveSoon(server, plan, caller.id, window);
  });
  try {
    await sendMissed(server, caller, plan, since, (change) =>
      events.send({ kind: "change", change }, change.seq),
    ).then((seq) => {
      last = Math.max(last, seq);
    });
    events.send({
      kind: "presence",
      ...server.live.present(plan, onlookerOf(server.plans, listener)),
    });
  } catch (error) {
    server.onDefect(error);
    events.end();
  }
  const missed = waiting;
  waiting = null;
  for (const send of missed) send();
}

/** How long a window that lost its stream has to open another before it counts as closed.   Unit: milliseconds. */
const backWithin = 1500;

/** Tells everybody that a window is gone, unless it is back by then. */
function leaveSoon(server: ServerContext, plan: string, person: string, window: string): void {
  const leave = () => {
    if (server.live.hears(plan, person, window)) return;
    // A database that is gone has nobody to tell; the window is forgotten after half a minute anyway.
    server.tell({ kind: "left", plan, person, window }).catch(() => undefined);
  };
  setTimeout(leave, backWithin).unref();
}

type SentChange = Awaited<ReturnType<ServerContext["plans"]["readChangesSince"]>>[number];

/** Sends the changes after one, oldest first; returns the number of the last. */
async function sendMissed(
  server: ServerContext,
  caller: Caller,
  plan: string,
  since: number | undefined,
  send: (change: SentChange) => void,
): Promise<number> {
  if (since === undefined) return 0;
  const changes = await server.plans.readChangesSince(caller.id, plan, since, mostMissed);
  for (const change of changes) send(change);
  return changes.at(-1)?.seq ?? since;
}

/** Whether a listener's session still lasts, and sees the plan as when the stream was opened. */
async function stillAllowed(
  server: ServerContext,
  request: FastifyRequest,
  caller: Caller,
  plan: string,
  see: number,
): Promise<boolean> {
  try {
    const now = await server.sessions.find(tokenOf(request, server.place), false);
    if (now?.id !== caller.id) return false;
    return (await server.plans.findSight(caller.id, plan))?.see === see;
  } catch {
    // The database may be away for a moment; the next beat looks again.
    return true;
  }
}

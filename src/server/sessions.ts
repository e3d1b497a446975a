import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Database } from "../store/database.ts";
import { localPerson } from "../store/rights/people.ts";
import type { Caller, Sessions } from "./caller.ts";
import type { ServerContext } from "./context.ts";
import { report } from "./finding-kinds.ts";
import type { Place } from "./place.ts";
import { refuse } from "./problems.ts";
import { refuseWithoutToken } from "./security.ts";
import { sendRefusal } from "./send-refusal.ts";
import { makeToken } from "./token.ts";

/** Names of our cookies; `__Host-` binds them to this very host and to https, where there is https. */
export function cookieNames(place: Place): { readonly session: string; readonly flow: string } {
  const prefix = place.secure ? "__Host-" : "";
  return { session: `${prefix}entente`, flow: `${prefix}entente-sign-in` };
}

/** Sets a cookie that only the server reads; no seconds end it. */
export function setCookie(
  reply: FastifyReply,
  place: Place,
  name: string,
  value: string,
  seconds: number,
): void {
  reply.setCookie(name, value, {
    path: "/",
    httpOnly: true,
    secure: place.secure,
    sameSite: "lax",
    maxAge: seconds,
  });
}

/** The session's token that a browser sends. */
export function tokenOf(request: FastifyRequest, place: Place): string | undefined {
  return request.cookies[cookieNames(place).session];
}

const callers = new WeakMap<FastifyRequest, Caller>();

/** Who asks, or nothing before anybody looked. */
export function findCaller(request: FastifyRequest): Caller | undefined {
  return callers.get(request);
}

/** Who asks.   Errors: throws where no caller was looked for, which only a defect of ours can cause. */
export function callerOf(request: FastifyRequest): Caller {
  const caller = callers.get(request);
  if (caller === undefined) throw new Error("nobody looked who asks");
  return caller;
}

/** Routes that a page left open keeps asking; they do not keep a session alive. */
const idleRoutes = /\/(presence|live)$/;

/** Looks who asks before every route, and refuses nobody and changes without the session's token. */
export function addCallers(app: FastifyInstance, server: ServerContext): void {
  app.addHook("onRequest", async (request, reply) => {
    const active = !idleRoutes.test(request.routeOptions.url ?? "");
    const caller = await server.sessions.find(tokenOf(request, server.place), active);
    if (caller === undefined) {
      await sendRefusal(reply, refuse(401, notSignedIn()));
      return;
    }
    callers.set(request, caller);
    if (request.method === "GET" || request.method === "HEAD") return;
    const refusal = refuseWithoutToken(request, caller.csrf_token);
    if (refusal !== undefined) await sendRefusal(reply, refusal);
  });
}

function notSignedIn() {
  return report(
    "not_signed_in",
    {},
    {
      found: "nobody who is signed in, or a session that has ended",
      expected: "a session",
      help: "Sign in at `/sign-in`.",
    },
  );
}

/** The one person of a program that runs for one person; there is nothing to sign in to. */
export async function localSessions(db: Database): Promise<Sessions> {
  const person = await localPerson(db);
  const caller: Caller = {
    ...person,
    signed_in_by: "local",
    csrf_token: makeToken(),
    token: null,
  };
  return {
    find: async () => caller,
    begin: async () => ({ token: "", person: person.id, seconds: 0 }),
    end: async () => null,
  };
}

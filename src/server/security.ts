import { createHash, timingSafeEqual } from "node:crypto";
import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { report } from "./finding-kinds.ts";
import type { Place } from "./place.ts";
import { type Refusal, refuse } from "./problems.ts";
import { sendRefusal } from "./send-refusal.ts";

/**
 * The style element that Observable Plot puts into every chart, the same each time; its hash allows this one and no other.
 */
const plotStyle = `:where(.plot-d6a7b5) {
  --plot-background: white;
  display: block;
  height: auto;
  height: intrinsic;
  max-width: 100%;
}
:where(.plot-d6a7b5 text),
:where(.plot-d6a7b5 tspan) {
  white-space: pre;
}`;

/** How many requests one address may send. */
export interface RateLimits {
  /** Requests within a minute. */
  readonly requests: number;
  /** Of these, to begin or end a sign-in. */
  readonly sign_ins: number;
}

/** Enough for an agency of fifty people behind one address, and too few to guess or to overload. */
export const usualRateLimits: RateLimits = { requests: 6000, sign_ins: 120 };

/** Adds the headers and checks that keep other pages, other hosts and floods away. */
export async function addSecurity(
  app: FastifyInstance,
  place: Place,
  limits: RateLimits,
): Promise<void> {
  app.addHook("onRequest", async (request, reply) => {
    const refusal = refuseForeign(request, place);
    if (refusal !== undefined) await sendRefusal(reply, refusal);
  });
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: contentPolicy(place.secure) },
    strictTransportSecurity: place.secure
      ? { maxAge: 31_536_000, includeSubDomains: false }
      : false,
    referrerPolicy: { policy: "same-origin" },
    crossOriginEmbedderPolicy: false,
    xFrameOptions: { action: "deny" },
  });
  await app.register(rateLimit, {
    global: true,
    max: limits.requests,
    timeWindow: 60_000,
    // The address alone: a cookie could be made up anew for every request.
    keyGenerator: (request) => request.ip,
  });
}

/** What a page may load and run: files of this server, and nothing that stands inside the page. */
function contentPolicy(secure: boolean): Record<string, readonly string[]> {
  const plot = createHash("sha256").update(plotStyle).digest("base64");
  return {
    "default-src": ["'self'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
    "object-src": ["'none'"],
    "img-src": ["'self'", "data:"],
    "style-src": ["'self'", `'sha256-${plot}'`],
    "script-src-attr": ["'none'"],
    ...(secure ? { "upgrade-insecure-requests": [] } : {}),
  };
}

/**
 * Refuses requests in the name of another host, and changes that pages of other servers send.
 *
 * A page of another server can make its own name lead to this machine (DNS rebinding); the header `Host` then still
 * holds that name.
 */
function refuseForeign(request: FastifyRequest, place: Place): Refusal | undefined {
  const host = (request.headers.host ?? "").toLowerCase();
  if (!place.hosts.includes(host)) {
    return refuse(
      421,
      report(
        "host_foreign",
        { field: "host" },
        {
          found: `a request for the host \`${host.slice(0, 100)}\``,
          expected: place.hosts.map((one) => `\`${one}\``).join(" or "),
          help: `Open ${place.origins[0] ?? "the address of the server"}.`,
        },
      ),
    );
  }
  if (request.method === "GET" || request.method === "HEAD") return undefined;
  const { origin } = request.headers;
  const site = request.headers["sec-fetch-site"];
  const foreign = origin === undefined ? site === "cross-site" : !place.origins.includes(origin);
  if (!foreign) return undefined;
  return refuse(
    403,
    report(
      "origin_foreign",
      { field: "origin" },
      {
        found: `a request sent by a page of \`${(origin ?? "another server").slice(0, 100)}\``,
        expected: `a page of ${place.origins.map((one) => `\`${one}\``).join(" or ")}`,
        help: "Send it from a page of this server, or from a program.",
      },
    ),
  );
}

/** Refuses a change that lacks the token of the caller's session, which pages of other servers cannot read. */
export function refuseWithoutToken(request: FastifyRequest, token: string): Refusal | undefined {
  const sent = request.headers["x-csrf-token"];
  if (typeof sent === "string" && equalTexts(sent, token)) return undefined;
  return refuse(
    403,
    report(
      "csrf_token_wrong",
      { field: "x-csrf-token" },
      {
        found: sent === undefined ? "no token" : "a token of another session",
        expected: "the `csrf_token` that `GET /api/v1/me` answers, in the header `x-csrf-token`",
        help: "Load the page again.",
      },
    ),
  );
}

/** Whether two texts are the same, in a time that tells nothing of where they differ. */
export function equalTexts(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

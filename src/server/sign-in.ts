import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { ServerContext } from "./context.ts";
import { callbackPath, type OpenId, type SignInFlow, signedOutPath } from "./open-id.ts";
import { plainPage } from "./plain-page.ts";
import type { RateLimits } from "./security.ts";
import { cookieNames, setCookie, tokenOf } from "./sessions.ts";

/** Minutes that somebody may take at the provider. */
const flowMinutes = 15;

const flowSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  back: z.string(),
});

/** Adds the pages by which people sign in: `/sign-in?back=PATH`, and where the provider sends them back. */
export function addSignIn(app: FastifyInstance, server: ServerContext, limits: RateLimits): void {
  const config = { rateLimit: { max: limits.sign_ins, timeWindow: 60_000 } };
  const schema = { hide: true };
  app.get("/sign-in", { config, schema }, async (request, reply) => {
    const back = safeBack((request.query as { back?: unknown }).back);
    // For one person on their own machine there is nothing to sign in to.
    if (server.openId === null) return reply.redirect(back);
    return begin(server, server.openId, back, reply);
  });
  app.get(signedOutPath, { schema }, async (_, reply) => sendPage(reply, 200, signedOut));
  app.get(callbackPath, { config, schema }, async (request, reply) => {
    if (server.openId === null) return reply.redirect("/");
    return finish(server, server.openId, request, reply);
  });
}

/** A path of this server to go back to; anything else would send people to a stranger. */
function safeBack(back: unknown): string {
  if (typeof back !== "string" || back.length > 2000) return "/";
  // Browsers take a backslash for a slash, and two slashes for another host.
  return /^\/(?![/\\])[^\\\s]*$/.test(back) ? back : "/";
}

async function begin(server: ServerContext, openId: OpenId, back: string, reply: FastifyReply) {
  let begun: Awaited<ReturnType<OpenId["begin"]>>;
  try {
    begun = await openId.begin(back);
  } catch (error) {
    server.log({ kind: "sign_in", error: nameOf(error), words: "the provider did not answer" });
    return sendPage(reply, 502, unreachable);
  }
  const names = cookieNames(server.place);
  setCookie(reply, server.place, names.flow, encodeFlow(begun.flow), flowMinutes * 60);
  return reply.header("cache-control", "no-store").redirect(begun.url);
}

async function finish(
  server: ServerContext,
  openId: OpenId,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const names = cookieNames(server.place);
  const flow = decodeFlow(request.cookies[names.flow]);
  setCookie(reply, server.place, names.flow, "", 0);
  if (flow === undefined) return sendPage(reply, 400, broken);
  try {
    const callback = new URL(request.url, server.place.origins[0]);
    const who = await openId.finish(callback, flow);
    // A session from before the sign-in ends, so that nobody can hand somebody a session of theirs.
    const before = tokenOf(request, server.place);
    if (before !== undefined) await server.sessions.end(before);
    const { token, person, seconds } = await server.sessions.begin(who);
    setCookie(reply, server.place, names.session, token, seconds);
    server.log({ kind: "sign_in", person, words: "signed in" });
    return reply.header("cache-control", "no-store").redirect(flow.back);
  } catch (error) {
    server.log({ kind: "sign_in", error: nameOf(error), words: "did not come to its end" });
    return sendPage(reply, 401, broken);
  }
}

function nameOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return [error instanceof Error ? error.name : "unknown", code]
    .filter((one) => one !== "")
    .join(" ");
}

function encodeFlow(flow: SignInFlow): string {
  return Buffer.from(JSON.stringify(flow)).toString("base64url");
}

function decodeFlow(text: string | undefined): SignInFlow | undefined {
  if (text === undefined) return undefined;
  try {
    const known = flowSchema.safeParse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
    return known.success ? { ...known.data, back: safeBack(known.data.back) } : undefined;
  } catch {
    return undefined;
  }
}

interface Words {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

const unreachable: Words = {
  title: "Sign-in is not possible now",
  paragraphs: [
    "The service that people sign in with does not answer.",
    "Try again in a minute. If it goes on, tell the administrator of this server.",
  ],
};

const signedOut: Words = {
  title: "You are signed out",
  paragraphs: ["On a machine that others use, close the browser, too."],
};

const broken: Words = {
  title: "The sign-in did not come to its end",
  paragraphs: [
    "It was begun in another window, took too long, or was ended at the other side.",
    "Nothing is wrong with your account. Begin again.",
  ],
};

function sendPage(reply: FastifyReply, status: number, { title, paragraphs }: Words) {
  return reply
    .code(status)
    .header("cache-control", "no-store")
    .type("text/html; charset=utf-8")
    .send(plainPage(title, paragraphs, { to: "/sign-in", words: "Sign in" }));
}

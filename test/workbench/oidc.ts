/// <reference path="./oidc-provider.d.ts" />
import { randomBytes, randomInt } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider, type ProviderContext } from "oidc-provider";

/** Somebody whom the provider knows. */
export interface TestAccount {
  /** The provider's own name of the account, such as `ana`. */
  readonly subject: string;
  readonly name: string;
  readonly email: string;
}

/** A running provider, and what the server must be told of it. */
export interface TestProvider {
  readonly issuer: string;
  readonly client_id: string;
  readonly client_secret: string;
  readonly stop: () => Promise<void>;
}

/**
 * A port of this machine that is free, for servers that must be named before they start, or start anew.
 *
 * Ports that the system gives to whoever connects lie above these: one of them might be taken before the server starts.
 */
export async function findFreePort(): Promise<number> {
  for (let tries = 1; ; tries += 1) {
    const server = createServer();
    try {
      const port = await listen(server, randomInt(20_000, 32_000));
      await close(server);
      return port;
    } catch (problem) {
      if (tries === 20) throw problem;
    }
  }
}

/**
 * Starts a real provider of OpenID Connect on this machine.
 *
 * Its page lists the accounts as buttons, `Sign in as Ana Alvarez`; one press signs in. `origin` is that of the server
 * under test, which must be known before it starts: see {@link findFreePort}.
 */
export async function startTestProvider(
  origin: string,
  accounts: readonly TestAccount[],
): Promise<TestProvider> {
  const server = createServer();
  const issuer = `http://127.0.0.1:${await listen(server)}`;
  const client = { client_id: "entente", client_secret: randomBytes(24).toString("hex") };
  const provider = new Provider(issuer, configure(origin, client, accounts));
  const answer = provider.callback();
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = new URL(request.url ?? "/", issuer);
    if (!pathname.startsWith("/choose/")) answer(request, response);
    else if (request.method === "GET") showAccounts(response, pathname, accounts);
    else void finish(provider, request, response, pathname.split("/").at(-1) ?? "");
  });
  return { issuer, ...client, stop: () => close(server) };
}

function configure(
  origin: string,
  client: { readonly client_id: string; readonly client_secret: string },
  accounts: readonly TestAccount[],
): Readonly<Record<string, unknown>> {
  return {
    clients: [
      {
        ...client,
        redirect_uris: [`${origin}/sign-in/callback`],
        post_logout_redirect_uris: [`${origin}/signed-out`],
      },
    ],
    claims: { openid: ["sub"], profile: ["name"], email: ["email", "email_verified"] },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { logoutSource: askToLeave },
    },
    pkce: { required: () => true },
    cookies: { keys: [randomBytes(16).toString("hex")] },
    ttl: { Session: 600, Grant: 600, Interaction: 600, AccessToken: 600, IdToken: 600 },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/choose/${uid}` },
    findAccount: (_: unknown, id: string) => findAccount(accounts, id),
    loadExistingGrant: grantAll,
  };
}

/** The provider's own page asks nothing of the network, where its library's would. */
function askToLeave(context: { body: string }, form: string): void {
  context.body = `<!doctype html><html lang="en"><title>Test provider</title><main><h1>Sign out here, too?</h1>${form}
    <button form="op.logoutForm" name="logout" value="yes">Yes, sign me out</button></main></html>`;
}

function findAccount(accounts: readonly TestAccount[], id: string) {
  const account = accounts.find((one) => one.subject === id);
  if (account === undefined) return undefined;
  const { subject, name, email } = account;
  return { accountId: id, claims: () => ({ sub: subject, name, email, email_verified: true }) };
}

/** Nobody is asked for consent, since the page under test is their own agency's. */
async function grantAll(context: ProviderContext & { oidc: { provider: Provider } }) {
  const { provider, session, client } = context.oidc;
  const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId });
  grant.addOIDCScope("openid email profile");
  await grant.save();
  return grant;
}

function showAccounts(
  response: ServerResponse,
  path: string,
  accounts: readonly TestAccount[],
): void {
  const forms = accounts.map(
    ({ subject, name }) =>
      `<form method="post" action="${path}/${subject}"><button>Sign in as ${name}</button></form>`,
  );
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.end(
    `<!doctype html><html lang="en"><title>Test provider</title><main><h1>Who are you?</h1>${forms.join("")}</main></html>`,
  );
}

async function finish(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
  subject: string,
): Promise<void> {
  try {
    await provider.interactionFinished(request, response, { login: { accountId: subject } });
  } catch (error) {
    response.statusCode = 400;
    response.end(error instanceof Error ? error.message : "");
  }
}

/**
 * Signs in over HTTP as a browser does, without one; returns the header `cookie` of the session.
 *
 * `before` is that of a session that the browser still holds.
 */
export async function signInOverHttp(
  origin: string,
  subject: string,
  before = "",
): Promise<string> {
  const jars = new Map([[origin, new Map<string, string>()]]);
  if (before !== "") keepCookie(jars.get(origin) ?? new Map(), before);
  let address = `${origin}/sign-in?back=/api/v1/me`;
  for (let step = 0; step < 12; step += 1) {
    const at = new URL(address);
    const jar = jars.get(at.origin) ?? new Map<string, string>();
    jars.set(at.origin, jar);
    if (at.origin === origin && at.pathname === "/api/v1/me") return cookieHeader(jar);
    const choosing = at.pathname.startsWith("/choose/");
    const answer = await fetch(choosing ? `${address}/${subject}` : address, {
      method: choosing ? "POST" : "GET",
      redirect: "manual",
      headers: { cookie: cookieHeader(jar) },
    });
    for (const line of answer.headers.getSetCookie()) keepCookie(jar, line);
    const next = answer.headers.get("location");
    if (next === null) {
      throw new Error(
        `the sign-in stops at ${at.pathname}: ${answer.status} ${await answer.text()}`,
      );
    }
    address = new URL(next, address).href;
  }
  throw new Error("the sign-in leads in a circle");
}

function keepCookie(jar: Map<string, string>, line: string): void {
  const [pair = "", ...facts] = line.split(";");
  const split = pair.indexOf("=");
  const name = pair.slice(0, split);
  const value = pair.slice(split + 1);
  const gone = value === "" || facts.some((fact) => /max-age=0\b/i.test(fact));
  if (gone) jar.delete(name);
  else jar.set(name, value);
}

function cookieHeader(jar: ReadonlyMap<string, string>): string {
  return [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
}

function listen(server: Server, port = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { after, before, describe, test } from "node:test";
import { signInOverHttp } from "../../test/workbench/oidc.ts";
import { problemSchema } from "../api/value-schemas.ts";
import { readExample } from "./pages/example-plan.test-data.ts";
import {
  type SignedClient,
  startEmbedded,
  startTestServer,
  type TestDatabase,
  type TestServer,
} from "./running.test-data.ts";

const plan = "two-partners";
const ana = { subject: "ana", name: "Ana Example", email: "ana@example.gov" };
const ben = { subject: "ben", name: "Ben Example", email: "ben@example.gov" };

/** The code of the first finding of a refusal. */
async function codeOf(answer: Response): Promise<string | undefined> {
  assert.match(answer.headers.get("content-type") ?? "", /^application\/problem\+json/);
  return problemSchema.parse(await answer.json()).findings[0]?.code;
}

// One database for all servers of this file, since opening one takes longer than all that is tested on it.
let database: TestDatabase;
before(async () => {
  database = await startEmbedded();
});
after(() => database.stop());

describe("the server of one local person", () => {
  let server: TestServer;
  let client: SignedClient;
  before(async () => {
    server = await startTestServer(database, [readExample(plan)]);
    client = await server.clientOf();
  });
  after(() => server.stop());

  test("it is described where it runs as in the reference, and on a page", async () => {
    const served = await (await fetch(`${server.origin}/api/v1/openapi.json`)).json();
    const file = new URL("../../docs/reference/openapi.json", import.meta.url);
    const written = JSON.parse(readFileSync(file, "utf8"));
    // A test server names a version of its own.
    assert.deepEqual({ ...written, info: (served as typeof written).info }, served);
    const page = await fetch(`${server.origin}/api/reference`);
    assert.equal(page.status, 200);
    assert.match(page.headers.get("content-type") ?? "", /^text\/html/);
  });

  const put = (headers: Record<string, string>) =>
    fetch(`${server.origin}/api/v1/plans/${plan}/presence`, {
      method: "PUT",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ window: "w", page: "plan" }),
    });

  test("another name that leads to this machine is refused", async () => {
    for (const host of ["evil.example", "127.0.0.1", "localhost:1"]) {
      const { status, text } = await askAs(server.origin, host);
      assert.equal(status, 421, host);
      assert.match(text, /host_foreign/);
    }
    const { port } = new URL(server.origin);
    assert.equal((await askAs(server.origin, `localhost:${port}`)).status, 200);
  });

  test("a change that a page of another server sends is refused, and one without the token", async () => {
    const token = client.headers["x-csrf-token"] ?? "";
    assert.equal((await put({ "x-csrf-token": token })).status, 200);
    assert.equal((await put({ "x-csrf-token": token, origin: server.origin })).status, 200);
    const foreign = await put({ "x-csrf-token": token, origin: "https://evil.example" });
    assert.equal(foreign.status, 403);
    assert.equal(await codeOf(foreign), "origin_foreign");
    const opaque = await put({ "x-csrf-token": token, origin: "null" });
    assert.equal(await codeOf(opaque), "origin_foreign");
    for (const headers of [{}, { "x-csrf-token": "guess" }]) {
      const answer = await put(headers);
      assert.equal(answer.status, 403);
      assert.equal(await codeOf(answer), "csrf_token_wrong");
    }
  });

  test("no page may be framed, and none runs script that stands inside it", async () => {
    const answer = await fetch(`${server.origin}/`);
    const policy = answer.headers.get("content-security-policy") ?? "";
    assert.match(policy, /default-src 'self'/);
    assert.match(policy, /frame-ancestors 'none'/);
    assert.ok(!/unsafe-inline|unsafe-eval|https:|\*/.test(policy), policy);
    assert.equal(answer.headers.get("x-content-type-options"), "nosniff");
    assert.equal(answer.headers.get("access-control-allow-origin"), null);
    assert.match(await answer.text(), /npm run build/);
  });

  test("the page that is not built yet says so, and unknown files are no pages", async () => {
    assert.equal((await fetch(`${server.origin}/plans/x/overview`)).status, 503);
    const absent = await fetch(`${server.origin}/assets/nothing.js`);
    assert.equal(absent.status, 404);
    assert.equal(await codeOf(absent), "route_unknown");
  });

  test("sign-in leads back, and never to a stranger", async () => {
    for (const [back, to] of [
      ["/plans/x?branch=y", "/plans/x?branch=y"],
      ["//evil.example", "/"],
      ["/\\evil.example", "/"],
      ["https://evil.example", "/"],
      ["/a\nb", "/"],
    ] as const) {
      const answer = await fetch(`${server.origin}/sign-in?back=${encodeURIComponent(back)}`, {
        redirect: "manual",
      });
      assert.equal(answer.headers.get("location"), to, back);
    }
  });
});

/** Asks under another name of the host, which `fetch` does not let one do. */
function askAs(origin: string, host: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(`${origin}/api/v1/me`, { headers: { host } }, (answer) => {
      let text = "";
      answer.on("data", (bytes: Buffer) => {
        text += bytes.toString();
      });
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    sent.on("error", reject);
    sent.end();
  });
}

test("too many requests from one place are refused, and told so", async () => {
  const server = await startTestServer(database, [], [], { requests: 5 });
  try {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => fetch(`${server.origin}/api/v1/me`)),
    );
    const refused = answers.filter((answer) => answer.status === 429);
    assert.equal(refused.length, 3);
    const [first] = refused;
    assert.ok(first);
    assert.equal(await codeOf(first), "requests_too_many");
  } finally {
    await server.stop();
  }
});

describe("sign-in by OpenID Connect", () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer(database, [], [ana, ben]);
  });
  after(() => server.stop());
  const me = (cookie: string) =>
    fetch(`${server.origin}/api/v1/me`, { headers: cookie === "" ? {} : { cookie } });

  test("nobody is let in without a session, or with one that somebody made up", async () => {
    for (const cookie of ["", "entente=", "entente=guess", `entente=${"x".repeat(4000)}`]) {
      const answer = await me(cookie);
      assert.equal(answer.status, 401, cookie);
      assert.equal(await codeOf(answer), "not_signed_in");
    }
    const live = await fetch(`${server.origin}/api/v1/plans/${plan}/live`);
    assert.equal(live.status, 401);
    await live.body?.cancel();
  });

  test("the administrator is who has that e-mail address; others have no rights until they are given", async () => {
    const first = await server.clientOf("ana");
    const second = await server.clientOf("ben");
    assert.equal((await first.call("listPlans", {})).plans.length, 1);
    assert.equal((await first.call("readMe", {})).may_create, true);
    assert.equal((await second.call("listPlans", {})).plans.length, 0);
    const said = await second.call("readMe", {});
    assert.equal(said.may_create, false);
    assert.equal(said.email, ben.email);
  });

  test("the session's cookie is for the server alone, and the store keeps no token", async () => {
    const begun = await fetch(`${server.origin}/sign-in`, { redirect: "manual" });
    const [flow = ""] = begun.headers.getSetCookie();
    assert.match(flow, /HttpOnly/i);
    assert.match(flow, /SameSite=Lax/i);
    const asked = new URL(begun.headers.get("location") ?? "");
    assert.equal(asked.searchParams.get("code_challenge_method"), "S256");
    for (const name of ["state", "nonce", "code_challenge"]) {
      assert.ok((asked.searchParams.get(name) ?? "").length >= 20, name);
    }
    const cookie = await signInOverHttp(server.origin, "ana");
    const token = cookie.split("=")[1] ?? "";
    const rows = await database.db.query("select * from entente.sessions");
    assert.ok(token.length >= 40);
    assert.ok(!JSON.stringify(rows).includes(token));
    assert.ok(!JSON.stringify(server.log).includes(token));
  });

  test("a sign-in that was begun elsewhere is refused", async () => {
    const callback = `${server.origin}/sign-in/callback?code=abc&state=def`;
    const without = await fetch(callback, { redirect: "manual" });
    assert.equal(without.status, 400);
    const begun = await fetch(`${server.origin}/sign-in`, { redirect: "manual" });
    const [flow = ""] = begun.headers.getSetCookie();
    const [pair = ""] = flow.split(";");
    const forged = await fetch(callback, { redirect: "manual", headers: { cookie: pair } });
    assert.equal(forged.status, 401);
    assert.match(await forged.text(), /did not come to its end/);
    const names = forged.headers.getSetCookie().map((line) => line.split("=")[0]);
    assert.deepEqual(names, ["entente-sign-in"]);
  });

  test("signing in again ends the session from before; signing out ends this one", async () => {
    const one = await signInOverHttp(server.origin, "ana");
    assert.equal((await me(one)).status, 200);
    const two = await signInOverHttp(server.origin, "ana", one);
    assert.equal((await me(one)).status, 401);
    assert.notEqual(one, two);
    const { csrf_token: token } = (await (await me(two)).json()) as { csrf_token: string };
    const out = await fetch(`${server.origin}/api/v1/sign-out`, {
      method: "POST",
      headers: { cookie: two, "x-csrf-token": token },
    });
    assert.equal(out.status, 200);
    assert.equal((await me(two)).status, 401);
    const { next } = (await out.json()) as { next: string };
    const leaving = new URL(next);
    assert.notEqual(leaving.origin, server.origin);
    assert.equal(
      leaving.searchParams.get("post_logout_redirect_uri"),
      `${server.origin}/signed-out`,
    );
    const asked = await fetch(leaving);
    assert.equal(asked.status, 200);
    assert.match(await asked.text(), /session\/end\/confirm/);
    const page = await fetch(`${server.origin}/signed-out`);
    assert.match(await page.text(), /You are signed out/);
  });

  test("a session ends when nobody uses it, and after half a day in any case", async () => {
    const cookie = await signInOverHttp(server.origin, "ana");
    const age = (interval: string) =>
      database.db.query(
        `update entente.sessions set expires_at = expires_at - $1::interval, created_at = created_at - $1::interval`,
        [interval],
      );
    await age("40 minutes");
    assert.equal((await me(cookie)).status, 200, "it is used, and lasts on");
    await age("40 minutes");
    assert.equal((await me(cookie)).status, 200);
    await age("46 minutes");
    assert.equal((await me(cookie)).status, 401, "nobody used it");
    const other = await signInOverHttp(server.origin, "ana");
    await database.db.query("update entente.sessions set created_at = now() - interval '13 hours'");
    assert.equal((await me(other)).status, 401, "it is too old");
  });
});

// The last, since it breaks the database.
test("a defect of ours says nothing of what was sent, to the caller or in the log", async () => {
  const server = await startTestServer(database, []);
  try {
    const client = await server.clientOf();
    const secret = "hunter2-the-secret";
    await database.db.script("drop view seen.lines cascade");
    const answer = await fetch(
      `${server.origin}/api/v1/plans/${plan}/tables/lines?where=id=${secret}`,
      { headers: { ...client.headers, authorization: `Bearer ${secret}` } },
    );
    assert.equal(answer.status, 500);
    const text = await answer.text();
    assert.match(text, /server_defect/);
    assert.ok(!text.includes(secret));
    assert.ok(!/select|relation|seen\./i.test(text), text);
    const body = JSON.stringify({ reason: secret, edits: [{ secret }] });
    await fetch(`${server.origin}/api/v1/plans/${plan}/changes?x=${secret}`, {
      ...{
        method: "POST",
        headers: { ...client.headers, "content-type": "application/json" },
        body,
      },
    });
    await fetch(`${server.origin}/sign-in/callback?code=${secret}&state=${secret}`);
    const log = JSON.stringify(server.log);
    assert.ok(
      server.log.some((entry) => entry.kind === "defect" && (entry.stack?.length ?? 0) > 0),
    );
    for (const word of [secret, client.headers["x-csrf-token"] ?? "?"]) {
      assert.ok(!log.includes(word), word);
    }
  } finally {
    await server.stop();
  }
});

import assert from "node:assert/strict";
import { request } from "node:http";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { startTestProvider } from "../../test/workbench/oidc.ts";
import { problemSchema } from "../api/value-schemas.ts";
import { realCasebook } from "../casework/casebook.test-data.ts";
import { realLaw } from "../law/law-folder.test-data.ts";
import { openWorkQueue, type WorkQueue } from "../work/work-queue.ts";
import { startEmbedded, type TestDatabase } from "./running.test-data.ts";
import { type RunningServer, startServer } from "./start-server.ts";

const origin = "https://entente.example.gov";

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

describe("the server behind a proxy that speaks https", () => {
  let database: TestDatabase;
  let server: RunningServer;
  let queue: WorkQueue;
  let stopProvider: () => Promise<void>;
  before(async () => {
    database = await startEmbedded();
    const { stop, ...provider } = await startTestProvider(origin, []);
    stopProvider = stop;
    queue = await openWorkQueue(database.db, { onError: (error) => assert.fail(String(error)) });
    server = await startServer({
      ...{ db: database.db, queue, law: realLaw(), book: realCasebook(), version: "0.0.0-test" },
      ...{ host: "127.0.0.1", port: 0, signIn: { ...provider, origin }, proxies: ["127.0.0.1"] },
      limits: { requests: 1000, sign_ins: 3 },
      web: join(import.meta.dirname, "no-such-folder"),
      check: async () => [],
    });
  });
  after(async () => {
    await server.close();
    await queue.close();
    await stopProvider();
    await database.stop();
  });

  /** Asks as the proxy does, for somebody at an address; it names the host that they typed. */
  const ask = (path: string, from: string, options: { method?: string; body?: string } = {}) =>
    new Promise<Answer>((resolve, reject) => {
      const headers = {
        ...{ host: "entente.example.gov", "x-forwarded-for": from, "x-forwarded-proto": "https" },
        ...(options.body === undefined ? {} : { "content-type": "application/json" }),
      };
      const { method = "GET", body } = options;
      const sent = request(
        { host: "127.0.0.1", port: server.port, path, method, headers },
        (answer) => {
          let text = "";
          answer.on("data", (bytes: Buffer) => {
            text += bytes.toString();
          });
          answer.on("end", () =>
            resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }),
          );
        },
      );
      sent.on("error", reject);
      sent.end(body);
    });
  const codeOf = ({ headers, text }: Answer) => {
    assert.match(String(headers["content-type"]), /^application\/problem\+json/);
    return problemSchema.parse(JSON.parse(text)).findings[0]?.code;
  };

  test("cookies are for https and the server alone, and browsers are told to ask no other way", async () => {
    const begun = await ask("/sign-in", "10.0.0.1");
    assert.equal(begun.status, 302);
    const [cookie = ""] = begun.headers["set-cookie"] ?? [];
    for (const fact of [/; Secure/i, /; HttpOnly/i, /; SameSite=Lax/i]) assert.match(cookie, fact);
    assert.match(cookie, /^__Host-/);
    assert.match(String(begun.headers["strict-transport-security"]), /max-age=31536000/);
    const policy = String(begun.headers["content-security-policy"]);
    assert.match(policy, /upgrade-insecure-requests/);
  });

  test("too many sign-ins from one address are refused, and those from another are not", async () => {
    const statuses: number[] = [];
    for (let time = 0; time < 4; time += 1) {
      statuses.push((await ask("/sign-in", "10.0.0.2")).status);
    }
    assert.deepEqual(statuses, [302, 302, 302, 429]);
    const refused = await ask("/sign-in", "10.0.0.2");
    assert.equal(codeOf(refused), "requests_too_many");
    const seconds = Number(refused.headers["retry-after"]);
    assert.ok(seconds > 0 && seconds <= 60, String(refused.headers["retry-after"]));
    assert.equal((await ask("/sign-in", "10.0.0.3")).status, 302);
    assert.equal((await ask("/api/v1/me", "10.0.0.2")).status, 401);
  });
});

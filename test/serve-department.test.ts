import assert from "node:assert/strict";
import { test } from "node:test";
import { makeClient } from "../src/api/client.ts";
import { startPostgres } from "../src/store/postgres-server.test-data.ts";
import { startCommand } from "./running-command.ts";
import { findFreePort, signInOverHttp, startTestProvider } from "./workbench/oidc.ts";

const plan = "two-partners";
const accounts = ["ana", "ben"].map((subject) => ({
  ...{ subject, name: `${subject} Example`, email: `${subject}@example.gov` },
}));

test("one command serves a department: PostgreSQL, sign-in, a plan and its first allocation", async () => {
  const database = await startPostgres();
  await database.makeDatabase("entente");
  const port = await findFreePort();
  const origin = `http://127.0.0.1:${port}`;
  const provider = await startTestProvider(origin, accounts);
  const command = await startCommand(
    ["serve", "--plan", `examples/${plan}`, "--port", String(port)],
    {
      DATABASE_URL: database.url("entente"),
      ENTENTE_ORIGIN: origin,
      ENTENTE_OIDC_ISSUER: provider.issuer,
      ENTENTE_OIDC_CLIENT_ID: provider.client_id,
      ENTENTE_OIDC_CLIENT_SECRET: provider.client_secret,
      ENTENTE_ADMIN: "Ana@example.gov",
    },
  );
  try {
    assert.match(command.out(), new RegExp(`The workbench is at ${origin}\n`));
    assert.equal((await fetch(`${origin}/api/v1/plans`)).status, 401);
    const cookies = await Promise.all(
      accounts.map(({ subject }) => signInOverHttp(origin, subject)),
    );
    const [ana, ben] = cookies.map((cookie) => makeClient({ server: origin, headers: { cookie } }));
    assert.ok(ana !== undefined && ben !== undefined);
    assert.equal((await ana.call("readMe", {})).signed_in_by, "openid_connect");
    assert.deepEqual(
      (await ana.call("listPlans", {})).plans.map(({ id }) => id),
      [plan],
    );
    assert.deepEqual((await ben.call("listPlans", {})).plans, []);
    const newest = async () =>
      (await ana.call("listAllocations", { params: { plan } })).allocations[0];
    for (let tries = 0; (await newest()) === undefined; tries += 1) {
      assert.ok(tries < 300, "no allocation was made");
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    assert.equal((await newest())?.value, 75);
    const said = `${command.out()}${command.err()}`;
    const tokens = cookies.map((cookie) => cookie.split("=")[1] ?? "?");
    for (const secret of [provider.client_secret, "owner:owner", ...tokens]) {
      assert.ok(!said.includes(secret), "a secret is in the log");
    }
    assert.match(said, /"route":"\/api\/v1\/plans"/);
  } finally {
    assert.equal(await command.interrupt(), 0, command.err());
    await provider.stop();
    await database.stop();
  }
});

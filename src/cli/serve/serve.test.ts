import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { takePort } from "../../server/running.test-data.ts";
import { pickVariables } from "../variables.ts";
import { listenWith } from "./listen.ts";
import { openStore } from "./open-store.ts";
import { readServeSettings } from "./settings.ts";

const signIn = {
  ENTENTE_OIDC_ISSUER: "https://login.example.gov",
  ENTENTE_OIDC_CLIENT_ID: "entente",
  ENTENTE_OIDC_CLIENT_SECRET: "secret",
  ENTENTE_ORIGIN: "https://entente.example.gov",
};

const codes = (findings: readonly { readonly code: string }[]) => findings.map((one) => one.code);

test("with nothing configured the server is for this machine alone", () => {
  const { result, findings } = readServeSettings({}, "127.0.0.1");
  assert.deepEqual(findings, []);
  assert.equal(result.signIn, null);
  for (const host of ["0.0.0.0", "::", "10.1.2.3", "entente.example.gov"]) {
    assert.deepEqual(codes(readServeSettings({}, host).findings), ["host_unsafe"], host);
  }
  assert.deepEqual(readServeSettings({}, "localhost").findings, []);
});

test("a whole sign-in may be served to other machines", () => {
  const variables = { ...signIn, ENTENTE_ADMIN: "Ana@Example.gov", ENTENTE_PROXIES: "10.0.0.1, " };
  const { result, findings } = readServeSettings(variables, "0.0.0.0");
  assert.deepEqual(findings, []);
  assert.equal(result.signIn?.origin, "https://entente.example.gov");
  assert.equal(result.admin, "ana@example.gov");
  assert.deepEqual(result.proxies, ["10.0.0.1"]);
});

test("a sign-in of which something is missing or unsafe does not start", () => {
  for (const name of Object.keys(signIn)) {
    const { findings } = readServeSettings({ ...signIn, [name]: undefined }, "0.0.0.0");
    assert.deepEqual(codes(findings), ["sign_in_incomplete"], name);
    assert.match(findings[0]?.found ?? "", new RegExp(name));
  }
  for (const [name, value] of [
    ["ENTENTE_ORIGIN", "http://entente.example.gov"],
    ["ENTENTE_ORIGIN", "https://entente.example.gov/path"],
    ["ENTENTE_ORIGIN", "entente"],
    ["ENTENTE_OIDC_ISSUER", "http://login.example.gov"],
  ] as const) {
    const { findings, result } = readServeSettings({ ...signIn, [name]: value }, "0.0.0.0");
    assert.deepEqual(codes(findings), ["sign_in_incomplete"], value);
    assert.equal(result.signIn, null);
  }
  const local = { ...signIn, ENTENTE_ORIGIN: "http://127.0.0.1:4380" };
  assert.deepEqual(readServeSettings(local, "127.0.0.1").findings, []);
});

test("only known variables are read, and an empty one is none", () => {
  assert.deepEqual(pickVariables({ DATABASE_URL: " ", ENTENTE_ADMIN: "a", HOME: "x" }), {
    ENTENTE_ADMIN: "a",
  });
});

const listenOn = (host: string) => (port: number) =>
  new Promise<Server>((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(port, host, () => resolve(server));
  });

test("a port that is taken is told, and one that nobody asked for gives way to the next", async () => {
  const taken = await takePort();
  const host = "127.0.0.1";
  const asked = await listenWith({ host, port: taken.port }, listenOn(host));
  assert.ok("finding" in asked);
  assert.equal(asked.finding.code, "port_taken");
  assert.match(asked.finding.found, new RegExp(String(taken.port)));
  taken.stop();
  const one = await listenWith({ host, port: undefined }, listenOn(host));
  const two = await listenWith({ host, port: undefined }, listenOn(host));
  assert.ok("running" in one && "running" in two);
  one.running.close();
  two.running.close();
});

test("an address that is not of this machine is told", async () => {
  const host = "203.0.113.1";
  const answer = await listenWith({ host, port: 4999 }, listenOn(host));
  assert.ok("finding" in answer);
  assert.equal(answer.finding.code, "address_unusable");
});

test("a database that does not answer is told, without the password", async () => {
  const { result, findings } = await openStore("postgres://u:hunter2@127.0.0.1:1/x", undefined);
  assert.equal(result, null);
  assert.deepEqual(codes(findings), ["store_unreachable"]);
  assert.ok(!JSON.stringify(findings).includes("hunter2"));
});

test("a folder that another program has open is told", async () => {
  const folder = await mkdtemp(join(tmpdir(), "entente-serve-"));
  try {
    await writeFile(join(folder, "open-in-process"), String(process.ppid));
    const { result, findings } = await openStore(undefined, folder);
    assert.equal(result, null);
    assert.deepEqual(codes(findings), ["store_in_use"]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

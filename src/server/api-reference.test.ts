import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { addresses } from "../api/addresses.ts";
import { apiReference } from "./api-reference.ts";

const read = (path: string) =>
  readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), "utf8");

test("the reference of the API is fresh, and describes every route", async () => {
  const { version } = JSON.parse(read("package.json")) as { readonly version: string };
  const { page, document } = await apiReference(version);
  assert.ok(read("docs/reference/api.md").includes(page), "run `npm run docs`");
  assert.equal(read("docs/reference/openapi.json"), document, "run `npm run docs`");
  const described = JSON.parse(document) as {
    readonly openapi: string;
    readonly paths: Readonly<Record<string, Readonly<Record<string, { operationId: string }>>>>;
  };
  assert.match(described.openapi, /^3\.1\./);
  for (const [name, address] of Object.entries(addresses)) {
    const [method = "", path = ""] = address.split(" ");
    const operation =
      described.paths[`/api/v1${path.replace(/:(\w+)/g, "{$1}")}`]?.[method.toLowerCase()];
    assert.equal(operation?.operationId, name);
    assert.ok(page.includes(`\`${address}\``), name);
  }
});

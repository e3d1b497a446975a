import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { builtWeb } from "./built-web.ts";

const folder = await builtWeb();
const page = readFileSync(join(folder, "index.html"), "utf8");
const sizeOf = (path: string) => gzipSync(readFileSync(join(folder, path))).length;
const firstFiles = (pattern: RegExp) => [...page.matchAll(pattern)].map((match) => match[1] ?? "");

test("the first load is under 300 kB of compressed script", () => {
  const scripts = firstFiles(/(?:src|href)="\/(assets\/[^"]+\.js)"/g);
  assert.ok(scripts.length > 0, "the page loads no script");
  const size = scripts.map(sizeOf).reduce((sum, one) => sum + one, 0);
  assert.ok(size < 300_000, `${scripts.join(", ")} are ${size} bytes`);
});

test("the first load is under 60 kB of compressed style", () => {
  const styles = firstFiles(/href="\/(assets\/[^"]+\.css)"/g);
  const size = styles.map(sizeOf).reduce((sum, one) => sum + one, 0);
  assert.ok(styles.length > 0 && size < 60_000, `${styles.join(", ")} are ${size} bytes`);
});

test("every page is in a file of its own, fetched when it is first shown", () => {
  const files = readdirSync(join(folder, "assets"));
  for (const name of ["overview", "plan", "allocation", "why", "partner", "proposal", "strategy"]) {
    assert.ok(
      files.some((file) => file.startsWith(`${name}-page-`)),
      `${name} has no file of its own`,
    );
    assert.ok(!page.includes(`${name}-page-`), `${name} is loaded before it is shown`);
  }
});

test("the page has no script, style or address of another server in it", () => {
  assert.doesNotMatch(page, /<style|style=|<script(?![^>]*\bsrc=)|https?:\/\//);
  for (const file of readdirSync(join(folder, "assets")).filter((name) => name.endsWith(".css"))) {
    const text = readFileSync(join(folder, "assets", file), "utf8");
    assert.doesNotMatch(text, /url\(["']?(https?:)?\/\/|@import/, file);
  }
});

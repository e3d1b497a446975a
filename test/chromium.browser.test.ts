import assert from "node:assert/strict";
import { test } from "node:test";
import { launchWithItsLibraries } from "./chromium.ts";

test("Chromium runs with the libraries of its package, as a machine without them needs", async () => {
  const browser = await launchWithItsLibraries();
  try {
    const page = await browser.newPage();
    await page.setContent("<h1>Here</h1>");
    assert.equal(await page.getByRole("heading").textContent(), "Here");
  } finally {
    await browser.close();
  }
});

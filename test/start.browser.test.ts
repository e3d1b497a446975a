import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { launchChromium } from "./chromium.ts";
import { root } from "./project-files.ts";
import { startCommand } from "./running-command.ts";
import { builtWeb } from "./workbench/built-web.ts";
import { findFreePort } from "./workbench/oidc.ts";

/** `npm start` builds the pages first; here they are taken from what the other tests have built. */
async function buildPages(): Promise<void> {
  const web = join(root, "out", "web");
  if (!existsSync(join(web, "index.html"))) await cp(await builtWeb(), web, { recursive: true });
}

test("the first command of all opens the workbench on official figures, and the browser shows them", async () => {
  await buildPages();
  const folder = await mkdtemp(join(tmpdir(), "entente-start-"));
  const port = await findFreePort();
  const args = ["start", "--data", "memory", "--out", folder, "--port", String(port)];
  const command = await startCommand(args);
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.getByRole("heading", { name: "Plans", level: 1 }).waitFor();
    const title = "U.S. security sector assistance, FY2021-FY2025";
    await page.getByRole("link", { name: title, exact: true }).click();
    await page.waitForURL(/\/plans\/fy2021\/overview/);
    await page.getByRole("heading", { level: 1 }).waitFor();
  } finally {
    await browser.close();
    assert.equal(await command.interrupt(), 0, command.err());
    await rm(folder, { recursive: true, force: true });
  }
});

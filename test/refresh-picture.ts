/** Takes the picture of the README from a real run of `entente allocate --explore`. `npm run picture` runs it. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { launchChromium } from "./chromium.ts";
import { root } from "./project-files.ts";
import { entente } from "./run-entente.ts";

const out = await mkdtemp(join(tmpdir(), "entente-picture-"));
try {
  const ran = await entente(["allocate", "examples/fy2021", "--explore", "--out", out]);
  if (ran.code !== 0) throw new Error(ran.err);
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(pathToFileURL(join(out, "briefing.html")).href);
  await page.screenshot({ path: join(root, "docs", "briefing.png") });
  await browser.close();
} finally {
  await rm(out, { recursive: true, force: true });
}

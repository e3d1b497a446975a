import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import type { Browser, Locator, Page } from "playwright-core";
import { makeBriefing } from "../src/report/briefing.ts";
import type { WorldMap } from "../src/report/charts/map.ts";
import { renderBriefing } from "../src/report/html.ts";
import { sceneInput } from "../src/report/scene.test-data.ts";
import { launchChromium } from "./chromium.ts";

const atlas = new URL(import.meta.resolve("world-atlas/countries-110m.json"));

let folder = "";
let address = "";
let browser: Browser;

before(async () => {
  const world = JSON.parse(readFileSync(atlas, "utf8")) as WorldMap;
  folder = mkdtempSync(join(tmpdir(), "briefing-"));
  const file = join(folder, "briefing.html");
  writeFileSync(file, renderBriefing(makeBriefing(sceneInput()), { world }));
  address = pathToFileURL(file).href;
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

interface View {
  readonly scheme?: "light" | "dark";
  readonly width?: number;
}

/** Opens the briefing; any request but the page itself, and any message of the browser, fails the test. */
async function withPage(view: View, use: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({
    // The accessibility engine is put into the page, which the page itself would refuse.
    bypassCSP: true,
    colorScheme: view.scheme ?? "light",
    viewport: { width: view.width ?? 1200, height: 900 },
  });
  const page = await context.newPage();
  const seen: string[] = [];
  page.on("request", (request) => seen.push(request.url()));
  page.on("console", (message) => seen.push(message.text()));
  await page.goto(address);
  await use(page);
  await context.close();
  assert.deepEqual(seen, [address]);
}

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Everything that the accessibility engine holds against the page, in short. */
async function listViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(rules)} }).then((result) =>
      result.violations.flatMap((rule) => rule.nodes.map((node) => rule.id + ": " + node.html)))`,
  );
  return found as string[];
}

for (const scheme of ["light", "dark"] as const) {
  for (const width of [1200, 380]) {
    test(`nothing bars a reader, ${scheme}, ${width} pixels wide, with everything open`, async () => {
      await withPage({ scheme, width }, async (page) => {
        assert.deepEqual(await listViolations(page), []);
        await page.evaluate(
          `document.querySelectorAll("details").forEach((d) => { d.open = true; })`,
        );
        assert.deepEqual(await listViolations(page), []);
        const widest = await page.evaluate("document.documentElement.scrollWidth");
        assert.equal(widest, width, "the page itself never scrolls sideways");
      });
    });
  }
}

test("headings are in order and the landmarks are there", async () => {
  await withPage({}, async (page) => {
    assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1);
    for (const landmark of ["banner", "navigation", "main", "contentinfo"] as const) {
      assert.equal(await page.getByRole(landmark).count(), 1, landmark);
    }
    const sections = await page.getByRole("heading", { level: 2 }).allTextContents();
    assert.equal(sections[0], "The answer");
    assert.ok(sections.includes("What it rests on"));
  });
});

test("the first key press offers to skip to the answer", async () => {
  await withPage({}, async (page) => {
    await page.keyboard.press("Tab");
    const skip = page.getByRole("link", { name: "Skip to the answer" });
    assert.ok(await skip.evaluate((link) => link === link.ownerDocument.activeElement));
    await page.keyboard.press("Enter");
    await page.waitForURL(/#answer$/);
  });
});

test("every total opens and closes by keyboard and shows the rows that it sums", async () => {
  await withPage({}, async (page) => {
    const totals = page.getByRole("group", { includeHidden: true });
    const focus = (total: Locator) =>
      total.evaluate((node) => node.querySelector("summary")?.focus());
    const count = await totals.count();
    let opened = 0;
    for (let index = 0; index < count; index++) {
      const total = totals.nth(index);
      // Marks of a picture are a group, too, with nothing to open.
      if ((await total.evaluate((node) => node.tagName)) !== "DETAILS") continue;
      opened += 1;
      const folded = await total.evaluate((node) =>
        node.parentElement?.closest("details:not([open])"),
      );
      assert.equal(folded ?? null, null, "what holds it is open by now");
      await focus(total);
      await page.keyboard.press("Enter");
      assert.equal(await total.getAttribute("open"), "", `total ${index} opens`);
    }
    assert.ok(opened > 30, `${opened} totals`);
    const rows = page.getByRole("table", { name: /^Vietnam: 2 initiatives/ });
    assert.ok(await rows.isVisible());
    await focus(totals.first());
    await page.keyboard.press("Space");
    assert.equal(await totals.first().getAttribute("open"), null);
  });
});

test("on paper: black on white, open totals with their rows, figures of pictures in full but the map's", async () => {
  await withPage({ scheme: "dark" }, async (page) => {
    const total = page
      .getByRole("group")
      .filter({ hasText: /^\s*Near East/ })
      .first();
    // Its first line is what unfolds it.
    await total.click({ position: { x: 12, y: 8 } });
    await page.emulateMedia({ media: "print" });
    const ground = await page.evaluate("getComputedStyle(document.body).backgroundColor");
    assert.equal(ground, "rgb(255, 255, 255)");
    assert.ok(await page.getByRole("table", { name: /^Near East: / }).isVisible());
    assert.ok(!(await page.getByRole("navigation").isVisible()));
    const figuresOf = (picture: string) =>
      page.getByRole("table", { name: `Figures of the picture: ${picture}` });
    const box = await figuresOf("How far each objective gets").boundingBox();
    assert.ok(box !== null && box.height > 50, "the figures of a picture are printed unasked");
    const map = figuresOf("Where the money goes");
    assert.ok(!(await map.isVisible()), "the list of all partners is long: printed when opened");
    await page.evaluate("document.querySelector('#figure-map details').open = true");
    assert.ok(await map.isVisible(), "what is open is also printed");
    assert.ok((await page.pdf({ format: "Letter" })).byteLength > 10_000);
  });
});

import { after, before, test } from "node:test";
import type { Page, Route } from "playwright-core";
import { readExample } from "../read-example.ts";
import { expectAccessible } from "./axe.ts";
import { goTo, waitForTheme, waitForWords } from "./page-watch.ts";
import { startWorkbench, type Workbench } from "./workbench.ts";

/** What becomes of each request for what a page shows. */
type Fate = "wait" | "cut" | "refuse" | "fail";

const base = "/plans/two";
const pages = {
  Plans: "/",
  Overview: `${base}/overview`,
  Plan: `${base}/plan`,
  Allocation: `${base}/allocation`,
  Why: `${base}/why/account/FMF`,
  Partners: `${base}/partners`,
  Partner: `${base}/partners/NORLAND`,
  Proposal: `${base}/proposals/new`,
  Inbox: `${base}/inbox`,
  Board: `${base}/board`,
  Calendar: `${base}/calendar`,
  Case: `${base}/cases/none`,
  Strategy: `${base}/strategy`,
  History: `${base}/history`,
  People: `${base}/people`,
} as const;

/** The requests of the frame around a page, which stand in every state but the first. */
const ofFrame = /\/api\/v1\/(me|plans\/two|plans\/two\/(live|presence).*)(\?.*)?$/;

let bench: Workbench;

before(async () => {
  bench = await startWorkbench({ plans: { two: readExample("two-partners") } });
});

after(() => bench?.close());

const refusal = (status: number, title: string, detail: string) => ({
  status,
  contentType: "application/problem+json",
  body: JSON.stringify({ type: "about:blank", title, status, detail, findings: [] }),
});

async function meet(route: Route, fate: Fate): Promise<void> {
  if (ofFrame.test(route.request().url())) return route.continue();
  if (fate === "cut") return route.abort("internetdisconnected");
  if (fate === "refuse") return route.fulfill(refusal(403, "Refused", "Only planners see this."));
  if (fate === "fail") return route.fulfill(refusal(429, "Too many requests", "Wait a minute."));
  // What waits is never answered: the page is closed before.
}

const shown: Readonly<Record<Fate, (page: Page) => Promise<void>>> = {
  wait: (page) => waitForWords(page.getByRole("status"), /\w …/),
  cut: (page) => waitForWords(page, "The server cannot be reached"),
  refuse: (page) => waitForWords(page, "Only planners see this."),
  fail: (page) => waitForWords(page, "Wait a minute."),
};

const fates = ["wait", "cut", "refuse", "fail"] as const;

for (const [turn, fate] of fates.entries()) {
  test(`every page is accessible where their requests ${fate}`, async () => {
    const context = await bench.browser.newContext({ reducedMotion: "reduce", locale: "en-US" });
    await context.route(/\/api\/v1\//, (route) => meet(route, fate));
    const page = await bench.open("/", { context });
    for (const [place, [name, path]] of Object.entries(pages).entries()) {
      const before = await page.getByRole("heading", { level: 1 }).elementHandle();
      await goTo(page, path);
      if (place > 0) await before?.waitForElementState("hidden");
      await page.getByRole("heading", { level: 1 }).waitFor();
      await shown[fate](page);
      await expectAccessible(page, `${name}, ${fate}`);
      // The states are the same parts on every page: in dark, each page is met in one of them.
      if (place % fates.length !== turn) continue;
      await page.emulateMedia({ colorScheme: "dark" });
      await waitForTheme(page, "dark");
      await expectAccessible(page, `${name}, ${fate}, dark`);
      await page.emulateMedia({ colorScheme: "light" });
      await waitForTheme(page, "light");
    }
    await context.close();
  });
}

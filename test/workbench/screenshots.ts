import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { root } from "../project-files.ts";
import { readExample } from "../read-example.ts";
import { waitUntilRead } from "./page-watch.ts";
import { runJob } from "./run-job.ts";
import { startWorkbench, type Workbench } from "./workbench.ts";

/**
 * Pictures of every page, light and dark, wide and narrow, in `out/screenshots/`; with `--docs` the best also in
 * `docs/images/`, as much of them as a screen shows:
 *
 *   node test/workbench/screenshots.ts [--docs] [plan] [page or view ...]
 */
const forDocs = process.argv.includes("--docs");
const [plan = "fy2021", ...wanted] = process.argv.slice(2).filter((word) => word !== "--docs");
const folder = join(root, "out", "screenshots");
const docs = join(root, "docs", "images");
const best = [
  "overview-wide-light",
  "overview-wide-dark",
  "plan-wide-light",
  "allocation-wide-light",
  "why-wide-light",
  "partner-wide-light",
  "proposal-wide-light",
  "strategy-wide-light",
  "inbox-wide-light",
  "board-wide-light",
  "case-wide-light",
  "calendar-wide-light",
];
const example = readExample(plan);
const [initiative] = example.tables.initiatives.filter((row) => row.kind === "proposal");
const [partner] = example.tables.partners;
const base = `/plans/${plan}`;

const pages: Readonly<Record<string, string>> = {
  plans: "/",
  overview: `${base}/overview`,
  plan: `${base}/plan`,
  allocation: `${base}/allocation`,
  why: `${base}/why/initiative/${initiative?.id}`,
  partners: `${base}/partners`,
  partner: `${base}/partners/${plan === "fy2021" ? "UKR" : partner?.id}`,
  proposal: `${base}/proposals/new`,
  inbox: `${base}/inbox?office=all`,
  board: `${base}/board?process=concurrence-joint`,
  calendar: `${base}/calendar`,
  case: `${base}/cases/${plan === "fy2021" ? "idn-watch-333" : example.tables.cases[0]?.id}`,
  strategy: `${base}/strategy`,
  history: `${base}/history`,
  people: `${base}/people`,
};

const views = [
  { name: "wide-light", width: 1440, height: 900, dark: false },
  { name: "wide-dark", width: 1440, height: 900, dark: true },
  { name: "narrow-light", width: 390, height: 844, dark: false },
  { name: "narrow-dark", width: 390, height: 844, dark: true },
] as const;

/** Has an allocation worked out, so that pages have something to show. */
async function allocate(bench: Workbench): Promise<void> {
  const body = { kind: "allocate", gap: 0.01, seconds: 240 } as const;
  const job = await runJob(await bench.client(), plan, body);
  if (job.allocation === null) throw new Error(`no allocation: ${JSON.stringify(job.findings)}`);
}

const isWanted = (kind: readonly string[], name: string) =>
  !wanted.some((word) => kind.includes(word)) || wanted.includes(name);
const viewNames = views.map((view) => view.name);

/** Says where a page is wider than its window, which no picture of a whole page shows. */
async function tellSideways(tab: Page, name: string): Promise<void> {
  const { scrollWidth, clientWidth } = await tab
    .locator("html")
    .evaluate(({ scrollWidth, clientWidth }) => ({ scrollWidth, clientWidth }));
  if (scrollWidth > clientWidth) {
    process.stdout.write(`${name} is ${scrollWidth} px wide in a window of ${clientWidth}\n`);
  }
}

async function shoot(bench: Workbench, view: (typeof views)[number]): Promise<void> {
  const { name, ...size } = view;
  if (!isWanted(viewNames, name)) return;
  const first = await bench.open("/", size);
  for (const [page, path] of Object.entries(pages)) {
    if (!isWanted(Object.keys(pages), page)) continue;
    const tab = await bench.open(path, { context: first.context() });
    await waitUntilRead(tab);
    await tab.waitForTimeout(700);
    // Answers that are worked out while one looks, such as a reason.
    await tab.getByRole("progressbar").first().waitFor({ state: "detached", timeout: 120_000 });
    await tellSideways(tab, `${page}-${name}`);
    const file = `${page}-${name}.png`;
    await tab.screenshot({ path: join(folder, file), fullPage: true });
    if (forDocs && best.includes(`${page}-${name}`)) {
      await tab.screenshot({ path: join(docs, file) });
    }
    await tab.close();
  }
  await first.context().close();
}

mkdirSync(folder, { recursive: true });
mkdirSync(docs, { recursive: true });
const bench = await startWorkbench({ plans: { [plan]: example } });
try {
  await allocate(bench);
  for (const view of views) await shoot(bench, view);
} finally {
  await bench.close();
}

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../project-files.ts";
import { readExample } from "../read-example.ts";
import { waitUntilRead } from "./page-watch.ts";
import { startWorkbench, type Workbench } from "./workbench.ts";

/**
 * Pictures of every page, light and dark, wide and narrow, in `out/screenshots/`:
 *
 *   node test/workbench/screenshots.ts [plan] [page ...]
 */
const [plan = "fy2021", ...wanted] = process.argv.slice(2);
const folder = join(root, "out", "screenshots");
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
  const client = await bench.client();
  let job = await client.call("startJob", {
    params: { plan },
    body: { kind: "allocate", gap: 0.01, seconds: 240 },
  });
  while (job.state === "waiting" || job.state === "running") {
    await new Promise((done) => setTimeout(done, 500));
    job = await client.call("readJob", { params: { plan, job: job.id } });
  }
  if (job.allocation === null) throw new Error(`no allocation: ${JSON.stringify(job.findings)}`);
}

async function shoot(bench: Workbench, view: (typeof views)[number]): Promise<void> {
  const { name, ...size } = view;
  const first = await bench.open("/", size);
  for (const [page, path] of Object.entries(pages)) {
    if (wanted.length > 0 && !wanted.includes(page)) continue;
    const tab = await bench.open(path, { context: first.context() });
    await waitUntilRead(tab);
    await tab.waitForTimeout(700);
    const file = join(folder, `${page}-${name}.png`);
    await tab.screenshot({ path: file, fullPage: true });
    await tab.close();
  }
  await first.context().close();
}

mkdirSync(folder, { recursive: true });
const bench = await startWorkbench({ plans: { [plan]: example } });
try {
  await allocate(bench);
  for (const view of views) await shoot(bench, view);
} finally {
  await bench.close();
}

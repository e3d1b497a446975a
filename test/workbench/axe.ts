import assert from "node:assert/strict";
import axe from "axe-core";
import type { Page } from "playwright-core";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Fails where the accessibility engine holds anything against the page as it is now. */
export async function expectAccessible(page: Page, where = page.url()): Promise<void> {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe.source);
  const complaints = await page.evaluate(async (tags) => {
    const engine = (globalThis as unknown as { axe: typeof axe }).axe;
    const { violations } = await engine.run({
      runOnly: { type: "tag", values: tags },
      resultTypes: ["violations"],
    });
    return violations.flatMap((rule) =>
      rule.nodes.map(
        (node) =>
          `${rule.id}: ${rule.help}\n  ${node.html.slice(0, 200)}\n  ${node.failureSummary}`,
      ),
    );
  }, rules);
  assert.deepEqual(complaints, [], where);
}

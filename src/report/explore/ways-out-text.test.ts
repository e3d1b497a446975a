import assert from "node:assert/strict";
import { it } from "node:test";
import type { WayOut } from "../../allocate/explain/way-out.ts";
import { fiscalYear } from "../../base/fiscal.ts";
import { cents } from "../../base/money.ts";
import { waysOutText } from "./ways-out-text.ts";

const million = (count: number) => cents(count * 1e8);
const year = fiscalYear(2021);
const way = (over: Partial<WayOut>): WayOut => ({
  relax: [
    {
      rule: { kind: "directive", id: "d", name: "Sea's floor", fiscal_year: year },
      from: million(5),
      to: million(2),
      citation: "Sec. 1",
    },
  ],
  total: million(3),
  at_least: million(3),
  cheapest: true,
  sentence: "Not all rules can hold.",
  ...over,
});

it("both ways out name their rules, dollars and citations, and say what is proven", () => {
  const second = way({
    relax: [
      {
        rule: { kind: "account", id: "FMF", name: "money of FMF", fiscal_year: year },
        from: million(3),
        to: million(5),
        citation: "more money, which no rule of the plan gives",
      },
    ],
    total: million(2),
    at_least: million(1),
    cheapest: false,
  });
  assert.equal(
    waysOutText({ first: way({}), second }),
    `NO LAWFUL ALLOCATION
Not all rules can hold together.

What would give way
  - Sea's floor, FY2021: $5.0 million → $2.0 million. Set by: Sec. 1
  In all $3.0 million: proven to be the fewest dollars.

Another way, which leaves a rule of the first alone
  - money of FMF, FY2021: $3.0 million → $5.0 million. By: more money, which no rule of the plan
    gives
  In all $2.0 million: fewer may do, but not fewer than $1.0 million.
`,
  );
});

it("a second way is the cheapest of the others, not of all", () => {
  const text = waysOutText({ first: way({}), second: way({ total: million(9) }) });
  assert.match(text, /In all \$3\.0 million: proven to be the fewest dollars\.\n/);
  assert.match(text, /In all \$9\.0 million: proven to be the fewest dollars of any other way\.\n/);
});

it("says where no other way was found, and names the first twenty rules of many", () => {
  const [one] = way({}).relax;
  assert.ok(one !== undefined);
  const text = waysOutText({
    first: way({ relax: Array.from({ length: 23 }, () => one) }),
    second: null,
  });
  assert.match(text, /and 3 more \(--json lists them\)/);
  assert.match(text, /No other way was found that leaves one of these rules alone\./);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fiscalYear } from "../../base/fiscal.ts";
import { cents } from "../../base/money.ts";
import { caseLaw, casePlan, millions, withRow } from "../verify/case.test-data.ts";
import { poseProblem } from "./pose.ts";
import { costsOfShare, listPercents } from "./shares.ts";

const [row] = casePlan().tables.initiatives;
assert.ok(row !== undefined);

const offers: readonly [string, Partial<typeof row>, readonly number[]][] = [
  ["the whole alone", {}, [100]],
  ["tenths from the least share", { least_share: 0.7 }, [70, 80, 90, 100]],
  ["the first tenth above a least share between tenths", { least_share: 0.81 }, [90, 100]],
  ["nothing below the whole", { least_share: 1 }, [100]],
  ["nothing between nine tenths and the whole", { least_share: 0.95 }, [100]],
  ["every tenth", { least_share: 0.01 }, [10, 20, 30, 40, 50, 60, 70, 80, 90, 100]],
  ["a pinned package is the whole", { least_share: 0.5, pinned_package: "p" }, [100]],
  ["a pinned share stands alone", { pinned_package: "p", pinned_share: 0.29 }, [29]],
  [
    "a pinned share below the least",
    { least_share: 0.5, pinned_package: "p", pinned_share: 0.07 },
    [7],
  ],
];
for (const [name, values, percents] of offers) {
  test(`shares on offer: ${name}`, () => {
    assert.deepEqual(listPercents({ ...row, ...values }), percents);
  });
}

const costs: readonly [readonly number[], number, readonly number[]][] = [
  [[200, 100], 50, [100, 50]],
  // Up to each year: 0.3, 0.6 and 0.9 cents, which are 0, 1 and 1.
  [[1, 1, 1], 30, [0, 1, 0]],
  // Half a cent goes up, and the second year up to 1.0.
  [[1, 1], 50, [1, 0]],
  // A year without cost stays without.
  [[5, 0, 5], 10, [1, 0, 0]],
  [[101, 99], 33, [33, 33]],
  [[90_000_000_000_001], 99, [89_100_000_000_001]],
];
for (const [whole, percent, expected] of costs) {
  test(`${percent} percent of ${whole.join(" + ")} cents by year`, () => {
    assert.deepEqual(costsOfShare(whole, percent), expected);
  });
}

test("a share adds up to the share of the whole, and no year is a cent off", () => {
  const cost = fc.oneof(fc.nat({ max: 300 }), fc.nat({ max: 100_000_000_000_000 }));
  fc.assert(
    fc.property(
      fc.array(cost, { maxLength: 10 }),
      fc.integer({ min: 1, max: 100 }),
      (all, percent) => {
        const parts = costsOfShare(all, percent);
        const exact = (amount: bigint) => (amount * BigInt(percent) * 2n + 100n) / 200n;
        const sum = (list: readonly number[]) =>
          list.reduce((total, one) => total + BigInt(one), 0n);
        assert.equal(sum(parts), exact(sum(all)));
        parts.forEach((part, year) => {
          const hundredths = BigInt(part) * 100n - BigInt(all[year] ?? 0) * BigInt(percent);
          assert.ok(hundredths > -100n && hundredths < 100n);
          assert.ok(part >= 0);
        });
        if (percent === 100) assert.deepEqual(parts, all);
      },
    ),
    { numRuns: 300, seed: 81 },
  );
});

test("each share is a way to fund, in each start year, with its part of every cost and effect", () => {
  const plan = withRow(
    withRow(casePlan(), "lines", "boats.some.1", { amount: cents(millions(1) + 3) }),
    "initiatives",
    "boats",
    { least_share: 0.9 },
  );
  const { items } = poseProblem(plan, caseLaw).result;
  const boats = items.find((item) => item.initiative.id === "boats");
  const ways = (boats?.candidates ?? [])
    .filter((one) => one.package === "boats.some")
    .map((one) => [
      one.start,
      one.share,
      ...one.costs,
      Number(one.effects.get("seas")?.toFixed(9)),
    ]);
  // 0.9 x 300,000,003 is 270,000,002.7, so that the years cost 180,000,000 and 90,000,003.
  const part = [180_000_000, 90_000_003];
  const whole = [200_000_000, 100_000_003];
  // 3.00000003 millions x 2 x 0.5 x 0.8.
  const effects = [2.160000022, 2.400000024];
  assert.deepEqual(ways, [
    [2021, 0.9, ...part, 0, effects[0]],
    [2021, undefined, ...whole, 0, effects[1]],
    [2022, 0.9, 0, ...part, effects[0]],
    [2022, undefined, 0, ...whole, effects[1]],
  ]);
});

test("an effect of one's own scales too; a share that costs nothing, or fits no year, is no way", () => {
  const base = withRow(casePlan(), "initiatives", "school", {
    least_share: 0.2,
    latest_start: fiscalYear(2021),
  });
  const waysOf = (amount: number) =>
    poseProblem(withRow(base, "lines", "school.one.0", { amount: cents(amount) }), caseLaw)
      .result.items.find((item) => item.initiative.id === "school")
      ?.candidates.map((one) => [one.share, one.costs[0], one.effects.get("rule")]);
  // Of two cents: 0.4 rounds to 0; 0.6 and 0.8 to 1, 1.0 to 1, 1.2 and 1.4 to 1, 1.6 and 1.8 to 2.
  assert.deepEqual(waysOf(2), [
    [0.3, 1, 0.3],
    [0.4, 1, 0.4],
    [0.5, 1, 0.5],
    [0.6, 1, 0.6],
    [0.7, 1, 0.7],
    [0.8, 2, 0.8],
    [0.9, 2, 0.9],
    [undefined, 2, 1],
  ]);
});

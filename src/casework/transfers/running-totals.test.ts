import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { addDays, isoDate } from "../../base/fiscal.ts";
import { cents } from "../../base/money.ts";
import { realLaw } from "../../law/law-folder.test-data.ts";
import { realCasebook } from "../casebook.test-data.ts";
import { addMonths } from "./add-months.ts";
import { transferValue } from "./notice-of-transfer.ts";
import { type Summand, sumTransfers } from "./running-totals.ts";
import { dollars, partnerOf, transferOf } from "./transfer-plan.test-data.ts";

const { terms } = realCasebook().policies;
const partner = partnerOf("PHL", "EAP");
const on = isoDate("2020-12-31");

function summand(id: string, day: number, millions: number, requirement: string): Summand {
  const transfer = transferOf({
    ...{ id, category: "major_defense_equipment", amount: dollars(millions * 1_000_000) },
    ...{ requirement, requested_on: addDays(isoDate("2019-01-01"), day) },
  });
  return { transfer, partner, value: transferValue(transfer), on };
}

const anySummands = fc
  .array(fc.tuple(fc.nat(700), fc.integer({ min: 1, max: 9 }), fc.constantFrom("a", "b")), {
    maxLength: 8,
  })
  .map((list) => list.map(([day, size, name], index) => summand(`t${index}`, day, size, name)));

describe("running totals", () => {
  it("are what adding up by hand gives, in any order of rows", () => {
    fc.assert(
      fc.property(anySummands, (summands) => {
        const totals = sumTransfers(realLaw(), terms, summands);
        const turned = sumTransfers(realLaw(), terms, [...summands].reverse());
        for (const each of summands) {
          const { transfer } = each;
          const last = totals.get(transfer.id);
          assert.deepEqual(turned.get(transfer.id), last);
          const first = addMonths(transfer.requested_on, -12);
          const earlier = (other: Summand) =>
            other.transfer.requested_on < transfer.requested_on ||
            (other.transfer.requested_on === transfer.requested_on &&
              other.transfer.id <= transfer.id);
          const like = summands.filter(
            (other) =>
              other.transfer.requirement === transfer.requirement &&
              other.transfer.requested_on > first &&
              earlier(other),
          );
          const sum = cents(like.reduce((total, other) => total + other.transfer.amount, 0));
          assert.equal(last?.steps.at(-1)?.sum, sum);
          // No transfer here reaches $14 million alone, so that only sums cross.
          assert.equal(last?.split, sum >= dollars(14_000_000));
          assert.equal(last?.crossed_at === null, sum < dollars(14_000_000));
        }
      }),
      { seed: 5, numRuns: 100 },
    );
  });

  it("leave out transfers without a requirement", () => {
    const bare = summand("t", 1, 5, " ");
    assert.equal(sumTransfers(realLaw(), terms, [bare]).size, 0);
  });

  it("name others of the requirement that go by another channel", () => {
    const sale = summand("sale", 10, 7, "a");
    const license = {
      ...sale,
      transfer: { ...sale.transfer, id: "license", channel: "DCS" as const },
    };
    const totals = sumTransfers(realLaw(), terms, [sale, license]);
    assert.deepEqual(totals.get("sale")?.others, ["license"]);
    assert.equal(totals.get("sale")?.steps.length, 1);
  });
});

describe("months", () => {
  const table: readonly [string, number, string][] = [
    ["2020-06-01", -12, "2019-06-01"],
    ["2020-02-29", -12, "2019-02-28"],
    ["2020-03-31", -1, "2020-02-29"],
    ["2020-01-15", -1, "2019-12-15"],
    ["2019-12-31", 2, "2020-02-29"],
    ["2020-10-31", 1, "2020-11-30"],
  ];
  for (const [day, count, expected] of table) {
    it(`${count} from ${day} is ${expected}`, () => {
      assert.equal(addMonths(isoDate(day), count), expected);
    });
  }
});

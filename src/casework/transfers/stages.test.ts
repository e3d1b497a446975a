import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type IsoDate, isoDate } from "../../base/fiscal.ts";
import { makeRow } from "../../plan/rows.ts";
import { realCasebook } from "../casebook.test-data.ts";
import { readCases } from "../read-cases.ts";
import { readAgeing } from "./stages.ts";
import {
  barePlan,
  dollars,
  type Happening,
  partnerOf,
  transferOf,
  walk,
} from "./transfer-plan.test-data.ts";

function ageOn(on: IsoDate, happenings: readonly Happening[], amount = 1_000_000) {
  const plan = barePlan(on, {
    partners: [partnerOf("PHL", "EAP")],
    transfers: [transferOf({ amount: dollars(amount) })],
    cases: [
      makeRow("cases", {
        ...{ id: "c", name: "c", kind: "transfer", process: "fms", partner: "PHL" },
        ...{ transfer: "t", opened_on: isoDate("2020-06-01"), owner: "sco" },
      }),
    ],
  });
  const after = walk(plan, happenings);
  assert.deepEqual(after.refused, []);
  const [reading] = readCases(after.plan, realCasebook(), on).result;
  assert.ok(reading);
  return readAgeing(reading);
}

const at = (event: string, on: string, more: Partial<Happening> = {}): Happening => ({
  ...more,
  ...{ event, on: isoDate(on) },
});

describe("the age of a case", () => {
  // June has 30 days: ten with the partner, twenty with the agency.
  const begun = [at("receive_request", "2020-06-11"), at("complete_b", "2020-06-21")];

  it("is the sum of its spells, each with who had it", () => {
    const age = ageOn(isoDate("2020-07-01"), begun);
    assert.equal(age.days, 30);
    assert.deepEqual(
      age.spells.map(({ state, days, to }) => ({ state, days, to })),
      [
        { state: "requirement", days: 10, to: "2020-06-11" },
        { state: "requested", days: 10, to: "2020-06-21" },
        { state: "development", days: 10, to: null },
      ],
    );
    const agency = realCasebook()
      .processes.get("fms")
      ?.states.find((state) => state.code === "development")?.next[0];
    const [longest] = age.by_holder;
    assert.deepEqual([longest?.holder, longest?.days], [agency, 20]);
    const offices = realCasebook().processes.get("fms")?.offices ?? [];
    assert.equal(longest?.name, offices.find((office) => office.code === agency)?.name);
  });

  it("lies with whom a question was put to, until it is answered", () => {
    const age = ageOn(isoDate("2020-07-21"), [
      ...begun,
      at("ask", "2020-07-01", { addressee: "Partner's ministry" }),
      at("answer", "2020-07-13"),
    ]);
    assert.equal(age.days, 50);
    const asked = age.spells.filter((spell) => spell.asked);
    assert.deepEqual(
      asked.map(({ held_by, days }) => ({ held_by, days })),
      [{ held_by: ["Partner's ministry"], days: 12 }],
    );
  });

  it("lies with who can let the clock go on, where nobody was named", () => {
    const seen = [
      ...begun,
      at("submit", "2020-07-01"),
      at("approve", "2020-07-05"),
      at("show_committees", "2020-07-06"),
      at("object", "2020-07-10", { addressee: undefined, office: "congress" }),
      at("lift", "2020-07-20", { addressee: undefined, office: "congress" }),
    ];
    const age = ageOn(isoDate("2020-07-21"), seen);
    assert.deepEqual(
      age.spells.filter((spell) => spell.asked).map(({ held_by, days }) => ({ held_by, days })),
      [{ held_by: ["congress"], days: 10 }],
    );
  });

  it("stops when the case is closed", () => {
    const closed = [...begun, at("withdraw", "2020-06-25")];
    assert.equal(ageOn(isoDate("2020-07-01"), closed).days, 24);
    assert.equal(ageOn(isoDate("2020-12-01"), closed).days, 24);
  });
});

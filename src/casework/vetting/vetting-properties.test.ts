import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { addDays, fiscalYear, type IsoDate, isoDate } from "../../base/fiscal.ts";
import { realLaw } from "../../law/law-folder.test-data.ts";
import type { Plan } from "../../plan/plan.ts";
import { makeRow } from "../../plan/rows.ts";
import { realCasebook } from "../casebook.test-data.ts";
import { readCases } from "../read-cases.ts";
import { barePlan, dollars, partnerOf, walk } from "../transfers/transfer-plan.test-data.ts";
import { holdsOfVetting } from "./holds-of-vetting.ts";

const book = realCasebook();
const start = isoDate("2020-06-01");

/** One unit, one line for each law's account, and a case in the process. */
function planOf(process: string, on: IsoDate): Plan {
  return barePlan(on, {
    partners: [partnerOf("PHL", "EAP")],
    units: [makeRow("units", { id: "squad", name: "squad", partner: "PHL", force: "army" })],
    initiatives: [
      makeRow("initiatives", {
        ...{ id: "i", name: "i", partner: "PHL", kind: "proposal", agency: "State" },
        ...{ accounts: ["FMF", "S333"], purpose: "military_capability", recipient: "defense" },
        ...{ focus: "tactical", cost_basis: "test", units: ["squad"] },
        ...{ earliest_start: fiscalYear(2021), latest_start: fiscalYear(2021) },
      }),
    ],
    packages: [makeRow("packages", { id: "p", initiative: "i", name: "p", level: "full" })],
    lines: [
      makeRow("lines", {
        ...{ id: "l", package: "p", year_offset: 0, kind: "equipment" },
        amount: dollars(1_000_000),
      }),
    ],
    cases: [
      makeRow("cases", {
        ...{ id: "c", name: "c", kind: "vetting", process, partner: "PHL", unit: "squad" },
        ...{ opened_on: start, owner: "post" },
      }),
    ],
    evidence: [
      makeRow("evidence", {
        ...{ id: "e", case: "c", claim: "made up", standard: "credible" },
        ...{ dated: start, said_by: "somebody", source: "made up" },
      }),
    ],
  });
}

/** The plan after random acts, each one that its case allows, some days apart. */
function wander(process: string, choices: readonly (readonly [number, number])[]) {
  let on = start;
  let plan = planOf(process, on);
  for (const [choice, days] of choices) {
    on = addDays(on, days);
    const [reading] = readCases(plan, book, on).result;
    const next = reading?.next.filter((each) => each.supersedes.length === 0) ?? [];
    const act = next[choice % Math.max(1, next.length)]?.act;
    if (act === undefined) continue;
    const until = act.expires === null ? {} : { until: addDays(on, 40) };
    plan = walk(plan, [{ event: act.code, on, ...until }]).plan;
  }
  return { plan, on };
}

describe("what vetting holds", () => {
  for (const [process, account, other] of [
    ["leahy-state", "FMF", "S333"],
    ["leahy-dod", "S333", "FMF"],
  ] as const) {
    it(`follows the case of ${process} through any acts, and never the other law`, () => {
      const any = fc.array(fc.tuple(fc.nat(20), fc.nat(30)), { minLength: 1, maxLength: 9 });
      const seen = new Set<string>();
      fc.assert(
        fc.property(any, fc.nat(60), (choices, later) => {
          const { plan, on } = wander(process, choices);
          const day = addDays(on, later);
          const holds = holdsOfVetting(plan, book, realLaw(), day);
          const [reading] = readCases(plan, book, day).result;
          assert.ok(reading);
          seen.add(reading.state.code);
          const own = holds.filter((hold) => hold.accounts.includes(account));
          const effect = { blocked: "blocked", waits: "waiting", free: undefined }[reading.money];
          assert.equal(own[0]?.effect, effect, reading.state.code);
          assert.equal(own.length, effect === undefined ? 0 : 1);
          // Under the other law nobody has vetted the unit: its money waits, whatever happens here.
          const beside = holds.filter((hold) => hold.accounts.includes(other));
          assert.deepEqual(
            beside.map((hold) => hold.effect),
            ["waiting"],
          );
          for (const hold of holds) {
            assert.deepEqual([hold.initiative, hold.packages, hold.lines], ["i", ["p"], ["l"]]);
            assert.equal(hold.effect === "blocked" && hold.mark !== "checked", false);
          }
        }),
        { seed: 5, numRuns: 60 },
      );
      for (const state of ["approved", "rejected"]) assert.ok(seen.has(state), `never ${state}`);
    });
  }
});

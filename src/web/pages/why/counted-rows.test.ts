import assert from "node:assert/strict";
import { test } from "node:test";
import type { FundedRow } from "../../../report/rows.ts";
import { countedRows, parseTotal } from "./counted-rows.ts";
import { fundedRow } from "./funded-row.test-data.ts";

const rows = [
  fundedRow({}),
  fundedRow({ initiative: "schools", account: "IMET", focus: "institutional" }),
  fundedRow({ partner: "NOR", bureau: "EUR", initiative: "radar" }),
  fundedRow({ fiscal_year: 2022 as FundedRow["fiscal_year"] }),
];
const cellsOf = (initiative: string): Readonly<Record<string, string | null>> =>
  initiative === "schools"
    ? { purpose: "education", use: "posture", demand: "gap" }
    : { purpose: "capability", use: null, demand: null };
const ids = (cells: Readonly<Record<string, string>>) =>
  countedRows(rows, cells, cellsOf).map(
    ({ initiative, fiscal_year }) => `${initiative} ${fiscal_year}`,
  );

test("a rule without filters counts every payment", () => {
  assert.equal(countedRows(rows, {}, cellsOf).length, 4);
});

test("each filter leaves what it names", () => {
  assert.deepEqual(ids({ accounts: "IMET;NADR" }), ["schools 2021"]);
  assert.deepEqual(ids({ partners: "NOR" }), ["radar 2021"]);
  assert.deepEqual(ids({ bureaus: "EUR;AF" }), ["radar 2021"]);
  assert.deepEqual(ids({ purposes: "education" }), ["schools 2021"]);
  assert.deepEqual(ids({ uses: "posture" }), ["schools 2021"]);
  assert.deepEqual(ids({ uses: "partner_capacity", initiatives: "radar;schools" }), ["radar 2021"]);
  assert.deepEqual(ids({ demands: "gap;both" }), ["schools 2021"]);
  assert.deepEqual(ids({ initiatives: "radar" }), ["radar 2021"]);
  assert.deepEqual(ids({ focus: "institutional" }), ["schools 2021"]);
  assert.deepEqual(ids({ fiscal_year: "2022" }), ["boats 2022"]);
  assert.deepEqual(ids({ accounts: "FMF", partners: "SUD", fiscal_year: "2021" }), ["boats 2021"]);
});

test("the name of a total has a dimension and a key, which may be empty", () => {
  assert.deepEqual(parseTotal("region:EUR"), { dimension: "region", key: "EUR" });
  assert.deepEqual(parseTotal("objective:"), { dimension: "objective", key: "" });
  assert.deepEqual(parseTotal("objective:a:b"), { dimension: "objective", key: "a:b" });
  assert.equal(parseTotal("EUR"), null);
  assert.equal(parseTotal(":EUR"), null);
});

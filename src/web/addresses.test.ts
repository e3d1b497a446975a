import assert from "node:assert/strict";
import { test } from "node:test";
import { pageAddress } from "./addresses.ts";

const cases: readonly (readonly [Parameters<typeof pageAddress>, string])[] = [
  [["fy2021", "overview"], "/plans/fy2021/overview"],
  [["fy2021", "overview", [], { branch: "main" }], "/plans/fy2021/overview"],
  [["fy2021", "overview", [], { branch: "redirect" }], "/plans/fy2021/overview?branch=redirect"],
  [["fy2021", "partners", ["UKR"]], "/plans/fy2021/partners/UKR"],
  [["a b", "why", ["limit", "x/y?z"]], "/plans/a%20b/why/limit/x%2Fy%3Fz"],
  [
    ["p", "plan", [], { table: "lines", filter: "", row: null, all: false }],
    "/plans/p/plan?table=lines",
  ],
  [["p", "history", [], { row: "a&b=c" }], "/plans/p/history?row=a%26b%3Dc"],
];

for (const [asked, address] of cases) {
  test(`the address of ${JSON.stringify(asked)}`, () => {
    assert.equal(pageAddress(...asked), address);
  });
}

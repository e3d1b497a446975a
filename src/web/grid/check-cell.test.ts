import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { formatCell, parseCell } from "../../plan/cells.ts";
import { fieldsOf, tableNames } from "../../plan/fields.ts";
import { checkCell, sayFinding, searchNames } from "./check-cell.ts";
import { shapeOf } from "./columns.test-data.ts";
import { makeColumn } from "./columns.ts";

const specs = tableNames.flatMap((table) => Object.entries(fieldsOf(table)));

const cells = fc.oneof(
  fc.string(),
  fc.constantFrom("", " ", "=1+1", "#N/A", "true", "FALSE", "2021", "FY2021", "2021-02-29", "a;b"),
  fc.constantFrom(
    "grant",
    "grant;",
    "left",
    "GLOBAL;AF",
    "checked",
    "1,000",
    "$5",
    "-3",
    "0.5",
    "9.5",
  ),
  fc.double({ noNaN: true }).map(String),
  fc.integer().map(String),
);

describe("checkCell", () => {
  it("judges every cell of every field as the plan's own reader does", () => {
    fc.assert(
      fc.property(fc.constantFrom(...specs), cells, ([name, spec], text) => {
        const codes: string[] = [];
        const value = parseCell(text, spec, (code) => codes.push(code));
        const refused = codes.some((code) => code !== "cell_spaces");
        const checked = checkCell(text, makeColumn(shapeOf(name, { ...spec })));
        assert.deepEqual(
          checked.findings.map((finding) => finding.code),
          codes,
        );
        assert.equal(checked.refused, refused);
        if (!refused) assert.equal(checked.value, formatCell(value, spec));
      }),
      { seed: 7, numRuns: 4_000 },
    );
  });

  const partner = makeColumn(
    shapeOf("partner", { type: "reference", to: "partners", meaning: "" }),
  );
  const known = new Map([
    [
      "partners",
      new Map([
        ["UKR", "Ukraine"],
        ["GEO", "Georgia"],
      ]),
    ],
  ]);

  it("names the nearest row for one that is unknown, and keeps the value", () => {
    const { value, refused, findings } = checkCell("UKA", partner, known);
    assert.deepEqual([value, refused], ["UKA", false]);
    assert.deepEqual(
      findings.map((one) => [one.code, one.help]),
      [["reference_unknown", "Did you mean `UKR`?"]],
    );
    assert.equal(checkCell("GEO", partner, known).findings.length, 0);
  });

  it("knows the codes of accounts, and the grades of the field's own scale", () => {
    const accounts = makeColumn({
      ...shapeOf("accounts", { type: "accounts", meaning: "" }),
      values: ["fmf", "imet"],
    });
    const checked = checkCell("fmf;imt", accounts);
    assert.deepEqual(
      checked.findings.map((one) => one.code),
      ["account_unknown"],
    );
    const tier = makeColumn(shapeOf("tier", { type: "reference", to: "scales", meaning: "" }));
    assert.equal(tier.target, "scales/tier");
  });

  it("says a finding in sentences", () => {
    const [finding] = checkCell(
      "2021-02-29",
      makeColumn(shapeOf("on", { type: "date", meaning: "" })),
    ).findings;
    assert.equal(
      finding && sayFinding(finding),
      'Found "2021-02-29". Expected a day as YYYY-MM-DD, such as 2021-01-15. The calendar has no such day.',
    );
  });
});

describe("searchNames", () => {
  it("puts what begins with the query first, by id and then by name", () => {
    const names = new Map([
      ["GEO", "Georgia"],
      ["SGS", "South Georgia"],
      ["DEU", "Germany"],
      ["GE1", "x"],
    ]);
    assert.deepEqual(
      searchNames(names, "ge").map((one) => one.id),
      ["GEO", "GE1", "DEU", "SGS"],
    );
    assert.equal(searchNames(names, "", 2).length, 2);
  });
});

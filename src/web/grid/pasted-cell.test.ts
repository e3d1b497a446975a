import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { FieldSpec } from "../../plan/field-spec.ts";
import { shapeOf } from "./columns.test-data.ts";
import { makeColumn } from "./columns.ts";
import { readPasted } from "./pasted-cell.ts";

const meaning = "";
const money: FieldSpec = { type: "money", meaning };
const signed: FieldSpec = { type: "money", signed: true, meaning };
const number: FieldSpec = { type: "number", meaning };
const text: FieldSpec = { type: "text", meaning };
const day: FieldSpec = { type: "date", meaning };
const year: FieldSpec = { type: "fiscal_year", meaning };
const kind: FieldSpec = { type: "choice", values: ["training", "equipment"], meaning };

describe("readPasted", () => {
  const cases: readonly (readonly [FieldSpec, string, string | null, ...string[]])[] = [
    [money, "1250000", "1250000"],
    [money, "$1,250,000.00", "1250000", "pasted_amount_read"],
    [money, " $ 1,250,000 ", "1250000", "pasted_amount_read"],
    [money, "1,250,000.5", "1250000.50", "pasted_amount_read"],
    [money, "US$950,000", "950000", "pasted_amount_read"],
    [money, "$5.005", null, "amount_fraction"],
    [money, "1.250.000", null, "amount_form"],
    [money, "1,25", null, "amount_form"],
    [money, "1,2500", null, "amount_form"],
    [money, "12.5 m", null, "amount_form"],
    [money, "(1,250)", null, "amount_negative"],
    [signed, "(1,250)", "-1250", "pasted_amount_read"],
    [signed, "-$1,250", "-1250", "pasted_amount_read"],
    [signed, "(-5)", null, "amount_form"],
    [signed, "(5", null, "amount_form"],
    [money, "$2,000,000,000,000", null, "amount_too_large"],
    [money, "########", null, "pasted_masked"],
    [money, "-", null, "amount_form"],
    [number, "1,250.5", "1250.5", "pasted_amount_read"],
    [number, "$5", null, "number_form"],
    [number, "25%", null, "number_form"],
    [text, "###", null, "pasted_masked"],
    [text, "$1,250", "$1,250"],
    [text, " a", "a", "cell_spaces"],
    [day, "1/15/2021", null, "date_form"],
    [year, "FY2021", null, "year_form"],
    [kind, "Training", null, "choice_unknown"],
    [kind, "", null],
  ];
  for (const [spec, pasted, value, ...codes] of cases) {
    it(`reads ${JSON.stringify(pasted)} as ${spec.type}`, () => {
      const checked = readPasted(pasted, makeColumn(shapeOf("field", spec)));
      assert.deepEqual(
        checked.findings.map((finding) => finding.code),
        codes,
      );
      assert.equal(checked.value, value);
    });
  }
});

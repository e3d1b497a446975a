import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { describeForm, formatCell, parseCell } from "./cells.ts";
import type { FieldSpec } from "./field-spec.ts";

const meaning = "A field of a test.";
const text: FieldSpec = { type: "text", meaning };
const prose: FieldSpec = { type: "text", prose: true, meaning };
const id: FieldSpec = { type: "id", required: true, meaning };
const money: FieldSpec = { type: "money", meaning };
const signed: FieldSpec = { type: "money", signed: true, meaning };
const number: FieldSpec = { type: "number", least: 0, most: 1, meaning };
const anyNumber: FieldSpec = { type: "number", meaning };
const integer: FieldSpec = { type: "integer", least: 0, most: 9, meaning };
const choice: FieldSpec = { type: "choice", values: ["left", "right"], default: "left", meaning };
const choices: FieldSpec = { type: "choices", values: ["left", "right"], meaning };
const references: FieldSpec = { type: "references", to: "partners", meaning };
const year: FieldSpec = { type: "fiscal_year", meaning };
const day: FieldSpec = { type: "date", meaning };
const boolean: FieldSpec = { type: "boolean", default: false, meaning };

function parse(cell: string, spec: FieldSpec): readonly [unknown, ...string[]] {
  const codes: string[] = [];
  return [parseCell(cell, spec, (code) => codes.push(code)), ...codes];
}

describe("parseCell", () => {
  const cases: readonly (readonly [FieldSpec, string, unknown, ...string[]])[] = [
    [text, "", undefined],
    [text, "a, b", "a, b"],
    [text, " a ", "a", "cell_spaces"],
    [text, "   ", undefined, "cell_spaces"],
    [text, " =1", undefined, "cell_spaces", "cell_formula"],
    [text, "1 - 2", "1 - 2"],
    [text, "+1", undefined, "cell_formula"],
    [text, "'+1", "'+1"],
    [prose, "+1", "+1"],
    [prose, "'+1", "+1"],
    [prose, "''- a", "'- a"],
    [prose, "'tis", "'tis"],
    [prose, "=1", undefined, "cell_formula"],
    [prose, "@a", undefined, "cell_formula"],
    [text, "#1", "#1"],
    [text, "#N/A", undefined, "cell_formula"],
    [text, "two\nlines", "two\nlines"],
    [text, "a\u200bb", undefined, "cell_characters"],
    [id, "", undefined, "id_blank"],
    [id, "a.b-c_1", "a.b-c_1"],
    [id, "-a", undefined, "id_form"],
    [id, "a".repeat(80), "a".repeat(80)],
    [id, "a".repeat(81), undefined, "id_form"],
    [money, "12500000", 1_250_000_000],
    [money, "0.5", 50],
    [money, "-0", 0],
    [money, "-0.01", undefined, "amount_negative"],
    [money, "1000000000000", 100_000_000_000_000],
    [money, "1000000000000.01", undefined, "amount_too_large"],
    [money, "0.001", undefined, "amount_fraction"],
    [money, "+5", undefined, "amount_form"],
    [money, "1e6", undefined, "amount_form"],
    [money, "(5)", undefined, "amount_form"],
    [signed, "-3.10", -310],
    [number, "0.25", 0.25],
    [number, "1.01", undefined, "number_range"],
    [number, "-0", 0],
    [number, "25%", undefined, "number_form"],
    [number, "1e-1", undefined, "number_form"],
    [number, ".5", undefined, "number_form"],
    [anyNumber, "-1000000000000000", -1e15],
    [anyNumber, "1000000000000001", undefined, "number_range"],
    [integer, "9", 9],
    [integer, "9.0", undefined, "number_form"],
    [choice, "", "left"],
    [choice, "right", "right"],
    [choice, "Right", undefined, "choice_unknown"],
    [choices, "", []],
    [choices, "right;left", ["right", "left"]],
    [choices, "right; left", ["right", "left"], "cell_spaces"],
    [choices, "right;up;down", undefined, "choice_unknown", "choice_unknown"],
    [references, "a;b", ["a", "b"]],
    [references, "a;", undefined, "list_item_blank"],
    [references, "a;a", undefined, "list_item_repeated"],
    [year, "2021", 2021],
    [year, "21", undefined, "year_form"],
    [year, "2021.0", undefined, "year_form"],
    [year, "1899", undefined, "year_form"],
    [day, "2020-02-29", "2020-02-29"],
    [day, "2021-02-29", undefined, "date_form"],
    [day, "2021-2-9", undefined, "date_form"],
    [boolean, "", false],
    [boolean, "true", true],
    [boolean, "FALSE", false],
    [boolean, "toString", undefined, "boolean_form"],
  ];
  for (const [spec, cell, value, ...codes] of cases) {
    it(`reads ${JSON.stringify(cell.slice(0, 20))} as ${spec.type}`, () => {
      assert.deepStrictEqual(parse(cell, spec), [value, ...codes]);
    });
  }

  it("says what to write in place of an amount, and what a date should be", () => {
    const helps: string[] = [];
    parseCell("$12.5 m", money, (_, words) => helps.push(words.help));
    parseCell("2021-02-29", day, (_, words) => helps.push(words.help));
    parseCell("Right", choice, (_, words) => helps.push(words.help));
    assert.deepEqual(helps, [
      "If that is what is meant, write 12500000.",
      "The calendar has no such day.",
      "Did you mean `right`?",
    ]);
  });
});

describe("formatCell", () => {
  const cases: readonly (readonly [FieldSpec, unknown, string | null])[] = [
    [text, undefined, null],
    [text, "", null],
    [choices, [], null],
    [choices, ["left", "right"], "left;right"],
    [money, 1_250_000_000, "12500000"],
    [signed, -310, "-3.10"],
    [anyNumber, 1e-7, "0.0000001"],
    [anyNumber, -1.25e-9, "-0.00000000125"],
    [anyNumber, 1e15, "1000000000000000"],
    [anyNumber, -0, "0"],
    [boolean, false, "false"],
    [year, 2021, "2021"],
  ];
  for (const [spec, value, cell] of cases) {
    it(`writes ${String(value)} of ${spec.type} as ${cell}`, () => {
      assert.equal(formatCell(value, spec), cell);
    });
  }

  it("is undone by parseCell for every number", () => {
    fc.assert(
      fc.property(fc.double({ min: -1e15, max: 1e15, noNaN: true }), (value) => {
        const [read, ...codes] = parse(formatCell(value, anyNumber) ?? "", anyNumber);
        assert.deepEqual(codes, []);
        assert.equal(read, value === 0 ? 0 : value);
      }),
      { seed: 3, numRuns: 1_000 },
    );
  });
});

describe("describeForm", () => {
  it("names ranges and values", () => {
    assert.equal(describeForm(integer), "a whole number from 0 to 9");
    assert.equal(describeForm(choices), "any of `left`, `right`, separated by semicolons");
  });
});

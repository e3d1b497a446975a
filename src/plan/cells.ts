import type { FindingWords } from "../base/findings.ts";
import { type FiscalYear, isIsoDate } from "../base/fiscal.ts";
import { findNearest, idPattern } from "../base/ids.ts";
import { type Cents, formatDollars, parseDollars } from "../base/money.ts";
import type { FieldSpec } from "./field-spec.ts";
import type { PlanFindingCode } from "./finding-kinds.ts";
import { absentValue } from "./rows.ts";
import { listNames, quote, suggest, unseenCharacters } from "./words.ts";

/** Told of each problem of a cell. */
export type ReportCell = (code: PlanFindingCode, words: FindingWords) => void;

/** The largest number in a cell; beyond it, sums would lose digits. */
export const largestNumber = 1e15;

/**
 * The value of a cell, by the spec of its field.   The inverse of {@link formatCell}.
 *
 * Errors: told to `report`; then the value is `undefined`, save for spaces, which are told and cut.
 */
export function parseCell(raw: string, spec: FieldSpec, report: ReportCell): unknown {
  const text = raw.trim();
  if (text.length !== raw.length) {
    report("cell_spaces", {
      found: quote(raw),
      expected: "no spaces before or after the value",
      help: "It was read without them. Delete them.",
    });
  }
  if (text === "") {
    if (spec.required === true) report(spec.type === "id" ? "id_blank" : "cell_blank", blank(spec));
    return absentValue(spec);
  }
  if (isFormula(text, spec)) {
    report("cell_formula", {
      found: quote(text),
      expected: "a value",
      help: "Write the result, not the formula; begin a text with a letter, digit or quote.",
    });
    return undefined;
  }
  return parseValue(text, spec, report);
}

function blank(spec: FieldSpec): FindingWords {
  return {
    found: "an empty cell",
    expected: describeForm(spec),
    help: `The value is required. ${spec.meaning}`,
  };
}

const spreadsheetErrors = /^#(REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!)$/;

/** A sign begins a number, but in a text it would be taken for a formula when a spreadsheet opens it. */
function isFormula(text: string, spec: FieldSpec): boolean {
  const first = text[0];
  if (first === "=" || first === "@" || spreadsheetErrors.test(text)) return true;
  return spec.type === "text" && spec.prose !== true && (first === "+" || first === "-");
}

const signed = /^'*[+-]/;

/** Prose without the apostrophe that keeps spreadsheets from reckoning it.   The inverse of {@link quoteSign}. */
function unquoteSign(text: string): string {
  return text.startsWith("'") && signed.test(text) ? text.slice(1) : text;
}

function quoteSign(text: string): string {
  return signed.test(text) ? `'${text}` : text;
}

function parseValue(text: string, spec: FieldSpec, report: ReportCell): unknown {
  switch (spec.type) {
    case "text":
      return parseText(spec.prose === true ? unquoteSign(text) : text, report);
    case "id":
    case "reference":
    case "account":
      return parseId(text, report);
    case "choice":
      return parseChoice(text, spec.values, report);
    case "choices":
      return parseList(text, report, (item) => parseChoice(item, spec.values, report));
    case "references":
    case "accounts":
      return parseList(text, report, (item) => parseId(item, report));
    case "money":
      return parseMoney(text, spec.signed === true, report);
    case "number":
      return parseNumber(text, /^-?\d+(\.\d+)?$/, spec, report);
    case "integer":
      return parseNumber(text, /^-?\d+$/, spec, report);
    case "fiscal_year":
      return parseFiscalYear(text, report);
    case "date":
      return parseDate(text, report);
    case "boolean":
      return parseBoolean(text, report);
  }
}

function parseText(text: string, report: ReportCell): string | undefined {
  if (!unseenCharacters.test(text)) return text;
  report("cell_characters", {
    found: quote(text),
    expected: "characters that can be seen",
    help: "Type the text again in place of what was pasted.",
  });
  return undefined;
}

function parseId(text: string, report: ReportCell): string | undefined {
  if (idPattern.test(text)) return text;
  report("id_form", {
    found: quote(text),
    expected: "letters, digits and . _ -, up to 80, with a letter or digit first",
    help: /[,\s]/.test(text)
      ? "An id has no spaces or commas; several ids are separated by semicolons."
      : "Write the id with those characters only.",
  });
  return undefined;
}

function parseChoice(
  text: string,
  values: readonly string[],
  report: ReportCell,
): string | undefined {
  if (values.includes(text)) return text;
  report("choice_unknown", {
    found: quote(text),
    expected: `one of ${listNames(values, values.length)}`,
    help: suggest(findNearest(text, values), "Write one of them."),
  });
  return undefined;
}

function parseList(
  text: string,
  report: ReportCell,
  parseItem: (item: string) => string | undefined,
): readonly string[] | undefined {
  const items: string[] = [];
  let failed = false;
  for (const raw of text.split(";")) {
    const item = raw.trim();
    if (item === "") {
      report("list_item_blank", {
        found: quote(text),
        expected: "items separated by one semicolon each, such as `a;b`",
        help: "Delete the semicolon that has nothing beside it.",
      });
      return undefined;
    }
    if (item !== raw) {
      report("cell_spaces", {
        found: quote(text),
        expected: "no spaces around the semicolons",
        help: "It was read without them. Delete them.",
      });
    }
    const value = parseItem(item);
    if (value === undefined) failed = true;
    else if (!items.includes(value)) items.push(value);
    else {
      failed = true;
      report("list_item_repeated", {
        found: `\`${value}\` twice`,
        expected: "each item once",
        help: "Delete one of the two.",
      });
    }
  }
  return failed ? undefined : items;
}

const amountCodes = {
  not_an_amount: "amount_form",
  negative: "amount_negative",
  too_large: "amount_too_large",
  fraction_of_a_cent: "amount_fraction",
} as const;

const amountHelp = {
  not_an_amount: "Write digits only, with a point before the cents.",
  negative: "Only baseline amounts can be negative.",
  too_large: "Check the unit: amounts are in dollars, not thousands or millions.",
  fraction_of_a_cent: "Round it to two digits after the point.",
} as const;

function parseMoney(text: string, signed: boolean, report: ReportCell): Cents | undefined {
  const amount = parseDollars(text, signed);
  if (typeof amount === "number") return amount;
  report(amountCodes[amount.problem], {
    found: quote(text),
    expected: "dollars, such as 12500000, at most one trillion",
    help:
      amount.suggestion === undefined
        ? amountHelp[amount.problem]
        : `If that is what is meant, write ${amount.suggestion}.`,
  });
  return undefined;
}

function parseNumber(
  text: string,
  form: RegExp,
  spec: FieldSpec & { type: "number" | "integer" },
  report: ReportCell,
): number | undefined {
  if (!form.test(text)) {
    report("number_form", {
      found: quote(text),
      expected: describeForm(spec),
      help: "Write digits only: no commas, signs of percent, units, exponents or words.",
    });
    return undefined;
  }
  const value = Number(text);
  const least = spec.least ?? -largestNumber;
  const most = spec.most ?? largestNumber;
  if (value >= least && value <= most) return value === 0 ? 0 : value;
  report("number_range", {
    found: quote(text),
    expected: describeForm(spec),
    help: "Check the number and its unit.",
  });
  return undefined;
}

function parseFiscalYear(text: string, report: ReportCell): FiscalYear | undefined {
  const value = Number(text);
  if (/^\d{4}$/.test(text) && value >= 1900 && value <= 2200) return value as FiscalYear;
  const digits = /(?:19|20|21)\d\d/.exec(text)?.[0];
  report("year_form", {
    found: quote(text),
    expected: "a fiscal year, such as 2021",
    help:
      digits === undefined ? "Write four digits." : `If that is what is meant, write ${digits}.`,
  });
  return undefined;
}

function parseDate(text: string, report: ReportCell): string | undefined {
  if (isIsoDate(text)) return text;
  const wellFormed = /^\d{4}-\d{2}-\d{2}$/.test(text);
  report("date_form", {
    found: quote(text),
    expected: "a day as YYYY-MM-DD, such as 2021-01-15",
    help: wellFormed
      ? "The calendar has no such day."
      : "Write year, month and day; in a spreadsheet, format the column as text first.",
  });
  return undefined;
}

/** Spreadsheets write TRUE and FALSE when they save a table. */
const booleans: Readonly<Record<string, boolean>> = {
  true: true,
  TRUE: true,
  false: false,
  FALSE: false,
};

function parseBoolean(text: string, report: ReportCell): boolean | undefined {
  if (Object.hasOwn(booleans, text)) return booleans[text];
  report("boolean_form", {
    found: quote(text),
    expected: "`true` or `false`",
    help: "Write one of the two.",
  });
  return undefined;
}

/** How a value of the field is written, in words. */
export function describeForm(spec: FieldSpec): string {
  switch (spec.type) {
    case "choice":
      return `one of ${listNames(spec.values, spec.values.length)}`;
    case "choices":
      return `any of ${listNames(spec.values, spec.values.length)}, separated by semicolons`;
    case "reference":
      return `the id of a row of \`${spec.to}\``;
    case "references":
      return `ids of rows of \`${spec.to}\`, separated by semicolons`;
    case "account":
      return "the code of an account";
    case "accounts":
      return "codes of accounts, separated by semicolons";
    case "money":
      return "dollars, such as 12500000";
    case "number":
    case "integer":
      return describeRange(spec);
    case "fiscal_year":
      return "a fiscal year, such as 2021";
    case "date":
      return "a day as YYYY-MM-DD";
    case "boolean":
      return "`true` or `false`";
    case "id":
      return "an id of letters, digits and . _ -";
    case "text":
      return "a text";
  }
}

function describeRange(spec: FieldSpec & { type: "number" | "integer" }): string {
  const noun = spec.type === "integer" ? "a whole number" : "a number";
  const { least, most } = spec;
  if (least !== undefined && most !== undefined) return `${noun} from ${least} to ${most}`;
  if (least !== undefined) return `${noun} of at least ${least}`;
  return most === undefined ? noun : `${noun} of at most ${most}`;
}

/** A value as the files write it, or `null` where the cell is empty.   The inverse of {@link parseCell}. */
export function formatCell(value: unknown, spec: FieldSpec): string | null {
  if (value === undefined || value === null) return null;
  if (Array.isArray(value)) return value.length === 0 ? null : value.join(";");
  if (spec.type === "money") return formatDollars(value as Cents);
  if (typeof value === "number") return formatNumber(value);
  const text = String(value);
  if (spec.type === "text" && spec.prose === true) return text === "" ? null : quoteSign(text);
  return text === "" ? null : text;
}

/** A number in plain digits: `0.0000001`, never `1e-7`. */
function formatNumber(value: number): string {
  const text = String(value === 0 ? 0 : value);
  const match = /^(-?)(\d)(?:\.(\d+))?e-(\d+)$/.exec(text);
  if (!match) return text;
  const [, sign = "", first = "", rest = "", exponent = "0"] = match;
  return `${sign}0.${"0".repeat(Number(exponent) - 1)}${first}${rest}`;
}

import { type FindingKinds, reporter } from "../base/findings.ts";

/** What can be found in a file that somebody wants to import. */
export const exchangeFindingKinds = {
  import_too_large: {
    severity: "error",
    meaning: "The file is larger than the program is willing to read.",
  },
  not_a_workbook: {
    severity: "error",
    meaning: "The bytes are no .xlsx workbook, whatever the name says.",
  },
  file_encrypted: { severity: "error", meaning: "The file is protected with a password." },
  extension_unexpected: {
    severity: "warning",
    meaning: "The contents are right, but the ending of the name promises another kind of file.",
  },
  zip_damaged: {
    severity: "error",
    meaning: "The zip container is cut off, contradicts itself or fails its checksum.",
  },
  zip_over_limit: {
    severity: "error",
    meaning: "The container holds or unpacks to more than is allowed; it may be a zip bomb.",
  },
  part_missing: { severity: "error", meaning: "The workbook lacks a part that it refers to." },
  xml_damaged: { severity: "error", meaning: "A part of the workbook is no well-formed XML." },
  xml_doctype: {
    severity: "error",
    meaning: "A part of the workbook declares a DOCTYPE, which no spreadsheet program writes.",
  },
  sheet_damaged: {
    severity: "error",
    meaning: "A sheet breaks the rules of the format: a bad reference, a repeated row or cell.",
  },
  sheet_over_limit: {
    severity: "error",
    meaning: "A sheet has more rows, columns or cells than is allowed.",
  },
  formula_found: {
    severity: "warning",
    meaning: "Cells hold formulas. Their stored results are shown but not used as figures.",
  },
  cell_error: {
    severity: "warning",
    meaning: "Cells hold an error such as #REF!; they have no value.",
  },
  headings_missing: {
    severity: "error",
    meaning: "The columns that the import needs were not found.",
  },
  headings_repeated: {
    severity: "error",
    meaning: "A needed heading stands over more than one column.",
  },
  row_incomplete: {
    severity: "error",
    meaning: "A data row lacks a value that is needed, or its fiscal year cannot be read.",
  },
  amount_unreadable: {
    severity: "error",
    meaning: "An amount cannot be read; the row is in no total.",
  },
  amount_rounded: {
    severity: "warning",
    meaning: "Amounts are finer than a cent and were rounded to the nearest cent.",
  },
  account_not_listed: {
    severity: "warning",
    meaning: "A military account has no code in the catalogue; its rows were left.",
  },
  partner_not_listed: {
    severity: "warning",
    meaning: "A recipient is not in the table of names; its rows were left.",
  },
  years_absent: {
    severity: "warning",
    meaning: "A fiscal year that was asked for has no row in the file.",
  },
  years_reversed: { severity: "error", meaning: "The first fiscal year is after the last." },
  rows_negative: {
    severity: "note",
    meaning: "Negative rows were taken: earlier obligations that were taken back.",
  },
  text_undecodable: {
    severity: "error",
    meaning: "The bytes of a CSV file are in an encoding that is not read.",
  },
  csv_damaged: { severity: "error", meaning: "A CSV file cannot be split into rows and fields." },
  name_joined: {
    severity: "note",
    meaning: "A name broken over two lines of a table was put together again.",
  },
  sum_differs: {
    severity: "warning",
    meaning: "Rows do not add up to the total that the document prints.",
  },
  row_repeated: {
    severity: "warning",
    meaning:
      "A row repeats or sums the rows below it; it was left, so that no dollar counts twice.",
  },
  files_disagree: {
    severity: "warning",
    meaning: "Two files give different sums for the same year and account; the first file is used.",
  },
  stage_unstated: {
    severity: "warning",
    meaning: "The file does not say whether its figures are requested, enacted or obligated.",
  },
  no_file_given: { severity: "error", meaning: "No file was given." },
} as const satisfies FindingKinds;

/** Makes a finding about an imported file. */
export const reportExchange = reporter(exchangeFindingKinds);

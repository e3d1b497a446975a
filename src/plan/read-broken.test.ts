import { append, type Breakage, swap } from "./broken.test-data.ts";
import { type BrokenCase, testBroken } from "./broken-cases.test-data.ts";

const remove =
  (file: string): Breakage =>
  (texts) =>
    texts.delete(file);

const files: readonly BrokenCase[] = [
  {
    name: "a table is missing",
    change: remove("lines.csv"),
    code: "file_missing",
    at: "lines.csv",
  },
  {
    name: "a table has another name",
    change: (texts) => {
      texts.set("Lines.csv", texts.get("lines.csv") ?? "");
      texts.delete("lines.csv");
    },
    code: "file_missing",
    at: "lines.csv",
    says: 'Rename "Lines.csv"',
  },
  { name: "no plan.yaml", change: remove("plan.yaml"), code: "file_missing", at: "plan.yaml" },
  {
    name: "an unknown table",
    change: append("initiative.csv", "id\n"),
    code: "file_unknown",
    at: "initiative.csv",
    says: "`initiatives.csv`",
  },
  {
    name: "a readme in the folder",
    change: append("README.md", "Read me."),
    code: "files_unread",
    at: "",
    says: "README.md",
  },
  {
    name: "edits of a scenario that is not declared",
    change: append("scenarios/more-trainings.csv", "author\n"),
    code: "scenario_undeclared",
    at: "scenarios/more-trainings.csv",
    says: "more-training.csv",
  },
  {
    name: "a scenario without its file",
    change: remove("scenarios/more-training.csv"),
    code: "scenario_file_missing",
    at: "scenarios/more-training.csv",
  },
  {
    name: "an empty file",
    change: (texts) => texts.set("lines.csv", ""),
    code: "header_missing",
    at: "lines.csv",
  },
  {
    name: "semicolons between cells",
    change: (texts) => texts.set("links.csv", "id;kind;initiative;other\na;requires;b;c\n"),
    code: "file_separator",
    at: "links.csv:1",
    says: "semicolons",
  },
  {
    name: "tabs between cells",
    change: (texts) => texts.set("links.csv", "id\tkind\n"),
    code: "file_separator",
    at: "links.csv:1",
    says: "tabs",
  },
  {
    name: "a NUL byte",
    change: swap("lines.csv", "l3,", "l3\u0000,"),
    code: "file_nul_bytes",
    at: "lines.csv:4",
  },
];

const tables: readonly BrokenCase[] = [
  {
    name: "a required column is missing",
    change: swap("lines.csv", "year_offset", "year_ofset"),
    code: "column_missing",
    at: "lines.csv:1 year_offset",
    says: 'Rename the column "year_ofset"',
  },
  {
    name: "a column is misspelt",
    change: swap("partners.csv", "tier_reason", "tier_raeson"),
    code: "column_unknown",
    at: "partners.csv:1 tier_raeson",
    says: "`tier_reason`",
  },
  {
    name: "a column has no name",
    change: swap("partners.csv", ",tier_reason", ","),
    code: "column_unknown",
    at: "partners.csv:1",
    says: "without a name",
  },
  {
    name: "two byte order marks",
    change: swap("partners.csv", "id,", "\ufeff\ufeffid,"),
    code: "column_unknown",
    at: "partners.csv:1 \ufeffid",
    says: '"\\ufeffid"',
  },
  {
    name: "a column twice",
    change: swap("partners.csv", "tier_reason", "tier"),
    code: "column_repeated",
    at: "partners.csv:1 tier",
    says: "6 and 7",
  },
  {
    name: "a quote is left open",
    change: swap("initiatives.csv", 'Ukraine",UKR,continuing,false,State,FMF;IMET', "Ukraine,UKR"),
    code: "quote_open",
    at: "initiatives.csv:4",
    says: "opens on line 4",
  },
  {
    name: "a quote inside a cell",
    change: swap("partners.csv", "Treaty ally", 'Treaty "ally"'),
    code: "quote_stray",
    at: "partners.csv:2",
  },
  {
    name: "text after a closing quote",
    change: swap("partners.csv", "Treaty ally", '"Treaty" ally'),
    code: "quote_stray",
    at: "partners.csv:2",
  },
  {
    name: "a comma that no quotes hold",
    change: swap("partners.csv", "Treaty ally", "Treaty, ally"),
    code: "row_ragged",
    at: "partners.csv:2",
    says: "8 cells",
  },
  {
    name: "too few cells",
    change: swap("partners.csv", "tier-2,", "tier-2"),
    code: "row_ragged",
    at: "partners.csv:3",
    says: "6 cells",
  },
  {
    name: "an empty row",
    change: swap("lines.csv", "l2,", "\nl2,"),
    code: "row_empty",
    at: "lines.csv:3",
  },
  {
    name: "a row of commas",
    change: append("lines.csv", ",,,,\n"),
    code: "row_empty",
    at: "lines.csv:8",
  },
  { name: "no id", change: swap("lines.csv", "l2,", ","), code: "id_blank", at: "lines.csv:3 id" },
  {
    name: "an id with a space",
    change: swap("lines.csv", "l2,", "l 2,"),
    code: "id_form",
    at: "lines.csv:3 id",
  },
  {
    name: "an id twice",
    change: swap("lines.csv", "l2,", "l1,"),
    code: "id_repeated",
    at: "lines.csv:3 id",
    says: "row 2",
  },
  {
    name: "a row after a cell of two lines",
    change: (texts) => {
      swap("objectives.csv", "Partners keep", '"Partners\nkeep')(texts);
      swap("objectives.csv", "peace.", 'peace."')(texts);
      swap("objectives.csv", "sea,secure", ",secure")(texts);
    },
    code: "id_blank",
    at: "objectives.csv:4 id",
  },
];

const amount = (text: string): Breakage => swap("lines.csv", "6000000", text);
const at = "lines.csv:2 amount";

const cells: readonly BrokenCase[] = [
  {
    name: "a required cell is empty",
    change: swap("lines.csv", "0,equipment", "0,"),
    code: "cell_blank",
    at: "lines.csv:2 kind",
  },
  {
    name: "spaces around a value",
    change: swap("lines.csv", "0,equipment", "0, equipment"),
    code: "cell_spaces",
    at: "lines.csv:2 kind",
  },
  {
    name: "a misspelt choice",
    change: swap("lines.csv", "0,equipment", "0,equipmnt"),
    code: "choice_unknown",
    at: "lines.csv:2 kind",
    says: "`equipment`?",
  },
  {
    name: "a misspelt demand of a limit",
    change: (texts) =>
      texts.set("limits.csv", "id,name,kind,demands,ratio\na,A,share_at_most,gap;requests,0.1\n"),
    code: "choice_unknown",
    at: "limits.csv:2 demands",
    says: "`request`?",
  },
  { name: "commas", change: amount('"6,000,000"'), code: "amount_form", at, says: "write 6000000" },
  { name: "a sign", change: amount("$6000000"), code: "amount_form", at, says: "write 6000000" },
  { name: "a unit", change: amount("6 m"), code: "amount_form", at, says: "write 6000000" },
  { name: "an exponent", change: amount("6e6"), code: "amount_form", at, says: "write 6000000" },
  { name: "not a number", change: amount("NaN"), code: "amount_form", at },
  { name: "a negative amount", change: amount("-6"), code: "amount_negative", at },
  { name: "over a trillion", change: amount("1000000000000.01"), code: "amount_too_large", at },
  { name: "a third of a cent", change: amount("0.333"), code: "amount_fraction", at },
  { name: "a formula", change: amount("=SUM(E3:E9)"), code: "cell_formula", at },
  { name: "the error of a formula", change: amount("#REF!"), code: "cell_formula", at },
  {
    name: "a command",
    change: swap("partners.csv", "Treaty ally", "=cmd|' /C calc'!A0"),
    code: "cell_formula",
    at: "partners.csv:2 tier_reason",
  },
  {
    name: "a text that begins with a plus",
    change: swap("partners.csv", "Treaty ally", "+1"),
    code: "cell_formula",
    at: "partners.csv:2 tier_reason",
  },
  {
    name: "a text that begins with a minus",
    change: swap("partners.csv", "Treaty ally", "-1"),
    code: "cell_formula",
    at: "partners.csv:2 tier_reason",
  },
  {
    name: "a text that begins with an at sign",
    change: swap("partners.csv", "Treaty ally", "@A1"),
    code: "cell_formula",
    at: "partners.csv:2 tier_reason",
  },
  {
    name: "a letter that was lost",
    change: swap("partners.csv", "Treaty ally", "All\ufffd"),
    code: "cell_characters",
    at: "partners.csv:2 tier_reason",
    says: "\\ufffd",
  },
  {
    name: "a text that turns its direction",
    change: swap("partners.csv", "Treaty ally", "Treaty \u202eylla"),
    code: "cell_characters",
    at: "partners.csv:2 tier_reason",
  },
  {
    name: "an infinite number",
    change: swap("objectives.csv", "3,60", "Infinity,60"),
    code: "number_form",
    at: "objectives.csv:3 weight",
  },
  {
    name: "a number too large for digits",
    change: swap("objectives.csv", "3,60", `${"9".repeat(400)},60`),
    code: "number_range",
    at: "objectives.csv:3 weight",
  },
  {
    name: "a negative weight",
    change: swap("objectives.csv", "3,60", "-3,60"),
    code: "number_range",
    at: "objectives.csv:3 weight",
    says: "at least 0",
  },
  {
    name: "a year offset of ten",
    change: swap("lines.csv", "full,1,training", "full,10,training"),
    code: "number_range",
    at: "lines.csv:4 year_offset",
  },
  {
    name: "half a year",
    change: swap("lines.csv", "full,1,training", "full,0.5,training"),
    code: "number_form",
    at: "lines.csv:4 year_offset",
  },
  {
    name: "a day that does not exist",
    change: swap("assumptions.csv", "2021-03-01", "2021-02-30"),
    code: "date_form",
    at: "assumptions.csv:2 review_on",
    says: "no such day",
  },
  {
    name: "a day as a spreadsheet writes it",
    change: swap("assumptions.csv", "2021-03-01", "3/1/2021"),
    code: "date_form",
    at: "assumptions.csv:2 review_on",
  },
  {
    name: "a year with its letters",
    change: swap("resources.csv", "FMF,2021", "FMF,FY2021"),
    code: "year_form",
    at: "resources.csv:2 fiscal_year",
    says: "write 2021",
  },
  {
    name: "neither true nor false",
    change: swap("initiatives.csv", "true", "yes"),
    code: "boolean_form",
    at: "initiatives.csv:2 illustrative",
  },
  {
    name: "a list with commas",
    change: swap("initiatives.csv", "FMF;IMET", '"FMF,IMET"'),
    code: "id_form",
    at: "initiatives.csv:4 accounts",
    says: "semicolons",
  },
  {
    name: "a list with nothing between semicolons",
    change: swap("initiatives.csv", "FMF;IMET", "FMF;;IMET"),
    code: "list_item_blank",
    at: "initiatives.csv:4 accounts",
  },
  {
    name: "an item twice",
    change: swap("initiatives.csv", "FMF;IMET", "FMF;FMF"),
    code: "list_item_repeated",
    at: "initiatives.csv:4 accounts",
  },
];

testBroken("files", files);
testBroken("tables", tables);
testBroken("cells", cells);

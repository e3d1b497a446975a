import { append, swap } from "./broken.test-data.ts";
import { type BrokenCase, testBroken } from "./broken-cases.test-data.ts";

const edits = "scenarios/more-training.csv";

const heads: readonly BrokenCase[] = [
  {
    name: "no YAML",
    change: swap("plan.yaml", "title: Sample plan", "title: 'Sample plan"),
    code: "yaml_syntax",
    at: "plan.yaml:20",
  },
  {
    name: "two documents",
    change: append("plan.yaml", "---\nid: other\n"),
    code: "yaml_syntax",
    at: "plan.yaml:20",
  },
  {
    name: "nesting without end",
    change: (texts) => texts.set("plan.yaml", `${"[".repeat(9_000)}${"]".repeat(9_000)}`),
    code: "yaml_syntax",
    at: "plan.yaml",
    says: "too deep",
  },
  {
    name: "an anchor",
    change: swap("plan.yaml", "title: Sample", "title: &a Sample"),
    code: "yaml_feature",
    at: "plan.yaml:3",
    says: "&a",
  },
  {
    name: "an alias",
    change: swap("plan.yaml", "title: Sample plan", "title: *a"),
    code: "yaml_feature",
    at: "plan.yaml:3",
    says: "*a",
  },
  {
    name: "a tag",
    change: swap("plan.yaml", "title: Sample", "title: !!js/function Sample"),
    code: "yaml_feature",
    at: "plan.yaml:3",
  },
  {
    name: "a directive",
    change: (texts) => texts.set("plan.yaml", `%YAML 1.1\n---\n${texts.get("plan.yaml") ?? ""}`),
    code: "yaml_feature",
    at: "plan.yaml:1",
  },
  {
    name: "a key twice",
    change: swap("plan.yaml", "description: Made", "title: Made"),
    code: "yaml_key_repeated",
    at: "plan.yaml:4 title",
  },
  {
    name: "a key that is missing",
    change: swap("plan.yaml", "as_of: 2020-12-31\n", ""),
    code: "yaml_key_missing",
    at: "plan.yaml:1 as_of",
  },
  {
    name: "a key that is misspelt",
    change: swap("plan.yaml", "as_of", "as_off"),
    code: "yaml_key_unknown",
    at: "plan.yaml:5 as_off",
    says: "`as_of`?",
  },
  {
    name: "a list in place of the map",
    change: (texts) => texts.set("plan.yaml", "- a\n"),
    code: "yaml_shape",
    at: "plan.yaml:1",
    says: "a list",
  },
  {
    name: "an empty plan.yaml",
    change: (texts) => texts.set("plan.yaml", ""),
    code: "yaml_shape",
    at: "plan.yaml:1",
    says: "nothing",
  },
  {
    name: "a text for a year",
    change: swap("plan.yaml", "first_fiscal_year: 2021", "first_fiscal_year: '2021'"),
    code: "yaml_shape",
    at: "plan.yaml:6 first_fiscal_year",
    says: "without quotes",
  },
  {
    name: "a number for a title",
    change: swap("plan.yaml", "title: Sample plan", "title: 2021"),
    code: "yaml_shape",
    at: "plan.yaml:3 title",
    says: "Put quotes",
  },
  {
    name: "a map for scenarios",
    change: swap("plan.yaml", "  - id: more", "    id: more"),
    code: "yaml_shape",
    at: "plan.yaml:10 scenarios",
    says: "a list",
  },
  {
    name: "a scenario that is a word",
    change: (texts) => {
      const text = texts.get("plan.yaml") ?? "";
      texts.set("plan.yaml", `${text.slice(0, text.indexOf("scenarios:"))}scenarios: [word]\n`);
    },
    code: "yaml_shape",
    at: "plan.yaml:9 scenarios[0]",
  },
  {
    name: "a test without its question",
    change: swap("plan.yaml", "question: Are there", "questions: Are there"),
    code: "yaml_key_unknown",
    at: "plan.yaml:14 scenarios[0].tests[0].questions",
    says: "`question`?",
  },
  {
    name: "a format of the future",
    change: swap("plan.yaml", "format: 1", "format: 2"),
    code: "format_unknown",
    at: "plan.yaml:1 format",
  },
  {
    name: "a day that does not exist",
    change: swap("plan.yaml", "2020-12-31", "2020-12-32"),
    code: "date_form",
    at: "plan.yaml:5 as_of",
  },
  {
    name: "an edit of an unknown table",
    change: swap(edits, "resources", "resorces"),
    code: "choice_unknown",
    at: `${edits}:2 table`,
    says: "`resources`?",
  },
  {
    name: "an edit of an unknown field",
    change: swap(edits, "amount", "amuont"),
    code: "choice_unknown",
    at: `${edits}:2 field`,
    says: "`amount`?",
  },
  {
    name: "an edit at a time that does not exist",
    change: swap(edits, "2020-12-28T15", "2020-12-28T25"),
    code: "instant_form",
    at: `${edits}:2 at`,
  },
  {
    name: "an edit without a reason",
    change: swap(edits, "More places", ""),
    code: "cell_blank",
    at: `${edits}:2 reason`,
  },
];

testBroken("heads", heads);

import { describeForm } from "./cells.ts";
import type { FieldSpec } from "./field-spec.ts";
import { tableNames, tables } from "./fields.ts";
import { editFields, headFields, scenarioFields, testFields } from "./head-fields.ts";
import { requiredTables } from "./read.ts";

type Fields = Readonly<Record<string, FieldSpec>>;

/** The reference of all files and fields of a plan, as Markdown, for the generated docs. */
export function fieldsReference(): string {
  const parts = [
    "# Fields of a plan",
    "A plan is a folder: `plan.yaml`, one CSV file per table, and the edits of each scenario in `scenarios/`. " +
      "Files are UTF-8. Lists are separated by semicolons, amounts are plain dollars, and an empty cell is an absent value.",
    "## `plan.yaml`",
    "The head of the plan.",
    formatFields(headFields),
    "`scenarios` is a list of scenarios, each with these keys:",
    formatFields(scenarioFields),
    "`tests` of a scenario is a list of questions, each with these keys:",
    formatFields(testFields),
  ];
  for (const name of tableNames) {
    const needed = requiredTables.includes(name) ? "Every plan has it." : "It may be left out.";
    const { meaning, fields } = tables[name];
    parts.push(`## \`${name}.csv\``, `${meaning} ${needed}`, formatFields(fields));
  }
  parts.push(
    "## `scenarios/ID.csv`",
    "The edits of the scenario `ID`, in the order in which they apply. A row is made by setting its `id` from empty " +
      "first, and ended by emptying its fields and then its `id`.",
    formatFields(editFields),
  );
  return `${parts.join("\n\n")}\n`;
}

function formatFields(fields: Fields): string {
  const rows = Object.entries(fields).map(
    ([name, spec]) =>
      `| \`${name}\` | ${describeValue(spec)} | ${describeAbsence(spec)} | ${escapeCell(spec.meaning)} |`,
  );
  return ["| field | value | when empty | meaning |", "|---|---|---|---|", ...rows].join("\n");
}

function describeValue(spec: FieldSpec): string {
  const form = escapeCell(describeForm(spec));
  const signed = spec.type === "money" && spec.signed === true ? ", may be negative" : "";
  const plain = spec.type === "number" || spec.type === "integer";
  return plain && spec.unit !== undefined ? `${form}; unit: ${spec.unit}` : `${form}${signed}`;
}

function describeAbsence(spec: FieldSpec): string {
  if (spec.required === true) return "required";
  if ("default" in spec) return `\`${String(spec.default)}\``;
  const list = spec.type === "choices" || spec.type === "references" || spec.type === "accounts";
  return list ? "none" : "absent";
}

function escapeCell(text: string): string {
  return text.replaceAll("|", "\\|");
}

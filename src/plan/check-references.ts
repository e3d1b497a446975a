import type { Check } from "./check-context.ts";
import { fieldsOf, type TableName, tableNames } from "./fields.ts";
import { listNames, suggest } from "./words.ts";

/** Fields that name a grade, and the scale to which it must belong. */
const scaleFields: Readonly<Record<string, string>> = {
  "partners.tier": "tier",
  "packages.level": "level",
  "effects.relevance": "relevance",
  "effects.confidence": "confidence",
};

/** Checks that every row and account that is named exists, and every grade is of the right scale. */
export function checkReferences(check: Check): void {
  const accounts = new Set(check.accountCodes);
  for (const table of tableNames) {
    for (const [field, spec] of Object.entries(fieldsOf(table))) {
      if (spec.type === "reference" || spec.type === "references") {
        checkField(check, table, field, spec.to as TableName);
      } else if (spec.type === "account" || spec.type === "accounts") {
        checkAccounts(check, table, field, accounts);
      }
    }
  }
}

/** Each row's id with the values of one field. */
function* valuesOf(check: Check, table: TableName, field: string) {
  for (const row of check.tables[table]) {
    const value = (row as unknown as Readonly<Record<string, unknown>>)[field];
    if (typeof value === "string") yield [row.id, value] as const;
    else if (Array.isArray(value)) for (const item of value) yield [row.id, String(item)] as const;
  }
}

function checkField(check: Check, table: TableName, field: string, to: TableName): void {
  const scale = scaleFields[`${table}.${field}`];
  for (const [id, value] of valuesOf(check, table, field)) {
    const target = check.find(to, value);
    if (target === undefined) addUnknown(check, table, id, field, to, value);
    else if (scale !== undefined) checkScale(check, table, id, field, scale, value);
  }
}

function addUnknown(
  check: Check,
  table: TableName,
  id: string,
  field: string,
  to: TableName,
  value: string,
): void {
  const nearest = check.findNearest(value, check.idsOf(to), check.tables[to].length);
  check.add("reference_unknown", table, id, field, {
    found: `\`${value}\`, which ${to}.csv does not have`,
    expected: `the id of a row of ${to}.csv`,
    help: suggest(nearest, `Add the row to ${to}.csv, or name another.`),
  });
}

function checkScale(
  check: Check,
  table: TableName,
  id: string,
  field: string,
  scale: string,
  value: string,
): void {
  const found = check.find("scales", value)?.scale;
  if (found === scale) return;
  const grades = check.tables.scales.filter((row) => row.scale === scale).map((row) => row.id);
  check.add("reference_scale", table, id, field, {
    found: `\`${value}\`, a grade of the scale \`${found}\``,
    expected: `a grade of the scale \`${scale}\`${grades.length > 0 ? `: ${listNames(grades)}` : ""}`,
    help: "Name a grade of that scale.",
  });
}

function checkAccounts(
  check: Check,
  table: TableName,
  field: string,
  accounts: ReadonlySet<string>,
): void {
  for (const [id, value] of valuesOf(check, table, field)) {
    if (accounts.has(value)) continue;
    check.add("account_unknown", table, id, field, {
      found: `the account \`${value}\``,
      expected: "the code of an account in the catalogue of the law",
      help: suggest(
        check.findNearest(value, accounts, accounts.size),
        "See the reference of accounts for the codes.",
      ),
    });
  }
}

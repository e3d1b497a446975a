import type { z } from "zod";
import type { tableFieldsSchema } from "../../api/plan-schemas.ts";
import { formatCell } from "../../plan/cells.ts";
import type { FieldSpec } from "../../plan/field-spec.ts";
import { fieldsOf, type TableName, tableNames, tables } from "../../plan/fields.ts";
import { absentValue } from "../../plan/rows.ts";
import type { Handlers } from "../handler.ts";
import { signedOutPath } from "../open-id.ts";

type TableFields = z.output<typeof tableFieldsSchema>;

/** Who asks, and what forms are made from. */
export const sessionHandlers: Handlers<"readMe" | "signOut" | "listFields"> = {
  readMe: async ({ caller: { token: _, ...me } }) => ({ body: me }),
  signOut: async ({ server, caller }) => {
    const { token } = caller;
    if (token === null || server.openId === null) return { body: { next: "/" } };
    const idToken = await server.sessions.end(token);
    // Where the provider is away, its session lasts on; ours has ended.
    const away = await server.openId.leave(idToken).catch(() => null);
    return { body: { next: away ?? signedOutPath } };
  },
  listFields: async ({ server }) => ({
    body: { tables: tableNames.map((table) => describeTable(table, server.law.accountCodes)) },
  }),
};

function describeTable(table: TableName, accounts: readonly string[]): TableFields {
  return {
    table,
    meaning: tables[table].meaning,
    fields: Object.entries(fieldsOf(table)).map(([name, spec]) => ({
      name,
      type: spec.type,
      required: spec.required === true,
      unit: spec.unit ?? null,
      meaning: spec.meaning,
      default: formatCell(absentValue(spec), spec),
      values: valuesOf(spec, accounts),
      to: "to" in spec ? spec.to : null,
      least: "least" in spec ? (spec.least ?? null) : null,
      most: "most" in spec ? (spec.most ?? null) : null,
      signed: "signed" in spec && spec.signed === true,
      prose: "prose" in spec && spec.prose === true,
    })),
  };
}

function valuesOf(spec: FieldSpec, accounts: readonly string[]): string[] | null {
  if (spec.type === "account" || spec.type === "accounts") return [...accounts];
  return "values" in spec ? [...spec.values] : null;
}

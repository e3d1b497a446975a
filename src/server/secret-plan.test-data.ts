import assert from "node:assert/strict";
import { isoDate } from "../base/fiscal.ts";
import type { Plan } from "../plan/plan.ts";
import { makeRow } from "../plan/rows.ts";
import { readExample } from "./pages/example-plan.test-data.ts";

/** The example of two partners, with a proposal that only some may see, and everything that belongs to it. */
export function planWithSecret(): Plan {
  const example = readExample("two-partners");
  const { initiatives, packages, lines, effects } = example.tables;
  const withId = <R extends { readonly id: string }>(
    row: R | undefined,
    id: string,
    over: Partial<R>,
  ) => {
    assert.ok(row);
    return { ...row, id, ...over };
  };
  const initiative = initiatives.find((row) => row.id === "sudland-boats");
  const cost = packages.find((row) => row.id === "sudland-boats-two");
  const line = lines.find((row) => row.package === "sudland-boats-two");
  const effect = effects.find((row) => row.initiative === "sudland-boats");
  return {
    ...example,
    tables: {
      ...example.tables,
      initiatives: [
        ...initiatives,
        withId(initiative, "secret-boats", { name: "Secret boats", handling: "restricted" }),
      ],
      packages: [...packages, withId(cost, "secret-boats-p", { initiative: "secret-boats" })],
      lines: [...lines, withId(line, "secret-boats-l", { package: "secret-boats-p" })],
      effects: [...effects, withId(effect, "secret-boats-e", { initiative: "secret-boats" })],
      comments: [
        makeRow("comments", {
          ...{ id: "hush-comment", on_table: "cases", on_row: "hush-case", author: "Ana" },
          ...{ at: "2020-12-02T09:00:00Z", text: "Secret words" },
        }),
      ],
      cases: [
        makeRow("cases", {
          ...{ id: "hush-case", name: "Secret case", kind: "concurrence", owner: "state_pm" },
          ...{ process: "concurrence-joint", opened_on: isoDate("2020-12-01") },
          ...{ partner: "SUDLAND", initiative: "secret-boats" },
        }),
      ],
    },
  };
}

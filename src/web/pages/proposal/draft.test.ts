import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Draft, emptyDraft } from "./draft.ts";
import { changeDraft, type DraftAction } from "./draft-actions.ts";
import { placeOfFinding, sendDraft } from "./draft-rows.ts";

const after = (...actions: readonly DraftAction[]): Draft =>
  actions.reduce(changeDraft, emptyDraft());
const amountsOf = (draft: Draft) =>
  draft.levels.map((level) =>
    level.rows.map((row) => row.cells.map(({ amount }) => amount).join("|")),
  );
const about = (file: string, id: string, field?: string) => ({
  code: "x",
  severity: "error" as const,
  at: field === undefined ? { file, id } : { file, id, field },
  found: "",
  expected: "",
  help: "",
});

test("a pasted block fills rows and years from its cell on, and makes room for all of it", () => {
  const draft = after({
    kind: "amounts",
    level: 1,
    row: 2,
    offset: 4,
    values: [
      ["1", "2"],
      ["3", "4"],
    ],
  });
  assert.equal(draft.years, 6);
  assert.deepEqual(amountsOf(draft), [["||||1|2", "||||3|4"]]);
});

test("a copied level has the amounts and none of the ids", () => {
  const first = after({ kind: "amounts", level: 1, row: 2, offset: 0, values: [["100"]] });
  const [level] = first.levels;
  assert.ok(level);
  const known = {
    ...first,
    levels: [
      {
        ...level,
        id: "P.a",
        rows: level.rows.map((row) => ({
          ...row,
          cells: row.cells.map((cell, at) => ({ ...cell, id: `P.a.${at}` })),
        })),
      },
    ],
  };
  const copied = changeDraft(known, { kind: "copy_level", level: 1 });
  assert.deepEqual(amountsOf(copied)[1], ["100||||"]);
  assert.equal(copied.levels[1]?.id, null);
  assert.ok(copied.levels[1]?.rows.every((row) => row.cells.every(({ id }) => id === null)));
});

test("removing a level removes the effects that hold for it alone", () => {
  const draft = after(
    { kind: "add_level" },
    { kind: "add_effect" },
    { kind: "effect_level", effect: 6, level: 4 },
    { kind: "remove_level", level: 4 },
  );
  assert.deepEqual(
    draft.effects.map(({ key, level }) => [key, level]),
    [[3, null]],
  );
});

test("only amounts that are written are sent, each with its year and kind", () => {
  const draft = after(
    { kind: "row_kind", level: 1, row: 2, value: "training" },
    { kind: "amounts", level: 1, row: 2, offset: 1, values: [["7", "", "9"]] },
  );
  const { proposal } = sendDraft(draft, "main", null);
  assert.deepEqual(proposal.packages[0]?.lines, [
    { year_offset: "1", kind: "training", amount: "7" },
    { year_offset: "3", kind: "training", amount: "9" },
  ]);
});

test("what is found in a row whose id the server makes is told at its field", () => {
  const draft = after(
    { kind: "row_kind", level: 1, row: 2, value: "training" },
    { kind: "amounts", level: 1, row: 2, offset: 0, values: [["7", "x"]] },
  );
  const sent = sendDraft(draft, "main", null);
  const place = (file: string, id: string, field?: string) =>
    placeOfFinding(about(file, id, field), sent);
  assert.equal(place("initiatives.csv", "UKR-radar", "purpose"), "proposal-purpose");
  assert.equal(place("packages.csv", "UKR-radar.level-1", "level"), "level-1-level");
  assert.equal(place("lines.csv", "UKR-radar.level-1.line-2", "amount"), "level-1-row-2-1");
  assert.equal(
    place("effects.csv", "UKR-radar.level-1.effect-1", "objective"),
    "effect-3-objective",
  );
  assert.equal(place("packages.csv", "UKR-radar"), "proposal-levels");
  assert.equal(place("partners.csv", "UKR"), undefined);
});

test("new rows of a known proposal have ids that no other row of it has", () => {
  const action = fc.constantFrom<DraftAction>(
    { kind: "add_level" },
    { kind: "add_effect" },
    { kind: "copy_level", level: 1 },
    { kind: "add_row", level: 1 },
    { kind: "amounts", level: 1, row: 2, offset: 0, values: [["1"], ["2"], ["3"]] },
    { kind: "remove_level", level: 4 },
  );
  fc.assert(
    fc.property(fc.array(action, { maxLength: 12 }), (actions) => {
      const { rows } = sendDraft(after(...actions), "main", "UKR-radar");
      const ids = rows.map(({ table, id }) => `${table} ${id}`);
      assert.ok(rows.every(({ id }) => id !== null));
      assert.equal(new Set(ids).size, ids.length);
    }),
    { seed: 4, numRuns: 200 },
  );
});

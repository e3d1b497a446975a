import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { applyEdits } from "./edit.ts";
import type { CommentRow } from "./plan.ts";
import { readPlan } from "./read.ts";
import { makeRow } from "./rows.ts";
import { samplePlan } from "./sample-plan.test-data.ts";
import { countThreads, findRoots, mentions, readThreads, type Thread } from "./threads.ts";
import { writePlan } from "./write.ts";
import { type NewComment, proposeComment } from "./write-comment.ts";

const bytesOf = (files: ReadonlyMap<string, string>) =>
  new Map([...files].map(([path, text]) => [path, new TextEncoder().encode(text)]));
const place = { on_table: "partners", on_row: "PHL" } as const;
const said = (values: Partial<CommentRow> & { readonly id: string }): CommentRow =>
  makeRow("comments", {
    ...{ author: "Ana", at: "2021-01-05T09:00:00Z", text: "Well" },
    ...place,
    ...values,
  });
const at = (minute: number) => `2021-01-05T09:${String(minute).padStart(2, "0")}:00Z`;
const only = (rows: readonly CommentRow[]): Thread => {
  const [thread, ...others] = readThreads(rows);
  assert.ok(thread);
  assert.deepEqual(others, []);
  return thread;
};

test("a thread holds answers, corrections and withdrawals, and says what stands", () => {
  const rows = [
    said({ id: "a", at: at(0), text: "Four boats?", mentions: "Bo; PM/RSAT" }),
    said({ id: "b", at: at(1), author: "Bo", answers: "a", text: "Three." }),
    said({ id: "c", at: at(2), author: "Bo", answers: "b", act: "correction", text: "Two." }),
    said({ id: "d", at: at(3), answers: "b", act: "correction", text: "Mine." }),
    said({ id: "e", at: at(4), author: "Cy", answers: "a", text: "Oops" }),
    said({ id: "f", at: at(5), author: "Cy", answers: "e", act: "withdrawal", text: "Wrong row" }),
  ];
  const thread = only(rows);
  assert.deepEqual(
    thread.comments.map((one) => [one.row.id, one.text, one.earlier, one.withdrawn?.id ?? null]),
    [
      ["a", "Four boats?", [], null],
      // What somebody else writes as a correction corrects nothing.
      ["b", "Two.", ["Three."], null],
      ["e", "Oops", [], "f"],
    ],
  );
  assert.equal(thread.state, "open");
  assert.ok(mentions(thread, new Set(["bo"])));
  assert.ok(mentions(thread, new Set(["pm/rsat"])));
  assert.ok(!mentions(thread, new Set(["ana"])));
});

test("a thread is settled and opened again by its last turn, and counted once", () => {
  const rows = [
    said({ id: "a", at: at(0) }),
    said({ id: "b", at: at(1), answers: "a", act: "resolution", text: "Agreed" }),
  ];
  assert.equal(only(rows).state, "resolved");
  const again = said({ id: "c", at: at(2), answers: "a", act: "reopening", text: "Not so" });
  assert.equal(only([...rows, again]).state, "open");
  const gone = said({ id: "d", on_row: "UKR" });
  const back = said({ id: "e", on_row: "UKR", answers: "d", act: "withdrawal" });
  const threads = readThreads([...rows, gone, back]);
  assert.deepEqual(countThreads(threads), [{ ...place, open: 0, threads: 1 }]);
});

test("what is said within a second stands in its order, however finely the time is written", () => {
  const instants = ["2021-01-05T09:00:00Z", "2021-01-05T09:00:00.020Z", "2021-01-05T09:00:00.100Z"];
  const rows = instants.map((instant, index) =>
    said({ id: `c${9 - index}`, at: instant, ...(index === 0 ? {} : { answers: "c9" }) }),
  );
  assert.deepEqual(
    only(rows.reverse()).comments.map(({ row }) => row.at),
    instants,
  );
});

test("in a chain of answers each is followed once, and its end is the root of all", () => {
  const rows = Array.from({ length: 400 }, (_, index) =>
    said({ id: `c${index}`, ...(index === 0 ? {} : { answers: `c${index - 1}` }) }),
  );
  for (const list of [rows, [...rows].reverse()]) {
    let looked = 0;
    class Counted extends Map<string, CommentRow> {
      override get(id: string) {
        looked += 1;
        return super.get(id);
      }
    }
    const roots = findRoots(list, new Counted(list.map((row) => [row.id, row])));
    assert.deepEqual(new Set(roots.values()), new Set(["c0"]));
    assert.equal(roots.size, rows.length);
    assert.ok(looked <= 2 * rows.length, `${looked} look-ups`);
  }
});

test("threads are the same in any order of rows, and no row is lost, circles included", () => {
  const row = fc.record({
    answers: fc.option(fc.integer({ min: 0, max: 7 }), { nil: undefined }),
    act: fc.constantFrom("comment", "correction", "withdrawal", "resolution", "reopening"),
    author: fc.constantFrom("Ana", "Bo"),
    minute: fc.integer({ min: 0, max: 3 }),
  });
  const property = fc.property(
    fc.array(row, { maxLength: 8 }),
    fc.integer({ min: 0, max: 99 }),
    (list, turn) => {
      const rows = list.map(({ answers, minute, ...one }, index) =>
        said({
          ...one,
          id: `c${index}`,
          at: at(minute),
          answers: answers === undefined ? undefined : `c${answers}`,
        }),
      );
      const shift = rows.length === 0 ? 0 : turn % rows.length;
      const turned = [...rows.slice(shift), ...rows.slice(0, shift)].reverse();
      const threads = readThreads(rows);
      assert.deepEqual(readThreads(turned), threads);
      const shown = threads.flatMap(({ comments, turns }) => [
        ...comments.map((one) => one.row.id),
        ...turns.map(({ id }) => id),
      ]);
      const speaking = rows.filter(({ act }) => act === "comment").map(({ id }) => id);
      for (const id of speaking) assert.equal(shown.filter((one) => one === id).length, 1);
    },
  );
  fc.assert(property, { seed: 49, numRuns: 200 });
});

const given: NewComment = {
  ...place,
  ...{ act: "comment", author: "Ana", at: "2021-01-05T09:00:00Z", text: " Four?\r\nOr two? " },
  mentions: ["Bo", "PM/RSAT"],
};

test("a comment is edits that make its row, and two who write apart take different names", () => {
  const plan = samplePlan();
  const { result, findings } = proposeComment(plan, given);
  assert.deepEqual(findings, []);
  const signed = result.map((edit) => ({ ...edit, author: "Ana", at: given.at, reason: "x" }));
  const after = applyEdits(plan, signed);
  assert.deepEqual(after.findings, []);
  const [row] = after.result.tables.comments;
  assert.equal(row?.text, "Four?\nOr two?");
  assert.equal(row?.mentions, "Bo; PM/RSAT");
  const other = proposeComment(plan, { ...given, author: "Bo" });
  assert.notEqual(other.result[0]?.row, result[0]?.row);
  const second = proposeComment(after.result, given);
  assert.notEqual(second.result[0]?.row, result[0]?.row);
});

test("a comment may begin with a sign, and no file of it with what a spreadsheet reckons", () => {
  for (const text of ["+1", "- boats\n- crews", "'+1", "''- x"]) {
    const { result, findings } = proposeComment(samplePlan(), { ...given, text });
    assert.deepEqual(findings, []);
    const signed = result.map((edit) => ({ ...edit, author: "Ana", at: given.at, reason: "x" }));
    const { result: plan } = applyEdits(samplePlan(), signed);
    assert.equal(plan.tables.comments[0]?.text, text);
    const files = writePlan(plan);
    assert.ok(!/(^|,)"?[-+]/m.test(files.get("comments.csv")?.split("\n- crews")[0] ?? "-"));
    assert.equal(readPlan(bytesOf(files)).plan?.tables.comments[0]?.text, text);
  }
});

test("what says nothing, or is about nothing, is refused with findings", () => {
  const plan = samplePlan();
  const codesOf = (over: Partial<NewComment>) => {
    const { result, findings } = proposeComment(plan, { ...given, ...over });
    assert.deepEqual(result, []);
    return findings.map(({ code, at }) => `${code} ${at.field}`);
  };
  assert.deepEqual(codesOf({ text: "  " }), ["cell_blank text"]);
  assert.deepEqual(codesOf({ text: "=1+1" }), ["cell_formula text"]);
  assert.deepEqual(codesOf({ text: "a\u202eb" }), ["cell_characters text"]);
  assert.deepEqual(codesOf({ text: "x".repeat(5001) }), ["comment_long text"]);
  assert.deepEqual(codesOf({ at: "yesterday" }), ["comment_at at"]);
  assert.deepEqual(codesOf({ on_row: "ATL" }), ["comment_place on_row"]);
  assert.deepEqual(codesOf({ on_table: "comments" }), ["comment_place on_table"]);
  assert.deepEqual(codesOf({ on_field: "toString" }), ["comment_place on_field"]);
  assert.deepEqual(codesOf({ act: "resolution" }), ["comment_answers answers"]);
  assert.deepEqual(codesOf({ answers: "a" }), ["comment_answers answers"]);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { PresenceBook, type PresenceNotice, presenceLasts } from "./presence.ts";

const all = { see: 2, seesRow: () => true };
const notice: PresenceNotice = {
  person: "ana",
  name: "Ana",
  see: 2,
  presence: {
    window: "w1",
    page: "why/initiative/secret-boats",
    branch: "main",
    cell: { table: "initiatives", row: "secret-boats", field: "name" },
  },
};

test("somebody is there for half a minute after they last said so", () => {
  const book = new PresenceBook();
  book.note("p", notice, 0);
  assert.equal(book.list("p", all, presenceLasts - 1).people.length, 1);
  assert.equal(book.list("p", all, presenceLasts).people.length, 0);
  assert.deepEqual(book.expire(presenceLasts), ["p"]);
  assert.deepEqual(book.expire(presenceLasts), []);
});

test("a window that was closed is gone at once, and others of the same person stay", () => {
  const book = new PresenceBook();
  book.note("p", notice, 0);
  book.note("p", { ...notice, presence: { ...notice.presence, window: "w2" } }, 0);
  assert.equal(book.forget("p", "ben", "w1"), false);
  assert.equal(book.forget("p", "ana", "w1"), true);
  assert.equal(book.forget("p", "ana", "w1"), false);
  assert.deepEqual(
    book.list("p", all, 1).people.map(({ window }) => window),
    ["w2"],
  );
});

test("a window of somebody is there once, wherever it looks", () => {
  const book = new PresenceBook();
  book.note("p", notice, 0);
  book.note("p", { ...notice, presence: { ...notice.presence, page: "plan", cell: null } }, 1);
  assert.deepEqual(
    book.list("p", all, 2).people.map((one) => one.page),
    ["plan"],
  );
  assert.deepEqual(book.list("q", all, 2).people, []);
});

test("where somebody looks names no row that the onlooker may not see", () => {
  const book = new PresenceBook();
  book.note("p", notice, 0);
  const [shown] = book.list("p", { see: 0, seesRow: () => false }, 1).people;
  assert.equal(shown?.cell, null);
  assert.equal(shown?.page, "why");
  assert.ok(!JSON.stringify(shown).includes("secret"));
  const [open] = book.list("p", { see: 0, seesRow: () => true }, 1).people;
  assert.equal(open?.cell?.row, "secret-boats");
  assert.equal(open?.page, "why");
});

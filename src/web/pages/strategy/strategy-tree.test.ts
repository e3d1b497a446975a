import assert from "node:assert/strict";
import { test } from "node:test";
import { leavesOf, type StrategyRow, treeMove, visibleRows } from "./strategy-tree.ts";

const row = (id: string, parent: string | null): StrategyRow => ({
  id,
  parent,
  name: id,
  level: "goal",
  points: 0,
  weight: null,
  owner: null,
  source: null,
  attained: null,
  money: null,
  proposals: 0,
  marks: [],
});
const rows = [row("top", null), row("a", "top"), row("a1", "a"), row("a2", "a"), row("b", "top")];
const open = new Set<string>();

test("rows stand below their parents with their level and place", () => {
  const shown = visibleRows(rows, open).map((one) => [
    one.row.id,
    one.level,
    one.place,
    one.places,
  ]);
  assert.deepEqual(shown, [
    ["top", 1, 1, 1],
    ["a", 2, 1, 2],
    ["a1", 3, 1, 2],
    ["a2", 3, 2, 2],
    ["b", 2, 2, 2],
  ]);
});

test("what is below a closed row is left out", () => {
  const shown = visibleRows(rows, new Set(["a"])).map((one) => one.row.id);
  assert.deepEqual(shown, ["top", "a", "b"]);
});

test("a row whose parent is not to be seen stands at the top, and so does one of a circle", () => {
  const lost = visibleRows([row("x", "withheld")], open).map((one) => one.row.id);
  assert.deepEqual(lost, ["x"]);
  const circle = visibleRows([row("x", "y"), row("y", "x")], open).map((one) => one.row.id);
  assert.deepEqual(circle, ["x", "y"]);
});

const moves: readonly (readonly [string, string, object])[] = [
  ["ArrowDown", "top", { to: "a" }],
  ["ArrowDown", "b", { to: "b" }],
  ["ArrowUp", "top", { to: "top" }],
  ["Home", "b", { to: "top" }],
  ["End", "top", { to: "b" }],
  ["ArrowRight", "a", { to: "a1" }],
  ["ArrowRight", "a1", {}],
  ["ArrowLeft", "a", { toggle: "a" }],
  ["ArrowLeft", "a1", { to: "a" }],
];
for (const [key, id, move] of moves) {
  test(`${key} on ${id}`, () => {
    assert.deepEqual(treeMove(key, id, visibleRows(rows, open), open), move);
  });
}

test("a closed row opens to the right and goes to its parent on the left; other keys are not the tree's", () => {
  const closed = new Set(["a"]);
  const shown = visibleRows(rows, closed);
  assert.deepEqual(treeMove("ArrowRight", "a", shown, closed), { toggle: "a" });
  assert.deepEqual(treeMove("ArrowLeft", "a", shown, closed), { to: "top" });
  assert.equal(treeMove("x", "a", shown, closed), undefined);
});

test("the leaves below an objective", () => {
  assert.deepEqual(leavesOf(rows, "top"), ["a1", "a2", "b"]);
  assert.deepEqual(leavesOf(rows, "a1"), ["a1"]);
  assert.deepEqual(leavesOf([row("x", "y"), row("y", "x")], "x"), []);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Finding, Severity } from "../base/findings.ts";
import { countFindings, showFindings } from "./findings-text.ts";

function finding(severity: Severity, code: string, at: Finding["at"], found = "x"): Finding {
  return { severity, code, at, found, expected: "y", help: "Do z." };
}

const plain = { color: false, most: 2 };

test("findings are grouped by file, files with errors first, then by code, with counts", () => {
  const text = showFindings(
    [
      finding("note", "b_note", { file: "b.csv" }),
      finding("error", "z_error", { file: "b.csv", row: 9, field: "amount" }),
      finding("error", "z_error", { file: "b.csv", row: 2, field: "amount" }),
      finding("error", "z_error", { file: "b.csv", row: 11, field: "amount" }),
      finding("warning", "a_warning", { file: "a.csv", row: 1 }),
      finding("error", "whole", {}),
    ],
    plain,
  );
  assert.equal(
    text,
    `As a whole
  error whole
    plan: found x. Expected y. Do z.

b.csv
  error z_error, 3 times
    b.csv:2 amount: found x. Expected y. Do z.
    b.csv:9 amount: found x. Expected y. Do z.
    and 1 more of the same code; \`--all\` shows them.
  note b_note
    b.csv: found x. Expected y. Do z.

a.csv
  warning a_warning
    a.csv:1: found x. Expected y. Do z.

4 errors, 1 warning, 1 note.
`,
  );
});

test("the order of findings does not change the text", () => {
  const some = [
    finding("error", "a", { file: "f.csv", row: 3 }),
    finding("error", "a", { file: "f.csv", row: 1 }),
    finding("note", "c", { file: "e.csv" }),
  ];
  assert.equal(showFindings(some, plain), showFindings([...some].reverse(), plain));
});

test("words that already end get no second full stop", () => {
  const text = showFindings([finding("note", "a", {}, "it asks: who pays?")], plain);
  assert.match(text, /found it asks: who pays\? Expected y\. Do z\.\n/);
  const ended = showFindings([finding("note", "a", {}, "a sentence.")], plain);
  assert.match(ended, /found a sentence\. Expected/);
});

test("characters that steer a terminal are shown, not obeyed", () => {
  const text = showFindings([finding("error", "a", {}, "\u001b[2J\u202eabc")], plain);
  assert.ok(!text.includes("\u001b") && !text.includes("\u202e"));
  assert.match(text, /\\u001b\[2J\\u202eabc/);
});

test("color is used only when asked for, and the source is shown", () => {
  const sourced = { ...finding("error", "a", {}), source: "22 U.S.C. 2763" };
  const colored = showFindings([sourced], { color: true, most: 2 });
  assert.ok(colored.includes("\u001b[31merror\u001b[0m"));
  assert.match(showFindings([sourced], plain), /Source: 22 U\.S\.C\. 2763/);
});

test("counts use the singular and the plural", () => {
  assert.equal(countFindings([]), "0 errors, 0 warnings, 0 notes.");
  assert.equal(countFindings([finding("error", "a", {})]), "1 error, 0 warnings, 0 notes.");
});

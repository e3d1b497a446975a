import assert from "node:assert/strict";
import { test } from "node:test";
import { findMentions } from "./find-mentions.ts";

const names = ["Ana", "Ana Bell", "pm", "state_pm", "José", "İnci"];
const cases: readonly (readonly [string, string, readonly string[]])[] = [
  ["Is it so?", "Is it so?", []],
  ["@Ana is it so?", "is it so?", ["Ana"]],
  ["@ana bell, @pm: is it so?", "is it so?", ["Ana Bell", "pm"]],
  ["Ask @José or @state_pm.", "Ask @José or @state_pm.", ["José", "state_pm"]],
  ["Write to ana@Ana.example", "Write to ana@Ana.example", []],
  ["@Anabel knows", "@Anabel knows", []],
  ["@pm_other knows", "@pm_other knows", []],
  ["@Ana", "", ["Ana"]],
  ["@İnci x", "x", ["İnci"]],
  ["@i̇nci, see x", "see x", ["İnci"]],
  ["Ask @İncix", "Ask @İncix", []],
  ["", "", []],
];

test("names behind @ are found, and those at the beginning leave the text", () => {
  for (const [typed, text, mentions] of cases) {
    assert.deepEqual(findMentions(typed, names), { text, mentions }, typed);
  }
});

test("a text that is longer than a comment may be is not searched for names", () => {
  const typed = "@Ana ".repeat(1000);
  assert.deepEqual(findMentions(typed, names).mentions, ["Ana"]);
  assert.deepEqual(findMentions(`${typed}well`, names), { text: `${typed}well`, mentions: [] });
});

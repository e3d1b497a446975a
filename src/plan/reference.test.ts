import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fieldsOf, tableNames } from "./fields.ts";
import { fieldsReference } from "./reference.ts";

describe("fieldsReference", () => {
  const text = fieldsReference();

  it("names every table and every field with its meaning", () => {
    for (const table of tableNames) {
      const [, section = ""] = text.split(`## \`${table}.csv\``);
      const [own = ""] = section.split("\n## ");
      for (const [name, spec] of Object.entries(fieldsOf(table))) {
        const row = own.split("\n").find((line) => line.startsWith(`| \`${name}\` |`));
        assert.ok(row?.includes(spec.meaning.replaceAll("|", "\\|")), `${table}.${name}`);
      }
    }
  });

  it("says what is required, what the default is, and the unit", () => {
    assert.match(text, /\| `kind` \| one of `equipment`.* \| required \| What the money buys. \|/);
    assert.match(text, /\| `instrument` \| .* \| `grant` \| How it is financed. \|/);
    assert.match(
      text,
      /\| `target_effect` \| a number of at least 0; unit: effect points \| absent \|/,
    );
  });

  it("has rows of four cells in its tables", () => {
    for (const line of text.split("\n")) {
      if (!line.startsWith("|")) continue;
      assert.equal(line.replaceAll("\\|", "").split("|").length, 6, line);
    }
  });
});

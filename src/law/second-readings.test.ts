import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { realLaw } from "./law-folder.test-data.ts";
import { contradicts, listChecked } from "./second-readings.ts";

const checked = listChecked(realLaw().contents);

describe("second readings", () => {
  it("stand behind every checked value that may stop money or make it wait", () => {
    const unread = checked
      .filter(({ file, reading }) => reading === undefined && !file.startsWith("law/duties/"))
      .map(({ file, path }) => `${file} ${path.join(".")}`);
    assert.deepEqual(unread, []);
    assert.ok(checked.length > 200, "the law lost its checked values");
  });

  it("say by whom, and what was read, in words that are not those of the value", () => {
    for (const { file, path, span, reading } of checked) {
      if (reading === undefined) continue;
      const place = `${file} ${path.join(".")}`;
      assert.ok(reading.by.length > 3 && reading.read.length > 3, place);
      assert.notEqual(reading.note, span.says, place);
    }
  });

  it("take the mark of what they did not find or deny", () => {
    const [first] = checked;
    assert.ok(first?.reading !== undefined);
    const reading = { ...first.reading, agrees: "not_found" } as const;
    assert.equal(contradicts({ ...first, reading }), true);
    assert.equal(contradicts({ ...first, reading: { ...reading, agrees: "in_part" } }), false);
    assert.equal(contradicts({ span: { ...first.span, mark: "knowledge" }, reading }), false);
    assert.equal(contradicts({ ...first, reading: undefined }), false);
  });
});

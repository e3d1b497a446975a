import assert from "node:assert/strict";
import { test } from "node:test";
import { quietSurroundings } from "../../test/quiet-program.ts";
import { runCommand } from "./run.ts";

/** What `entente law` prints, in one line. */
async function law(...args: string[]): Promise<string> {
  const answers: string[] = [];
  assert.equal(await runCommand(["law", ...args], quietSurroundings(answers)), 0);
  return answers.join("").replaceAll(/\s+/g, " ");
}

test("law of a sale between governments says its fees on a day, and when they change", async () => {
  const before = await law("FMS", "--on", "2018-05-31");
  assert.match(before, /Administrative surcharge: 3\.5 percent/);
  assert.match(before, /since 2012-11-01; to 2018-05-31\] From 2018-06-01: 3\.2 percent/);
  const after = await law("fms", "--on", "2018-06-01");
  assert.match(after, /Administrative surcharge: 3\.2 percent/);
  assert.match(after, /Transport: worked out for each case/);
});

test("law of a license shows the sales that leave under it, with how long it holds", async () => {
  const said = await law("dsp-5", "--on", "2013-05-15");
  assert.match(said, /^DCS: Direct Commercial Sales/);
  assert.match(said, /Validity of a license: 48 months/);
  assert.match(said, /DSP-83, Nontransfer and use certificate: certificate/);
  assert.doesNotMatch(said, /EXEMPT-126\.16/);
  assert.match(await law("DCS"), /EXEMPT-126\.16, .* since 2013-05-16 \(unsure\)/);
});

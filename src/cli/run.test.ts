import assert from "node:assert/strict";
import { test } from "node:test";
import { quietSurroundings } from "../../test/quiet-program.ts";
import { exitCodes } from "./exit-codes.ts";
import { describeBug, runCommand } from "./run.ts";

const job = ["allocate", "examples/two-partners"];

test("a defect of ours ends with 4, asks for a report and hides its stack", async () => {
  const answers: string[] = [];
  const remarks: string[] = [];
  const around = quietSurroundings(answers, remarks);
  assert.equal(await runCommand(job, around), exitCodes.bug.number);
  assert.deepEqual(answers, []);
  const text = remarks.join("");
  assert.match(text, /a defect of Entente, not of your input: this test must not solve/);
  assert.match(text, /Please report it/);
  assert.doesNotMatch(text, /\n\s+at /);
});

test("ENTENTE_DEBUG shows the stack of a defect", async () => {
  const remarks: string[] = [];
  const around = { ...quietSurroundings([], remarks), debug: true };
  assert.equal(await runCommand(job, around), exitCodes.bug.number);
  assert.match(remarks.join(""), /\n\s+at /);
});

test("something thrown that is no error is still reported", () => {
  assert.match(describeBug("odd", false), /not of your input: odd\n/);
});

test("the bare name of the program shows its help, and help is no mistake", async () => {
  for (const args of [[], ["--help"], ["help", "check"], ["check", "--help"]]) {
    const answers: string[] = [];
    const ended = await runCommand(args, quietSurroundings(answers));
    assert.equal(ended, 0, args.join(" "));
    assert.match(answers.join(""), /^Usage: entente/);
  }
});

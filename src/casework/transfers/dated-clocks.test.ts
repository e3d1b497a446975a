import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parse } from "yaml";
import { z } from "zod";
import { addDays, isIsoDate } from "../../base/fiscal.ts";
import { readLawFolder } from "../../law/law-folder.test-data.ts";
import { changeDays } from "../../law/spans.ts";
import { realCasebook } from "../casebook.test-data.ts";
import { readClocks } from "../clocks.ts";

const text = z.string().min(1);
const caseSchema = z.strictObject({
  ...{ name: text, question: text, source: text, process: text, clock: text, starts: text },
  on: z.string().refine(isIsoDate),
  until: z.string().refine(isIsoDate).optional(),
  expected: z.strictObject({ days: z.number().int().nullable() }),
});

const book = realCasebook();
const cases = [...readLawFolder()]
  .filter(([path]) => path.startsWith("cases/processes/"))
  .flatMap(([, bytes]) => z.array(caseSchema).parse(parse(new TextDecoder().decode(bytes))));

describe("the days of a clock on the day before, of and after a change", () => {
  for (const each of cases) {
    it(`${each.name}: ${each.question}`, () => {
      const process = book.processes.get(each.process);
      assert.ok(process);
      const clock = process.clocks.find(({ code }) => code === each.clock);
      assert.ok(clock?.starts.includes(each.starts), `${each.starts} does not start it`);
      const { starts: event, on, until } = each;
      const tick = { event, on, until, void: false, closes: false };
      const found = readClocks(book, process, undefined, [], on, [tick], on);
      const days = found.find(({ code }) => code === each.clock)?.days ?? null;
      assert.equal(days, each.expected.days, `source of the expectation: ${each.source}`);
    });
  }
});

describe("every dated clock of a process has cases on three days", () => {
  const dated = [...book.processes.values()].flatMap((process) =>
    process.clocks.flatMap((clock) =>
      changeDays(clock.days).map((change) => ({ process: process.code, clock, change })),
    ),
  );
  it("is true of at least the five that are known", () => assert.ok(dated.length >= 5));
  for (const { process, clock, change } of dated) {
    it(`${process}.${clock.code} at ${change}`, () => {
      for (const on of [addDays(change, -1), change, addDays(change, 1)]) {
        const own = cases.filter(
          (each) => each.process === process && each.clock === clock.code && each.on === on,
        );
        assert.equal(own.length, 1, `no case on ${on}`);
      }
    });
  }
});

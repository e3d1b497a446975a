import assert from "node:assert/strict";
import { test } from "node:test";
import { eventsOf, forEachProcess, read } from "./drawn-cases.test-data.ts";

test("what is done about a delay moves no state, clock or money, and leads above no level", () => {
  const seen = new Set<string>();
  forEachProcess(
    10,
    (process, list) => {
      const delays = new Map(process.events.map(({ code, delay }) => [code, delay]));
      // Few acts move the case, so that many are about its delay.
      const forward = list.map((each, index) => ({
        ...{ ...each, gap: Math.max(0, each.gap), other: false, wild: false },
        moves: each.moves && index % 4 === 0,
      }));
      const events = eventsOf(process, forward).filter(
        ({ supersedes }) => supersedes === undefined,
      );
      const { reading } = read(process, events);
      const without = read(
        process,
        events.filter(({ event }) => (delays.get(event) ?? null) === null),
      ).reading;
      const { state, money, clocks, raised } = reading;
      assert.deepEqual([state, money, clocks], [without.state, without.money, without.clocks]);
      assert.ok(raised === null || (raised.number <= process.levels.length && !reading.closed));
      const waits = reading.waits_for.map(({ code }) => code);
      assert.ok((raised?.level.offices ?? []).every((code) => waits.includes(code)));
      assert.ok(reading.delay_accepted === null || !reading.overdue);
      for (const { act } of reading.events) seen.add(act.delay ?? "");
      seen.add(`before ${raised?.number ?? 0}`);
    },
    40,
  );
  const all = ["raise", "lower", "accept", "before 0", "before 1", "before 2"];
  assert.deepEqual(
    all.filter((each) => !seen.has(each)),
    [],
  );
});

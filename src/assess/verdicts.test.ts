import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { isoDate } from "../base/fiscal.ts";
import { cents } from "../base/money.ts";
import { checkPlan } from "../plan/check.ts";
import { applyEdits } from "../plan/edit.ts";
import type { Plan, PlanTables } from "../plan/plan.ts";
import { makeRow } from "../plan/rows.ts";
import { day, found, keysOf, planWith, type Work } from "./assessed-plan.test-data.ts";
import { assess } from "./assessment.ts";
import { compareFacts, readFacts, writeFacts } from "./facts.ts";
import { type AssessedFinding, type GivenVerdict, proposeVerdict } from "./verdicts.ts";

const accept: GivenVerdict = {
  ...{ verdict: "accept", author: "A. Planner", reason: "The coast is long" },
  on: day,
};
const pair = planWith([{ id: "boats" }, { id: "ships", agency: "Defense" }]);

function findOne(plan: Plan, code: string): AssessedFinding {
  const [one] = found(plan, code);
  assert.ok(one, `${code} was not found`);
  return one;
}

/** The plan once a verdict is recorded, by real edits. */
function judged(plan: Plan, one: AssessedFinding, given: GivenVerdict = accept): Plan {
  const { result, findings } = proposeVerdict(plan, one, given);
  assert.deepEqual(findings, []);
  const by = { author: given.author, at: "2021-03-01T12:00:00Z", reason: given.reason };
  const folded = applyEdits(
    plan,
    result.map((edit) => ({ ...by, ...edit })),
  );
  assert.deepEqual(folded.findings, []);
  return folded.result;
}

function withCost(plan: Plan, line: string, dollars: number): Plan {
  const lines = plan.tables.lines.map((row) =>
    row.id === line ? { ...row, amount: cents(dollars * 100) } : row,
  );
  return { ...plan, tables: { ...plan.tables, lines } };
}

describe("a verdict", () => {
  it("settles its finding, by whoever gave it", () => {
    const after = judged(pair, findOne(pair, "capability_shared"));
    const one = findOne(after, "capability_shared");
    assert.equal(one.standing, "settled");
    assert.equal(one.verdict?.author, "A. Planner");
    assert.deepEqual(one.changes, []);
    const [row] = after.tables.verdicts;
    assert.deepEqual(
      [row?.id, row?.finding, row?.subject],
      ["capability_shared-1", "capability_shared", "sea/maritime/maritime_border_security"],
    );
  });

  it("falls when a fact changes, and says which; and stands again when it is as it was", () => {
    const after = judged(pair, findOne(pair, "capability_shared"));
    const dearer = findOne(withCost(after, "boats-training", 12_000_000), "capability_shared");
    assert.equal(dearer.standing, "reopened");
    assert.deepEqual(dearer.changes, [
      { fact: "initiatives/boats/cost", before: "10000000", now: "12000000" },
    ]);
    assert.equal(findOne(after, "capability_shared").standing, "settled");
  });

  it("falls when somebody joins, and says who", () => {
    const after = judged(pair, findOne(pair, "capability_shared"));
    const three = planWith(
      [{ id: "boats" }, { id: "ships", agency: "Defense" }, { id: "subs", agency: "Justice" }],
      { verdicts: after.tables.verdicts },
    );
    const { changes } = findOne(three, "capability_shared");
    assert.deepEqual(
      changes.map(({ fact, before, now }) => [fact, before, now]),
      [
        ["initiatives/subs/agency", null, "Justice"],
        ["initiatives/subs/cost", null, "10000000"],
        ["initiatives/subs/units", null, ""],
        ["initiatives/subs/years", null, "2021-2021"],
      ],
    );
  });

  it("is replaced by a later one; of one day, by the one with the higher number", () => {
    let plan = judged(pair, findOne(pair, "capability_shared"));
    for (let count = 2; count <= 11; count++) {
      const one = findOne(plan, "capability_shared");
      plan = judged(plan, one, { ...accept, verdict: "merge", reason: `Reason ${count}` });
    }
    assert.equal(findOne(plan, "capability_shared").verdict?.reason, "Reason 11");
    const verdicts = [...plan.tables.verdicts].reverse();
    const turned = { ...plan, tables: { ...plan.tables, verdicts } };
    assert.equal(findOne(turned, "capability_shared").verdict?.id, "capability_shared-11");
  });

  it("on what no longer arises is told apart", () => {
    const after = judged(pair, findOne(pair, "capability_shared"));
    const alone = planWith([{ id: "boats" }], { verdicts: after.tables.verdicts });
    assert.deepEqual(
      assess(alone, day).past_verdicts.map((row) => row.id),
      ["capability_shared-1"],
    );
    assert.deepEqual(assess(after, day).past_verdicts, []);
  });

  it("with a digest of another hand stands when it says the same, and else cannot say what changed", () => {
    const one = findOne(pair, "capability_shared");
    const facts = Object.entries(readFacts(one.facts) ?? {}).reverse();
    const other = (text: string): AssessedFinding => {
      const row = { ...judged(pair, one).tables.verdicts[0], facts: text };
      const verdicts = [row] as PlanTables["verdicts"];
      return findOne({ ...pair, tables: { ...pair.tables, verdicts } }, "capability_shared");
    };
    assert.equal(other(JSON.stringify(Object.fromEntries(facts), null, 2)).standing, "settled");
    assert.equal(other("5f2c").standing, "reopened");
    assert.deepEqual(other("5f2c").changes, []);
  });

  it("is kept from those who may not see what it is about", () => {
    const hidden = planWith([
      { id: "boats", handling: "internal" },
      { id: "ships", agency: "Defense" },
    ]);
    const after = judged(hidden, findOne(hidden, "capability_shared"));
    assert.equal(after.tables.verdicts[0]?.handling, "internal");
    assert.equal(
      judged(pair, findOne(pair, "capability_shared")).tables.verdicts[0]?.handling,
      "public",
    );
  });

  it("is refused without reason or author, before the last one, or where it stands already", () => {
    const after = judged(pair, findOne(pair, "capability_shared"));
    const one = findOne(after, "capability_shared");
    const cases: readonly (readonly [Partial<GivenVerdict>, readonly string[]])[] = [
      [{ reason: " ", author: "" }, ["reason", "author"]],
      [{ on: isoDate("2021-02-28"), verdict: "merge" }, ["on"]],
      [{}, ["verdict"]],
      [{ verdict: "mend" }, []],
    ];
    for (const [change, fields] of cases) {
      const { result, findings } = proposeVerdict(after, one, { ...accept, ...change });
      assert.deepEqual(
        findings.map(({ code, at }) => [code, at.field]),
        fields.map((field) => ["verdict_unfit", field]),
      );
      assert.equal(result.length === 0, fields.length > 0);
    }
  });

  it("on a finding that is not made is told of, with the nearest name", () => {
    const verdicts = [
      makeRow("verdicts", {
        ...{ id: "v", finding: "capability_share", subject: "s", facts: "{}", verdict: "accept" },
        ...{ author: "A", on: day, reason: "r" },
      }),
    ];
    const { problems, past_verdicts: past } = assess(planWith([], { verdicts }), day);
    assert.deepEqual(
      problems.map(({ code, help }) => [code, help]),
      [["verdict_unknown", "Did you mean `capability_shared`?"]],
    );
    assert.deepEqual(past, []);
  });
});

describe("facts", () => {
  it("come back from their text, and differ by what differs", () => {
    const facts = fc.dictionary(fc.string(), fc.string({ maxLength: 4 }), {
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(facts, facts, (one, other) => {
        assert.deepEqual({ ...readFacts(writeFacts(one)) }, { ...one });
        assert.equal(compareFacts(one, other).length === 0, writeFacts(one) === writeFacts(other));
        assert.deepEqual(
          compareFacts(one, other).map(({ fact, before, now }) => ({
            fact,
            before: now,
            now: before,
          })),
          compareFacts(other, one),
        );
      }),
      { seed: 5, numRuns: 200 },
    );
    for (const text of ["", "5f2c", "[]", "null", '"a"', '{"a":1}'])
      assert.equal(readFacts(text), null);
  });
});

const anyWork = (index: number): fc.Arbitrary<Work> =>
  fc.record({
    id: fc.constant(`w${index}`),
    partner: fc.constantFrom("sea", "land"),
    agency: fc.constantFrom("State", "Defense", "Justice"),
    domain: fc.constantFrom("maritime", "border", "general"),
    purpose: fc.constantFrom("maritime_border_security", "rule_of_law"),
    focus: fc.constantFrom("tactical", "operational", "institutional"),
    use: fc.constantFrom("posture", "partner_capacity"),
    demand: fc.constantFrom("gap", "request"),
    units: fc.constantFrom([], ["fleet"], ["squadron"], ["brigade"]),
    assumptions: fc.constantFrom([], ["calm"], ["late"]),
    buys: fc.constantFrom(
      { equipment: 3 },
      { training: 0.4 },
      { sustainment: 2 },
      { equipment: 1, training: 1 },
    ),
  });

const anyPlan: fc.Arbitrary<Plan> = fc
  .integer({ min: 1, max: 9 })
  .chain((size) =>
    fc.tuple(
      fc.tuple(...Array.from({ length: size }, (_, index) => anyWork(index))),
      fc.array(
        fc.tuple(
          fc.nat(size - 1),
          fc.nat(size - 1),
          fc.constantFrom("requires", "excludes", "follows"),
        ),
        {
          maxLength: 3,
        },
      ),
    ),
  )
  .map(([works, links]) =>
    planWith(works, {
      assumptions: ["calm", "late"].map((id) =>
        makeRow("assumptions", {
          ...{ id, statement: `${id}.`, owner: "Navy", test: "A storm" },
          ...(id === "late" ? { review_on: isoDate("2021-01-01") } : {}),
        }),
      ),
      links: links
        .filter(([one, other]) => one !== other)
        .map(([one, other, kind], index) =>
          makeRow("links", { id: `l${index}`, kind, initiative: `w${one}`, other: `w${other}` }),
        ),
    }),
  );

describe("of any plan", () => {
  it("each finding has a subject of its own, and a verdict silences it alone", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(anyPlan, fc.nat(), (plan, pick) => {
        const before = assess(plan, day);
        const keys = keysOf(before);
        assert.equal(new Set(keys).size, keys.length);
        const one = before.findings[pick % Math.max(1, before.findings.length)];
        if (one === undefined) return;
        seen.add(one.finding.code);
        const after = assess(judged(plan, one), day);
        assert.deepEqual(keysOf(after), keys);
        assert.deepEqual(
          after.findings
            .filter((other) => other.standing === "settled")
            .map((other) => [other.finding.code, other.subject]),
          [[one.finding.code, one.subject]],
        );
        assert.ok(after.findings.every((other) => other.standing !== "reopened"));
      }),
      { seed: 7, numRuns: 150 },
    );
    assert.ok(seen.size >= 9, [...seen].join());
  });

  it("any change of its facts brings a settled finding back, and no other change does", () => {
    let reopened = 0;
    fc.assert(
      fc.property(anyPlan, fc.nat(), fc.nat(), (plan, pick, which) => {
        const before = assess(plan, day);
        const one = before.findings[pick % Math.max(1, before.findings.length)];
        const line = plan.tables.lines[which % plan.tables.lines.length];
        if (one === undefined || line === undefined) return;
        const changed = withCost(judged(plan, one), line.id, 7_777_777);
        const now = assess(changed, day).findings.find(
          (other) => other.finding.code === one.finding.code && other.subject === one.subject,
        );
        if (now === undefined) return;
        assert.equal(now.standing === "reopened", now.facts !== one.facts);
        assert.equal(now.standing === "reopened", now.changes.length > 0);
        if (now.standing === "reopened") reopened++;
      }),
      { seed: 11, numRuns: 150 },
    );
    assert.ok(reopened > 20, String(reopened));
  });

  it("rows in any order give the same assessment", () => {
    fc.assert(
      fc.property(anyPlan, fc.infiniteStream(fc.nat()), (plan, numbers) => {
        const shuffled = Object.entries(plan.tables).map(([name, rows]) => [
          name,
          [...(rows as readonly unknown[])]
            .map((row) => [numbers.next().value, row] as const)
            .sort(([a], [b]) => Number(a) - Number(b))
            .map(([, row]) => row),
        ]);
        const tables = Object.fromEntries(shuffled) as unknown as PlanTables;
        assert.deepEqual(assess({ ...plan, tables }, day), assess(plan, day));
      }),
      { seed: 13, numRuns: 60 },
    );
  });

  it("what a verdict writes is a sound row", () => {
    const after = judged(pair, findOne(pair, "capability_shared"));
    const codes = (plan: Plan) =>
      checkPlan(plan, ["FMF"]).map(({ code, at }) => `${code} ${at.file}`);
    assert.deepEqual(codes(after), codes(pair));
  });
});

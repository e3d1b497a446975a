import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { strToU8, zipSync } from "fflate";
import { readExample } from "../../test/read-example.ts";
import { readLawFolder, realLaw } from "../law/law-folder.test-data.ts";
import { planUnderScenario } from "../plan/scenario.ts";
import { writePlan } from "../plan/write.ts";
import { makeThreadSolver } from "../solver/thread-solver.ts";
import { answerAllocate, answerExplain } from "./answer-allocate.ts";
import { checkWhole } from "./check-whole.ts";
import { explainName } from "./explain-name.ts";
import { type Means, unseenProgress } from "./means.ts";
import { toPlain } from "./plain.ts";
import type { KeptAllocation, News, SentPlan } from "./questions.ts";
import { type SolvedPlan, solvePlan } from "./solve-plan.ts";
import { makeSolveThreads, ThreadEndedError, ThreadFailedError } from "./solve-threads.ts";

const law = realLaw();
const start = { law: readLawFolder(), version: "0.0.0", width: 1 };
const threads = makeSolveThreads({ ...start, threads: 1 });
const solver = makeThreadSolver(1);
const means: Means = {
  solver,
  stop: new AbortController().signal,
  version: "0.0.0",
  startProgress: unseenProgress,
};
const options = { gap: 0.001, steps: 200_000 };

after(async () => {
  await threads.close();
  await solver.close();
});

function inputOf(example: string, scenario: string | null): SentPlan {
  const base = readExample(example);
  return {
    plan: planUnderScenario(base, scenario).result,
    scenario,
    scenarios: base.scenarios.map((one) => ({ ...one, edits: [] })),
  };
}

const base = readExample("two-partners");
const input = inputOf("two-partners", "without-floor");
const underLaw = { ...input, base: { ...input.plan, scenarios: input.scenarios }, law };

async function solveHere(): Promise<SolvedPlan> {
  const result = await solvePlan(underLaw, options, means);
  return result.kind === "solved" ? result.solved : assert.fail();
}

describe("a thread that answers questions", () => {
  it("allocates as the commands do, and says how far it is", async () => {
    const here = await answerAllocate(underLaw, options, means);
    const news: News[] = [];
    const there = await threads.ask(
      "allocate",
      { id: "one", input, options },
      { onNews: (one) => news.push(one) },
    );
    assert.equal(there.kind, "found");
    assert.deepEqual(there, toPlain(here.answered));
    const explained = await threads.ask("explain", { allocation: "one" });
    const whole = await answerExplain(here.solved ?? assert.fail(), options, means);
    assert.deepEqual(explained, toPlain(whole));
    assert.equal(explained.answer?.unasked, false);
    assert.ok(news.some(({ words }) => words?.startsWith("Looking for the best") === true));
  });

  it("answers about an allocation that it has met, and about one that it is brought", async () => {
    const solved = await solveHere();
    const about = "sudland-boats";
    const here = toPlain(await explainName(solved, about, options, means));
    assert.ok(here.kind === "initiative");
    const expected = { answer: { reason: here.reason, row: here.row }, findings: [] };
    const warm = await threads.ask("why", { allocation: "one", about });
    assert.deepEqual(warm, expected);
    const { allocation, stamp } = solved;
    const brought: string[] = [];
    const recall = async (id: string): Promise<KeptAllocation> => {
      brought.push(id);
      return { input: JSON.stringify(input), allocation, stamp };
    };
    const cold = await threads.ask("why", { allocation: "two", about }, { recall });
    assert.deepEqual(cold, expected);
    await threads.ask("prices", { allocation: "two" }, { recall });
    assert.deepEqual(brought, ["two"]);
  });

  it("refuses what is gone, what has changed, and what the plan does not have", async () => {
    const gone = await threads.ask("prices", { allocation: "nobody" });
    assert.deepEqual(
      gone.findings.map(({ code }) => code),
      ["allocation_gone"],
    );
    const { allocation, stamp } = await solveHere();
    // An allocation of another plan breaks the rules of this one: it is never explained.
    const other = { input: JSON.stringify(inputOf("two-partners", null)), allocation, stamp };
    const changed = await threads.ask(
      "prices",
      { allocation: "other" },
      { recall: async () => other },
    );
    assert.deepEqual(
      changed.findings.map(({ code }) => code),
      ["allocation_gone"],
    );
    const unknown = await threads.ask("why", { allocation: "one", about: "sudland-boat" });
    assert.deepEqual(
      unknown.findings.map(({ code }) => code),
      ["asked_unknown"],
    );
    assert.equal(unknown.findings[0]?.help, "Did you mean `sudland-boats`?");
    const nobody = await threads.ask("overrides", { allocation: "one" });
    assert.deepEqual(
      nobody.findings.map(({ code }) => code),
      ["nobody_decided"],
    );
    const bureau = await threads.ask("frontier", {
      allocation: "one",
      against: "share",
      points: 3,
    });
    assert.deepEqual(
      bureau.findings.map(({ code }) => code),
      ["asked_unknown"],
    );
  });

  it("says what must give way where not all rules can hold, and refuses a plan with errors", async () => {
    const { result: plan } = planUnderScenario(base, null);
    // Without its yearly program only the radar serves Norland, in one year: the other year's floor has to go.
    const initiatives = plan.tables.initiatives.map((row) =>
      row.id === "norland-fmf" ? { ...row, excluded: true, override_reason: "A test." } : row,
    );
    const ask = (tables: typeof plan.tables) => {
      const strict = { ...plan, tables };
      const sent = { plan: strict, scenarios: [], scenario: null };
      return threads.ask("allocate", { id: "strict", input: sent, options });
    };
    const answer = await ask({ ...plan.tables, initiatives });
    assert.ok(answer.kind === "impossible");
    assert.equal(answer.contradiction?.relax[0]?.rule.kind, "directive");
    assert.notEqual(answer.second, null);
    const refused = await ask({ ...plan.tables, partners: [] });
    assert.ok(refused.kind === "refused" && refused.findings[0]?.severity === "error");
  });

  it("explores a plan", async () => {
    const frontier = await threads.ask("frontier", {
      allocation: "one",
      against: "share",
      bureau: input.plan.tables.partners[0]?.bureau ?? "",
      points: 3,
    });
    assert.ok((frontier.answer?.report?.rows.length ?? 0) > 0);
    const near = await threads.ask("alternatives", { allocation: "one", count: 2, loss: 0.2 });
    assert.ok((near.answer?.rows.length ?? 0) > 0);
    const returns = await threads.ask("returns", { allocation: "one" });
    assert.ok((returns.answer?.curves.length ?? 0) > 0);
    assert.deepEqual(await threads.ask("sweepable", { allocation: "one" }), {
      answer: true,
      findings: [],
    });
    const sweep = { allocation: "one", seed: 1, what_ifs: 12 };
    const chunks = [0, 1].map((number) => threads.ask("chunk", { ...sweep, number }));
    const rows = (await Promise.all(chunks)).flatMap(({ answer }) => answer ?? []);
    assert.deepEqual(
      rows.map(({ index }) => index),
      [...Array(12).keys()],
    );
    const { answer } = await threads.ask("summary", { ...sweep, rows });
    assert.ok(answer !== null);
  });

  it("reads a zipped plan, or says what is wrong with it", async () => {
    const files = [...writePlan(base)].map(([path, text]) => [path, strToU8(text)] as const);
    const zip = zipSync(Object.fromEntries(files));
    const { answer, findings } = await threads.ask("read", { zip });
    assert.deepEqual(answer, { plan: toPlain(base), history: null });
    assert.ok(findings.every(({ severity }) => severity !== "error"));
    const broken = await threads.ask("read", { zip: zip.slice(0, 100) });
    assert.equal(broken.answer, null);
    assert.deepEqual(
      broken.findings.map(({ code }) => code),
      ["zip_damaged"],
    );
  });

  it("checks a whole plan as `entente check` does", async () => {
    const plan = base;
    assert.deepEqual(await threads.ask("check", { plan }), toPlain(checkWhole(plan, law)));
  });

  it("keeps the best plan so far when it is stopped", async () => {
    const stopper = new AbortController();
    const answer = await threads.ask(
      "allocate",
      { id: "large", input: inputOf("fy2021", null), options },
      {
        signal: stopper.signal,
        onNews: ({ value }) => {
          if (typeof value === "number" && value > 0) stopper.abort();
        },
      },
    );
    assert.ok(answer.kind === "found");
    assert.equal(answer.allocation.ended, "stopped");
    assert.ok(answer.allocation.value > 0);
  });
});

describe("a thread that goes wrong", () => {
  it("is ended and replaced when it does not stop", async () => {
    const script = new URL("./hanging-thread.test-data.ts", import.meta.url);
    const hanging = makeSolveThreads({ ...start, threads: 1, grace: 100, script });
    try {
      const plan = base;
      assert.deepEqual(await hanging.ask("check", { plan }), []);
      const stopper = new AbortController();
      const asked = hanging.ask("check", { plan }, { signal: stopper.signal });
      stopper.abort();
      await assert.rejects(asked, ThreadEndedError);
      assert.deepEqual(await hanging.ask("check", { plan }), []);
      const closed = hanging.ask("check", { plan });
      await hanging.close();
      await assert.rejects(closed, ThreadEndedError);
      await assert.rejects(hanging.ask("check", { plan }), ThreadEndedError);
    } finally {
      await hanging.close();
    }
  });

  it("says what failed, and a new one takes its place", async () => {
    const broken = { ...input, plan: { ...input.plan, tables: null } } as unknown as SentPlan;
    const one = makeSolveThreads({ ...start, threads: 1 });
    try {
      const asked = one.ask("allocate", { id: "x", input: broken, options });
      await assert.rejects(asked, ThreadFailedError);
      const plan = base;
      assert.ok(Array.isArray(await one.ask("check", { plan })));
      const lost = one.ask(
        "prices",
        { allocation: "y" },
        {
          recall: () => Promise.reject(new Error("the store is away")),
        },
      );
      await assert.rejects(lost, /the store is away/);
    } finally {
      await one.close();
    }
  });
});

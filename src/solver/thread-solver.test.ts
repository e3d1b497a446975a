import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { SolveRequest, Solver } from "../allocate/solver.ts";
import { deadly } from "./dying-thread.test-data.ts";
import { hardModel, impossibleModel, smallModel } from "./models.test-data.ts";
import { makeThreadSolver } from "./thread-solver.ts";

const small: SolveRequest = { model: smallModel, gap_ratio: 0, node_budget: 1000 };
const endless: SolveRequest = { model: hardModel, gap_ratio: 0, node_budget: 1_000_000_000 };
const limit = { timeout: 60_000 };

async function withSolver(solver: Solver, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } finally {
    await solver.close();
  }
}

describe("the solver in threads", () => {
  it("answers as the solver itself, and waits its turn beyond its width", limit, async () => {
    const solver = makeThreadSolver(1);
    await withSolver(solver, async () => {
      const [a, b, c] = await Promise.all([
        solver.solve(small),
        solver.solve({ ...small, model: impossibleModel }),
        solver.solveVariants(smallModel, [[], [{ row: 0, lower: 0, upper: 3 }]]),
      ]);
      assert.deepEqual([a.status, a.values?.map(Math.round)], ["optimal", [3, 1]]);
      assert.equal(b.status, "infeasible");
      // a + b <= 3: nothing is left for b.
      assert.deepEqual(
        c.map((value) => Number(value.toFixed(6))),
        [11, 9],
      );
    });
  });

  it("stops when told to, and keeps the best so far", limit, async () => {
    const solver = makeThreadSolver(1);
    await withSolver(solver, async () => {
      const stop = new AbortController();
      const answer = await solver.solve(endless, {
        signal: stop.signal,
        onProgress: ({ objective }) => {
          if (objective !== null) stop.abort();
        },
      });
      assert.equal(answer.status, "stopped");
      assert.ok(answer.values !== null && answer.objective > 0);
      assert.ok(answer.bound >= answer.objective);
      // The thread is whole, and the next request is not stopped.
      assert.equal((await solver.solve(small)).status, "optimal");
    });
  });

  it("ends at once what was stopped before it began, also while it waited", limit, async () => {
    const solver = makeThreadSolver(1);
    await withSolver(solver, async () => {
      const stop = new AbortController();
      const first = solver.solve(endless, { signal: stop.signal });
      const waiting = solver.solve(endless, { signal: stop.signal });
      stop.abort();
      const answers = await Promise.all([
        first,
        waiting,
        solver.solve(endless, { signal: stop.signal }),
      ]);
      assert.deepEqual(
        answers.map((answer) => answer.status),
        ["stopped", "stopped", "stopped"],
      );
    });
  });

  it("runs as many requests side by side as it is wide", limit, async () => {
    const solver = makeThreadSolver(2);
    await withSolver(solver, async () => {
      const stop = new AbortController();
      const told = new Set<string>();
      const tell = (name: string) => {
        told.add(name);
        // Neither ends by itself, so that both can tell only if neither waits for the other.
        if (told.size === 2) stop.abort();
      };
      const { signal } = stop;
      const answers = await Promise.all([
        solver.solve(endless, { signal, onProgress: () => tell("one") }),
        solver.solve(endless, { signal, onProgress: () => tell("other") }),
      ]);
      assert.deepEqual(
        answers.map((answer) => answer.status),
        ["stopped", "stopped"],
      );
    });
  });

  for (const [way, node_budget] of Object.entries(deadly)) {
    it(
      `replaces a thread that dies (${way}), and rejects only what it was asked`,
      limit,
      async () => {
        const script = new URL("./dying-thread.test-data.ts", import.meta.url);
        const solver = makeThreadSolver(1, script);
        await withSolver(solver, async () => {
          assert.equal((await solver.solve(small)).status, "optimal");
          const doomed = solver.solve({ ...small, node_budget });
          const waiting = solver.solve(small);
          await assert.rejects(doomed, way === "exit" ? /ended before/ : /made to die/);
          assert.equal((await waiting).status, "optimal");
          assert.equal((await solver.solve(small)).status, "optimal");
        });
      },
    );
  }

  it("rejects what the solver cannot read, and goes on with a fresh thread", limit, async () => {
    const solver = makeThreadSolver(1);
    await withSolver(solver, async () => {
      const broken = { ...smallModel, rows: null } as unknown as SolveRequest["model"];
      await assert.rejects(solver.solve({ ...small, model: broken }), /the solver failed/);
      assert.equal((await solver.solve(small)).status, "optimal");
    });
  });

  it("rejects what cannot be sent to a thread", limit, async () => {
    const solver = makeThreadSolver(1);
    await withSolver(solver, async () => {
      const broken = { ...smallModel, rows: () => [] } as unknown as SolveRequest["model"];
      await assert.rejects(solver.solve({ ...small, model: broken }), /could not be cloned/);
      assert.equal((await solver.solve(small)).status, "optimal");
    });
  });

  it("rejects what is under way, waiting or new when it is closed", limit, async () => {
    const solver = makeThreadSolver(1);
    let began = () => {};
    const begun = new Promise<void>((resolve) => {
      began = resolve;
    });
    const running = assert.rejects(solver.solve(endless, { onProgress: began }), /ended before/);
    const waiting = assert.rejects(solver.solve(endless), /closed/);
    await begun;
    await solver.close();
    await Promise.all([running, waiting]);
    await assert.rejects(solver.solve(small), /closed/);
    await solver.close();
  });
});

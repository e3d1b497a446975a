import { spawn } from "node:child_process";
import process from "node:process";
import { createInterface } from "node:readline";
import type { RunLine, RunOrder } from "./process-report.ts";
import { improvements, type Moment } from "./trace.ts";

/** One run of one solver on one instance: what it reached and when. */
export interface SolverRun {
  readonly solver: string;
  readonly trace: readonly Moment[];
  /** The most memory that its process held, where it is known.   Unit: bytes. */
  readonly peak_bytes: number | null;
  /** Rules that its last plan breaks; only Entente's is checked to the cent. */
  readonly complaints: readonly string[];
  /** Why it ended before its time, where it failed. */
  readonly failure: string | null;
}

/** How long after its time a process may take to end by itself.   Unit: seconds. */
const grace = { entente: 30, highs: 2 } as const;

/** Node lets garbage of 32 MB gather twice over before it looks for any; a search is as quick with 8. */
const leanFlags = ["--max-semi-space-size=8"];

/** A run of a solver that is a Node script beside this file. */
export function runProcess(solver: "entente" | "highs", order: RunOrder): Promise<SolverRun> {
  const script = new URL(`./${solver}-process.ts`, import.meta.url).pathname;
  const flags = ["--expose-gc", ...(solver === "entente" ? leanFlags : [])];
  const child = spawn(process.execPath, [...flags, script, JSON.stringify(order)], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const trace: Moment[] = [];
  let peak: number | null = null;
  let complaints: readonly string[] = [];
  let ended = false;
  let late = false;
  let timer: NodeJS.Timeout | undefined;
  let errors = "";
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  createInterface({ input: child.stdout }).on("line", (text) => {
    const line = JSON.parse(text) as RunLine;
    if (line.kind === "ready") {
      // HiGHS does not keep its own time limit inside heuristics.
      timer = setTimeout(
        () => {
          late = true;
          child.kill("SIGKILL");
        },
        (order.seconds + grace[solver]) * 1000,
      );
    } else if (line.kind === "moment") {
      const { seconds, value, bound, peak_bytes } = line;
      trace.push({ seconds, value, bound });
      peak = peak_bytes;
    } else {
      complaints = line.complaints;
      ended = true;
    }
  });
  return new Promise((resolve) => {
    child.on("close", () => {
      clearTimeout(timer);
      const failure = ended || late ? null : lastLine(errors);
      const name = solver === "entente" ? "Entente" : "HiGHS (npm)";
      resolve({ solver: name, trace: improvements(trace), peak_bytes: peak, complaints, failure });
    });
  });
}

function lastLine(text: string): string {
  const lines = text.split("\n").filter((line) => /\S/.test(line));
  return lines.find((line) => /^\w*Error: /.test(line)) ?? lines.at(-1) ?? "ended without a word";
}

import { type ChildProcess, execFileSync, fork } from "node:child_process";
import { besideFlags } from "../src/cli/sweep/processes.ts";
import type { SweepMessage, SweepOrder, SweepTask } from "./sweep-messages.ts";

/** What a process tells of a what-if that it answered. */
export type Answer = Extract<SweepMessage, { kind: "what-if" }>;

/** How many processes work together. */
export interface TeamSize {
  readonly processes: number;
  /** Whether each is held to a core of its own; otherwise any may use all. */
  readonly isHeld: boolean;
}

/** Processes that share a sweep, and what they have done so far. */
export interface Team {
  readonly size: TeamSize;
  /** Before its first what-if, in all processes together: what what-ifs begin from. */
  readonly readyCoreSeconds: number;
  readonly answers: Answer[];
  /** How long each turn took. */
  readonly seconds: number[];
  readonly children: readonly ChildProcess[];
}

/** What-ifs that wait in a process: what it is at and one more, so that it never waits for the next. */
const keptAhead = 2;

const died = "a process of the sweep died";

/** Reads `2`, or `1/1` for one process held to one core.   Errors: throws where it is neither. */
export function readTeamSize(text: string): TeamSize {
  const [, processes, cores] = /^([1-9]\d*)(?:\/(\d+))?$/.exec(text) ?? [];
  if (processes === undefined || (cores !== undefined && cores !== processes))
    throw new RangeError(`--processes ${text}: expected 2, or 2/2 to hold each to its core`);
  return { processes: Number(processes), isHeld: cores !== undefined };
}

/** What a process of a team runs: a sweep, or sums that show what the machine's cores can do side by side. */
export type TeamWork = "sweep" | "sum";

/** Starts processes as `entente sweep` does, and waits until all can begin. */
export async function startTeam(
  size: TeamSize,
  order: SweepOrder,
  work: TeamWork = "sweep",
): Promise<Team> {
  const script = new URL(`./${work}-process.ts`, import.meta.url).pathname;
  // Of one process, the command works itself; else it only looks on.
  const execArgv = size.processes > 1 ? [...besideFlags] : [];
  const children = Array.from({ length: size.processes }, (_, place) => {
    const child = fork(script, { execArgv });
    if (size.isHeld) hold(child, place);
    return child;
  });
  const ready = await Promise.all(
    children.map((child) => {
      const told = new Promise<Extract<SweepMessage, { kind: "ready" }>>((resolve, reject) => {
        child.once("exit", () => reject(new Error(died)));
        child.once("message", resolve);
      });
      child.send(order);
      return told;
    }),
  );
  const readyCoreSeconds = ready.reduce((sum, { core_seconds }) => sum + core_seconds, 0);
  return { size, readyCoreSeconds, answers: [], seconds: [], children };
}

/** Holds a process, with all its threads, to one core.   Errors: throws where the system has no `taskset`. */
function hold(child: ChildProcess, core: number): void {
  execFileSync("taskset", ["-acp", `${core}`, `${child.pid}`], { stdio: "ignore" });
}

/** Answers what-ifs `from` to before `end`, each process the next one as soon as it can. */
export async function workTurn(team: Team, from: number, end: number): Promise<void> {
  const { children, answers, seconds } = team;
  let next = from;
  let open = end - from;
  const began = performance.now();
  await new Promise<void>((resolve, reject) => {
    const giveNext = (child: ChildProcess) => {
      if (next < end) child.send(next++ satisfies SweepTask);
    };
    for (const child of children) {
      child.once("exit", () => reject(new Error(died)));
      child.on("message", (answer: Answer) => {
        answers.push(answer);
        giveNext(child);
        open--;
        if (open === 0) resolve();
      });
    }
    for (let ahead = 0; ahead < keptAhead; ahead++) for (const child of children) giveNext(child);
  });
  seconds.push((performance.now() - began) / 1000);
  for (const child of children) child.removeAllListeners("message").removeAllListeners("exit");
}

/** Tells the processes that there is no more, and waits until they have ended. */
export async function endTeam({ children }: Team): Promise<void> {
  await Promise.all(
    children.map((child) => {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.send("end" satisfies SweepTask);
      return ended;
    }),
  );
}

import type { Surroundings } from "../surroundings.ts";
import type { SweepCommandOptions } from "./options.ts";
import { aloneProcess } from "./processes.ts";

/** Starts processes that work on a sweep, and waits until all have ended, however they did. */
export async function startBeside(
  planFolder: string,
  out: string,
  number: number,
  options: SweepCommandOptions,
  around: Surroundings,
): Promise<void> {
  const processes = around.processes ?? aloneProcess;
  const args = workerArguments(planFolder, out, options, processes.id);
  const started = Array.from({ length: number }, () => processes.runBeside(args));
  const stop = () => {
    for (const child of started) child.stop();
  };
  around.stop.addEventListener("abort", stop);
  if (around.stop.aborted) stop();
  await Promise.all(started.map(({ ended }) => ended));
  around.stop.removeEventListener("abort", stop);
}

/** What a worker is told: which plan, and where the work lies. The rest stands there. */
export function workerArguments(
  planFolder: string,
  out: string,
  { scenario, pin, exclude, failsBelow }: SweepCommandOptions,
  parent: number,
): string[] {
  return [
    "sweep",
    planFolder,
    ...["--out", out],
    ...(scenario === false ? ["--no-scenario"] : []),
    ...(typeof scenario === "string" ? ["--scenario", scenario] : []),
    ...pin.flatMap((one) => ["--pin", one]),
    ...exclude.flatMap((one) => ["--exclude", one]),
    ...["--fails-below", String(failsBelow)],
    ...["--worker", String(parent)],
  ];
}

import { readFileSync, writeFileSync, writeSync } from "node:fs";
import process from "node:process";
import { makeInstance, sizes, tightness } from "./instances.ts";
import type { Moment } from "./trace.ts";

/** What a process is asked to solve, and how long and how well. */
export interface RunOrder {
  readonly size: string;
  readonly tightness: string;
  readonly seed: number;
  readonly seconds: number;
  /** Stop when (bound - value) / value is at most this. */
  readonly gap: number;
}

/** What a process writes, one line each: that its instance stands; how far it is; how it ended. */
export type RunLine =
  | { readonly kind: "ready" }
  | ({ readonly kind: "moment"; readonly peak_bytes: number } & Moment)
  | { readonly kind: "end"; readonly complaints: readonly string[] };

/** The order of this process. */
export function readOrder(): RunOrder {
  return JSON.parse(process.argv[2] ?? "{}") as RunOrder;
}

/** The instance of an order.   Errors: throws for a size or tightness that is not known. */
export function makeOrdered({ size, tightness: tight, seed }: Omit<RunOrder, "seconds" | "gap">) {
  const [known, absorbed] = [sizes[size], tightness[tight]];
  if (known === undefined) throw new RangeError(`no size ${size}: ${Object.keys(sizes)}`);
  if (absorbed === undefined) throw new RangeError(`no ${tight}: ${Object.keys(tightness)}`);
  return makeInstance(known, absorbed, seed);
}

/** Writes a line at once: a solver may leave no turn to anything else. */
export function tell(line: unknown): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

/** What making an instance left behind is given back to the system, and its peak forgotten, where the system can. */
export function forgetPeak(): void {
  globalThis.gc?.({ type: "major", execution: "sync", flavor: "last-resort" });
  try {
    writeFileSync("/proc/self/clear_refs", "5");
  } catch {
    // Not Linux: the peak is then that of the whole process.
  }
}

/** The most memory that this process has held since its peak was forgotten.   Unit: bytes. */
export function peakBytes(): number {
  return peakOfProcess("self") ?? process.resourceUsage().maxRSS * 1024;
}

/** The most memory that a process has held, where the system tells. */
export function peakOfProcess(id: number | "self"): number | undefined {
  try {
    const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, "utf8"))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}

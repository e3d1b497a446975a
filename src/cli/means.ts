import type { Means } from "../work/means.ts";
import { startProgress } from "./progress.ts";
import type { Surroundings } from "./surroundings.ts";

/** What a command's surroundings lend to the work that it shares with jobs. */
export function meansOf(around: Surroundings): Means {
  const { solver, stop, version } = around;
  return { solver, stop, version, startProgress: (words) => startProgress(around, words) };
}

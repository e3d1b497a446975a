import type { SweepSession } from "../../allocate/explore/sweep-run.ts";
import type { Finding } from "../../base/findings.ts";
import { runChunk } from "../../work/what-ifs.ts";
import type { Surroundings } from "../surroundings.ts";
import {
  claimChunk,
  releaseChunk,
  type SweepFolder,
  touchClaim,
  writeChunk,
} from "./job-folder.ts";
import type { Processes } from "./processes.ts";

/** How often a process says that it still works on its claim.   Unit: milliseconds. */
const touchEvery = 20_000;

/**
 * Works on chunks until none is left that nobody else works on, or until the user stops it.
 *
 * Errors: a finding where a result cannot be written.
 */
export async function workChunks(
  folder: SweepFolder,
  session: SweepSession,
  processes: Processes,
  around: Pick<Surroundings, "every" | "stop">,
  onWhatIf: () => void = () => undefined,
): Promise<Finding | undefined> {
  while (!around.stop.aborted) {
    const number = await claimChunk(folder, processes);
    if (number === undefined) return undefined;
    const stopTouching = around.every(touchEvery, () => void touchClaim(folder, number));
    try {
      const rows = await runChunk(session, folder.job, number, onWhatIf);
      const failed =
        rows === undefined ? undefined : await writeChunk(folder, number, rows, processes);
      if (failed !== undefined) return failed;
    } finally {
      stopTouching();
      await releaseChunk(folder, number);
    }
  }
  return undefined;
}

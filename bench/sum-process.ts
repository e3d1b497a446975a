/** One of the processes of a yardstick: adds numbers up as long as a what-if takes, and touches no memory to speak of. */
import process from "node:process";
import type { SweepMessage, SweepTask } from "./sweep-messages.ts";

const tell = (message: SweepMessage) => process.send?.(message);

/** Sums for about a quarter of a second. */
const steps = 60_000_000;

function addUp(number: number): number {
  let sum = number;
  for (let step = 1; step < steps; step++) sum += 1 / (step + sum);
  return sum;
}

process.once("message", () => {
  process.on("message", (number: SweepTask) => {
    if (number === "end") return process.disconnect();
    const before = process.cpuUsage();
    // Told, so that the sum is not left out as one that nobody needs.
    const gap = addUp(number);
    const { user, system } = process.cpuUsage(before);
    tell({ kind: "what-if", number, core_seconds: (user + system) / 1e6, gap, complaints: [] });
  });
  tell({ kind: "ready", core_seconds: 0 });
});

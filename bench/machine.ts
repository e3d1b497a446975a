import { cpus, loadavg, totalmem } from "node:os";
import process from "node:process";

/** What a run was made on, in one sentence. */
export function describeMachine(): string {
  const cores = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const [load = 0] = loadavg();
  return `${cores.length} cores (${cores[0]?.model.trim() ?? "unknown"}), ${memory} GB, Node ${process.versions.node}; load when it began: ${load.toFixed(1)}.`;
}

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plan } from "../../plan/plan.ts";
import { readPlan } from "../../plan/read.ts";

/** A plan of `examples/`. */
export function readExample(name: string): Plan {
  const folder = fileURLToPath(new URL(`../../../examples/${name}/`, import.meta.url));
  const files = new Map<string, Uint8Array>();
  for (const path of [
    ...readdirSync(folder),
    ...readdirSync(join(folder, "scenarios")).map((one) => `scenarios/${one}`),
  ]) {
    if (/\.(csv|yaml)$/.test(path)) files.set(path, readFileSync(join(folder, path)));
  }
  const { plan } = readPlan(files);
  if (plan === null) throw new Error(`the example ${name} cannot be read`);
  return plan;
}

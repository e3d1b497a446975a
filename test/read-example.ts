import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plan } from "../src/plan/plan.ts";
import { readPlan } from "../src/plan/read.ts";

const examples = new URL("../examples/", import.meta.url).pathname;

/** A plan of `examples/`, read from its files.   Errors: throws when it does not read. */
export function readExample(name: string): Plan {
  const folder = join(examples, name);
  const names = readdirSync(folder).filter((file) => /\.(csv|yaml)$/.test(file));
  const scenarios = readdirSync(join(folder, "scenarios")).map((file) => `scenarios/${file}`);
  const files = new Map(
    [...names, ...scenarios].map((file) => [file, readFileSync(join(folder, file))] as const),
  );
  const { plan, findings } = readPlan(files);
  if (plan === null) throw new Error(`examples/${name} does not read: ${findings[0]?.found}`);
  return plan;
}

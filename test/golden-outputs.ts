/** What the examples come to, as files of their folders `expected`: golden outputs, compared byte for byte. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Solver } from "../src/allocate/solver.ts";
import { root } from "./project-files.ts";
import { ententeSolving } from "./run-entente.ts";

/** The names of the examples. */
export const exampleNames = ["two-partners", "fy2021"] as const;

type ExampleName = (typeof exampleNames)[number];

/** The output of one command, kept in one file. */
interface GoldenCommand {
  readonly file: string;
  readonly args: readonly string[];
}

const tiny: readonly GoldenCommand[] = [
  { file: "check.txt", args: ["check"] },
  { file: "allocate.txt", args: ["allocate"] },
  { file: "allocate.json", args: ["allocate", "--json"] },
  { file: "compare.txt", args: ["compare", "plan", "without-floor"] },
  ...[
    "norland-fmf",
    "norland-radar",
    "sudland-boats",
    "sudland-crews",
    "norland-floor-2021",
    "FMF",
  ].map((name) => ({ file: `explain-${name}.txt`, args: ["explain", name] })),
];

/** The golden outputs of an example by file name, as the program makes them now. */
export async function makeGoldens(
  example: ExampleName,
  solver: Solver,
): Promise<ReadonlyMap<string, string>> {
  const folder = join(root, "examples", example);
  const run = async (args: readonly string[]) => {
    const [command = "", ...rest] = args;
    return withoutLawHash((await ententeSolving([command, folder, ...rest], solver)).out);
  };
  if (example === "two-partners") {
    const files = new Map<string, string>();
    for (const { file, args } of tiny) files.set(file, await run(args));
    return files;
  }
  const out = await mkdtemp(join(tmpdir(), "entente-golden-"));
  try {
    const text = await run(["allocate", "--out", out]);
    const table = (name: string) => readFile(join(out, name), "utf8");
    return new Map([
      ["check.txt", await run(["check", "--all"])],
      ["allocate.txt", text.replaceAll(out, "OUT")],
      ["choices.csv", await table("choices.csv")],
      ["payments.csv", await table("payments.csv")],
    ]);
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

/** Every edit of the law changes the hash of its contents, also where it changes no answer. */
function withoutLawHash(text: string): string {
  return text.replace(/(\d{4}-\d\d-\d\d) \([0-9a-f]{12}\)/g, "$1 (contents)");
}

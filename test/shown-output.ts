import type { Solver } from "../src/allocate/solver.ts";
import { ententeSolving } from "./run-entente.ts";

/** A command that a page shows, with what the page says that it prints. */
interface Shown {
  readonly block: string;
  readonly args: readonly string[];
  /** How many lines the page shows; all when there is no number. */
  readonly first: number | undefined;
}

// A block of one command, then a block of its output: "```text" for all of it, "```text first 20" for its beginning.
const pattern =
  /^```sh\n(?:npx )?entente ([^\n]+)\n```\n\n```text(?: first (\d+))?\n[\s\S]*?^```$/gm;

/** The page with every shown output as the command prints it today. */
export async function refreshShown(markdown: string, solver: Solver): Promise<string> {
  let fresh = markdown;
  for (const shown of listShown(markdown)) {
    const { out } = await ententeSolving(shown.args, solver);
    const head = shown.block.slice(0, shown.block.indexOf("```text"));
    const info = shown.first === undefined ? "text" : `text first ${shown.first}`;
    const block = `${head}\`\`\`${info}\n${excerpt(out, shown.first)}\n\`\`\``;
    fresh = fresh.replace(shown.block, () => block);
  }
  return fresh;
}

/** The commands of a page whose output it shows. */
export function listShown(markdown: string): Shown[] {
  return [...markdown.matchAll(pattern)].map(([block, args = "", first]) => ({
    block,
    args: args.split(/\s+/),
    first: first === undefined ? undefined : Number(first),
  }));
}

function excerpt(out: string, first: number | undefined): string {
  const lines = out.trimEnd().split("\n");
  return first === undefined || lines.length <= first
    ? lines.join("\n")
    : [...lines.slice(0, first), "…"].join("\n");
}

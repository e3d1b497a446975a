import { createHash } from "node:crypto";
import { appendFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { measureCloseness } from "../allocate/explain/duals.ts";
import type { ReasonRow } from "../allocate/explain/reason-row.ts";
import { explainAll } from "../allocate/explain/reason-table.ts";
import { isSmall } from "../allocate/explain/session.ts";
import { formatCsvRow } from "../plan/csv.ts";
import { reasonCells, reportReasons } from "../report/explore/reason-rows.ts";
import { reasonsText } from "../report/explore/reason-rows-text.ts";
import { labelsOf } from "../report/rows.ts";
import { startSession } from "../work/explain-plan.ts";
import { accountTitles } from "../work/plan-under-law.ts";
import type { SolvedPlan, SolveOptions } from "../work/solve-plan.ts";
import { meansOf } from "./means.ts";
import type { Surroundings } from "./surroundings.ts";

/** How many initiatives of a large plan are solved again when nobody says. */
const solvedCalls = 100;

/** Holds the rows that were solved so far, one a line, under a key for the plan and how it was solved. */
const keptFile = "reasons.part.jsonl";

/** What is asked of the table of all initiatives. */
export interface AllAsked {
  /** How many are solved again; all of them, or the usual number when absent. */
  readonly solve?: number | "all";
  /** Where rows are kept as they come, to go on from after a stop. */
  readonly out?: string;
}

/** Why every initiative is funded or not, and what would change it. Ctrl-C keeps what is done; with `out` it goes on. */
export async function reasonsOf(
  solved: SolvedPlan,
  asked: AllAsked,
  options: SolveOptions,
  around: Surroundings,
) {
  const { session, end } = startSession(solved, options, meansOf(around));
  const count = asked.solve ?? (isSmall(solved.problem) ? "all" : solvedCalls);
  const keeper = asked.out === undefined ? null : await openKeeper(asked.out, keyOf(solved));
  const closeness = await measureCloseness(session);
  const rows = await explainAll(session, closeness, {
    ...(count === "all" ? {} : { solve: count }),
    ...(keeper === null ? {} : { done: keeper.done, onRow: keeper.keep }),
  });
  end();
  // Rows that were solved stay for a later run that asks for more.
  await keeper?.close(count === "all" && !around.stop.aborted);
  const { input } = solved;
  const report = reportReasons(rows, labelsOf(input.plan, accountTitles(input.law)));
  return {
    result: { reasons: rows },
    text: reasonsText(report, Math.min(around.columns, 96)),
    files: new Map([["reasons.csv", reasonCells(rows).map(formatCsvRow).join("")]]),
    part: { reasons: report },
  };
}

/** Names the plan, how it was solved and what came of it: rows of another are of no use. */
function keyOf({ stamp, allocation }: SolvedPlan): string {
  const hash = createHash("sha256").update(JSON.stringify([stamp, allocation]));
  return hash.digest("hex");
}

/** Keeps rows in a file as they come. */
interface Keeper {
  readonly done: ReadonlyMap<string, ReasonRow>;
  readonly keep: (row: ReasonRow) => void;
  /** Waits for what is being written; where all is `done`, the file goes. */
  readonly close: (done: boolean) => Promise<void>;
}

/** Infinity has no JSON of its own. */
const endless = "endless";

async function openKeeper(folder: string, key: string): Promise<Keeper | null> {
  const path = join(folder, keptFile);
  const known = await readKept(path, key);
  try {
    if (known === null) {
      await mkdir(folder, { recursive: true });
      await writeFile(path, `${JSON.stringify({ key })}\n`);
    }
  } catch {
    // A folder that cannot be written is told of at the end, when the result is.
    return null;
  }
  let writing: Promise<void> = Promise.resolve();
  return {
    done: new Map((known ?? []).map((row) => [row.initiative, row])),
    keep: (row) => {
      const line = `${JSON.stringify(row, (_, value) => (value === Number.POSITIVE_INFINITY ? endless : value))}\n`;
      writing = writing.then(() => appendFile(path, line)).catch(() => undefined);
    },
    close: async (done) => {
      await writing;
      if (done) await rm(path, { force: true });
    },
  };
}

/** The rows that were kept under this key; nothing where there is no such file. */
async function readKept(path: string, key: string): Promise<ReasonRow[] | null> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch {
    return null;
  }
  const [head = "", ...lines] = text.split("\n");
  if (parseLine(head)?.key !== key) return null;
  // The last line may have been cut off in the middle.
  return lines.flatMap((line) => {
    const row = parseLine(line);
    return row?.initiative === undefined || row.sentence === undefined ? [] : [row as ReasonRow];
  });
}

function parseLine(line: string): (Partial<ReasonRow> & { readonly key?: string }) | undefined {
  try {
    return JSON.parse(line, (_, value) => (value === endless ? Number.POSITIVE_INFINITY : value));
  } catch {
    return undefined;
  }
}

import type { Allocation } from "../allocate/allocation.ts";
import { formatDollars } from "../base/money.ts";
import type { Briefing } from "../report/briefing.ts";
import type { SolvedPlan } from "../work/solve-plan.ts";
import { jsonText, type Reply } from "./reply.ts";
import type { Surroundings } from "./surroundings.ts";

/** The name of the file that holds a reply as data: `override.json`; `allocation.json` of the commands that only allocate. */
function replyFile(command: string): string {
  return `${command === "allocate" || command === "start" ? "allocation" : command}.json`;
}

/** The files of a result: the briefing as a page, the reply as data, and the allocation as tables. */
export async function resultFiles(
  solved: SolvedPlan,
  briefing: Briefing,
  reply: Reply,
  around: Surroundings,
): Promise<ReadonlyMap<string, string>> {
  // Charts need a document, which takes long to load; commands without a page do without it.
  const { renderBriefing } = await import("../report/html.ts");
  return new Map([
    ["briefing.html", renderBriefing(briefing, { world: around.world() })],
    [replyFile(reply.command), jsonText(reply)],
    ...allocationTables(solved.allocation),
  ]);
}

/** An allocation as tables, by the names of their files. */
export function allocationTables({
  choices,
  payments,
}: Allocation): readonly (readonly [string, string])[] {
  return [
    [
      "choices.csv",
      csv(
        ["initiative", "package", "start", "share"],
        choices.map(({ initiative, package: chosen, start, share = 1 }) => [
          initiative,
          chosen,
          String(start),
          String(share),
        ]),
      ),
    ],
    [
      "payments.csv",
      csv(
        ["initiative", "account", "fiscal_year", "amount"],
        payments.map((row) => [
          row.initiative,
          row.account,
          String(row.fiscal_year),
          formatDollars(row.amount),
        ]),
      ),
    ],
  ];
}

/** Ids, codes and figures hold no commas or quotes, so that no cell needs quoting. */
function csv(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return `${[head, ...rows].map((cells) => cells.join(",")).join("\n")}\n`;
}

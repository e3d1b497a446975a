import type { Finding } from "../../base/findings.ts";
import type { LawBook } from "../../law/book.ts";
import type { Plan } from "../../plan/plan.ts";
import { checkBars } from "../act-bars.ts";
import type { Casebook } from "../casebook.ts";
import { findAct } from "../objections.ts";
import { lookUpRows } from "../plan-rows.ts";
import { listActBars } from "./transfer-rules.ts";

/**
 * What the law says, on the day of each, against events that somebody adds as rows of a plan, by id: as against an act.
 *
 * The plan is the one with the rows in it. An event of an unknown case or code is no matter of the law, and says nothing.
 */
export function checkAddedEvents(
  plan: Plan,
  book: Casebook,
  law: LawBook,
  ids: ReadonlySet<string>,
): readonly Finding[] {
  const rows = lookUpRows(plan);
  return plan.tables.events.flatMap((event) => {
    if (!ids.has(event.id)) return [];
    const row = rows.find("cases", event.case);
    const process = book.processes.get(row?.process ?? "");
    if (row === undefined || process === undefined) return [];
    const act = findAct(process, event.event);
    if ("words" in act || !act.grants) return [];
    return checkBars(act, event.id, listActBars(rows, book, law, row, event.on));
  });
}

import { type Finding, reporter } from "../base/findings.ts";
import type { IsoDate } from "../base/fiscal.ts";
import type { LegalMark } from "../law/law.ts";
import { caseworkFindingKinds } from "./finding-kinds.ts";
import type { Objection } from "./objections.ts";
import type { ProcessEvent } from "./process.ts";

const report = reporter(caseworkFindingKinds);

/** A rule of the law that stands, on a day, against granting what a case decides. */
export interface ActBar {
  /** Stable name of the rule, such as `CSPA.listed`. */
  readonly rule: string;
  readonly citation: string;
  readonly mark: LegalMark;
  readonly says: string;
  /** What the plan or the record says, and what the law asks for. */
  readonly found: string;
  readonly expected: string;
  /** The last day on which it holds; nothing where it is open. */
  readonly until: IsoDate | null;
  /** It is checked, so that the act is refused; else it is only told. */
  readonly refuses: boolean;
  /** What would lift it: a waiver, an exception, a determination or an agreement on record. */
  readonly lifts: string;
}

/** What the bars that hold on its day say against an event, by id: something only where its act grants what the case decides. */
export function checkBars(
  act: Pick<ProcessEvent, "code" | "grants">,
  id: string,
  bars: readonly ActBar[],
): Finding[] {
  return objectBars(act, bars).map(({ code, field, words }) =>
    report(code, { file: "events.csv", id, field }, words),
  );
}

function objectBars(
  act: Pick<ProcessEvent, "code" | "grants">,
  bars: readonly ActBar[],
): readonly Objection[] {
  if (!act.grants) return [];
  return bars.map((bar) => ({
    code: bar.refuses ? "event_barred" : "event_barred_unsure",
    field: "event",
    words: {
      found: `\`${act.code}\`, ${bar.refuses ? "which the law bars" : "of which the law may say no"}: ${bar.found} (${bar.rule}, marked ${bar.mark})`,
      expected: `${bar.expected}. ${bar.says}`,
      help: `${bar.lifts}${bar.until === null ? "" : ` The rule on record ends on ${bar.until}.`}`,
      source: bar.citation,
    },
  }));
}

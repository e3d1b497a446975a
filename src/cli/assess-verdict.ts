import type { Assessment } from "../assess/assessment.ts";
import { type AssessedFinding, type EditParts, proposeVerdict } from "../assess/verdicts.ts";
import type { Finding } from "../base/findings.ts";
import { formatCsvRow } from "../plan/csv.ts";
import { fieldsOf, tables } from "../plan/fields.ts";
import type { Plan, Verdict } from "../plan/plan.ts";
import { report } from "./finding-kinds.ts";
import { unknownName } from "./overrides.ts";
import { type Reply, refuse } from "./reply.ts";

/** A verdict as it was written on the command line. */
export interface WrittenVerdict {
  /** `CODE/SUBJECT=VERDICT`. */
  readonly written: string;
  readonly author: string | undefined;
  readonly reason: string | undefined;
}

const verdicts: readonly Verdict["verdict"][] = tables.verdicts.fields.verdict.values;

/** The row of `verdicts.csv` that records a verdict, to be added to the plan by whoever gives it. */
export function writeVerdict(
  plan: Plan,
  assessment: Assessment,
  given: WrittenVerdict,
  findings: readonly Finding[],
): Reply {
  const [, key = "", word = ""] = /^(.+)=([^=]*)$/.exec(given.written) ?? [];
  const verdict = verdicts.find((one) => one === word);
  if (verdict === undefined) return refuse("assess", [malformed(given.written)]);
  const known = new Map<string, AssessedFinding>(
    assessment.findings.map((one) => [`${one.finding.code}/${one.subject}`, one]),
  );
  const assessed = known.get(key);
  if (assessed === undefined) {
    const what = "a finding of the assessment, as CODE/SUBJECT";
    return refuse("assess", [unknownName("--verdict", what, key, [...known.keys()])]);
  }
  const { author = "", reason = "" } = given;
  const proposed = proposeVerdict(plan, assessed, { verdict, author, reason, on: assessment.on });
  if (proposed.findings.length > 0) return refuse("assess", proposed.findings);
  return {
    command: "assess",
    ending: "fine",
    findings,
    result: { edits: proposed.result },
    text: rowText(proposed.result, plan.tables.verdicts.length === 0),
  };
}

/** The row as the file has it; the header too where there is no file yet. */
function rowText(edits: readonly EditParts[], withHeader: boolean): string {
  const values = new Map(edits.map((edit) => [edit.field, edit.after ?? ""]));
  const names = Object.keys(fieldsOf("verdicts"));
  const head = withHeader ? formatCsvRow(names) : "";
  return `${head}${formatCsvRow(names.map((name) => values.get(name) ?? ""))}`;
}

function malformed(written: string): Finding {
  return report(
    "option_malformed",
    { field: "--verdict" },
    {
      found: `\`${written}\``,
      expected: `CODE/SUBJECT=VERDICT, with a verdict of ${verdicts.join(", ")}`,
      help: "`--all` shows the name CODE/SUBJECT of each finding.",
    },
  );
}

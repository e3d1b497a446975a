import { formatFinding } from "../base/findings.ts";
import type { Briefing } from "./briefing.ts";
import { figures, millions, table, words } from "./html-tables.ts";
import { html, type Markup } from "./markup.ts";
import { count, plainWords } from "./words.ts";

/** What the figures rest on, and what disagrees. */
export function surenessSection(briefing: Briefing): Markup {
  const { assumptions, marks, disputed, claims, findings } = briefing.sureness;
  return html`${table(
    "Assumptions: those that fail or are unknown first",
    [
      words("Assumption"),
      words("Status"),
      words("How one would see that it fails"),
      words("Owner"),
      words("Review"),
      figures("Money on it, $ million"),
    ],
    assumptions.map((row) => [
      row.statement,
      row.status,
      row.test,
      row.owner,
      html`<span class="day">${row.review_on}</span>`,
      row.amount === 0 ? "" : millions(row.amount),
    ]),
  )}
<h3>How sure the rows of the plan are</h3>
${table(
  "Rows by mark: checked against a published text, from knowledge, said by a document, assumed",
  [words("Table"), figures("Checked"), figures("Knowledge"), figures("Said"), figures("Assumed")],
  marks.map((row) => [plainWords(row.table), row.checked, row.knowledge, row.said, row.assumed]),
)}
<h3>Claims that disagree</h3>
<p>${count(disputed.length, "claim is", "claims are")} disputed, ${claims.agrees} agree with other figures, ${claims.unchecked} ${claims.unchecked === 1 ? "is" : "are"} unchecked. They stand side by side; none was corrected.</p>
${
  disputed.length === 0
    ? null
    : table(
        "Claims that other figures dispute",
        [words("About"), words("Claim"), words("Said by"), words("Compared with")],
        disputed.map((row) => [row.subject, row.statement, row.said_by, row.check_note ?? ""]),
      )
}
${
  findings.length === 0
    ? null
    : html`<details class="plain"><summary>${count(
        findings.reduce((sum, group) => sum + group.count, 0),
        "finding",
      )} on the way, by kind</summary>${table(
        "Findings by kind",
        [words("Code"), words("Severity"), figures("Times"), words("The first")],
        findings.map((group) => [
          group.code,
          group.severity,
          group.count,
          formatFinding(group.first),
        ]),
      )}</details>`
}
`;
}

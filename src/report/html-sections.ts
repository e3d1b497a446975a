import type { Briefing } from "./briefing.ts";
import { valueNote } from "./briefing.ts";
import type { FromTo } from "./from-to.ts";
import { change, figures, millions, table, words } from "./html-tables.ts";
import { html, type Markup } from "./markup.ts";
import { showPercent, showPoints, showYear } from "./words.ts";

/** The answer, with the figures that matter first. */
export function answerSection(briefing: Briefing): Markup {
  const { trust, illustrative } = briefing;
  return html`<ol class="answer">${briefing.answer.map((sentence) => html`<li>${sentence}</li>`)}</ol>
${
  trust.state === "refused"
    ? html`<div class="warning"><p><strong>Do not use this allocation.</strong> The separate check found:</p><ul>${trust.complaints.map((line) => html`<li>${line}</li>`)}</ul></div>`
    : null
}
<dl class="numbers">${briefing.numbers.map(
    (number) =>
      html`<div><dt>${number.label}</dt><dd class="figure">${number.figure}</dd><dd class="small">${number.note}</dd></div>`,
  )}</dl>
<p>${valueNote}</p>
${illustrative.note === "" ? null : html`<p class="warning">${illustrative.note}</p>`}
`;
}

/** The plan against the last year of the record. */
export function fromToSection(fromTo: FromTo): Markup {
  const years = fromTo.region_totals.years;
  const caption = `Regions, $ million: ${fromTo.before}, each year of the plan, and the ${fromTo.after}`;
  const sum = fromTo.region_totals;
  return html`<p>“Before” is ${fromTo.before}, in the accounts that the plan has money in. “After” is the ${fromTo.after}. Obligations of a year may use money of earlier years, so they can exceed what is appropriated. ${fromTo.note}</p>
${table(
  caption,
  [
    words("Region"),
    figures(`FY${fromTo.last.year}`),
    ...years.map((row) => figures(showYear(row.year))),
    figures("Average year"),
    figures("Difference"),
  ],
  fromTo.regions.map((row) => [
    row.label,
    millions(row.before),
    ...row.years.map((year) => millions(year.amount)),
    millions(row.after),
    change(row.difference),
  ]),
  [
    "All",
    millions(sum.before),
    ...years.map((year) => millions(year.amount)),
    millions(sum.after),
    change((sum.after - sum.before) as typeof sum.after),
  ],
)}
${changeTable("Accounts", fromTo.accounts, fromTo)}
<h3>The largest gains</h3>
${changeTable("Partners that gain most", fromTo.gains, fromTo)}
<h3>The largest losses</h3>
${changeTable("Partners that lose most", fromTo.losses, fromTo)}
`;
}

function changeTable(caption: string, rows: FromTo["gains"], fromTo: FromTo): Markup {
  if (rows.length === 0) return html`<p>None.</p>`;
  return table(
    `${caption}, $ million: ${fromTo.before} and ${fromTo.after}`,
    [
      words(caption.split(" ")[0] ?? caption),
      figures("Before"),
      figures("After"),
      figures("Difference"),
    ],
    rows.map((row) => [
      row.label,
      millions(row.before),
      millions(row.after),
      change(row.difference),
    ]),
  );
}

/** Scenarios side by side. */
export function scenarioSection(scenarios: NonNullable<Briefing["scenarios"]>): Markup {
  return table(
    "Value, money and the shares of regions in each scenario",
    [
      words("Scenario"),
      figures("Value, points"),
      figures("Funded"),
      figures("Total, $ million"),
      figures(`${scenarios.watched}, first year`),
      figures("The same, last year"),
      words("In short"),
    ],
    scenarios.rows.map((row) => [
      row.title,
      row.result ? showPoints(row.result.value) : "none",
      row.result ? row.result.funded : "",
      row.result ? millions(row.result.amount) : "",
      showRatio(row.result?.watched.first ?? null),
      showRatio(row.result?.watched.last ?? null),
      row.sentence,
    ]),
  );
}

function showRatio(ratio: number | null): string {
  return ratio === null ? "" : showPercent(ratio);
}

/** What made the result. */
export function stampSection(briefing: Briefing): Markup {
  const { stamp } = briefing;
  return table(
    "What made this result: enough to make it again",
    [words("Part"), words("Version")],
    [
      ["Software", stamp.software],
      ["Plan", `${stamp.plan} (format ${stamp.plan_format}), ${stamp.plan_hash}`],
      ["Scenario", stamp.scenario ?? "none"],
      ["Law", stamp.law_edition],
      ["Solver", stamp.solver],
      ["Gap asked for", showPercent(stamp.gap_asked, 3)],
      ["Gap proven", showPercent(stamp.gap_proven, 3)],
    ],
  );
}

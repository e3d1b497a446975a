import { showDollars } from "../base/money.ts";
import type { Briefing } from "./briefing.ts";
import { valueNote } from "./briefing.ts";
import type { FromTo } from "./from-to.ts";
import { change, figures, illustrativeMark, millions, table, words } from "./html-tables.ts";
import { html, type Markup } from "./markup.ts";
import type { PriceRow } from "./price-table.ts";
import type { DutyGroup } from "./waits.ts";
import { count, plainWords, showPercent, showPoints, showYear } from "./words.ts";

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

/** What each directive and limit costs. */
export function priceSection(briefing: Briefing): Markup {
  const { costly, free, money, priced } = briefing.prices;
  if (priced + money.length === 0) {
    return html`<p>Prices were not worked out for this allocation.</p>`;
  }
  return html`<p>A price is what the plan would be worth without the rule, less what it is worth with it. Every price was found by solving again. Prices do not add up. “Per unit” is what one more million dollars (or percentage point) of room would bring, and holds only in the range given.</p>
${costly.length === 0 ? html`<p>No directive or limit costs anything.</p>` : priceTable("Directives and limits that cost value, dearest first", costly)}
${
  free.length === 0
    ? null
    : html`<details class="plain"><summary>${count(free.length, "more rule costs", "more rules cost")} nothing: the best plan keeps to them anyway</summary><ul>${free.map((row) => html`<li>${row.label} (${row.level_words})</li>`)}</ul></details>`
}
${money.length === 0 ? null : html`<h3>What more money would bring</h3>${priceTable("Accounts and years", money)}`}
`;
}

function priceTable(caption: string, rows: readonly PriceRow[]): Markup {
  return table(
    caption,
    [
      words("Rule"),
      figures("Level"),
      figures("Costs, points"),
      figures("Per unit"),
      figures("Holds from…to"),
    ],
    rows.map((row) => [
      html`${row.label}${row.sentence === "" ? null : html`<br><span class="soft">${row.sentence}</span>`}`,
      row.level_words,
      Number.isFinite(row.total) ? showPoints(row.total) : "not priced",
      row.per_unit_words,
      row.holds_words,
    ]),
  );
}

/** The closest misses, and what is barred. */
export function missSection(briefing: Briefing): Markup {
  const { closest, barred, unfunded } = briefing.misses;
  const items = closest.map(
    (miss) =>
      html`<li><strong>${miss.name}</strong>${miss.illustrative ? illustrativeMark : null} (${miss.region}${miss.cost === null ? null : html`, from ${showDollars(miss.cost)}`}). ${miss.sentence}${
        miss.takes.length === 0
          ? null
          : html`<ul>${miss.takes.map((take) => html`<li>${take.sentence} <span class="soft">${take.solved ? "(solved again: it holds)" : "(not solved again)"}</span></li>`)}</ul>`
      }</li>`,
  );
  return html`<p>${count(unfunded, "initiative is", "initiatives are")} not funded${barred.length === 0 ? "" : `, of which ${barred.length} cannot be`}. ${closest.length === 0 ? "" : "These come closest; funding one would cost the plan the least value."}</p>
<ol>${items}</ol>
${
  barred.length === 0
    ? null
    : html`<h3>What cannot be funded</h3>${table(
        "Initiatives that the law or a decision rules out",
        [words("Initiative"), words("Why"), words("Provisions")],
        barred.map((row) => [
          html`${row.name}${row.illustrative ? illustrativeMark : null}`,
          row.words,
          row.provisions.map((p) => `${p.citation} (${p.mark})`).join("; "),
        ]),
      )}`
}
`;
}

/** What must happen before money moves. */
export function waitSection(briefing: Briefing): Markup {
  const { tranches, groups } = briefing.waits;
  const none = tranches.length + groups.length === 0;
  return html`${none ? html`<p>Nothing waits.</p>` : null}${
    tranches.length === 0
      ? null
      : table(
          "Conditioned tranches",
          [
            words("Tranche"),
            words("Year"),
            figures("Amount"),
            figures("May be waived"),
            words("Decision"),
            words("Due"),
            words("Citation"),
          ],
          tranches.map((row) => [
            row.name,
            `FY${row.fiscal_year}`,
            showDollars(row.amount),
            row.waivable === null ? "" : showDollars(row.waivable),
            row.outcome,
            html`<span class="day">${row.due}</span>`,
            row.citation,
          ]),
        )
  }${
    groups.length === 0
      ? null
      : html`<h3>Duties and doubts of the law</h3><p>They concern what is funded. A rule marked <em>checked</em> was compared with its published text; one from <em>knowledge</em> was not, and only warns.</p>${groups.map(dutyDetails)}`
  }
`;
}

function dutyDetails(group: DutyGroup): Markup {
  const sum = `${count(group.initiatives, "initiative")}, $${millions(group.amount)} million`;
  return html`<details class="plain"><summary>${group.title}: ${sum}</summary><p>${group.advice}</p>${table(
    `${group.title}, by rule`,
    [
      words("Rule"),
      words("Mark"),
      figures("Initiatives"),
      figures("$ million"),
      words("For example"),
    ],
    group.duties.map((row) => [
      html`${row.says}<br><span class="soft">${row.citation}</span>`,
      row.mark,
      row.initiatives,
      millions(row.amount),
      row.names.slice(0, 3).join("; "),
    ]),
  )}</details>`;
}

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
          `${group.first.found}. Expected ${group.first.expected}. ${group.first.help}`,
        ]),
      )}</details>`
}
`;
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

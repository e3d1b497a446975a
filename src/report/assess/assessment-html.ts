import { showDollars } from "../../base/money.ts";
import { drawBalance, drawCoverage } from "../charts/assessment.ts";
import { figure, figures, illustrativeMark, millions, table, words } from "../html-tables.ts";
import { type Content, html, type Markup } from "../markup.ts";
import { listWords, showPercent } from "../words.ts";
import {
  type AssessedGroup,
  type AssessedRow,
  type AssessmentReport,
  partTitles,
} from "./assessment.ts";
import { failureSection } from "./failure-html.ts";
import { feasibilityTitles, standingWords } from "./feasibility.ts";
import type { LeverageReport, LeverageRow } from "./leverage.ts";

/** How many findings of a kind stand open on the page; the others open on demand. */
const shownFirst = 8;

/** An assessment for the page. */
export function assessmentSection(report: AssessmentReport): Markup {
  return html`${report.sentences.map((sentence) => html`<p>${coded(sentence)}</p>`)}
${Object.entries(partTitles).map(([part, title]) => partMarkup(part, title, report))}
${report.failure === null ? null : failureSection(report.failure)}${pastMarkup(report)}`;
}

function partMarkup(part: string, title: string, report: AssessmentReport): Markup | null {
  const groups = report.groups.filter((group) => group.part === part);
  const extra = extraOf(part, report);
  if (groups.length === 0 && extra === null) return null;
  return html`<h3>${title}</h3>
${extra}${groups.map(groupMarkup)}`;
}

/** The picture and table of a part. */
function extraOf(part: string, report: AssessmentReport): Markup | null {
  if (part === "feasibility" && report.feasibility.length > 0) {
    return feasibilityMarkup(report.feasibility);
  }
  if (part === "balance" && report.balance.proposed.amount > 0) return balanceMarkup(report);
  if (part === "domains" && report.coverage.rows.length > 0) return coverageMarkup(report);
  if (part === "assumptions" && report.register.length > 0) return registerMarkup(report);
  if (part === "leverage" && report.leverage.length > 0) {
    return html`${report.leverage.map(leverageMarkup)}`;
  }
  return null;
}

function groupMarkup(group: AssessedGroup): Markup {
  const { open, settled, meaning, amount } = group;
  const [first, rest] = [open.slice(0, shownFirst), open.slice(shownFirst)];
  const settledMarkup =
    settled.length === 0
      ? null
      : html`<details class="more"><summary>${settled.length} settled by a verdict</summary>${findingTable(`Settled: ${group.code}`, settled, true)}</details>`;
  if (open.length === 0) return html`<p>${meaning} None is open.</p>${settledMarkup}`;
  const advice = new Set(open.map((row) => row.help));
  const [only] = open;
  const shared = advice.size === 1 && only !== undefined ? html` ${coded(only.help)}` : null;
  const of = rest.length === 0 ? "" : `, the first ${first.length} of ${open.length}`;
  return html`<p><strong>${meaning}</strong> ${open.length} open, ${showDollars(amount)}.${shared}</p>
${findingTable(`${group.code}${of}`, first, shared === null)}${
  rest.length === 0
    ? null
    : html`<details class="more"><summary>${rest.length} more</summary>${findingTable(`${group.code}, the others`, rest, shared === null)}</details>`
}${settledMarkup}`;
}

/** `advised`: what to do stands in each row. */
function findingTable(caption: string, rows: readonly AssessedRow[], advised: boolean): Markup {
  const advice = advised ? [words("What to do")] : [];
  return table(
    caption,
    [words("About"), words("Found"), ...advice, figures("$ million")],
    rows.map((row) => [
      row.title,
      foundCell(row),
      ...(advised ? [coded(row.help)] : []),
      millions(row.amount),
    ]),
  );
}

function foundCell(row: AssessedRow): Markup {
  const verdict =
    row.verdict === null ? null : html` <span class="soft">${coded(row.verdict)}</span>`;
  const back = row.standing === "reopened" ? html`<span class="mark">came back</span> ` : null;
  return html`${back}${coded(row.found)}.${verdict}`;
}

/** A text in which names stand between backticks, as the page sets them. */
function coded(text: string): Markup {
  return html`${text.split("`").map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}

/** The riskiest initiatives by their parts; a part of which the plan says nothing is not scored. */
function feasibilityMarkup(rows: AssessmentReport["feasibility"]): Markup {
  const titles = Object.values(feasibilityTitles);
  return table(
    "Whether partners can take up what is proposed and keep it: the riskiest initiatives, by parts",
    [words("Initiative"), words("Risk"), words("Clear parts"), ...titles.map((one) => words(one))],
    rows.map(({ initiative, risk, clear, known, parts }) => [
      ...[initiative, risk, `${clear} of ${known} known`],
      ...parts.map(({ standing }) => standingWords[standing]),
    ]),
  );
}

function balanceMarkup({ balance }: AssessmentReport): Markup {
  const share = (ratio: number | null) => (ratio === null ? "" : showPercent(ratio, 0));
  const rows = [
    balance.proposed,
    ...(balance.allocated === null ? [] : [balance.allocated]),
    ...balance.partners.slice(0, 15),
  ];
  const asked =
    balance.asked.length === 0
      ? null
      : html`<p>The plan itself asks: ${coded(listWords([...balance.asked]))}.</p>`;
  return html`${figure(drawBalance(balance))}
${table(
  "Shares of the money: level of work; governance and rule of law; our own posture and stocks; asked for and not needed",
  [
    words("Whose"),
    ...["$ million", "Tactical", "Operational", "Institutional"].map(figures),
    ...["Governance", "Posture", "Want"].map(figures),
  ],
  rows.map((row) => [
    row.label,
    millions(row.amount),
    ...[row.tactical, row.operational, row.institutional].map(share),
    ...[row.governance, row.posture, row.want].map(share),
  ]),
)}${asked}`;
}

function coverageMarkup({ coverage }: AssessmentReport): Markup {
  const { departments, rows, missing } = coverage;
  const cell = (row: (typeof rows)[number]): Content[] => [
    row.label,
    ...row.cells.map((one): Content => {
      if (one.initiatives === 0) return one.missing > 0 ? html`<span class="mark">none</span>` : "";
      const mark = one.missing > 0 ? html` <span class="mark">part</span>` : null;
      return html`${millions(one.allocated ?? one.proposed)} <span class="soft">(${one.initiatives})</span>${mark}`;
    }),
    row.donors === 0 ? "" : `${row.donors}`,
  ];
  return html`${figure(drawCoverage(coverage))}
${table(
  "Domains by department: $ million over all years and number of programs. Marked: the department's trade, and missing for some partners that get help there",
  [words("Domain"), ...departments.map(figures), figures("Other donors")],
  rows.map(cell),
)}
${
  missing.length === 0
    ? null
    : html`<details class="more"><summary>Whose trade it is, and for whom it is missing</summary>${table(
        "Departments whose trade a domain is",
        [words("Department and domain"), words("What it brings"), words("Missing for")],
        missing.map((one) => [
          `${one.department}, ${one.domain.replaceAll("_", " ")}`,
          html`${one.says} <span class="soft">(${one.source})</span>`,
          `${one.absent.length}: ${one.absent.join(", ")}`,
        ]),
      )}</details>`
}`;
}

function registerMarkup({ register }: AssessmentReport): Markup {
  return table(
    "The assumptions, and what falls with each",
    [
      words("Assumption"),
      words("Owner"),
      words("Status"),
      words("Review"),
      words("Test"),
      words("If it fails"),
    ],
    register.map((row) => [
      html`${row.statement} <span class="soft">(${row.id})</span>`,
      row.owner,
      row.status,
      row.overdue ? html`<span class="mark">${row.review}</span>` : row.review,
      row.test,
      row.falls,
    ]),
  );
}

/** Both sides beside one another; nothing is added up. */
function leverageMarkup(one: LeverageReport): Markup {
  const cell = (rows: readonly LeverageRow[]) =>
    rows.length === 0
      ? html`<span class="soft">Nothing recorded</span>`
      : html`<ul>${rows.map(
          (row) =>
            html`<li><strong>${row.part}${row.figure === "" ? "" : `: ${row.figure}`}</strong>. ${row.statement}${row.illustrative ? illustrativeMark : null} <span class="soft">(${row.mark})</span></li>`,
        )}</ul>`;
  const unknown =
    one.unknown.length === 0
      ? null
      : html`<p class="note">Not recorded: ${one.unknown.join("; ")}.</p>`;
  return html`${table(
    `Leverage with ${one.label}, part by part; ${one.conditions} set`,
    [
      words("With"),
      words("What the United States holds"),
      words("What it would take to turn elsewhere"),
      words("What the partner holds"),
    ],
    [[one.label, cell(one.ours), cell(one.way_out), cell(one.theirs)]],
  )}${unknown}`;
}

function pastMarkup({ past }: AssessmentReport): Markup | null {
  if (past.length === 0) return null;
  return html`<h3>Verdicts on what no longer arises</h3><ul>${past.map((line) => html`<li>${coded(line)}</li>`)}</ul>`;
}

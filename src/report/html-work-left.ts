import { showDollars } from "../base/money.ts";
import type { Briefing } from "./briefing.ts";
import { type HeldSummary, standingWords } from "./held-money.ts";
import { figures, illustrativeMark, millions, table, words } from "./html-tables.ts";
import { html, type Markup } from "./markup.ts";
import type { DutyGroup } from "./waits.ts";
import { count } from "./words.ts";

/** The closest misses, and what is barred. */
export function missSection(briefing: Briefing): Markup {
  const { closest, barred, unfunded } = briefing.misses;
  const items = closest.map(
    (miss) =>
      html`<li><strong>${miss.name}</strong>${miss.illustrative ? illustrativeMark : null} (${miss.region}). ${miss.sentence}${
        miss.takes.length === 0
          ? null
          : html`<ul>${miss.takes.map((take) => html`<li>${take.sentence} <span class="soft">${take.solved ? "(solved again: it holds)" : "(not solved again)"}</span></li>`)}</ul>`
      }</li>`,
  );
  return html`<p>${count(unfunded, "initiative is", "initiatives are")} not funded${barred.length === 0 ? "" : `, of which ${barred.length} cannot be`}. ${closestWords(closest.length, unfunded - barred.length)}</p>
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

function closestWords(named: number, open: number): string {
  if (named > 0)
    return "These come close, those that would add the most first: a cut in cost of a third or less would fund each. Of those that compete for the same money, at most three are named.";
  return open > 0 ? "Which of them come closest was not worked out." : "";
}

/** What must happen before money moves. */
export function waitSection(briefing: Briefing): Markup {
  const { tranches, groups, held } = briefing.waits;
  const none = tranches.length + groups.length + held.rows.length === 0;
  return html`${none ? html`<p>Nothing waits.</p>` : null}${heldTable(held)}${
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

/** What cases and preconditions block or keep waiting. */
function heldTable(held: HeldSummary): Markup | null {
  if (held.rows.length === 0) return null;
  return html`<p>Cases and preconditions block $${millions(held.blocked)} million that was asked for, and keep $${millions(held.waiting)} million of this allocation waiting.</p>${table(
    "Money that is blocked or waits",
    [
      words("Initiative"),
      words("Standing"),
      figures("$ million"),
      words("Why, and what would end it"),
      words("Case"),
    ],
    held.rows.map((row) => [
      html`${row.name}${row.illustrative ? illustrativeMark : null}`,
      standingWords[row.standing],
      millions(row.amount),
      html`${row.because}${row.citation === "" ? null : html`<br><span class="soft">${row.citation}</span>`}`,
      row.row,
    ]),
  )}`;
}

function dutyDetails(group: DutyGroup): Markup {
  const sum = `${count(group.initiatives, "initiative")}, $${millions(group.amount)} million`;
  return html`<details class="plain"${group.urgent ? html` open` : null}><summary>${group.title}: ${sum}</summary><p>${group.advice}</p>${table(
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

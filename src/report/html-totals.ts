import { compareText } from "../base/findings.ts";
import type { FiscalYear } from "../base/fiscal.ts";
import { type Cents, sumCents } from "../base/money.ts";
import { html, type Markup } from "./markup.ts";
import type { FundedRow } from "./rows.ts";
import type { Total, TotalTable } from "./totals.ts";
import { count, showExact, showMillions, showPercent, showYear } from "./words.ts";

/** How many partners stand on the page before the rest is folded away; other lists are shown whole. */
const namedPartners = 12;

/** The totals of one dimension: each is a line that opens the rows that it sums. */
export function totalList(table: TotalTable, years: readonly FiscalYear[]): Markup {
  const most = table.totals.reduce((top, total) => Math.max(top, total.amount), 1);
  const folded = table.dimension === "partner" && table.totals.length > namedPartners + 2;
  const named = folded ? table.totals.slice(0, namedPartners) : table.totals;
  const rest = table.totals.slice(named.length);
  const lines = (totals: readonly Total[]) =>
    totals.map((total, index) => {
      const starts = total.group !== "" && total.group !== totals[index - 1]?.group;
      return html`${starts ? html`<p class="group">${total.group}</p>` : null}${totalLine(total, table, most, years)}`;
    });
  const restAmount = sumCents(rest.map((total) => total.amount));
  return html`<h3 id="total-${table.dimension}">${table.title}</h3>
${table.note === "" ? null : html`<p class="note">${table.note}</p>`}
<div class="totals">${lines(named)}${
    rest.length === 0
      ? null
      : html`<details class="more"><summary>${count(rest.length, "more partner")}, together $${showMillions(restAmount)} million</summary>${lines(rest)}</details>`
  }<p class="whole"><span></span><span>All</span><span class="amount">$${showMillions(table.amount)} million</span></p></div>
`;
}

function totalLine(
  total: Total,
  table: TotalTable,
  most: number,
  years: readonly FiscalYear[],
): Markup {
  const share = table.amount === 0 ? 0 : total.amount / table.amount;
  const width = Math.max(0, (total.amount / most) * 100).toFixed(1);
  return html`<details><summary><span>${total.label}</span><span class="amount">$${showMillions(total.amount)} million</span><span class="share">${showPercent(share)}</span><span class="track"><span class="fill" style="width:${width}%"></span></span></summary><div class="rows">${rowTable(total, years)}</div></details>
`;
}

interface InitiativeSums {
  readonly id: string;
  readonly name: string;
  readonly illustrative: boolean;
  readonly accounts: string;
  readonly years: ReadonlyMap<number, Cents>;
  readonly amount: Cents;
}

/** The rows of a total by initiative, to the dollar. End tags that HTML lets go are left out: the tables are long. */
function rowTable(total: Total, years: readonly FiscalYear[]): Markup {
  const shown = years.filter((year) => total.rows.some((row) => row.fiscal_year === year));
  const rows = initiativeSums(total.rows);
  const sums = shown.map((year) =>
    sumCents(total.rows.filter((row) => row.fiscal_year === year).map((row) => row.amount)),
  );
  const many = shown.length > 1;
  const caption = `${total.label}: ${count(rows.length, "initiative")}, US dollars`;
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${caption}"><table><caption>${caption}</caption><thead><tr><th scope="col">Initiative<th scope="col">Account${shown.map(
    (year) => html`<th scope="col" class="n">${showYear(year)}`,
  )}${many ? html`<th scope="col" class="n">Total` : null}<tbody>${rows.map((row) => initiativeRow(row, shown))}<tr class="sum"><th scope="row">Sum<td>${sums.map((sum) => html`<td class="n">${showExact(sum)}`)}${many ? html`<td class="n">${showExact(total.amount)}` : null}</table></div>`;
}

function initiativeRow(row: InitiativeSums, years: readonly FiscalYear[]): Markup {
  const mark = row.illustrative ? html` <span class="mark">illustrative</span>` : null;
  const cells = years.map((year) => {
    const amount = row.years.get(year);
    return html`<td class="n">${amount === undefined ? "" : showExact(amount)}`;
  });
  const sum = years.length > 1 ? html`<td class="n">${showExact(row.amount)}` : null;
  return html`<tr><th scope="row">${row.name}${mark}<td>${row.accounts}${cells}${sum}
`;
}

function initiativeSums(rows: readonly FundedRow[]): readonly InitiativeSums[] {
  return [...Map.groupBy(rows, (row) => row.initiative)]
    .map(([id, list]) => ({
      id,
      name: list[0]?.name ?? id,
      illustrative: list.some((row) => row.illustrative),
      accounts: [...new Set(list.map((row) => row.account))].sort(compareText).join(", "),
      years: new Map(
        [...Map.groupBy(list, (row) => row.fiscal_year)].map(([year, ofYear]) => [
          year as number,
          sumCents(ofYear.map((row) => row.amount)),
        ]),
      ),
      amount: sumCents(list.map((row) => row.amount)),
    }))
    .sort((a, b) => b.amount - a.amount || compareText(a.id, b.id));
}

import { cents, showDollars } from "../base/money.ts";
import type { CycleStep } from "../law/cycle.ts";
import type { AuthorityDescription, DescribedBar, DescribedParameter } from "../law/describe.ts";
import type { DescribedTerm } from "../law/describe-sales.ts";
import { wrapText } from "./wrap-text.ts";

/** What the law holds of an authority on a day, for a terminal. */
export function showAuthority(authority: AuthorityDescription, columns: number): string {
  const { code, name, kind, lead, executes, on, edition, cites, summary, pays_for } = authority;
  const inset = (words: string, by = 2) => wrapText(words, columns, by);
  const lines = [
    `${code}: ${name}`,
    ...inset(`${kind}, led by ${lead}, executed by ${executes}`),
    ...inset(cites.join("; ")),
    ...inset(summary),
    "",
    `On ${on} (law edition ${edition})`,
    ...authority.parameters.flatMap((parameter) => parameterLines(parameter, columns)),
    ...(pays_for.length === 0 ? [] : ["", ...inset(`Pays for: ${pays_for.join(", ")}`, 0)]),
    ...(authority.bars.length === 0 ? [] : ["", "Bars that stop it or flag it"]),
    ...authority.bars.flatMap((bar) => barLines(bar, columns)),
    ...termLines("Fees", authority.fees, columns),
    ...termLines("Under what it leaves", authority.licenses, columns),
    ...(authority.claims.length === 0 ? [] : ["", "Stated by others, and no money of a plan"]),
    ...authority.claims.flatMap((claim) =>
      inset(
        `${showDollars(cents(claim.dollars * 100))}: ${claim.says} [${claim.citation}; ${claim.mark}]`,
      ),
    ),
    ...(authority.after_edition.length === 0 ? [] : ["", "Changes after the edition, not applied"]),
    ...authority.after_edition.flatMap((note) =>
      inset(`${note.on ?? "date not known"}: ${note.says} [${note.citation}; ${note.mark}]`),
    ),
    "",
    ...inset(
      "Marks: checked was compared with the published text and may block; the others only warn.",
      0,
    ),
    `File: ${authority.file}`,
  ];
  return `${lines.join("\n")}\n`;
}

function parameterLines(parameter: DescribedParameter, columns: number): string[] {
  const { name, value, from, to, citation, mark, day_mark, says, reading, next } = parameter;
  const since = from === null ? "" : `since ${from}${day_mark === null ? "" : ` (${day_mark})`}`;
  const until = to === null ? "" : `to ${to}`;
  const dates = [since, until].filter((part) => part !== "").join(" ");
  const again =
    reading === null ? "" : `read again ${reading.on}: ${reading.agrees.replaceAll("_", " ")}`;
  const basis = [citation, mark, dates, again].filter((part) => part !== "").join("; ");
  return [
    ...wrapText(`${name}: ${value ?? "no rule on that day"}`, columns, 2),
    ...(value === null ? [] : wrapText(says, columns, 6)),
    ...wrapText(`[${basis}]`, columns, 6),
    ...(next === null ? [] : wrapText(`From ${next.from}: ${next.value}`, columns, 6)),
  ];
}

function termLines(title: string, terms: readonly DescribedTerm[], columns: number): string[] {
  if (terms.length === 0) return [];
  return ["", title, ...terms.flatMap((term) => oneTerm(term, columns))];
}

function oneTerm(term: DescribedTerm, columns: number): string[] {
  const { code, name, value, says, citation, mark, day_mark, from, to, next } = term;
  const since = from === null ? "" : `since ${from}${day_mark === null ? "" : ` (${day_mark})`}`;
  const until = to === null ? "" : `to ${to}`;
  const basis = [citation, mark, since, until].filter((part) => part !== "").join("; ");
  return [
    ...wrapText(`${code}, ${name}: ${value ?? "no rule on that day"}`, columns, 2),
    ...wrapText(says, columns, 6),
    ...wrapText(`[${basis}]`, columns, 6),
    ...(next === null ? [] : wrapText(`From ${next.from}: ${next.value}`, columns, 6)),
  ];
}

function barLines(bar: DescribedBar, columns: number): string[] {
  const partners = [
    bar.stopped.length === 0 ? "" : `stopped: ${bar.stopped.join(", ")}`,
    bar.waived.length === 0 ? "" : `waived: ${bar.waived.join(", ")}`,
  ].filter((part) => part !== "");
  return [
    ...wrapText(`${bar.code} (${bar.effect}): ${bar.summary}`, columns, 2),
    ...(partners.length === 0 ? [] : wrapText(partners.join("; "), columns, 6)),
    ...wrapText(`[${bar.citation}; ${bar.mark}]`, columns, 6),
  ];
}

/** The steps of the budget and planning year, for a terminal. */
export function showCycle(steps: readonly CycleStep[], columns: number): string {
  const lines = steps.flatMap((step) => [
    ...wrapText(`${step.first} to ${step.last}  ${step.name} (${step.who})`, columns, 0),
    ...wrapText(
      `${step.says} [${step.citation}; ${step.mark}${step.seen ? "; seen" : ""}]`,
      columns,
      6,
    ),
  ]);
  return `${lines.join("\n")}\n`;
}

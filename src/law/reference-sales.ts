import type { Fee, LawBook, License, LicenseList, SecondReading, Span } from "./book.ts";
import { showRate } from "./fees.ts";
import type { LegalMark } from "./law.ts";
import { sayMark } from "./second-readings.ts";

/** The fees of sales on every day that the law knows, as a Markdown table. */
export function feesSection({ contents }: LawBook): string[] {
  return [...contents.fees.values()].flatMap(({ name, summary, fees, cites, file }) => [
    `**${name}.** ${summary.trim()} Sources: ${cites.join("; ")}. File: \`${file}\`.`,
    ...[
      "",
      "| fee | charged on | days | rate | what it says | source |",
      "|---|---|---|---|---|---|",
    ],
    ...fees.flatMap(feeRows),
  ]);
}

function feeRows(fee: Fee): string[] {
  const { name, rate, except } = fee;
  const on = fee.base.replaceAll("_", " ");
  return [
    rowOf([name, on, "always", rate ? "below" : "for each case", fee.says, source(fee)]),
    ...(rate ?? []).map((each) => {
      const value = each.value === null ? "no rule" : showRate(each.value);
      return rowOf([name, on, days(each), value, each.says, source(each)]);
    }),
    ...(except ?? []).map((each) => {
      const who = `not ${each.accounts.join(", ")}`;
      return rowOf([name, on, days(each), who, each.says, source(each)]);
    }),
  ];
}

/** What commercial sales leave under, and how long a license holds, as a Markdown table. */
export function licensesSection({ contents }: LawBook): string[] {
  return [...contents.licenses.values()].flatMap((list) => [
    `**${list.name}.** ${list.summary.trim()} Sources: ${list.cites.join("; ")}. File: \`${list.file}\`.`,
    ...["", "| code | what it is | days | what it says | source |", "|---|---|---|---|---|"],
    ...termRows(list),
    ...list.licenses.map(licenseRow),
    ...(list.after_edition ?? []).map(
      (note) =>
        `\nAfter this edition, not applied: ${note.on ?? ""}: ${note.says} (${note.cite}; ${note.mark})`,
    ),
  ]);
}

function termRows({ registration, validity_months }: LicenseList): string[] {
  return [
    ...registration.map((each) =>
      rowOf([
        "registration",
        each.value ? "asked" : "not asked",
        days(each),
        each.says,
        source(each),
      ]),
    ),
    ...validity_months.map((each) =>
      rowOf(["validity", `${each.value} months`, days(each), each.says, source(each)]),
    ),
  ];
}

function licenseRow(license: License): string {
  const { code, kind, name, amends, partners, says } = license;
  const what = amends === undefined ? `${kind}: ${name}` : `${kind} of \`${amends}\``;
  const whom = partners === undefined ? "" : ` (${partners.join(", ")})`;
  return rowOf([`\`${code}\``, `${what}${whom}`, days(license), says, source(license)]);
}

function source(each: {
  readonly cite: string;
  readonly mark: LegalMark;
  readonly second_reading?: SecondReading | undefined;
}): string {
  return `${each.cite} (${sayMark(each.mark, each.second_reading)})`;
}

function days({ from, to }: Pick<Span, "from" | "to">): string {
  if (from === null) return to === null ? "always" : `until ${to}`;
  return to === null ? `from ${from}` : `${from} to ${to}`;
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.trim().replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
}

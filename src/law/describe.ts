import type { IsoDate } from "../base/fiscal.ts";
import type { Authority, Dated, LawBook, SecondReading } from "./book.ts";
import { type DescribedTerm, describeFees, describeLicenses } from "./describe-sales.ts";
import { findNext, holdsOn } from "./in-force.ts";
import type { LegalMark } from "./law.ts";
import { listPaid } from "./paid.ts";
import { type ParameterName, parameterNames, parameters } from "./parameters.ts";
import { sayValue } from "./words.ts";

/** One parameter of an authority on a day, in words. */
export interface DescribedParameter {
  readonly name: ParameterName;
  readonly meaning: string;
  /** The value in words; nothing where no rule is in force on that day. */
  readonly value: string | null;
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
  readonly citation: string;
  readonly mark: LegalMark;
  /** How sure the first day is, where that is less sure than the value. */
  readonly day_mark: LegalMark | null;
  readonly says: string;
  /** What a second and independent reading of the text says of the value. */
  readonly reading: SecondReading | null;
  /** What it changes to, and when. */
  readonly next: { readonly from: IsoDate; readonly value: string } | null;
}

/** A bar that may touch an authority. */
export interface DescribedBar {
  readonly code: string;
  readonly name: string;
  readonly effect: "stops" | "flags";
  readonly summary: string;
  readonly citation: string;
  readonly mark: LegalMark;
  readonly waiver: string;
  /** ISO codes of partners determined on that day: stopped, and waived for this authority. */
  readonly stopped: readonly string[];
  readonly waived: readonly string[];
  readonly file: string;
}

/** All that the law holds of one account or authority on a day. */
export interface AuthorityDescription {
  readonly edition: string;
  readonly on: IsoDate;
  readonly code: string;
  readonly name: string;
  readonly kind: Authority["kind"];
  readonly lead: string;
  readonly executes: string;
  readonly cites: readonly string[];
  readonly summary: string;
  readonly file: string;
  /** Codes of the authorities whose activities it pays. */
  readonly pays_for: readonly string[];
  readonly parameters: readonly DescribedParameter[];
  readonly bars: readonly DescribedBar[];
  /** What sales by it are charged beside their value. */
  readonly fees: readonly DescribedTerm[];
  /** Under what commercial sales leave, and how long a license holds. */
  readonly licenses: readonly DescribedTerm[];
  /** Figures that somebody stated; they are no money of a plan. */
  readonly claims: readonly {
    readonly says: string;
    readonly dollars: number;
    readonly citation: string;
    readonly mark: LegalMark;
  }[];
  /** Known changes after the day of the edition; they are not applied. */
  readonly after_edition: readonly {
    readonly on: IsoDate | null;
    readonly says: string;
    readonly citation: string;
    readonly mark: LegalMark;
  }[];
}

/** What the law says of an account or authority on a day, as plain data. Nothing for an unknown code. */
export function describeAuthority(
  law: LawBook,
  code: string,
  on: IsoDate,
): AuthorityDescription | undefined {
  const authority = law.contents.authorities.get(code);
  if (authority === undefined) return undefined;
  const { name, kind, lead, executes, cites, summary, file } = authority;
  return {
    edition: law.edition,
    on,
    code,
    name,
    kind,
    lead,
    executes,
    cites,
    summary,
    file,
    pays_for: listPaid(law.contents, code, on),
    parameters: parameterNames.flatMap((each) => describeParameter(authority, each, on)),
    bars: describeBars(law, code, on),
    fees: describeFees(law, code, on),
    licenses: describeLicenses(law, code, on),
    claims: (authority.claims ?? []).map(({ says, dollars, cite, mark }) => ({
      ...{ says, dollars, mark },
      citation: cite,
    })),
    after_edition: [
      ...(authority.after_edition ?? []),
      ...(law.contents.licenses.get(code)?.after_edition ?? []),
    ].map((note) => ({
      on: note.on,
      says: note.says,
      citation: note.cite,
      mark: note.mark,
    })),
  };
}

function describeParameter(
  authority: Authority,
  name: ParameterName,
  on: IsoDate,
): DescribedParameter[] {
  const values: readonly Dated<unknown>[] | undefined = authority.parameters[name];
  const entry = values?.find((each) => holdsOn(each, on));
  const next = findNext(values, on);
  const shown = entry ?? next;
  if (shown === undefined) return [];
  const isNow = entry !== undefined;
  return [
    {
      name,
      meaning: parameters[name].meaning,
      value: isNow && entry.value !== null ? sayValue(name, entry.value) : null,
      from: isNow ? entry.from : null,
      to: isNow ? entry.to : null,
      citation: shown.cite,
      mark: shown.mark,
      day_mark: shown.day_mark ?? null,
      says: isNow ? entry.says : "No rule on that day.",
      reading: shown.second_reading ?? authority.second_reading ?? null,
      next:
        next === undefined || next.from === null
          ? null
          : { from: next.from, value: sayValue(name, next.value) },
    },
  ];
}

function describeBars(law: LawBook, code: string, on: IsoDate): DescribedBar[] {
  return law.contents.bars.flatMap((bar) => {
    const stop = bar.stops.find((each) => each.accounts.includes(code) && holdsOn(each, on));
    if (stop === undefined) return [];
    const rows = (bar.determinations ?? []).filter((row) => holdsOn(row, on));
    const free = rows.filter((row) => row.waived === "all" || row.waived.includes(code));
    const { name, effect, summary, waiver, file } = bar;
    return [
      {
        code: bar.code,
        name,
        effect,
        summary,
        citation: stop.cite,
        mark: stop.mark,
        waiver,
        stopped: rows.filter((row) => !free.includes(row)).map((row) => row.partner),
        waived: free.map((row) => row.partner),
        file,
      },
    ];
  });
}

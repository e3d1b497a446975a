import type { LawContents, SecondReading, Span } from "./book.ts";
import type { LegalMark } from "./marks.ts";
import { parameterNames } from "./parameters.ts";

/** A value of the law that is marked checked, where it stands, and the second reading that covers it. */
export interface CheckedValue {
  readonly file: string;
  readonly path: readonly PropertyKey[];
  readonly span: Span;
  /** The value's own reading, or else that of its file. */
  readonly reading: SecondReading | undefined;
}

/** Every value that is marked checked, and so may block or make money wait, in the order of the files. */
export function listChecked(contents: LawContents): CheckedValue[] {
  const all: CheckedValue[] = [];
  const take = (
    owner: { readonly file: string; readonly second_reading?: SecondReading | undefined },
    path: readonly PropertyKey[],
    spans: readonly Span[],
  ) => {
    for (const [index, span] of spans.entries()) {
      if (span.mark !== "checked") continue;
      const reading = span.second_reading ?? owner.second_reading;
      all.push({ file: owner.file, path: [...path, index], span, reading });
    }
  };
  for (const authority of contents.authorities.values()) {
    for (const name of parameterNames) {
      take(authority, ["parameters", name], authority.parameters[name] ?? []);
    }
  }
  for (const bar of contents.bars) {
    take(bar, ["stops"], bar.stops);
    take(bar, ["determinations"], bar.determinations ?? []);
  }
  const groups = { file: "law/notification/groups.yaml" };
  for (const [index, group] of contents.groups.entries()) {
    take(groups, ["groups", index, "members"], group.members);
  }
  for (const notice of contents.notices.values()) {
    for (const [index, rule] of notice.rules.entries()) {
      take(notice, ["rules", index, "threshold"], rule.threshold);
      take(notice, ["rules", index, "wait_days"], rule.wait_days);
    }
  }
  for (const { file, fees } of contents.fees.values()) {
    for (const [index, fee] of fees.entries()) {
      const own = { file, second_reading: fee.second_reading };
      take(own, ["fees", index, "rate"], fee.rate ?? []);
      take(own, ["fees", index, "except"], fee.except ?? []);
      take(own, ["fees", index], [{ ...fee, from: null, to: null }]);
    }
  }
  for (const list of contents.licenses.values()) {
    const own = { file: list.file };
    take(own, ["licenses"], list.licenses);
    take(own, ["registration"], list.registration);
    take(own, ["validity_months"], list.validity_months);
  }
  return all;
}

/**
 * Whether a second reading bears out a checked value: it agrees, or agrees in part and with all that the value stops.
 *
 * Nothing may be marked checked, and so block or make money wait, without such a reading.
 */
export function bearsOut(reading: SecondReading | undefined): boolean {
  if (reading === undefined) return false;
  return reading.agrees === "yes" || (reading.agrees === "in_part" && reading.stops_agree === true);
}

/** The mark of a value in words, with what a second reading of the text found of it. */
export function sayMark(mark: LegalMark, reading: SecondReading | null | undefined): string {
  if (reading === null || reading === undefined) return mark;
  const stops = reading.stops_agree === true ? ", with all that it stops" : "";
  const agrees = `${reading.agrees.replaceAll("_", " ")}${stops}`;
  return `${mark}; read again ${reading.on}: ${agrees}`;
}

/** A rule with its own mark, and its own second reading where it has one. */
export interface MarkedRule {
  readonly mark: LegalMark;
  readonly second_reading?: SecondReading | undefined;
}

/** The mark of a rule in words. The reading of its file counts for what is checked and has none of its own. */
export function sayMarkOf(rule: MarkedRule, whole: SecondReading | undefined): string {
  return sayMark(rule.mark, rule.second_reading ?? (rule.mark === "checked" ? whole : undefined));
}

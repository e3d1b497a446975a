import { addDays, type IsoDate } from "../base/fiscal.ts";
import type { Dated, LawContents, Span } from "./book.ts";
import { parameterNames } from "./parameters.ts";

/** What is wrong with the days of a list, and at which index of it. */
export interface SpanProblem {
  readonly index: number;
  readonly problem: string;
}

/**
 * What is wrong with the days of dated values: they must follow one another without gap or overlap, and the last
 * must be open, so that an end is an explicit `null`.
 */
export function checkSequence(values: readonly Span[]): SpanProblem[] {
  const problems = checkDirections(values);
  for (const [index, value] of values.entries()) {
    const before = values[index - 1];
    if (before === undefined) continue;
    if (before.to === null) {
      problems.push({ index, problem: "it follows a value that is still open" });
    } else if (value.from === null || value.from <= before.to) {
      problems.push({ index, problem: `it overlaps the value before it, which ends ${before.to}` });
    } else if (value.from !== addDays(before.to, 1)) {
      problems.push({ index, problem: `it leaves a gap after ${before.to}` });
    }
  }
  const last = values.at(-1);
  if (last !== undefined && last.to !== null) {
    const problem = `it ends ${last.to}, and no \`value: null\` follows`;
    problems.push({ index: values.length - 1, problem });
  }
  return problems;
}

/** Spans that end before they begin. */
export function checkDirections(values: readonly Span[]): SpanProblem[] {
  return [...values.entries()]
    .filter(([, { from, to }]) => from !== null && to !== null && to < from)
    .map(([index]) => ({ index, problem: "it ends before it begins" }));
}

/** Spans of the same key that share a day. */
export function checkOverlaps<S extends Span>(
  values: readonly S[],
  keyOf: (value: S) => string,
): SpanProblem[] {
  const problems: SpanProblem[] = [];
  for (const [index, value] of values.entries()) {
    const clash = values
      .slice(0, index)
      .some(
        (other) =>
          keyOf(other) === keyOf(value) &&
          (other.to === null || value.from === null || value.from <= other.to) &&
          (value.to === null || other.from === null || other.from <= value.to),
      );
    if (clash) problems.push({ index, problem: `it overlaps another of \`${keyOf(value)}\`` });
  }
  return problems;
}

/** One list of dated values of the law, with its name. */
export interface Series {
  readonly name: string;
  readonly values: readonly Dated<unknown>[];
}

/** Every list of dated values in the law, by name such as `S333.purposes`. */
export function listSeries(contents: LawContents): Series[] {
  const series: Series[] = [];
  for (const authority of contents.authorities.values()) {
    for (const name of parameterNames) {
      const values = authority.parameters[name];
      if (values !== undefined) series.push({ name: `${authority.code}.${name}`, values });
    }
  }
  for (const notice of contents.notices.values()) {
    for (const rule of notice.rules) {
      const name = `${notice.kind}.${rule.category}.${rule.group}`;
      series.push({ name: `${name}.threshold`, values: rule.threshold });
      series.push({ name: `${name}.wait_days`, values: rule.wait_days });
    }
  }
  for (const { channel, fees } of contents.fees.values()) {
    for (const { code, rate } of fees) {
      if (rate !== undefined) series.push({ name: `${channel}.${code}.rate`, values: rate });
    }
  }
  for (const { channel, registration, validity_months } of contents.licenses.values()) {
    series.push({ name: `${channel}.registration`, values: registration });
    series.push({ name: `${channel}.validity_months`, values: validity_months });
  }
  return series;
}

/** The days on which a list of spans changes: each first day, and each day after a last one. */
export function changeDays(values: readonly Pick<Span, "from" | "to">[]): IsoDate[] {
  const days = new Set<IsoDate>();
  for (const { from, to } of values) {
    if (from !== null) days.add(from);
    if (to !== null) days.add(addDays(to, 1));
  }
  return [...days].sort();
}

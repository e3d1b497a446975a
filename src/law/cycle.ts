import { compareText } from "../base/findings.ts";
import {
  addDays,
  type FiscalYear,
  fiscalYear,
  type IsoDate,
  isIsoDate,
  isoDate,
} from "../base/fiscal.ts";
import type { Cycle, LawContents } from "./book.ts";
import type { LegalMark } from "./marks.ts";

type Step = Cycle["steps"][number];
type RelativeDay = Step["first"];

/** A step of a department's budget and planning year, on the days of one fiscal year. */
export interface CycleStep {
  readonly cycle: string;
  readonly code: string;
  readonly name: string;
  readonly who: string;
  readonly first: IsoDate;
  readonly last: IsoDate;
  /** Whether these days were seen in that year, or follow the usual course. */
  readonly seen: boolean;
  readonly says: string;
  readonly citation: string;
  readonly mark: LegalMark;
  readonly file: string;
}

/**
 * The steps of the departments' budget and planning years for one fiscal year, by first day.
 *
 * What was seen in that year stands in place of the usual days. What was seen without a day keeps the usual days, and
 * says what was seen.
 */
export function listCycle(contents: LawContents, year: FiscalYear): readonly CycleStep[] {
  return contents.cycles
    .flatMap((cycle) => cycle.steps.map((step) => placeStep(cycle, step, year)))
    .sort((a, b) => compareText(a.first, b.first) || compareText(a.last, b.last));
}

function placeStep(cycle: Cycle, step: Step, year: FiscalYear): CycleStep {
  const { code, name, who } = step;
  const known = step.seen?.find((each) => each.fiscal_year === year);
  const told = known ?? step;
  return {
    ...{ cycle: cycle.code, code, name, who, file: cycle.file },
    first: isoDate(known?.first ?? dayOf(step.first, year)),
    last: isoDate(known?.last ?? dayOf(step.last, year)),
    seen: known !== undefined,
    says: known === undefined ? step.says : `${step.says} For FY${year}: ${known.says}`,
    citation: told.cite,
    mark: told.mark,
  };
}

/** The day that a rule gives in a fiscal year, as text; a day that the year does not have stays as it is written. */
function dayOf({ year, month, day, weekday = 1, nth = 1 }: RelativeDay, of: FiscalYear): string {
  const head = `${of + year}-${String(month).padStart(2, "0")}`;
  if (day !== undefined) return `${head}-${String(day).padStart(2, "0")}`;
  const first = isoDate(`${head}-01`);
  // Sunday is 0 there, and 7 here.
  const begins = new Date(`${first}T00:00:00Z`).getUTCDay() || 7;
  return addDays(first, ((weekday - begins + 7) % 7) + 7 * (nth - 1));
}

/** What is wrong with the days of a step: no such day, or an end before its beginning. */
export function findCycleProblem(step: Step): string | undefined {
  const [first, last] = [step.first, step.last].map((each) => dayOf(each, fiscalYear(2021)));
  if (first === undefined || last === undefined) return undefined;
  for (const { day, weekday, nth } of [step.first, step.last]) {
    if ((day === undefined) === (weekday === undefined || nth === undefined)) {
      return "it needs a day, or a weekday with its place in the month";
    }
  }
  if (!isIsoDate(first) || !isIsoDate(last)) return "a day that the month does not have";
  return last < first ? "it ends before it begins" : undefined;
}

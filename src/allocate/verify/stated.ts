import { compareText, type Finding } from "../../base/findings.ts";
import type { Allocation, Attainment } from "../allocation.ts";
import { reportVerify } from "./finding-kinds.ts";
import { sumOfValues } from "./value.ts";

/** Room for the rounding of floating point in sums of effects and values, as a share of the figure. */
const tolerance = 1e-6;
/** Below this a figure counts as zero.   Unit: effect points, value points, or a ratio. */
const nothing = 1e-9;

function isClose(stated: number, counted: number): boolean {
  if (stated === counted) return true;
  const size = Math.max(Math.abs(stated), Math.abs(counted));
  return Number.isFinite(size) && Math.abs(stated - counted) <= tolerance * size + nothing;
}

/** Checks that choices, payments and attainments stand in the order that makes equal results equal bytes. */
export function checkOrder(allocation: Allocation): Finding[] {
  const { choices, payments, attainments } = allocation;
  const orders = [
    { name: "choices", by: "initiative", isSorted: isSorted(choices, byInitiative) },
    {
      name: "payments",
      by: "initiative, fiscal year, account",
      isSorted: isSorted(
        payments,
        (a, b) =>
          byInitiative(a, b) || a.fiscal_year - b.fiscal_year || compareText(a.account, b.account),
      ),
    },
    {
      name: "attainments",
      by: "objective",
      isSorted: isSorted(attainments, (a, b) => compareText(a.objective, b.objective)),
    },
  ];
  return orders
    .filter((order) => !order.isSorted)
    .map(({ name, by }) =>
      reportVerify(
        "order_wrong",
        { id: name },
        {
          found: `${name} in another order`,
          expected: `${name} sorted by ${by}`,
          help: "Sort them, so that the same result is the same bytes.",
        },
      ),
    );
}

const byInitiative = (a: { initiative: string }, b: { initiative: string }) =>
  compareText(a.initiative, b.initiative);

function isSorted<T>(rows: readonly T[], compare: (a: T, b: T) => number): boolean {
  return rows.every((row, place) => {
    const before = rows[place - 1];
    return before === undefined || compare(before, row) <= 0;
  });
}

/** Checks the stated effects, values, bound and gap against those counted from the plan. */
export function checkStatedValue(
  allocation: Allocation,
  counted: readonly Attainment[],
): Finding[] {
  const { value, bound, gap_ratio: gap } = allocation;
  const findings = checkAttainments(allocation.attainments, counted);
  const worth = sumOfValues(counted);
  const state = (code: "value_wrong" | "bound_wrong" | "gap_wrong", at: string, words: Words) =>
    findings.push(
      reportVerify(code, { id: "allocation", field: at }, { ...words, help: "Allocate again." }),
    );
  if (!isClose(value, worth)) {
    const expected = `${worth}, counted from the funded packages`;
    state("value_wrong", "value", { found: `a value of ${value} points`, expected });
  }
  if (!(bound >= worth || isClose(bound, worth))) {
    const expected = `at least the value, ${worth}`;
    state("bound_wrong", "bound", { found: `a bound of ${bound} points`, expected });
  }
  const trueGap = bound === value ? 0 : (bound - value) / value;
  if (!isClose(gap, trueGap)) {
    const expected = `${trueGap}, from the value and the bound that are stated`;
    state("gap_wrong", "gap_ratio", { found: `a gap of ${gap}`, expected });
  }
  return findings;
}

interface Words {
  readonly found: string;
  readonly expected: string;
}

/** Each leaf objective is stated once, with its effect and value; nothing else is. */
function checkAttainments(
  stated: readonly Attainment[],
  counted: readonly Attainment[],
): Finding[] {
  const statedOf = Map.groupBy(stated, (row) => row.objective);
  const countedOf = new Map(counted.map((row) => [row.objective, row]));
  const objectives = [...new Set([...statedOf.keys(), ...countedOf.keys()])];
  const words = (row: Attainment | undefined) =>
    row ? `effect ${row.effect} and value ${row.value}` : "nothing";
  return objectives.flatMap((objective) => {
    const rows = statedOf.get(objective) ?? [];
    const [first] = rows;
    const truth = countedOf.get(objective);
    const isRight =
      rows.length === 1 &&
      first !== undefined &&
      truth !== undefined &&
      isClose(first.effect, truth.effect) &&
      isClose(first.value, truth.value);
    if (isRight) return [];
    return reportVerify(
      "attainment_wrong",
      { file: "objectives.csv", id: objective, field: "target_effect" },
      {
        found: `${rows.length > 1 ? `${rows.length} rows` : words(first)} for \`${objective}\``,
        expected: truth ? words(truth) : "no row, because it is no leaf objective",
        help: "Allocate again: the stated effects do not follow from the funded packages.",
      },
    );
  });
}

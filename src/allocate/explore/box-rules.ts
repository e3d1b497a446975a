import { type Count, chanceOfBox, chanceOfEnd } from "./box-rules-chance.ts";
import {
  type Box,
  type BoxColumn,
  type BoxEnds,
  type BoxSearch,
  countInside,
  excessOf,
  isInside,
  peelBox,
  screenColumns,
} from "./box-rules-peel.ts";

/** How to search for rules. */
export interface BoxOptions {
  /** The most rules, and the most conditions of each. */
  readonly boxes: number;
  readonly conditions: number;
  /** The share of a box that one peel takes away. */
  readonly peel: number;
  /** The chance that all rules together may have of being found where there are none. */
  readonly chance: number;
  /** Ends of conditions are whole multiples of this. */
  readonly step: number;
}

/** A condition of a rule: the column lies between the ends. */
export interface BoxCondition {
  readonly column: string;
  readonly from: number | null;
  readonly to: number | null;
}

/** Conditions under which hits are more frequent than elsewhere. */
export interface BoxRule {
  readonly conditions: readonly BoxCondition[];
  /** Of all rows. */
  readonly inside: Count;
  readonly outside: Count;
  /** Share of all hits that lie inside. */
  readonly coverage: number;
  /** Share of the rows inside that are hits. */
  readonly density: number;
  /** The half of the rows in which the rule was not searched, but tested. */
  readonly tested: { readonly inside: Count; readonly outside: Count };
  /** The chance of so many hits inside, or more, in the tested half, if the rule meant nothing. */
  readonly p_value: number;
}

/** As the sweep searches. */
export const boxDefaults: BoxOptions = {
  boxes: 3,
  conditions: 3,
  peel: 0.05,
  chance: 0.05,
  step: 0.01,
};

/** Columns that a search looks at; the others move less with the hits. */
const screened = 12;

/** No box holds fewer rows of the searched half. */
const leastRows = 10;

/** Nor a smaller share of them. */
const leastShare = 0.04;

/** An end of a condition that chance makes as good as this is dropped. */
const chanceOfNoEnd = 0.05;

/** How often the ends are moved in turn before they are taken as they are. */
const rounds = 10;

/**
 * A few plain rules for when rows are hits: boxes in a few columns in which hits are frequent.
 *
 * Each box is searched in one half of the rows that earlier boxes left (peeled, then its ends moved in and out as
 * long as that makes it worth more), and stands only if the other half bears it out beyond chance. So in noise there
 * is no rule. Rows are dealt to the halves in twos, as what-ifs are drawn in opposite pairs.
 */
export function findBoxes(
  columns: readonly BoxColumn[],
  hits: readonly boolean[],
  options: BoxOptions = boxDefaults,
): BoxRule[] {
  const rules: BoxRule[] = [];
  let free = hits.map((_, row) => row);
  while (rules.length < options.boxes) {
    const searched = free.filter((row) => !isTested(row));
    const search: BoxSearch = {
      columns,
      hits,
      peel: options.peel,
      leastRows: Math.max(leastRows, Math.round(searched.length * leastShare)),
    };
    const box = searchBox(search, searched, options);
    if (box.length === 0) return rules;
    const tested = free.filter(isTested);
    const inside = countInside(search, box, tested);
    const all = countInside(search, [], tested);
    const p_value = chanceOfBox(inside, all);
    if (p_value > options.chance / options.boxes) return rules;
    rules.push(ruleOf(search, box, { inside, outside: rest(all, inside) }, p_value));
    free = free.filter((row) => !isInside(columns, box, row));
  }
  return rules;
}

function isTested(row: number): boolean {
  return Math.floor(row / 2) % 2 === 1;
}

function ruleOf(search: BoxSearch, box: Box, tested: BoxRule["tested"], p_value: number): BoxRule {
  const rows = search.hits.map((_, row) => row);
  const all = countInside(search, [], rows);
  const inside = countInside(search, box, rows);
  return {
    conditions: box.map(({ column, from, to }) => ({
      column: search.columns[column]?.name ?? "",
      from,
      to,
    })),
    inside,
    outside: rest(all, inside),
    coverage: all.hits === 0 ? 0 : inside.hits / all.hits,
    density: inside.rows === 0 ? 0 : inside.hits / inside.rows,
    tested,
    p_value,
  };
}

function rest(all: Count, inside: Count): Count {
  return { rows: all.rows - inside.rows, hits: all.hits - inside.hits };
}

/** The box that is worth most in some rows; empty where none is worth anything. */
function searchBox(search: BoxSearch, rows: readonly number[], options: BoxOptions): Box {
  const peeled = peelBox(search, screenColumns(search, rows, screened), rows);
  let box = roundEnds(peeled, options.step);
  box = dropEnds(search, box, rows, options.conditions);
  box = moveEnds(search, box, rows, options.step);
  box = dropEnds(search, box, rows, options.conditions);
  return moveEnds(search, box, rows, options.step);
}

/** Ends as whole multiples of the step, outward. */
function roundEnds(box: Box, step: number): Box {
  return box.map(({ column, from, to }) => ({
    column,
    from: from === null ? null : multiple(Math.floor(from / step), step),
    to: to === null ? null : multiple(Math.ceil(to / step), step),
  }));
}

/** A multiple of the step without the dust of binary fractions. */
function multiple(count: number, step: number): number {
  return Number((count * step).toPrecision(12));
}

/** Drops ends that chance makes as good, the least telling first, and then whole columns until few enough are left. */
function dropEnds(search: BoxSearch, box: Box, rows: readonly number[], most: number): Box {
  let kept = box;
  for (;;) {
    const inside = countInside(search, kept, rows);
    const chanceOf = (other: Box) => chanceOfEnd(inside, countInside(search, other, rows));
    const ends = eachWithout(kept).map((other) => ({ other, chance: chanceOf(other) }));
    const weakest = ends.reduce((a, b) => (b.chance > a.chance ? b : a), ends[0] ?? none);
    if (weakest.chance > chanceOfNoEnd) {
      kept = weakest.other;
      continue;
    }
    if (kept.length <= most) return kept;
    const columns = kept.map((ends) => kept.filter((one) => one !== ends));
    const least = columns
      .map((other) => ({ other, chance: chanceOf(other) }))
      .reduce((a, b) => (b.chance > a.chance ? b : a));
    kept = least.other;
  }
}

/** Nothing to drop. */
const none = { other: [] as Box, chance: 0 };

/** The box without each of its ends in turn. */
function eachWithout(box: Box): Box[] {
  return box.flatMap((ends) => {
    const put = (other: BoxEnds) =>
      box.flatMap((one) =>
        one !== ends ? [one] : other.from === null && other.to === null ? [] : [other],
      );
    return [
      ...(ends.from === null ? [] : [put({ ...ends, from: null })]),
      ...(ends.to === null ? [] : [put({ ...ends, to: null })]),
    ];
  });
}

/** Moves each end to where the box is worth most, the others held, until none moves any more. */
function moveEnds(search: BoxSearch, start: Box, rows: readonly number[], step: number): Box {
  let box = start;
  for (let round = 0; round < rounds; round++) {
    const before = JSON.stringify(box);
    for (const place of box.keys()) {
      for (const end of ["from", "to"] as const) box = moveEnd(search, box, place, end, rows, step);
    }
    if (JSON.stringify(box) === before) return box;
  }
  return box;
}

function moveEnd(
  search: BoxSearch,
  box: Box,
  place: number,
  end: "from" | "to",
  rows: readonly number[],
  step: number,
): Box {
  const ends = box[place];
  if (ends === undefined || ends[end] === null) return box;
  const values = search.columns[ends.column]?.values ?? [];
  const other = box.filter((one) => one !== ends);
  const sign = end === "from" ? -1 : 1;
  const inward = { ...ends, [end]: null };
  const open = rows
    .filter((row) => isInside(search.columns, [...other, inward], row))
    .map((row) => ({ value: values[row] ?? 0, hit: search.hits[row] === true }))
    .sort((a, b) => sign * (a.value - b.value));
  const all = countInside(search, [], rows);
  // From the far end outward: rows enter one by one, and the end may stand after each multiple of the step.
  let count: Count = { rows: 0, hits: 0 };
  let best = { at: ends[end], worth: excessOf(countInside(search, box, rows), all) };
  open.forEach(({ value, hit }, index) => {
    count = { rows: count.rows + 1, hits: count.hits + (hit ? 1 : 0) };
    const at = multiple(sign * Math.ceil((sign * value) / step - 1e-9), step);
    const next = open[index + 1];
    if (next !== undefined && sign * next.value <= sign * at) return;
    const worth = excessOf(count, all);
    if (count.rows >= search.leastRows && worth > best.worth + 1e-12) best = { at, worth };
  });
  return box.map((one) => (one === ends ? { ...ends, [end]: best.at } : one));
}

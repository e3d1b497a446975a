import { type LinearModel, type Column as ModelColumn, Terms } from "../../model/linear-model.ts";
import type { BlockForm } from "./block-form.ts";
import { take } from "./block-room.ts";
import type { OpenWays } from "./block-ways.ts";

/** A block's choice among ways that are still open, as a model for a general solver. */
export interface BlockModel {
  readonly model: LinearModel;
  /** What the items decided are worth but for own leaves, to be added to what the model comes to.   Unit: value points. */
  readonly decided: number;
  /** The modes of the block's items that a solution of the model funds, rising. */
  readonly modesOf: (values: readonly number[]) => Int32Array;
}

/**
 * The model of a block in which some items are decided and the others have some of their ways.
 *
 * `worth`: of each way but for own things. `fixed`: items decided, as pairs of item and way.
 */
export function modelBlock(
  form: BlockForm,
  { order, firstOpen, openWay }: OpenWays,
  worth: Float64Array,
  fixed: ArrayLike<number>,
): BlockModel {
  const columns: ModelColumn[] = [];
  const things = Array.from({ length: form.things }, () => new Terms());
  const [left, decided] = leftOf(form, worth, fixed);
  const rows: LinearModel["rows"][number][] = [];
  const wayOf: number[] = [];
  for (let d = 0; d < order.length; d++) {
    const one = new Terms();
    for (let at = firstOpen[d] as number; at < (firstOpen[d + 1] as number); at++) {
      const w = openWay[at] as number;
      const objective = worth[w] as number;
      const j = columns.push({ name: `w${w}`, lower: 0, upper: 1, objective, integer: true }) - 1;
      wayOf.push(w);
      one.add(j, 1);
      for (let e = form.firstUse[w] as number; e < (form.firstUse[w + 1] as number); e++)
        things[form.useOf[e] as number]?.add(j, form.useAmount[e] as number);
    }
    rows.push(one.toRow(`i${d}`, 1, 1));
  }
  things.forEach((terms, k) => {
    if (k >= form.leaves) addSegments(form, k, columns, terms);
    if (!terms.isEmpty) rows.push(terms.toRow(`t${k}`, -Infinity, left[k] as number));
  });
  return {
    model: { columns, rows },
    decided,
    modesOf: (values) => {
      const ways = Array.from(fixed).filter((_, at) => at % 2 === 1);
      wayOf.forEach((w, j) => {
        if ((values[j] as number) >= 0.5) ways.push(w);
      });
      return Int32Array.from(ways, (w) => form.wayMode[w] as number)
        .filter((m) => m >= 0)
        .sort();
    },
  };
}

/** What decided items leave of own things, the effect on leaves counted up; and what they are worth. */
function leftOf(
  form: BlockForm,
  worth: Float64Array,
  fixed: ArrayLike<number>,
): readonly [Float64Array, number] {
  const left = new Float64Array(form.things);
  left.set(form.limit);
  let decided = 0;
  for (let at = 1; at < fixed.length; at += 2) {
    const w = fixed[at] as number;
    take(form, left, w);
    decided += worth[w] as number;
  }
  return [left, decided];
}

/** What effect on an own leaf is worth, bend by bend. */
function addSegments(form: BlockForm, k: number, columns: ModelColumn[], effect: Terms): void {
  const end = form.firstSegment[k - form.leaves + 1] as number;
  let from = 0;
  for (let s = form.firstSegment[k - form.leaves] as number; s < end; s++) {
    const to = form.segmentEnd[s] as number;
    const objective = form.segmentWorth[s] as number;
    effect.add(
      columns.push({ name: `z${s}`, lower: 0, upper: to - from, objective, integer: false }) - 1,
      1,
    );
    from = to;
  }
}

import type { LinearModel, Row } from "../allocate/model/linear-model.ts";

/** Most of 3a + 2b with a + b <= 4, a + 3b <= 6, a <= 3, all whole: a = 3, b = 1, worth 11. */
export const smallModel: LinearModel = {
  columns: [
    { name: "a", lower: 0, upper: 3, objective: 3, integer: true },
    { name: "b", lower: 0, upper: 10, objective: 2, integer: true },
  ],
  rows: [atMost("sum", 4, [1, 1]), atMost("mix", 6, [1, 3])],
};

/** The small model with one more row that cannot hold: a >= 5. */
export const impossibleModel: LinearModel = {
  ...smallModel,
  rows: [...smallModel.rows, { name: "no", lower: 5, upper: 9, indices: [0], values: [1] }],
};

/** Sixty things in ten knapsacks at once: a first solution is found at once, and a proof takes minutes. */
export const hardModel: LinearModel = knapsacks(60, 10);

/** Thirty things in five knapsacks: too many for one step of the search, and few enough for a test. */
export const mediumModel: LinearModel = knapsacks(30, 5);

function knapsacks(things: number, count: number): LinearModel {
  const places = Array.from({ length: things }, (_, place) => place);
  return {
    columns: places.map((place) => ({
      ...{ name: `x${place}`, lower: 0, upper: 1, integer: true },
      objective: 500 + draw(place, 0) / 2,
    })),
    rows: Array.from({ length: count }, (_, row) => {
      const weights = places.map((place) => draw(place, row + 1) + 1);
      return atMost(`k${row}`, Math.floor(weights.reduce((a, b) => a + b, 0) / 2), weights);
    }),
  };
}

/** A figure from 0 to 999 that looks drawn at random and is always the same. */
function draw(a: number, b: number): number {
  const mixed = Math.imul(a * 61 + b * 7919 + 13, 2654435761);
  return ((mixed ^ (mixed >>> 15)) >>> 0) % 1000;
}

function atMost(name: string, upper: number, values: readonly number[]): Row {
  const indices = values.map((_, place) => place);
  return { name, lower: Number.NEGATIVE_INFINITY, upper, indices, values };
}

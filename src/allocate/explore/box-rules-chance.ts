/** Natural logarithms of 0!, 1!, 2! … up to `most`. */
function logFactorials(most: number): Float64Array {
  const logs = new Float64Array(most + 1);
  for (let n = 2; n <= most; n++) logs[n] = (logs[n - 1] ?? 0) + Math.log(n);
  return logs;
}

/** Rows counted, and how many of them are hits. */
export interface Count {
  readonly rows: number;
  readonly hits: number;
}

/**
 * The chance that so many hits or more fall among `inside.rows` rows drawn blindly from all rows.
 *
 * Source: Fisher's exact test, one-sided; the upper tail of the hypergeometric distribution.
 */
export function chanceOfBox(inside: Count, all: Count): number {
  const logs = logFactorials(all.rows);
  const choose = (n: number, k: number) => (logs[n] ?? 0) - (logs[k] ?? 0) - (logs[n - k] ?? 0);
  const misses = all.rows - all.hits;
  const most = Math.min(inside.rows, all.hits);
  let chance = 0;
  for (let hits = inside.hits; hits <= most; hits++) {
    if (inside.rows - hits > misses) continue;
    const log =
      choose(all.hits, hits) + choose(misses, inside.rows - hits) - choose(all.rows, inside.rows);
    chance += Math.exp(log);
  }
  return Math.min(1, chance);
}

/**
 * The chance of so many hits or more among the rows of a box, if each row were a hit with the chance that it has
 * without one of the box's ends: small where that end earns its place.
 *
 * Source: the quasi-p-value of Bryant and Lempert (2010); the upper tail of the binomial distribution.
 */
export function chanceOfEnd(inside: Count, without: Count): number {
  const rate = without.rows === 0 ? 0 : without.hits / without.rows;
  if (rate <= 0 || rate >= 1) return 1;
  const logs = logFactorials(inside.rows);
  const all = logs[inside.rows] ?? 0;
  let chance = 0;
  for (let hits = inside.hits; hits <= inside.rows; hits++) {
    const ways = all - (logs[hits] ?? 0) - (logs[inside.rows - hits] ?? 0);
    chance += Math.exp(ways + hits * Math.log(rate) + (inside.rows - hits) * Math.log(1 - rate));
  }
  return Math.min(1, chance);
}

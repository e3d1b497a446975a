/** Whole-number terms that together are at most `most`: Σ terms[j] · x[j] ≤ most. */
export interface AtMost {
  readonly terms: readonly bigint[];
  readonly most: bigint;
}

/** A point as whole numerators over one denominator. */
export interface ExactPoint {
  readonly numerators: readonly bigint[];
  readonly denominator: bigint;
}

/**
 * A point x ≥ 0 that keeps every row, exactly, or nothing when there is none.
 *
 * The least-index dual simplex method with no objective: the broken row of least index lets in the first
 * variable that can mend it, and a row that none can mend proves that there is no point. It always ends (Bland).
 * All entries stay whole over one common denominator, because each pivot divides without rest by the last.
 */
export function findPoint(variables: number, rows: readonly AtMost[]): ExactPoint | undefined {
  // Each line is a basic variable: (constant + Σ entries[j] · outside[j]) / denominator.
  const lines = rows.map((row, place) => ({
    variable: variables + place,
    constant: row.most,
    entries: row.terms.map((term) => -term),
  }));
  const outside = Array.from({ length: variables }, (_, place) => place);
  let denominator = 1n;
  for (;;) {
    let pivotLine: (typeof lines)[number] | undefined;
    for (const line of lines) {
      if (line.constant >= 0n || (pivotLine && pivotLine.variable < line.variable)) continue;
      pivotLine = line;
    }
    if (pivotLine === undefined) break;
    let column = -1;
    for (const [place, variable] of outside.entries()) {
      const mends = (pivotLine.entries[place] ?? 0n) > 0n;
      if (mends && (column < 0 || variable < (outside[column] ?? 0))) column = place;
    }
    if (column < 0) return undefined;
    denominator = pivot(lines, pivotLine, column, outside, denominator);
  }
  const numerators = Array.from({ length: variables }, () => 0n);
  for (const line of lines) {
    if (line.variable < variables) numerators[line.variable] = line.constant;
  }
  return { numerators, denominator };
}

interface Line {
  variable: number;
  constant: bigint;
  entries: bigint[];
}

/** Exchanges the line's variable with the column's, and returns the new denominator. */
function pivot(
  lines: readonly Line[],
  chosen: Line,
  column: number,
  outside: number[],
  denominator: bigint,
): bigint {
  const corner = chosen.entries[column] ?? 0n;
  for (const line of lines) {
    if (line === chosen) continue;
    const share = line.entries[column] ?? 0n;
    const reduce = (own: bigint, other: bigint) => (own * corner - share * other) / denominator;
    line.constant = reduce(line.constant, chosen.constant);
    line.entries = line.entries.map((own, place) =>
      place === column ? share : reduce(own, chosen.entries[place] ?? 0n),
    );
  }
  chosen.constant = -chosen.constant;
  chosen.entries = chosen.entries.map((own, place) => (place === column ? denominator : -own));
  const entering = outside[column] ?? 0;
  outside[column] = chosen.variable;
  chosen.variable = entering;
  return corner;
}

import type { LinearModel, Row } from "./linear-model.ts";

/** A row as a person writes it: `floor d 2021: 1 <= 2 [x boats 2021] - 1 [flow school FMF 2021] <= 3`. */
export function rowText(model: LinearModel, row: Row): string {
  const { name, lower, upper } = row;
  const low = lower === upper || lower === Number.NEGATIVE_INFINITY ? "" : `${short(lower)} <= `;
  const high =
    lower === upper
      ? ` = ${short(upper)}`
      : upper === Number.POSITIVE_INFINITY
        ? ""
        : ` <= ${short(upper)}`;
  const terms = row.indices.map((column, place) => {
    const value = row.values[place] ?? 0;
    const sign = place === 0 ? (value < 0 ? "-" : "") : value < 0 ? "- " : "+ ";
    return `${sign}${short(Math.abs(value))} [${model.columns[column]?.name}]`;
  });
  return `${name}: ${low}${terms.length === 0 ? "0" : terms.join(" ")}${high}`;
}

/** A figure without the rounding of floating point. */
function short(value: number): string {
  return String(Number(value.toPrecision(12)));
}

import type { Summary } from "./results.ts";

/** Summaries as a table in Markdown. */
export function formatTable(summaries: readonly Summary[], gap: number): string {
  const marks = summaries[0]?.marks.map(({ seconds }) => `${seconds} s`) ?? [];
  const heads = [
    "instance",
    "solver",
    "first plan",
    ...marks,
    `proves ${percent(gap)}`,
    "peak memory",
    "Entente behind it by at most",
    "times as long as Entente",
  ];
  const rows = summaries.map((one) => [
    `${one.size} ${one.tightness}`,
    one.solver,
    seconds(one.first_plan_seconds),
    ...one.marks.map(({ gap: known, own_gap }) => `${percent(known)} (${percent(own_gap)})`),
    seconds(one.proven_seconds),
    Number.isNaN(one.peak_bytes) ? "?" : `${Math.round(one.peak_bytes / 1e6)} MB`,
    Number.isNaN(one.entente_behind) ? "" : percent(one.entente_behind),
    Number.isNaN(one.times_as_long) ? "" : times(one.times_as_long),
  ]);
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const notes = summaries.flatMap(({ size, tightness, solver, notes: own }) =>
    own.map((note) => `- ${size} ${tightness}, ${solver}: ${note}`),
  );
  return [
    line(heads),
    `|${"---|".repeat(heads.length)}`,
    ...rows.map(line),
    ...(notes.length > 0 ? ["", ...notes] : []),
    "",
  ].join("\n");
}

/** How to read the table of gaps. */
export const tableLegend = `Gaps are medians over seeds, against the best bound that any solver proved; in
brackets, against the solver's own bound. "Entente behind it by at most": from one second on, on its worst
seed. "Times as long": to the last value that both reached.`;

/** A ratio as a percentage, with two digits that say something. */
export function percent(ratio: number): string {
  if (!Number.isFinite(ratio)) return "none";
  return `${(ratio * 100).toFixed(ratio < 0.001 ? 3 : ratio < 0.1 ? 2 : 1)} %`;
}

function seconds(count: number): string {
  return Number.isFinite(count) ? `${count.toFixed(1)} s` : "never";
}

function times(ratio: number): string {
  return Number.isFinite(ratio) ? `${ratio.toFixed(ratio < 10 ? 1 : 0)}` : "no plan";
}

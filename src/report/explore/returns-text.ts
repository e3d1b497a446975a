import { showDollars } from "../../base/money.ts";
import { type TextColumn, textTable, textWidth, wrap } from "../text-layout.ts";
import { showMillionsChange, showPercent, showPoints } from "../words.ts";
import type { ReturnCurveReport, ReturnsReport, StepWorth } from "./returns.ts";
import { kindNames, type ShiftWords } from "./returns-shift-words.ts";

const right = (name: string): TextColumn => ({ name, side: "right" });

/** Names take at most this much of a line. */
const longestName = 30;

/** Return curves in a briefing: their title and what is said of them. */
export function returnsLines(
  { title, sentences }: ReturnsReport,
  width: number,
): readonly string[] {
  return [
    title.toUpperCase(),
    ...sentences.flatMap((words) => wrap(`- ${words}`, width - 2, "  ").map((line) => `  ${line}`)),
  ];
}

/** Return curves for a terminal: one in full, several side by side. */
export function returnsText(report: ReturnsReport, columns: number = textWidth): string {
  const width = Math.min(textWidth, columns);
  const [only, ...more] = report.curves;
  const lines = [
    report.title,
    "=".repeat(Math.min(width, report.title.length)),
    ...wrap(report.note, width),
    ...report.sentences.flatMap((sentence) => wrap(`- ${sentence}`, width, "  ")),
    "",
    ...(only !== undefined && more.length === 0
      ? oneCurve(only, width)
      : manyCurves(report, width)),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

/** A change of value with its sign; nothing to see below a thousandth. */
export function showChange(points: number): string {
  if (Math.abs(points) < 0.0005) return "0";
  return points > 0 ? `+${showPoints(points)}` : showPoints(points);
}

function oneCurve(curve: ReturnCurveReport, width: number): readonly string[] {
  const factors = [
    ...curve.rows.map(({ factor }) => factor),
    ...curve.none.map(({ factor }) => factor),
  ].sort((a, b) => a - b);
  const rows = factors.map((factor) => {
    const row = curve.rows.find((one) => one.factor === factor);
    const none = curve.none.find((one) => one.factor === factor);
    if (row === undefined) {
      return [showPercent(factor, 0), "", "", "", none?.proven ? "no lawful plan" : "none found"];
    }
    return [
      showPercent(factor, 0),
      showDollars(row.amount),
      showPoints(row.value),
      showPoints(row.bound),
      factor === 1 ? "present" : showChange(row.change),
    ];
  });
  return [
    ...(factors.length < 2
      ? []
      : textTable(
          [right("money"), right(""), right("value"), right("bound"), right("change")],
          rows,
        )),
    ...curve.shifts.flatMap((shift) => shiftLines(shift, width)),
  ];
}

/** The room for the name of a list of moves. */
const nameWidth = 14;

function shiftLines({ title, sentence, lists }: ShiftWords, width: number): readonly string[] {
  return [
    "",
    `${title.toUpperCase()}, $ million`,
    ...wrap(sentence, width),
    ...lists.flatMap(({ kind, named, others, rest }) => {
      if (named.length === 0) return [];
      const entries = named.map(
        ({ label, change, before, after }) =>
          `${label} ${showMillionsChange(change)}${before === 0 ? " (new)" : after === 0 ? " (ends)" : ""}`,
      );
      const tail = others > 0 ? [`${others} smaller ${showMillionsChange(rest)}`] : [];
      const words = [...entries, ...tail].join("; ");
      return wrap(words, width - nameWidth).map(
        (line, index) => `${(index === 0 ? `  ${kindNames[kind]}` : "").padEnd(nameWidth)}${line}`,
      );
    }),
  ];
}

function manyCurves({ by, curves }: ReturnsReport, width: number): readonly string[] {
  const factors = [
    ...new Set(curves.flatMap(({ rows, none }) => [...rows, ...none].map(({ factor }) => factor))),
  ].sort((a, b) => a - b);
  const others = factors.filter((factor) => factor !== 1);
  const cell = (curve: ReturnCurveReport, factor: number) => {
    const row = curve.rows.find((one) => one.factor === factor);
    if (row !== undefined) return showChange(row.change);
    const none = curve.none.find((one) => one.factor === factor);
    return none === undefined ? "" : none.proven ? "no plan" : "not found";
  };
  const rate = (step: StepWorth | null) =>
    step === null ? "" : step.value < 0.0005 ? "0" : showPoints(step.per_unit);
  return [
    ...wrap(
      "Change in the plan's value, in points, at so much of the present money; then what the next and the last money " +
        "earn for each $100 million",
      width,
    ),
    ...textTable(
      [
        { name: "", side: "left", most: longestName },
        right("money"),
        ...others.map((factor) => right(showPercent(factor, 0))),
        right("next"),
        right("last"),
      ],
      curves.map((curve) => [
        by === "account" ? curve.id : curve.label,
        showDollars(curve.amount),
        ...others.map((factor) => cell(curve, factor)),
        rate(curve.next),
        rate(curve.last),
      ]),
    ),
  ];
}

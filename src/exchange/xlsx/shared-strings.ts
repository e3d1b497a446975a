import type { Finding } from "../../base/findings.ts";
import { reportExchange } from "../finding-kinds.ts";
import type { WorkbookLimits } from "./limits.ts";
import type { XmlListener } from "./parse-xml.ts";

/**
 * A listener that gathers the shared strings of a workbook, in order.
 *
 * Errors: `sheet_over_limit` for too many. Rich text is joined from its runs; phonetic guides (`rPh`) are no part of the text.
 * Source: ECMA-376 part 1, 18.4.8 and 18.4.9.
 */
export function sharedStringsListener(
  limits: WorkbookLimits,
  file: string,
): XmlListener & { readonly strings: readonly string[] } {
  const strings: string[] = [];
  const text = textGatherer();
  return {
    strings,
    open(name) {
      if (name === "si") text.start();
      else text.open(name);
    },
    close(name) {
      if (name === "si") strings.push(text.take());
      else text.close(name);
    },
    text: text.text,
    problem: () => (strings.length > limits.strings ? tooMany(file, limits.strings) : undefined),
  };
}

function tooMany(file: string, most: number): Finding {
  return reportExchange(
    "sheet_over_limit",
    { file },
    {
      found: "too many shared strings",
      expected: `at most ${most}`,
      help: "Remove what is not data, or split the workbook.",
    },
  );
}

/** Gathers the text of `t` elements outside phonetic guides. */
export interface TextGatherer {
  start(): void;
  open(name: string): void;
  close(name: string): void;
  text(text: string): void;
  take(): string;
}

/** A {@link TextGatherer} for one string item or inline string after another. */
export function textGatherer(): TextGatherer {
  let parts: string[] = [];
  let inText = 0;
  let inGuide = 0;
  return {
    start() {
      parts = [];
    },
    open(name) {
      if (name === "t") inText++;
      if (name === "rPh") inGuide++;
    },
    close(name) {
      if (name === "t") inText--;
      if (name === "rPh") inGuide--;
    },
    text(text) {
      if (inText > 0 && inGuide === 0) parts.push(text);
    },
    take() {
      const whole = unescapeSigns(parts.join(""));
      parts = [];
      return whole;
    },
  };
}

/** Signs that XML cannot hold are written `_x000D_`.   Source: ECMA-376 part 1, 22.9.2.19 (ST_Xstring). */
export function unescapeSigns(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

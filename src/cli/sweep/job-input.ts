import { reportRange } from "../../allocate/explore/sweep-finding-kinds.ts";
import {
  chooseRanges,
  type FactorRange,
  type GivenRange,
  rangeForms,
} from "../../allocate/explore/sweep-ranges.ts";
import type { Factor } from "../../allocate/explore/what-if-factors.ts";
import { type Finding, hasErrors, type Outcome } from "../../base/findings.ts";
import { readTextMap } from "../../plan/read-text-map.ts";
import { readOneFile } from "../folder.ts";
import { planLimits } from "../plan-input.ts";

/** The options that state ranges. */
export interface RangeOptions {
  /** A YAML file of ranges. */
  readonly ranges?: string;
  /** `NAME=RANGE` of the command line; these come before those of the file. */
  readonly range: readonly string[];
}

/** The ranges that the options ask for, of a plan with these factors.   Errors: findings; then no ranges. */
export async function readRanges(
  options: RangeOptions,
  factors: readonly Factor[],
): Promise<Outcome<readonly FactorRange[] | null>> {
  const typed = parseTyped(options.range);
  const filed = await readFiled(options.ranges);
  const findings = [...typed.findings, ...filed.findings];
  if (hasErrors(findings)) return { result: null, findings };
  const names = new Set(typed.result.map(({ name }) => name));
  const rest = filed.result.filter(({ name }) => !names.has(name));
  const chosen = chooseRanges(factors, [...typed.result, ...rest]);
  return chosen.findings.length > 0 ? { result: null, findings: chosen.findings } : chosen;
}

function parseTyped(texts: readonly string[]): Outcome<readonly GivenRange[]> {
  const findings: Finding[] = [];
  const at = { field: "--range" };
  const ranges = texts.flatMap((text): GivenRange[] => {
    const place = text.indexOf("=");
    if (place > 0) return [{ name: text.slice(0, place), text: text.slice(place + 1), at }];
    findings.push(
      reportRange("range_form", at, {
        found: `\`${text}\``,
        expected: `NAME=RANGE, with a range such as ${rangeForms}`,
        help: "Write the name, an equals sign and the range: `--range budget:FMF=0.7..1`.",
      }),
    );
    return [];
  });
  return { result: ranges, findings };
}

async function readFiled(file: string | undefined): Promise<Outcome<readonly GivenRange[]>> {
  if (file === undefined) return { result: [], findings: [] };
  const { result: bytes, findings } = await readOneFile(file, planLimits);
  if (bytes === null) return { result: [], findings };
  // Bytes that are no text come out as letters that no name holds, and are complained of as unknown names.
  const read = readTextMap(file, new TextDecoder("utf-8").decode(bytes));
  const ranges = read.entries.map(({ key, text, row }) => ({
    name: key,
    text,
    at: { file, row, field: key },
  }));
  return { result: ranges, findings: read.findings };
}

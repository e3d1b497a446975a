import type { UnitVetting } from "../../casework/vetting/read-vetting.ts";
import { wrap } from "../text-layout.ts";

/** A unit under both vetting laws for a terminal, below its case: what stands, on what evidence, and the unit above. */
export function vettingText(units: readonly UnitVetting[]): string {
  const lines = units.flatMap((each) => [
    `${each.law.name}: ${each.state.replaceAll("_", " ")}${each.until === null ? "" : `, until ${each.until}`}. Test: ${each.test} [${each.citation}; ${each.mark}]`,
    ...each.evidence.map(
      ({ row, suffices, superseded }) =>
        `Evidence \`${row.id}\`: ${row.standard}, ${suffices ? "enough" : "not enough"} for the test${superseded ? "; superseded" : ""}.`,
    ),
    ...exceptionLines(each),
    ...(each.above === null
      ? []
      : [
          `The unit above, \`${each.above.unit}\`: ${each.above.state.replaceAll("_", " ")}. ${each.above.says}`,
        ]),
  ]);
  const shown = lines.flatMap((line) =>
    wrap(`  ${line}`, undefined, "  ").map((each) => (each.startsWith(" ") ? each : `  ${each}`)),
  );
  return `${["UNDER THE TWO LAWS", ...shown].join("\n")}\n`;
}

function exceptionLines({ exception }: UnitVetting): readonly string[] {
  if (exception === null) return [];
  const { name, on, until, report_due, reported_on, late } = exception;
  const told =
    reported_on !== null
      ? `reported ${reported_on}`
      : report_due === null
        ? "not reported"
        : `to be reported by ${report_due}`;
  return [
    `Exception of ${on}: ${name}${until === null ? "" : `, until ${until}`}; ${told}${late ? ", late" : ""}.`,
  ];
}

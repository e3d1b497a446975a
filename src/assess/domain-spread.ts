import { type Cents, cents, formatDollars, showDollars } from "../base/money.ts";
import { type Concern, reportAssessment } from "./concern.ts";
import { costOf, type Effort, factsOf, listSome } from "./efforts.ts";
import type { Ties } from "./ties.ts";

/** From what size on a program is not small: a choice of the assessment, which the user can change. */
export const smallProgram: Cents = cents(100_000_000);

/** So few programs are no spread. */
const leastSmall = 3;

/**
 * Domains in which most programs are small and no link joins them, though several agencies run them: of a partner, and
 * of the whole plan.
 *
 * Small: under `small` a year at the largest package. Most: more than half of the programs, and at least three.
 */
export function findSpread(
  efforts: readonly Effort[],
  ties: Ties,
  small: Cents = smallProgram,
): readonly Concern[] {
  const named = efforts.filter(({ initiative }) => initiative.domain !== "general");
  const ofPlan = Map.groupBy(named, ({ initiative }) => initiative.domain);
  const ofPartner = Map.groupBy(named, ({ initiative: r }) => `${r.partner}/${r.domain}`);
  return [...ofPlan, ...ofPartner].flatMap(([subject, group]) => {
    const minor = group.filter((one) => one.yearly < small);
    const agencies = new Set(minor.map(({ initiative }) => initiative.agency));
    if (minor.length < leastSmall || minor.length * 2 <= group.length || agencies.size < 2) {
      return [];
    }
    const own = new Set(group.map(({ id }) => id));
    const joined = minor.filter((one) => !ties.neighbors(one.id).isDisjointFrom(own));
    if (joined.length * 2 > minor.length) return [];
    return [saySpread(subject, group, minor, small)];
  });
}

function saySpread(
  subject: string,
  group: readonly Effort[],
  minor: readonly Effort[],
  small: Cents,
): Concern {
  const first = group[0]?.initiative;
  const whole = !subject.includes("/");
  const agencies = [...new Set(minor.map(({ initiative }) => initiative.agency))].sort();
  const facts: Record<string, string> = { "assessment/small_program": formatDollars(small) };
  // Of the whole plan the names suffice: amounts of hundreds of rows change every day.
  if (whole) facts[`domains/${subject}/small`] = minor.map(({ id }) => id).join(";");
  else for (const one of minor) Object.assign(facts, factsOf(one, ["agency", "cost"]));
  const where = whole ? "in the whole plan" : `for \`${first?.partner ?? ""}\``;
  return {
    part: "overlap",
    finding: reportAssessment(
      "domain_spread",
      { file: "initiatives.csv", field: "domain", id: minor[0]?.id ?? "" },
      {
        found: `${minor.length} of ${group.length} programs in the domain ${(first?.domain ?? "").replaceAll("_", " ")} ${where} under ${showDollars(small)} a year, run by ${listSome(agencies)}: ${showDollars(costOf(minor))} together`,
        expected:
          "a few programs of weight, or links that show how small ones build on one another",
        help: "Merge some, link those that build on one another, or accept it with the reason.",
      },
    ),
    subject,
    facts,
    partner: whole ? null : (first?.partner ?? null),
    initiatives: minor.map(({ id }) => id),
    amount: costOf(minor),
  };
}

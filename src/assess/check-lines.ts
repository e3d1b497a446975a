import { compareText, type Finding, reporter } from "../base/findings.ts";
import { zeroCents } from "../base/money.ts";
import type { Judgment, Law } from "../law/law.ts";
import { listCosts } from "../law/yearly-costs.ts";
import type { Plan } from "../plan/plan.ts";
import { assessFindingKinds } from "./finding-kinds.ts";

const report = reporter(assessFindingKinds);

/** One rule that lines break, with the initiatives that do. */
interface Broken {
  readonly judgment: Judgment;
  readonly ids: Set<string>;
}

/**
 * Where lines of a plan break a cap, need an agreement of which nothing is recorded, or cannot be ready before the money ends.
 *
 * Each line is taken at the earliest start of its initiative, and under each account that may pay for it. One finding
 * for each rule and what was found, not for each line, since one look settles all of them.
 */
export function checkLines(plan: Plan, law: Law): Finding[] {
  const judgeLine = law.judgeLine;
  if (judgeLine === undefined) return [];
  const broken = new Map<string, Broken>();
  const known = new Map<string, readonly Judgment[]>();
  const usual = new Map<unknown, number>();
  for (const each of listCosts(plan, law)) {
    const { initiative, subject, year, amount, facts } = each;
    const { purpose, recipient, instrument } = initiative;
    for (const account of initiative.accounts) {
      const asked = facts(account, zeroCents);
      if (!usual.has(asked.usual_days)) usual.set(asked.usual_days, usual.size);
      const when = `${year}\n${asked.days_before}\n${usual.get(asked.usual_days)}`;
      const what = `${purpose}\n${recipient}\n${instrument}\n${subject().lineKinds.join()}`;
      const key = `${account}\n${initiative.partner}\n${when}\n${what}`;
      // What may be told depends on what is asked and when, so that most lines need no question of their own.
      const free = known.get(key) ?? judgeLine(account, subject(), year, asked);
      known.set(key, free);
      const capped = free.some((judgment) => judgment.check === "cap_per_year");
      const judged = capped ? judgeLine(account, subject(), year, facts(account, amount)) : free;
      const told = judged.filter((judgment) => isTold(judgment, plan));
      if (told.length === 0 || law.eligible(account, subject(), year, asked).answer === "no")
        continue;
      for (const judgment of told) addBroken(broken, judgment, initiative.id);
    }
  }
  return [...broken.values()].map(reportBroken);
}

/**
 * Whether a judgment is told here: not that of an agreement that the plan records, which decides who may pay, nor that
 * of one that it does not record where no register was kept, whose silence says nothing.
 */
function isTold({ check, effect, found }: Judgment, plan: Plan): boolean {
  if (effect === "allows") return false;
  return (
    check !== "agreements" || (found === "nothing recorded" && plan.tables.agreements.length > 0)
  );
}

function addBroken(broken: Map<string, Broken>, judgment: Judgment, id: string): void {
  const key = `${judgment.rule}\n${judgment.expected}`;
  const entry = broken.get(key) ?? { judgment, ids: new Set<string>() };
  entry.ids.add(id);
  broken.set(key, entry);
}

function reportBroken({ judgment, ids }: Broken): Finding {
  const [id = "", ...rest] = [...ids].sort(compareText);
  const others = rest.length === 0 ? "" : ` and ${rest.length} more`;
  const kind = kindOf(judgment);
  return report(
    kind.code,
    { file: "initiatives.csv", field: "accounts", id },
    {
      found: `${judgment.rule} (marked ${judgment.mark}) of \`${id}\`${others}: ${judgment.found}`,
      expected: judgment.expected,
      help: kind.help,
      source: judgment.citation,
    },
  );
}

function kindOf(judgment: Judgment): {
  readonly code: keyof typeof assessFindingKinds;
  readonly help: string;
} {
  const { check } = judgment;
  if (check === "cap_per_year") {
    const help = "Fund it in parts or over more years, or ask another account.";
    return { code: "cap_exceeded", help };
  }
  if (check === "two_clocks") {
    const help = "Begin earlier, or ask money that lasts longer.";
    return { code: "money_ends_first", help };
  }
  const help = "Look it up, and record it in `agreements.csv` with its day.";
  return { code: "agreement_unrecorded", help };
}

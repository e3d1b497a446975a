import type { z } from "zod";
import type { assessmentSchema } from "../../api/case-schemas.ts";
import { type Assessment, aboutPartner, assess } from "../../assess/assessment.ts";
import type { AssessedFinding } from "../../assess/verdicts.ts";
import type { IsoDate } from "../../base/fiscal.ts";
import type { Law } from "../../law/law.ts";
import type { Plan } from "../../plan/plan.ts";
import { sayChange } from "../../report/assess/assessment.ts";

type Answer = z.output<typeof assessmentSchema>;

const known = new WeakMap<Plan, Map<IsoDate, Assessment>>();

/** The assessment of a plan on a day, worked out once for all who see the same. */
export function assessmentOf(plan: Plan, on: IsoDate, law: Law): Assessment {
  const days = known.get(plan) ?? new Map<IsoDate, Assessment>();
  known.set(plan, days);
  const fresh = days.get(on) ?? assess(plan, on, { law });
  days.set(on, fresh);
  return fresh;
}

/** What the assessment finds, of the whole plan or about one partner. */
export function listAssessed(
  plan: Plan,
  on: IsoDate,
  law: Law,
  partner: string | undefined,
): Pick<Answer, "findings" | "feasibility"> {
  const whole = assessmentOf(plan, on, law);
  const one = partner === undefined ? whole : aboutPartner(whole, partner, plan);
  const names = new Map(plan.tables.initiatives.map((row) => [row.id, row.name]));
  return {
    findings: one.findings.map(tell),
    feasibility: one.feasibility.map(({ parts, ...rest }) => ({
      ...rest,
      name: names.get(rest.initiative) ?? rest.initiative,
      parts: parts.map((part) => ({ ...part })),
    })),
  };
}

function tell(one: AssessedFinding): Answer["findings"][number] {
  const { part, finding, subject, partner, initiatives, amount, standing, verdict, changes } = one;
  return {
    ...{ part, finding, subject, partner, initiatives: [...initiatives], amount, standing },
    changes: changes.map(sayChange),
    verdict:
      verdict === null
        ? null
        : {
            ...{ id: verdict.id, verdict: verdict.verdict, author: verdict.author },
            ...{ on: verdict.on, reason: verdict.reason },
          },
  };
}

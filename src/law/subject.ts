import { compareText } from "../base/findings.ts";
import type { Agreement, Initiative, Line, Partner } from "../plan/plan.ts";
import type { LegalSubject, RecordedAgreement } from "./law.ts";

/** What the law needs to know of an initiative: its partner and agreements with it, and the kinds of its cost lines. */
export function legalSubject(
  initiative: Pick<Initiative, "purpose" | "recipient" | "instrument"> &
    Partial<Pick<Initiative, "illustrative">>,
  partner: Pick<Partner, "id" | "iso3" | "bureau" | "kind">,
  lines: readonly Pick<Line, "kind">[],
  agreements: readonly Agreement[] = [],
): LegalSubject {
  const { id, iso3, bureau, kind } = partner;
  const known = agreements.filter((row) => actsOn(row, initiative));
  return {
    partner: { id, iso3, bureau, kind },
    purpose: initiative.purpose,
    recipient: initiative.recipient,
    instrument: initiative.instrument,
    lineKinds: [...new Set<string>(lines.map((line) => line.kind))].sort(compareText),
    ...(known.length === 0 ? {} : { agreements: known.map(recorded) }),
  };
}

/** Whether an agreement acts on an initiative: one that is made up acts on none that is real. */
export function actsOn(
  agreement: Pick<Agreement, "illustrative">,
  initiative: Partial<Pick<Initiative, "illustrative">>,
): boolean {
  return !agreement.illustrative || initiative.illustrative === true;
}

function recorded({ kind, status, since, until }: Agreement): RecordedAgreement {
  return { kind, status, since, until };
}

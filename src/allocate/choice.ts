import type { Choice } from "./allocation.ts";
import type { Candidate } from "./problem.ts";

/** What names one way to fund an initiative: its package, its start, and the share of its cost. */
type Named = Pick<Choice, "package" | "start" | "share">;

/** The name of a way to fund an initiative, the same for a choice and for its candidate; no two ways share one. */
export function choiceKey({ package: chosen, start, share = 1 }: Named): string {
  return `${chosen} ${start} ${share}`;
}

/** Whether a choice is this candidate: the same package, start and share. */
export function matches(choice: Named, candidate: Candidate): boolean {
  return (
    choice.package === candidate.package &&
    choice.start === candidate.start &&
    (choice.share ?? 1) === (candidate.share ?? 1)
  );
}

/** The choice of a candidate. */
export function toChoice({ initiative, package: chosen, start, share }: Candidate): Choice {
  const choice = { initiative, package: chosen, start };
  return share === undefined ? choice : { ...choice, share };
}

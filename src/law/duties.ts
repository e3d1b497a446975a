import type { Provision } from "./law.ts";
import { parameters } from "./parameters.ts";

const roles: Readonly<Record<string, { readonly role: string }>> = parameters;

/**
 * Whether a warning is a duty or a reminder of whoever pays, such as notice, vetting or an exception to look for,
 * and not a rule that would block if it were checked.
 */
export function isDuty(provision: Pick<Provision, "rule">): boolean {
  const last = provision.rule.slice(provision.rule.lastIndexOf(".") + 1);
  return roles[last]?.role === "duty" || ["applies", "flagged", "renewal"].includes(last);
}

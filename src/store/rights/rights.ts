import type { z } from "zod";
import type { planHeadSchema, roleSchema } from "../../api/plan-schemas.ts";
import type { Session } from "../database.ts";
import { handlings } from "../levels.ts";

/** What somebody may do with a plan. */
export type Role = z.output<typeof roleSchema>;

/** What the person of a transaction may do with a plan: as the API says it, and their roles. */
export type Rights = z.output<typeof planHeadSchema>["may"] & {
  readonly roles: Role[];
  /** Whether decisions on `main` are theirs, too; a planner decides in scenarios only. */
  readonly decideOnMain: boolean;
};

const wholeRoles: readonly Role[] = ["planner", "decision_maker", "administrator"];

/** The rights of the person of a transaction; nothing where the plan is not there, or not for them. */
export async function rightsIn(tx: Session, plan: string): Promise<Rights | null> {
  const grants = await tx.query<Grant & { see: number | null }>(
    `select g.role, g.agency, g.partner, s.see
     from entente.grants g left join entente.sights s on s.plan = g.plan and s.person = g.person
     where g.plan = $1 and g.person = entente.me()`,
    [plan],
  );
  return rightsOf(grants, grants[0]?.see ?? null);
}

/** A role of somebody in a plan; of a contributor, for an agency or a partner. */
export interface Grant {
  readonly role: Role;
  readonly agency: string | null;
  readonly partner: string | null;
}

/** What somebody with these roles may do, who sees rows up to a level; nothing without any role. */
export function rightsOf(grants: readonly Grant[], see: number | null): Rights | null {
  if (grants.length === 0) return null;
  const roles = [...new Set(grants.map(({ role }) => role))];
  const everywhere = roles.some((role) => wholeRoles.includes(role));
  const mine = grants.filter(({ role }) => role === "contributor");
  const names = (list: readonly (string | null)[]) => [
    ...new Set(list.filter((one) => one !== null)),
  ];
  const decideOnMain = roles.includes("decision_maker") || roles.includes("administrator");
  return {
    edit: everywhere || mine.some(({ agency, partner }) => agency !== null || partner !== null),
    everywhere,
    agencies: names(mine.map(({ agency }) => agency)),
    partners: names(mine.map(({ partner }) => partner)),
    decide: everywhere,
    decideOnMain,
    administer: roles.includes("administrator"),
    see: handlings[see ?? 0] ?? "public",
    roles,
  };
}

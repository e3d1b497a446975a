import { casePlan } from "../../src/casework/case-plan.test-data.ts";
import type { Plan } from "../../src/plan/plan.ts";

/** A small plan with something on every page: proposals, an allocation to work out, a case, findings, a scenario. */
export function planForPages(): Plan {
  return casePlan();
}

/** Every page of the workbench by its heading, with an address at which that plan, named `one`, has something to show. */
export const everyPage = {
  Plans: "/",
  Overview: "/plans/one/overview",
  Plan: "/plans/one/plan",
  Allocation: "/plans/one/allocation",
  "Why: FMF": "/plans/one/why/account/FMF",
  "Why: Coastal radar, Philippines": "/plans/one/why/initiative/PHL-radar",
  Partners: "/plans/one/partners",
  Philippines: "/plans/one/partners/PHL",
  "New proposal": "/plans/one/proposals/new",
  "Coastal radar, Philippines": "/plans/one/proposals/PHL-radar",
  Inbox: "/plans/one/inbox?office=all",
  Boards: "/plans/one/board",
  "Calendar of clocks": "/plans/one/calendar",
  "Coastal radar": "/plans/one/cases/c-333",
  Strategy: "/plans/one/strategy",
  History: "/plans/one/history",
  People: "/plans/one/people",
} as const;

import { tableNames } from "../../plan/fields.ts";
import { listPartners } from "../../report/partner-list.ts";
import { readBranchHeads } from "../../store/plans.ts";
import type { Call, Handlers } from "../handler.ts";
import { overviewPage } from "../pages/overview.ts";
import { partnerPage } from "../pages/partner.ts";
import { checkProposal } from "../pages/proposal.ts";
import { strategyPage } from "../pages/strategy.ts";
import { readPartnerHistory } from "../plan-facts.ts";
import { refuseAbsent } from "../refusals.ts";
import type { SeenPlan } from "../seen-plans.ts";

type PageName =
  | "readFindings"
  | "readOverview"
  | "readStrategy"
  | "listPartners"
  | "readPartner"
  | "checkProposal";

/** What pages show of a plan as a whole. */
export const pageHandlers: Handlers<PageName> = {
  readFindings: async (call) => {
    const { plan, branch } = { ...call.params, ...call.query };
    const seen = await call.server.plans.find(call.caller.id, plan, branch);
    if (seen === undefined) return absent(call);
    const findings = await call.server.plans.findingsOf(seen);
    return {
      body: {
        ...{ branch, seq: seen.seq, withheld: seen.withheld },
        findings: findings.map((one) => ({ ...one, ...tableOf(one.at.file) })),
      },
      tag: tagOf(seen),
    };
  },
  readOverview: async (call) => {
    const { plan, branch } = { ...call.params, ...call.query };
    const seen = await call.server.plans.find(call.caller.id, plan, branch);
    if (seen === undefined) return absent(call);
    const [findings, standing, branches] = await Promise.all([
      call.server.plans.findingsOf(seen),
      call.server.standings.newest(call.caller.id, plan, branch),
      call.server.db.asPerson(call.caller.id, (tx) => readBranchHeads(tx, plan)),
    ]);
    const { withheld } = seen;
    const conflicts = new Map<string, number>();
    return {
      body: overviewPage({ branch, branches, findings, standing, conflicts, withheld }),
    };
  },
  readStrategy: async (call) => {
    const { plan, branch } = { ...call.params, ...call.query };
    const seen = await call.server.plans.find(call.caller.id, plan, branch);
    if (seen === undefined) return absent(call);
    const standing = await call.server.standings.newest(call.caller.id, plan, branch);
    return { body: strategyPage(seen.plan, standing, seen.withheld) };
  },
  listPartners: async (call) => {
    const { plan, branch } = { ...call.params, ...call.query };
    const seen = await call.server.plans.find(call.caller.id, plan, branch);
    if (seen === undefined) return absent(call);
    const standing = await call.server.standings.newest(call.caller.id, plan, branch);
    return {
      body: {
        partners: listPartners(seen.plan, standing?.allocation ?? null),
        first_fiscal_year: seen.plan.head.first_fiscal_year,
        allocation: standing?.summary ?? null,
        withheld: seen.withheld,
      },
    };
  },
  readPartner: async (call) => {
    const { plan, branch, partner: id } = { ...call.params, ...call.query };
    const seen = await call.server.plans.find(call.caller.id, plan, branch);
    if (seen === undefined) return absent(call);
    const partner = seen.plan.tables.partners.find((row) => row.id === id);
    if (partner === undefined) return refuseAbsent("partner", id);
    const { server, caller } = call;
    const [findings, standing, changes] = await Promise.all([
      server.plans.findingsOf(seen),
      server.standings.newest(caller.id, plan, branch),
      server.db.asPerson(caller.id, (tx) => readPartnerHistory(tx, seen.plan, branch, id)),
    ]);
    const { withheld } = seen;
    const input = { plan: seen.plan, law: server.law, standing, findings, changes, withheld };
    return { body: partnerPage(partner, input) };
  },
  checkProposal: async (call) => {
    const { plan } = call.params;
    const seen = await call.server.plans.find(call.caller.id, plan, call.body.branch);
    if (seen === undefined) return absent(call);
    return { body: checkProposal(seen.plan, call.server.law, call.body) };
  },
};

function absent(call: Call<PageName>) {
  const { plan } = call.params;
  const branch = "branch" in call.query ? call.query.branch : "main";
  return refuseAbsent("plan", branch === "main" ? plan : `${plan}, branch ${branch}`);
}

function tagOf(seen: SeenPlan): string {
  return `${seen.seq}.${seen.sight.see}`;
}

function tableOf(file: string | undefined) {
  const table = tableNames.find((name) => `${name}.csv` === file);
  return table === undefined ? {} : { table };
}

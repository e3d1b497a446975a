import { tableNames } from "../../plan/fields.ts";
import { listPartners } from "../../report/partner-list.ts";
import type { Call, Handlers } from "../handler.ts";
import { overviewPage } from "../pages/overview.ts";
import { partnerPage } from "../pages/partner.ts";
import { checkProposal } from "../pages/proposal.ts";
import type { Standing } from "../pages/standing.ts";
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
      tag: pageTag(call, seen, null),
    };
  },
  readOverview: async (call) => {
    const { plan, branch } = { ...call.params, ...call.query };
    const seen = await call.server.plans.find(call.caller.id, plan, branch);
    if (seen === undefined) return absent(call);
    const { see } = seen.sight;
    const [findings, standing, { branches, conflicts }] = await Promise.all([
      call.server.plans.findingsOf(seen),
      call.server.standings.newest(call.caller.id, plan, branch),
      call.server.db.asPerson(call.caller.id, async (tx) => {
        const heads = (await call.server.facts.readHead(tx, plan, seen.sight))?.branches ?? [];
        const counts = await call.server.facts.countConflicts(tx, plan, see, heads);
        return { branches: heads, conflicts: counts };
      }),
    ]);
    const newest = Math.max(...branches.map((one) => one.last));
    const { withheld } = seen;
    return {
      body: overviewPage({ branch, branches, findings, standing, conflicts, withheld }),
      tag: pageTag(call, seen, standing, newest),
    };
  },
  readStrategy: async (call) => {
    const { plan, branch } = { ...call.params, ...call.query };
    const seen = await call.server.plans.find(call.caller.id, plan, branch);
    if (seen === undefined) return absent(call);
    const standing = await call.server.standings.newest(call.caller.id, plan, branch);
    return {
      body: strategyPage(seen.plan, standing, seen.withheld),
      tag: pageTag(call, seen, standing),
    };
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
      tag: pageTag(call, seen, standing),
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
    return { body: partnerPage(partner, input), tag: pageTag(call, seen, standing) };
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

/** What a page depends on: the branch, how much of it is seen, the newest allocation, and the program itself. */
function pageTag(
  { server }: Call<PageName>,
  seen: SeenPlan,
  standing: Standing | null,
  further = 0,
): string {
  const { id = "", stale = false } = standing?.summary ?? {};
  const state = `${stale ? "s" : "f"}${standing?.briefing?.unasked === false ? "w" : "b"}`;
  return `${seen.seq}.${seen.sight.see}.${id}.${state}.${further}.${server.epoch}`;
}

function tableOf(file: string | undefined) {
  const table = tableNames.find((name) => `${name}.csv` === file);
  return table === undefined ? {} : { table };
}

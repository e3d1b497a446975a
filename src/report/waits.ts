import { compareText } from "../base/findings.ts";
import type { IsoDate } from "../base/fiscal.ts";
import { type Cents, sumCents } from "../base/money.ts";
import { isDuty } from "../law/duties.ts";
import type { LegalMark, Provision } from "../law/law.ts";
import type { Directive } from "../plan/plan.ts";
import type { BriefingInput } from "./briefing-input.ts";
import { type HeldSummary, makeHeld } from "./held-money.ts";
import type { FundedRow } from "./rows.ts";

/** A tranche that waits for a decision, or was decided. */
export interface Tranche {
  readonly name: string;
  readonly fiscal_year: number;
  readonly amount: Cents;
  readonly waivable: Cents | null;
  readonly outcome: Directive["outcome"];
  readonly due: IsoDate | null;
  readonly text: string;
  readonly citation: string;
}

/** A duty or doubt of the law on funded initiatives: notice, vetting, a bar that is not checked. */
export interface Duty {
  readonly rule: string;
  readonly says: string;
  readonly citation: string;
  readonly mark: LegalMark;
  /** Funded initiatives that it touches, and their money in all years. */
  readonly initiatives: number;
  readonly amount: Cents;
  /** Some of their names, the most costly first. */
  readonly names: readonly string[];
}

/** Duties and doubts of one kind. */
export interface DutyGroup {
  readonly title: string;
  /** Whether the reader must see them without opening anything. */
  readonly urgent: boolean;
  /** What the reader should do about them. */
  readonly advice: string;
  readonly duties: readonly Duty[];
  /** Funded initiatives that any of them touches, and their money; nothing is counted twice. */
  readonly initiatives: number;
  readonly amount: Cents;
}

/** What must happen before the money moves. */
export interface Waits {
  readonly tranches: readonly Tranche[];
  /** What cases and preconditions block or keep waiting. */
  readonly held: HeldSummary;
  readonly groups: readonly DutyGroup[];
}

/** How many initiatives a duty names. */
const namedInitiatives = 5;

/** Kinds of duties and doubts in the order in which they are read. */
const groups = {
  doubt: {
    title: "Rules that may bar some of it",
    urgent: true,
    advice:
      "These would stop the money if they were checked against the published text; until then they only warn. Have them read first.",
  },
  lists: {
    title: "Lists and exceptions to look up",
    urgent: false,
    advice: "Lists that are made anew every year, and bars with exceptions.",
  },
  notice_days: {
    title: "Notice to Congress",
    urgent: false,
    advice: "The clock runs before the money moves.",
  },
  state_role: {
    title: "The Department of State's part",
    urgent: false,
    advice: "Who decides, concurs or is asked.",
  },
  vetting: {
    title: "Human rights vetting",
    urgent: false,
    advice: "Unit by unit, before training or equipment.",
  },
  conditions: { title: "Other conditions", urgent: false, advice: "What else the law asks for." },
} as const;

type GroupName = keyof typeof groups;

/** Conditioned tranches of the plan, and the duties and doubts of the law on what is funded. */
export function makeWaits(input: BriefingInput, rows: readonly FundedRow[]): Waits {
  const tranches = input.problem.directives
    .filter((row) => row.kind === "withhold")
    .map((row) => ({
      name: row.name,
      fiscal_year: row.fiscal_year,
      amount: row.amount,
      waivable: row.waivable_amount ?? null,
      outcome: row.outcome,
      due: row.decision_due ?? null,
      text: row.text ?? "",
      citation: row.citation,
      id: row.id,
    }))
    .sort((a, b) => a.fiscal_year - b.fiscal_year || compareText(a.id, b.id))
    .map(({ id: _, ...tranche }) => tranche);
  return { tranches, held: makeHeld(input), groups: dutyGroups(input, rows) };
}

function dutyGroups(input: BriefingInput, rows: readonly FundedRow[]): readonly DutyGroup[] {
  const paid = Map.groupBy(rows, (row) => row.initiative);
  const touched = new Map<string, Touched>();
  for (const item of input.problem.items) {
    const own = paid.get(item.initiative.id) ?? [];
    for (const provision of item.warnings) {
      const rowsOfRule = rowsUnder(provision, own, item.initiative.accounts);
      if (rowsOfRule.length === 0) continue;
      const key = JSON.stringify([provision.rule, provision.says, provision.citation]);
      const entry = touched.get(key) ?? { provision, rows: [] };
      entry.rows.push(...rowsOfRule);
      touched.set(key, entry);
    }
  }
  const byGroup = Map.groupBy(touched.values(), (entry) => groupOf(entry.provision));
  return (Object.keys(groups) as GroupName[]).flatMap((name): DutyGroup[] => {
    const entries = byGroup.get(name);
    if (!entries) return [];
    const all = new Set(entries.flatMap((entry) => entry.rows));
    return [
      {
        ...groups[name],
        duties: entries
          .map(({ provision, rows: own }) => dutyOf(provision, own))
          .sort(
            (a, b) =>
              b.amount - a.amount || compareText(a.rule, b.rule) || compareText(a.says, b.says),
          ),
        initiatives: new Set([...all].map((row) => row.initiative)).size,
        amount: sumCents([...all].map((row) => row.amount)),
      },
    ];
  });
}

interface Touched {
  readonly provision: Provision;
  readonly rows: FundedRow[];
}

/** The last word of a rule's name, and what stands before it. */
function partsOf(rule: string): readonly [string, string] {
  const dot = rule.lastIndexOf(".");
  return [rule.slice(0, Math.max(0, dot)), rule.slice(dot + 1)];
}

function groupOf(provision: Provision): GroupName {
  const [, name] = partsOf(provision.rule);
  if (!isDuty(provision)) return "doubt";
  return name in groups ? (name as GroupName) : "lists";
}

/** The payments that a rule touches: those of its account, where it is the rule of one that was asked to pay. */
function rowsUnder(
  provision: Provision,
  rows: readonly FundedRow[],
  accounts: readonly string[],
): readonly FundedRow[] {
  const [account] = partsOf(provision.rule);
  return accounts.includes(account) ? rows.filter((row) => row.account === account) : rows;
}

function dutyOf(provision: Provision, rows: readonly FundedRow[]): Duty {
  const sums = [...Map.groupBy(rows, (row) => row.initiative)].map(([id, list]) => ({
    id,
    name: list[0]?.name ?? id,
    amount: sumCents(list.map((row) => row.amount)),
  }));
  sums.sort((a, b) => b.amount - a.amount || compareText(a.id, b.id));
  return {
    rule: provision.rule,
    says: provision.says,
    citation: provision.citation,
    mark: provision.mark,
    initiatives: sums.length,
    amount: sumCents(sums.map((sum) => sum.amount)),
    names: sums.slice(0, namedInitiatives).map((sum) => sum.name),
  };
}

import type { z } from "zod";
import type { overviewSchema } from "../../api/page-schemas.ts";
import type { branchHeadSchema } from "../../api/plan-schemas.ts";
import { assessFindingKinds } from "../../assess/finding-kinds.ts";
import { compareText, type Finding, type FindingKinds } from "../../base/findings.ts";
import { lawFindingKinds } from "../../law/finding-kinds.ts";
import { planFindingKinds } from "../../plan/finding-kinds.ts";
import { count } from "../../report/words.ts";
import type { Standing } from "./standing.ts";

type Overview = z.output<typeof overviewSchema>;
type Attention = Overview["attention"][number];
type BranchHead = z.output<typeof branchHeadSchema>;

/** What an overview is made from. */
export interface OverviewInput {
  readonly branch: string;
  readonly branches: readonly BranchHead[];
  readonly findings: readonly Finding[];
  readonly standing: Standing | null;
  /** Cells that a scenario and the plan have both changed, by scenario. */
  readonly conflicts: ReadonlyMap<string, number>;
  readonly withheld: boolean;
}

/** The overview of a branch: what its newest allocation says, and what needs somebody's attention. */
export function overviewPage(input: OverviewInput): Overview {
  const { standing, withheld } = input;
  return {
    allocation: standing?.summary ?? null,
    briefing: standing?.briefing ?? null,
    attention: listAttention(input),
    withheld,
  };
}

const order = { error: 0, warning: 1, note: 2 } as const;

/** What needs attention: the most severe first. */
function listAttention(input: OverviewInput): Attention[] {
  const { standing, branches, branch, conflicts, findings } = input;
  const list = [
    ...ofFindings(findings),
    ...ofAllocation(standing),
    ...ofScenarios(branches, branch),
    ...ofConflicts(conflicts),
  ];
  return list.sort(
    (a, b) =>
      order[a.severity] - order[b.severity] || b.count - a.count || compareText(a.kind, b.kind),
  );
}

const kinds: FindingKinds = { ...planFindingKinds, ...lawFindingKinds, ...assessFindingKinds };

function ofFindings(findings: readonly Finding[]): Attention[] {
  const told = findings.filter(
    (one) => one.severity !== "note" && one.code !== "scenario_test_open",
  );
  return [...Map.groupBy(told, (one) => one.code)].map(([code, list]) => {
    const [first] = list;
    const table = /^(\w+)\.csv$/.exec(first?.at.file ?? "")?.[1];
    const query = new URLSearchParams({ ...(table === undefined ? {} : { table }), finding: code });
    return {
      kind: code,
      severity: first?.severity ?? "warning",
      sentence: kinds[code]?.meaning ?? first?.found ?? code,
      count: list.length,
      link: `/plan?${query}`,
    };
  });
}

function ofAllocation(standing: Standing | null): Attention[] {
  if (standing === null) {
    return [
      {
        kind: "no_allocation",
        severity: "note",
        sentence: "Nobody has asked for an allocation yet.",
        count: 1,
        link: "/allocation",
      },
    ];
  }
  const list: Attention[] = [];
  if (standing.summary.stale) {
    list.push({
      kind: "allocation_stale",
      severity: "warning",
      sentence: "The plan has changed since the newest allocation was worked out.",
      count: 1,
      link: "/allocation",
    });
  }
  const unmet = standing.briefing?.unmet ?? [];
  if (unmet.length > 0) {
    list.push({
      kind: "directives_unmet",
      severity: "warning",
      sentence: `The allocation does not follow ${count(unmet.length, "directive")} of report language.`,
      count: unmet.length,
      link: "/allocation",
    });
  }
  return list;
}

function ofScenarios(branches: readonly BranchHead[], branch: string): Attention[] {
  return branches
    .filter((one) => one.state === "open" && (branch === "main" || one.id === branch))
    .flatMap((one): Attention[] => {
      const open = one.tests.filter((test) => test.answer === null).length;
      if (open === 0) return [];
      return [
        {
          kind: "scenario_test_open",
          severity: "warning",
          sentence: `The scenario “${one.title}” has ${count(open, "question")} that nobody has answered.`,
          count: open,
          link: `/overview?branch=${encodeURIComponent(one.id)}`,
        },
      ];
    });
}

function ofConflicts(conflicts: ReadonlyMap<string, number>): Attention[] {
  return [...conflicts]
    .filter(([, cells]) => cells > 0)
    .map(([id, cells]) => ({
      kind: "branch_conflicts",
      severity: "warning" as const,
      sentence: `The scenario \`${id}\` and the plan have both changed ${count(cells, "cell")}.`,
      count: cells,
      link: `/history?branch=${encodeURIComponent(id)}`,
    }));
}

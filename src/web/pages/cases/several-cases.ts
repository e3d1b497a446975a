import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { usePlan } from "../../plan-context.tsx";
import { askAnew, client } from "../../queries/api.ts";
import type { ActCells } from "./act-fields.tsx";
import { type CaseAnswer, type CaseSummary, isStopped, type NextAct } from "./case-values.ts";

/** An act that may be done in several cases with the same words, and in which of those at hand. */
export interface SharedAct {
  readonly act: NextAct;
  readonly cases: readonly CaseAnswer[];
}

/** What came of an act in one of the cases: nothing is wrong where `problem` is empty. */
export interface Done {
  readonly id: string;
  readonly name: string;
  readonly problem: string;
}

/** Fields whose words can be the same in every case. Evidence and answers are each case's own. */
const same: ReadonlySet<string> = new Set(["reason", "addressee", "channel", "until"]);

/**
 * The acts that the caller may do now in at least two of the cases, those of most cases first.
 *
 * Signatures are left out: who signs has the facts of that package before their eyes.
 */
export function listShared(cases: readonly CaseAnswer[]): readonly SharedAct[] {
  const shared = new Map<string, { act: NextAct; cases: CaseAnswer[] }>();
  for (const page of cases) {
    for (const act of page.next) {
      const ready = act.may && !act.signs && !isStopped(act);
      if (!ready || !act.needs.every((need) => same.has(need))) continue;
      const key = `${page.case.process} ${act.code}`;
      const known = shared.get(key) ?? { act, cases: [] };
      known.cases.push(page);
      shared.set(key, known);
    }
  }
  return [...shared.values()]
    .filter(({ cases: found }) => found.length > 1)
    .sort((a, b) => b.cases.length - a.cases.length);
}

/** Reads the cases whole, some at a time. */
export function useCasePages(cases: readonly CaseSummary[], day: { readonly on?: string }) {
  const { plan, branch } = usePlan();
  const ids = cases.map(({ id }) => id);
  return useQuery({
    queryKey: ["several cases", plan, branch, day.on ?? "", ids],
    staleTime: 0,
    gcTime: 0,
    queryFn: async () => {
      const pages: CaseAnswer[] = [];
      for (let first = 0; first < ids.length; first += 6) {
        const some = ids.slice(first, first + 6);
        pages.push(
          ...(await Promise.all(
            some.map((id) =>
              client.call("readCase", { params: { plan, case: id }, query: { branch, ...day } }),
            ),
          )),
        );
      }
      return pages;
    },
  });
}

/** Does an act in one case after the other; each is refused or done by itself. */
export function useActInSeveral() {
  const { plan, branch } = usePlan();
  const [done, setDone] = useState<readonly Done[]>([]);
  const [left, setLeft] = useState(0);
  const act = async (shared: SharedAct, ids: ReadonlySet<string>, on: string, cells: ActCells) => {
    const chosen = shared.cases.filter((page) => ids.has(page.case.id));
    setDone([]);
    for (const [place, page] of chosen.entries()) {
      setLeft(chosen.length - place);
      const problem = await actIn(page).catch((thrown: unknown) =>
        thrown instanceof Error ? thrown.message : String(thrown),
      );
      setDone((old) => [...old, { id: page.case.id, name: page.case.name, problem }]);
    }
    setLeft(0);
    await askAnew(plan);

    async function actIn(page: CaseAnswer): Promise<string> {
      const offices = page.next.find(({ code }) => code === shared.act.code)?.offices ?? [];
      const office = offices.find(({ mine }) => mine) ?? offices[0];
      await client.call("actInCase", {
        params: { plan, case: page.case.id },
        body: { branch, event: shared.act.code, office: office?.code ?? "", on, cells },
        ifMatch: `"${page.version}"`,
      });
      return "";
    }
  };
  return { act, done, left };
}

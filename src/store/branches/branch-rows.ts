import type { Session } from "../database.ts";
import { branchUnknown } from "../refused.ts";
import { mainBranch } from "./branch-state.ts";

/** A branch as the store holds it. */
export interface BranchRow {
  readonly id: string;
  readonly place: number;
  readonly title: string;
  readonly description: string;
  readonly tests: readonly {
    readonly question: string;
    readonly asked_by: string;
    readonly answer: string | null;
  }[];
  /** The change of `main` on which a scenario rests. */
  readonly base: number;
  /** Its own last change; 0 for none. */
  readonly last: number;
  readonly state: "open" | "merged" | "dropped";
}

/** The branches of a plan, `main` first. */
export function readBranches(tx: Session, plan: string): Promise<readonly BranchRow[]> {
  return tx.query<BranchRow>(
    `select id, place, title, description, tests, base, last, state from entente.branches
     where plan = $1 order by place`,
    [plan],
  );
}

/** One branch.   Errors: throws the refusal where there is none. */
export async function readBranch(tx: Session, plan: string, branch: string): Promise<BranchRow> {
  const found = (await readBranches(tx, plan)).find(({ id }) => id === branch);
  if (found === undefined) throw branchUnknown(branch);
  return found;
}

/** The last change that the rows of a branch hold: its own, or that of `main` on which it rests. */
export function seqOfBranch({ id, base, last }: Pick<BranchRow, "id" | "base" | "last">): number {
  return id === mainBranch ? last : Math.max(base, last);
}

/** The last change that the rows of a branch hold; nothing where there is no such branch to be seen. */
export async function branchSeq(tx: Session, plan: string, branch: string): Promise<number | null> {
  const found = (await readBranches(tx, plan)).find(({ id }) => id === branch);
  return found === undefined ? null : seqOfBranch(found);
}

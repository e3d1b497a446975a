import { createContext, type ReactNode, use, useCallback, useMemo, useState } from "react";
import { RefusedError } from "../../api/client.ts";
import { usePlan } from "../plan-context.tsx";
import { askAnew, client } from "../queries/api.ts";
import type { ApiConflict, CellEdit, MadeChange } from "./change-values.ts";
import { ConflictDialog } from "./conflict-dialog.tsx";
import { patchTables } from "./patch-tables.ts";
import { useUndoKeys } from "./undo-keys.ts";
import { emptyStack, type UndoStack, withDone, withRedone, withUndone } from "./undo-stack.ts";

/** What is to be changed. */
export interface ChangeAsked {
  readonly reason: string;
  readonly edits: readonly CellEdit[];
  /** The branch in the address when absent. */
  readonly branch?: string;
}

/** Changing the open plan. */
export interface Changes {
  /**
   * Makes a change; shows it at once in the tables on screen.
   *
   * A stale change opens the conflict dialog; what the person settles there is made instead.
   * Returns nothing where the person gives it up. Errors: throws what the server refuses, with the tables as before.
   */
  readonly make: (asked: ChangeAsked) => Promise<MadeChange | undefined>;
  /** Undoes this window's last change. Returns nothing where there is none.   Errors: throws what the server refuses. */
  readonly undo: () => Promise<MadeChange | undefined>;
  readonly redo: () => Promise<MadeChange | undefined>;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** How many changes are on their way. */
  readonly pending: number;
  /** What is said of the last change, for a live region. */
  readonly said: string;
}

interface Conflicted {
  readonly asked: ChangeAsked;
  readonly conflicts: readonly ApiConflict[];
  readonly settle: (edits: readonly CellEdit[] | null) => void;
}

const ChangeContext = createContext<Changes | null>(null);

/** Making, undoing and redoing changes of the open plan.   Errors: throws outside a plan's pages. */
export function useChange(): Changes {
  const changes = use(ChangeContext);
  if (changes === null) throw new Error("useChange is called outside a plan's pages.");
  return changes;
}

/** Holds this window's undo stack and the conflict dialog. */
export function ChangeProvider(props: { readonly children: ReactNode }) {
  const { plan, branch } = usePlan();
  const [stack, setStack] = useState<UndoStack>(emptyStack);
  const [pending, setPending] = useState(0);
  const [said, setSaid] = useState("");
  const [conflicted, setConflicted] = useState<Conflicted | null>(null);

  const during = useCallback(async <T,>(work: () => Promise<T>): Promise<T> => {
    setPending((count) => count + 1);
    try {
      return await work();
    } finally {
      setPending((count) => count - 1);
    }
  }, []);

  const make = useCallback(
    (asked: ChangeAsked) =>
      during(async () => {
        const askPerson = (one: ChangeAsked, conflicts: readonly ApiConflict[]) =>
          new Promise<readonly CellEdit[] | null>((settle) => {
            setConflicted({ asked: one, conflicts, settle });
          }).finally(() => setConflicted(null));
        const made = await makeUntilSettled(plan, asked.branch ?? branch, asked, askPerson);
        if (made !== undefined) {
          setStack((old) => withDone(old, made.change.seq));
          setSaid(`Saved: ${made.change.reason}`);
        }
        return made;
      }),
    [plan, branch, during],
  );

  const undoSeq = useCallback(
    (seq: number, reason: string) =>
      during(async () => {
        const made = await client.call("undoChange", { params: { plan, seq }, body: { reason } });
        patchTables(plan, made.change.branch, made.change.edits);
        await askAnew(plan, ["readTable", "listChanges", "readPlan"]);
        setSaid(reason);
        return made;
      }),
    [plan, during],
  );

  const changes = useMemo<Changes>(() => {
    const last = stack.done.at(-1);
    const next = stack.undone.at(-1);
    return {
      make,
      undo: async () => {
        if (last === undefined) return undefined;
        const made = await undoSeq(last, "Undo");
        setStack((old) => withUndone(old, made.change.seq));
        return made;
      },
      redo: async () => {
        if (next === undefined) return undefined;
        const made = await undoSeq(next, "Redo");
        setStack((old) => withRedone(old, made.change.seq));
        return made;
      },
      canUndo: last !== undefined,
      canRedo: next !== undefined,
      pending,
      said,
    };
  }, [stack, make, undoSeq, pending, said]);
  useUndoKeys(changes);

  return (
    <ChangeContext value={changes}>
      {props.children}
      {conflicted && (
        <ConflictDialog
          edits={conflicted.asked.edits}
          conflicts={conflicted.conflicts}
          onSettle={conflicted.settle}
        />
      )}
    </ChangeContext>
  );
}

type AskPerson = (
  asked: ChangeAsked,
  conflicts: readonly ApiConflict[],
) => Promise<readonly CellEdit[] | null>;

/** Sends a change; where it is stale, asks the person what holds and sends that, as often as it takes. */
async function makeUntilSettled(
  plan: string,
  branch: string,
  first: ChangeAsked,
  askPerson: AskPerson,
): Promise<MadeChange | undefined> {
  let asked = first;
  for (;;) {
    const unpatch = patchTables(plan, branch, asked.edits);
    try {
      return await client.call("makeChange", {
        params: { plan },
        body: { branch, reason: asked.reason, edits: [...asked.edits] },
      });
    } catch (problem) {
      unpatch();
      const conflicts = problem instanceof RefusedError ? problem.problem.conflicts : undefined;
      if (conflicts === undefined || conflicts.length === 0) throw problem;
      const settled = await askPerson(asked, conflicts);
      void askAnew(plan, ["readTable", "readRow"]);
      if (settled === null || settled.length === 0) return undefined;
      asked = { ...asked, edits: settled };
    }
  }
}

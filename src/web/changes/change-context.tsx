import { createContext, type ReactNode, use, useCallback, useMemo, useRef, useState } from "react";
import { usePlan } from "../plan-context.tsx";
import { askAnew } from "../queries/api.ts";
import type { ApiConflict, CellEdit, MadeChange } from "./change-values.ts";
import { ConflictDialog } from "./conflict-dialog.tsx";
import { patchTables } from "./patch-tables.ts";
import {
  type AskPerson,
  type ChangeAsked,
  makeUntilSettled,
  undoUntilSettled,
} from "./settle-until.ts";
import { useUndoKeys } from "./undo-keys.ts";
import { emptyStack, type UndoStack, withDone, withRedone, withUndone } from "./undo-stack.ts";

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
  /** Why the last undo or redo was refused; nothing where it was not. */
  readonly problem: Error | null;
  readonly forgetProblem: () => void;
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
  const { conflicted, askPerson } = useConflicts();
  const { send, pending } = useSending(askPerson);
  const { stack, move, inTurn, before } = useUndoStack();
  const [said, setSaid] = useState("");
  const [problem, setProblem] = useState<Error | null>(null);

  const changes = useMemo<Changes>(() => {
    const make = async (asked: ChangeAsked) => {
      const made = await before(send.make(asked));
      if (made === undefined) return undefined;
      move((old) => withDone(old, made.change.seq));
      setSaid(`Saved: ${made.change.reason}`);
      return made;
    };
    const step = (
      from: (now: UndoStack) => number | undefined,
      reason: string,
      to: typeof withUndone,
    ) =>
      inTurn(async (now) => {
        const seq = from(now);
        if (seq === undefined) return undefined;
        setProblem(null);
        try {
          const made = await send.undo(seq, reason);
          if (made === undefined) return undefined;
          move((old) => to(old, made.change.seq));
          setSaid(`${reason}: ${made.change.reason}`);
          return made;
        } catch (thrown) {
          setProblem(thrown instanceof Error ? thrown : new Error(String(thrown)));
          throw thrown;
        }
      });
    return {
      make,
      undo: () => step((now) => now.done.at(-1), "Undo", withUndone),
      redo: () => step((now) => now.undone.at(-1), "Redo", withRedone),
      canUndo: stack.done.length > 0,
      canRedo: stack.undone.length > 0,
      pending,
      said,
      problem,
      forgetProblem: () => setProblem(null),
    };
  }, [stack, move, inTurn, before, send, pending, said, problem]);
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

/** This window's undo stack. Undo and redo wait for what is on its way, so that quick keys undo what was meant. */
function useUndoStack() {
  const [stack, setStack] = useState<UndoStack>(emptyStack);
  const newest = useRef(stack);
  const line = useRef<Promise<unknown>>(Promise.resolve());
  return useMemo(() => {
    const move = (to: (old: UndoStack) => UndoStack) => {
      newest.current = to(newest.current);
      setStack(newest.current);
    };
    const before = <T,>(work: Promise<T>): Promise<T> => {
      line.current = Promise.allSettled([line.current, work]);
      return work;
    };
    const inTurn = <T,>(work: (now: UndoStack) => Promise<T>): Promise<T> =>
      before(line.current.then(() => work(newest.current)));
    return { stack, move, inTurn, before };
  }, [stack]);
}

/** What the person is asked now, and a way to ask. */
function useConflicts() {
  const [conflicted, setConflicted] = useState<Conflicted | null>(null);
  const askPerson = useCallback<AskPerson>(
    (asked, conflicts) =>
      new Promise<readonly CellEdit[] | null>((settle) => {
        setConflicted({ asked, conflicts, settle });
      }).finally(() => setConflicted(null)),
    [],
  );
  return { conflicted, askPerson };
}

/** Sending changes of the open plan, and how many are on their way. */
function useSending(askPerson: AskPerson) {
  const { plan, branch } = usePlan();
  const [pending, setPending] = useState(0);
  const send = useMemo(() => {
    const during = async <T,>(work: Promise<T>): Promise<T> => {
      setPending((count) => count + 1);
      return work.finally(() => setPending((count) => count - 1));
    };
    const undo = async (seq: number, reason: string) => {
      const made = await undoUntilSettled(plan, seq, reason, askPerson);
      if (made === undefined) return undefined;
      patchTables(plan, made.change.branch, made.change.edits);
      await askAnew(plan, ["readTable", "listChanges", "readPlan"]);
      return made;
    };
    return {
      make: (asked: ChangeAsked) =>
        during(makeUntilSettled(plan, asked.branch ?? branch, asked, askPerson)),
      undo: (seq: number, reason: string) => during(undo(seq, reason)),
    };
  }, [plan, branch, askPerson]);
  return { send, pending };
}

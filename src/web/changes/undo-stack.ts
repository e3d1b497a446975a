/** What this window has done and can take back. */
export interface UndoStack {
  /** Numbers of changes that undo can undo, the last at the end. */
  readonly done: readonly number[];
  /** Numbers of undoing changes that redo can undo, the last at the end. */
  readonly undone: readonly number[];
}

/** A stack with nothing to undo. */
export const emptyStack: UndoStack = { done: [], undone: [] };

const most = 200;

/** The stack after a change that is no undoing: there is nothing to redo any more. */
export function withDone(stack: UndoStack, seq: number): UndoStack {
  return { done: [...stack.done, seq].slice(-most), undone: [] };
}

/** The stack after its last change was undone by the change `seq`. */
export function withUndone(stack: UndoStack, seq: number): UndoStack {
  return { done: stack.done.slice(0, -1), undone: [...stack.undone, seq] };
}

/** The stack after its last undoing was undone by the change `seq`. */
export function withRedone(stack: UndoStack, seq: number): UndoStack {
  return { done: [...stack.done, seq], undone: stack.undone.slice(0, -1) };
}

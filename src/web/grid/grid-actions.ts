import type { FindingIndex } from "./findings-index.ts";
import type { CellChange } from "./gesture.ts";
import type { Editing } from "./grid-state.ts";
import type { Selection } from "./selection.ts";
import type { CellEdit, GridRow } from "./table-rows.ts";
import type { View } from "./view.ts";

/** Everything that can happen to the grid. */
export type GridAction =
  /** Rows came from the server. */
  | {
      readonly kind: "rows_came";
      readonly rows: readonly GridRow[];
      readonly complete: boolean;
      readonly withheld: boolean;
    }
  /** The whole table was read again: there are no other rows, save those that are not saved yet. */
  | { readonly kind: "table_read"; readonly rows: readonly GridRow[]; readonly withheld: boolean }
  /** Rows were read again: these are as given, and those that are gone do not exist. */
  | {
      readonly kind: "rows_read";
      readonly rows: readonly GridRow[];
      readonly gone: readonly string[];
    }
  | { readonly kind: "findings_came"; readonly findings: FindingIndex }
  | { readonly kind: "selected"; readonly selection: Selection }
  | { readonly kind: "edit_began"; readonly editing: Editing }
  | { readonly kind: "edit_left" }
  /** A person set cells, or added rows: shown at once, and to be sent as one change. */
  | {
      readonly kind: "cells_set";
      readonly label: string;
      readonly changes: readonly CellChange[];
      readonly added: readonly ReadonlyMap<number, string | null>[];
    }
  /** A person ended rows of this table, with edits of other tables before them. */
  | {
      readonly kind: "rows_ended";
      readonly label: string;
      readonly keys: readonly string[];
      readonly edits: readonly CellEdit[];
    }
  /** The server took a change, perhaps as a person settled it. */
  | {
      readonly kind: "change_saved";
      readonly ticket: number;
      readonly edits: readonly CellEdit[];
      readonly seq: number;
      /** Rows of this table that it touched, and what is found in them now. */
      readonly rows: readonly string[];
      readonly findings: FindingIndex;
    }
  /** The server refused a change, or a person gave it up; its rows are read again afterwards. */
  | { readonly kind: "change_dropped"; readonly ticket: number; readonly said: string }
  /** A change of somebody, or of this person in another place. */
  | {
      readonly kind: "change_came";
      readonly seq: number;
      /** Who made it; nothing where it is this person's own. */
      readonly name: string | null;
      readonly edits: readonly CellEdit[];
    }
  /** The server has answered, and the next change can go. */
  | { readonly kind: "sender_free" }
  | { readonly kind: "flash_ended"; readonly seq: number }
  | { readonly kind: "view_set"; readonly view: Partial<View> }
  | { readonly kind: "said"; readonly words: string };

import {
  type AmountCell,
  type Draft,
  emptyCells,
  type KindRow,
  type LevelDraft,
  mostYears,
} from "./draft.ts";

/** What somebody does to a draft. */
export type DraftAction =
  | { readonly kind: "field"; readonly field: string; readonly value: string }
  | { readonly kind: "add_level" }
  | { readonly kind: "copy_level"; readonly level: number }
  | { readonly kind: "remove_level"; readonly level: number }
  | {
      readonly kind: "level_field";
      readonly level: number;
      readonly field: string;
      readonly value: string;
    }
  | { readonly kind: "add_row"; readonly level: number }
  | { readonly kind: "remove_row"; readonly level: number; readonly row: number }
  | {
      readonly kind: "row_kind";
      readonly level: number;
      readonly row: number;
      readonly value: string;
    }
  /** Writes amounts from a cell on to the right and down, as they were typed or pasted. */
  | {
      readonly kind: "amounts";
      readonly level: number;
      readonly row: number;
      readonly offset: number;
      readonly values: readonly (readonly string[])[];
    }
  | { readonly kind: "add_year" }
  | { readonly kind: "add_effect" }
  | { readonly kind: "remove_effect"; readonly effect: number }
  | {
      readonly kind: "effect_field";
      readonly effect: number;
      readonly field: string;
      readonly value: string;
    }
  | { readonly kind: "effect_level"; readonly effect: number; readonly level: number | null }
  | { readonly kind: "replace"; readonly draft: Draft };

/** The draft after something was done to it. */
export function changeDraft(draft: Draft, action: DraftAction): Draft {
  switch (action.kind) {
    case "field":
      return { ...draft, initiative: { ...draft.initiative, [action.field]: action.value } };
    case "add_effect":
      return {
        ...draft,
        effects: [...draft.effects, { key: draft.next, id: null, level: null, cells: {} }],
        next: draft.next + 1,
      };
    case "remove_effect":
      return { ...draft, effects: draft.effects.filter(({ key }) => key !== action.effect) };
    case "effect_field":
      return changeEffect(draft, action.effect, (one) => ({
        ...one,
        cells: { ...one.cells, [action.field]: action.value },
      }));
    case "effect_level":
      return changeEffect(draft, action.effect, (one) => ({ ...one, level: action.level }));
    case "replace":
      return action.draft;
    default:
      return changeLevels(draft, action);
  }
}

type LevelAction = Extract<
  DraftAction,
  { readonly level: number; readonly kind: string } | { readonly kind: "add_level" | "add_year" }
>;

function changeLevels(draft: Draft, action: LevelAction): Draft {
  switch (action.kind) {
    case "add_level":
      return addLevel(draft, {}, [{ key: 0, kind: "", cells: emptyCells(draft.years) }]);
    case "copy_level":
      return copyLevel(draft, action.level);
    case "remove_level":
      return {
        ...draft,
        levels: draft.levels.filter(({ key }) => key !== action.level),
        effects: draft.effects.filter(({ level }) => level !== action.level),
      };
    case "add_year":
      return widen(draft, draft.years + 1);
    case "amounts":
      return writeAmounts(draft, action);
    case "level_field":
      return changeLevel(draft, action.level, (one) => ({
        ...one,
        cells: { ...one.cells, [action.field]: action.value },
      }));
    case "add_row":
      return {
        ...changeLevel(draft, action.level, (one) => ({
          ...one,
          rows: [...one.rows, { key: draft.next, kind: "", cells: emptyCells(draft.years) }],
        })),
        next: draft.next + 1,
      };
    case "remove_row":
      return changeLevel(draft, action.level, (one) => ({
        ...one,
        rows: one.rows.filter(({ key }) => key !== action.row),
      }));
    case "row_kind":
      return changeLevel(draft, action.level, (one) => ({
        ...one,
        rows: one.rows.map((row) =>
          row.key === action.row ? { ...row, kind: action.value } : row,
        ),
      }));
    default:
      return draft;
  }
}

function changeEffect(
  draft: Draft,
  key: number,
  change: (effect: Draft["effects"][number]) => Draft["effects"][number],
): Draft {
  return { ...draft, effects: draft.effects.map((one) => (one.key === key ? change(one) : one)) };
}

function changeLevel(draft: Draft, key: number, change: (level: LevelDraft) => LevelDraft): Draft {
  return { ...draft, levels: draft.levels.map((one) => (one.key === key ? change(one) : one)) };
}

function addLevel(draft: Draft, cells: LevelDraft["cells"], rows: readonly KindRow[]): Draft {
  const level: LevelDraft = {
    key: draft.next,
    id: null,
    cells,
    rows: rows.map((row, place) => ({ ...row, key: draft.next + 1 + place })),
  };
  return { ...draft, levels: [...draft.levels, level], next: draft.next + 1 + rows.length };
}

/** A new level with the amounts of another; its lines are lines of its own. */
function copyLevel(draft: Draft, key: number): Draft {
  const from = draft.levels.find((one) => one.key === key);
  if (from === undefined) return draft;
  const rows = from.rows.map((row) => ({
    ...row,
    cells: row.cells.map(({ amount }): AmountCell => ({ id: null, amount })),
  }));
  return addLevel(draft, { name: `Copy of ${from.cells.name ?? "a level"}` }, rows);
}

function widen(draft: Draft, years: number): Draft {
  const wide = Math.min(Math.max(draft.years, years), mostYears);
  if (wide === draft.years) return draft;
  const levels = draft.levels.map((level) => ({
    ...level,
    rows: level.rows.map((row) => ({
      ...row,
      cells: [...row.cells, ...emptyCells(wide - row.cells.length)],
    })),
  }));
  return { ...draft, levels, years: wide };
}

function writeAmounts(
  draft: Draft,
  action: Extract<DraftAction, { readonly kind: "amounts" }>,
): Draft {
  const { level, row, offset, values } = action;
  const widest = Math.max(...values.map((line) => line.length));
  const wide = widen(draft, offset + widest);
  const found = wide.levels.find((one) => one.key === level);
  const from = found?.rows.findIndex((one) => one.key === row) ?? -1;
  if (found === undefined || from < 0) return draft;
  // What is pasted below the last row makes rows of its own, so that nothing pasted is lost.
  const missing = Math.max(0, from + values.length - found.rows.length);
  const more = Array.from({ length: missing }, (_, place) => ({
    key: wide.next + place,
    kind: "",
    cells: emptyCells(wide.years),
  }));
  const changed = changeLevel(wide, level, (one) => ({
    ...one,
    rows: [...one.rows, ...more].map((each, place) => writeRow(each, values[place - from], offset)),
  }));
  return { ...changed, next: wide.next + missing };
}

function writeRow(row: KindRow, values: readonly string[] | undefined, offset: number): KindRow {
  if (values === undefined) return row;
  const cells = row.cells.map((cell, place) => {
    const amount = values[place - offset];
    return amount === undefined ? cell : { ...cell, amount };
  });
  return { ...row, cells };
}

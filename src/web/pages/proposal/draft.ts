/** Cells by field name as they are typed; empty where nothing is. */
export type DraftCells = Readonly<Record<string, string>>;

/** An amount in a level's grid, with the id of its line where it has one already. */
export interface AmountCell {
  readonly id: string | null;
  readonly amount: string;
}

/** What one kind costs, by year after the start. */
export interface KindRow {
  readonly key: number;
  readonly kind: string;
  readonly cells: readonly AmountCell[];
}

/** A funding level with its lines as a grid of kinds and years. */
export interface LevelDraft {
  readonly key: number;
  readonly id: string | null;
  readonly cells: DraftCells;
  readonly rows: readonly KindRow[];
}

/** What the proposal contributes to an objective. */
export interface EffectDraft {
  readonly key: number;
  readonly id: string | null;
  /** The key of the level of which it holds; nothing for every level. */
  readonly level: number | null;
  readonly cells: DraftCells;
}

/** A proposal while it is written. */
export interface Draft {
  readonly initiative: DraftCells;
  readonly levels: readonly LevelDraft[];
  readonly effects: readonly EffectDraft[];
  /** How many years the grids show. */
  readonly years: number;
  /** The next key that nothing has. */
  readonly next: number;
}

/** The years that a grid shows at first. */
export const firstYears = 5;
/** A line lies at most nine years after the start. */
export const mostYears = 10;

/** A proposal of which nothing is written but what `cells` give. */
export function emptyDraft(cells: DraftCells = {}): Draft {
  return {
    initiative: { kind: "proposal", ...cells },
    levels: [
      { key: 1, id: null, cells: {}, rows: [{ key: 2, kind: "", cells: emptyCells(firstYears) }] },
    ],
    effects: [{ key: 3, id: null, level: null, cells: {} }],
    years: firstYears,
    next: 4,
  };
}

/** Cells of a row of a grid without amounts. */
export function emptyCells(years: number): readonly AmountCell[] {
  return Array.from({ length: years }, () => ({ id: null, amount: "" }));
}

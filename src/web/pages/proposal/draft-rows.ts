import type { CallOf } from "../../../api/client.ts";
import type { ApiFinding } from "../../parts/finding-list.tsx";
import type { Draft, DraftCells, EffectDraft, LevelDraft } from "./draft.ts";

/** A proposal as the API checks it. */
export type SentProposal = CallOf<"checkProposal">["body"];

type Cells = Record<string, string | null>;

/** A row of a proposal as it was sent, and the field of the form that holds each of its cells. */
interface SentRow {
  readonly table: "initiatives" | "packages" | "lines" | "effects";
  /** Nothing where the server makes the id, which then ends in `ending`. */
  readonly id: string | null;
  readonly ending: string;
  /** The id in the page of what holds a cell; of the row as a whole without one. */
  readonly place: (field: string | undefined) => string;
}

/** What is sent of a draft, and where what is found in it belongs. */
export interface Sent {
  readonly proposal: SentProposal;
  readonly rows: readonly SentRow[];
}

/** The id in the page of a field of the proposal itself. */
export function fieldPlace(field: string): string {
  return `proposal-${field}`;
}

/** The id in the page of a field of a level; of the level as a whole without one. */
export function levelPlace(level: number, field?: string): string {
  return field === undefined ? `level-${level}` : `level-${level}-${field}`;
}

/** The id in the page of an amount, or of the kind of its row. */
export function amountPlace(level: number, row: number, offset: number | "kind"): string {
  return `level-${level}-row-${row}-${offset}`;
}

/** The id in the page of a field of an effect. */
export function effectPlace(effect: number, field: string): string {
  return `effect-${effect}-${field}`;
}

/** The id in the page of the section of funding levels. */
export const levelsPlace = "proposal-levels";

/** A draft as it is sent to be checked. `id` is that of a proposal which is there already. */
export function sendDraft(draft: Draft, branch: string, id: string | null): Sent {
  const taken = new Set(
    [
      ...draft.levels.flatMap((level) => [
        level.id,
        ...level.rows.flatMap((row) => row.cells.map((cell) => cell.id)),
      ]),
      ...draft.effects.map((effect) => effect.id),
    ].filter((one) => one !== null),
  );
  const rows: SentRow[] = [
    { table: "initiatives", id, ending: "", place: (field) => fieldPlace(field ?? "name") },
  ];
  const packages = draft.levels.map((level, index) => {
    const ending = `.level-${index + 1}`;
    const packageId = level.id ?? (id === null ? null : freeId(`${id}.level`, taken));
    rows.push({
      table: "packages",
      id: packageId,
      ending,
      place: (field) => levelPlace(level.key, field),
    });
    const lines = sendLines(level, packageId, ending, taken, rows);
    const own = draft.effects.filter(
      (effect) => effect.level === level.key || (effect.level === null && index === 0),
    );
    const effects = own.map((effect, at) =>
      sendEffect(effect, packageId, `${ending}.effect-${at + 1}`, taken, rows),
    );
    return { cells: withId(textOf(level.cells), packageId), lines, effects };
  });
  const initiative = withId(textOf(draft.initiative), id);
  return { proposal: { branch, initiative, packages }, rows };
}

function sendLines(
  level: LevelDraft,
  packageId: string | null,
  ending: string,
  taken: Set<string>,
  rows: SentRow[],
): Cells[] {
  const lines: Cells[] = [];
  for (const row of level.rows) {
    row.cells.forEach((cell, offset) => {
      if (cell.amount.trim() === "") return;
      const id =
        cell.id ??
        (packageId === null ? null : freeId(`${packageId}.${offset}.${row.kind || "line"}`, taken));
      const line = { year_offset: String(offset), kind: row.kind, amount: cell.amount };
      lines.push(withId(textOf(line), id));
      rows.push({
        table: "lines",
        id,
        ending: `${ending}.line-${lines.length}`,
        place: (field) => amountPlace(level.key, row.key, field === "kind" ? "kind" : offset),
      });
    });
  }
  return lines;
}

function sendEffect(
  effect: EffectDraft,
  packageId: string | null,
  ending: string,
  taken: Set<string>,
  rows: SentRow[],
): Cells {
  const id = effect.id ?? (packageId === null ? null : freeId(`${packageId}.effect`, taken));
  rows.push({
    table: "effects",
    id,
    ending,
    place: (field) => effectPlace(effect.key, field ?? "objective"),
  });
  // An effect of its own level takes that level's id, which the server may still have to make.
  const level = effect.level === null ? { package: null } : {};
  return { ...withId(textOf(effect.cells), id), ...level };
}

/** Cells as they are sent: nothing where nothing is typed. */
function textOf(cells: DraftCells): Cells {
  return Object.fromEntries(
    Object.entries(cells).map(([field, text]) => [field, text.trim() === "" ? null : text]),
  );
}

function withId(cells: Cells, id: string | null): Cells {
  return id === null ? cells : { ...cells, id };
}

function freeId(base: string, taken: Set<string>): string {
  let id = taken.has(base) || !/\.\d+\.\w+$/.test(base) ? `${base}-1` : base;
  for (let number = 2; taken.has(id); number += 1) id = `${base}-${number}`;
  taken.add(id);
  return id;
}

/** The id in the page of the field that a finding is about; nothing where the form has none. */
export function placeOfFinding({ at }: ApiFinding, sent: Sent): string | undefined {
  const table = /^(\w+)\.csv$/.exec(at.file ?? "")?.[1];
  const [initiative] = sent.rows;
  const row = sent.rows.find(
    (one) =>
      one.table === table &&
      (one.table === "initiatives" ||
        (one.id === null ? at.id?.endsWith(one.ending) === true : one.id === at.id)),
  );
  if (row !== undefined) return row.place(at.field);
  return table === "packages" && initiative !== undefined ? levelsPlace : undefined;
}

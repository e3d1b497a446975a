import { type Move, movedCell } from "./moves.ts";
import { type Cells, listCell, type Rows, type TableRows } from "./table-rows.ts";

/** An objective whose weight can be moved. */
export interface WeightControl {
  readonly id: string;
  readonly name: string;
  readonly level: string;
  /** How far down the cascade it stands, from 0. */
  readonly depth: number;
  /** Its share of all value, with the moves made.   Unit: points of 100. */
  readonly points: number;
  readonly weight: number;
  /** What the branch holds. */
  readonly kept: number;
}

/** The objectives in the order of the cascade, each with the points that its weight gives it. */
export function listWeights(rows: Rows, moves: readonly Move[]): WeightControl[] {
  const { objectives } = rows;
  const children = Map.groupBy([...objectives], ([, cells]) => parentOf(cells, objectives));
  const weightOf = (id: string) =>
    Number(movedCell(moves, rows, { table: "objectives", row: id, field: "weight" }) ?? 0) || 0;
  const walk = (parent: string, depth: number, points: number): WeightControl[] => {
    const siblings = children.get(parent) ?? [];
    const among = siblings.reduce((sum, [id]) => sum + weightOf(id), 0);
    return siblings.flatMap(([id, cells]) => {
      const weight = weightOf(id);
      const own = among === 0 ? 0 : (points * weight) / among;
      const control = {
        id,
        name: cells.name ?? id,
        level: cells.level ?? "",
        depth,
        points: own,
        weight,
        kept: Number(cells.weight ?? 0) || 0,
      };
      return [control, ...walk(id, depth + 1, own)];
    });
  };
  return walk("", 0, 100);
}

/** The objective above; a parent that is not there, such as one that is withheld, counts as none. */
function parentOf(cells: Cells, objectives: TableRows): string {
  const parent = cells.parent ?? "";
  return objectives.has(parent) ? parent : "";
}

/** A cell of one fiscal year. */
export interface YearCell {
  readonly row: string;
  readonly year: string;
  /** As the files write it, with the moves made. */
  readonly now: string | null;
  readonly kept: string | null;
  /** What tells two cells of one year apart, such as the stage of the figure. */
  readonly note: string;
}

/** An account with its money by year. */
export interface BudgetControl {
  readonly account: string;
  readonly years: readonly YearCell[];
}

/** The accounts with their money, in the order of the plan. */
export function listBudgets(rows: Rows, moves: readonly Move[]): BudgetControl[] {
  const groups = Map.groupBy([...rows.resources], ([, cells]) => cells.account ?? "");
  return [...groups].map(([account, members]) => ({
    account,
    years: members
      .map(([row, cells]) => ({
        row,
        year: cells.fiscal_year ?? "",
        now: movedCell(moves, rows, { table: "resources", row, field: "amount" }),
        kept: cells.amount ?? null,
        note: cells.stage ?? "",
      }))
      .sort((a, b) => Number(a.year) - Number(b.year)),
  }));
}

/** A directive in all its years. */
export interface DirectiveControl {
  readonly key: string;
  readonly name: string;
  readonly kind: string;
  readonly years: readonly DirectiveYear[];
}

/** A directive in one year. */
export interface DirectiveYear extends YearCell {
  /** `law`, `agreement`, or `report`, which only informs. */
  readonly force: string;
  readonly outcome: string;
  readonly off: boolean;
}

/** The directives, those of one name and kind together. */
export function listDirectives(rows: Rows, moves: readonly Move[]): DirectiveControl[] {
  const groups = Map.groupBy([...rows.directives], ([id, cells]) =>
    JSON.stringify([cells.name ?? id, cells.kind]),
  );
  return [...groups].map(([key, members]) => {
    const [id = "", first = {}] = members[0] ?? [];
    return {
      key,
      name: first.name ?? id,
      kind: first.kind ?? "",
      years: members
        .map(([row, cells]) => {
          const cell = (field: string) =>
            movedCell(moves, rows, { table: "directives", row, field });
          const force = cell("force") ?? "";
          const now = cell("amount");
          return {
            row,
            year: cells.fiscal_year ?? "",
            now,
            kept: cells.amount ?? null,
            note: "",
            force,
            outcome: cell("outcome") ?? "pending",
            off: force === "report" || (cells.kind === "not_less_than" && Number(now ?? 0) === 0),
          };
        })
        .sort((a, b) => Number(a.year) - Number(b.year)),
    };
  });
}

/** The moves that let go of a directive in a year, or take it up again as the branch has it. */
export function switchDirective(
  control: Pick<DirectiveControl, "kind">,
  { row, kept }: YearCell,
  cells: Cells | undefined,
  on: boolean,
): Move[] {
  const amount: Move = { table: "directives", row, field: "amount", after: kept };
  const force: Move = { table: "directives", row, field: "force", after: cells?.force ?? null };
  if (!on) {
    // A floor of nothing asks for nothing; no ceiling is high enough, so that one only informs.
    return control.kind === "not_less_than"
      ? [{ ...amount, after: "0" }]
      : [{ ...force, after: "report" }];
  }
  // What the branch itself has let go is put in force by making it bind.
  return cells?.force === "report" ? [amount, { ...force, after: "law" }] : [amount, force];
}

/** A limit with its level. */
export interface LimitControl {
  readonly row: string;
  readonly name: string;
  readonly kind: string;
  readonly year: string;
  /** Whose money it counts, in words. */
  readonly scope: string;
  readonly field: "amount" | "ratio";
  readonly now: string | null;
  readonly kept: string | null;
  /** The level at which it holds nobody back; nothing where there is none. */
  readonly off: string | null;
}

/** The level at which a limit holds nobody back, by kind. */
const idleLevels: Readonly<Record<string, string>> = {
  share_at_least: "0",
  share_at_most: "1",
  balance_at_least: "0",
  account_share_at_least: "0",
  account_share_at_most: "1",
};

/** The limits: shares, balance and change first, then what partners can absorb. */
export function listLimits(rows: Rows, moves: readonly Move[]): LimitControl[] {
  const all = [...rows.limits].map(([row, cells]): LimitControl => {
    const field = cells.kind === "absorption" ? "amount" : "ratio";
    return {
      row,
      name: cells.name ?? row,
      kind: cells.kind ?? "",
      year: cells.fiscal_year ?? "",
      scope: scopeWords(cells),
      field,
      now: movedCell(moves, rows, { table: "limits", row, field }),
      kept: cells[field] ?? null,
      off: idleLevels[cells.kind ?? ""] ?? null,
    };
  });
  return [
    ...all.filter(({ field }) => field === "ratio"),
    ...all.filter(({ field }) => field === "amount"),
  ];
}

const scopeFields = [
  ...["accounts", "partners", "bureaus", "purposes", "uses", "demands", "initiatives", "focus"],
];

/** Whose money a directive or a limit counts, in words. */
export function scopeWords(cells: Cells): string {
  const parts = scopeFields.flatMap((field) => {
    const list = listCell(cells[field]).join(", ").replaceAll("_", " ");
    if (list === "") return [];
    // The words `gap` and `both` alone would not say of what.
    return field === "demands" ? `demand ${list}` : list;
  });
  return parts.length === 0 ? "all money" : parts.join(" · ");
}

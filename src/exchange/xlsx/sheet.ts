import type { Finding } from "../../base/findings.ts";
import { reportExchange } from "../finding-kinds.ts";
import type { WorkbookLimits } from "./limits.ts";
import type { XmlListener } from "./parse-xml.ts";
import { textGatherer, unescapeSigns } from "./shared-strings.ts";
import { type Cell, columnLetters, parseReference, type SheetRow } from "./workbook.ts";

/** What a sheet needs from its workbook. `cellsLeft` is shared by all sheets. */
export interface SheetContext {
  readonly file: string;
  readonly sheet: string;
  readonly strings: readonly string[];
  readonly limits: WorkbookLimits;
  readonly cells: { left: number };
}

interface OpenCell {
  readonly column: number;
  readonly type: string;
  hasFormula: boolean;
  hasValue: boolean;
}

interface Counter {
  count: number;
  first: string;
}

const plainNumber = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/;
const plainIndex = /^\d{1,9}$/;

/** How many different cells are kept to be used again. */
const mostKnownCells = 200_000;

/**
 * Reads the rows of a sheet.
 *
 * Errors: `sheet_damaged` for references, types and values that the format forbids; `sheet_over_limit`;
 * `formula_found` and `cell_error` once per sheet, with their number and the first place.
 * Source: ECMA-376 part 1, 18.3.1.4 (c), 18.3.1.73 (row), 18.18.11 (cell types).
 */
export class SheetReader implements XmlListener {
  readonly rows: SheetRow[] = [];
  readonly #context: SheetContext;
  readonly #known = new Map<string, Cell>();
  readonly #inline = textGatherer();
  readonly #formulas: Counter = { count: 0, first: "" };
  readonly #errors: Counter = { count: 0, first: "" };
  #problem: Finding | undefined;
  #row = 0;
  #nextColumn = 0;
  #cells: (Cell | undefined)[] = [];
  #cell: OpenCell | undefined;
  #inValue = false;
  #inInline = false;
  #value = "";

  constructor(context: SheetContext) {
    this.#context = context;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === "row") this.#openRow(attributes);
    else if (name === "c") this.#openCell(attributes);
    else if (this.#cell === undefined) return;
    else if (name === "f") this.#cell.hasFormula = true;
    else if (name === "v") {
      this.#cell.hasValue = true;
      this.#inValue = true;
    } else if (name === "is") {
      this.#inInline = true;
      this.#inline.start();
    } else if (this.#inInline) this.#inline.open(name);
  }

  close(name: string): void {
    if (name === "v") this.#inValue = false;
    else if (name === "is") this.#inInline = false;
    else if (this.#inInline) this.#inline.close(name);
    else if (name === "c") this.#closeCell();
    else if (name === "row" && this.#cells.length > 0) {
      this.rows.push({ row: this.#row, cells: this.#cells });
      this.#cells = [];
    }
  }

  text(text: string): void {
    if (this.#inValue) this.#value += text;
    else if (this.#inInline) this.#inline.text(text);
  }

  problem(): Finding | undefined {
    return this.#problem;
  }

  /** What to know about the cells, once the sheet is read. */
  findings(): Finding[] {
    return cellFindings(this.#context, this.#formulas, this.#errors);
  }

  #openRow(attributes: Readonly<Record<string, string>>): void {
    const text = attributes.r;
    const next = text === undefined ? this.#row + 1 : plainIndex.test(text) ? Number(text) : 0;
    if (next <= this.#row) {
      this.#damaged(`row number ${(text ?? "").slice(0, 20)}`);
      return;
    }
    this.#row = next;
    this.#cells = [];
    this.#nextColumn = 0;
    const { rows } = this.#context.limits;
    if (next > rows) this.#overLimit(`row ${next}`, rows);
  }

  #openCell(attributes: Readonly<Record<string, string>>): void {
    const place =
      attributes.r === undefined
        ? { row: this.#row, column: this.#nextColumn }
        : parseReference(attributes.r);
    if (place === undefined || place.row !== this.#row || place.column < this.#nextColumn) {
      this.#damaged(`cell reference ${(attributes.r ?? "").slice(0, 20)}`);
      return;
    }
    const { columns } = this.#context.limits;
    if (place.column >= columns) {
      this.#overLimit(`column ${columnLetters(place.column)}`, columns);
      return;
    }
    this.#nextColumn = place.column + 1;
    const type = attributes.t ?? "n";
    this.#cell = { column: place.column, type, hasFormula: false, hasValue: false };
    this.#value = "";
  }

  #closeCell(): void {
    const closed = this.#cell;
    this.#cell = undefined;
    const made = closed === undefined ? undefined : this.#makeCell(closed);
    if (closed === undefined || made === undefined) return;
    const { cells, limits } = this.#context;
    cells.left -= closed.column + 1 - this.#cells.length;
    if (cells.left < 0) {
      this.#overLimit(`more cells up to row ${this.#row}`, limits.cells);
      return;
    }
    while (this.#cells.length < closed.column) this.#cells.push(undefined);
    this.#cells.push(made);
    if (made.kind === "formula") this.#count(this.#formulas, closed.column);
    if (made.kind === "error") this.#count(this.#errors, closed.column);
  }

  #makeCell(open: OpenCell): Cell | undefined {
    const value = this.#value;
    // `str` is the result of a formula, even where the formula itself was left out.
    if (open.hasFormula || (open.type === "str" && open.hasValue)) {
      return { kind: "formula", text: unescapeSigns(value) };
    }
    if (open.type === "inlineStr") return { kind: "text", text: this.#inline.take() };
    if (!open.hasValue) return undefined;
    switch (open.type) {
      case "s": {
        const text = plainIndex.test(value) ? this.#context.strings[Number(value)] : undefined;
        return text === undefined
          ? this.#damaged(`shared string ${value.slice(0, 20)}`)
          : this.#remember("text", text);
      }
      case "n": {
        const number = value.trim();
        // A value element with nothing in it is how some programs write an empty number cell.
        if (number === "") return undefined;
        if (!plainNumber.test(number)) return this.#damaged(`number ${number.slice(0, 40)}`);
        return this.#remember("number", number);
      }
      case "b":
        if (value !== "0" && value !== "1") return this.#damaged(`boolean ${value.slice(0, 20)}`);
        return this.#remember("boolean", value === "1" ? "TRUE" : "FALSE");
      case "e":
        return this.#remember("error", value.slice(0, 40));
      case "d":
        return this.#remember("date", value);
      default:
        return this.#damaged(`cell type ${open.type.slice(0, 20)}`);
    }
  }

  /** One object for equal cells: most cells of an official table repeat. */
  #remember(kind: Cell["kind"], text: string): Cell {
    const key = `${kind}:${text}`;
    const before = this.#known.get(key);
    if (before !== undefined) return before;
    const made: Cell = { kind, text };
    if (this.#known.size < mostKnownCells) this.#known.set(key, made);
    return made;
  }

  #count(counter: Counter, column: number): void {
    if (counter.count === 0) counter.first = `${columnLetters(column)}${this.#row}`;
    counter.count++;
  }

  #damaged(found: string): undefined {
    const { file, sheet } = this.#context;
    this.#problem ??= sheetDamaged(file, sheet, this.#row, found);
    return undefined;
  }

  #overLimit(found: string, most: number): void {
    const { file, sheet } = this.#context;
    this.#problem ??= reportExchange(
      "sheet_over_limit",
      { file },
      {
        found: `${found} in sheet \`${sheet}\``,
        expected: `at most ${most}`,
        help: "Remove what is not data, or split the sheet.",
      },
    );
  }
}

function cellFindings(context: SheetContext, formulas: Counter, errors: Counter): Finding[] {
  const at = { file: context.file, field: `sheet \`${context.sheet}\`` };
  const findings: Finding[] = [];
  if (formulas.count > 0) {
    findings.push(
      reportExchange("formula_found", at, {
        found: `${formulas.count} formula cells, the first in ${formulas.first}`,
        expected: "plain values",
        help: "Paste the cells as values after checking them; rows that rest on them are left.",
      }),
    );
  }
  if (errors.count > 0) {
    findings.push(
      reportExchange("cell_error", at, {
        found: `${errors.count} cells with an error, the first in ${errors.first}`,
        expected: "values",
        help: "Correct the cells in the workbook.",
      }),
    );
  }
  return findings;
}

function sheetDamaged(file: string, sheet: string, row: number, found: string): Finding {
  return reportExchange("sheet_damaged", row > 0 ? { file, row } : { file }, {
    found: `${found} in sheet \`${sheet}\``,
    expected: "what the format allows there",
    help: "Open the file in a spreadsheet program and save it again.",
  });
}

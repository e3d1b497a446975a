import { cents, showDollars } from "../../../base/money.ts";
import { centsOf, millionsText, parseMillions, timesFactor } from "./amounts.ts";
import { type BudgetControl, listBudgets } from "./controls.ts";
import { LevelField } from "./level-field.tsx";
import type { MovePanelProps } from "./move-panel.ts";
import type { Move } from "./moves.ts";

const factorEnds = { least: 0, most: 200, step: 1 };

function parseFactor(text: string): string | undefined {
  const plain = text.trim().replace(/\s*%$/, "");
  return /^\d+(\.\d+)?$/.test(plain) && Number(plain) <= 1000 ? plain : undefined;
}

function sumOf(cells: readonly (string | null)[]): number {
  return cells.reduce((sum, cell) => sum + (centsOf(cell) ?? 0), 0);
}

/** By what all years of an account are multiplied, in percent; nothing where they differ. */
function factorOf({ years }: BudgetControl): string {
  const before = sumOf(years.map(({ kept }) => kept));
  const now = sumOf(years.map((one) => one.now));
  return before === 0 ? "100" : String(Number(((now / before) * 100).toFixed(1)));
}

/** The money of every account: all years by a factor, or each year by itself. */
export function BudgetFields(props: MovePanelProps) {
  const budgets = listBudgets(props.rows, props.moves);
  if (budgets.length === 0) return <p>The plan has no money that you may see.</p>;
  return (
    <>
      <p className="move-hint">
        Move a whole account by a factor, or open it to move one year. Amounts are new money, in
        millions of dollars.
      </p>
      <ul className="budgets">
        {budgets.map((budget) => (
          <li key={budget.account}>
            <Budget {...props} budget={budget} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Budget({ budget, disabled, onMove }: MovePanelProps & { readonly budget: BudgetControl }) {
  const { account, years } = budget;
  const now = sumOf(years.map((one) => one.now));
  const byFactor = (percent: string): Move[] =>
    years.map(({ row, kept }) => ({
      table: "resources",
      row,
      field: "amount",
      after: kept === null ? null : timesFactor(kept, Number(percent) / 100),
    }));
  return (
    <>
      <LevelField
        label={`${account}, all years`}
        unit="%"
        note={showDollars(cents(now))}
        shown={factorOf(budget)}
        kept="100"
        slider={factorEnds}
        parse={parseFactor}
        expected="a percentage of the branch's money, such as 90"
        disabled={disabled}
        onMove={(percent) => onMove(byFactor(percent))}
      />
      <details className="budget-years">
        <summary>
          Years<span className="usa-sr-only"> of {account}</span>
        </summary>
        {years.map((one) => (
          <LevelField
            key={one.row}
            label={`${account}, FY${one.year}${one.note === "" ? "" : ` (${one.note})`}`}
            unit="$ million"
            shown={millionsText(one.now)}
            kept={millionsText(one.kept)}
            parse={parseMillions}
            expected="millions of dollars, such as 1,250.5"
            disabled={disabled}
            onMove={(after) =>
              onMove([{ table: "resources", row: one.row, field: "amount", after }])
            }
          />
        ))}
      </details>
    </>
  );
}

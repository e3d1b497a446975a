import type { WayOut } from "../../../allocate/explain/way-out.ts";
import type { AllocateResult } from "../../../api/job-results.ts";
import { cents, showDollars } from "../../../base/money.ts";
import type { Move } from "./moves.ts";
import type { Rows } from "./table-rows.ts";
import { movesOfWayOut } from "./ways-out.ts";

/** How many rules of a way out are named before it is opened. */
const shown = 10;

/** Why no lawful allocation exists, and both ways out, each of which can be tried. */
export function ImpossiblePanel(props: {
  readonly result: AllocateResult;
  readonly rows: Rows;
  readonly onTry: (moves: readonly Move[]) => void;
}) {
  const { contradiction, second } = props.result;
  return (
    <section className="impossible" aria-labelledby="impossible-title" role="alert">
      <h2 id="impossible-title">No lawful allocation: not all rules can hold together</h2>
      {contradiction === null ? (
        <p>
          No relaxation of the rules helps: links between initiatives and the law stand in the way.
          Put back what you moved last.
        </p>
      ) : (
        <>
          <Way {...props} title="A way out" way={contradiction} />
          {second === null ? (
            <p>No other way was found that leaves one of these rules alone.</p>
          ) : (
            <Way
              {...props}
              title="Another way, which leaves a rule of the first alone"
              way={second}
            />
          )}
        </>
      )}
    </section>
  );
}

function Way(props: {
  readonly title: string;
  readonly way: WayOut;
  readonly rows: Rows;
  readonly onTry: (moves: readonly Move[]) => void;
}) {
  const { title, way, rows, onTry } = props;
  const { moves, dropped, left } = movesOfWayOut(way.relax, rows);
  const proof = way.cheapest
    ? "proven to be the fewest dollars"
    : `fewer may do, but not fewer than ${showDollars(cents(way.at_least))}`;
  return (
    <div className="way-out">
      <h3>{title}</h3>
      <ul>
        {way.relax.slice(0, shown).map((one) => (
          <li key={`${one.rule.kind} ${one.rule.id} ${one.rule.fiscal_year}`}>{relaxWords(one)}</li>
        ))}
      </ul>
      {way.relax.length > shown && (
        <details>
          <summary>{way.relax.length - shown} more rules</summary>
          <ul>
            {way.relax.slice(shown).map((one) => (
              <li key={`${one.rule.kind} ${one.rule.id} ${one.rule.fiscal_year}`}>
                {relaxWords(one)}
              </li>
            ))}
          </ul>
        </details>
      )}
      <p>
        In all {showDollars(way.total)}: {proof}.
      </p>
      {dropped.length > 0 && (
        <p className="soft">
          Trying it lets go of {dropped.join(", ")} altogether: dollars cannot be written as its
          ratio.
        </p>
      )}
      {left.length > 0 && <p className="soft">Not in reach from here: {left.join(", ")}.</p>}
      {moves.length > 0 && (
        <button type="button" className="usa-button" onClick={() => onTry(moves)}>
          Try this way out<span className="usa-sr-only">: {title}</span>
        </button>
      )}
    </div>
  );
}

function relaxWords({ rule, from, to, citation }: WayOut["relax"][number]): string {
  const year = rule.fiscal_year === null ? "" : `, FY${rule.fiscal_year}`;
  const set = rule.kind === "account" ? citation : `set by: ${citation}`;
  return `${rule.name}${year}: ${showDollars(from)} → ${showDollars(to)} (${set})`;
}

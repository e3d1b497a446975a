import { useId } from "react";
import { WhyLink } from "../../parts/why-link.tsx";
import { millionsText, parseMillions } from "./amounts.ts";
import {
  type DirectiveControl,
  type DirectiveYear,
  listDirectives,
  scopeWords,
  switchDirective,
} from "./controls.ts";
import { LevelField } from "./level-field.tsx";
import type { MovePanelProps } from "./move-panel.ts";

const kindWords: Readonly<Record<string, string>> = {
  not_less_than: "not less than",
  not_more_than: "not more than",
  withhold: "withheld until its condition is met",
};

const forceWords: Readonly<Record<string, string>> = {
  law: "law",
  agreement: "agreement",
  report: "report language, which only informs",
};

/** The directives by name: in force or not, and how much, year by year. */
export function DirectiveFields(props: MovePanelProps) {
  const directives = listDirectives(props.rows, props.moves);
  if (directives.length === 0) return <p>The plan has no directives that you may see.</p>;
  return (
    <ul className="directives">
      {directives.map((directive) => (
        <li key={directive.key}>
          <Directive {...props} directive={directive} />
        </li>
      ))}
    </ul>
  );
}

function Directive(props: MovePanelProps & { readonly directive: DirectiveControl }) {
  const { directive, rows } = props;
  const [first] = directive.years;
  const cells = rows.directives.get(first?.row ?? "") ?? {};
  const onYears = directive.years.filter(({ off }) => !off).length;
  return (
    <details open={directive.years.some((one) => one.now !== one.kept)}>
      <summary>
        <span className="directive-name">{directive.name}</span>{" "}
        <span className="soft">
          {kindWords[directive.kind] ?? directive.kind}; {scopeWords(cells)}; in force in {onYears}{" "}
          of {directive.years.length} {directive.years.length === 1 ? "year" : "years"}
        </span>
      </summary>
      {directive.years.map((year) => (
        <Year key={year.row} {...props} year={year} />
      ))}
    </details>
  );
}

function Year(
  props: MovePanelProps & { readonly directive: DirectiveControl; readonly year: DirectiveYear },
) {
  const { directive, year, rows, disabled, onMove } = props;
  const label = `${directive.name}, FY${year.year}`;
  return (
    <div className="directive-year">
      <LevelField
        label={label}
        unit="$ million"
        note={forceWords[year.force] ?? year.force}
        shown={millionsText(year.now)}
        kept={millionsText(year.kept)}
        slider={sliderOf(year.kept)}
        parse={parseMillions}
        expected="millions of dollars, such as 1,300"
        disabled={disabled}
        onMove={(after) => onMove([{ table: "directives", row: year.row, field: "amount", after }])}
      />
      <span className="directive-actions">
        {directive.kind === "withhold" ? (
          <Outcome {...props} />
        ) : (
          <label className="one-choice">
            <input
              type="checkbox"
              checked={!year.off}
              disabled={disabled}
              onChange={(event) =>
                onMove(
                  switchDirective(
                    directive,
                    year,
                    rows.directives.get(year.row),
                    event.target.checked,
                  ),
                )
              }
            />{" "}
            In force<span className="usa-sr-only">: {label}</span>
          </label>
        )}
        <WhyLink kind="directive" id={year.row}>
          What it costs<span className="usa-sr-only">{`: ${label}`}</span>
        </WhyLink>
      </span>
    </div>
  );
}

const outcomes = ["pending", "certified", "waived", "withheld"] as const;

function Outcome({
  directive,
  year,
  disabled,
  onMove,
}: MovePanelProps & { readonly directive: DirectiveControl; readonly year: DirectiveYear }) {
  const id = useId();
  return (
    <span className="directive-outcome">
      <label htmlFor={id}>
        Decided
        <span className="usa-sr-only">
          : {directive.name}, FY{year.year}
        </span>
      </label>
      <select
        id={id}
        className="usa-select"
        value={year.outcome}
        disabled={disabled}
        onChange={(event) =>
          onMove([
            { table: "directives", row: year.row, field: "outcome", after: event.target.value },
          ])
        }
      >
        {outcomes.map((outcome) => (
          <option key={outcome}>{outcome}</option>
        ))}
      </select>
    </span>
  );
}

/** From nothing to twice the amount, in steps that a hand can hold. */
function sliderOf(kept: string | null) {
  const millions = Number(kept ?? 0) / 1e6;
  const most = Math.max(1, millions * 2);
  return { least: 0, most, step: most > 1000 ? 5 : most > 100 ? 1 : most > 10 ? 0.1 : 0.01 };
}

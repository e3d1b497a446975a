import { WhyLink } from "../../parts/why-link.tsx";
import { millionsText, parseMillions, parsePercent, percentText } from "./amounts.ts";
import { type LimitControl, listLimits } from "./controls.ts";
import { LevelField } from "./level-field.tsx";
import type { MovePanelProps } from "./move-panel.ts";

const kindWords: Readonly<Record<string, string>> = {
  absorption: "at most, in a year",
  share_at_least: "at least, of all money",
  share_at_most: "at most, of all money",
  balance_at_least: "at least, of the scope",
  yearly_change: "largest yearly change",
  account_share_at_least: "at least, of what all accounts pay",
  account_share_at_most: "at most, of what all accounts pay",
};

/** Shares, balance, yearly change, and what partners can absorb. */
export function LimitFields(props: MovePanelProps) {
  const limits = listLimits(props.rows, props.moves);
  if (limits.length === 0) {
    return <p>The plan has no limits that you may see. They are added on the page Plan.</p>;
  }
  return (
    <ul className="limits">
      {limits.map((limit) => (
        <li key={limit.row}>
          <Limit {...props} limit={limit} />
        </li>
      ))}
    </ul>
  );
}

function Limit({ limit, disabled, onMove }: MovePanelProps & { readonly limit: LimitControl }) {
  const { row, field, off, now } = limit;
  const isRatio = field === "ratio";
  const show = isRatio ? percentText : millionsText;
  const most = limit.kind === "yearly_change" ? 1000 : 100;
  const move = (after: string) => onMove([{ table: "limits", row, field, after }]);
  return (
    <>
      <LevelField
        label={limit.year === "" ? limit.name : `${limit.name}, FY${limit.year}`}
        unit={isRatio ? "%" : "$ million"}
        note={`${kindWords[limit.kind] ?? limit.kind}; ${limit.scope}`}
        shown={show(now)}
        kept={show(limit.kept)}
        slider={isRatio ? { least: 0, most: 100, step: 0.5 } : sliderOf(limit.kept)}
        parse={isRatio ? (text) => parsePercent(text, most) : parseMillions}
        expected={isRatio ? `percent from 0 to ${most}` : "millions of dollars, such as 61.1"}
        disabled={disabled}
        onMove={move}
      />
      <span className="directive-actions">
        {off !== null && now !== off && (
          <button
            type="button"
            className="usa-button usa-button--unstyled"
            disabled={disabled}
            aria-label={`Let go of ${limit.name}`}
            onClick={() => move(off)}
          >
            Let go
          </button>
        )}
        <WhyLink kind="limit" id={row}>
          What it costs<span className="usa-sr-only">{`: ${limit.name}`}</span>
        </WhyLink>
      </span>
    </>
  );
}

function sliderOf(kept: string | null) {
  const most = Math.max(1, Math.ceil((Number(kept ?? 0) / 1e6) * 2));
  return { least: 0, most, step: most > 100 ? 1 : 0.1 };
}

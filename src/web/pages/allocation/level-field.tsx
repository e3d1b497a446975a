import { useEffect, useId, useRef, useState } from "react";

/** A level that can be moved by a slider or typed. */
export interface LevelFieldProps {
  readonly label: string;
  /** What stands after the number, such as `%`. */
  readonly unit: string;
  /** What else is to know of the level, such as what it comes to. */
  readonly note?: string;
  /** The level as the field shows it. */
  readonly shown: string;
  /** What the branch holds, as the field would show it. */
  readonly kept: string;
  /** The ends of the slider in the shown unit; no slider without them. */
  readonly slider?: { readonly least: number; readonly most: number; readonly step: number };
  /** A typed text as the files write it; nothing where it is none. */
  readonly parse: (text: string) => string | undefined;
  /** What a typed text should be, for who typed something else. */
  readonly expected: string;
  readonly disabled?: boolean;
  /** Whether the label is for screen readers only, since a heading says it already. */
  readonly quiet?: boolean;
  readonly onMove: (after: string) => void;
}

/** How long a level rests before it counts as moved.   Unit: milliseconds. */
const rest = 350;

/** A level with its slider and its number; what differs from the branch is marked, and can be put back. */
export function LevelField(props: LevelFieldProps) {
  const { label, unit, note, shown, kept, slider, parse, expected, disabled, quiet, onMove } =
    props;
  const id = useId();
  const draft = useDraft(shown, parse, onMove);
  const wrong = parse(draft.text) === undefined;
  const level = Number(draft.text.replaceAll(",", ""));
  return (
    <div className="level" data-moved={shown !== kept || undefined}>
      <label className={quiet ? "usa-sr-only" : "level-label"} htmlFor={`${id}-number`}>
        {label}
      </label>
      {slider && (
        <input
          type="range"
          className="level-slider"
          aria-label={`${label}, slider`}
          aria-valuetext={`${draft.text} ${unit}`}
          min={slider.least}
          max={Math.max(slider.most, Number.isFinite(level) ? level : slider.most)}
          step={slider.step}
          value={Number.isFinite(level) ? level : slider.least}
          disabled={disabled}
          onChange={(event) => draft.move(event.target.value)}
          onBlur={draft.end}
        />
      )}
      <span className="level-number">
        <input
          type="text"
          inputMode="decimal"
          id={`${id}-number`}
          className="usa-input"
          value={draft.text}
          disabled={disabled}
          aria-invalid={wrong || undefined}
          aria-describedby={wrong ? `${id}-wrong` : `${id}-unit`}
          onChange={(event) => draft.move(event.target.value)}
          onBlur={draft.end}
          onKeyDown={(event) => {
            if (event.key === "Enter") draft.end();
            if (event.key === "Escape") draft.drop();
          }}
        />
        <span id={`${id}-unit`} className="level-unit">
          {note === undefined ? unit : `${unit} · ${note}`}
        </span>
      </span>
      {wrong && (
        <span id={`${id}-wrong`} className="level-wrong" role="alert">
          Expected {expected}.
        </span>
      )}
      {shown !== kept && !wrong && <PutBack {...props} />}
    </div>
  );
}

/** What the branch holds, with a way back to it. */
function PutBack({ label, unit, kept, parse, onMove }: LevelFieldProps) {
  const before = parse(kept);
  return (
    <span className="level-kept">
      was {unit === "$ million" ? `$${kept} million` : `${kept} ${unit}`}{" "}
      {before !== undefined && (
        <button
          type="button"
          className="usa-button usa-button--unstyled"
          aria-label={`Put back ${label}`}
          onClick={() => onMove(before)}
        >
          Put back
        </button>
      )}
    </span>
  );
}

/** A text that is typed or slid, and counts once it rests or is left. */
function useDraft(
  shown: string,
  parse: (text: string) => string | undefined,
  onMove: (after: string) => void,
) {
  const [text, setText] = useState(shown);
  const waiting = useRef<{ timer: number; text: string } | null>(null);
  // What others do to the level shows, unless somebody is in the middle of typing.
  useEffect(() => {
    if (waiting.current === null) setText(shown);
  }, [shown]);
  const last = useRef({ parse, onMove, shown });
  last.current = { parse, onMove, shown };
  const settle = (typed: string) => {
    waiting.current = null;
    const after = last.current.parse(typed);
    if (after !== undefined && after !== last.current.parse(last.current.shown)) {
      last.current.onMove(after);
    }
  };
  const stop = () => {
    if (waiting.current !== null) window.clearTimeout(waiting.current.timer);
  };
  useEffect(
    () => () => {
      if (waiting.current !== null) window.clearTimeout(waiting.current.timer);
    },
    [],
  );
  return {
    text,
    move: (typed: string) => {
      stop();
      setText(typed);
      waiting.current = { timer: window.setTimeout(() => settle(typed), rest), text: typed };
    },
    end: () => {
      stop();
      if (waiting.current !== null) settle(waiting.current.text);
    },
    drop: () => {
      stop();
      waiting.current = null;
      setText(last.current.shown);
    },
  };
}

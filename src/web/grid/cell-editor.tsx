import {
  type ChangeEvent,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { group } from "../../base/money.ts";
import { Box } from "./box.tsx";
import { type CheckedCell, type KnownRows, sayFinding } from "./check-cell.ts";
import { type Column, isList } from "./columns.ts";
import {
  chooseOption,
  finishText,
  listItems,
  listOptions,
  type Option,
  offersValues,
  queryOf,
} from "./option-list.ts";
import { readPasted } from "./pasted-cell.ts";

/** Where the selection goes when an editor is left; with `leave`, the focus is elsewhere already. */
export type EditorStep =
  | "next"
  | "previous"
  | "below"
  | "above"
  | "left"
  | "right"
  | "stay"
  | "leave";

/** An open editor, for who must close it first. */
export interface OpenEditor {
  /** Saves what is typed; says no where it is refused, and stays open. */
  readonly commit: () => boolean;
}

/** What an editor of a cell needs. */
export interface CellEditorProps {
  readonly ref: Ref<OpenEditor>;
  readonly column: Column;
  /** What the row is called. */
  readonly rowName: string;
  readonly start: string;
  /** Begun by typing: arrows leave the cell. */
  readonly quick: boolean;
  readonly known: KnownRows;
  /** Whether a required cell may be left empty, as in a row that is not saved yet. */
  readonly mayBeBlank: boolean;
  readonly onCommit: (value: string | null, step: EditorStep) => void;
  readonly onCancel: () => void;
  readonly onSay: (words: string) => void;
}

/** Edits a cell in its place: says at once what is wrong, and offers values where the column has them. */
export function CellEditor(props: CellEditorProps) {
  const { column } = props;
  const editor = useEditor(props);
  const { text, checked, options, chosen, field, isText, isWrong } = editor;
  const id = useId();
  const active = options[chosen] === undefined ? undefined : `${id}-${chosen}`;
  const combobox = offersValues(column)
    ? {
        role: "combobox",
        "aria-expanded": options.length > 0,
        "aria-controls": `${id}-list`,
        "aria-autocomplete": "list" as const,
        ...(active === undefined ? {} : { "aria-activedescendant": active }),
      }
    : {};
  const Field = isText ? "textarea" : "input";
  return (
    <div className="grid-editor">
      <Field
        ref={field}
        className="grid-editor-field"
        {...(isText ? { rows: 1 } : { type: "text", autoComplete: "off" })}
        value={text}
        spellCheck={isText}
        aria-label={`${column.name} of ${props.rowName}`}
        aria-invalid={isWrong}
        aria-describedby={`${id}-said`}
        {...combobox}
        onChange={(event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
          editor.type(event.target.value)
        }
        onKeyDown={editor.press}
        onBlur={() => {
          // Where the window itself lost the focus, the person comes back to what they typed.
          if (document.hasFocus()) editor.commit("leave");
        }}
      />
      <EditorPopup anchor={field} id={id}>
        <p
          id={`${id}-said`}
          className={isWrong ? "grid-editor-wrong" : "grid-editor-hint"}
          role="status"
        >
          {isWrong ? checked.findings.map(sayFinding).join(" ") : hintOf(column, checked.value)}
        </p>
        {options.length > 0 && (
          <Box
            id={`${id}-list`}
            role="listbox"
            aria-label={`Values of ${column.name}`}
            aria-multiselectable={isList(column)}
          >
            {options.map((option, index) => (
              <OptionItem
                key={option.id}
                id={`${id}-${index}`}
                option={option}
                isActive={index === chosen}
                isOn={listItems(text).includes(option.id)}
                onChoose={() => editor.choose(option)}
              />
            ))}
          </Box>
        )}
      </EditorPopup>
    </div>
  );
}

/** The state of an editor, and what keys do in it. */
function useEditor(props: CellEditorProps) {
  const { column, known, onCommit } = props;
  const [text, setText] = useState(props.start);
  const [typed, setTyped] = useState(props.quick);
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const done = useRef(false);
  // Only texts have lines; a list of values needs a field of one line.
  const isText = column.spec.type === "text";
  const checked = useMemo(() => readTyped(text, column, known), [text, column, known]);
  const options = useMemo(
    () => listOptions(text, column, known, typed),
    [text, column, known, typed],
  );
  const [chosen, setChosen] = useState(() => firstChosen(text, column, options, props.quick));
  useLayoutEffect(() => {
    const place = field.current;
    if (place === null) return;
    place.focus({ preventScroll: true });
    place.setSelectionRange(place.value.length, place.value.length);
  }, []);
  const isBlank = props.mayBeBlank && text.trim() === "";
  const commit = (step: EditorStep, value: CheckedCell = checked): boolean => {
    if (done.current) return true;
    if (!value.refused || isBlank) {
      done.current = true;
      onCommit(isBlank ? null : value.value, step);
      return true;
    }
    props.onSay(value.findings.map(sayFinding).join(" "));
    return false;
  };
  useImperativeHandle(props.ref, () => ({ commit: () => commit("stay") }));
  const choose = (option: Option, step: EditorStep = "stay") => {
    const next = chooseOption(text, option.id, column);
    setText(next);
    setChosen(-1);
    if (!isList(column)) commit(step, readTyped(next, column, known));
  };
  const type = (next: string) => {
    setText(next);
    setTyped(true);
    setChosen(firstChosen(next, column, listOptions(next, column, known, true), true));
  };
  const press = (event: KeyboardEvent) => {
    const step = readEditorKey(event, props.quick, offersValues(column));
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const option = options[chosen];
    if (step === "cancel") {
      done.current = true;
      props.onCancel();
    } else if (step === "break") {
      if (isText) insertBreak(field.current, setText);
    } else if (step === "option_down") setChosen(Math.min(chosen + 1, options.length - 1));
    else if (step === "option_up") setChosen(Math.max(chosen - 1, -1));
    else if (option === undefined) commit(step);
    else choose(option, step);
  };
  const isWrong = checked.findings.length > 0 && !isBlank;
  return { text, checked, options, chosen, field, isText, isWrong, commit, choose, type, press };
}

/** Which value Enter takes: the first that fits what is typed in part, else the one that the cell holds. */
function firstChosen(
  text: string,
  column: Column,
  options: readonly Option[],
  typed: boolean,
): number {
  if (!typed) return options.findIndex((option) => option.id === text);
  const query = queryOf(text, column).trim();
  return query === "" || options.length === 0 || options[0]?.id === query ? -1 : 0;
}

/** A typed text as a cell; amounts may be typed with separators, and need no word about it. */
function readTyped(text: string, column: Column, known: KnownRows): CheckedCell {
  const checked = readPasted(finishText(text, column), column, known);
  const findings = checked.findings.filter((finding) => finding.code !== "pasted_amount_read");
  return { ...checked, findings };
}

function OptionItem(props: {
  readonly id: string;
  readonly option: Option;
  readonly isActive: boolean;
  readonly isOn: boolean;
  readonly onChoose: () => void;
}) {
  const item = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (props.isActive) item.current?.scrollIntoView({ block: "nearest" });
  }, [props.isActive]);
  return (
    <Box
      ref={item}
      id={props.id}
      role="option"
      aria-selected={props.isOn}
      className={props.isActive ? "grid-option grid-option-active" : "grid-option"}
      // The field keeps the focus.
      onPointerDown={(event) => event.preventDefault()}
      onClick={props.onChoose}
    >
      <span aria-hidden="true">{props.isOn ? "✓ " : ""}</span>
      {props.option.id}
      {props.option.name !== "" && <span className="grid-option-name"> {props.option.name}</span>}
    </Box>
  );
}

/** What is below an editor, over everything else: under the field, or above it where there is no room. */
function EditorPopup(props: {
  readonly anchor: { readonly current: HTMLElement | null };
  readonly id: string;
  readonly children: ReactNode;
}) {
  const popup = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const [place, field] = [popup.current, props.anchor.current];
    if (place === null || field === null) return;
    if (!place.matches(":popover-open")) place.showPopover();
    const box = field.getBoundingClientRect();
    const below = innerHeight - box.bottom;
    const room = Math.min(280, Math.max(below, box.top) - 8);
    place.style.maxHeight = `${room}px`;
    place.style.minWidth = `${Math.min(box.width, innerWidth)}px`;
    const size = place.getBoundingClientRect();
    place.style.left = `${Math.max(0, Math.min(box.left, innerWidth - size.width))}px`;
    place.style.top = `${below < size.height && box.top > below ? box.top - size.height : box.bottom}px`;
  });
  return (
    <div ref={popup} popover="manual" className="grid-popup">
      {props.children}
    </div>
  );
}

/** A few words under the field while nothing is wrong. */
function hintOf(column: Column, value: string | null): string {
  if (column.spec.type === "money" && value !== null) return `$${group(value)}`;
  if (column.spec.type === "date") return "YYYY-MM-DD";
  return column.unit ?? "";
}

type EditorKey = EditorStep | "cancel" | "break" | "option_down" | "option_up";

function readEditorKey(
  event: KeyboardEvent,
  quick: boolean,
  hasOptions: boolean,
): EditorKey | undefined {
  // While a character is composed, keys belong to the method of input.
  if (event.nativeEvent.isComposing) return undefined;
  switch (event.key) {
    case "Escape":
      return "cancel";
    case "Enter":
      return event.altKey ? "break" : event.shiftKey ? "above" : "below";
    case "Tab":
      return event.shiftKey ? "previous" : "next";
    case "ArrowDown":
      return hasOptions ? "option_down" : quick ? "below" : undefined;
    case "ArrowUp":
      return hasOptions ? "option_up" : quick ? "above" : undefined;
    case "ArrowLeft":
      return quick && !event.shiftKey ? "left" : undefined;
    case "ArrowRight":
      return quick && !event.shiftKey ? "right" : undefined;
    default:
      return undefined;
  }
}

function insertBreak(field: HTMLTextAreaElement | null, setText: (text: string) => void): void {
  if (field === null) return;
  field.setRangeText("\n", field.selectionStart, field.selectionEnd, "end");
  setText(field.value);
}

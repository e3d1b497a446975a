import { Button } from "@trussworks/react-uswds";
import { type FormEvent, useId, useRef, useState } from "react";
import { ErrorState } from "../parts/states.tsx";
import { usePlan } from "../plan-context.tsx";
import { askAnew, client } from "../queries/api.ts";
import type { CommentList, NewComment } from "./comment-values.ts";

/** The longest comment that the server takes.   Unit: characters. */
const longest = 5000;

/** Texts that were begun and not sent, by what they are about: a window that is closed by mistake loses none. */
const drafts = new Map<string, string>();

/** A field to say something, with those whom one can name, and its button. */
export function SayForm(props: {
  readonly label: string;
  readonly send: string;
  readonly about: Omit<NewComment, "text" | "branch">;
  readonly first?: string;
  readonly list: Pick<CommentList, "people" | "offices">;
  readonly onSaid: (words: string) => void;
  readonly onLeave?: () => void;
  /** Takes the focus when it appears, since a button opened it. */
  readonly focus?: boolean;
}) {
  const { label, about, first = "", list, onLeave } = props;
  const area = useRef<HTMLTextAreaElement>(null);
  const field = useId();
  const { text, write, sending, problem, say } = useSaying(about, first);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (await say()) props.onSaid(`${props.send}: done.`);
  };
  const name = (who: string) => {
    write(`${text}${text === "" || /\s$/.test(text) ? "" : " "}@${who} `);
    area.current?.focus();
  };
  return (
    <form className="say-form" onSubmit={(event) => void send(event)}>
      <label className="usa-label" htmlFor={field}>
        {label}
      </label>
      <textarea
        id={field}
        ref={area}
        className="usa-textarea"
        // biome-ignore lint/a11y/noAutofocus: a button opened it, and its user goes on here.
        autoFocus={props.focus === true}
        required
        maxLength={longest}
        rows={3}
        value={text}
        readOnly={sending}
        onChange={(event) => write(event.target.value)}
      />
      <div className="say-actions">
        <button type="submit" className="usa-button" disabled={sending}>
          {props.send}
        </button>
        <NameChoice list={list} onName={name} disabled={sending} />
        {onLeave !== undefined && (
          <Button type="button" unstyled onClick={onLeave}>
            Leave it
          </Button>
        )}
      </div>
      {problem !== null && <ErrorState problem={problem} />}
    </form>
  );
}

/** What is being written, kept while it is not sent; and sending it, which tells whether it was taken. */
function useSaying(about: Omit<NewComment, "text" | "branch">, first: string) {
  const { plan, branch } = usePlan();
  const key = JSON.stringify([plan, branch, about]);
  const [text, setText] = useState(drafts.get(key) ?? first);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Error | null>(null);
  const write = (next: string) => {
    setText(next);
    if (next === first) drafts.delete(key);
    else drafts.set(key, next);
  };
  const say = async () => {
    setSending(true);
    try {
      await client.call("addComment", { params: { plan }, body: { ...about, branch, text } });
      write(first);
      setProblem(null);
      await askAnew(plan, ["listComments", "listChanges"]);
      return true;
    } catch (thrown) {
      setProblem(thrown instanceof Error ? thrown : new Error(String(thrown)));
      return false;
    } finally {
      setSending(false);
    }
  };
  return { text, write, sending, problem, say };
}

/** People and offices to name, so that they find it in their inbox. */
function NameChoice(props: {
  readonly list: Pick<CommentList, "people" | "offices">;
  readonly onName: (name: string) => void;
  readonly disabled: boolean;
}) {
  const { people, offices } = props.list;
  const field = useId();
  const [chosen, setChosen] = useState("");
  return (
    <span className="say-name">
      <label htmlFor={field}>Name</label>
      <select
        id={field}
        className="usa-select"
        value={chosen}
        onChange={(event) => setChosen(event.target.value)}
      >
        <option value="">Somebody</option>
        <optgroup label="People">
          {people.map(({ id, name }) => (
            <option key={id} value={name}>
              {name}
            </option>
          ))}
        </optgroup>
        <optgroup label="Offices">
          {offices.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </optgroup>
      </select>
      <Button
        type="button"
        outline
        disabled={props.disabled || chosen === ""}
        onClick={() => {
          props.onName(chosen);
          setChosen("");
        }}
      >
        Add name
      </Button>
    </span>
  );
}

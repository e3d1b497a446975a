import { Button } from "@trussworks/react-uswds";
import { type ReactNode, useState } from "react";
import { When } from "../parts/when.tsx";
import type { Comment, CommentList, NewComment, Thread } from "./comment-values.ts";
import { SayForm } from "./say-form.tsx";

/** What somebody is about to do in a thread. */
interface Doing {
  readonly act: NonNullable<NewComment["act"]>;
  /** The comment that it answers. */
  readonly to: string;
  readonly first: string;
}

const labels: Readonly<Record<Doing["act"], readonly [label: string, send: string]>> = {
  comment: ["Your answer", "Answer"],
  correction: ["What it should say", "Correct it"],
  withdrawal: ["Why you take it back", "Take it back"],
  resolution: ["Why it is settled", "Settle it"],
  reopening: ["Why it is open again", "Open it again"],
};

/** One thread: what was said, by whom and when, and what can be done with it. */
export function ThreadItem(props: {
  readonly thread: Thread;
  readonly list: CommentList;
  readonly onSaid: (words: string) => void;
}) {
  const { thread, list } = props;
  const [doing, setDoing] = useState<Doing | null>(null);
  const [first] = thread.comments;
  const begin = (act: Doing["act"], to: string, text = "") => setDoing({ act, to, first: text });
  const isOpen = thread.state === "open";
  return (
    <li className={`thread thread-${thread.state}`}>
      <p className="thread-head">
        {thread.field !== null && <code>{thread.field}</code>}{" "}
        <span className="thread-state">{stateWords[thread.state]}</span>
        {thread.mentions_me && <span className="thread-state thread-mine">names you</span>}
      </p>
      <ol className="thread-comments">
        {thread.comments.map((one) => (
          <CommentItem key={one.id} one={one} may={list.may_comment} onDo={begin} />
        ))}
      </ol>
      {thread.turns.map((turn) => (
        <p key={`${turn.at} ${turn.act}`} className="thread-turn">
          <strong>{turn.author}</strong>{" "}
          {turn.act === "resolution" ? "settled it" : "opened it again"}, <When at={turn.at} />:{" "}
          {turn.reason}
        </p>
      ))}
      {doing === null && list.may_comment && thread.state !== "withdrawn" && (
        <p className="thread-actions">
          <Act words="Answer" of={first} onClick={() => begin("comment", thread.id)} />
          {isOpen ? (
            <Act words="Settle" of={first} onClick={() => begin("resolution", thread.id)} />
          ) : (
            <Act words="Open again" of={first} onClick={() => begin("reopening", thread.id)} />
          )}
        </p>
      )}
      {doing !== null && (
        <SayForm
          key={`${doing.act} ${doing.to}`}
          label={labels[doing.act][0]}
          send={labels[doing.act][1]}
          about={{ table: thread.table, row: thread.row, act: doing.act, answers: doing.to }}
          first={doing.first}
          list={list}
          focus
          onSaid={(words) => {
            setDoing(null);
            props.onSaid(words);
          }}
          onLeave={() => setDoing(null)}
        />
      )}
    </li>
  );
}

const stateWords = { open: "Open", resolved: "Settled", withdrawn: "Taken back" } as const;

function Act(props: {
  readonly words: string;
  readonly of: Comment | undefined;
  readonly onClick: () => void;
}) {
  return (
    <Button type="button" unstyled onClick={props.onClick}>
      {props.words}
      <span className="usa-sr-only">
        {" "}
        what {props.of?.author ?? "nobody"} said: {props.of?.text.slice(0, 40) ?? ""}
      </span>
    </Button>
  );
}

function CommentItem(props: {
  readonly one: Comment;
  readonly may: boolean;
  readonly onDo: (act: Doing["act"], to: string, text?: string) => void;
}) {
  const { one, may, onDo } = props;
  const { author, at, text, earlier, mentions, withdrawn } = one;
  return (
    <li className="comment">
      <p className="comment-head">
        <strong>{author}</strong>, <When at={at} />
        {mentions.length > 0 && (
          <>
            {" "}
            to{" "}
            {mentions.map(({ name, me }, index) => (
              <span key={name}>
                {index > 0 && ", "}
                {me ? <strong>{name}</strong> : name}
              </span>
            ))}
          </>
        )}
        {one.illustrative && <span className="soft"> (illustrative)</span>}
      </p>
      {withdrawn === null ? (
        <p className="comment-text">{text}</p>
      ) : (
        <p className="comment-text soft">
          Taken back, <When at={withdrawn.at} />: {withdrawn.reason}
        </p>
      )}
      <Earlier texts={withdrawn === null ? earlier : [...earlier, text]} />
      {one.mine && may && withdrawn === null && (
        <p className="thread-actions">
          <Act words="Correct" of={one} onClick={() => onDo("correction", one.id, text)} />
          <Act words="Take back" of={one} onClick={() => onDo("withdrawal", one.id)} />
        </p>
      )}
    </li>
  );
}

/** What a comment said before; kept, and out of the way. */
function Earlier({ texts }: { readonly texts: readonly string[] }): ReactNode {
  if (texts.length === 0) return null;
  return (
    <details className="comment-earlier">
      <summary>What it said before</summary>
      {texts.map((text, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: earlier texts never change their order.
        <p key={index} className="comment-text">
          {text}
        </p>
      ))}
    </details>
  );
}

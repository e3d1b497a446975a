import { useState } from "react";
import { Dialog } from "../parts/dialog.tsx";
import { Loaded } from "../parts/states.tsx";
import { usePlan } from "../plan-context.tsx";
import { useApi } from "../queries/api.ts";
import type { CommentList, SpokenPlace } from "./comment-values.ts";
import { SayForm } from "./say-form.tsx";
import { ThreadItem } from "./thread-item.tsx";
import "./comments.css";

/** What is said of a row, and a field to say more. */
export function Threads({ place }: { readonly place: SpokenPlace }) {
  const { plan, branch } = usePlan();
  const { table, row, field } = place;
  const query = { branch, table, row };
  const answer = useApi("listComments", { params: { plan }, query });
  return (
    <Loaded query={answer} words="Reading the comments">
      {(list) => (
        // What is begun about one row does not stand in the field of the next one to which a link leads.
        <ThreadList
          key={JSON.stringify([plan, branch, table, row, field])}
          place={place}
          list={list}
        />
      )}
    </Loaded>
  );
}

function ThreadList(props: { readonly place: SpokenPlace; readonly list: CommentList }) {
  const { place, list } = props;
  const [said, setSaid] = useState("");
  const { table, row, field } = place;
  const open = list.threads.filter(({ state }) => state === "open");
  const closed = list.threads.filter(({ state }) => state !== "open");
  return (
    <div className="threads">
      <p role="status" className="usa-sr-only">
        {said}
      </p>
      {list.threads.length === 0 && <p>Nobody has said anything about it.</p>}
      <ul className="thread-list">
        {open.map((one) => (
          <ThreadItem key={one.id} thread={one} list={list} onSaid={setSaid} />
        ))}
      </ul>
      {closed.length > 0 && (
        <details>
          <summary>{closed.length} settled or taken back</summary>
          <ul className="thread-list">
            {closed.map((one) => (
              <ThreadItem key={one.id} thread={one} list={list} onSaid={setSaid} />
            ))}
          </ul>
        </details>
      )}
      {list.may_comment ? (
        <SayForm
          label={field === undefined ? "Say something about it" : `Say something about ${field}`}
          send="Comment"
          about={{ table, row, ...(field === undefined ? {} : { field }) }}
          list={list}
          onSaid={setSaid}
        />
      ) : (
        <p className="soft">
          You may read what is said here; whoever may change something may answer.
        </p>
      )}
    </div>
  );
}

/** What is said of a row, as a section of a page. */
export function CommentsSection({ place }: { readonly place: SpokenPlace }) {
  return (
    <section aria-labelledby="comments" className="comments-section">
      <h2 id="comments">Comments</h2>
      <p className="soft">
        Seen by everybody who sees this, in every department. Nothing said is ever changed or lost.
      </p>
      <Threads place={place} />
    </section>
  );
}

/** What is said of a row, over the page. */
export function CommentsDialog(props: {
  readonly place: SpokenPlace;
  readonly onClose: () => void;
}) {
  const { place, onClose } = props;
  return (
    <Dialog title={`Comments on ${place.row}`} onClose={onClose} wide>
      <Threads place={place} />
    </Dialog>
  );
}

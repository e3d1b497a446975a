import { Link } from "wouter";
import { When } from "../parts/when.tsx";
import { usePlan } from "../plan-context.tsx";
import { useApi } from "../queries/api.ts";
import type { Thread } from "./comment-values.ts";
import { useThreadAddress } from "./thread-address.ts";
import "./comments.css";

/** The open threads in which the reader, or an office of theirs, is named. */
export function MentionsList() {
  const { plan, branch } = usePlan();
  const query = { branch, mine: "true", open: "true" } as const;
  const { data } = useApi("listComments", { params: { plan }, query }, { keep: true });
  const threads = data?.threads ?? [];
  if (threads.length === 0) return null;
  return (
    <section aria-labelledby="mentions" className="inbox-section">
      <h2 id="mentions">
        Comments that name you <span className="soft">({threads.length})</span>
      </h2>
      <ul className="mentions">
        {threads.map((thread) => (
          <Mention key={thread.id} thread={thread} />
        ))}
      </ul>
    </section>
  );
}

function Mention({ thread }: { readonly thread: Thread }) {
  const addressOf = useThreadAddress();
  const naming = thread.comments.filter(
    ({ mentions, withdrawn }) => withdrawn === null && mentions.some(({ me }) => me),
  );
  const last = naming.at(-1);
  if (last === undefined) return null;
  return (
    <li>
      <Link href={addressOf(thread)}>{thread.title}</Link>
      {thread.field !== null && (
        <>
          {" "}
          › <code>{thread.field}</code>
        </>
      )}
      : <strong>{last.author}</strong>, <When at={last.at} />
      <p className="comment-text">{last.text}</p>
    </li>
  );
}

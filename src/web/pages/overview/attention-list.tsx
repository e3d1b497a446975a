import { Link } from "wouter";
import type { AnswerOf } from "../../../api/client.ts";
import { group } from "../../../base/money.ts";
import { usePlan } from "../../plan-context.tsx";

type Attention = AnswerOf<"readOverview">["attention"][number];

const words = { error: "Error", warning: "Warning", note: "Note" } as const;
const shownFirst = 8;

/** What needs somebody's attention, the most severe first, each with the page that shows it. */
export function AttentionList(props: { readonly attention: readonly Attention[] }) {
  const { attention } = props;
  const first = attention.slice(0, shownFirst);
  const rest = attention.slice(shownFirst);
  return (
    <section aria-labelledby="attention">
      <h2 id="attention">What needs attention</h2>
      {attention.length === 0 ? (
        <p>
          Nothing. No rule is broken, no scenario has an open question, and the allocation is new.
        </p>
      ) : (
        <AttentionItems items={first} />
      )}
      {rest.length > 0 && (
        <details>
          <summary>{rest.length} more</summary>
          <AttentionItems items={rest} />
        </details>
      )}
    </section>
  );
}

function AttentionItems(props: { readonly items: readonly Attention[] }) {
  const { plan, branch } = usePlan();
  return (
    <ul className="findings">
      {props.items.map((item) => (
        <li key={`${item.kind} ${item.link}`} className={`finding finding-${item.severity}`}>
          <strong>{words[item.severity]}</strong>
          {item.count > 1 && <span className="figure-text"> × {group(String(item.count))}</span>}:{" "}
          {item.sentence}{" "}
          <Link href={planLink(plan, branch, item.link)}>
            Show<span className="usa-sr-only">: {item.sentence}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** A link of the read model, which begins under the plan's own address and may name another branch. */
function planLink(plan: string, branch: string, link: string): string {
  const [path = "", query = ""] = link.split("?");
  const params = new URLSearchParams(query);
  if (!params.has("branch") && branch !== "main") params.set("branch", branch);
  return `/plans/${encodeURIComponent(plan)}${path}${params.size === 0 ? "" : `?${params}`}`;
}

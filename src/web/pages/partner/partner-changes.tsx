import { Link } from "wouter";
import { count } from "../../../report/words.ts";
import { BeforeAfter } from "../../parts/history-button.tsx";
import { When } from "../../parts/when.tsx";
import { usePlan } from "../../plan-context.tsx";
import type { PartnerAnswer } from "./partner-answer.ts";

const shownEdits = 4;

/** Who changed the partner's rows, when and why, the newest first. */
export function PartnerChanges({ page }: { readonly page: PartnerAnswer }) {
  const { to } = usePlan();
  return (
    <section aria-labelledby="history">
      <h2 id="history">History of its rows</h2>
      {page.changes.length === 0 && <p>Nobody has changed them since the plan was imported.</p>}
      <ol className="cell-history">
        {page.changes.map((change) => (
          <li key={change.seq}>
            <strong>{change.author_name}</strong>, <When at={change.at} />: “{change.reason}”
            <ul hidden={change.kind === "import"}>
              {change.edits.slice(0, shownEdits).map((edit) => (
                <li key={`${edit.table} ${edit.row} ${edit.field}`}>
                  {edit.row} › {edit.field}: <BeforeAfter before={edit.before} after={edit.after} />
                </li>
              ))}
              {change.edit_count > shownEdits && (
                <li className="soft">{count(change.edit_count, "cell")} in all</li>
              )}
            </ul>
          </li>
        ))}
      </ol>
      <Link href={to("history", [], { table: "partners", row: page.partner.id })}>
        In the page History
      </Link>
    </section>
  );
}

import { Link } from "wouter";
import { usePlan } from "../../plan-context.tsx";
import type { Cells } from "../allocation/table-rows.ts";
import { listCell } from "../allocation/table-rows.ts";
import { planAddress } from "./plan-address.ts";
import type { WhyAsked } from "./why-asked.ts";

const marks: Readonly<Record<string, string>> = {
  checked: "checked against a published text",
  knowledge: "from knowledge, not compared with the published text",
  said: "said by a document",
  assumed: "assumed",
};

/** How sure something is, in words. */
export function markWords(mark: string | null | undefined): string {
  return mark ? (marks[mark] ?? mark) : (marks.assumed ?? "assumed");
}

const forces: Readonly<Record<string, string>> = {
  law: "law: it binds",
  agreement: "an agreement: kept unless the plan relaxes it",
  report: "report language: it only informs",
};

/** How far a directive binds, in words. */
export function forceWords(force: string | null | undefined): string {
  return force ? (forces[force] ?? force) : "its force is not given";
}

/** Where a row comes from, how sure it is, and the assumptions on which it rests. */
export function SourceOf({
  cells,
  kind,
}: {
  readonly cells: Cells;
  readonly kind: WhyAsked["kind"];
}) {
  const { to } = usePlan();
  if (kind === "account") return null;
  const assumptions = listCell(cells.assumptions);
  const facts: (readonly [string, string])[] = [
    ...(cells.text ? [["What it says", cells.text] as const] : []),
    ...(cells.citation ? [["Citation", cells.citation] as const] : []),
    ...(cells.force ? [["Force", forceWords(cells.force)] as const] : []),
    ...(cells.agency ? [["Proposed by", cells.agency] as const] : []),
    ...(cells.cost_basis ? [["Costs come from", cells.cost_basis] as const] : []),
    ["Source", cells.source ?? "none is given"],
    ["How sure", markWords(cells.mark)],
    ...(cells.override_reason ? [["Reason of the decision", cells.override_reason] as const] : []),
  ];
  return (
    <section aria-labelledby="why-source">
      <h2 id="why-source">Source</h2>
      <dl className="facts">
        {facts.map(([label, words]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{words}</dd>
          </div>
        ))}
        {assumptions.length > 0 && (
          <div>
            <dt>Rests on</dt>
            <dd>
              {assumptions.map((id) => (
                <Link key={id} href={to("plan", [], planAddress("assumptions", id))}>
                  {id}
                </Link>
              ))}
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}

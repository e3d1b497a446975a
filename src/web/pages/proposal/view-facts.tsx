import { Link } from "wouter";
import { capital, plainWords } from "../../../report/words.ts";
import { Money } from "../../parts/figures.tsx";
import { When } from "../../parts/when.tsx";
import { usePlan } from "../../plan-context.tsx";
import { useApi } from "../../queries/api.ts";
import { nameOfField } from "./field-names.ts";
import { militaryObjectives } from "./military-objectives.ts";
import type { ProposalRows, RowCells } from "./proposal-rows.ts";
import { usePlanRows } from "./use-plan-rows.ts";

const shown = [
  "purpose",
  "focus",
  "domain",
  "instrument",
  "recipient",
  "dod_objective",
  "dod_objective_reason",
  "cost_basis",
  "source",
  "least_share",
  "override_reason",
] as const;

const inPlainWords = new Set<string>(["purpose", "focus", "domain", "instrument", "recipient"]);

/** A cell as a reader knows it. */
function wordsOf(field: string, cell: string): string {
  if (field === "dod_objective") return militaryObjectives[cell]?.[0] ?? cell;
  return inPlainWords.has(field) ? capital(plainWords(cell)) : cell;
}

/** What is asked, in the words of the form, and what came of it. */
export function ProposalFacts({ id, rows }: { readonly id: string; readonly rows: ProposalRows }) {
  const { initiative } = rows;
  const start =
    initiative.earliest_start === initiative.latest_start
      ? `FY${initiative.earliest_start}`
      : `FY${initiative.earliest_start} to FY${initiative.latest_start}`;
  return (
    <>
      <Outcome id={id} initiative={initiative} />
      <dl className="proposal-facts">
        <div>
          <dt>May start</dt>
          <dd>{start}</dd>
        </div>
        {shown.map((field) => {
          const cell = initiative[field] ?? "";
          if (cell === "") return null;
          return (
            <div key={field}>
              <dt>{nameOfField("initiatives", field)}</dt>
              <dd>{wordsOf(field, cell)}</dd>
            </div>
          );
        })}
        <Assumptions initiative={initiative} />
        {initiative.handling !== null && initiative.handling !== "public" && (
          <div>
            <dt>Who may see it</dt>
            <dd>{capital(initiative.handling ?? "")}</dd>
          </div>
        )}
      </dl>
    </>
  );
}

/** What the newest allocation makes of it. */
function Outcome({ id, initiative }: { readonly id: string; readonly initiative: RowCells }) {
  const { plan, branch } = usePlan();
  const partner = initiative.partner ?? "";
  const page = useApi("readPartner", { params: { plan, partner }, query: { branch } });
  const row = page.data?.proposals.find((one) => one.id === id);
  const allocation = page.data?.allocation;
  if (row === undefined) return null;
  if (allocation === null || allocation === undefined || row.funded === null) {
    return (
      <p>
        Asked: <Money amount={row.asked} /> at most, over all years. Nobody has asked for an
        allocation yet.
      </p>
    );
  }
  return (
    <p>
      <span className={row.funded ? "usa-tag proposal-lawful" : "usa-tag proposal-open"}>
        {row.funded ? "Funded" : "Not funded"}
      </span>{" "}
      {row.funded && (
        <>
          <Money amount={row.allocated} /> from FY{row.first_year},{" "}
        </>
      )}
      of <Money amount={row.asked} /> asked at most, in the allocation of{" "}
      <When at={allocation.at} />
      {allocation.stale && ", before the newest changes"}.
    </p>
  );
}

function Assumptions({ initiative }: { readonly initiative: RowCells }) {
  const { to } = usePlan();
  const rows = usePlanRows("assumptions");
  const ids = (initiative.assumptions ?? "").split(";").filter((id) => id !== "");
  if (ids.length === 0) return null;
  return (
    <div>
      <dt>Assumptions</dt>
      <dd>
        <ul className="proposal-list">
          {ids.map((id) => {
            const row = rows?.find((one) => one.id === id);
            return (
              <li key={id}>
                {row?.statement ?? id} ({row?.status ?? "unknown"}){" "}
                <Link href={to("plan", [], { table: "assumptions", "f.id": `has:${id}` })}>
                  Row<span className="usa-sr-only"> {id}</span>
                </Link>
              </li>
            );
          })}
        </ul>
      </dd>
    </div>
  );
}

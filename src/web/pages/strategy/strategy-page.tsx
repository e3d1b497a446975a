import { useState } from "react";
import { Link } from "wouter";
import type { AnswerOf } from "../../../api/client.ts";
import { group } from "../../../base/money.ts";
import { Money } from "../../parts/figures.tsx";
import { Notice } from "../../parts/notice.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { Empty, Loaded, Withheld } from "../../parts/states.tsx";
import { WhyLink } from "../../parts/why-link.tsx";
import { usePlan } from "../../plan-context.tsx";
import { useApi } from "../../queries/api.ts";
import "./strategy.css";
import { StrategyTable } from "./strategy-table.tsx";

type StrategyAnswer = AnswerOf<"readStrategy">;

/** The cascade of objectives with weights, points, money and marks. */
export function StrategyPage() {
  const { plan, branch } = usePlan();
  const strategy = useApi("readStrategy", { params: { plan }, query: { branch } }, { keep: true });
  return (
    <>
      <PageHead
        title="Strategy"
        lead="What the plan is for. Weights of objectives under one parent are compared with each other; the points of a leaf are its share of 100."
      />
      <Loaded query={strategy} words="Reading the strategy" lines={8}>
        {(page) => <StrategyBody page={page} />}
      </Loaded>
    </>
  );
}

function StrategyBody(props: { readonly page: StrategyAnswer }) {
  const { page } = props;
  const { may, to } = usePlan();
  const [reason, setReason] = useState("");
  if (page.rows.length === 0) return <NoStrategy withheld={page.withheld} />;
  const editable = may.edit && may.everywhere;
  return (
    <>
      {page.withheld && <Withheld />}
      <Marks page={page} />
      {page.allocation?.stale && (
        <p className="soft">
          What is attained and the money are those of an allocation made before the plan's last
          change.
        </p>
      )}
      {editable && (
        <div className="reason">
          <label className="usa-label" htmlFor="reason">
            Reason for changes of weights
          </label>
          <input
            id="reason"
            className="usa-input"
            value={reason}
            placeholder="Weighed anew"
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
      )}
      {page.allocation === null && (
        <p className="soft">
          What each objective attains and the money for it are known once there is{" "}
          <Link href={to("allocation")}>an allocation</Link>.
        </p>
      )}
      <StrategyTable
        allocated={page.allocation !== null}
        rows={page.rows}
        reason={reason.trim() === "" ? "Weighed anew" : reason.trim()}
        editable={editable}
      />
      <Aimless aimless={page.aimless} />
    </>
  );
}

function NoStrategy(props: { readonly withheld: boolean }) {
  const { to } = usePlan();
  return (
    <>
      {props.withheld && <Withheld />}
      <Empty title="No objectives">
        <p>
          An allocation has no value without a strategy. Objectives are rows of a table:{" "}
          <Link href={to("plan", [], { table: "objectives" })}>add the first one</Link>.
        </p>
      </Empty>
    </>
  );
}

/** Objectives without money, and money without objective, said before the table. */
function Marks(props: { readonly page: StrategyAnswer }) {
  const { rows, aimless } = props.page;
  const leaves = rows.filter((row) => !rows.some((other) => other.parent === row.id));
  const unproposed = leaves.filter((row) => row.marks.includes("no_proposal"));
  const unfunded = leaves.filter(
    (row) => row.marks.includes("no_money") && !row.marks.includes("no_proposal"),
  );
  if (unproposed.length + unfunded.length + aimless.length === 0) return null;
  return (
    <Notice kind="warning" title="What stands out">
      <ul>
        {unproposed.length > 0 && <li>Nothing is proposed for {names(unproposed)}.</li>}
        {unfunded.length > 0 && <li>No money goes to {names(unfunded)}.</li>}
        {aimless.length > 0 && (
          <li>
            {group(String(aimless.length))}{" "}
            {aimless.length === 1
              ? "initiative has money and serves"
              : "initiatives have money and serve"}{" "}
            no objective.
          </li>
        )}
      </ul>
    </Notice>
  );
}

function names(rows: readonly { readonly name: string }[]): string {
  return rows.map((row) => `“${row.name}”`).join(", ");
}

function Aimless(props: { readonly aimless: StrategyAnswer["aimless"] }) {
  if (props.aimless.length === 0) return null;
  return (
    <section aria-labelledby="aimless">
      <h2 id="aimless">Money without objective</h2>
      <ul>
        {props.aimless.map((row) => (
          <li key={row.id}>
            {row.name}: <Money amount={row.money} /> <WhyLink kind="initiative" id={row.id} />
          </li>
        ))}
      </ul>
    </section>
  );
}

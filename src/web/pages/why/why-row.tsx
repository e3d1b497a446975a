import { Link } from "wouter";
import { HistoryButton } from "../../parts/history-button.tsx";
import { ErrorState } from "../../parts/states.tsx";
import { usePlan } from "../../plan-context.tsx";
import type { Cells } from "../allocation/table-rows.ts";
import { useTables, type WholeTable } from "../allocation/use-rows.ts";
import { CasesAbout } from "../cases/cases-about.tsx";
import { AccountRows } from "./account-rows.tsx";
import { InitiativeLaw } from "./initiative-law.tsx";
import { InitiativeRows } from "./initiative-rows.tsx";
import { planAddress } from "./plan-address.ts";
import { RuleRows } from "./rule-rows.tsx";
import { SourceOf } from "./source-of.tsx";
import { WhyAnswer } from "./why-answer.tsx";
import type { WhyAsked } from "./why-asked.ts";
import { WhyFrame } from "./why-frame.tsx";

const tables = {
  initiative: "initiatives",
  directive: "directives",
  limit: "limits",
  account: "resources",
} as const;

const titles = {
  initiative: "An initiative",
  directive: "A directive",
  limit: "A limit",
  account: "An account",
} as const;

/** Why a row of the plan, or an account, is as it is. */
export function WhyRow({ kind, id }: WhyAsked) {
  const { to } = usePlan();
  const table = tables[kind];
  const [answer] = useTables([
    { table, where: [kind === "account" ? `account=${id}` : `id=${id}`] },
  ]);
  const cells = answer?.data === undefined ? undefined : [...answer.data.rows.values()][0];
  const missing = answer?.data !== undefined && cells === undefined;
  const name = kind === "account" ? id : (cells?.name ?? id);
  const year = kind === "directive" && cells?.fiscal_year ? `, FY${cells.fiscal_year}` : "";
  return (
    <WhyFrame
      title={`Why: ${name}${year}`}
      lead={`${titles[kind]} of the plan, with the reason and everything behind it`}
      withheld={answer?.data?.withheld === true && missing}
      actions={
        cells !== undefined && (
          <>
            <Link
              className="usa-button usa-button--outline"
              href={to("plan", [], planAddress(table, kind === "account" ? { account: id } : id))}
            >
              Show in the plan
            </Link>
            {kind !== "account" && <HistoryButton table={table} row={id} />}
          </>
        )
      }
      always={
        <>
          {answer?.error != null && (
            <ErrorState problem={answer.error} again={() => answer.refetch()} />
          )}
          {missing && <Missing kind={kind} id={id} withheld={answer.data.withheld} />}
          {cells !== undefined && <SourceOf cells={cells} kind={kind} />}
        </>
      }
    >
      {(allocation) =>
        missing ? null : (
          <>
            <WhyAnswer asked={{ kind, id }} allocation={allocation} />
            {cells !== undefined && (
              <Behind
                kind={kind}
                id={id}
                cells={cells}
                rows={answer?.data}
                allocation={allocation}
              />
            )}
          </>
        )
      }
    </WhyFrame>
  );
}

function Missing({ kind, id, withheld }: WhyAsked & { readonly withheld: boolean }) {
  return (
    <p role="alert" className="why-missing">
      <strong>
        There is no {kind} <code>{id}</code> here{withheld ? " that you may see" : ""}.
      </strong>{" "}
      {withheld
        ? "Rows of this table are withheld from you; it may be one of them."
        : "It may have been removed, or belong to another scenario."}
    </p>
  );
}

interface BehindProps extends WhyAsked {
  readonly cells: Cells;
  readonly rows: WholeTable | undefined;
  readonly allocation: Parameters<typeof WhyAnswer>[0]["allocation"];
}

/** The rows behind the answer, and the law. */
function Behind({ kind, id, cells, rows, allocation }: BehindProps) {
  switch (kind) {
    case "initiative":
      return (
        <>
          <CasesAbout of={{ initiative: id }} />
          <InitiativeRows id={id} cells={cells} allocation={allocation} />
          <InitiativeLaw id={id} cells={cells} />
        </>
      );
    case "account":
      return <AccountRows account={id} rows={rows?.rows ?? new Map()} allocation={allocation} />;
    case "directive":
    case "limit":
      return <RuleRows kind={kind} cells={cells} allocation={allocation} />;
  }
}

import { useMemo } from "react";
import { useSearchParams } from "wouter";
import { makeColumn } from "../../grid/columns.ts";
import { PageHead } from "../../parts/page-head.tsx";
import { Empty, Loaded } from "../../parts/states.tsx";
import { usePlan } from "../../plan-context.tsx";
import { useApi } from "../../queries/api.ts";
import type { TableShape } from "./collect-hanging.ts";
import { PlanTable } from "./plan-table.tsx";
import "./plan.css";

/** The page Plan: every table of the plan as a grid that feels like a spreadsheet. */
export function PlanPage() {
  const { branch, branchHead } = usePlan();
  const fields = useApi("listFields", {});
  return (
    <div className="plan-page">
      <PageHead title="Plan" />
      {branchHead === undefined ? (
        <Empty title={`There is no scenario “${branch}”`}>
          <p>It may have been dropped. Choose another one above.</p>
        </Empty>
      ) : (
        <Loaded query={fields} words="Opening the grid" lines={8}>
          {({ tables }) => <ChosenTable tables={tables} />}
        </Loaded>
      )}
    </div>
  );
}

function ChosenTable({ tables }: { readonly tables: readonly TableShape[] }) {
  const { plan, branch } = usePlan();
  const [params] = useSearchParams();
  const asked = params.get("table") ?? "initiatives";
  const table = tables.find((one) => one.table === asked) ?? tables[0];
  const columns = useMemo(() => table?.fields.map(makeColumn) ?? [], [table]);
  if (table === undefined) return <Empty title="The plan has no tables" />;
  return (
    <PlanTable
      key={`${plan} ${branch} ${table.table}`}
      table={table.table}
      tables={tables}
      columns={columns}
    />
  );
}

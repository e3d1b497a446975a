import { Button } from "@trussworks/react-uswds";
import { useState } from "react";
import { useSearchParams } from "wouter";
import { Notice } from "../../parts/notice.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { usePlan } from "../../plan-context.tsx";
import { client } from "../../queries/api.ts";
import { ChangeLog } from "./change-log.tsx";
import { HeadDialog } from "./head-dialog.tsx";
import { HistoryFilters } from "./history-filters.tsx";
import "./history.css";
import { ScenarioPanel } from "./scenario-panel.tsx";

/** Who changed what, when and why: the plan's whole log. */
export function HistoryPage() {
  const { plan, branch, branchHead, may } = usePlan();
  const [editing, setEditing] = useState(false);
  const [said, setSaid] = useState("");
  const [params] = useSearchParams();
  const everywhere = params.get("all") === "true";
  return (
    <>
      <PageHead
        title="History"
        lead={
          everywhere
            ? "Changes of the plan and of every scenario, the newest first"
            : branch === "main"
              ? "Changes of the plan, the newest first"
              : `Changes of the scenario “${branchHead?.title ?? branch}”, the newest first`
        }
      >
        {branch === "main" && may.everywhere && (
          <Button type="button" outline onClick={() => setEditing(true)}>
            Edit the plan's head
          </Button>
        )}
        <a
          className="usa-button usa-button--outline"
          href={client.address("/plans/:plan/export", { plan }, { history: true })}
          download
        >
          Download with history
        </a>
      </PageHead>
      <div role="status">{said !== "" && <Notice kind="success">{said}</Notice>}</div>
      {editing && (
        <HeadDialog
          onClose={() => setEditing(false)}
          onDone={() => {
            setEditing(false);
            setSaid("Saved the plan's head.");
          }}
        />
      )}
      {branch !== "main" && <ScenarioPanel />}
      <HistoryFilters />
      <ChangeLog
        key={params.toString()}
        filter={{
          branch: everywhere ? undefined : branch,
          table: params.get("table") ?? undefined,
          row: params.get("row") ?? undefined,
          field: params.get("field") ?? undefined,
          author: params.get("author") ?? undefined,
        }}
      />
    </>
  );
}

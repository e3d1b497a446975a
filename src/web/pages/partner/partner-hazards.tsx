import { parseDollars, showDollars } from "../../../base/money.ts";
import { capital, plainWords } from "../../../report/words.ts";
import { DataTable } from "../../parts/data-table.tsx";
import type { PartnerAnswer } from "./partner-answer.ts";

type Cells = PartnerAnswer["sites"][number];

/** Stockpiles and hazard areas, requests on reserves, and what donors pledge; nothing where there is none. */
export function PartnerHazards({ page }: { readonly page: PartnerAnswer }) {
  const { sites, releases, pledges } = page;
  if (sites.length + releases.length + pledges.length === 0) return null;
  return (
    <section aria-labelledby="hazards">
      <h2 id="hazards">Stockpiles and hazards</h2>
      {sites.length > 0 && (
        <DataTable
          caption="Sites"
          rows={sites}
          keyOf={keyOf}
          columns={[
            { key: "name", title: "Site", value: (row) => named(row) },
            { key: "kind", title: "Kind", value: (row) => said(row.kind) },
            { key: "status", title: "Status", value: (row) => said(row.status) },
            { key: "risk", title: "Risk", value: (row) => said(row.risk) },
            { key: "holds", title: "What is there", value: (row) => row.holds ?? "" },
            { key: "work", title: "Who works on it", value: (row) => work(row, pledges) },
          ]}
        />
      )}
      {releases.length > 0 && (
        <DataTable
          caption="Asked of reserves for quick response"
          rows={releases}
          keyOf={keyOf}
          columns={[
            { key: "on", title: "Asked on", value: (row) => row.asked_on ?? "" },
            { key: "what", title: "What happened", value: (row) => row.happened ?? "" },
            money("amount", "Amount"),
            { key: "decision", title: "Decision", value: (row) => said(row.decision ?? "open") },
            { key: "day", title: "Decided on", value: (row) => row.decided_on ?? "" },
          ]}
        />
      )}
      {pledges.length > 0 && (
        <DataTable
          caption="What donors pledge; never counted as our money"
          rows={pledges}
          keyOf={keyOf}
          columns={[
            { key: "donor", title: "Donor", value: (row) => row.donor ?? "" },
            { key: "year", title: "Year", value: (row) => `FY${row.fiscal_year}` },
            money("pledged", "Pledged"),
            money("paid", "Paid"),
            { key: "purpose", title: "For what", value: (row) => row.purpose ?? "" },
          ]}
        />
      )}
    </section>
  );
}

const keyOf = (row: Cells) => row.id ?? "";

const said = (word: string | null | undefined) => capital(plainWords(word ?? ""));

function named(row: Cells): string {
  return `${row.name ?? ""}${row.illustrative === "true" ? " (illustrative)" : ""}`;
}

/** The initiatives that work on a site, and the donors that pledge for it. */
function work(site: Cells, pledges: readonly Cells[]): string {
  const donors = pledges.filter((row) => row.site === site.id).map((row) => row.donor ?? "");
  const names = [...(site.initiatives ?? "").split(";"), ...donors].filter((name) => name !== "");
  return names.length === 0 ? "Nobody" : names.join(", ");
}

function money(field: "amount" | "pledged" | "paid", title: string) {
  return {
    key: field,
    title,
    number: true,
    value: (row: Cells) => {
      const amount = parseDollars(row[field] ?? "", false);
      return typeof amount === "number" ? showDollars(amount) : "";
    },
  };
}

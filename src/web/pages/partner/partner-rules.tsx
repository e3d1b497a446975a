import type { ReactNode } from "react";
import { parseDollars, showDollars } from "../../../base/money.ts";
import { capital, plainWords, showPercent } from "../../../report/words.ts";
import { DataTable } from "../../parts/data-table.tsx";
import { WhyLink } from "../../parts/why-link.tsx";
import type { PartnerAnswer } from "./partner-answer.ts";

type Cells = PartnerAnswer["directives"][number];

/** The directives and limits that name the partner. */
export function PartnerRules({ page }: { readonly page: PartnerAnswer }) {
  return (
    <section aria-labelledby="rules">
      <h2 id="rules">Directives and limits that name it</h2>
      {page.directives.length + page.limits.length === 0 && <p>None.</p>}
      {page.directives.length > 0 && (
        <DataTable
          caption="Directives"
          rows={page.directives}
          keyOf={(row) => row.id ?? ""}
          columns={[
            { key: "name", title: "Directive", value: (row) => row.name },
            { key: "year", title: "Year", value: (row) => `FY${row.fiscal_year}` },
            { key: "kind", title: "Kind", value: (row) => said(row.kind) },
            amount(),
            { key: "accounts", title: "Accounts", value: (row) => listed(row.accounts) },
            { key: "force", title: "Force", value: (row) => said(row.force) },
            { key: "citation", title: "Where it says so", value: (row) => row.citation },
            why("directive"),
          ]}
        />
      )}
      {page.limits.length > 0 && (
        <DataTable
          caption="Limits"
          rows={page.limits}
          keyOf={(row) => row.id ?? ""}
          columns={[
            { key: "name", title: "Limit", value: (row) => row.name },
            { key: "kind", title: "Kind", value: (row) => said(row.kind) },
            {
              key: "year",
              title: "Year",
              value: (row) => (row.fiscal_year ? `FY${row.fiscal_year}` : "Every year"),
            },
            {
              key: "level",
              title: "Level",
              number: true,
              value: (row) =>
                row.amount ? dollars(row.amount) : showPercent(Number(row.ratio ?? 0)),
            },
            { key: "source", title: "Source", value: (row) => row.source },
            why("limit"),
          ]}
        />
      )}
    </section>
  );
}

function amount() {
  return {
    key: "amount",
    title: "Amount",
    number: true,
    value: (row: Cells) => Number(row.amount ?? 0),
    cell: (row: Cells): ReactNode => dollars(row.amount),
  };
}

function why(kind: "directive" | "limit") {
  return {
    key: "why",
    title: "Price",
    cell: (row: Cells) => <WhyLink kind={kind} id={row.id ?? ""} />,
  };
}

/** Dollars of a cell as a person reads them; the cell itself where it holds none. */
function dollars(cell: string | null | undefined): string {
  const read = parseDollars(cell ?? "", true);
  return typeof read === "number" ? showDollars(read) : (cell ?? "");
}

function said(cell: string | null | undefined): string {
  return capital(plainWords(cell ?? ""));
}

function listed(cell: string | null | undefined): string {
  return (cell ?? "").replaceAll(";", ", ") || "All";
}

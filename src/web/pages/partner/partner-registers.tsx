import { Link } from "wouter";
import { parseDollars, showDollars } from "../../../base/money.ts";
import { capital, plainWords } from "../../../report/words.ts";
import { type Column, DataTable } from "../../parts/data-table.tsx";
import { usePlan } from "../../plan-context.tsx";
import type { PartnerAnswer } from "./partner-answer.ts";

type Cells = PartnerAnswer["agreements"][number];

const said = (word: string | null | undefined) => capital(plainWords(word ?? ""));
const text = (field: string, title: string): Column<Cells> => ({
  key: field,
  title,
  value: (row) => row[field] ?? "",
});
const word = (field: string, title: string): Column<Cells> => ({
  key: field,
  title,
  value: (row) => said(row[field]),
});
const named = (title: string): Column<Cells> => ({
  key: "name",
  title,
  value: (row) => `${row.name ?? ""}${row.illustrative === "true" ? " (illustrative)" : ""}`,
});

/** The kinds of agreement, as the field names them. */
const agreementKinds: Readonly<Record<string, string>> = {
  sofa: "Status of forces (SOFA)",
  acsa: "Acquisition and cross-servicing (ACSA)",
  gsomia: "Military information (GSOMIA)",
  cis_moa: "Secure communications (CIS MOA)",
  end_use: "End use and transfer (FAA 505)",
  eligibility: "Eligibility (AECA 3)",
  leahy_written: "Written agreement on barred units",
};

const agreements: readonly Column<Cells>[] = [
  named("Agreement"),
  { key: "kind", title: "Kind", value: (row) => agreementKinds[row.kind ?? ""] ?? said(row.kind) },
  word("status", "Status"),
  text("since", "In force since"),
  text("until", "Until"),
  text("owner", "Who opens or renews it"),
];

const activities: readonly Column<Cells>[] = [
  named("What"),
  word("kind", "Kind"),
  text("owner", "Who runs it"),
  text("starts_on", "Begins"),
  word("status", "Status"),
  word("input_status", "Foreign policy input"),
  text("input_due", "Input due"),
  text("input", "What was said"),
];

const donors: readonly Column<Cells>[] = [
  text("donor", "Donor"),
  named("What is given"),
  word("domain", "Domain"),
  {
    key: "years",
    title: "Years",
    value: (row) => `FY${row.first_fiscal_year ?? ""}–FY${row.last_fiscal_year ?? ""}`,
  },
  {
    key: "amount",
    title: "Amount",
    number: true,
    value: (row) => {
      const amount = parseDollars(row.amount ?? "", false);
      return typeof amount === "number" ? showDollars(amount) : "";
    },
  },
];

const articles: readonly Column<Cells>[] = [
  text("article", "Article"),
  text("quantity", "How many"),
  text("delivered_on", "Delivered"),
  text("checked_on", "Last checked"),
  word("status", "Status"),
  text("finding", "What was found"),
  text("reported_on", "Reported"),
];

/** What the registers say of a partner: agreements, activities with our input, other donors, articles to check. */
export function PartnerRegisters({ page }: { readonly page: PartnerAnswer }) {
  const parts = [
    ["agreements", "Agreements", page.agreements, agreements],
    ["activities", "Exercises, posture and input to them", page.activities, activities],
    ["donor_lines", "What other donors do; never counted as our money", page.donor_lines, donors],
    ["end_use_items", "Delivered articles whose use is checked", page.end_use_items, articles],
  ] as const;
  return (
    <section aria-labelledby="registers">
      <h2 id="registers">Agreements and others</h2>
      {parts.every(([, , rows]) => rows.length === 0) && (
        <p>The registers say nothing of it: no agreement, exercise, donor or delivered article.</p>
      )}
      {parts.map(([table, title, rows, columns]) =>
        rows.length === 0 ? null : (
          <RegisterTable key={table} {...{ table, title, rows, columns }} />
        ),
      )}
    </section>
  );
}

function RegisterTable(props: {
  readonly table: string;
  readonly title: string;
  readonly rows: readonly Cells[];
  readonly columns: readonly Column<Cells>[];
}) {
  const { table, title, rows, columns } = props;
  const { to } = usePlan();
  const ids = rows.map((row) => row.id ?? "").join(";");
  return (
    <>
      <DataTable caption={title} rows={rows} columns={columns} keyOf={(row) => row.id ?? ""} />
      <p>
        <Link href={to("plan", [], { table, "f.id": `in:${ids}` })}>
          In the grid<span className="usa-sr-only">: {title}</span>
        </Link>
      </p>
    </>
  );
}

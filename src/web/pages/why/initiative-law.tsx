import type { AnswerOf } from "../../../api/client.ts";
import { type Column, DataTable } from "../../parts/data-table.tsx";
import { Loaded } from "../../parts/states.tsx";
import type { Cells } from "../allocation/table-rows.ts";
import { listCell } from "../allocation/table-rows.ts";
import { useLaw } from "./use-law.ts";

type Account = AnswerOf<"checkProposal">["accounts"][number];

/** The law that may pay for an initiative, and the law that may not, with citations and how sure they are. */
export function InitiativeLaw({ id, cells }: { readonly id: string; readonly cells: Cells }) {
  const law = useLaw(id, cells);
  const asked = listCell(cells.accounts);
  return (
    <section aria-labelledby="why-law">
      <h2 id="why-law">The law</h2>
      <Loaded query={law} words="Asking the law">
        {({ accounts }) => <Accounts accounts={accounts} asked={asked} />}
      </Loaded>
    </section>
  );
}

function Accounts(props: {
  readonly accounts: readonly Account[];
  readonly asked: readonly string[];
}) {
  const { accounts, asked } = props;
  const own = accounts.filter(({ code }) => asked.includes(code));
  const others = accounts.filter(({ code, lawful }) => lawful && !asked.includes(code));
  return (
    <>
      <DataTable
        caption="Accounts that are asked to pay"
        columns={columns}
        rows={own}
        keyOf={({ code }) => code}
        empty="No account is asked to pay."
      />
      {others.length > 0 && (
        <details>
          <summary>
            {others.length} other {others.length === 1 ? "account" : "accounts"} could lawfully pay
          </summary>
          <DataTable
            caption="Other accounts that could lawfully pay"
            columns={columns}
            rows={others}
            keyOf={({ code }) => code}
          />
        </details>
      )}
    </>
  );
}

const columns: readonly Column<Account>[] = [
  {
    key: "code",
    title: "Account",
    value: ({ code }) => code,
    cell: ({ code, title }) => (title === code ? code : `${title} (${code})`),
  },
  {
    key: "lawful",
    title: "May pay",
    value: ({ lawful }) => (lawful ? 0 : 1),
    cell: ({ lawful }) => (lawful ? "Yes" : "No"),
  },
  { key: "says", title: "What the law says", cell: ({ says }) => says },
  { key: "citations", title: "Citation", cell: ({ citations }) => citations.join("; ") },
  {
    key: "checked",
    title: "How sure",
    cell: ({ checked }) =>
      checked ? "checked against the published text" : "from knowledge: it only warns",
  },
  { key: "concurrence", title: "Concurrence", cell: ({ concurrence }) => concurrence ?? "" },
  { key: "notice", title: "Notice", cell: ({ notice }) => notice ?? "" },
];

import type { Total } from "../../../report/totals.ts";
import { Loaded } from "../../parts/states.tsx";
import { WhyLink } from "../../parts/why-link.tsx";
import type { Cells, TableRows } from "../allocation/table-rows.ts";
import { forceWords } from "./source-of.tsx";
import { useLaw } from "./use-law.ts";

/** The law behind a total: its accounts with what they may pay for, and the directives that count it, with citations. */
export function TotalLaw(props: {
  readonly total: Total;
  readonly initiatives: TableRows;
  readonly directives: TableRows;
  readonly allocation: string;
}) {
  const { total, initiatives, directives, allocation } = props;
  const byAccount = Map.groupBy(total.rows, ({ account }) => account);
  const cited = Map.groupBy(directives, ([id, cells]) => `${cells.name ?? id}|${cells.citation}`);
  return (
    <section aria-labelledby="why-law">
      <h2 id="why-law">The law</h2>
      <h3>Its accounts, each asked about its largest payment here</h3>
      <ul>
        {[...byAccount].map(([account, rows]) => {
          const [largest] = [...rows].sort((a, b) => b.amount - a.amount);
          const cells = largest && initiatives.get(largest.initiative);
          return (
            <li key={account}>
              <WhyLink kind="account" id={account} allocation={allocation}>
                {account}
              </WhyLink>
              {largest === undefined || cells === undefined ? (
                ": its largest payment is of no initiative of the plan."
              ) : (
                <AccountLaw account={account} id={largest.initiative} cells={cells} />
              )}
            </li>
          );
        })}
      </ul>
      {cited.size > 0 && (
        <>
          <h3>Directives that count it</h3>
          <ul>
            {[...cited].map(([key, [first]]) => (
              <li key={key}>
                <WhyLink kind="directive" id={first?.[0] ?? ""} allocation={allocation}>
                  {first?.[1].name ?? first?.[0]}
                </WhyLink>
                : {first?.[1].citation ?? "no citation is given"}{" "}
                <span className="soft">({forceWords(first?.[1].force)})</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function AccountLaw(props: {
  readonly account: string;
  readonly id: string;
  readonly cells: Cells;
}) {
  const { account, id, cells } = props;
  const law = useLaw(id, cells);
  return (
    <Loaded query={law} words="Asking the law" lines={1}>
      {({ accounts }) => {
        const found = accounts.find(({ code }) => code === account);
        if (found === undefined) return ": the law in use does not name it.";
        return (
          <>
            : {found.says}{" "}
            <span className="soft">
              {[...new Set(found.citations.flatMap((one) => one.split("; ")))].join("; ")} (
              {found.checked
                ? "checked against the published text"
                : "from knowledge: it only warns"}
              ; asked of {cells.name ?? id})
            </span>
          </>
        );
      }}
    </Loaded>
  );
}

import { useMemo } from "react";
import type { Cents } from "../../../base/money.ts";
import { showMillions } from "../../../report/words.ts";
import { StackedYears } from "../../charts/lazy-charts.tsx";
import type { YearPart } from "../../charts/stacked-years.tsx";
import { DataTable } from "../../parts/data-table.tsx";
import { Money } from "../../parts/figures.tsx";
import { WhyLink } from "../../parts/why-link.tsx";
import { usePlan } from "../../plan-context.tsx";
import {
  layMoney,
  type MoneyLine,
  type MoneyStage,
  type MoneyTable,
  sumLines,
} from "./money-table.ts";
import type { PartnerAnswer } from "./partner-answer.ts";

const titles: Readonly<Record<MoneyStage, string>> = {
  record: "Record",
  asked: "Asked: the largest level of each proposal, from its earliest start",
  allocated: "Allocated",
};

/** A partner's money by account and year: the record, what is asked, what is allocated. */
export function PartnerMoney({ page }: { readonly page: PartnerAnswer }) {
  const { head } = usePlan();
  const table = useMemo(() => layMoney(page.money), [page.money]);
  const first = head.first_fiscal_year;
  const { parts, asked } = useMemo(() => chartOf(table, first), [table, first]);
  return (
    <section aria-labelledby="money">
      <h2 id="money">Money</h2>
      {table.lines.length === 0 ? (
        <p>No money: nothing in the record, nothing asked, nothing allocated.</p>
      ) : (
        <>
          <StackedYears
            title="Money by account and year"
            of="Account"
            caption={`Columns before FY${first} are the record; from FY${first} on, what is allocated.`}
            rows={parts}
            plan_from={first}
            {...(asked.length > 0 ? { line: { label: "Asked", years: asked } } : {})}
          />
          <MoneyTables table={table} />
        </>
      )}
      <AgencyTable page={page} />
    </section>
  );
}

/** Columns of the record before the plan's first year and of the allocation from it on. */
function chartOf(table: MoneyTable, first: number) {
  const parts = table.lines
    .filter((line) => line.stage !== "asked")
    .flatMap((line) =>
      [...line.byYear].flatMap(([fiscal_year, amount]): YearPart[] => {
        const shown = fiscal_year < first ? line.stage === "record" : line.stage === "allocated";
        return shown ? [{ fiscal_year, key: line.account, label: line.title, amount }] : [];
      }),
    );
  const asked = [...sumLines(table.lines.filter((line) => line.stage === "asked"))].map(
    ([fiscal_year, amount]) => ({ fiscal_year, amount }),
  );
  return { parts, asked };
}

function MoneyTables({ table }: { readonly table: MoneyTable }) {
  const stages = [...new Set(table.lines.map((line) => line.stage))];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keyboard
    <section className="scroll" tabIndex={0} aria-label="Money by account and year, in millions">
      <table className="table partner-money">
        <caption>By account and year, in millions of dollars</caption>
        <thead>
          <tr>
            <th scope="col">Account</th>
            {table.years.map((year) => (
              <th scope="col" className="n" key={year}>
                FY{year}
              </th>
            ))}
            <th scope="col" className="n">
              All years
            </th>
          </tr>
        </thead>
        {stages.map((stage) => (
          <StageRows
            key={stage}
            stage={stage}
            years={table.years}
            lines={table.lines.filter((line) => line.stage === stage)}
          />
        ))}
      </table>
    </section>
  );
}

function StageRows(props: {
  readonly stage: MoneyStage;
  readonly years: readonly number[];
  readonly lines: readonly MoneyLine[];
}) {
  const { stage, years, lines } = props;
  const sums = sumLines(lines);
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={years.length + 2} className="partner-stage">
          {titles[stage]}
        </th>
      </tr>
      {lines.map((line) => (
        <tr key={line.account}>
          <th scope="row">
            {stage === "allocated" ? (
              <WhyLink kind="account" id={line.account}>
                {line.title}
              </WhyLink>
            ) : (
              line.title
            )}
          </th>
          {years.map((year) => (
            <Amount key={year} amount={line.byYear.get(year)} />
          ))}
          <Amount amount={line.sum} />
        </tr>
      ))}
      <tr className="partner-sum">
        <th scope="row">All accounts</th>
        {years.map((year) => (
          <Amount key={year} amount={sums.get(year)} />
        ))}
        <Amount amount={lines.reduce((total, line) => total + line.sum, 0)} />
      </tr>
    </tbody>
  );
}

function Amount({ amount }: { readonly amount: number | undefined }) {
  return (
    <td className="n">
      {amount === undefined ? (
        <span className="soft" role="img" aria-label="nothing">
          –
        </span>
      ) : (
        showMillions(amount as Cents)
      )}
    </td>
  );
}

function AgencyTable({ page }: { readonly page: PartnerAnswer }) {
  if (page.agencies.length === 0) return null;
  const of = (agency: string) => page.proposals.filter((row) => row.agency === agency);
  return (
    <DataTable
      caption="What each agency asks"
      rows={page.agencies}
      keyOf={(row) => row.key}
      columns={[
        { key: "agency", title: "Agency", value: (row) => row.label },
        {
          key: "proposals",
          title: "Proposals and programs",
          number: true,
          value: (row) => of(row.key).length,
        },
        {
          key: "asked",
          title: "Asked, all years",
          number: true,
          value: (row) => row.amount,
          cell: (row) => <Money amount={row.amount} />,
        },
        ...(page.allocation === null ? [] : [allocatedColumn(of)]),
      ]}
    />
  );
}

function allocatedColumn(of: (agency: string) => PartnerAnswer["proposals"]) {
  const sum = (row: { readonly key: string }) =>
    of(row.key).reduce((total, one) => total + one.allocated, 0);
  return {
    key: "allocated",
    title: "Allocated, all years",
    number: true,
    value: sum,
    cell: (row: { readonly key: string }) => <Money amount={sum(row)} />,
  };
}

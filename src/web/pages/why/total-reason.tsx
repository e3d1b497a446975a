import type { Misses } from "../../../report/misses.ts";
import type { Total, TotalTable } from "../../../report/totals.ts";
import { count, showPoints } from "../../../report/words.ts";
import { type Column, DataTable } from "../../parts/data-table.tsx";
import { Money } from "../../parts/figures.tsx";
import { ErrorState, Loading, Withheld } from "../../parts/states.tsx";
import { WhyLink } from "../../parts/why-link.tsx";
import type { WholeAllocation } from "../allocation/allocation-values.ts";
import type { TableRows } from "../allocation/table-rows.ts";
import { useTables } from "../allocation/use-rows.ts";
import { TotalLaw } from "./total-law.tsx";
import { missesOfTotal } from "./total-misses.ts";
import { isCostly, rulesOfTotal, type TotalRule } from "./total-rules.ts";

/** Why a total is what it is: the rules that count its payments with their prices, what would change it, and the law. */
export function TotalReason(props: {
  readonly total: Total;
  readonly table: TotalTable;
  readonly allocation: WholeAllocation;
}) {
  const { total, table, allocation } = props;
  const { briefing } = allocation;
  const [directives, limits, initiatives, effects] = useTables([
    { table: "directives" },
    { table: "limits" },
    { table: "initiatives" },
    ...(table.dimension === "objective"
      ? [{ table: "effects" as const, where: [`objective=${total.key}`] }]
      : []),
  ]);
  const failed = [directives, limits, initiatives].find((one) => one?.error != null);
  if (failed?.error != null) {
    return <ErrorState problem={failed.error} again={() => failed.refetch()} />;
  }
  if (!directives?.data || !limits?.data || !initiatives?.data) {
    return <Loading words="Reading the rules" />;
  }
  const proposals = initiatives.data.rows;
  const rules = rulesOfTotal(total.rows, briefing.prices, {
    directives: directives.data.rows,
    limits: limits.data.rows,
    cellsOf: (id) => proposals.get(id),
  });
  const serving = new Set(
    [...(effects?.data?.rows.values() ?? [])].map(({ initiative }) => initiative ?? ""),
  );
  const misses = missesOfTotal(briefing.misses.closest, total, table.dimension, {
    initiatives: proposals,
    serving,
  });
  return (
    <>
      <section className="why-answer" aria-labelledby="why-answer">
        <h2 id="why-answer">The reason</h2>
        {(directives.data.withheld || limits.data.withheld) && (
          <Withheld words="Some rules are not for you to see, and are not named here." />
        )}
        <Rules rules={rules} allocation={allocation} />
        <h3>What would change it</h3>
        <Changes rules={rules} misses={misses} allocation={allocation} />
      </section>
      <TotalLaw
        total={total}
        initiatives={proposals}
        directives={ruleRows(rules, directives.data.rows)}
        allocation={allocation.id}
      />
    </>
  );
}

/** The directives of these that count the total, with their cells. */
function ruleRows(rules: readonly TotalRule[], directives: TableRows): TableRows {
  const ids = rules.flatMap(({ kind, id }) => (kind === "directive" ? [id] : []));
  return new Map(
    ids.flatMap((id) => {
      const cells = directives.get(id);
      return cells === undefined ? [] : [[id, cells] as const];
    }),
  );
}

function costWords({ price, informs }: TotalRule, unasked: boolean): string {
  if (informs) return "it only informs";
  const total = price?.total as number | null | undefined;
  if (total != null) return showPoints(total);
  return unasked ? "not worked out" : "not priced";
}

function columnsOf({ id, briefing }: WholeAllocation): readonly Column<TotalRule>[] {
  return [
    {
      key: "rule",
      title: "Rule",
      value: ({ label }) => label,
      cell: (rule) => (
        <WhyLink kind={rule.kind} id={rule.id} allocation={id}>
          {rule.label}
        </WhyLink>
      ),
    },
    {
      key: "counted",
      title: "Counts of this total",
      number: true,
      value: ({ counted }) => counted,
      cell: ({ counted }) => <Money amount={counted} exact />,
    },
    { key: "level", title: "Level", cell: ({ price }) => price?.level_words ?? "" },
    {
      key: "price",
      title: "In all, points",
      number: true,
      cell: (rule) => costWords(rule, briefing.unasked),
    },
  ];
}

function Rules(props: {
  readonly rules: readonly TotalRule[];
  readonly allocation: WholeAllocation;
}) {
  const { rules, allocation } = props;
  const costly = rules.filter(isCostly);
  const others = rules.filter((rule) => !isCostly(rule));
  const columns = columnsOf(allocation);
  const keyOf = ({ kind, id, label }: TotalRule) => `${kind} ${id} ${label}`;
  const [first] = costly;
  return (
    <>
      <p className="why-sentence">
        {count(rules.length, "rule")} of the plan {rules.length === 1 ? "counts" : "count"} these
        payments: directives, limits, and the money of accounts.{" "}
        {allocation.briefing.unasked
          ? "What they cost was not worked out for this allocation."
          : first === undefined
            ? "None of them costs value."
            : `${costly.length} of them ${costly.length === 1 ? "costs" : "cost"} value, most of all: ${first.label}.`}
      </p>
      {costly.length > 0 && (
        <DataTable
          caption="Rules that count these payments and cost value, the dearest first"
          columns={columns}
          rows={costly}
          keyOf={keyOf}
        />
      )}
      {others.length > 0 && (
        <details open={costly.length === 0 && others.length <= 10}>
          <summary>
            {count(others.length, "rule")} that{" "}
            {others.length === 1 ? "costs nothing or was" : "cost nothing or were"} not priced
          </summary>
          <DataTable
            caption="Rules that count these payments, and cost nothing or were not priced"
            columns={columns}
            rows={others}
            keyOf={keyOf}
          />
        </details>
      )}
    </>
  );
}

function Changes(props: {
  readonly rules: readonly TotalRule[];
  readonly misses: Misses["closest"];
  readonly allocation: WholeAllocation;
}) {
  const { rules, misses, allocation } = props;
  const costly = rules.filter(isCostly);
  const dearest = costly.find(({ kind }) => kind !== "account");
  const money = costly.find(({ kind }) => kind === "account");
  const named = [dearest, money].flatMap((rule) => rule ?? []);
  if (named.length + misses.length === 0) {
    return (
      <p>
        {allocation.briefing.unasked
          ? "Prices and closest misses were not worked out for this allocation."
          : "No rule that counts these payments costs value, and no closest miss belongs to this total."}
      </p>
    );
  }
  return (
    <ul>
      {named.map((rule) => (
        <li key={`${rule.kind} ${rule.id}`}>
          <WhyLink kind={rule.kind} id={rule.id} allocation={allocation.id}>
            {rule.label}
          </WhyLink>
          : {rule.price?.sentence}
        </li>
      ))}
      {misses.map(({ initiative, name, loss, takes }) => (
        <li key={initiative}>
          Closest miss:{" "}
          <WhyLink kind="initiative" id={initiative} allocation={allocation.id}>
            {name}
          </WhyLink>
          , which would cost the plan {showPoints(loss)} points. {takes[0]?.sentence}
        </li>
      ))}
    </ul>
  );
}

import type { AlternativePart } from "../../../report/explore/alternatives.ts";
import type { AlternativeRow } from "../../../report/explore/alternatives-rows.ts";
import { showMillions, showPercent, showPoints } from "../../../report/words.ts";
import { BarChart } from "../../charts/lazy-charts.tsx";
import { type Column, DataTable } from "../../parts/data-table.tsx";
import { type AroundProps, AskedNumber, askedNumber, ExploreTab } from "./explore-tab.tsx";
import { usePageQuery } from "./use-address.ts";

/** Plans that are nearly as good, and put the money elsewhere. */
export function AlternativesTab({ allocation }: AroundProps) {
  const { search } = usePageQuery();
  const count = Math.round(askedNumber(search.get("count"), 4, 1, 10));
  const percent = askedNumber(search.get("loss"), 1, 0.01, 99);
  return (
    <ExploreTab
      kind="alternatives"
      intro="Plans that lose little value and put the money elsewhere, as far from each other as possible: where the optimum leaves a choice to people."
      words="Looking for other plans"
      button="Look for other plans"
      asked={
        allocation === undefined
          ? undefined
          : { kind: "alternatives", allocation, count, loss: percent / 100 }
      }
      show={(part) => <Alternatives part={part} />}
    >
      <AskedNumber name="count" label="Plans" value={count} least={1} most={10} />
      <AskedNumber
        name="loss"
        label="May lose, % of the value"
        value={percent}
        least={0.01}
        most={99}
        step={0.01}
      />
    </ExploreTab>
  );
}

function nameOf(row: AlternativeRow): string {
  return row.letter === null ? row.title : `${row.letter}. ${row.title}`;
}

const columns: readonly Column<AlternativeRow>[] = [
  { key: "plan", title: "Plan", cell: nameOf },
  { key: "value", title: "Value, points", number: true, cell: ({ value }) => showPoints(value) },
  {
    key: "loss",
    title: "Loss",
    number: true,
    cell: ({ letter, loss_ratio }) => (letter === null ? "" : showPercent(loss_ratio, 2)),
  },
  { key: "funded", title: "Funded", number: true, value: ({ funded }) => funded },
  { key: "new", title: "New", number: true, value: ({ proposals }) => proposals },
  {
    key: "amount",
    title: "$ million",
    number: true,
    cell: ({ amount }) => showMillions(amount),
  },
  {
    key: "moved",
    title: "Moved by region",
    number: true,
    cell: ({ letter, moved }) => (letter === null ? "" : showPercent(moved.region)),
  },
  {
    key: "moved-partner",
    title: "Moved by partner",
    number: true,
    cell: ({ letter, moved }) => (letter === null ? "" : showPercent(moved.partner)),
  },
];

function Alternatives({ part }: { readonly part: AlternativePart }) {
  const others = part.rows.filter(({ letter }) => letter !== null);
  return (
    <>
      <p>{part.intro}</p>
      {others.length > 0 && (
        <DataTable
          caption="Plans side by side. Moved: the share of the recommended plan's money that stands elsewhere."
          columns={columns}
          rows={part.rows}
          keyOf={({ letter }) => letter ?? "recommended"}
        />
      )}
      {others.map((row) => (
        <section key={row.letter} aria-label={nameOf(row)}>
          <h3>{nameOf(row)}</h3>
          <p>{row.sentence}</p>
          <BarChart
            title={`What plan ${row.letter} gives and takes, by region`}
            caption="Millions of dollars over all years against the recommended plan."
            of="Region"
            change
            over="over all years"
            rows={row.money.region
              .filter(({ difference }) => difference !== 0)
              .map(({ key, label, difference }) => ({ key, label, amount: difference }))}
          />
        </section>
      ))}
      {part.shared !== "" && (
        <>
          <h3>What they share</h3>
          <p>{part.shared}</p>
        </>
      )}
      {part.contested.length > 0 && (
        <DataTable
          caption={`Initiatives about which they differ most, $ million (${part.contested.length} of ${part.contested_count})`}
          columns={[
            { key: "name", title: "Initiative", value: ({ name }) => name },
            ...part.rows.map((row, place) => ({
              key: row.letter ?? "recommended",
              title: row.letter ?? "Recommended",
              number: true,
              value: ({ amounts }: AlternativePart["contested"][number]) => amounts[place] ?? 0,
              cell: ({ amounts }: AlternativePart["contested"][number]) => {
                const amount = amounts[place];
                return amount === undefined || amount === 0 ? "–" : showMillions(amount);
              },
            })),
          ]}
          rows={part.contested}
          keyOf={({ initiative }) => initiative}
        />
      )}
    </>
  );
}

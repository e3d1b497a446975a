import { type Bureau, regionNames } from "../../../report/words.ts";
import { FrontierChart } from "../../charts/lazy-charts.tsx";
import {
  type AroundProps,
  AskedChoice,
  AskedNumber,
  askedNumber,
  ExploreTab,
} from "./explore-tab.tsx";
import type { TableRows } from "./table-rows.ts";
import { usePageQuery } from "./use-address.ts";
import { useTables } from "./use-rows.ts";

const againsts = [
  ["share", "a region's share of the money"],
  ["change", "the largest yearly change"],
  ["risk", "money that rests on open assumptions"],
] as const;

/** The regions that have partners in the plan. */
function regionsOf(partners: TableRows | undefined): readonly (readonly [string, string])[] {
  const used = new Set([...(partners?.values() ?? [])].map(({ bureau }) => bureau ?? ""));
  return (Object.keys(regionNames) as Bureau[])
    .filter((bureau) => used.has(bureau))
    .map((bureau) => [bureau, regionNames[bureau]] as const);
}

/** Value traded against a region's share, the largest yearly change, or risk. */
export function FrontierTab({ allocation }: AroundProps) {
  const { search } = usePageQuery();
  const [partners] = useTables([{ table: "partners" }]);
  const regions = regionsOf(partners?.data?.rows);
  const asked = search.get("against");
  const against = againsts.find(([key]) => key === asked)?.[0] ?? "share";
  const bureau = regions.find(([key]) => key === search.get("bureau"))?.[0] ?? regions[0]?.[0];
  const points = Math.round(askedNumber(search.get("points"), 12, 3, 40));
  const ready = allocation !== undefined && (against !== "share" || bureau !== undefined);
  return (
    <ExploreTab
      kind="frontier"
      intro="The best plan at each level of a rule that grows stricter: what a larger share for a region, steadier years or less risk costs. Each point is solved again."
      words="Tracing the frontier"
      button="Trace the frontier"
      asked={
        ready
          ? {
              kind: "frontier",
              allocation,
              against,
              points,
              ...(against === "share" && bureau !== undefined ? { bureau } : {}),
            }
          : undefined
      }
      show={(report) =>
        report === null ? (
          <p>
            Nothing rests on an assumption that is not known to hold, so there is no risk to trade.
          </p>
        ) : (
          <>
            <FrontierChart report={report} />
            {report.sentences.slice(2).map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </>
        )
      }
    >
      <AskedChoice name="against" label="Value against" options={againsts} value={against} />
      {against === "share" && (
        <AskedChoice name="bureau" label="Region" options={regions} value={bureau ?? ""} />
      )}
      <AskedNumber name="points" label="Points" value={points} least={3} most={40} />
    </ExploreTab>
  );
}

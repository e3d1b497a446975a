import { Link } from "wouter";
import { AlternativesTab } from "./alternatives-tab.tsx";
import { CompareTab } from "./compare-tab.tsx";
import { DecisionsTab } from "./decisions-tab.tsx";
import { FrontierTab } from "./frontier-tab.tsx";
import type { TabProps } from "./move-panel.ts";
import { MoveTab } from "./move-tab.tsx";
import { PricesTab } from "./prices-tab.tsx";
import { ProposalsTab } from "./proposals-tab.tsx";
import { ReturnsTab } from "./returns-tab.tsx";
import { usePageQuery } from "./use-address.ts";
import { WhatIfsTab } from "./what-ifs-tab.tsx";

const tabs = [
  ["try", "Try changes"],
  ["proposals", "Proposals"],
  ["decisions", "Decisions"],
  ["compare", "Compare"],
  ["frontier", "Frontier"],
  ["alternatives", "Alternatives"],
  ["returns", "Returns"],
  ["what-ifs", "What-ifs"],
  ["prices", "Prices"],
] as const;

/** The name of a part of the page. */
export type TabName = (typeof tabs)[number][0];

/** The parts of the page, one at a time; which one stands in the address. */
export function AllocationTabs(props: TabProps) {
  const { search, href } = usePageQuery();
  const asked = search.get("tab");
  const tab = tabs.find(([name]) => name === asked)?.[0] ?? "try";
  const title = tabs.find(([name]) => name === tab)?.[1] ?? "";
  return (
    <>
      <nav className="tabs" aria-label="Parts of the page">
        <ul>
          {tabs.map(([name, words]) => (
            <li key={name}>
              <Link
                href={href({ tab: name === "try" ? undefined : name, job: undefined })}
                aria-current={name === tab ? "page" : undefined}
                replace
              >
                {words}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <section aria-labelledby="tab-title">
        <h2 id="tab-title" className={tab === "try" ? "usa-sr-only" : undefined}>
          {title}
        </h2>
        <TabBody {...props} tab={tab} />
      </section>
    </>
  );
}

function TabBody({ tab, ...props }: TabProps & { readonly tab: TabName }) {
  const allocation = props.shown?.id;
  switch (tab) {
    case "try":
      return <MoveTab {...props} />;
    case "proposals":
      return <ProposalsTab {...props} />;
    case "decisions":
      return <DecisionsTab {...props} />;
    case "compare":
      return <CompareTab shown={allocation} />;
    case "frontier":
      return <FrontierTab allocation={allocation} />;
    case "alternatives":
      return <AlternativesTab allocation={allocation} />;
    case "returns":
      return <ReturnsTab allocation={allocation} />;
    case "what-ifs":
      return <WhatIfsTab allocation={allocation} />;
    case "prices":
      return <PricesTab allocation={allocation} />;
  }
}

import { Link } from "wouter";
import type { AnswerOf } from "../../../api/client.ts";
import type { Briefing } from "../../../report/briefing.ts";
import { showGap } from "../../parts/figures.tsx";
import { Notice } from "../../parts/notice.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { Loaded, Withheld } from "../../parts/states.tsx";
import { When } from "../../parts/when.tsx";
import { usePlan } from "../../plan-context.tsx";
import { client, useApi } from "../../queries/api.ts";
import { AttentionList } from "./attention-list.tsx";
import { Answer, KeyNumbers, TrustWords } from "./briefing-head.tsx";
import { FirstAllocation } from "./first-allocation.tsx";
import { HeldSection } from "./held-section.tsx";
import { MoneyMap } from "./money-map.tsx";
import { PricesSection, RegionsSection } from "./price-sections.tsx";
import { TotalsSection } from "./totals-section.tsx";
import "./overview.css";

type Overview = AnswerOf<"readOverview">;

/** What the plan buys, what that rests on, and what needs attention. */
export function OverviewPage() {
  const { plan, branch, branchHead, head } = usePlan();
  const overview = useApi("readOverview", { params: { plan }, query: { branch } }, { keep: true });
  const scenario = branch === "main" ? "The plan as it stands" : (branchHead?.title ?? branch);
  return (
    <>
      <PageHead
        title="Overview"
        lead={`${scenario}, FY${head.first_fiscal_year}–FY${head.last_fiscal_year}`}
      >
        <a
          className="usa-button usa-button--outline"
          href={client.address(
            "/plans/:plan/export",
            { plan },
            branch === "main" ? {} : { branch },
          )}
          download
        >
          Download the plan
        </a>
      </PageHead>
      <Loaded query={overview} words="Reading the overview" lines={8}>
        {(page) => <OverviewBody page={page} />}
      </Loaded>
    </>
  );
}

function OverviewBody(props: { readonly page: Overview }) {
  const { page } = props;
  const briefing = page.briefing as Briefing | null;
  return (
    <>
      {page.withheld && <Withheld />}
      {briefing === null || page.allocation === null ? (
        <FirstAllocation />
      ) : (
        <>
          <AllocationLine allocation={page.allocation} />
          <KeyNumbers numbers={briefing.numbers} />
          {briefing.illustrative.note !== "" && (
            <Notice kind="warning">{briefing.illustrative.note}</Notice>
          )}
        </>
      )}
      <div className="answer-beside">
        {briefing !== null && (
          <div>
            <Answer sentences={briefing.answer} />
            <TrustWords
              trust={briefing.trust}
              said={briefing.answer.includes(briefing.trust.sentence)}
            />
          </div>
        )}
        <AttentionList attention={page.attention} />
      </div>
      {briefing !== null && (
        <>
          <TotalsSection totals={briefing.totals} />
          <RegionsSection briefing={briefing} />
          <MoneyMap partners={briefing.partners} />
          <HeldSection briefing={briefing} />
          <PricesSection briefing={briefing} />
        </>
      )}
    </>
  );
}

function AllocationLine(props: { readonly allocation: NonNullable<Overview["allocation"]> }) {
  const { allocation } = props;
  const { to } = usePlan();
  return (
    <p className="soft">
      <Link href={to("allocation", [], { id: allocation.id })}>Allocation</Link> of{" "}
      <When at={allocation.at} />, {showGap(allocation.gap_ratio)}.
      {allocation.stale && (
        <>
          {" "}
          <strong>The plan has changed since.</strong>{" "}
          <Link href={to("allocation")}>Work it out anew</Link>
        </>
      )}
      {allocation.withheld &&
        " It was worked out without rows that are withheld from who asked for it."}
    </p>
  );
}

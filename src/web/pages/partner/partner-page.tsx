import { Link, useParams } from "wouter";
import { showRegion } from "../../../report/words.ts";
import { CommentsSection } from "../../comments/threads.tsx";
import { FindingList } from "../../parts/finding-list.tsx";
import { HistoryButton } from "../../parts/history-button.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { Loaded, Withheld } from "../../parts/states.tsx";
import { usePlan } from "../../plan-context.tsx";
import { useApi } from "../../queries/api.ts";
import { AssessmentOf } from "../cases/assessment-of.tsx";
import { CasesAbout, TransfersTo } from "../cases/cases-about.tsx";
import { usePlanRows } from "../proposal/use-plan-rows.ts";
import type { PartnerAnswer } from "./partner-answer.ts";
import { PartnerAssumptions } from "./partner-assumptions.tsx";
import { PartnerChanges } from "./partner-changes.tsx";
import { PartnerClaims } from "./partner-claims.tsx";
import { PartnerHazards } from "./partner-hazards.tsx";
import { PartnerMoney } from "./partner-money.tsx";
import { PartnerNumbers } from "./partner-numbers.tsx";
import { PartnerObjectives } from "./partner-objectives.tsx";
import { PartnerProposals } from "./partner-proposals.tsx";
import { PartnerRegisters } from "./partner-registers.tsx";
import { PartnerRules } from "./partner-rules.tsx";
import { useFindingLink } from "./use-finding-link.ts";
import "./partner.css";

/** Everything about one partner on one page, from every agency. */
export function PartnerPage() {
  const { plan, branch } = usePlan();
  const { partner = "" } = useParams();
  const answer = useApi("readPartner", { params: { plan, partner }, query: { branch } });
  const page = answer.data;
  const name = page?.partner.name ?? partner;
  return (
    <>
      <PageHead title={name} {...(page ? { lead: <Who page={page} /> } : {})}>
        <PartnerActions partner={partner} />
      </PageHead>
      <Loaded query={answer} words="Reading the partner" lines={8}>
        {(read) => <PartnerSections page={read} />}
      </Loaded>
    </>
  );
}

function PartnerActions({ partner }: { readonly partner: string }) {
  const { to, may } = usePlan();
  return (
    <>
      {may.edit && (
        <Link className="usa-button" href={to("proposals", ["new"], { partner })}>
          Propose
        </Link>
      )}
      <Link
        className="usa-button usa-button--outline"
        href={to("plan", [], { table: "initiatives", "f.partner": `in:${partner}` })}
      >
        In the grid
      </Link>
    </>
  );
}

const kinds: Readonly<Record<string, string>> = {
  country: "Country",
  organization: "International organization",
  region: "Regional or worldwide program",
};

function Who({ page }: { readonly page: PartnerAnswer }) {
  const { partner, affiliations } = page;
  const scales = usePlanRows("scales");
  const tier = scales?.find((row) => row.id === partner.tier)?.name ?? partner.tier;
  const parts = [
    kinds[partner.kind ?? ""] ?? partner.kind,
    `${showRegion(partner.bureau ?? "")} (${partner.bureau})`,
    ...affiliations.map(sayAffiliation),
  ];
  return (
    <>
      {parts.join(" · ")}
      <br />
      {partner.tier !== null && partner.tier !== undefined && (
        <>
          Tier <strong>{tier}</strong>
          {partner.tier_reason && `: ${partner.tier_reason}`}.{" "}
        </>
      )}
      <HistoryButton table="partners" row={partner.id ?? ""} />
    </>
  );
}

function sayAffiliation(row: PartnerAnswer["affiliations"][number]): string {
  const names: Readonly<Record<string, string>> = {
    combatant_command: row.value ?? "combatant command",
    nato: "NATO member",
    major_non_nato_ally: "Major non-NATO ally",
  };
  const since = row.since ? ` since ${row.since.slice(0, 4)}` : "";
  const until = row.until ? ` until ${row.until}` : "";
  return `${names[row.kind ?? ""] ?? row.kind}${since}${until}`;
}

const sections = [
  ["money", "Money"],
  ["proposals", "Proposals"],
  ["assessment", "Assessment"],
  ["objectives", "Objectives"],
  ["assumptions", "Assumptions"],
  ["rules", "Directives and limits"],
  ["registers", "Agreements and others"],
  ["claims", "What is said"],
  ["findings", "Findings"],
  ["comments", "Comments"],
  ["history", "History"],
] as const;

function PartnerSections({ page }: { readonly page: PartnerAnswer }) {
  const linkOf = useFindingLink();
  return (
    <div className="partner-page">
      <nav aria-label="On this page" className="partner-nav">
        <ul>
          {sections.map(([id, title]) => (
            <li key={id}>
              <a href={`#${id}`}>{title}</a>
            </li>
          ))}
        </ul>
      </nav>
      {page.withheld && <Withheld />}
      <PartnerNumbers page={page} />
      <PartnerMoney page={page} />
      <PartnerProposals page={page} />
      <TransfersTo partner={page.partner.id ?? ""} />
      <CasesAbout of={{ partner: page.partner.id ?? "" }} />
      <AssessmentOf partner={page.partner.id ?? ""} />
      <PartnerObjectives page={page} />
      <PartnerAssumptions page={page} />
      <PartnerRules page={page} />
      <PartnerRegisters page={page} />
      <PartnerHazards page={page} />
      <PartnerClaims page={page} />
      <section aria-labelledby="findings">
        <h2 id="findings">Findings</h2>
        {page.findings.length === 0 ? (
          <p>Nothing is wrong with its rows.</p>
        ) : (
          <FindingList findings={page.findings} linkOf={linkOf} />
        )}
      </section>
      <CommentsSection place={{ table: "partners", row: page.partner.id ?? "" }} />
      <PartnerChanges page={page} />
    </div>
  );
}

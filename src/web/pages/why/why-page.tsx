import { useParams } from "wouter";
import { PageHead } from "../../parts/page-head.tsx";
import { Empty } from "../../parts/states.tsx";
import type { WhyAsked } from "./why-asked.ts";
import { WhyRow } from "./why-row.tsx";
import { WhyTotal } from "./why-total.tsx";
import "./why.css";

const kinds: readonly string[] = ["initiative", "directive", "limit", "account"];

/** Why something is as it is in an allocation: the reason, what would change it, and the rows and the law behind it. */
export function WhyPage() {
  const { kind = "", id: written = "" } = useParams();
  const id = decodeURIComponent(written);
  if (kind === "total") return <WhyTotal key={id} name={id} />;
  if (kinds.includes(kind)) {
    return <WhyRow key={`${kind} ${id}`} kind={kind as WhyAsked["kind"]} id={id} />;
  }
  return (
    <>
      <PageHead title="Why" />
      <Empty title={`Nothing can be asked about “${kind}”.`}>
        <p>Reasons are given for initiatives, directives, limits, accounts and totals.</p>
      </Empty>
    </>
  );
}

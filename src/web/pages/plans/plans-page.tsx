import { Link } from "wouter";
import type { AnswerOf } from "../../../api/client.ts";
import { pageAddress } from "../../addresses.ts";
import { PageHead } from "../../parts/page-head.tsx";
import { Empty, Loaded } from "../../parts/states.tsx";
import { When } from "../../parts/when.tsx";
import { client, useApi } from "../../queries/api.ts";
import { ImportPlan } from "./import-plan.tsx";
import "./plans.css";

type Plan = AnswerOf<"listPlans">["plans"][number];

/** The plans that somebody may see; a new one from a zipped folder. */
export function PlansPage() {
  const plans = useApi("listPlans", {});
  const me = useApi("readMe", {});
  return (
    <>
      <PageHead
        title="Plans"
        lead="Each plan turns a strategy, money, law and proposals into an allocation that is lawful, explained and checked."
      />
      <Loaded query={plans} words="Reading the plans">
        {(answer) =>
          answer.plans.length === 0 ? (
            <Empty title="No plans">
              <p>
                {me.data?.may_create
                  ? "Import one from a zipped folder below."
                  : "No plan is shared with you yet. Whoever administers one can add you."}
              </p>
            </Empty>
          ) : (
            <ul className="plans">
              {answer.plans.map((plan) => (
                <PlanCard key={plan.id} plan={plan} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {me.data?.may_create && <ImportPlan taken={plans.data?.plans.map((plan) => plan.id) ?? []} />}
    </>
  );
}

function PlanCard(props: { readonly plan: Plan }) {
  const { plan } = props;
  return (
    <li className="plan-card">
      <h2>
        <Link href={pageAddress(plan.id, "overview")}>{plan.title}</Link>
      </h2>
      <p>{plan.description}</p>
      <p className="soft">
        FY{plan.first_fiscal_year}–FY{plan.last_fiscal_year}
        {plan.changed_at !== null && (
          <>
            {" · last changed "}
            <When at={plan.changed_at} />
          </>
        )}
        {" · "}
        <a href={client.address("/plans/:plan/export", { plan: plan.id })} download>
          Download<span className="usa-sr-only"> {plan.title}</span>
        </a>
        {" · "}
        <a
          href={client.address("/plans/:plan/export", { plan: plan.id }, { history: true })}
          download
        >
          Download with its history<span className="usa-sr-only">: {plan.title}</span>
        </a>
      </p>
    </li>
  );
}

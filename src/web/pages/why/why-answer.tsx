import { useEffect, useRef } from "react";
import type { Price, Reason } from "../../../allocate/answers.ts";
import type { WhyResult } from "../../../api/job-results.ts";
import { showDollars } from "../../../base/money.ts";
import { showLevel } from "../../../report/price-table.ts";
import { capital, showPoints } from "../../../report/words.ts";
import { DataTable } from "../../parts/data-table.tsx";
import { Empty } from "../../parts/states.tsx";
import { WhyLink } from "../../parts/why-link.tsx";
import type { WholeAllocation } from "../allocation/allocation-values.ts";
import { JobState } from "../allocation/job-state.tsx";
import { usePageQuery } from "../allocation/use-address.ts";
import { useJobRun } from "../allocation/use-job.ts";
import { namesOf } from "./initiative-names.ts";
import { LawList } from "./law-list.tsx";
import { RuleList } from "./rule-list.tsx";
import type { WhyAsked } from "./why-asked.ts";

/**
 * The reason, worked out by solving again.
 *
 * Its job stands in the address, so that a link shows the answer; it is asked for by itself where there is none.
 */
export function WhyAnswer(props: {
  readonly asked: WhyAsked;
  readonly allocation: WholeAllocation;
}) {
  const { asked, allocation } = props;
  const { search, change } = usePageQuery();
  const first = search.get("job");
  const run = useJobRun(first);
  const started = useRef(first === null ? "" : allocation.id);
  const { start, problem } = run;
  const { kind, id } = asked;
  // What a link names may be gone, or not for this person: then it is worked out anew.
  const gone = first !== null && problem !== null && run.job === undefined;
  useEffect(() => {
    if (started.current === allocation.id && !gone) return;
    if (gone && started.current === `anew ${allocation.id}`) return;
    started.current = gone ? `anew ${allocation.id}` : allocation.id;
    void start({ kind: "why", allocation: allocation.id, about: { kind, id } }, (job) =>
      change((query) => {
        query.set("job", job);
        return query;
      }),
    );
  }, [allocation.id, gone, start, change, kind, id]);
  const again = () => {
    void start({ kind: "why", allocation: allocation.id, about: { kind, id } });
  };
  const result = run.job?.kind === "why" ? (run.job.result as WhyResult | null) : null;
  return (
    <section className="why-answer" aria-labelledby="why-answer">
      <h2 id="why-answer">The reason</h2>
      <JobState run={run} words="Working out the reason" again={again} />
      {result !== null && <Result result={result} allocation={allocation} />}
    </section>
  );
}

function Result(props: { readonly result: WhyResult; readonly allocation: WholeAllocation }) {
  const { result, allocation } = props;
  if (result.reason !== undefined) {
    return (
      <>
        <ReasonOf
          reason={result.row?.change == null ? result.reason : withoutCosts(result.reason)}
          allocation={allocation}
        />
        {result.row != null && (
          <>
            <h3>What is proven</h3>
            <p>{result.row.sentence}</p>
          </>
        )}
      </>
    );
  }
  if (result.directive !== undefined)
    return <p className="why-sentence">{result.directive.sentence}</p>;
  const prices = result.prices ?? [];
  if (prices.length === 0) {
    return <Empty title="It binds nobody: no money of the plan is in its scope." />;
  }
  return prices.map((price) => (
    <PriceOf key={`${price.rule.id} ${price.rule.fiscal_year}`} price={price} />
  ));
}

/** The reason without the changes of cost that it found: what is proven of them is said beside it. */
function withoutCosts({ would_drop: _, would_fund, ...reason }: Reason): Reason {
  return { ...reason, would_fund: would_fund.filter(({ what }) => what !== "cost") };
}

function ReasonOf(props: { readonly reason: Reason; readonly allocation: WholeAllocation }) {
  const { reason, allocation } = props;
  const names = namesOf(allocation);
  return (
    <>
      <p className="why-sentence">{reason.sentence}</p>
      {reason.because.length > 0 && (
        <>
          <h3>{reason.funded ? "Rules that bear on it" : "Rules in the way, nearest first"}</h3>
          <RuleList rules={reason.because} allocation={allocation.id} />
        </>
      )}
      {reason.provisions.length > 0 && (
        <>
          <h3>The law in the way</h3>
          <LawList provisions={reason.provisions} />
        </>
      )}
      {(reason.would_fund.length > 0 || reason.would_drop !== undefined) && (
        <>
          <h3>What would change it</h3>
          <ul>
            {reason.would_fund.map((change) => (
              <li key={change.sentence}>
                {change.sentence} <Solved solved={change.solved} />
              </li>
            ))}
            {reason.would_drop !== undefined && (
              <li>
                {reason.would_drop.sentence} <Solved solved={reason.would_drop.solved} />
              </li>
            )}
          </ul>
        </>
      )}
      {reason.displaced.length > 0 && (
        <>
          <h3>
            {reason.funded ? "What its money would fund instead" : "What it would take money from"}
          </h3>
          <ul>
            {reason.displaced.map(({ initiative, amount }) => (
              <li key={initiative}>
                <WhyLink kind="initiative" id={initiative} allocation={allocation.id}>
                  {names.get(initiative) ?? initiative}
                </WhyLink>
                : {showDollars(amount)}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Solved({ solved }: { readonly solved: boolean }) {
  return (
    <span className={solved ? "solved" : "solved soft"}>
      ({solved ? "solved again" : "not solved again"})
    </span>
  );
}

/** The levels between which the worth changes, and the present one. */
function turningPoints({ points, level }: Price): Price["points"] {
  return points.filter((point, place) => {
    const before = points[place - 1];
    const after = points[place + 1];
    const same = (other: typeof point | undefined) =>
      other !== undefined && Math.abs(other.value - point.value) < 1e-9;
    return point.level === level || !same(before) || !same(after);
  });
}

function PriceOf({ price }: { readonly price: Price }) {
  const { rule, unit, level } = price;
  const points = turningPoints(price);
  // A level without end has become nothing on its way here.
  const words = (one: number | null) => (one === null ? "no rule" : showLevel(one, unit));
  return (
    <>
      <p className="why-sentence">{price.sentence}</p>
      {points.length > 1 && (
        <DataTable
          caption={`${capital(rule.name)} at other levels, each solved again${price.each_year ? " (a year)" : ""}`}
          columns={[
            {
              key: "level",
              title: "Level",
              cell: (point) => `${words(point.level)}${point.level === level ? " (now)" : ""}`,
            },
            {
              key: "value",
              title: "Worth, points",
              number: true,
              cell: ({ value }) => showPoints(value),
            },
            {
              key: "bound",
              title: "At most, points",
              number: true,
              cell: ({ bound }) => showPoints(bound),
            },
          ]}
          rows={points}
          keyOf={(point) => String(point.level)}
        />
      )}
    </>
  );
}

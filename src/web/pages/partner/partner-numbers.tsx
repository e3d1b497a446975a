import { Money } from "../../parts/figures.tsx";
import { When } from "../../parts/when.tsx";
import { usePlan } from "../../plan-context.tsx";
import type { PartnerAnswer } from "./partner-answer.ts";

/** The figures that one asks first: the record's last year, what is asked, what is allocated, what is funded. */
export function PartnerNumbers({ page }: { readonly page: PartnerAnswer }) {
  const { head } = usePlan();
  const { money, proposals, allocation } = page;
  const record = money.filter(
    (row) => row.record !== 0 && row.fiscal_year < head.first_fiscal_year,
  );
  const last = Math.max(...record.map((row) => row.fiscal_year));
  const ofLast = record.filter((row) => row.fiscal_year === last);
  const years = `FY${head.first_fiscal_year}–FY${head.last_fiscal_year}`;
  const allocated = sum(money.map((row) => row.allocated));
  const funded = proposals.filter((row) => row.funded === true).length;
  return (
    <dl className="partner-numbers">
      {ofLast.length > 0 && (
        <div>
          <dt>Record of FY{last}</dt>
          <dd>
            <Money amount={sum(ofLast.map((row) => row.record))} />
          </dd>
        </div>
      )}
      <div>
        <dt>Asked, at most, all years</dt>
        <dd>
          <Money amount={sum(proposals.map((row) => row.asked))} />
        </dd>
      </div>
      <div>
        <dt>Allocated, {years}</dt>
        <dd>
          {allocation === null ? (
            <span className="soft">no allocation yet</span>
          ) : (
            <Money amount={allocated} />
          )}
        </dd>
        {allocation !== null && (
          <dd className="soft partner-small">
            <When at={allocation.at} />
            {allocation.stale && ", before the newest changes"}
          </dd>
        )}
      </div>
      <div>
        <dt>Proposals and programs</dt>
        <dd>
          {allocation === null ? proposals.length : `${funded} of ${proposals.length} funded`}
        </dd>
      </div>
    </dl>
  );
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

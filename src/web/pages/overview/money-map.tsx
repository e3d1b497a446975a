import { useSearchParams } from "wouter";
import type { PartnerMoney } from "../../../report/partner-money.ts";
import { WorldMap } from "../../charts/lazy-charts.tsx";
import { usePlan } from "../../plan-context.tsx";

const choices = [
  ["amount", "Money in the average year"],
  ["change", "Change against the record"],
] as const;

/** The map of partners, by money or by change. */
export function MoneyMap(props: { readonly partners: readonly PartnerMoney[] }) {
  const { to } = usePlan();
  const [params, setParams] = useSearchParams();
  const by = params.get("map") === "change" ? "change" : "amount";
  const hasRecord = props.partners.some((partner) => partner.before !== null);
  const choose = (chosen: string) =>
    setParams(
      (old) => {
        const next = new URLSearchParams(old);
        if (chosen === "amount") next.delete("map");
        else next.set("map", chosen);
        return next;
      },
      { replace: true },
    );
  return (
    <section aria-labelledby="map">
      <h2 id="map">Where</h2>
      {hasRecord && (
        <fieldset className="usa-fieldset choices">
          <legend className="usa-sr-only">What the map shows</legend>
          {choices.map(([choice, words]) => (
            <label key={choice} className="choice">
              <input
                type="radio"
                name="map"
                checked={by === choice}
                onChange={() => choose(choice)}
              />
              <span>{words}</span>
            </label>
          ))}
        </fieldset>
      )}
      <WorldMap
        partners={props.partners}
        by={by}
        href={(partner) => to("partners", [partner.id])}
      />
    </section>
  );
}

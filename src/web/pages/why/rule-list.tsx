import type { RuleName } from "../../../allocate/answers.ts";
import { WhyLink } from "../../parts/why-link.tsx";

/** Rules by name, each with a link to what it costs. */
export function RuleList(props: {
  readonly rules: readonly RuleName[];
  readonly allocation: string;
}) {
  return (
    <ul>
      {props.rules.map((rule) => (
        <li key={`${rule.kind} ${rule.id} ${rule.fiscal_year}`}>
          <RuleItem rule={rule} allocation={props.allocation} />
        </li>
      ))}
    </ul>
  );
}

function RuleItem(props: { readonly rule: RuleName; readonly allocation: string }) {
  const { rule, allocation } = props;
  const year = rule.fiscal_year === null ? "" : `, FY${rule.fiscal_year}`;
  const words =
    rule.name.includes(year.slice(2)) && year !== "" ? rule.name : `${rule.name}${year}`;
  if (rule.kind === "link") return <>{words} (a link between initiatives)</>;
  return (
    <WhyLink kind={rule.kind} id={rule.id.split("+")[0] ?? rule.id} allocation={allocation}>
      {words}
    </WhyLink>
  );
}

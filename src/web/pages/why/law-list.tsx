import type { Provision } from "../../../law/law.ts";

const marks: Readonly<Record<Provision["mark"], string>> = {
  checked: "checked against the published text",
  knowledge: "from knowledge: it only warns",
  unsure: "unsure: it only warns",
};

/** Provisions of the law: what each says, where, and how sure that is. */
export function LawList({ provisions }: { readonly provisions: readonly Provision[] }) {
  return (
    <ul className="law">
      {provisions.map((one) => (
        <li key={`${one.rule} ${one.says}`}>
          {one.says}{" "}
          <span className="soft">
            {one.citation} ({marks[one.mark]}; rule {one.rule})
          </span>
        </li>
      ))}
    </ul>
  );
}

import type { XmlListener } from "./parse-xml.ts";

/** A sheet as the workbook part names it. */
export interface SheetName {
  readonly name: string;
  readonly relation: string;
}

/** A listener for `workbook.xml`: the sheets in their order. */
export function workbookListener(): XmlListener & { readonly sheets: readonly SheetName[] } {
  const sheets: SheetName[] = [];
  return {
    sheets,
    open(name, attributes) {
      if (name !== "sheet") return;
      // The prefix of the relationship namespace is free; by custom it is `r`.
      const key = Object.keys(attributes).find((attribute) => attribute.endsWith(":id"));
      const relation = key === undefined ? "" : (attributes[key] ?? "");
      sheets.push({ name: attributes.name ?? "", relation });
    },
    close() {},
    text() {},
    problem: () => undefined,
  };
}

/** One relation of a part to another. */
export interface Relation {
  readonly id: string;
  /** The last word of the relation's type, such as `worksheet`. */
  readonly kind: string;
  /** The part in lower case, from the root of the container; empty for targets outside it. */
  readonly part: string;
}

/** A listener for a `.rels` part whose targets are relative to `folder`. */
export function relationsListener(
  folder: string,
): XmlListener & { readonly relations: readonly Relation[] } {
  const relations: Relation[] = [];
  return {
    relations,
    open(name, attributes) {
      if (name !== "Relationship") return;
      const outside = attributes.TargetMode === "External";
      relations.push({
        id: attributes.Id ?? "",
        kind: (attributes.Type ?? "").split("/").at(-1) ?? "",
        part: outside ? "" : resolvePart(folder, attributes.Target ?? ""),
      });
    },
    close() {},
    text() {},
    problem: () => undefined,
  };
}

/** The part that a target means: `/xl/a.xml` from the root, `../a.xml` and `a.xml` from the folder. */
export function resolvePart(folder: string, target: string): string {
  const steps = target.startsWith("/") ? [] : folder.split("/").filter((step) => step !== "");
  for (const step of target.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "" && step !== ".") steps.push(step);
  }
  return steps.join("/").toLowerCase();
}

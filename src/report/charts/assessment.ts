import { axisX, axisY, barX, cell, ruleX, text } from "@observablehq/plot";
import type { BalanceReport } from "../assess/balance.ts";
import type { CoverageReport } from "../assess/coverage.ts";
import { count, showMillions, showPercent } from "../words.ts";
import type { Figure } from "./figure.ts";
import { drawPlot } from "./plot.ts";

const width = 820;

/** How many partners the picture of balance shows. */
const shownPartners = 12;

const levels = [
  { key: "tactical", letter: "T", opacity: 0.9 },
  { key: "operational", letter: "O", opacity: 0.5 },
  { key: "institutional", letter: "I", opacity: 0.18 },
] as const;

/** Tactical, operational and institutional work: of the whole plan, and of its largest partners. */
export function drawBalance(balance: BalanceReport): Figure {
  const rows = [
    balance.proposed,
    ...(balance.allocated === null ? [] : [balance.allocated]),
    ...balance.partners.slice(0, shownPartners),
  ];
  const keyOf = (row: (typeof rows)[number], index: number) => `${index} ${row.key}`;
  const names = new Map(rows.map((row, index) => [keyOf(row, index), row.label]));
  const bars = rows.flatMap((row, index) =>
    levels.map(({ key, letter, opacity }) => ({
      ...{ row: keyOf(row, index), letter, opacity, share: row[key] ?? 0 },
      words: (row[key] ?? 0) > 0.08 ? `${letter} ${showPercent(row[key] ?? 0, 0)}` : "",
    })),
  );
  const data = rows.map((row) => [
    row.label,
    showMillions(row.amount),
    ...levels.map(({ key }) => (row[key] === null ? "" : showPercent(row[key], 0))),
  ]);
  return {
    id: "balance",
    title: "Work on units, forces and institutions",
    caption:
      "Share of the money: T on units (tactical), O on forces (operational), I on the institutions that run them. The largest partners stand first.",
    svg: drawPlot(
      `Shares of tactical, operational and institutional work. ${data.map(([name = "", , t = "", o = "", i = ""]) => `${name}: ${t}, ${o}, ${i}`).join("; ")}.`,
      {
        width,
        height: rows.length * 28 + 46,
        marginLeft: 230,
        marginRight: 20,
        x: { domain: [0, 1], label: null },
        y: { domain: [...names.keys()], label: null },
        marks: [
          axisX({ tickFormat: (ratio: number) => `${Math.round(ratio * 100)}%`, ticks: 5 }),
          axisY({ tickFormat: (key: string) => names.get(key) ?? key, tickSize: 0, lineWidth: 14 }),
          barX(bars, {
            ...{ x: "share", y: "row", fill: "var(--bar)", fillOpacity: "opacity" },
            ...{ insetTop: 4, insetBottom: 4, insetRight: 1, order: null },
          }),
          text(middlesOf(bars), {
            ...{ x: "middle", y: "row", text: "words" },
            fill: (one: { opacity: number }) => (one.opacity > 0.7 ? "var(--page)" : "var(--text)"),
          }),
          ruleX([0], { stroke: "currentColor" }),
        ],
      },
    ),
    data: {
      columns: ["Whose", "$ million", "Tactical", "Operational", "Institutional"],
      rows: data,
    },
  };
}

/** Bars with the middle of each, where they stand one after the other in their row. */
function middlesOf<B extends { readonly row: string; readonly share: number }>(bars: readonly B[]) {
  const ends = new Map<string, number>();
  return bars.map((bar) => {
    const start = ends.get(bar.row) ?? 0;
    ends.set(bar.row, start + bar.share);
    return { ...bar, middle: start + bar.share / 2 };
  });
}

/** Who works in which domain: the darker, the more partners. */
export function drawCoverage(coverage: CoverageReport): Figure {
  const cells = coverage.rows.flatMap((row) =>
    row.cells.map((one) => ({
      domain: row.label,
      department: one.department,
      // The root lets one partner be seen beside a hundred.
      depth: one.partners === 0 ? 0 : 0.15 + 0.75 * Math.sqrt(one.partners / 120),
      partners: one.partners,
      words: one.partners > 0 ? String(one.partners) : one.missing > 0 ? "none" : "",
      missing: one.missing > 0,
    })),
  );
  const spoken = coverage.rows.map(
    (row) =>
      `${row.label}: ${
        row.cells
          .filter((one) => one.partners > 0)
          .map((one) => `${one.department} ${one.partners}`)
          .join(", ") || "nobody"
      }`,
  );
  return {
    id: "coverage",
    title: "Who works in which domain",
    caption:
      "Partners for which a department works in a domain. A dashed frame: the domain is the department's trade, and it is missing for partners that get help there.",
    svg: drawPlot(`Partners by domain and department. ${spoken.join("; ")}.`, {
      width,
      height: coverage.rows.length * 34 + 60,
      marginLeft: 150,
      marginTop: 40,
      x: { domain: coverage.departments, label: null, padding: 0.06 },
      y: { domain: coverage.rows.map((row) => row.label), label: null, padding: 0.12 },
      marks: [
        axisX({ anchor: "top", tickSize: 0, lineWidth: 8 }),
        axisY({ tickSize: 0, lineWidth: 12 }),
        cell(cells, {
          ...{ x: "department", y: "domain", fill: "var(--bar)" },
          fillOpacity: (one: { depth: number }) => Math.min(0.9, one.depth),
          stroke: "var(--line)",
        }),
        cell(
          cells.filter((one) => one.missing),
          {
            ...{ x: "department", y: "domain", fill: "none", stroke: "var(--loss)" },
            ...{ strokeWidth: 2, strokeDasharray: "4 3" },
          },
        ),
        text(cells, {
          ...{ x: "department", y: "domain", text: "words" },
          fill: (one: { depth: number }) => (one.depth > 0.5 ? "var(--page)" : "var(--text)"),
        }),
      ],
    }),
    data: {
      columns: ["Domain", ...coverage.departments, "Other donors"],
      rows: coverage.rows.map((row) => [
        row.label,
        ...row.cells.map((one) => count(one.partners, "partner")),
        String(row.donors),
      ]),
    },
  };
}

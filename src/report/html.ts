import { assessmentSection } from "./assess/assessment-html.ts";
import type { Briefing } from "./briefing.ts";
import { drawAttainments, drawGainsAndLosses, drawPrices } from "./charts/bars.ts";
import { drawFlow } from "./charts/flow.ts";
import { drawPriceCurves, drawShare } from "./charts/lines.ts";
import { drawMap, type WorldMap } from "./charts/map.ts";
import { drawScenarioShares, drawScenarioValues } from "./charts/scenarios.ts";
import { alternativesSection } from "./explore/alternatives-html.ts";
import { frontierSection } from "./explore/frontier-html.ts";
import { overridesSection } from "./explore/overrides-html.ts";
import { reasonsSection } from "./explore/reason-rows-html.ts";
import { returnsSection } from "./explore/returns-html.ts";
import { rulePricesSection } from "./explore/rule-prices-html.ts";
import { sweepSection } from "./explore/sweep-html.ts";
import { priceSection } from "./html-prices.ts";
import { answerSection, fromToSection, scenarioSection, stampSection } from "./html-sections.ts";
import { surenessSection } from "./html-sureness.ts";
import { figure } from "./html-tables.ts";
import { totalList } from "./html-totals.ts";
import { missSection, waitSection } from "./html-work-left.ts";
import { html, type Markup, trustMarkup } from "./markup.ts";
import { briefingStyle } from "./style.ts";

/** What the page needs besides the briefing. */
export interface BriefingAssets {
  /** `world-atlas/countries-110m.json`; no map is drawn without it. */
  readonly world: WorldMap | null;
}

interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Markup;
}

/**
 * The briefing as one HTML page that needs nothing else: no script, no request, no font from elsewhere.
 *
 * The same briefing and assets make the same bytes.
 */
export function renderBriefing(briefing: Briefing, assets: BriefingAssets): string {
  const sections = listSections(briefing, assets);
  const page = html`<!doctype html>
<html lang="en-US">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${briefing.title}: ${briefing.subtitle}</title>
<style>${trustMarkup(briefingStyle)}</style>
</head>
<body>
<a class="skip" href="#answer">Skip to the answer</a>
<header><div class="wide">
<h1>${briefing.title}</h1>
<p class="sub">${briefing.subtitle}</p>
${briefing.description === "" ? null : html`<p>${briefing.description}</p>`}
${briefing.scenario === null ? null : html`<p>${briefing.scenario.description}</p>`}
</div></header>
<div class="wide">
<nav aria-label="Contents"><ol>${sections.map(
    (section) => html`<li><a href="#${section.id}">${section.title}</a></li>`,
  )}</ol></nav>
<main>
${sections.map(
  (
    section,
  ) => html`<section id="${section.id}" aria-labelledby="${section.id}-title"><h2 id="${section.id}-title">${section.title}</h2>
${section.body}</section>
`,
)}</main>
<footer><p>Made by ${briefing.stamp.software}. Unclassified. An allocation is a recommendation: people decide.</p></footer>
</div>
</body>
</html>
`;
  return page.markup;
}

function listSections(briefing: Briefing, assets: BriefingAssets): readonly Section[] {
  const { from_to: fromTo, scenarios, alternatives } = briefing;
  const sections: (Section | null)[] = [
    { id: "answer", title: "The answer", body: answerSection(briefing) },
    { id: "funded", title: `What is funded, ${briefing.span}`, body: fundedBody(briefing) },
    fromTo && {
      id: "from-to",
      title: `Who gains and who loses against FY${fromTo.last.year}`,
      body: html`${fromToSection(fromTo)}${figure(drawFlow(fromTo))}${figure(drawGainsAndLosses(fromTo))}${briefing.shares.map((share, index) => figure(drawShare(share, index)))}`,
    },
    mapSection(briefing, assets),
    pricesPart(briefing),
    ...moneyParts(briefing),
    briefing.unasked
      ? null
      : { id: "misses", title: "The closest misses", body: missSection(briefing) },
    briefing.reasons
      ? {
          id: "reasons",
          title: "Every initiative, and what would change it",
          body: reasonsSection(briefing.reasons),
        }
      : null,
    { id: "waits", title: "What waits", body: waitSection(briefing) },
    briefing.assessment
      ? {
          id: "assessment",
          title: "Is the plan wise? Overlap, balance, domains, assumptions, leverage",
          body: assessmentSection(briefing.assessment),
        }
      : null,
    { id: "sureness", title: "What it rests on", body: surenessSection(briefing) },
    scenarios && {
      id: "scenarios",
      title: "Scenarios side by side",
      body: html`${scenarioSection(scenarios)}${figure(drawScenarioValues(scenarios))}${figure(drawScenarioShares(scenarios))}`,
    },
    overridesPart(briefing),
    alternatives && {
      id: "alternatives",
      title: "Other plans, nearly as good",
      body: alternativesSection(alternatives),
    },
    briefing.sweep && {
      id: "sweep",
      title: "Other worlds: what stays funded, and when the plan fails",
      body: sweepSection(briefing.sweep),
    },
    testSection(briefing),
    { id: "stamp", title: "Stamp", body: stampSection(briefing) },
  ];
  return sections.filter((section) => section !== null);
}

/** What more or less money, and stricter rules, would do, where that was asked. */
function moneyParts(briefing: Briefing): readonly (Section | null)[] {
  return [
    briefing.rule_prices
      ? {
          id: "rule-prices",
          title: "What a dollar more or less is worth, and up to where",
          body: rulePricesSection(briefing.rule_prices),
        }
      : null,
    briefing.frontiers.length > 0
      ? {
          id: "frontiers",
          title: "What stricter rules would cost",
          body: frontierSection(briefing.frontiers),
        }
      : null,
    briefing.returns.length > 0
      ? {
          id: "returns",
          title: "What other money would do",
          body: returnsSection(briefing.returns),
        }
      : null,
  ];
}

function fundedBody(briefing: Briefing): Markup {
  const years = briefing.totals
    .flatMap((table) => table.totals)
    .flatMap((total) => total.rows.map((row) => row.fiscal_year));
  const shown = [...new Set(years)].sort((a, b) => a - b);
  return html`<p>All money of all years, by objective, region, account, year and partner. Every line opens the initiatives that it sums, to the dollar; what is open is also printed. In every list each dollar stands once.</p>
${briefing.totals.map((table) => html`${totalList(table, shown)}${table.dimension === "objective" ? figure(drawAttainments(briefing.attainments)) : null}`)}
`;
}

function pricesPart(briefing: Briefing): Section | null {
  const { prices, unasked } = briefing;
  if (unasked) return null;
  return {
    id: "prices",
    title: "What the directives and limits cost",
    body: html`${priceSection(briefing)}${figure(drawPrices(prices))}${figure(drawPriceCurves(prices))}`,
  };
}

/** Together they stand in the answer; a section of their own is for what each costs. */
function overridesPart({ overrides }: Briefing): Section | null {
  if (overrides === null || overrides.each.length === 0) return null;
  const title = "What the decisions of people cost";
  return { id: "overrides", title, body: overridesSection(overrides) };
}

function mapSection(briefing: Briefing, assets: BriefingAssets): Section | null {
  const map = assets.world && drawMap(assets.world, briefing.partners);
  return map && { id: "map", title: "The map", body: html`${figure(map)}` };
}

function testSection(briefing: Briefing): Section | null {
  const tests = briefing.scenario?.tests ?? [];
  if (tests.length === 0) return null;
  return {
    id: "tests",
    title: "Questions to answer before this scenario is chosen",
    body: html`<ul>${tests.map(
      (test) =>
        html`<li>${test.question} <span class="soft">Asked by ${test.asked_by}. ${test.answer === null ? "Not answered yet." : `Answer: ${test.answer}`}</span></li>`,
    )}</ul>`,
  };
}

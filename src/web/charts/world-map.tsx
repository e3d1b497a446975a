import { useMemo } from "react";
import type { Topology } from "topojson-specification";
import atlas from "world-atlas/countries-110m.json";
import type { Cents } from "../../base/money.ts";
import type { PartnerMoney } from "../../report/partner-money.ts";
import { showMillions, showMillionsChange } from "../../report/words.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { ChartValue } from "./chart-value.tsx";
import { ChartValues } from "./chart-values.tsx";
import { flattenWorld, type MapPlace, type WorldTopology } from "./map-places.ts";
import { type MapScale, scaleChange, scaleMoney } from "./map-scale.ts";

/** What a map of partners shows. */
export interface WorldMapProps {
  readonly partners: readonly PartnerMoney[];
  /** Money of the plan's average year, or its change against the record's last year. */
  readonly by: "amount" | "change";
  /** Where a partner leads, such as its page. */
  readonly href?: (partner: PartnerMoney) => string;
}

interface Placed {
  readonly partner: PartnerMoney;
  readonly place: MapPlace;
}

const { viewBox, land, borders, places } = flattenWorld(
  atlas as unknown as Topology as WorldTopology,
);

/** Partners on a map of the world, colored by money or by change; countries too small to see are circles. */
export function WorldMap({ partners, by, href }: WorldMapProps) {
  const placed = useMemo(() => placePartners(partners), [partners]);
  const scale = useMemo(() => scaleOf(placed, by), [placed, by]);
  const title = by === "amount" ? "Where the money goes" : "Who gains and who loses";
  const summary = summarize(partners, placed, by);
  return (
    <ChartFrame
      title={title}
      summary={summary}
      caption={
        by === "amount"
          ? "Money of the plan’s average year, by partner."
          : "The plan’s average year against the record’s last year, by partner."
      }
      table={tableOf(partners)}
    >
      <ChartValues>
        {/* biome-ignore lint/a11y/useSemanticElements: a drawing has no other element that groups */}
        <svg
          className="chart-map"
          role="group"
          aria-label={`${title}. ${summary}`}
          viewBox={viewBox}
        >
          <path className="chart-land" d={land} />
          {placed.map((one, rank) => (
            <PartnerShape
              key={one.partner.id}
              placed={one}
              color={scale.colorOf(amountOf(one.partner, by))}
              first={rank === 0}
              href={href?.(one.partner)}
            />
          ))}
          <path className="chart-border" d={borders} />
        </svg>
      </ChartValues>
      <ul className="chart-legend">
        {scale.steps.map(({ color, label }) => (
          <li key={label}>
            <svg width="14" height="14" aria-hidden="true">
              <rect width="14" height="14" fill={color} className="chart-swatch" />
            </svg>
            {label}
          </li>
        ))}
      </ul>
    </ChartFrame>
  );
}

interface PartnerShapeProps {
  readonly placed: Placed;
  readonly color: string;
  readonly first: boolean;
  readonly href: string | undefined;
}

function PartnerShape({ placed: { partner, place }, color, first, href }: PartnerShapeProps) {
  return (
    <ChartValue
      words={wordsOf(partner)}
      first={first}
      href={href}
      className="chart-country"
      fill={color}
    >
      {place.outline === null ? (
        <circle cx={place.x} cy={place.y} r="4.5" />
      ) : (
        <path d={place.outline} />
      )}
    </ChartValue>
  );
}

/** The partners that have a place, circles last, so that no neighbor covers them. */
function placePartners(partners: readonly PartnerMoney[]): readonly Placed[] {
  const placed = partners.flatMap((partner) => {
    const place = partner.iso3 === null ? undefined : places.get(partner.iso3);
    return place ? [{ partner, place }] : [];
  });
  const rank = ({ place }: Placed) => (place.outline === null ? 1 : 0);
  return placed.sort((a, b) => rank(a) - rank(b));
}

function scaleOf(placed: readonly Placed[], by: WorldMapProps["by"]): MapScale {
  const amounts = placed.map(({ partner }) => amountOf(partner, by));
  return by === "amount" ? scaleMoney(amounts) : scaleChange(amounts);
}

function amountOf(partner: PartnerMoney, by: WorldMapProps["by"]): number {
  return by === "amount" ? partner.amount : partner.amount - (partner.before ?? 0);
}

function wordsOf(partner: PartnerMoney): string {
  const change =
    partner.before === null
      ? ""
      : `, ${showMillionsChange((partner.amount - partner.before) as Cents)} million`;
  return `${partner.name}: $${showMillions(partner.amount)} million a year${change}`;
}

function summarize(
  partners: readonly PartnerMoney[],
  placed: readonly Placed[],
  by: WorldMapProps["by"],
): string {
  const ordered = placed
    .map(({ partner }) => partner)
    .sort((a, b) => Math.abs(amountOf(b, by)) - Math.abs(amountOf(a, by)))
    .slice(0, 3);
  const named = ordered.map((partner) =>
    by === "amount"
      ? `${partner.name} ($${showMillions(partner.amount)} million)`
      : `${partner.name} (${showMillionsChange(amountOf(partner, by) as Cents)} million)`,
  );
  const off = partners.length - placed.length;
  const rest =
    off === 0
      ? ""
      : ` ${off} organizations and regional or worldwide programs are not on the map; the table has them.`;
  const most = by === "amount" ? "The most" : "The largest changes";
  return `${placed.length} partners. ${named.length === 0 ? "" : `${most}: ${named.join(", ")}.`}${rest}`;
}

function tableOf(partners: readonly PartnerMoney[]) {
  return {
    columns: ["Partner, $ million a year", "Record", "Plan", "Difference"],
    rows: partners.map((partner) => [
      partner.name,
      partner.before === null ? "" : showMillions(partner.before),
      showMillions(partner.amount),
      partner.before === null ? "" : showMillionsChange((partner.amount - partner.before) as Cents),
    ]),
  };
}

import { type GeoProjection, geoArea, geoCentroid, geoEqualEarth, geoPath } from "d3-geo";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { type Cents, sumCents } from "../../base/money.ts";
import { html, type Markup } from "../markup.ts";
import type { PartnerMoney } from "../partner-money.ts";
import { count, showMillions, showMillionsChange } from "../words.ts";
import type { Figure } from "./figure.ts";
import { alpha3ByNumber, smallPlaces } from "./iso-3166.ts";

/** A map of the world's countries: `world-atlas/countries-110m.json`. */
export type WorldMap = Topology<{
  readonly countries: GeometryCollection;
}>;

const width = 960;
/** The map shows no Antarctica, and stops short of the pole: degrees north of its lower and upper edge. */
const southEdge = -57;
const northEdge = 82;
/** Radius of the partner with most money; areas are in proportion, but no dot is smaller than the least. */
const largestRadius = 34;
const leastRadius = 2.5;

type Place = readonly [number, number];

/** Where the money goes: a dot per partner, or nothing where no partner is a country of the map. */
export function drawMap(world: WorldMap, partners: readonly PartnerMoney[]): Figure | null {
  const places = placesOf(world);
  const projection = geoEqualEarth().rotate([-11, 0]).fitWidth(width, { type: "Sphere" });
  const top = projection([11, northEdge])?.[1] ?? 0;
  const height = Math.round((projection([11, southEdge])?.[1] ?? width / 2) - top);
  const most = partners.reduce((top, partner) => Math.max(top, partner.amount), 1);
  const dots = partners.flatMap((partner) => {
    const place = partner.iso3 === null ? undefined : places.get(partner.iso3);
    return place ? [{ partner, place }] : [];
  });
  if (dots.length === 0) return null;
  const off = partners.filter((partner) => !dots.some((dot) => dot.partner === partner));
  const compared = partners.some((partner) => partner.before !== null);
  return {
    id: "map",
    title: "Where the money goes",
    caption: `${captionOf(compared)}${offWords(off)}`,
    svg: html`<svg role="img" aria-label="${labelOf(dots.map((dot) => dot.partner))}" viewBox="0 ${top.toFixed(1)} ${width} ${height}" width="${width}" height="${height}">${drawLand(world, projection)}${[
      ...dots,
    ].map(({ partner, place }) =>
      drawDot(partner, projection(place as [number, number]), most),
    )}</svg>`,
    data: {
      columns: ["Partner, $ million in the average year", "Before", "Plan", "Difference"],
      rows: partners.map((partner) => [
        partner.name,
        partner.before === null ? "" : showMillions(partner.before),
        showMillions(partner.amount),
        partner.before === null ? "" : showMillionsChange(differenceOf(partner)),
      ]),
    },
  };
}

function captionOf(compared: boolean): string {
  const size = "The area of a dot is the partner's money in the plan's average year.";
  return compared
    ? `${size} Full dots gain against the record's last year, open dots lose, and faint gray dots change by less than a twentieth.`
    : size;
}

function offWords(off: readonly PartnerMoney[]): string {
  if (off.length === 0) return "";
  const amount = sumCents(off.map((partner) => partner.amount));
  return ` Not on the map: ${count(off.length, "organization, regional or worldwide program", "organizations and regional or worldwide programs")}, with $${showMillions(amount)} million a year.`;
}

function labelOf(partners: readonly PartnerMoney[]): string {
  const named = partners.slice(0, 8).map((p) => `${p.name} $${showMillions(p.amount)} million`);
  return `World map with ${partners.length} partners as dots. The largest: ${named.join("; ")}. The table below the map has them all.`;
}

/** The place of every country: the middle of its largest piece of land, or its capital where it is too small. */
function placesOf(world: WorldMap): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>(smallPlaces);
  for (const country of feature(world, world.objects.countries).features) {
    const code = alpha3ByNumber.get(String(country.id));
    if (code === undefined) continue;
    const { geometry } = country;
    if (geometry.type === "Polygon") places.set(code, geoCentroid(geometry));
    if (geometry.type !== "MultiPolygon") continue;
    const pieces = geometry.coordinates.map((coordinates) => ({
      type: "Polygon" as const,
      coordinates,
    }));
    const [largest] = pieces.sort((a, b) => geoArea(b) - geoArea(a));
    if (largest) places.set(code, geoCentroid(largest));
  }
  return places;
}

const antarctica = "010";

function drawLand(world: WorldMap, projection: GeoProjection): Markup {
  const path = geoPath(projection).digits(1);
  const countries = feature(world, world.objects.countries);
  const shown = countries.features.filter((country) => country.id !== antarctica);
  const land = path({ ...countries, features: shown }) ?? "";
  const borders = path(mesh(world, world.objects.countries, (a, b) => a !== b)) ?? "";
  return html`<path class="land" d="${land}"/><path class="border" d="${borders}"/>`;
}

function drawDot(partner: PartnerMoney, at: Place | null, most: number): Markup | null {
  if (at === null) return null;
  const size = Math.sqrt(Math.max(0, partner.amount) / most) * largestRadius;
  const radius = Math.max(leastRadius, size).toFixed(1);
  const change =
    partner.before === null ? "" : `, ${showMillionsChange(differenceOf(partner))} million`;
  return html`<circle class="${classOf(partner)}" cx="${at[0].toFixed(1)}" cy="${at[1].toFixed(1)}" r="${radius}"><title>${partner.name}: $${showMillions(partner.amount)} million a year${change}</title></circle>`;
}

/** Changes under a twentieth count as none, so that color does not shout about rounding. */
function classOf(partner: PartnerMoney): string {
  if (partner.before === null) return "dot gains";
  const difference = differenceOf(partner);
  if (Math.abs(difference) < 0.05 * Math.max(Math.abs(partner.before), 1)) return "dot steady";
  return difference > 0 ? "dot gains" : "dot loses";
}

function differenceOf(partner: PartnerMoney): Cents {
  return (partner.amount - (partner.before ?? 0)) as Cents;
}

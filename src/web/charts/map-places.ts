import { geoArea, geoCentroid, geoEqualEarth, geoPath } from "d3-geo";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { alpha3ByNumber, smallPlaces } from "../../report/charts/iso-3166.ts";

/** A map of the world's countries, as `world-atlas` has it. */
export type WorldTopology = Topology<{ readonly countries: GeometryCollection }>;

/** Where a country is drawn: its outline, and its middle. A small one has no outline. */
export interface MapPlace {
  readonly outline: string | null;
  readonly x: number;
  readonly y: number;
}

/** The world drawn flat. */
export interface FlatWorld {
  readonly viewBox: string;
  readonly land: string;
  readonly borders: string;
  /** By ISO 3166-1 alpha-3 code. */
  readonly places: ReadonlyMap<string, MapPlace>;
}

const width = 960;
/** The map shows no Antarctica, and stops short of the pole: degrees north of its lower and upper edge. */
const southEdge = -57;
const northEdge = 82;
const antarctica = "010";
/** A country smaller than this on the map is a circle.   Unit: square pixels. */
const leastArea = 40;

/** The countries of the world on a flat map, by equal areas. */
export function flattenWorld(world: WorldTopology): FlatWorld {
  const projection = geoEqualEarth().rotate([-11, 0]).fitWidth(width, { type: "Sphere" });
  const path = geoPath(projection).digits(1);
  const top = projection([11, northEdge])?.[1] ?? 0;
  const height = Math.round((projection([11, southEdge])?.[1] ?? width / 2) - top);
  const countries = listCountries(world);
  const shown = countries.filter((country) => country.id !== antarctica);
  const places = new Map<string, MapPlace>();
  for (const [code, place] of smallPlaces) {
    const [x, y] = projection([...place]) ?? [0, 0];
    places.set(code, { outline: null, x, y });
  }
  for (const country of shown) {
    const code = alpha3ByNumber.get(String(country.id));
    if (code === undefined) continue;
    const [x, y] = projection(middleOf(country)) ?? [0, 0];
    places.set(code, { outline: path.area(country) < leastArea ? null : path(country), x, y });
  }
  return {
    viewBox: `0 ${top.toFixed(1)} ${width} ${height}`,
    land: path({ type: "FeatureCollection", features: shown }) ?? "",
    borders: path(mesh(world, world.objects.countries, (a, b) => a !== b)) ?? "",
    places,
  };
}

/** The middle of the largest piece of land. */
function middleOf(country: ReturnType<typeof listCountries>[number]): [number, number] {
  const { geometry } = country;
  if (geometry.type !== "MultiPolygon") return geoCentroid(geometry);
  const pieces = geometry.coordinates.map((coordinates) => ({
    type: "Polygon" as const,
    coordinates,
  }));
  const [largest] = pieces.sort((a, b) => geoArea(b) - geoArea(a));
  return geoCentroid(largest ?? geometry);
}

function listCountries(world: WorldTopology) {
  return feature(world, world.objects.countries).features;
}

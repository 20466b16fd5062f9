// The map: an offline base, places with what happened there, areas as large as they are uncertain, zones, a slider of days.
import { type GeoJSONSource, Map as GlMap, NavigationControl, ScaleControl, setWorkerUrl, type StyleSpecification } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import "maplibre-gl/dist/maplibre-gl.css";
import "./styles/map.css";
import { dayNumber, inWords } from "./days";

interface Happening {
  day: string | null;
  last: string | null;
  text: string;
  status: string;
  href: string;
  control: boolean;
}
interface Spot {
  id: string;
  name: string;
  level: string;
  lat: number;
  lon: number;
  area: GeoJSON.Geometry | null;
  href: string;
  events: Happening[];
}
interface Given {
  spots: Spot[];
  language: "ar" | "en";
  zone: string | null;
  zones: string;
}

setWorkerUrl(workerUrl);

const given = JSON.parse(document.getElementById("spots")!.textContent!) as Given;
const box = document.getElementById("map")!;
const picked = document.getElementById("picked")!;
const theme = document.documentElement.dataset.theme;
const dark = theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
const COLOUR = dark
  ? { sea: "#10181c", land: "#20282b", line: "#4d585c", area: "#343d41", ink: "#d9d7d0", halo: "#14181a", mark: "#5cc5bf", on: "#0d1b1b", zone: "#e3b45a", ring: "#f08a7c" }
  : { sea: "#dfe8ea", land: "#fbf9f4", line: "#a49c8c", area: "#ddd6c7", ink: "#3b4547", halo: "#ffffff", mark: "#0f5c5a", on: "#ffffff", zone: "#b97b00", ring: "#a3271b" };
const FONT = ["IBM Plex Sans Arabic"];
const NAME = ["get", given.language];

function style(): StyleSpecification {
  const geojson = (data: string | GeoJSON.GeoJSON) => ({ type: "geojson" as const, data });
  return {
    version: 8,
    sources: {
      shapes: geojson("/static/map/shapes.json"),
      names: geojson("/static/map/names.json"),
      disputed: geojson("/static/map/disputed.json"),
      zones: geojson(collection([])),
      areas: geojson(collection([])),
      spots: { type: "geojson", data: collection([]), cluster: true, clusterRadius: 42, clusterMaxZoom: 8, clusterProperties: { sum: ["+", ["get", "count"]], control: ["+", ["get", "control"]] } },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": COLOUR.sea } },
      { id: "land", type: "fill", source: "shapes", filter: ["==", ["get", "kind"], "country"], paint: { "fill-color": COLOUR.land } },
      { id: "area-lines", type: "line", source: "shapes", minzoom: 4, filter: ["==", ["get", "kind"], "area"], paint: { "line-color": COLOUR.area, "line-width": 1 } },
      { id: "borders", type: "line", source: "shapes", filter: ["==", ["get", "kind"], "country"], paint: { "line-color": COLOUR.line, "line-width": 1 } },
      { id: "disputed", type: "line", source: "disputed", paint: { "line-color": COLOUR.line, "line-width": 1.6, "line-dasharray": [2, 2] } },
      { id: "zones", type: "fill", source: "zones", paint: { "fill-color": COLOUR.zone, "fill-opacity": 0.16 } },
      { id: "zone-lines", type: "line", source: "zones", paint: { "line-color": COLOUR.zone, "line-width": 1.4 } },
      { id: "areas", type: "fill", source: "areas", paint: { "fill-color": COLOUR.mark, "fill-opacity": 0.08 } },
      { id: "areas-edge", type: "line", source: "areas", paint: { "line-color": COLOUR.mark, "line-width": 1, "line-dasharray": [3, 3], "line-opacity": 0.6 } },
      { id: "area-names", type: "symbol", source: "names", minzoom: 5.2, filter: ["==", ["get", "kind"], "area"], layout: { "text-field": NAME as never, "text-font": FONT, "text-size": 11 }, paint: { "text-color": COLOUR.line, "text-halo-color": COLOUR.halo, "text-halo-width": 1 } },
      { id: "names", type: "symbol", source: "names", filter: ["all", ["==", ["get", "kind"], "country"], [">", ["get", "size"], ["step", ["zoom"], 20, 4, 3, 5, 0]]], layout: { "text-field": NAME as never, "text-font": FONT, "text-size": 13 }, paint: { "text-color": COLOUR.ink, "text-halo-color": COLOUR.halo, "text-halo-width": 1.4, "text-opacity": 0.75 } },
      {
        id: "spots", type: "circle", source: "spots",
        paint: {
          "circle-color": COLOUR.mark, "circle-opacity": 0.85,
          "circle-radius": ["interpolate", ["linear"], ["sqrt", ["coalesce", ["get", "sum"], ["get", "count"]]], 1, 6, 5, 14, 20, 30],
          "circle-stroke-color": ["case", [">", ["get", "control"], 0], COLOUR.ring, COLOUR.halo],
          "circle-stroke-width": ["case", [">", ["get", "control"], 0], 3, 1.5],
        },
      },
      { id: "counts", type: "symbol", source: "spots", layout: { "text-field": ["to-string", ["coalesce", ["get", "sum"], ["get", "count"]]], "text-font": FONT, "text-size": 11, "text-allow-overlap": true }, paint: { "text-color": COLOUR.on } },
      { id: "spot-names", type: "symbol", source: "spots", minzoom: 6, filter: ["!", ["has", "point_count"]], layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": 12, "text-offset": [0, 1.4], "text-anchor": "top", "text-optional": true }, paint: { "text-color": COLOUR.ink, "text-halo-color": COLOUR.halo, "text-halo-width": 1.4 } },
    ],
  };
}

function collection(features: GeoJSON.Feature[]): GeoJSON.FeatureCollection {
  return { type: "FeatureCollection", features };
}

// ── days ─────────────────────────────────────────────────────────────────────

const days = given.spots.flatMap((spot) => spot.events.flatMap((one) => (one.day ? [dayNumber(one.day)] : [])));
const first = Math.min(...days);
const last = Math.max(...days);
const from = document.querySelector<HTMLInputElement>("#from")!;
const until = document.querySelector<HTMLInputElement>("#until")!;
const everything = () => Number(from.value) === first && Number(until.value) === last;

function inView(one: Happening): boolean {
  if (!one.day) return everything();
  return dayNumber(one.last ?? one.day) >= Number(from.value) && dayNumber(one.day) <= Number(until.value);
}

function showDays(): void {
  for (const [input, output] of [[from, "from-day"], [until, "to-day"]] as const) {
    const words = inWords(Number(input.value), given.language);
    document.getElementById(output)!.textContent = words;
    input.setAttribute("aria-valuetext", words);
  }
}

function features(): { points: GeoJSON.Feature[]; areas: GeoJSON.Feature[] } {
  const points: GeoJSON.Feature[] = [];
  const areas: GeoJSON.Feature[] = [];
  given.spots.forEach((spot, number) => {
    const events = spot.events.filter(inView);
    if (!events.length) return;
    const properties = { number, name: spot.name, count: events.length, control: events.filter((one) => one.control).length };
    points.push({ type: "Feature", properties, geometry: { type: "Point", coordinates: [spot.lon, spot.lat] } });
    if (spot.area) areas.push({ type: "Feature", properties, geometry: spot.area });
  });
  return { points, areas };
}

// ── what was picked ──────────────────────────────────────────────────────────

function pick(numbers: number[]): void {
  picked.replaceChildren(
    ...numbers.flatMap((number) => {
      const spot = given.spots[number]!;
      const heading = document.createElement("h2");
      const link = document.createElement("a");
      link.href = spot.href;
      link.textContent = spot.name;
      heading.append(link);
      const list = document.createElement("ul");
      list.className = "plain-list";
      for (const one of spot.events.filter(inView).slice(0, 30)) {
        const item = document.createElement("li");
        const to = document.createElement("a");
        to.href = one.href;
        to.textContent = one.text;
        const when = document.createElement("span");
        when.className = `quiet status-word ${one.status}`;
        when.textContent = one.day ? ` ${inWords(dayNumber(one.day), given.language)}` : "";
        item.append(to, when);
        list.append(item);
      }
      return [heading, list];
    }),
  );
}

// ── the map itself ───────────────────────────────────────────────────────────

function begin(): GlMap | null {
  try {
    const middle = given.spots.length ? undefined : ([38, 34] as [number, number]);
    const map = new GlMap({ container: box, style: style(), center: middle ?? [38, 34], zoom: 4, attributionControl: false, dragRotate: false, pitchWithRotate: false, maxZoom: 11, renderWorldCopies: false });
    map.touchZoomRotate.disableRotation();
    return map;
  } catch {
    return null;
  }
}

function fit(map: GlMap): void {
  if (given.zone) return;
  const inside = given.spots.filter((spot) => spot.events.length);
  if (!inside.length) return;
  // Where most places are, not a far meeting place, is seen first.
  const middle = (values: number[]) => values.sort((a, b) => a - b);
  const lons = middle(inside.map((spot) => spot.lon));
  const lats = middle(inside.map((spot) => spot.lat));
  const at = (values: number[], share: number) => values[Math.min(values.length - 1, Math.floor(values.length * share))]!;
  map.fitBounds([at(lons, 0.1) - 0.6, at(lats, 0.1) - 0.5, at(lons, 0.8) + 0.6, at(lats, 0.8) + 0.5], { animate: false, maxZoom: 8, padding: 20 });
}

type Zones = GeoJSON.FeatureCollection<GeoJSON.MultiPolygon, { id?: string; name: Record<string, string | null> }>;

/** Draw the zones, and look at the one that is asked for. */
async function showZones(map: GlMap): Promise<void> {
  const zones = (await (await fetch("/api/v1/zones")).json()) as Zones;
  // The library keeps no ids that are words.
  for (const zone of zones.features) zone.properties = { id: String(zone.id), name: zone.properties.name };
  (map.getSource("zones") as GeoJSONSource).setData(zones);
  const zone = zones.features.find((one) => one.properties.id === given.zone);
  const points = zone?.geometry.coordinates.flat(2) ?? [];
  if (!points.length) return;
  const lons = points.map((point) => point[0]!);
  const lats = points.map((point) => point[1]!);
  map.fitBounds([Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)], { animate: false, padding: 40, maxZoom: 9 });
}

async function start(map: GlMap): Promise<void> {
  const update = () => {
    const { points, areas } = features();
    (map.getSource("spots") as GeoJSONSource).setData(collection(points));
    (map.getSource("areas") as GeoJSONSource).setData(collection(areas));
  };
  update();
  fit(map);
  await showZones(map);
  for (const input of [from, until]) {
    input.addEventListener("input", () => {
      if (Number(from.value) > Number(until.value)) (input === from ? until : from).value = input.value;
      showDays();
      update();
    });
  }
  const toggle = (id: string, layers: string[]) =>
    document.getElementById(id)!.addEventListener("change", (event) => {
      for (const layer of layers) map.setLayoutProperty(layer, "visibility", (event.target as HTMLInputElement).checked ? "visible" : "none");
    });
  toggle("show-zones", ["zones", "zone-lines"]);
  toggle("show-areas", ["areas", "areas-edge"]);
  map.on("click", "spots", async (event) => {
    const feature = event.features?.[0];
    if (!feature) return;
    const source = map.getSource("spots") as GeoJSONSource;
    if (feature.properties.cluster_id === undefined) {
      pick([feature.properties.number as number]);
      return;
    }
    const leaves = await source.getClusterLeaves(feature.properties.cluster_id as number, 40, 0);
    pick(leaves.map((leaf) => leaf.properties!.number as number));
    const zoom = await source.getClusterExpansionZoom(feature.properties.cluster_id as number);
    map.easeTo({ center: (feature.geometry as GeoJSON.Point).coordinates as [number, number], zoom });
  });
  map.on("click", "zones", (event) => {
    const zone = event.features?.[0];
    if (!zone || map.queryRenderedFeatures(event.point, { layers: ["spots"] }).length) return;
    const written = zone.properties.name as unknown;
    const name = (typeof written === "string" ? JSON.parse(written) : written) as Record<string, string | null>;
    const link = document.createElement("a");
    link.href = `${given.zones}/${zone.properties.id}`;
    link.textContent = name[given.language] ?? name.en ?? "";
    const heading = document.createElement("h2");
    heading.append(link);
    picked.replaceChildren(heading);
  });
  for (const layer of ["spots", "zones"]) {
    map.on("mouseenter", layer, () => (map.getCanvas().style.cursor = "pointer"));
    map.on("mouseleave", layer, () => (map.getCanvas().style.cursor = ""));
  }
  // What stands in the middle of the screen is not in a list; the table beside it is.
  map.once("idle", () => (box.dataset.ready = "yes"));
}

if (days.length) {
  for (const input of [from, until]) {
    input.min = String(first);
    input.max = String(last);
  }
  from.value = String(first);
  until.value = String(last);
  showDays();
} else {
  document.querySelector<HTMLElement>(".slider")!.hidden = true;
}

const map = begin();
if (map) {
  map.addControl(new NavigationControl({ showCompass: false }));
  map.addControl(new ScaleControl());
  map.on("load", () => void start(map));
} else {
  box.hidden = true;
  box.dataset.ready = "yes";
  document.getElementById("no-map")!.hidden = false;
}

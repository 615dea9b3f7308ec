// Draws outlines and points from our own GeoJSON with MapLibre. The colours are the page's tokens;
// letters are drawn by the browser's own fonts, so no glyphs and no tiles are asked for, unless
// the installation names a tile source. Rows of the table beside it light up with their outline.
import { takeCorners } from "./drawing.js";
import { takePoint } from "./picking.js";

const STATES = ["open", "wait", "ok", "warn", "bad", "idle"];
const INK = { open: "info", wait: "warn" };
let engine = null;

export async function draw(root) {
  const canvas = root.querySelector("[data-map-canvas]");
  try {
    const [maplibregl, found] = await Promise.all([load(root), marks(root)]);
    canvas.hidden = false;
    const map = make(maplibregl, root, canvas, found);
    map.on("load", () => {
      layers(map, found);
      listen(root, map, found);
      if (root.dataset.mapDraws) takeCorners(root, map);
      if (root.dataset.mapPicks) takePoint(root, map);
      root.addEventListener("map:again", () => again(root, map));
      root.dataset.mapReady = "";
    });
  } catch (error) {
    canvas.hidden = true;
    say(root, root.dataset.mapFailed);
    console.warn(error);
  }
}

async function again(root, map) {
  const found = await marks(root).catch(() => null);
  if (found) map.getSource("marks").setData(found);
}

// What frames the marks comes from an address of its own, which the browser keeps.
async function marks(root) {
  const { mapSrc, mapAround } = root.dataset;
  const [found, around] = await Promise.all([json(mapSrc), mapAround ? json(mapAround) : null]);
  return around ? { ...found, features: [...around.features, ...found.features] } : found;
}

async function json(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} for ${address}`);
  return answer.json();
}

async function load(root) {
  // Both, and the style first: a map that is drawn before it would measure itself wrongly.
  engine ??= Promise.all([
    fetched("link", { rel: "stylesheet", href: root.dataset.mapStyle }),
    fetched("script", { src: root.dataset.mapEngine }),
  ]);
  await engine;
  window.maplibregl.setWorkerUrl(root.dataset.mapWorker);
  return window.maplibregl;
}

function fetched(tag, said) {
  return new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement(tag), said);
    element.onload = resolve;
    element.onerror = () => reject(new Error(`not loaded: ${said.src ?? said.href}`));
    document.head.append(element);
  });
}

function make(maplibregl, root, canvas, found) {
  const map = new maplibregl.Map({
    container: canvas,
    style: style(root),
    bounds: bounds(found) ?? [[119.7, 31.3], [119.9, 31.5]],
    fitBoundsOptions: { padding: 24 },
    attributionControl: root.dataset.mapBy ? { compact: false } : false,
    localIdeographFontFamily: getComputedStyle(document.body).fontFamily,
    cooperativeGestures: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    scrollZoom: false,
    locale: {
      "Map.Title": root.dataset.mapHelp,
      "NavigationControl.ZoomIn": root.dataset.mapBigger,
      "NavigationControl.ZoomOut": root.dataset.mapSmaller,
    },
  });
  map.keyboard.disableRotation();
  map.touchZoomRotate.disableRotation();
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-right");
  return map;
}

function style(root) {
  const sources = {};
  const ground = [{ id: "ground", type: "background", paint: { "background-color": token("--sunk") } }];
  if (root.dataset.mapTiles) {
    sources.tiles = {
      type: "raster",
      tiles: [root.dataset.mapTiles],
      tileSize: 256,
      attribution: root.dataset.mapBy,
    };
    ground.push({ id: "tiles", type: "raster", source: "tiles" });
  }
  return { version: 8, sources, layers: ground };
}

function layers(map, found) {
  const labels = found.features.map((one) => ({
    type: "Feature",
    geometry: { type: "Point", coordinates: one.properties.at },
    properties: one.properties,
  }));
  map.addSource("marks", { type: "geojson", data: found, promoteId: "key" });
  map.addSource("labels", { type: "geojson", data: { type: "FeatureCollection", features: labels } });
  const area = ["in", ["geometry-type"], ["literal", ["Polygon", "MultiPolygon"]]];
  const lit = ["boolean", ["feature-state", "lit"], false];
  map.addLayer({
    id: "areas",
    type: "fill",
    source: "marks",
    filter: ["all", area, ["!=", ["get", "state"], "around"]],
    paint: { "fill-color": colours(), "fill-opacity": ["case", lit, 0.45, 0.18] },
  });
  map.addLayer({
    id: "borders",
    type: "line",
    source: "marks",
    filter: area,
    paint: {
      "line-color": ["case", ["==", ["get", "state"], "around"], token("--line-strong"), colours()],
      "line-width": ["case", lit, 3, 1.5],
    },
  });
  map.addLayer({
    id: "points",
    type: "circle",
    source: "marks",
    filter: ["==", ["geometry-type"], "Point"],
    paint: {
      "circle-color": colours(),
      "circle-radius": ["case", lit, 9, 6],
      "circle-stroke-color": token("--sheet"),
      "circle-stroke-width": 2,
    },
  });
  map.addLayer({
    id: "labels",
    type: "symbol",
    source: "labels",
    layout: { "text-field": ["get", "label"], "text-size": 13, "text-font": ["local"], "text-padding": 4, "text-offset": [0, 0.9] },
    paint: { "text-color": token("--ink"), "text-halo-color": token("--sheet"), "text-halo-width": 1.5 },
  });
}

function colours() {
  return ["match", ["get", "state"], ...STATES.flatMap((one) => [one, token(`--${INK[one] ?? one}`)]), token("--info")];
}

function listen(root, map, found) {
  const named = new Map(found.features.map((one) => [one.properties.key, one.properties]));
  const light = (key, on) => {
    if (!named.has(key)) return;
    map.setFeatureState({ source: "marks", id: key }, { lit: on });
    for (const row of root.querySelectorAll(`[data-map-key="${CSS.escape(key)}"]`)) {
      row.toggleAttribute("data-map-lit", on);
    }
  };
  for (const row of root.querySelectorAll("[data-map-key]")) {
    for (const [begin, end] of [["mouseenter", "mouseleave"], ["focusin", "focusout"]]) {
      row.addEventListener(begin, () => light(row.dataset.mapKey, true));
      row.addEventListener(end, () => light(row.dataset.mapKey, false));
    }
  }
  let under = null;
  map.on("mousemove", (event) => {
    const key = hit(map, event.point)?.properties.key ?? null;
    if (key === under) return;
    if (under) light(under, false);
    if (key) light(key, true);
    under = key;
    const { label = "", note = "", url = "" } = named.get(key) ?? {};
    say(root, [label, note].filter(Boolean).join(" · "));
    map.getCanvas().style.cursor = url && !root.dataset.mapDraws ? "pointer" : "";
  });
  map.on("click", (event) => {
    const url = hit(map, event.point)?.properties.url;
    if (url && !root.dataset.mapDraws) location.assign(url);
  });
}

function hit(map, point) {
  const around = [[point.x - 4, point.y - 4], [point.x + 4, point.y + 4]];
  return map.queryRenderedFeatures(around, { layers: ["points"] })[0] ?? map.queryRenderedFeatures(point, { layers: ["areas"] })[0];
}

function bounds(found) {
  const flat = found.features.flatMap((one) => one.geometry.coordinates.flat(Infinity));
  const lons = flat.filter((_value, place) => place % 2 === 0);
  const lats = flat.filter((_value, place) => place % 2 === 1);
  if (!lons.length) return null;
  const least = (all) => all.reduce((a, b) => Math.min(a, b));
  const most = (all) => all.reduce((a, b) => Math.max(a, b));
  return [[least(lons) - 0.0005, least(lats) - 0.0005], [most(lons) + 0.0005, most(lats) + 0.0005]];
}

function say(root, text) {
  const place = root.querySelector("[data-map-said]");
  place.textContent = text;
  place.hidden = !text;
}

function token(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

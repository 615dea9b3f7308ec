// Where somebody stands, and in which area: known without a network, from the outlines on board.
import { keptPage } from "./carry.js";

const FINE = { enableHighAccuracy: true, timeout: 20_000, maximumAge: 30_000 };
const EARTH = 6_371_008.8;
const rad = (degrees) => (degrees * Math.PI) / 180;

export function position() {
  return new Promise((found, failed) => {
    navigator.geolocation.getCurrentPosition((one) => found(one.coords), failed, FINE);
  });
}

export function metres(lat, lon, other) {
  const a = Math.sin(rad(other.lat - lat) / 2) ** 2
    + Math.cos(rad(lat)) * Math.cos(rad(other.lat)) * Math.sin(rad(other.lon - lon) / 2) ** 2;
  return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(a)));
}

// Even and odd: a point is inside a ring that a ray to the east crosses an odd number of times.
function inRing(lon, lat, ring) {
  let inside = false;
  for (let n = 0, m = ring.length - 1; n < ring.length; m = n, n += 1) {
    const [x, y] = ring[n];
    const [u, v] = ring[m];
    if (y > lat !== v > lat && lon < ((u - x) * (lat - y)) / (v - y) + x) inside = !inside;
  }
  return inside;
}

export function inShape(lon, lat, { type, coordinates }) {
  const polygons = type === "Polygon" ? [coordinates] : coordinates;
  return polygons.some(([edge, ...holes]) => inRing(lon, lat, edge) && !holes.some((hole) => inRing(lon, lat, hole)));
}

async function outlines(url) {
  const answer = await fetch(url, { headers: { Accept: "application/json" } }).catch(() => null);
  if (answer?.ok) return (await answer.json()).areas;
  const kept = await keptPage(url);
  return kept ? JSON.parse(kept.body).areas : [];
}

function show(root, coords, area) {
  const set = (name, value) => {
    const field = root.closest("form").elements[name];
    if (field) field.value = value;
  };
  set("lat", coords.latitude.toFixed(7));
  set("lon", coords.longitude.toFixed(7));
  set("accuracy", Math.round(coords.accuracy));
  if (area) set("area", area.uid);
  const says = root.querySelector("[data-says]");
  const where = area ? area.name : says.dataset.outside;
  says.textContent = `${where} · ±${Math.round(coords.accuracy)} m`;
  root.closest("form").dispatchEvent(new Event("input", { bubbles: true }));
}

async function find(root) {
  const says = root.querySelector("[data-says]");
  says.textContent = says.dataset.looking;
  let coords;
  try {
    coords = await position();
  } catch {
    says.textContent = says.dataset.failed;
    return;
  }
  const areas = root.dataset.place ? await outlines(root.dataset.place) : [];
  show(root, coords, areas.find((one) => inShape(coords.longitude, coords.latitude, one.shape)));
}

async function sort(list) {
  const { latitude, longitude } = await position();
  const far = (item) => {
    const { lat, lon } = item.dataset;
    return lat ? metres(latitude, longitude, { lat: Number(lat), lon: Number(lon) }) : Infinity;
  };
  const items = [...list.children].map((item) => [far(item), item]);
  items.sort(([a], [b]) => a - b);
  for (const [distance, item] of items) {
    list.append(item);
    const place = item.querySelector("[data-distance]");
    if (place && distance < Infinity) {
      place.textContent = distance < 1000 ? `${Math.round(distance)} m` : `${(distance / 1000).toFixed(1)} km`;
    }
  }
}

export function startPlaces() {
  if (!navigator.geolocation) return;
  document.querySelectorAll("[data-place]").forEach((root) => {
    const button = root.querySelector("button");
    button.hidden = false;
    button.addEventListener("click", () => find(root));
  });
  document.querySelectorAll("button[data-sort-near]").forEach((button) => {
    button.hidden = false;
    const list = document.getElementById(button.dataset.sortNear);
    button.addEventListener("click", () => sort(list).catch(() => { button.disabled = true; }));
  });
}

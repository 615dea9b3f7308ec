// One place, tapped on the map or taken from the phone, goes into the fields `lat`, `lon`, `by_map`
// of the form around it. The fields are the truth: what stands in them is drawn.
const ZOOM = 15;

export function takePoint(root, map) {
  const [lat, lon, byMap] = ["lat", "lon", "by_map"].map((name) => document.getElementById(root.dataset.mapPicks + name));
  if (!lat || !lon || !byMap) return;
  const colour = getComputedStyle(document.documentElement).getPropertyValue("--seal").trim();
  map.addSource("picked", { type: "geojson", data: point(lat, lon) });
  map.addLayer({ id: "picked", type: "circle", source: "picked", paint: { "circle-color": colour, "circle-radius": 9, "circle-stroke-color": "#fff", "circle-stroke-width": 3 } });
  const put = (place, tapped) => {
    lat.value = place.lat.toFixed(6);
    lon.value = place.lng.toFixed(6);
    byMap.value = tapped ? "on" : "";
    map.getSource("picked").setData(point(lat, lon));
    byMap.dispatchEvent(new Event("change", { bubbles: true }));
  };
  map.on("click", (event) => put(event.lngLat, true));
  const button = root.querySelector("[data-map-here]");
  button.hidden = !navigator.geolocation;
  button.addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      put({ lat: coords.latitude, lng: coords.longitude }, false);
      map.jumpTo({ center: [coords.longitude, coords.latitude], zoom: ZOOM });
    }, () => (button.hidden = true));
  });
}

function point(lat, lon) {
  const known = lat.value && lon.value;
  const geometry = { type: "Point", coordinates: [Number(lon.value), Number(lat.value)] };
  return { type: "FeatureCollection", features: known ? [{ type: "Feature", properties: {}, geometry }] : [] };
}

// Corners clicked on the map become lines of a text box, "longitude, latitude"; the box stays the
// truth: what is typed into it is drawn.
export function takeCorners(root, map) {
  const box = document.getElementById(root.dataset.mapDraws);
  if (!box) return;
  const colour = getComputedStyle(document.documentElement).getPropertyValue("--seal").trim();
  map.addSource("drawn", { type: "geojson", data: line(box) });
  map.addLayer({ id: "drawn", type: "line", source: "drawn", paint: { "line-color": colour, "line-width": 2.5, "line-dasharray": [2, 1] } });
  map.addLayer({ id: "corners", type: "circle", source: "drawn", paint: { "circle-color": colour, "circle-radius": 4 } });
  map.on("click", (event) => {
    const { lng, lat } = event.lngLat;
    box.value = `${box.value.trimEnd()}\n${lng.toFixed(6)}, ${lat.toFixed(6)}`.trimStart();
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });
  box.addEventListener("input", () => map.getSource("drawn").setData(line(box)));
}

function line(box) {
  const corners = box.value
    .split("\n")
    .map((one) => one.split(/[,，\s]+/).filter(Boolean).map(Number))
    .filter((pair) => pair.length === 2 && pair.every(Number.isFinite));
  return { type: "Feature", properties: {}, geometry: { type: "LineString", coordinates: corners } };
}

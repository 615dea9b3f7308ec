// A page with a map fetches what draws it; all others load nothing of it.
function start(root) {
  for (const map of root.querySelectorAll("[data-map]:not([data-map-started])")) {
    map.dataset.mapStarted = "";
    import(map.dataset.mapModule).then((module) => module.draw(map));
  }
}

start(document);
document.addEventListener("htmx:after:swap", () => start(document));

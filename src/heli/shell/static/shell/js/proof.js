// A figure opens its proof beside the text where the page has room for it ([data-proof-place]);
// else the link is followed. Escape closes it and goes back to the figure.
let opened = null;

document.addEventListener("click", async (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const place = document.querySelector("[data-proof-place]");
  if (event.target.closest?.("[data-proof-close]") && place) {
    event.preventDefault();
    close(place);
    return;
  }
  const figure = event.target.closest?.("a[data-proof]");
  if (!figure || !place || figure.getAttribute("href").startsWith("#")) return;
  event.preventDefault();
  let answer;
  try {
    answer = await fetch(figure.href, { headers: { Accept: "text/html" } });
  } catch {
    location.assign(figure.href);
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const panel = page.querySelector("[data-proof-panel]");
  if (!answer.ok || !panel) {
    location.assign(figure.href);
    return;
  }
  opened = figure;
  place.replaceChildren(document.importNode(panel, true));
  window.htmx?.process(place);
  place.hidden = false;
  place.querySelector("h2")?.focus();
});

function close(place) {
  place.replaceChildren();
  place.hidden = true;
  opened?.focus();
  opened = null;
}

document.addEventListener("keydown", (event) => {
  const place = document.querySelector("[data-proof-place]");
  if (event.key === "Escape" && opened && place) close(place);
});

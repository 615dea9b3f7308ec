// The line one is on is shown beside the list. Whoever walks through quickly waits for none of them.
const REST = 120;
let timer = 0;
let asked = "";

function show(row) {
  const pane = document.querySelector("[data-preview-pane]");
  const url = row?.dataset.preview;
  if (!pane || !url || url === asked || pane.getClientRects().length === 0) return;
  clearTimeout(timer);
  timer = setTimeout(async () => {
    asked = url;
    pane.setAttribute("aria-busy", "true");
    const answer = await fetch(url, { headers: { "X-Preview": "1" } }).catch(() => null);
    if (asked !== url) return;
    pane.removeAttribute("aria-busy");
    // Our own page, drawn by our own server for this reader.
    if (answer?.ok) pane.innerHTML = await answer.text();
  }, REST);
}

document.addEventListener("heli:row", (event) => show(event.target));

document.addEventListener("click", (event) => {
  const row = event.target.closest?.("[data-row][data-preview]");
  if (!row || event.target.closest("a, button, label, input")) return;
  document.querySelector("[data-row][aria-current=true]")?.removeAttribute("aria-current");
  row.setAttribute("aria-current", "true");
  show(row);
});

const start = () => { asked = ""; show(document.querySelector("[data-row][data-preview]")); };
start();
document.addEventListener("htmx:after:swap", start);

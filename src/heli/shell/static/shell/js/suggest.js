// While a form is filled in, what it leads to is shown beside it: a part of the page that our server
// draws anew from a few of its fields. Words and contacts are not among them: addresses are logged.
const REST = 300;
let timer = 0;
let asked = "";

async function ask(form, pane) {
  const said = new FormData(form);
  const names = form.dataset.suggestFields.split(" ");
  const query = new URLSearchParams(names.flatMap((name) => (said.get(name) ? [[name, said.get(name)]] : [])));
  const url = `${form.dataset.suggest}?${query}`;
  if (url === asked) return;
  asked = url;
  pane.setAttribute("aria-busy", "true");
  const answer = await fetch(url).catch(() => null);
  if (asked !== url) return;
  pane.removeAttribute("aria-busy");
  // Our own page, drawn by our own server for this reader.
  if (answer?.ok) pane.innerHTML = await answer.text();
}

document.addEventListener("change", (event) => {
  const form = event.target.closest?.("form[data-suggest]");
  const pane = document.querySelector("[data-suggest-pane]");
  if (!form || !pane || !form.dataset.suggestFields.split(" ").includes(event.target.name)) return;
  clearTimeout(timer);
  timer = setTimeout(() => ask(form, pane), REST);
});

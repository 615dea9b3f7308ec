// One column or two.
function ready(root) {
  root.querySelectorAll("[data-redline-toggle]").forEach((button) => { button.hidden = false; });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-redline-toggle]");
  if (!button) return;
  const side = button.closest("[data-redline]").classList.toggle("redline-side");
  button.setAttribute("aria-pressed", side ? "true" : "false");
});

ready(document);
document.addEventListener("htmx:after:swap", () => ready(document));

// After a part of the page was exchanged: the focus is never lost, and the change is said. Where nobody
// had it, as while a page is still coming, nobody is given it, and nothing is said.
import { announce } from "./announce.js";

let had = null;

const focused = () => (document.activeElement === document.body ? null : document.activeElement);

document.addEventListener("htmx:before:swap", () => {
  had = focused();
});

document.addEventListener("htmx:after:swap", () => {
  if (!had || focused()) return;
  const before = had.getAttribute("href");
  const again = before && document.querySelector(`a[href="${CSS.escape(before)}"]`);
  const place = again || document.querySelector("[data-listing] .table-scroll, [data-listing] a");
  place?.focus({ preventScroll: true });
  announce(document.querySelector("[data-listing] .pager-where, [data-listing] .empty-title")?.textContent);
});

// An answer that is not a part of this page (an error, a sign-in) is shown as a page of its own.
document.addEventListener("htmx:before:swap", (event) => {
  const { ctx } = event.detail ?? {};
  const wanted = ctx?.select;
  if (!wanted || ctx.text?.includes(`id="${wanted.slice(1)}"`)) return;
  event.preventDefault();
  location.assign(ctx.request.action);
});

// Filters left empty stay out of the address.
document.addEventListener("formdata", (event) => {
  if (event.target.method !== "get") return;
  [...event.formData.entries()].forEach(([name, value]) => {
    if (value === "") event.formData.delete(name);
  });
});

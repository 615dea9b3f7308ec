// Messages leave after ten seconds, unless somebody is at them; those about mistakes stay.
const STAY = 10_000;

function start(toast) {
  if (toast.dataset.started) return;
  toast.dataset.started = "yes";
  const close = toast.querySelector("[data-toast-close]");
  close.hidden = false;
  close.addEventListener("click", () => toast.remove());
  if (toast.matches(".toast-error, .toast-warning") || toast.closest(".gallery-stage")) return;
  let left;
  const leave = () => { left = setTimeout(() => toast.remove(), STAY); };
  const stay = () => clearTimeout(left);
  toast.addEventListener("pointerenter", stay);
  toast.addEventListener("pointerleave", leave);
  toast.addEventListener("focusin", stay);
  toast.addEventListener("focusout", leave);
  leave();
}

const startAll = () => document.querySelectorAll("[data-toast]").forEach(start);
startAll();
document.addEventListener("htmx:after:swap", startAll);

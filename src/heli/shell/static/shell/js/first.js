// Who comes to a page that is one form writes at once: its first field has the focus. Not where a
// finger would bring up the keyboard over what is said before it, and not where something else has it
// already (the summary of what is wrong).
const FIELD = "input:not([type=hidden], :disabled), select:not(:disabled), textarea:not(:disabled)";
const form = document.querySelector("form[data-first-field]");
const isFree = document.activeElement === document.body && !document.querySelector("[autofocus]");

if (form && isFree && matchMedia("(pointer: fine)").matches) {
  form.querySelector(FIELD)?.focus({ preventScroll: true });
}

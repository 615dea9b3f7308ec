// Chosen photos beside their field, each with a button that takes it away again.
import { photo } from "./photos.js";

export async function showPhoto(form, field, id) {
  const list = form.querySelector(`[data-photos="${field}"]`);
  const found = list && (await photo(id));
  if (!found) return;
  const item = list.querySelector("template").content.firstElementChild.cloneNode(true);
  item.dataset.id = id;
  const picture = item.querySelector("img");
  picture.src = URL.createObjectURL(new Blob([found.bytes], { type: "image/jpeg" }));
  picture.addEventListener("load", () => URL.revokeObjectURL(picture.src), { once: true });
  const button = item.querySelector("[data-photo-remove]");
  Object.assign(button.dataset, { photo: id, field });
  list.append(item);
}

export function hidePhoto(form, id) {
  form.querySelector(`[data-photos] [data-id="${id}"]`)?.remove();
}

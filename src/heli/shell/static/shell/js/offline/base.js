// IndexedDB as promises; nothing else.
export function ask(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function done(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}

function opening(name, stores, version) {
  const request = version ? indexedDB.open(name, version) : indexedDB.open(name);
  request.onupgradeneeded = () => {
    const there = request.result.objectStoreNames;
    stores.filter((store) => !there.contains(store))
      .forEach((store) => request.result.createObjectStore(store, { keyPath: "id" }));
  };
  return ask(request);
}

// At whatever version it lies on this phone. Stores are only ever added: a page that was taken along
// by an older version and one of today work on the same database, whichever comes first.
export async function openBase(name, stores) {
  let base = await opening(name, stores);
  if (stores.some((store) => !base.objectStoreNames.contains(store))) {
    const next = base.version + 1;
    base.close();
    base = await opening(name, stores, next);
  }
  // Somebody wipes it, or adds to it: let go at once instead of holding them up.
  base.onversionchange = () => base.close();
  return base;
}

export const deleteBase = (name) => ask(indexedDB.deleteDatabase(name));
export const get = (base, store, id) => ask(base.transaction(store).objectStore(store).get(id));
export const all = (base, store) => ask(base.transaction(store).objectStore(store).getAll());

// Everything in `puts` and `deletes` ([store, value] and [store, id]) happens, or nothing does; it
// lies on the disk when this returns.
export async function change(base, puts, deletes = []) {
  const stores = [...new Set([...puts, ...deletes].map(([store]) => store))];
  if (!stores.length) return;
  const transaction = base.transaction(stores, "readwrite", { durability: "strict" });
  puts.forEach(([store, value]) => transaction.objectStore(store).put(value));
  deletes.forEach(([store, id]) => transaction.objectStore(store).delete(id));
  await done(transaction);
}

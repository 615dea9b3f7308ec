// ULIDs: 48 bits of milliseconds and 80 random bits. Two of one millisecond still sort as they were
// made, so an outbox sorted by id is in the order in which things were done.
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
let last = 0;
let tail = [];

export function ulid(now = Date.now()) {
  if (now > last) {
    last = now;
    tail = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte % 32);
  } else {
    let place = tail.length - 1;
    while (place >= 0 && tail[place] === 31) tail[place--] = 0;
    tail[Math.max(place, 0)] += 1;
  }
  let time = "";
  for (let left = last, n = 0; n < 10; n += 1, left = Math.floor(left / 32)) {
    time = LETTERS[left % 32] + time;
  }
  return time + tail.map((n) => LETTERS[n]).join("");
}

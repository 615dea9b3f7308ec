// Where the numbers of the text stand while it is being typed: the server said it for the last
// text it saw; until it answers again, what lies before and behind the change keeps its marks.

export function changeBetween(before, after) {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) {
    tail += 1;
  }
  return { head, oldTail: before.length - tail, shift: after.length - before.length };
}

export function carried(marks, before, after) {
  const { head, oldTail, shift } = changeBetween(before, after);
  return marks.flatMap((mark) => {
    if (mark.end <= head) return [mark];
    if (mark.start >= oldTail) {
      return [{ ...mark, start: mark.start + shift, end: mark.end + shift }];
    }
    return [];
  });
}

// Python counts code points, JavaScript UTF-16 units: the two differ behind a rare character.
export function toUnits(text, points) {
  if (!/[\ud800-\udfff]/.test(text)) return points;
  let units = 0;
  let seen = 0;
  for (const character of text) {
    if (seen === points) break;
    units += character.length;
    seen += 1;
  }
  return units;
}

export function toPoints(text, units) {
  return /[\ud800-\udfff]/.test(text) ? [...text.slice(0, units)].length : units;
}

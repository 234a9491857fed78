/**
 * Places for labels along an axis: as near as possible to where they are wanted, `gap` apart, between `low` and `high`.
 * Order is kept. Where there is no room for all, they stand `gap` apart from `low` on.
 */
export function spreadPlaces(wanted: readonly number[], gap: number, low: number, high: number): number[] {
  const order = wanted.map((_, k) => k).sort((a, b) => wanted[a]! - wanted[b]! || a - b);
  const last = Math.max(low, high - (order.length - 1) * gap);
  // Less its rank times the gap, each place may only rise: neighbours that would fall share their mean.
  const blocks: { sum: number; count: number }[] = [];
  order.forEach((k, rank) => {
    let block = { sum: wanted[k]! - rank * gap, count: 1 };
    for (let before = blocks.at(-1); before && mean(before) > mean(block); before = blocks.at(-1)) {
      block = { sum: before.sum + block.sum, count: before.count + block.count };
      blocks.pop();
    }
    blocks.push(block);
  });
  const places = new Array<number>(wanted.length);
  let rank = 0;
  for (const block of blocks) {
    for (let k = 0; k < block.count; k++) {
      places[order[rank]!] = Math.min(last, Math.max(low, mean(block))) + rank * gap;
      rank++;
    }
  }
  return places;
}

function mean({ sum, count }: { sum: number; count: number }): number {
  return sum / count;
}

/** A box on the drawing, in px. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Whether two boxes share more than an edge. */
export function boxesOverlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/**
 * The first place, ring by ring around a point, at which a label of a size overlaps none of the boxes taken and stays within
 * the bounds; the nearest place within the bounds where all are taken.
 */
export function freePlace(
  [x, y]: readonly [number, number],
  size: { readonly width: number; readonly height: number },
  taken: readonly Box[],
  bounds: Box,
): Box {
  const { width, height } = size;
  const places: Box[] = [];
  for (const distance of [5, 10, 18, 28, 40, 56, 76, 100]) {
    for (const [dx, dy] of DIRECTIONS) {
      const left = x + dx * distance + ((dx - 1) / 2) * width;
      const top = y + dy * distance + ((dy - 1) / 2) * height;
      places.push({ left, right: left + width, top, bottom: top + height });
    }
  }
  const isWithin = (box: Box) =>
    box.left >= bounds.left && box.right <= bounds.right && box.top >= bounds.top && box.bottom <= bounds.bottom;
  const inside = places.filter(isWithin);
  return inside.find((box) => !taken.some((one) => boxesOverlap(one, box))) ?? inside[0] ?? places[0]!;
}

/** The corners first, where no cross of an interval runs, then right, left, above and below. */
const DIRECTIONS: readonly (readonly [number, number])[] = [
  [1, -1],
  [-1, -1],
  [1, 1],
  [-1, 1],
  [1, 0],
  [-1, 0],
  [0, -1],
  [0, 1],
];

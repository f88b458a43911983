// Where a line or a sign that the page draws itself runs: points come in, points go out. No document is needed.
// Each sign is a ring of corners: how many, where the first stands (parts of a turn), how far out they are by turns.
const SIGN_RINGS = {
  dot: [24, 0, 1], square: [4, 0.125, 1.41], diamond: [4, 0, 1], hexagon: [6, 0, 1], triangle: [3, 0.75, 1.3], triangleDown: [3, 0.25, 1.3],
  star: [10, 0.75, 1.1, 0.42],
};
// Marks of lines, as long as 1, their tip at 0, 0 and pointing to the right (as vis-network has them).
const MARK_CORNERS = {
  arrow: [[0, 0], [-1, 0.3], [-0.9, 0], [-1, -0.3]], triangle: [[0, 0], [-1, 0.3], [-1, -0.3]], inv_triangle: [[0, 0.3], [0, -0.3], [-1, 0]],
  vee: [[0, 0], [-1, 0.3], [-0.5, 0], [-1, -0.3]], crow: [[-1, 0], [0, 0.3], [-0.4, 0], [0, -0.3]], bar: [[0, 0.5], [0, -0.5], [-0.15, -0.5], [-0.15, 0.5]],
  box: [[0, 0.3], [0, -0.3], [-0.6, -0.3], [-0.6, 0.3]], diamond: [[0, 0], [-0.5, 0.3], [-1, 0], [-0.5, -0.3]],
  circle: ringOf(12, 0, [0.4]).map(([x, y]) => [x - 0.4, y]),
};

function ringOf(count, first, reaches) {
  return Array.from({ length: count }, (_, place) => {
    const [turn, reach] = [2 * Math.PI * (first + place / count), reaches[place % reaches.length]];
    return [reach * Math.cos(turn), reach * Math.sin(turn)];
  });
}

// A line from a name to itself is a petal beside its sign: the two points that draw the curve out. Several stand side by side
// about a turn; of more than eight each third is as long, so that their ends lie apart.
function petalOf({ x, y }, { lane, lanes }, turn) {
  const apart = Math.min(2 * Math.PI / lanes, 1.1);
  const [middle, half] = [turn + lane * apart, Math.min(0.75, apart * 0.7)];
  const place = lane + (lanes - 1) / 2;
  // The last stands beside the first again.
  const reach = lanes > 8 ? 62 + 26 * (place === lanes - 1 && lanes % 3 === 1 ? 1 : place % 3) : 62;
  return [middle - half, middle + half].map((side) => ({ x: x + reach * Math.cos(side), y: y + reach * Math.sin(side) }));
}

// The turn from a point that leads farthest from the directions in which others lie; to the upper right where there are none.
function openTurn(at, others) {
  const turns = others.map(({ x, y }) => Math.atan2(y - at.y, x - at.x)).sort((one, other) => one - other);
  if (!turns.length) return -Math.PI / 4;
  const gaps = turns.map((turn, place) => (place ? turn - turns[place - 1] : turn + 2 * Math.PI - turns[turns.length - 1]));
  const widest = gaps.indexOf(Math.max(...gaps));
  return turns[widest] - gaps[widest] / 2;
}

// The point at a part of the length of a petal (a cubic curve of Bézier), or of a straight line.
function pointAlong({ from, to, petal }, part) {
  const along = (axis) => (petal ? (1 - part) ** 3 * from[axis] + 3 * part * (1 - part) * ((1 - part) * petal[0][axis] + part * petal[1][axis]) + part ** 3 * to[axis] :
    from[axis] + part * (to[axis] - from[axis]));
  return { x: along('x'), y: along('y') };
}

// How far a point lies from such a line.
function distanceTo(line, at) {
  const { from, to, petal } = line;
  if (petal) return Math.min(...Array.from({ length: 23 }, (_, step) => { const { x, y } = pointAlong(line, (step + 1) / 24); return Math.hypot(x - at.x, y - at.y); }));
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const part = Math.max(0, Math.min(1, ((at.x - from.x) * dx + (at.y - from.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(from.x + part * dx - at.x, from.y + part * dy - at.y);
}

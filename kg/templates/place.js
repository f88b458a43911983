// Where names stand and how their labels are broken: from what Python placed, and beside it for those that are opened later.
// No document is needed.
const LABEL_WIDTH = 118;
const LABEL_LINES = 3;
const wide = (sign) => /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(sign) || sign.codePointAt(0) > 0x1ffff;

// Pixels that a text takes in a sans-serif face of 13 px; rather too many than too few (as kg/layout.py counts).
function widthOf(text) {
  let sum = 0;
  for (const sign of text) sum += wide(sign) ? 13.5 : "iljtfrI.,'()- ".includes(sign) ? 4.2 : /\p{Lu}|[mw]/u.test(sign) ? 9.4 : 7.4;
  return sum;
}

// A label in at most three lines, with an ellipsis where it is cut.
function broken(label) {
  const lines = [''];
  for (const piece of pieces(label.slice(0, 400).trim().replace(/\s+/g, ' '))) {
    if (lines[lines.length - 1] && widthOf(lines[lines.length - 1] + piece.trimEnd()) > LABEL_WIDTH) lines.push('');
    lines[lines.length - 1] += piece;
  }
  const kept = lines.length > LABEL_LINES ? [...lines.slice(0, LABEL_LINES - 1), lines[LABEL_LINES - 1].trimEnd() + '…'] : lines;
  return kept.map((line) => line.trim());
}

// Parts between which a line may end: words, and signs of a script that has no blanks or of an endless word.
function pieces(label) {
  const found = [''];
  for (const sign of label) {
    const last = found[found.length - 1];
    if (last.endsWith(' ') || wide(sign) || (last && widthOf(last + sign) > LABEL_WIDTH)) found.push('');
    found[found.length - 1] += sign;
  }
  return found;
}

// The points of all names to draw. What Python placed is stretched over the room there is; what was placed before stays where
// it is; the others come near the names that they are joined to, where nothing stands yet.
function placeAll(names, { room, tall, everything, frames, placed }) {
  const [width, height] = tall ? frames.tall : frames.wide;
  const scale = Math.min(room.width / width, room.height / height);
  const [wider, higher] = [room.width / width / scale, room.height / height / scale].map((by) => Math.min(by, 1.6));
  const points = new Map();
  const later = [];
  for (const name of names) {
    if (everything && name.at) points.set(name, { x: name.at[0], y: name.at[1] });
    else if (name.spot) points.set(name, { x: name.spot[tall ? 2 : 0] * wider, y: name.spot[tall ? 3 : 1] * higher });
    else if (placed.has(name)) points.set(name, placed.get(name));
    else later.push(name);
  }
  placeBeside(later, points);
  return points;
}

// Names that nobody placed: on rings around the middle of their neighbours, each in a room of its own.
function placeBeside(later, points) {
  const taken = new Map();
  const cell = (point) => Math.round(point.x / 110) + ',' + Math.round(point.y / 46);
  for (const point of points.values()) taken.set(cell(point), point);
  later.sort((one, other) => anchors(other, points) - anchors(one, points) || one.number - other.number);
  for (const name of later) {
    const near = [...name.beside].filter((other) => other !== name && points.has(other)).map((other) => points.get(other));
    const middle = near.length ? { x: mean(near, 'x'), y: mean(near, 'y') } : { x: 0, y: 0 };
    const point = freeSpot(middle, name.number, (spot) => !taken.has(cell(spot)));
    points.set(name, point);
    taken.set(cell(point), point);
  }
}

function anchors(name, points) {
  let count = 0;
  for (const other of name.beside) if (points.has(other)) count += 1;
  return count;
}

function mean(points, axis) {
  return points.reduce((sum, point) => sum + point[axis], 0) / points.length;
}

function freeSpot(middle, turn, isFree) {
  for (let step = 1; step < 20000; step += 1) {
    const [radius, angle] = [55 * Math.sqrt(step), step * 2.399963 + turn];
    const spot = { x: Math.round((middle.x + 1.3 * radius * Math.cos(angle)) * 10) / 10, y: Math.round((middle.y + 0.8 * radius * Math.sin(angle)) * 10) / 10 };
    if (isFree(spot)) return spot;
  }
  return middle;
}

// The view that shows all points with room for their labels at the edges of the window.
function viewOf(points, room, most) {
  if (!points.length) return { x: 0, y: 0, scale: 1 };
  const [xs, ys] = [points.map((point) => point.x), points.map((point) => point.y)];
  const [left, right] = [xs.reduce((a, b) => Math.min(a, b)), xs.reduce((a, b) => Math.max(a, b))];
  const [top, bottom] = [ys.reduce((a, b) => Math.min(a, b)), ys.reduce((a, b) => Math.max(a, b))];
  const scale = Math.min(Math.max(room.width - 140, 60) / Math.max(right - left, 1), Math.max(room.height - 90, 60) / Math.max(bottom - top, 1), most);
  return { x: (left + right) / 2, y: (top + bottom) / 2 + 10 / scale, scale };
}

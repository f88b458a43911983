// What is said on a line by a sign or a number, and where on it that stands.
let badges = [], spread = {}, grounds = {};

// What is said on the middle of a line: how many relations it stands for; "?" possible, "≠" disputed, "✕" rejected,
// "…" unreviewed, "∴" derived.
function signFor(line) {
  const { status, state: standing, derived } = line.lead;
  const doubt = { Disputed: '≠', Rejected: '✕', Unreviewed: '…' }[status] || (standing === 'possible' || standing === 'part' ? '?' : '');
  if (line.members.length > 1) return line.members.length + doubt;
  return doubt || (derived ? '∴' : '');
}

function badgesOf() {
  if (drawnLines.length > 1500) return [];
  spreadBadges();
  const found = [];
  for (const line of drawnLines) {
    if (isMarked(line) && line.mark) found.push({ ...network.canvasToDOM(line.mark), line, text: signFor(line) });
  }
  return found;
}

function isMarked(line) {
  return signFor(line) && (!isOut(line.lead) || isChosen(line)) && !isDim(line);
}

// What is drawn whatever the date and the choice: the lines as they are while no pair is fanned out. Labels and counts are placed
// by it, so that they stay where they are from date to date. Kept as long as the same stands in the same places.
function ground() {
  if (grounds.of === drawnLines) return grounds;
  const spots = drawnNames.flatMap((name) => [points.get(name).x, points.get(name).y]);
  const isAs = (key, list) => grounds[key] && grounds[key].length === list.length && list.every((each, at) => each === grounds[key][at]);
  if (isAs('names', drawnNames) && isAs('relations', selection.drawn) && isAs('spots', spots)) {
    grounds.of = drawnLines;
    return grounds;
  }
  const lines = drawnLines.length > 1500 ? [] : linesOf(selection, () => false);
  for (const line of lines) {
    [line.from, line.to] = line.ends.map((name) => points.get(name));
    if (line.ends[0] === line.ends[1]) line.petal = petalOf(line.from, line, openTurn(line.from, standing(line.ends[0], points)));
  }
  grounds = { of: drawnLines, names: drawnNames, relations: selection.drawn, spots, lines };
  return grounds;
}

// Where the counts of bundles stand.
function marksOf(base) {
  const scale = network.getScale();
  if (base.scale !== scale) {
    base.scale = scale;
    base.marks = new Map();
    const bundles = base.lines.filter((each) => each.pair);
    for (const line of bundles) base.marks.set(line.pair, placeOn(line, [...base.marks.values()], base.lines, () => 0));
  }
  return [...base.marks.values()];
}

// Signs on single lines also keep clear of labels.
function spreadBadges() {
  if (spread.of === drawnLines && spread.labels === written) return;
  spread = { of: drawnLines, labels: written };
  const taken = marksOf(ground());
  const covered = (at) => {
    const { x, y } = network.canvasToDOM(at);
    return written.some(({ box }) => overlap(box, { x: x - 9, y: y - 9, width: 18, height: 18 })) ? 50 : 0;
  };
  for (const line of drawnLines) {
    if (line.pair) line.mark = grounds.marks.get(line.pair);
    else if (isMarked(line)) taken.push(line.mark = placeOn(line, taken, drawnLines, covered));
  }
}

// Where on its line a sign stands: in the middle, or as near to it as it covers no other, no name's sign and, if it can be, no
// other line.
function placeOn(line, taken, lines, further) {
  const names = drawnNames.map((name) => points.get(name));
  let [least, best] = [Infinity, null];
  for (const [place, offset] of [0, -0.08, 0.08, -0.15, 0.15, -0.21, 0.21].entries()) {
    // The lead of a bundle, and with it the direction of its line, goes by the date.
    const part = line.pair && line.ends[0] !== line.pair.ends[0] ? 0.5 - offset : 0.5 + offset;
    const at = line.lane ? pointOn(line, part) : pointAlong(line, part);
    const cost = at ? place + badgeCost(line, at, { taken, names, lines }) + further(at) : Infinity;
    if (cost < least) [least, best] = [cost, at];
  }
  return best || line.from;
}

function badgeCost(line, at, { taken, names, lines }) {
  const scale = network.getScale();
  const near = (others, reach) => others.filter(({ x, y }) => Math.hypot(x - at.x, y - at.y) < reach).length;
  const crossed = lines.length > 300 ? 0 : lines.filter((other) => other !== line && !other.petal && distanceTo(other, at) < 9 / scale).length;
  return 100 * near(taken, 21 / scale) + 100 * near(names, 9 + 10 / scale) + 2 * crossed;
}

// The count of a bundle stands in a ring of the colours that it is made of.
function writeBadge(context, { x, y, line, text }) {
  const radius = line.members.length > 1 ? 9.5 : 8;
  context.beginPath();
  context.fillStyle = theme.paper;
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
  if (line.members.length > 1) ring(context, { x, y, radius, members: line.members });
  context.font = '700 ' + (text.length > 2 ? 10 : 12) + 'px ' + FONT;
  context.textAlign = 'center';
  context.fillStyle = line.members.length > 1 ? theme.ink : inkOf(line);
  context.fillText(text, x, y + 0.5);
}

function ring(context, { x, y, radius, members }) {
  context.lineWidth = 2.5;
  members.forEach((edge, place) => {
    context.beginPath();
    context.strokeStyle = readable(edge.look);
    context.arc(x, y, radius, -Math.PI / 2 + place / members.length * 2 * Math.PI, -Math.PI / 2 + (place + 1) / members.length * 2 * Math.PI);
    context.stroke();
  });
}

// What is said on a line by a sign or a number, and where on it that stands.
let badges = [], spread = {};

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
    const point = isMarked(line) && pointOn(line, line.part);
    if (point) found.push({ ...network.canvasToDOM(point), line, text: signFor(line) });
  }
  return found;
}

function isMarked(line) {
  return signFor(line) && (!isOut(line.lead) || isChosen(line)) && !isDim(line);
}

// Where on its line each sign stands: in the middle, or as near to it as it covers no other, no name's sign and, if it can be,
// no other line. Bundles choose first and whatever the date, so that their counts stay where they are from date to date.
function spreadBadges() {
  const scale = network.getScale();
  if (spread.of === drawnLines && spread.scale === scale) return;
  spread = { of: drawnLines, scale };
  const taken = [];
  const names = drawnNames.map((name) => points.get(name));
  for (const line of [...drawnLines.filter((each) => each.pair), ...drawnLines.filter((each) => !each.pair && isMarked(each))]) {
    let least = Infinity;
    for (const [place, offset] of [0, -0.08, 0.08, -0.15, 0.15, -0.21, 0.21].entries()) {
      // The lead of a bundle, and with it the direction of its line, goes by the date.
      const part = line.pair && line.ends[0] !== line.pair.ends[0] ? 0.5 - offset : 0.5 + offset;
      const at = pointOn(line, part);
      const cost = at ? place + badgeCost(line, at, taken, names, scale) : Infinity;
      if (cost < least) [least, line.part, line.mark] = [cost, part, at];
    }
    if (line.mark) taken.push(line.mark);
  }
}

function badgeCost(line, at, taken, names, scale) {
  const near = (others, reach) => others.filter(({ x, y }) => Math.hypot(x - at.x, y - at.y) < reach).length;
  const crossed = drawnLines.length > 300 ? 0 : drawnLines.filter((other) => other !== line && !other.petal && distanceTo(other, at) < 9 / scale).length;
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
  context.fillStyle = line.members.length > 1 ? theme.ink : readable(line.lead.look);
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

// Bars come in; their shapes go out. Certain, possible and not known, and what is disputed or derived, differ by form, not by colour alone.

function shapesOf(bar, colour) {
  const shapes = [...bar.parts.flatMap((part) => partShape(part, bar, colour)), ...signsOf(bar).flatMap((each) => signShape(each, colour))];
  if (bar.mark) shapes.push(markShape(bar.mark, bar.edge, colour));
  return shapes;
}

// The mark of an event is itself the sign of its day.
function signsOf({ form, signs }) {
  return form === 'mark' ? signs.filter(({ sign }) => sign !== 'known') : signs;
}

// What a rule derived is half as high; what is disputed is an outline.
function partShape({ sort, x, width }, { edge, form }, colour) {
  const height = sort === 'possible' && form === 'mark' ? 4 : edge.derived ? 5 : 10;
  const box = { x, y: MIDDLE - height / 2, width, height, 'data-part': sort };
  const faint = { fill: colour, 'fill-opacity': 0.16, stroke: colour, 'stroke-width': 1, 'stroke-dasharray': '3 3' };
  if (sort === 'possible') return [drawn('rect', { ...box, ...faint })];
  if (sort !== 'certain') return [fadeShape(box, sort === 'fade-in', colour)];
  if (form === 'mark') return [];
  const inside = edge.status === 'Accepted' ? { fill: colour } : { fill: 'none', stroke: colour, 'stroke-width': 1.5 };
  return [drawn('rect', { ...box, ...inside }), ...dashShape(box, edge, colour)];
}

// The dashes of the kind run along the middle of its bar, as on a road.
function dashShape({ x, width }, { look, status, derived }, colour) {
  if (!look.dashes || width < 14) return [];
  const stroke = status === 'Accepted' ? 'var(--paper)' : colour;
  const line = { x1: x + 3, x2: x + width - 3, y1: MIDDLE, y2: MIDDLE, stroke, 'stroke-width': derived ? 1.5 : 2.5 };
  return [drawn('line', { ...line, 'stroke-dasharray': look.dashes.join(' ') })];
}

// Steps that grow paler towards the side on which nothing is known.
function fadeShape({ x, y, width, height, ...rest }, towardsStart, colour) {
  const steps = 5;
  const shapes = [];
  for (let step = 0; step < steps; step += 1) {
    const place = towardsStart ? steps - 1 - step : step;
    shapes.push(drawn('rect', { x: x + place * width / steps, y, width: width / steps, height, fill: colour, 'fill-opacity': 0.45 - step * 0.085 }));
  }
  return drawn('g', rest, ...shapes);
}

function signShape({ side, sign, x, words }, colour) {
  const way = side === 'begin' ? -1 : 1;
  const named = { 'data-side': side, 'data-sign': sign, stroke: colour };
  if (sign === 'known') return [drawn('path', { d: `M${x - way} 3 V19`, 'stroke-width': 2, ...named })];
  if (sign === 'limit') return [drawn('path', { d: `M${x - way} 3 V19`, 'stroke-width': 1, 'stroke-dasharray': '2 2', ...named })];
  const arrow = `M${x} ${MIDDLE} h${way * 6} v-4 l${way * 7} 4 l${way * -7} 4 v-4`;
  if (sign === 'open') return [drawn('path', { d: arrow, fill: colour, 'stroke-width': 1.5, ...named })];
  const plain = { 'data-side': side, 'data-sign': sign };
  if (sign === 'unknown') return [drawn('text', { x, y: 15, 'text-anchor': 'middle', class: 'bar-doubt', ...plain }, '?')];
  return sign === 'cut' ? cutShape(x, way, words, plain) : [];
}

// What goes on beyond the axis: an arrow in the gutter, and the year that it reaches.
function cutShape(x, way, words, named) {
  const [tail, tip] = [x + way * 3, x + way * 9];
  const arrow = drawn('path', { d: `M${tail} 6 L${tip} ${MIDDLE} L${tail} 16`, class: 'bar-cut' });
  const place = { x: tip + way * 3, y: 15, 'text-anchor': way < 0 ? 'end' : 'start' };
  const year = drawn('text', { ...place, class: 'bar-year' }, words);
  return [drawn('g', named, arrow, year)];
}

function markShape({ x, known }, edge, colour) {
  const filled = known && edge.status === 'Accepted';
  const look = { fill: filled ? colour : 'var(--paper)', stroke: colour, 'stroke-width': 2, 'data-mark': known ? 'known' : 'between' };
  const size = edge.derived ? 4 : 6;
  if (edge.look.middle === 'circle') return drawn('circle', { cx: x, cy: MIDDLE, r: size - 1, ...look });
  return drawn('path', { d: `M${x - size} ${MIDDLE} l${size} ${-size} l${size} ${size} l${-size} ${size} Z`, ...look });
}

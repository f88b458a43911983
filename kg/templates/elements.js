// Elements of the document, and the looks of lines and signs. Text of the data becomes text nodes only.
const theme = {};
const TOLD = 6000; // milliseconds that what was done is told

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes || {})) if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value);
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ''));
  return element;
}

function button(text, act, attributes = {}) {
  const element = make('button', { type: 'button', ...attributes }, ...[text].flat());
  element.addEventListener('click', act);
  return element;
}

function drawn(tag, attributes, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

function by(id) {
  return document.getElementById(id);
}

function counted(number, one, many = one + 's') {
  return number.toLocaleString('en') + ' ' + (number === 1 ? one : many);
}

function readTheme(paper) {
  const style = getComputedStyle(document.documentElement);
  for (const name of ['paper', 'sheet', 'ink', 'soft', 'accent', 'ghost']) theme[name] = style.getPropertyValue('--' + name).trim();
  theme.dark = window.matchMedia('(prefers-color-scheme: dark)').matches && paper !== 'print';
  if (paper === 'print') Object.assign(theme, { paper: '#ffffff', sheet: '#ffffff', ink: '#000000', soft: '#333333', accent: '#7c1d2b', ghost: '#dddddd' });
  theme.paperParts = parts(theme.paper.length === 4 ? theme.paper.replace(/[0-9a-f]/gi, '$&$&') : theme.paper);
  theme.readable = new Map();
}

function parts(colour) {
  return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
}

// The colour of a look on this paper: as given, else its counterpart of the other lightness, with a contrast of 3 : 1 at least.
function readable(look) {
  if (!theme.readable.has(look)) theme.readable.set(look, readableOn(look));
  return theme.readable.get(look);
}

function readableOn(look) {
  const given = parts(theme.dark && look.dark ? look.dark : look.colour);
  let colour = given;
  if (contrast(colour) < 3 && theme.dark) {
    const both = Math.max(...given) + Math.min(...given);
    colour = given.map((part) => part + 1 - both);
  }
  for (let step = 0; contrast(colour) < 3 && step < 30; step += 1) {
    colour = colour.map((part) => part + ((theme.dark ? 1 : 0) - part) * 0.08);
  }
  return '#' + colour.map((part) => Math.round(part * 255).toString(16).padStart(2, '0')).join('');
}

function luminance(colour) {
  const [red, green, blue] = colour.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(colour) {
  const [one, other] = [luminance(colour), luminance(theme.paperParts)];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

// A sample of a line as the drawing shows it: colour, dash, width, the mark at its end and that in its middle.
function sample(edge) {
  const [{ look }, said] = [edge, edge.status !== 'Accepted'];
  const colour = readable(look);
  const line = { x1: 1, y1: 7, x2: look.head === 'none' ? 45 : 39, y2: 7, stroke: colour, 'stroke-width': said ? 2 : look.width };
  const dashes = said ? [3, 6] : look.dashes;
  if (dashes) line['stroke-dasharray'] = dashes.join(' ');
  const all = [drawn('line', line), ...markOf(said && look.head !== 'none' ? 'vee' : look.head, 40, colour), ...markOf(said ? 'none' : look.middle, 21, colour)];
  return drawn('svg', { class: 'sample', viewBox: '0 0 46 14', 'aria-hidden': 'true' }, ...all);
}

function markOf(kind, x, colour) {
  const filled = (d) => [drawn('path', { d, fill: colour })];
  const open = (d) => [drawn('path', { d, fill: 'none', stroke: colour, 'stroke-width': 2 })];
  switch (kind) {
    case 'arrow': case 'triangle': case 'curve': return filled(`M${x - 4} 2 L${x + 5} 7 L${x - 4} 12 Z`);
    case 'inv_triangle': case 'inv_curve': return filled(`M${x + 4} 2 L${x - 5} 7 L${x + 4} 12 Z`);
    case 'vee': return filled(`M${x - 5} 2 L${x + 5} 7 L${x - 5} 12 L${x - 1} 7 Z`);
    case 'crow': return open(`M${x + 4} 2 L${x - 4} 7 L${x + 4} 12`);
    case 'bar': return filled(`M${x - 1.5} 1 h3 v12 h-3 Z`);
    case 'box': return filled(`M${x - 4} 3 h8 v8 h-8 Z`);
    case 'diamond': return filled(`M${x - 5} 7 L${x} 2.5 L${x + 5} 7 L${x} 11.5 Z`);
    case 'circle': return [drawn('circle', { cx: x, cy: 7, r: 3.4, fill: colour })];
    default: return [];
  }
}

function sign(name) {
  const shape = shapeOf(name.look.shape);
  shape.setAttribute('fill', readable(name.look));
  return drawn('svg', { class: 'sign', viewBox: '0 0 16 16', 'aria-hidden': 'true' }, shape);
}

function shapeOf(shape) {
  const path = {
    triangle: 'M8 1 L15 14 L1 14 Z', triangleDown: 'M8 15 L15 2 L1 2 Z', square: 'M2 2 h12 v12 h-12 Z', diamond: 'M8 0.5 L15.5 8 L8 15.5 L0.5 8 Z',
    hexagon: 'M4.5 2 L11.5 2 L15 8 L11.5 14 L4.5 14 L1 8 Z',
    star: 'M8 0.5 L10 5.6 L15.5 6 L11.3 9.5 L12.7 15 L8 12 L3.3 15 L4.7 9.5 L0.5 6 L6 5.6 Z',
  }[shape];
  return path ? drawn('path', { d: path }) : drawn('circle', { cx: 8, cy: 8, r: 6 });
}

function safeLink(url) {
  try {
    const address = new URL(url);
    return address.protocol === 'http:' || address.protocol === 'https:' ? address.href : null;
  } catch {
    return null;
  }
}

function badge(status) {
  return status && status !== 'Accepted' ? make('span', { class: 'badge doubt' }, status) : null;
}

// A relation as a button: its line, its sentence, when it was.
function relationButton(edge) {
  const words = make('span', { dir: 'auto', class: edge.status === 'Rejected' ? 'struck' : null }, sentenceOf(edge), ' ', make('span', { class: 'soft' }, endsApart(edge) + whenInWords(edge)));
  return button([sample(edge), words, badge(edge.status)], () => choose(edge, { focus: true }));
}

function nameButton(name) {
  return button(toldName(name), () => choose(name, { focus: true }), { dir: 'auto', lang: languageOf(name, state.language) || null });
}

function say(text) {
  by('said').textContent = text;
}

// Said aloud, and for some seconds shown beside what was pressed.
function tell(text, pressed) {
  const [note, box] = [by('told'), pressed.getBoundingClientRect()];
  say(text);
  note.textContent = text;
  note.hidden = false;
  const below = box.bottom + note.offsetHeight + 8 < window.innerHeight;
  note.style.top = (below ? box.bottom + 6 : box.top - note.offsetHeight - 6) + 'px';
  note.style.left = Math.max(6, Math.min(box.left, document.documentElement.clientWidth - note.offsetWidth - 6)) + 'px';
  clearTimeout(tell.until);
  tell.until = setTimeout(() => { note.hidden = true; }, TOLD);
}

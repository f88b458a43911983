// JSON { ask, ... } comes in by standard input; what the page's own functions answer goes out as JSON.
'use strict';

const fs = require('node:fs');
const { load, dataOf } = require('./load.js');

// What makes elements makes plain objects here.
const document = {
  createElementNS: (_, tag) => ({ tag, attributes: {}, setAttribute(key, value) { this.attributes[key] = value; }, append() {} }),
};
const page = load('dates', 'model', 'state', 'choice', 'search', 'place', 'shapes', 'elements', 'rows', { document });

const ANSWERS = {
  // What functions give: calls are [name, ...arguments].
  calls: ({ calls }) => calls.map(([name, ...given]) => page[name](...given)),
  // How each relation ({ standing, days, lives }) stands in each period.
  stands({ relations, periods }) {
    const edges = relations.map(({ standing, days, lives }) => ({ standing, days, ends: lives.map((life) => ({ days: life })) }));
    edges.forEach(page.readDays);
    return periods.map(([first, last]) => edges.map((edge) => page.standsIn(edge, first, last)));
  },
  // For each two names the number of relations on the shortest path between them, or null; and how many names lie around the first.
  paths({ names, relations, pairs, steps }) {
    const model = page.readModel(dataOf({ names, relations }));
    const shown = new Set(model.relations);
    return pairs.map(([from, to]) => {
      const path = page.shortestPath(model.names[from], model.names[to], shown);
      return [path && path.map((edge) => edge.number), page.surroundings(model.names[from], steps, shown).size];
    });
  },
  // The width of each sign up to a last one in tenths of pixels; 0 for what is no sign in this version of Unicode.
  widths: ({ last }) => Array.from({ length: last + 1 }, (_, point) => {
    const sign = String.fromCodePoint(point);
    return /[\p{Cn}\p{Cs}]/u.test(sign) ? 0 : Math.round(10 * page.widthOf(sign));
  }),
  // What is neither a function nor made of what JSON cannot hold.
  constants: () => page,
  // For each of many networks the lines of two names that are fanned out, in the order of the legend: ends, lane and bend ({ x, y } of names by number).
  fanned: ({ networks }) => networks.map(({ relations, points }) => {
    const model = page.readModel(dataOf({ names: points.map((_, at) => String(at)), relations }));
    const lines = page.linesOf(page.select(model, page.newState()), () => true);
    return lines.map((line) => [line.lead.number, line.lane, line.lanes, page.bendOf(line, ...line.ends.map(({ number }) => points[number]))]);
  }),
  // The names and the counts with which a page opens on all dates.
  opened({ data }) {
    const [model, state] = [page.readModel(data), page.newState()];
    const selection = page.select(model, state);
    return { ...page.countsOf(model, selection, state), ids: [...selection.names].map(({ id }) => id) };
  },
  // The contrast of each two colours, the second being that of the paper.
  contrasts: ({ pairs }) => pairs.map(([colour, paper]) => {
    page.theme.paperParts = page.parts(paper);
    return page.contrast(page.parts(colour));
  }),
  // The samples of marks and of shapes.
  drawings: ({ marks, shapes }) => ({ marks: marks.map((mark) => page.markOf(mark, 40, '#000000').length), shapes: shapes.map(page.shapeOf) }),
  // A data block as the page reads it.
  model({ data }) {
    const { names, relations, claims } = page.readModel(data);
    return {
      names: names.map(({ id, name, labels, aliases, days, kind }) => ({ id, name, labels, aliases, days, kind })),
      relations: relations.map((edge) => ({
        id: edge.id, ends: edge.ends.map((name) => name.id), kind: edge.kind, sentence: edge.sentence, standing: edge.standing, symmetric: edge.symmetric,
        derived: edge.derived, status: edge.status, days: edge.days, start: edge.start, end: edge.end,
        words: edge.claims.map((claim) => claim.passages.map((passage) => passage.prefix + passage.quote + passage.suffix)),
      })),
      claims: claims.map(({ claim, iri, status, sentence, understood, by, source }) => ({ claim, iri, status, sentence, understood, by, source: source && source.id })),
    };
  },
};

const asked = JSON.parse(fs.readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(ANSWERS[asked.ask](asked)));

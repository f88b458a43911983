// JSON { ask, ... } comes in by standard input; what the page's own functions answer goes out as JSON.
'use strict';

const fs = require('node:fs');
const { load, dataOf } = require('./load.js');

const page = load('dates', 'model', 'state', 'choice');

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
      claims: claims.length,
    };
  },
};

const asked = JSON.parse(fs.readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(ANSWERS[asked.ask](asked)));

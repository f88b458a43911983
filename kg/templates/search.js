// Finding names and relations by any of their labels, in any script and with or without accents. No document is needed.
function folded(text) {
  return String(text).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/ß/g, 'ss').replace(/ł/g, 'l').replace(/đ/g, 'd').replace(/ø/g, 'o');
}

function makeIndex(model) {
  const names = model.names.map((name) => ({ thing: name, texts: [...new Set([name.name, ...Object.values(name.labels), ...(name.aliases || [])].map(folded))] }));
  const relations = model.relations.map((edge) => ({ thing: edge, texts: [folded(edge.sentence + ' ' + edge.kind_label)] }));
  return { names, relations };
}

// The best fits first: whole labels, beginnings of labels, beginnings of words, anything else; better connected names first.
function findIn(index, wanted, most = 12) {
  const words = folded(wanted.trim());
  if (!words) return [];
  const names = ranked(index.names, (texts) => Math.min(...texts.map((text) => fit(text, words))), (thing) => -thing.degree);
  const parts = words.split(/\s+/);
  const relations = ranked(index.relations, ([text]) => (parts.every((part) => text.includes(part)) ? fit(text, words) : 9), (thing) => thing.number);
  const few = Math.max(most - names.length, Math.ceil(most / 3));
  return [...names.slice(0, most - Math.min(few, relations.length)), ...relations.slice(0, few)].slice(0, most);
}

function ranked(entries, rank, second) {
  const found = [];
  for (const { thing, texts } of entries) {
    const place = rank(texts);
    if (place < 9) found.push([place, second(thing), thing]);
  }
  return found.sort((one, other) => one[0] - other[0] || one[1] - other[1]).map(([, , thing]) => thing);
}

function fit(text, words) {
  if (text === words) return 0;
  if (text.startsWith(words)) return 1;
  if (!text.includes(words)) return words.includes(' ') && words.split(/\s+/).every((part) => text.includes(part)) ? 4 : 9;
  for (let at = text.indexOf(words); at > 0; at = text.indexOf(words, at + 1)) if (/[\s(-]/.test(text[at - 1])) return 2;
  return 3;
}

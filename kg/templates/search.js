// Finding names and relations by any of their labels, in any script and with or without accents. No document is needed.
// What Unicode does not take apart; and Russian as it was spelt until 1918, whose words ended in ъ where no vowel or ь stood.
const FOLDED = { ß: 'ss', ł: 'l', đ: 'd', ø: 'o', і: 'и', ѵ: 'и', ѣ: 'е', ѳ: 'ф', ъ: '' };

function folded(text) {
  return String(text).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[ßłđøіѵѣѳ]|ъ(?!\p{L})/gu, (sign) => FOLDED[sign]);
}

function wordsIn(name) {
  return [name.name, ...Object.values(name.labels), ...name.aliases];
}

function makeIndex(model) {
  const names = model.names.map((name) => ({ thing: name, texts: [...new Set(wordsIn(name).map(folded))] }));
  const relations = model.relations.map((edge) => ({ thing: edge, texts: [folded([sentenceOf(edge, ''), edge.kind_label, ...(edge.sentence ? [] : edge.ends.flatMap(wordsIn))].join(' '))] }));
  return { names, relations };
}

// The best fits first: whole labels, beginnings of labels, beginnings of words, anything else; better connected names first.
// Only where there is none: names that would fit but for one slip in a word.
function findIn(index, wanted, most = 12) {
  const words = folded(wanted.trim());
  if (!words) return [];
  const names = ranked(index.names, (texts) => Math.min(...texts.map((text) => fit(text, words))), (thing) => -thing.degree);
  const relations = ranked(index.relations, ([text]) => fit(text, words), (thing) => thing.number);
  if (!names.length && !relations.length) return nearlyIn(index, piecesOf(words)).slice(0, most);
  const few = Math.max(most - names.length, Math.ceil(most / 3));
  return [...names.slice(0, most - Math.min(few, relations.length)), ...relations.slice(0, few)];
}

// A date that is typed is found first: { period }; whether the graph tells of it or not.
function dateIn(wanted) {
  const period = typedPeriod(wanted);
  return period ? [{ period }] : [];
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
  if (!text.includes(words)) return words.split(/\s+/).every((part) => text.includes(part)) ? 4 : 9;
  for (let at = text.indexOf(words); at > 0; at = text.indexOf(words, at + 1)) if (/[\s(-]/.test(text[at - 1])) return 2;
  return 3;
}

function nearlyIn(index, parts) {
  if (!parts.length) return [];
  return ranked(index.names, (texts) => Math.min(...texts.map((text) => nearly(text, parts))), (thing) => -thing.degree);
}

// How nearly a label has all the words that were typed: 5 as whole words, 6 as beginnings, 9 not at all.
function nearly(text, parts) {
  const words = piecesOf(text);
  const ranks = parts.map((part) => (words.some((word) => isNear(part, word)) ? 5 : words.some((word) => isNear(part, word, true)) ? 6 : 9));
  return Math.max(...ranks);
}

function piecesOf(text) {
  return text.split(/[\s(),-]+/).filter(Boolean);
}

// Whether one slip at most (a letter too many, too few, wrong, or two in the wrong order) lies between two words; short words are exact.
function isNear(typed, word, beginning = false) {
  const same = (one, other) => (beginning ? other.startsWith(one) : one === other);
  if (typed.length < 5) return same(typed, word);
  let at = 0;
  while (at < typed.length && typed[at] === word[at]) at += 1;
  const [left, right] = [typed.slice(at), word.slice(at)];
  return same(left, right) || same(left.slice(1), right.slice(1)) || same(left.slice(1), right) || same(left, right.slice(1)) ||
    (left[0] === right[1] && left[1] === right[0] && same(left.slice(2), right.slice(2)));
}

// The label or alias by which a name was found, where the label that is shown does not say it; else ''.
function foundBy(name, shown, wanted) {
  const words = folded(wanted.trim());
  const parts = piecesOf(words);
  const rank = (text) => Math.min(fit(folded(text), words), nearly(folded(text), parts));
  const [best] = wordsIn(name).sort((one, other) => rank(one) - rank(other));
  return rank(shown) <= Math.max(4, rank(best)) ? '' : best;
}

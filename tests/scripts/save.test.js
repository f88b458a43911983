'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { load, dataOf } = require('./load.js');

const model = load('dates', 'model').readModel(dataOf({
  names: ['japan', 'russia'], relations: [{ from: 0, to: 1, id: 'war of 1904' }], base: 'https://x.org/id/', scene: { base: 'https://x.org/id/' },
}));
const page = load('dates', 'model', 'state', 'elements', 'rows', 'save', { model });
const SOURCE = { id: 'record', title: 'Documents of record', citation: 'British and Foreign State Papers 97' };

function claimOf(changes) {
  return { sentence: 'Japan attacked.', iri: 'https://x.org/id/claim/one', claim: 'record:one', source: SOURCE, citation: SOURCE.citation, passages: [], ...changes };
}

test('a file is named by the title, in any script, and by the date', () => {
  assert.equal(page.fileNameOf('Who stood where: 1904–1905?', null, 'csv'), 'Who-stood-where-1904-1905.csv');
  assert.equal(page.fileNameOf('清朝的中立', page.typedPeriod('1904-03-01'), 'png'), '清朝的中立-1904-03-01.png');
  assert.equal(page.fileNameOf('x', page.typedPeriod('1904-03-01/1904-04-02'), 'png'), 'x-1904-03-01-to-1904-04-02.png');
});

test('a file name holds nothing that a system refuses, whatever the title', () => {
  for (const title of ['../../etc/passwd', 'a\u0000b', '<script>', '', '...', 'CON', 'lpt1', '\u202eevil', 'x'.repeat(20000), '~$x', '𠀀'.repeat(300)]) {
    const name = page.fileNameOf(title, null, 'csv');
    assert.match(name, /^[\p{L}\p{N}][\p{L}\p{M}\p{N}-]*\.csv$/u);
    assert.ok(name.length < 140, name);
    assert.doesNotMatch(name, /^(con|lpt1)\./i);
  }
});

test('a citation has sentence, words, source with place, stable id, and where it was read', () => {
  const claim = claimOf({ passages: [{ quote: 'at night', locator: 'p. 3' }, { quote: 'in haste', locator: '' }] });
  assert.equal(page.citationOf(claim, null, { title: 'A page', address: 'page.html#e=war' }),
    'Japan attacked. — “at night” … “in haste” — British and Foreign State Papers 97, p. 3 — https://x.org/id/claim/one (read in: A page, page.html#e=war)');
});

test('a citation of a place has no words; what is not known is left out', () => {
  assert.equal(page.citationOf(claimOf({ passages: [{ quote: '', locator: 'art. II' }] }), null, { title: '', address: '' }),
    'Japan attacked. — British and Foreign State Papers 97, art. II — https://x.org/id/claim/one');
  assert.equal(page.citationOf(claimOf({ source: null, citation: '', iri: '', sentence: null }), { sentence: 'They fought.' }, { title: 'T', address: '' }),
    'They fought. — record:one (read in: T)');
});

test('an address for a citation tells nothing of the folders of its reader', () => {
  const [edge] = model.relations;
  const place = (address) => new URL(address);
  assert.equal(page.addressForCitation(place('file:///C:/papers/my%20page.html#on=1904'), edge), 'my page.html#e=war+of+1904');
  assert.equal(page.addressForCitation(place('https://x.org/a/page.html?x=1#on=1904'), edge), 'https://x.org/a/page.html?x=1#e=war+of+1904');
  assert.equal(page.addressForCitation(place('file:///C:/papers/%E0%A4%A.html'), null), '%E0%A4%A.html');
  assert.equal(page.addressForCitation(place('about:srcdoc'), null), '');
});

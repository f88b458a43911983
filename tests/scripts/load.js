// Names of scripts of the page come in; what they declare goes out. They are joined as the page joins them, without a document.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');

const FOLDER = path.join(__dirname, '..', '..', 'kg', 'templates');

// What stands at the left edge of a line: functions and plain constants and variables.
function declared(code) {
  return [...code.matchAll(/^(?:async )?(?:function\*?|const|let) (\w+)/gm)].map(([, name]) => name);
}

// `load('dates', 'model')`; an object at the end gives what else the scripts take from the page: `load('rows', { state })`.
// They run in this realm, so that their arrays and objects are equal to those of a test.
function load(...files) {
  const given = typeof files[files.length - 1] === 'object' ? files.pop() : {};
  const code = files.map((name) => fs.readFileSync(path.join(FOLDER, name + '.js'), 'utf8')).join('\n');
  const whole = "'use strict';\n" + code + '\nreturn { ' + declared(code).join(', ') + ' };';
  return vm.compileFunction(whole, Object.keys(given), { filename: files.join('+') + '.js' })(...Object.values(given));
}

// Numbers that look random and are the same in each run (mulberry32): each call gives one from 0 up to a bound.
function numbersFrom(seed) {
  let at = seed >>> 0;
  return (bound) => {
    at = (at + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(at ^ (at >>> 15), at | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * bound);
  };
}

// The table form in which the page gets its data: the keys once, then the values of each record.
function table(records) {
  const keys = [...new Set(records.flatMap((record) => Object.keys(record)))];
  return { keys, rows: records.map((record) => keys.map((key) => record[key] ?? null)) };
}

// A data block from plain records: names are strings or { id, ... }, relations are { from, to, kind, ... } by number.
function dataOf({ names = [], relations = [], kinds = [{ id: 'War', label: 'War' }], claims = [], sources = [], scene = {}, base = '' }) {
  const classes = [{ id: 'Polity', label: 'polity', shape: 'dot', colour: '#23395b' }];
  const named = names.map((name) => ({ kind: 0, ...(typeof name === 'string' ? { id: name } : name) }));
  const joined = relations.map((relation, number) => ({ id: 'r' + number, kind: 0, ...relation }));
  for (const record of [...named, ...joined]) record.days = record.days ? stepsOf(record.days) : null;
  const tables = { names: named, relations: joined, kinds, classes, claims, sources };
  return { base, scene, ...Object.fromEntries(Object.entries(tables).map(([key, records]) => [key, table(records)])) };
}

// Bounds as the block has them: each but the first that is known by its distance from the one before.
function stepsOf(days) {
  let before = 0;
  return days.map((day) => {
    const step = day === null ? null : day - before;
    before = day ?? before;
    return step;
  });
}

module.exports = { load, numbersFrom, table, dataOf };

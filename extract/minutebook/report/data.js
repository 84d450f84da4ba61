// What the report holds: its parts, read from the JSON in the page when first asked for; and how text is compared.

/** A column of a part: its values, or numbers (v) of the values that there are (t). */
class Column {
  constructor(raw) {
    this.values = raw.t ?? null;
    this.held = raw.v;
  }

  get(row) {
    return this.values ? this.values[this.held[row]] : this.held[row];
  }

  /** Return a test of rows, from a test of values: a value that many rows share is tested once. */
  test(accepts) {
    if (!this.values) return (row) => accepts(this.held[row]);
    const good = this.values.map((value) => (accepts(value) ? 1 : 0));
    return (row) => good[this.held[row]] === 1;
  }

  /** Return the values that there are, without the empty one, sorted. */
  distinct() {
    const all = new Set(this.values ?? this.held);
    all.delete(null);
    return [...all].sort(order);
  }

  /** Return the place of each row's value among all values; what is empty comes last. */
  ranks(count) {
    const places = new Map();
    for (const value of this.distinct()) places.set(value, places.size);
    const ranks = new Int32Array(count);
    for (let row = 0; row < count; row++) ranks[row] = places.get(this.get(row)) ?? EMPTY;
    return ranks;
  }

  /** Return the text of a row as it is searched, of a column whose values many rows share. */
  folded(row) {
    this.low ??= this.values.map((value) => (typeof value === "string" ? fold(value) : ""));
    return this.low[this.held[row]];
  }
}

const EMPTY = 0x7fffffff;
const collator = new Intl.Collator("en", { numeric: true });
const order = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b)));
const ASCII = /^[\x00-\x7f]*$/;

/** Return a text as it is searched: small letters without accents, straight quotes. */
function fold(text) {
  if (text === null || text === undefined) return "";
  const low = String(text).toLowerCase();
  if (ASCII.test(low)) return low;
  return low.normalize("NFD").replace(/\p{M}+/gu, "").replace(/[‘’]/g, "'").replace(/[“”]/g, '"');
}

/** Return the words that are searched; what stands in quotation marks is one. */
function wordsOf(text) {
  return [...fold(text).matchAll(/"([^"]+)"|(\S+)/g)].map((found) => (found[1] ?? found[2]).trim()).filter(Boolean);
}

class Part {
  constructor(name, raw) {
    this.name = name;
    this.count = raw.n;
    this.leftOut = raw.left;
    this.columns = {};
    for (const [column, held] of Object.entries(raw.columns)) this.columns[column] = new Column(held);
  }

  get(row, column) {
    return this.columns[column].get(row);
  }

  record(row) {
    return Object.fromEntries(Object.entries(this.columns).map(([name, column]) => [name, column.get(row)]));
  }
}

/** Return the JSON of a block of the page, and take the block out: it is needed once. */
function readBlock(name) {
  const block = document.getElementById(`data-${name}`);
  const held = JSON.parse(block.textContent);
  block.remove();
  return held;
}

const parts = new Map();
function part(name) {
  if (!parts.has(name)) parts.set(name, new Part(name, readBlock(`part-${name}`)));
  return parts.get(name);
}

const overview = readBlock("overview");

let shots = null;
/** Return the picture of a row's place: [base64, left, top, width, height of the words in it, in percent]; or null. */
function pictureOf(name, row) {
  shots ??= readBlock("pictures");
  const number = shots.at[name]?.[row];
  return number === undefined ? null : shots.pictures[number];
}

const grouped = new Map();
/** Return the rows of a part by the number that stands in a column. */
function rowsBy(name, column) {
  const key = `${name} ${column}`;
  if (!grouped.has(key)) {
    const found = new Map();
    const held = part(name);
    for (let row = 0; row < held.count; row++) {
      const of = held.get(row, column);
      if (!found.has(of)) found.set(of, []);
      found.get(of).push(row);
    }
    grouped.set(key, found);
  }
  return grouped.get(key);
}

const figure = (number) => Number(number).toLocaleString("en");
const several = (number, one, many = `${one}s`) => `${figure(number)} ${number === 1 ? one : many}`;
const listed = (text) => (text ? text.split("; ") : []);

// A part of the report as a table: filters above, pages of rows, and at the side what stands behind the chosen row.

const ROWS = 50;
const PRINTED = 1000;
const NONE = "(none)";

/**
 * What a view is made of: part, title, lead, noun, search (columns), filters, columns ({title, of, look, cell}) and
 * details(row): the elements at the side.
 */
class View {
  constructor(spec) {
    Object.assign(this, { spec, part: part(spec.part), at: 0, chosen: -1, sorted: null, down: false, words: [], texts: [] });
    this.order = Int32Array.from({ length: this.part.count }, (_, row) => row);
    this.found = this.order;
    this.ranks = new Map();
    this.build();
    this.apply(false);
    setTimeout(() => this.prepare());
  }

  build() {
    const { spec } = this;
    this.fields = new Map(spec.filters.map((filter) => [filter.name, this.field(filter)]));
    this.form = make(
      "form",
      { class: "filters", role: "search", "aria-label": `Filter ${spec.noun[1]}`, submit: (event) => event.preventDefault() },
      ...[...this.fields.values()].map((field) => field.label),
      make("button", { type: "button", click: () => this.clear() }, "Show all"),
    );
    this.told = make("p", { role: "status", "aria-live": "polite" });
    this.where = make("span");
    const turn = (words, move) => make("button", { type: "button", click: () => this.turn(move) }, words);
    this.back = [turn("First", () => 0), turn("Previous", (at) => at - 1)];
    this.on = [turn("Next", (at) => at + 1), turn("Last", (_, last) => last)];
    this.head = make("tr", {}, ...spec.columns.map((column, k) => this.header(column, k)), make("th", { scope: "col", class: "nope" }, "Evidence"));
    this.body = make("tbody", { click: (event) => this.clicked(event), keydown: (event) => this.key(event) });
    const table = make("table", { class: "rows", "aria-label": spec.title }, make("thead", {}, this.head), this.body);
    this.side = make("aside", {
      class: "side",
      "aria-label": "What the chosen row was read from",
      hidden: true,
      tabindex: "-1",
      keydown: (event) => event.key === "Escape" && this.close(),
    });
    this.work = make("div", { class: "work" }, make("div", { class: "scroll", role: "region", "aria-label": spec.title, tabindex: "0" }, table), this.side);
    const leftOut = this.part.leftOut
      ? make("p", { class: "note" }, `${several(this.part.leftOut, spec.noun[0], spec.noun[1])} more do not fit into a page: the tables (CSV) hold them all.`)
      : null;
    this.element = make(
      "section",
      { "aria-labelledby": `title-${spec.id}` },
      make("h2", { id: `title-${spec.id}` }, spec.title),
      make("p", { class: "lead" }, spec.lead),
      leftOut,
      this.form,
      make("div", { class: "bar" }, this.told, make("div", { class: "pager" }, ...this.back, this.where, ...this.on)),
      this.work,
      ...(spec.after?.() ?? []),
    );
  }

  header(column, k) {
    if (!column.of) return make("th", { scope: "col", class: column.look }, column.title);
    const button = make("button", { type: "button", click: () => this.sort(k) }, column.title);
    return make("th", { scope: "col", class: column.look, title: overview.meanings[this.part.name]?.[column.of] }, button, make("span", { class: "paper", "aria-hidden": "true" }, column.title));
  }

  /** Return a filter's label with its input, and the test that it asks for (null: none). */
  field(filter) {
    const change = () => this.apply();
    const column = filter.column ? this.part.columns[filter.column] : null;
    let input;
    let extra = null;
    if (filter.kind === "pick" || filter.kind === "year") {
      const values = filter.values ?? (filter.kind === "year" ? yearsOf(column) : column.distinct());
      const options = values.map((value) => (Array.isArray(value) ? value : [String(value), String(value).replaceAll("_", " ")]));
      if (!filter.values && hasEmpty(column)) options.push([NONE, "none stated"]);
      input = make("select", { change }, make("option", { value: "" }, "all"), ...options.map(([value, shown]) => make("option", { value }, shown)));
    } else if (filter.kind === "owner") {
      const id = `known-${this.spec.id}`;
      extra = make("datalist", { id }, ...ownersOf(this.part).map((owner) => make("option", { value: owner })));
      input = make("input", { type: "text", list: id, autocomplete: "off", input: change });
    } else {
      input = make("input", { type: filter.kind === "search" ? "search" : "date", input: change, title: filter.hint });
    }
    return { label: make("label", {}, filter.label, input, extra), input, test: (value) => this.tests(filter, column, value) };
  }

  tests(filter, column, value) {
    if (filter.kind === "search") {
      this.words = wordsOf(value);
      return this.words.length ? (row) => this.words.every((word) => this.text(row).includes(word)) : null;
    }
    if (value === "") return null;
    if (filter.kind === "owner") return ownerTest(this.part, value);
    if (filter.kind === "from") return column.test((date) => date !== null && lastDay(date) >= value);
    if (filter.kind === "to") return column.test((date) => date !== null && date <= value);
    if (filter.kind === "year") return column.test((date) => (date === null ? NONE : date.slice(0, 4)) === value);
    const group = filter.groups?.[value];
    return column.test((held) => (group ? group.includes(held) : (held === null ? NONE : String(held)) === value));
  }

  /** Return all text of a row that is searched; it is made once. */
  text(row) {
    if (row >= this.texts.length) this.gatherTexts(row + 1);
    return this.texts[row];
  }

  gatherTexts(end) {
    const columns = this.spec.search.map((name) => this.part.columns[name]);
    const [shared, own] = [columns.filter((column) => column.values), columns.filter((column) => !column.values)];
    for (let row = this.texts.length; row < end; row++) {
      let text = "";
      for (const column of own) if (typeof column.held[row] === "string") text += `${column.held[row]}\n`;
      text = fold(text);
      for (const column of shared) text += `${column.folded(row)}\n`;
      this.texts.push(text);
    }
  }

  /** Make the texts of all rows little by little, so that the first search need not. */
  prepare() {
    if (this.texts.length >= this.part.count) return;
    this.gatherTexts(Math.min(this.texts.length + 2000, this.part.count));
    setTimeout(() => this.prepare());
  }

  /** Return what an address needs to bring this view back: the filters that are set, and the chosen row. */
  values() {
    const set = [...this.fields].map(([name, field]) => [name, field.input.value]).filter(([, value]) => value);
    return Object.fromEntries(this.chosen < 0 ? set : [...set, ["row", this.chosen]]);
  }

  /** Set the filters to values and show what they let through. */
  set(values) {
    for (const [name, field] of this.fields) field.input.value = values[name] ?? "";
    this.leave();
    this.apply(false);
    const place = values.row === undefined ? -1 : this.found.indexOf(Number(values.row));
    if (place < 0) return;
    this.at = Math.floor(place / ROWS);
    this.refresh();
    this.choose(Number(values.row));
  }

  clear() {
    this.set({});
    remember(this);
  }

  apply(kept = true) {
    const tests = [...this.fields.values()].map((field) => field.test(field.input.value)).filter(Boolean);
    this.found = tests.length ? this.order.filter((row) => tests.every((test) => test(row))) : this.order;
    this.at = 0;
    this.refresh();
    if (kept) remember(this);
  }

  sort(k) {
    const { of } = this.spec.columns[k];
    [this.sorted, this.down] = this.sorted !== k ? [k, false] : this.down ? [null, false] : [k, true];
    [...this.head.children].forEach((head, j) => {
      if (j === this.sorted) head.setAttribute("aria-sort", this.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    this.order = Int32Array.from({ length: this.part.count }, (_, row) => row);
    if (this.sorted !== null) {
      if (!this.ranks.has(of)) this.ranks.set(of, this.part.columns[of].ranks(this.part.count));
      const ranks = this.ranks.get(of);
      const turned = this.down ? -1 : 1;
      this.order.sort((a, b) => (ranks[a] === ranks[b] ? a - b : ranks[a] === EMPTY ? 1 : ranks[b] === EMPTY ? -1 : turned * (ranks[a] - ranks[b])));
    }
    this.apply();
  }

  /** Bring the chosen row into sight. */
  reveal() {
    this.body.querySelector("tr.chosen")?.scrollIntoView({ block: "center" });
  }

  last() {
    return Math.max(0, Math.ceil(this.found.length / ROWS) - 1);
  }

  turn(move) {
    this.at = Math.min(Math.max(move(this.at, this.last()), 0), this.last());
    this.refresh();
    this.element.scrollIntoView({ block: "start" });
  }

  refresh(from = this.at * ROWS, most = ROWS) {
    const rows = this.found.subarray(from, from + most);
    this.body.replaceChildren(...Array.from(rows, (row) => this.row(row)));
    if (!rows.length) this.body.append(make("tr", {}, make("td", { colspan: this.head.children.length }, "Nothing fits these filters.")));
    const [one, many] = this.spec.noun;
    const all = this.found.length === this.part.count;
    this.told.textContent = all ? several(this.part.count, one, many) : `${figure(this.found.length)} of ${several(this.part.count, one, many)}`;
    this.where.textContent = rows.length ? `${figure(from + 1)} to ${figure(from + rows.length)}` : "";
    for (const button of this.back) button.disabled = this.at === 0;
    for (const button of this.on) button.disabled = this.at >= this.last();
  }

  row(row) {
    const cells = this.spec.columns.map((column) => {
      const inside = column.cell ? column.cell(this.part, row, this.words) : marked(this.part.get(row, column.of), this.words);
      return make("td", { class: column.look }, inside);
    });
    const see = make("button", { type: "button", class: "see", "aria-label": `Show the evidence of row ${row + 1}` }, "Show");
    const element = make("tr", { class: row === this.chosen ? "chosen" : null }, ...cells, make("td", { class: "nope" }, see));
    element.dataset.row = row;
    return element;
  }

  clicked(event) {
    const line = event.target.closest("tr[data-row]");
    if (!line || event.target.closest("a") || String(document.getSelection())) return;
    this.choose(Number(line.dataset.row));
  }

  /** The arrow keys lead from row to row; Escape closes the side. */
  key(event) {
    const line = event.target.closest("tr[data-row]");
    if (event.key === "Escape") this.close();
    if (!line || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
    const next = event.key === "ArrowDown" ? line.nextElementSibling : line.previousElementSibling;
    if (!next) return;
    event.preventDefault();
    next.querySelector("button.see").focus();
    this.choose(Number(next.dataset.row));
  }

  choose(row) {
    this.chosen = row;
    for (const line of this.body.children) line.classList.toggle("chosen", Number(line.dataset.row) === row);
    const { title, inside } = this.spec.details(this.part, row);
    this.side.replaceChildren(
      make("header", {}, make("h3", {}, title), make("button", { type: "button", click: () => this.close(), "aria-label": "Close" }, "×")),
      ...inside.flat().filter(Boolean),
    );
    this.side.hidden = false;
    this.side.scrollTop = 0;
    this.work.classList.add("shown");
    remember(this);
  }

  close() {
    const line = this.body.querySelector("tr.chosen");
    this.leave();
    line?.querySelector("button.see").focus();
    remember(this);
  }

  /** Let no row be chosen. */
  leave() {
    this.side.hidden = true;
    this.work.classList.remove("shown");
    this.body.querySelector("tr.chosen")?.classList.remove("chosen");
    this.chosen = -1;
  }

  /** Draw all rows that the filters let through, for paper, and say which these are. */
  print(on) {
    if (!on) {
      this.refresh();
      return;
    }
    this.refresh(0, PRINTED);
    const chosen = [...this.fields.values()].filter((field) => field.input.value).map((field) => `${field.label.firstChild.textContent}: ${field.input.value}`);
    this.told.textContent += chosen.length ? ` (${chosen.join("; ")})` : "";
    if (this.found.length > PRINTED) this.told.textContent += `; the first ${figure(PRINTED)} are printed`;
  }
}

function yearsOf(column) {
  return [...new Set(column.distinct().map((date) => date.slice(0, 4)))].sort().reverse();
}

function hasEmpty(column) {
  return (column.values ?? column.held).includes(null);
}

/** Return the last day of a date that may be a month or a year. */
function lastDay(date) {
  if (date.length === 4) return `${date}-12-31`;
  return date.length === 7 ? `${date}-31` : date;
}

function ownersOf(held) {
  const found = new Map();
  for (const name of ["owner_names", "owners"])
    for (const several of held.columns[name].distinct()) for (const owner of listed(several)) if (!found.has(fold(owner))) found.set(fold(owner), owner);
  return [...found.values()].sort(order);
}

/** Return the test for an owner: by the whole name where there is such a one, else by a part of it. */
function ownerTest(held, value) {
  const wanted = fold(value.trim());
  const columns = ["owner_names", "owners"].map((name) => held.columns[name]);
  const whole = columns.map((column) => column.test((owners) => listed(owners).some((owner) => fold(owner) === wanted)));
  for (let row = 0; row < held.count; row++) if (whole.some((test) => test(row))) return (k) => whole.some((test) => test(k));
  const partly = columns.map((column) => column.test((owners) => fold(owners).includes(wanted)));
  return (row) => partly.some((test) => test(row));
}

// Plots as SVG, each with its numbers as a table; all are drawn from the parts of the report.

const COLOURS = { arose: "#1f3a5f", done: "#5b8e7d", overdue: "#c8553d", actions: "#c8553d", decisions: "#1f3a5f", questions: "#e0a458", findings: "#5b8e7d" };
const [FULL, HALF] = [1400, 700];
const OWNERS = 20;
const MEETINGS = 40;
const SPANS = [["36", "the last 3 years"], ["120", "the last 10 years"], ["all", "all years"]];

/** Return a step for an axis up to a number: 1, 2 or 5 and noughts. */
function stepOf(most) {
  const rough = Math.max(most / 4, 1);
  const base = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((k) => k * base).find((step) => step >= rough);
}

/**
 * Return a plot of columns. `groups` are [label, words, ...numbers], a number for each of `names`; `stacked` puts them on
 * top of each other. `ticks` has the label below each group, or null; `wide` is its width in points.
 */
function columnsPlot(title, groups, names, { stacked = false, ticks, wide }) {
  const [left, right, top, bottom, high] = [44, 8, 10, 34, 230];
  const sums = groups.map(([, , ...numbers]) => (stacked ? numbers.reduce((a, b) => a + b, 0) : Math.max(...numbers)));
  const most = Math.max(1, ...sums);
  const step = stepOf(most);
  const end = Math.ceil(most / step) * step;
  const y = (value) => top + high * (1 - value / end);
  const slot = (wide - left - right) / Math.max(groups.length, 1);
  const svg = draw("svg", { viewBox: `0 0 ${wide} ${top + high + bottom}`, class: "plot", role: "img", "aria-label": title });
  for (let value = 0; value <= end; value += step) {
    svg.append(draw("line", { x1: left, x2: wide - right, y1: y(value), y2: y(value), class: value ? "grid" : "axis" }));
    svg.append(draw("text", { x: left - 6, y: y(value) + 4, "text-anchor": "end" }, figure(value)));
  }
  groups.forEach(([, words, ...numbers], k) => {
    const bar = draw("g", {}, draw("title", {}, words));
    const room = Math.min(slot * 0.8, 60);
    const from = left + slot * k + (slot - room) / 2;
    let base = 0;
    numbers.forEach((number, j) => {
      const broad = stacked ? room : room / numbers.length;
      bar.append(draw("rect", { x: from + (stacked ? 0 : j * broad), y: y(base + number), width: Math.max(broad, 0.5), height: y(0) - y(number), fill: COLOURS[names[j]] }));
      if (stacked) base += number;
    });
    bar.append(draw("rect", { x: left + slot * k, y: top, width: slot, height: high, fill: "transparent" }));
    svg.append(bar);
    if (ticks[k]) svg.append(draw("text", { x: left + slot * (k + 0.5), y: top + high + 18, "text-anchor": "middle" }, ticks[k]));
  });
  return svg;
}

/** Return a plot of bars; `bars` are [label, number, link]. */
function barsPlot(title, bars, colour) {
  const [wide, left, right, high] = [HALF, 200, 50, 22];
  const most = Math.max(1, ...bars.map(([, number]) => number));
  const svg = draw("svg", { viewBox: `0 0 ${wide} ${bars.length * high + 6}`, class: "plot", role: "group", "aria-label": title });
  bars.forEach(([label, number, href], k) => {
    const middle = k * high + high / 2 + 4;
    const long = ((wide - left - right) * number) / most;
    const short = label.length > 29 ? `${label.slice(0, 28)}…` : label;
    const link = draw("a", { href }, draw("title", {}, `${label}: ${figure(number)}`), draw("text", { x: left - 8, y: middle, "text-anchor": "end" }, short));
    link.append(draw("rect", { x: left, y: k * high + 4, width: Math.max(long, 1), height: high - 8, fill: colour }));
    svg.append(link, draw("text", { x: left + long + 6, y: middle }, figure(number)));
  });
  return svg;
}

function legend(names) {
  return make(
    "ul",
    { class: "legend" },
    names.map((name) => {
      const patch = make("i", { "aria-hidden": "true" });
      patch.style.background = COLOURS[name];
      return make("li", {}, patch, name);
    }),
  );
}

/** Return the numbers of a plot as a table that opens below it. */
function numbers(heads, rows) {
  const head = make("tr", {}, heads.map((name, k) => make("th", { scope: "col", class: k ? "n" : null }, name)));
  const lines = rows.map((row) => make("tr", {}, row.map((value, k) => (k ? make("td", { class: "n" }, figure(value)) : make("th", { scope: "row" }, value)))));
  return make("details", {}, make("summary", {}, "The numbers"), make("div", { class: "numbers", tabindex: "0" }, make("table", {}, make("thead", {}, head), make("tbody", {}, lines))));
}

/** Return every month from one to another, as YYYY-MM. */
function monthsBetween(first, last) {
  const months = [];
  for (let [year, month] = first.split("-").map(Number); ; [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1]) {
    const name = `${year}-${String(month).padStart(2, "0")}`;
    if (name > last || months.length > 2400) return months;
    months.push(name);
  }
}

class Plots {
  constructor() {
    const select = (label, options, change) => {
      const input = make("select", { change }, options.map(([value, shown]) => make("option", { value }, shown)));
      return [input, make("label", {}, label, input)];
    };
    const names = overview.bodies.map((body, k) => [String(k), body ?? "no body named"]);
    const [body, bodyLabel] = select("Body", [["", "all bodies"], ...names], () => this.refresh());
    const [span, spanLabel] = select("Time", SPANS, () => this.refresh());
    Object.assign(this, { body, span, earlier: 0 });
    this.months = make("div", { class: "card" });
    this.owners = make("div", { class: "card" });
    this.meetings = make("div", { class: "card" });
    this.element = make(
      "section",
      { "aria-labelledby": "title-plots" },
      make("h2", { id: "title-plots" }, "Plots"),
      make("p", { class: "lead" }, "Drawn from the rows of this report. Point at a column for its numbers, or open the table below it."),
      make("form", { class: "filters", submit: (event) => event.preventDefault() }, bodyLabel, spanLabel),
      this.months,
      make("div", { class: "two" }, this.owners, this.meetings),
    );
    this.refresh();
  }

  refresh() {
    this.earlier = 0;
    const body = this.body.value === "" ? undefined : overview.bodies[Number(this.body.value)];
    this.of = (held) => (body === undefined ? () => true : held.columns.body.test((name) => name === body));
    this.named = body;
    this.drawMonths();
    this.drawOwners();
    this.drawMeetings();
  }

  drawMonths() {
    const held = part("actions");
    const inBody = this.of(held);
    const counts = [new Map(), new Map()];
    for (let row = 0; row < held.count; row++) {
      if (!inBody(row)) continue;
      ["arose_date", "done_date"].forEach((column, k) => {
        const month = held.get(row, column)?.slice(0, 7);
        if (month?.length === 7) counts[k].set(month, (counts[k].get(month) ?? 0) + 1);
      });
    }
    const seen = [...counts[0].keys(), ...counts[1].keys()].sort();
    const title = "Actions that arose and that were done, by month";
    this.months.replaceChildren(make("h3", {}, title));
    if (!seen.length) {
      this.months.append(make("p", {}, "There is no action with a date."));
      return;
    }
    let months = monthsBetween(seen[0], seen.at(-1));
    if (this.span.value !== "all") months = months.slice(-Number(this.span.value));
    const rows = months.map((month) => [month, counts[0].get(month) ?? 0, counts[1].get(month) ?? 0]);
    const every = Math.ceil(months.length / 12 / 14);
    const ticks = months.map((month, k) =>
      months.length <= 36 ? (k % 3 === 0 ? month : null) : month.endsWith("-01") && Number(month.slice(0, 4)) % every === 0 ? month.slice(0, 4) : null,
    );
    const groups = rows.map(([month, opened, closed]) => [month, `${month}: ${figure(opened)} arose, ${figure(closed)} done`, opened, closed]);
    this.months.append(legend(["arose", "done"]), columnsPlot(title, groups, ["arose", "done"], { ticks, wide: FULL }), numbers(["Month", "Arose", "Done"], rows));
  }

  drawOwners() {
    const held = part("actions");
    const inBody = this.of(held);
    const counts = new Map();
    for (let row = 0; row < held.count; row++) {
      if (held.get(row, "state") !== "overdue" || !inBody(row)) continue;
      const owners = listed(held.get(row, "owner_names") || held.get(row, "owners"));
      for (const owner of owners.length ? owners : ["no owner stated"]) counts.set(owner, (counts.get(owner) ?? 0) + 1);
    }
    const all = [...counts].sort((a, b) => b[1] - a[1] || order(a[0], b[0]));
    const title = "Overdue actions by owner";
    this.owners.replaceChildren(make("h3", {}, title));
    if (!all.length) {
      this.owners.append(make("p", {}, "No action is overdue."));
      return;
    }
    const around = this.named ? { body: this.named } : {};
    const bars = all.slice(0, OWNERS).map(([owner, count]) => [owner, count, address("actions", { state: "overdue", ...around, ...(owner === "no owner stated" ? {} : { owner }) })]);
    if (all.length > OWNERS) this.owners.append(make("p", { class: "hint" }, `The ${OWNERS} with the most, of ${figure(all.length)}.`));
    this.owners.append(barsPlot(title, bars, COLOURS.overdue), numbers(["Owner", "Overdue"], all));
  }

  drawMeetings() {
    const held = part("meetings");
    const inBody = this.of(held);
    const rows = [];
    for (let row = 0; row < held.count; row++) if (inBody(row) && held.get(row, "date")) rows.push(row);
    const title = "Records by meeting";
    const names = ["decisions", "actions", "questions", "findings"];
    const last = Math.max(0, rows.length - MEETINGS);
    this.earlier = Math.min(Math.max(this.earlier, 0), last);
    const shown = rows.slice(this.earlier, this.earlier + MEETINGS).reverse();
    const lines = shown.map((row) => [held.get(row, "date"), ...names.map((name) => held.get(row, name))]);
    const groups = shown.map((row, k) => {
      const counted = names.map((name, j) => `${figure(lines[k][j + 1])} ${name}`).join(", ");
      return [lines[k][0], `${lines[k][0]}, ${held.get(row, "body") ?? "no body named"}: ${counted}`, ...lines[k].slice(1)];
    });
    const every = Math.ceil(shown.length / 7);
    const ticks = lines.map(([date], k) => (k % every === 0 ? date : null));
    const move = (by) => () => {
      this.earlier += by;
      this.drawMeetings();
    };
    this.meetings.replaceChildren(
      make("h3", {}, title),
      make(
        "div",
        { class: "bar" },
        make("span", {}, shown.length ? `${several(shown.length, "meeting")} of ${figure(rows.length)}, ${lines[0][0]} to ${lines.at(-1)[0]}` : "There is no meeting with a date."),
        make(
          "span",
          { class: "pager" },
          make("button", { type: "button", disabled: this.earlier >= last, click: move(MEETINGS) }, "Earlier"),
          make("button", { type: "button", disabled: this.earlier === 0, click: move(-MEETINGS) }, "Later"),
        ),
      ),
      ...(shown.length ? [legend(names), columnsPlot(title, groups, names, { stacked: true, ticks, wide: HALF }), numbers(["Meeting", ...names], lines)] : []),
    );
  }
}

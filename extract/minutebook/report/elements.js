// Makes the page's elements. Text only ever becomes text: nothing that the minutes hold is read as HTML.

/** Return an element; `set` holds attributes, functions for events (click), and classes (class). */
function make(tag, set = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(set)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...inside.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

function draw(tag, set = {}, ...inside) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(set)) element.setAttribute(name, value);
  element.append(...inside.filter((child) => child !== null));
  return element;
}

/** Return a text with the searched words marked. */
function marked(text, words) {
  const whole = text === null || text === undefined ? "" : String(text);
  const low = fold(whole);
  if (!words.length || low.length !== whole.length) return [whole];
  const spans = [];
  for (const word of words)
    for (let at = low.indexOf(word); at >= 0; at = low.indexOf(word, at + word.length)) spans.push([at, at + word.length]);
  spans.sort((a, b) => a[0] - b[0]);
  const pieces = [];
  let done = 0;
  for (const [from, to] of spans) {
    if (from < done) continue;
    pieces.push(whole.slice(done, from), make("mark", {}, whole.slice(from, to)));
    done = to;
  }
  pieces.push(whole.slice(done));
  return pieces;
}

const pill = (text, looks = text) => make("span", { class: `pill ${looks}` }, String(text).replaceAll("_", " "));

/** Return a link to a file at a page; just its name where no browser can open it. */
function fileLink(source, page) {
  const name = page ? `${source}, page ${page}` : source;
  const href = overview.links[source];
  if (!href) return make("span", {}, name);
  return make("a", { href: page && href.toLowerCase().includes(".pdf") ? `${href}#page=${page}` : href, target: "_blank", rel: "noopener" }, name);
}

function facts(pairs) {
  const shown = pairs.filter(([, value]) => value !== null && value !== undefined && value !== "" && value.length !== 0);
  return make("dl", {}, shown.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]));
}

/** Return where a row was read from: file and page, words, picture. */
function evidence(name, row, { source, page, quote, text }) {
  const shot = pictureOf(name, row);
  return [
    make("h4", {}, "Where it stands"),
    make("p", { class: "gist" }, fileLink(source, page)),
    quote ? make("blockquote", {}, quote === true ? text : quote) : null,
    shot ? picture(shot, source, page) : make("p", { class: "hint" }, missing(source, page)),
  ];
}

function picture([data, left, top, width, height], source, page) {
  const spot = make("div", { class: "spot" });
  Object.assign(spot.style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });
  const image = make("img", { src: `data:image/png;base64,${data}`, alt: `The place on page ${page} of ${source}` });
  return make("figure", {}, make("div", { class: "shot" }, image, spot), make("figcaption", {}, `From page ${page}, as printed.`));
}

function missing(source, page) {
  if (!page) return /\.do[ct][xm]?$/i.test(source) ? "No picture: a Word file has no fixed pages." : "No picture: this is about the whole file.";
  if (!overview.pictured.includes(source)) return "No picture: the file was not there, or had changed, when this report was made.";
  return `No picture: this report holds ${several(overview.pictures, "picture")} (--pictures takes in more).`;
}

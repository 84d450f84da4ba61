// What the page shows: the overview, the tables, the plots, and how one gets from one to the other.

const percent = (share) => `${Math.round(100 * share)} %`;
const placeOf = (held, row) => [held.get(row, "source"), held.get(row, "page") ? `page ${held.get(row, "page")}` : null].filter(Boolean).join(", ");
/** Return what to look at, unless the reason for the doubt ends with it. */
const advice = (held, row) => (held.get(row, "why").endsWith(held.get(row, "look")) ? "" : held.get(row, "look"));
const yes = (value) => pill(value ? "yes" : "no", value ? "yes" : "no");
const item = (held, row) => [held.get(row, "item_path"), held.get(row, "item_title")].filter(Boolean).join(" ");
const underItem = (held, row, words) => titled(clipped(held.get(row, "text"), words), marked(item(held, row), words));
const clipped = (text, words) => make("span", { class: "clip" }, marked(text, words));
const titled = (main, below) => [main, below ? make("span", { class: "sub" }, below) : null];

const RECORDS =
  "In all files. The tables of this report hold fewer: a task that several minutes speak of stands there once, and of two versions of the same minutes one counts.";
const BODY = { name: "body", label: "Body", kind: "pick", column: "body" };
const SEARCH = { name: "q", label: "Search", kind: "search", hint: "All words must be there; words in quotation marks stand together" };
const year = (column, label = "Year") => ({ name: "year", label, kind: "year", column });

const SPECS = {
  actions: {
    part: "actions",
    title: "Actions",
    noun: ["action", "actions"],
    lead: "Every task, followed from the meeting where it arose to the last minutes that speak of it. Its state is that of the last minutes of the body that were read.",
    search: ["text", "owners", "owner_names", "due_text", "update", "reference", "item_title", "question_text", "quote", "body"],
    filters: [
      SEARCH,
      {
        name: "state",
        label: "State",
        kind: "pick",
        column: "state",
        values: [["pressing", "overdue or open"], ["overdue", "overdue"], ["open", "open"], ["dropped", "dropped"], ["done", "done"]],
        groups: { pressing: ["overdue", "open"] },
      },
      { name: "owner", label: "Owner", kind: "owner" },
      BODY,
      { name: "from", label: "Due from", kind: "from", column: "due_date", hint: "A due date that is a month or a year counts if any day of it is in time" },
      { name: "to", label: "Due until", kind: "to", column: "due_date", hint: "A due date that is a month or a year counts if any day of it is in time" },
      year("arose_date", "Arose in"),
    ],
    columns: [
      { title: "State", of: "state", cell: (held, row) => pill(held.get(row, "state")) },
      { title: "Task", of: "text", look: "long", cell: underItem },
      {
        title: "Owner",
        of: "owners",
        look: "mid",
        cell: (held, row, words) => {
          const [printed, names] = [held.get(row, "owners"), held.get(row, "owner_names")];
          return titled(make("span", {}, marked(printed ?? names, words)), names && names !== printed && printed ? names : null);
        },
      },
      { title: "Due", of: "due_date", look: "d", cell: (held, row) => held.get(row, "due_date") ?? held.get(row, "due_text") ?? "" },
      { title: "Arose", of: "arose_date", look: "d", cell: (held, row) => held.get(row, "arose_date") ?? "" },
      { title: "Days open", of: "days_open", look: "n spare", cell: (held, row) => (held.get(row, "days_open") === null ? "" : figure(held.get(row, "days_open"))) },
      { title: "Body", of: "body", look: "mid spare" },
    ],
    details: (held, row) => {
      const r = held.record(row);
      return {
        title: r.text,
        inside: [
          make("p", { class: "gist" }, pill(r.state), r.as_of_date ? ` as of ${r.as_of_date}` : ""),
          facts([
            ["Owner", r.owners],
            ["By name", r.owner_names],
            ["Due", [r.due_date, r.due_text && r.due_text !== r.due_date ? `(“${r.due_text}”)` : null].filter(Boolean).join(" ")],
            ["Arose", r.arose_date],
            ["Last mention", r.last_mention_date],
            ["Done", r.done_date],
            ["Days open", r.days_open === null ? null : figure(r.days_open)],
            ["Progress", r.update],
            ["Changes", listed(r.changes).join("\n")],
            ["Reference", r.reference],
            ["Agenda item", item(held, row)],
            ["Question", r.question_text],
            ["Body", r.body],
            ["Printed as", r.marked ? "an action" : "a plain promise"],
            ["Sure", percent(r.confidence)],
          ]),
          evidence("actions", row, r),
          history(row, r),
        ],
      };
    },
  },
  decisions: {
    part: "decisions",
    title: "Decisions",
    noun: ["decision", "decisions"],
    lead: "What was resolved, agreed, approved, noted, recommended, deferred or voted on, the newest first.",
    search: ["text", "mover", "seconder", "item_title", "body"],
    filters: [SEARCH, BODY, { name: "kind", label: "Kind", kind: "pick", column: "kind" }, { name: "outcome", label: "Outcome", kind: "pick", column: "outcome" }, year("meeting_date")],
    columns: [
      { title: "Meeting", of: "meeting_date", look: "d" },
      { title: "Kind", of: "kind", cell: (held, row) => pill(held.get(row, "kind"), "kind") },
      { title: "Decision", of: "text", look: "long", cell: underItem },
      { title: "Outcome", of: "outcome" },
      { title: "Votes", look: "mid spare", cell: (held, row) => votes(held.record(row)) },
      { title: "Moved", of: "mover", look: "mid" },
      { title: "Body", of: "body", look: "mid spare" },
    ],
    details: (held, row) => {
      const r = held.record(row);
      return {
        title: r.text,
        inside: [
          facts([
            ["Kind", r.kind], ["Outcome", r.outcome], ["Votes", votes(r)], ["Moved by", r.mover], ["Seconded by", r.seconder],
            ["Meeting", r.meeting_date], ["Agenda item", item(held, row)], ["Body", r.body], ["Sure", percent(r.confidence)],
          ]),
          evidence("decisions", row, r),
        ],
      };
    },
  },
  questions: {
    part: "questions",
    title: "Questions",
    noun: ["question", "questions"],
    lead: "What was asked, with the answer and the tasks that followed, where the minutes give them; the newest first.",
    search: ["text", "finding", "asked_by", "put_to", "item_title", "body"],
    filters: [
      SEARCH,
      BODY,
      { name: "answered", label: "Answer", kind: "pick", column: "answered", values: [["true", "answered"], ["false", "not answered"]] },
      year("meeting_date"),
    ],
    columns: [
      { title: "Meeting", of: "meeting_date", look: "d" },
      { title: "Question", of: "text", look: "long", cell: underItem },
      { title: "Answered", of: "answered", cell: (held, row) => yes(held.get(row, "answered")) },
      { title: "Answer", of: "finding", look: "long", cell: (held, row, words) => clipped(held.get(row, "finding") ?? "", words) },
      { title: "Asked by", of: "asked_by", look: "mid" },
      { title: "Put to", of: "put_to", look: "mid" },
      { title: "Body", of: "body", look: "mid spare" },
    ],
    details: (held, row) => {
      const r = held.record(row);
      return {
        title: r.text,
        inside: [
          make("h4", {}, "Answer"),
          r.finding ? make("blockquote", {}, r.finding) : make("p", { class: "hint" }, "The minutes give none that was found."),
          facts([
            ["Asked by", r.asked_by], ["Put to", r.put_to], ["Tasks", listed(r.actions).join("\n")], ["Meeting", r.meeting_date], ["Number", r.number],
            ["Agenda item", item(held, row)], ["Body", r.body], ["Sure", percent(r.confidence)],
          ]),
          evidence("questions", row, r),
        ],
      };
    },
  },
  people: {
    part: "people",
    title: "Attendance",
    noun: ["person", "people"],
    lead: "Who came to the meetings of each body. The share is of the meetings at which somebody was expected (present, apologies or absent); guests and officers in attendance have none.",
    search: ["name", "names", "roles", "organisation", "body"],
    filters: [SEARCH, BODY],
    columns: [
      { title: "Name", of: "name", look: "mid" },
      { title: "Roles", of: "roles", look: "long", cell: (held, row, words) => clipped(held.get(row, "roles") ?? "", words) },
      ...[["Meetings", "meetings"], ["Present", "present"], ["In attendance", "in_attendance"], ["Apologies", "apologies"], ["Absent", "absent"]].map(([title, of]) => ({ title, of, look: "n spare" })),
      { title: "Share", of: "rate", look: "n", cell: (held, row) => (held.get(row, "rate") === null ? "" : percent(held.get(row, "rate"))) },
      { title: "First", of: "first_date", look: "d" },
      { title: "Last", of: "last_date", look: "d" },
      { title: "Body", of: "body", look: "mid spare" },
    ],
    details: (held, row) => {
      const r = held.record(row);
      const seen = (rowsBy("sightings", "person").get(row) ?? []).map((k) => part("sightings").record(k));
      seen.sort((a, b) => order(b.date ?? "", a.date ?? ""));
      return {
        title: r.name,
        inside: [
          facts([
            ["Printed as", r.names === r.name ? null : listed(r.names).join("\n")], ["Roles", listed(r.roles).join("\n")], ["Organisation", r.organisation], ["Body", r.body],
            ["Share", r.rate === null ? null : percent(r.rate)],
          ]),
          make("h4", {}, "Meeting by meeting"),
          make(
            "ul",
            { class: "plain" },
            seen.map((s) => make("li", {}, `${s.date ?? "no date"} `, pill(s.status, "status"), s.role ? ` ${s.role}` : "", make("br"), fileLink(s.source, s.page))),
          ),
          seen.length ? null : make("p", { class: "hint" }, "Another person of this body is printed under the same name: see attendance.csv."),
        ],
      };
    },
    after: () => {
      const held = part("alike");
      if (!held.count) return [];
      const rows = Array.from({ length: held.count }, (_, row) => held.record(row));
      return [
        make(
          "div",
          { class: "card" },
          make("h3", {}, "Names that may be one person, and were left apart"),
          make(
            "ul",
            { class: "short" },
            rows.map((r) => make("li", {}, make("b", {}, r.name), " and ", make("b", {}, r.other), make("div", { class: "sub" }, [r.body, r.why].filter(Boolean).join(": ")))),
          ),
        ),
      ];
    },
  },
  checks: {
    part: "checks",
    title: "To check",
    noun: ["place", "places"],
    lead: "Where a person should look: records that are little sure, and places where something may have been missed. The most doubtful come first.",
    search: ["text", "why", "look", "body", "source"],
    filters: [SEARCH, BODY, { name: "kind", label: "Kind", kind: "pick", column: "kind" }, year("meeting_date")],
    columns: [
      { title: "Doubt", of: "doubt", look: "n", cell: (held, row) => percent(held.get(row, "doubt")) },
      { title: "Kind", of: "kind", cell: (held, row) => pill(held.get(row, "kind"), "kind") },
      {
        title: "Words",
        of: "text",
        look: "long",
        cell: (held, row, words) => titled(clipped(held.get(row, "text") ?? "", words), marked(placeOf(held, row), words)),
      },
      { title: "Why", of: "why", look: "long", cell: (held, row, words) => titled(make("span", {}, marked(held.get(row, "why"), words)), advice(held, row)) },
      { title: "Meeting", of: "meeting_date", look: "d" },
      { title: "Body", of: "body", look: "mid spare" },
    ],
    details: (held, row) => {
      const r = held.record(row);
      return {
        title: r.why,
        inside: [
          make("p", { class: "gist" }, advice(held, row)),
          facts([["Doubt", percent(r.doubt)], ["Kind", r.kind.replaceAll("_", " ")], ["Meeting", r.meeting_date], ["Body", r.body]]),
          evidence("checks", row, { ...r, quote: r.text }),
        ],
      };
    },
  },
  meetings: {
    part: "meetings",
    title: "Meetings",
    noun: ["meeting", "meetings"],
    lead: "Every meeting whose minutes were read, the newest first, with how much was found in them.",
    search: ["title", "body", "source", "date"],
    filters: [SEARCH, BODY, { name: "status", label: "Status", kind: "pick", column: "status" }, year("date")],
    columns: [
      { title: "Date", of: "date", look: "d" },
      { title: "Body", of: "body", look: "mid" },
      { title: "Title", of: "title", look: "long", cell: (held, row, words) => clipped(held.get(row, "title") ?? "", words) },
      { title: "Status", of: "status" },
      ...[["Attendance", "attendance"], ["Items", "agenda_items"], ["Questions", "questions"], ["Findings", "findings"], ["Decisions", "decisions"], ["Actions", "actions"]].map(
        ([title, of]) => ({ title, of, look: "n spare" }),
      ),
      { title: "File", of: "source", look: "mid", cell: (held, row) => fileLink(held.get(row, "source"), null) },
    ],
    details: (held, row) => {
      const r = held.record(row);
      const around = { body: r.body ?? NONE, year: r.date?.slice(0, 4) ?? NONE };
      return {
        title: r.title ?? r.source,
        inside: [
          facts([
            ["Date", r.date], ["Body", r.body], ["Status", r.status], ["Approved", r.approved_date], ["Days since the last", r.days_since],
            ["Files", r.versions > 1 ? `${figure(r.versions)}, in which ${several(r.differences, "record")} differ` : null],
            ["Other files", r.others ? listed(r.others).map((other) => make("div", {}, fileLink(other, null))) : null],
          ]),
          make(
            "p",
            { class: "gist" },
            make("a", { href: address("decisions", around) }, "Decisions of this body in that year"),
            make("br"),
            make("a", { href: address("actions", around) }, "Actions that arose in this body in that year"),
          ),
          make("h4", {}, "File"),
          make("p", { class: "gist" }, fileLink(r.source, null)),
        ],
      };
    },
  },
};

function votes(r) {
  const counted = [["for", r.votes_for], ["against", r.votes_against], ["abstained", r.abstentions]].filter(([, number]) => number !== null);
  return counted.map(([how, number]) => `${figure(number)} ${how}`).join(", ");
}

/** Return every mention of a task, the first on top. */
function history(row, task) {
  const held = part("mentions");
  const later = (rowsBy("mentions", "task").get(row) ?? []).map((k) => held.record(k));
  if (!later.length) return null;
  const first = { meeting_date: task.arose_date, kind: "arose", text: task.text, source: task.source, page: task.page, sure: 1 };
  return [
    make("h4", {}, `Mentioned in ${several(later.length + 1, "place")}`),
    make(
      "ol",
      {},
      [first, ...later].map((m) =>
        make(
          "li",
          {},
          make("b", {}, m.meeting_date ?? "no date"),
          ` ${{ arose: "arose", again: "listed again", update: "told of" }[m.kind] ?? m.kind} `,
          m.status === "done" ? pill("done") : null,
          make("div", { class: "gist" }, m.text),
          m.update && m.update !== m.text ? make("div", { class: "gist" }, `Progress: ${m.update}`) : null,
          m.link ? make("div", { class: "hint" }, `${m.link}${m.sure < 1 ? ` (${percent(m.sure)} sure)` : ""}`) : null,
          fileLink(m.source, m.page),
        ),
      ),
    ),
  ];
}

/** Return the address of a view with values of its filters, within this page. */
function address(view, values = {}) {
  const told = new URLSearchParams(Object.entries(values).filter(([, value]) => value)).toString();
  return `#${view}${told ? `?${told}` : ""}`;
}

function remember(view) {
  try {
    window.history.replaceState(null, "", address(view.spec.id, view.values()));
  } catch {
    // a browser that lets no page opened from a disk change its own address: the filters work all the same
  }
}

function overviewPage() {
  const { statuses, records, states, unanswered } = overview;
  const tile = (number, words, href, tint) =>
    make("li", {}, make("a", { href, class: `tile ${tint ? `tint-${tint}` : ""}` }, make("b", {}, figure(number)), make("small", {}, words)));
  const failed = Object.entries(statuses).filter(([status]) => status !== "ok" && status !== "duplicate");
  return make(
    "section",
    { "aria-labelledby": "title-overview" },
    make("h2", { id: "title-overview" }, "Overview"),
    make("p", { class: "lead" }, overview.summary),
    make(
      "ul",
      { class: "tiles" },
      tile(states.overdue, "actions overdue", address("actions", { state: "overdue" }), "overdue"),
      tile(states.open, "actions open", address("actions", { state: "open" }), "open"),
      tile(states.dropped, "actions never heard of again", address("actions", { state: "dropped" }), "dropped"),
      tile(states.done, "actions done", address("actions", { state: "done" }), "done"),
      tile(unanswered, "questions without an answer", address("questions", { answered: "false" })),
      tile(overview.counts.decisions, "decisions", address("decisions")),
      tile(overview.counts.meetings, "meetings", address("meetings")),
      tile(overview.counts.checks, "places to check", address("checks")),
    ),
    make(
      "div",
      { class: "two" },
      make("div", { class: "card" }, make("h3", {}, "Most pressing"), pressing()),
      make(
        "div",
        {},
        make("div", { class: "card" }, make("h3", {}, "What the states mean"), stateWords()),
        make("div", { class: "card" }, make("h3", {}, "Records"), make("p", { class: "hint" }, RECORDS), facts(Object.entries(records).map(([name, number]) => [name.replaceAll("_", " "), figure(number)]))),
      ),
    ),
    make("div", { class: "card" }, make("h3", {}, "Meetings by body and year"), coverage()),
    make("div", { class: "card" }, make("h3", {}, "Files"), files(statuses, failed)),
  );
}

/** Return the tasks that fell due last without being done; where there are not enough of these, those due next. */
function pressing() {
  const held = part("actions");
  const rows = [];
  for (let row = 0; row < held.count && rows.length < 5 && ["overdue", "open"].includes(held.get(row, "state")); row++) rows.push({ row, ...held.record(row) });
  if (!rows.length) return make("p", {}, "No action is overdue or open.");
  const about = (r) => [r.due_date ? `due ${r.due_date}` : r.due_text, r.owner_names || r.owners || "no owner stated", r.body].filter(Boolean).join(" · ");
  return make(
    "ul",
    { class: "short" },
    rows.map((r) => {
      const link = make("a", { class: "clip", href: address("actions", { state: "pressing", row: String(r.row) }) }, r.text);
      return make("li", {}, link, make("div", { class: "sub" }, pill(r.state), ` ${about(r)}`));
    }),
  );
}

function stateWords() {
  const told = {
    overdue: "not done, and its due date lies before the last meeting that was read",
    open: "not done, not overdue, and one of the last two minutes still speaks of it",
    dropped: "not done, not overdue, and later minutes never mention it again",
    done: "minutes say that it is done",
  };
  return make("dl", { class: "words" }, Object.entries(told).map(([state, words]) => [make("dt", {}, pill(state)), make("dd", {}, words)]));
}

function coverage() {
  const held = part("meetings");
  const counts = new Map();
  const years = new Set();
  for (let row = 0; row < held.count; row++) {
    const [body, when] = [held.get(row, "body"), held.get(row, "date")?.slice(0, 4) ?? NONE];
    years.add(when);
    if (!counts.has(body)) counts.set(body, new Map());
    counts.get(body).set(when, (counts.get(body).get(when) ?? 0) + 1);
  }
  if (!counts.size) return make("p", {}, "No minutes were read.");
  const sorted = [...years].sort((a, b) => (a === NONE) - (b === NONE) || order(a, b));
  const most = Math.max(...[...counts.values()].flatMap((by) => [...by.values()]));
  const bodies = [...counts].sort((a, b) => (a[0] === null) - (b[0] === null) || order(a[0] ?? "", b[0] ?? ""));
  const cell = (body, when, number) => {
    if (!number) return make("td", {});
    const href = address("meetings", { body: body ?? NONE, year: when });
    const words = `${several(number, "meeting")} of ${body ?? "no body named"}, ${when === NONE ? "no date" : when}`;
    return make("td", { class: `heat${Math.max(1, Math.ceil((4 * number) / most))}` }, make("a", { href, "aria-label": words }, figure(number)));
  };
  return make(
    "div",
    { class: "scroll close", role: "region", "aria-label": "Meetings by body and year", tabindex: "0" },
    make(
      "table",
      { class: "matrix" },
      make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "Body"), sorted.map((when) => make("th", { scope: "col" }, when === NONE ? "no date" : when)), make("th", { scope: "col" }, "All"))),
      make(
        "tbody",
        {},
        bodies.map(([body, by]) =>
          make("tr", {}, make("th", { scope: "row" }, body ?? "no body named"), sorted.map((when) => cell(body, when, by.get(when))), make("td", {}, figure([...by.values()].reduce((a, b) => a + b, 0)))),
        ),
      ),
    ),
  );
}

function files(statuses, failed) {
  const held = part("failures");
  const all = Object.values(statuses).reduce((a, b) => a + b, 0);
  const lines = [
    make("p", {}, `${several(all, "file")}: ${figure(statuses.ok ?? 0)} read${statuses.duplicate ? `, ${figure(statuses.duplicate)} with the same bytes as another` : ""}, ${figure(held.count + held.leftOut)} without records.`),
  ];
  for (const [status, number] of failed) {
    const rows = Array.from({ length: held.count }, (_, row) => row).filter((row) => held.get(row, "status") === status);
    const why = rows.length ? held.get(rows[0], "message") : "";
    lines.push(
      make(
        "details",
        {},
        make("summary", {}, make("b", {}, figure(number)), ` ${status.replaceAll("_", " ")}: ${why}`),
        make("ul", { class: "files" }, rows.slice(0, PRINTED).map((row) => make("li", {}, fileLink(held.get(row, "source"), null)))),
      ),
    );
  }
  return make("div", {}, lines);
}

function aboutPage() {
  const tables = Object.entries(overview.meanings).map(([name, columns]) =>
    make("div", { class: "card" }, make("h3", {}, (SPECS[name] ?? { title: name }).title), make("dl", { class: "words" }, Object.entries(columns).map(([column, words]) => [make("dt", {}, column), make("dd", {}, words)]))),
  );
  return make(
    "section",
    { "aria-labelledby": "title-about" },
    make("h2", { id: "title-about" }, "What the columns mean"),
    make("p", { class: "lead" }, "The names are those of the tables (CSV), which hold the same rows and more columns. “Sure” is how likely it is that there truly is such a record in the minutes."),
    tables,
  );
}

const VIEWS = {
  overview: ["Overview", overviewPage],
  actions: ["Actions", "actions"],
  decisions: ["Decisions", "decisions"],
  questions: ["Questions", "questions"],
  people: ["Attendance", "people"],
  meetings: ["Meetings", "meetings"],
  plots: ["Plots", () => new Plots()],
  checks: ["To check", "checks"],
  about: ["About", aboutPage],
};
const made = new Map();
let current = null;

/** Show the view that the address names, with the filters that it names. */
function route() {
  const [name, told] = window.location.hash.slice(1).split("?");
  const id = Object.hasOwn(VIEWS, name) ? name : "overview";
  const main = document.getElementById("main");
  if (!made.has(id)) {
    const what = VIEWS[id][1];
    let view;
    if (typeof what === "string") {
      view = new View({ id, ...SPECS[what] });
    } else {
      const held = what();
      view = held.element ? held : { element: held };
    }
    made.set(id, view);
    main.append(view.element);
  }
  current = made.get(id);
  for (const [other, view] of made) view.element.hidden = other !== id;
  for (const link of document.querySelectorAll("#tabs a")) {
    if (link.dataset.view === id) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  if (current.set && told !== undefined) current.set(Object.fromEntries(new URLSearchParams(told)));
  document.title = `${VIEWS[id][0]} - minutes report`;
  window.scrollTo(0, 0);
  current.reveal?.();
}

function start() {
  document.getElementById("told").textContent = overview.told;
  document.getElementById("skip").addEventListener("click", (event) => {
    event.preventDefault();
    document.getElementById("main").focus();
  });
  const count = (id) => {
    const number = overview.counts[typeof VIEWS[id][1] === "string" ? VIEWS[id][1] : ""];
    return number === undefined ? null : make("span", { class: "count" }, figure(number));
  };
  document.getElementById("tabs").append(
    ...Object.entries(VIEWS).map(([id, [title]]) => make("li", {}, make("a", { href: `#${id}`, "data-view": id }, title, count(id)))),
  );
  window.addEventListener("hashchange", route);
  window.addEventListener("beforeprint", () => current.print?.(true));
  window.addEventListener("afterprint", () => current.print?.(false));
  route();
  document.documentElement.dataset.ready = "yes";
}

start();

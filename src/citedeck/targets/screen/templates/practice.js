// What the page does beyond being read: it asks, judges, remembers when told to, and shows a class.
"use strict";
const root = document.documentElement;
root.classList.add("live");
addEventListener("DOMContentLoaded", () => {
  /** @typedef {{id: string, digest: string, kind: string, right: (number | string[])[],
   *   paper: boolean, facets: Record<string, string[]>}} Item */
  /** @typedef {{place: string, lang: string, items: Item[], words: Record<string, string>,
   *   sheets: Record<string, Turn[]>, folding: Record<string, string>}} Data */
  /** @typedef {[index: number, order: number[], left: number[]]} Turn */

  const BATCH = 10;
  const RETURNING = 5; // so many of ten may be questions that were missed
  const LEAST_LETTERS = 6;

  /** @param {string} id @returns {HTMLElement} */
  const at = (id) => document.getElementById(id) ?? root;

  /** @param {ParentNode} within @param {string} selector */
  const all = (within, selector) => /** @type {HTMLElement[]} */ ([...within.querySelectorAll(selector)]);

  /** @param {ParentNode} within @param {string} selector whatever has a value, read as an input */
  const fields = (within, selector) => /** @type {HTMLInputElement[]} */ (all(within, selector));

  /** @param {Element | null} element @param {string} text */
  const say = (element, text) => { if (element) element.textContent = text; };

  /** @param {string} words @param {...(string | number)} values */
  const filled = (words, ...values) => words.replace(/\{(\d)\}/g, (_, place) => String(values[Number(place)]));

  const { place, lang, items, words, sheets, folding } = /** @type {Data} */ (JSON.parse(at("data").textContent ?? ""));
  const forms = /** @type {HTMLFormElement[]} */ (all(document, "form.question"));
  const list = at("questions");
  /** @type {Map<number, string>} what was right or missed, in this session */
  const results = new Map();
  /** @type {number[]} the questions asked now */
  let asked = [];
  let current = 0;
  const seen = new Set();

  // Words as they are compared: the rules are the compiler's, and stand in the page as data

  const changing = new RegExp(folding.changing, "gsu");
  const [drawn, dashes, hidden, letter] = ["drawn", "dashes", "hidden", "letter"]
    .map((name) => new RegExp(folding[name], "u"));
  const keyboard = [...folding.keyboard];
  const typed = new Map([...folding.printed].map((char, index) => [char, keyboard[index]]));

  /** @param {string} run @param {number} start @param {string} text */
  function replaced(run, start, text) {
    const [before, after] = [text[start - 1] ?? "", text[start + run.length] ?? ""];
    if (run === " ") return "";
    if (run[0] === ".") return "…";
    if (drawn.test(run)) return run.normalize("NFKC").replace(/œ/i, "oe").replace(/æ/i, "ae");
    if (dashes.test(run)) return "-";
    if (hidden.test(run) || (run[0] === "\xad" && letter.test(before) && letter.test(after))) return "";
    return (after && folding.tight.includes(after)) || before === "«" ? "" : " ";
  }

  /** @param {string} text */
  function fold(text) {
    const chars = [...text.normalize("NFC").replace(changing, replaced)].map((char) => typed.get(char) ?? char);
    const folded = chars.join("").replace(/^ +| +$/g, "").replaceAll("İ", "i").toLowerCase();
    return folded.replace(/[ .;,!?]+$/, "") || folded;
  }

  /** One word alone differs, by one letter, and is long enough for that; figures are no slip.
   * @param {string} typed @param {string} answer */
  function isSlip(typed, answer) {
    const [mine, theirs] = [typed.split(/[ '-]/), answer.split(/[ '-]/)];
    const others = mine.flatMap((word, index) => (word === theirs[index] ? [] : [index]));
    if (mine.length !== theirs.length || others.length !== 1) return false;
    let [a, b] = [mine[others[0]], theirs[others[0]]];
    if (b.length < LEAST_LETTERS || /\p{N}/u.test(a + b)) return false;
    while (a && a[0] === b[0]) [a, b] = [a.slice(1), b.slice(1)];
    const swapped = a.slice(1, 2) + a.slice(0, 1) + a.slice(2);
    return a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1) || swapped === b;
  }

  /** @param {string} typed @param {string[]} accepted */
  function judged(typed, accepted) {
    const [given, answers] = [fold(typed), accepted.map(fold)];
    if (answers.includes(given)) return "right";
    return answers.some((answer) => isSlip(given, answer)) ? "almost" : "other";
  }

  // What is kept: nothing, unless it is asked for

  const keep = /** @type {HTMLInputElement} */ (at("keep"));

  /** @param {(store: Storage) => void} act @returns {boolean} whether the device let us */
  function stored(act) {
    try {
      act(localStorage);
      return true;
    } catch {
      say(at("store"), words.unkept);
      return false;
    }
  }

  /** @param {number} index */
  const keyOf = (index) => `${place}${items[index].id}/${items[index].digest}`;

  /** @param {Storage} store */
  function remember(store) {
    store.setItem(`${place}keep`, "1");
    for (const [index, result] of results) store.setItem(keyOf(index), result);
  }

  /** @param {Storage} store */
  function recall(store) {
    keep.checked = store.getItem(`${place}keep`) === "1";
    items.forEach((_, index) => {
      const result = keep.checked && store.getItem(keyOf(index));
      if (result) results.set(index, result);
    });
  }

  /** @param {Storage} store */
  function forget(store) {
    const keys = Array.from({ length: store.length }, (_, index) => store.key(index) ?? "");
    keys.filter((key) => key.startsWith(place)).forEach((key) => store.removeItem(key));
  }

  keep.onchange = () => {
    say(at("store"), "");
    keep.checked = stored(keep.checked ? remember : forget) && keep.checked;
  };
  // Which questions are asked

  const filters = fields(document, "select.filter");

  const pool = () => [...items.keys()].filter((index) => !items[index].paper &&
    filters.every(({ name, value }) => !value || items[index].facets[name].includes(value)));
  const missed = () => pool().filter((index) => results.get(index) === "missed");

  /** Ten questions: new ones, and at their end some that were missed. */
  function next() {
    const fresh = pool().filter((index) => !results.has(index))
      .sort((a, b) => Number(seen.has(a)) - Number(seen.has(b)));
    const first = fresh.slice(0, BATCH - Math.min(missed().length, RETURNING));
    return [...first, ...missed().slice(0, BATCH - first.length)];
  }

  /** @param {number[]} indexes */
  function ask(indexes) {
    for (const form of all(list, ".on")) form.classList.remove("on");
    asked = indexes;
    asked.forEach((index, number) => {
      const form = forms[index];
      blank(form);
      form.classList.add("on");
      seen.add(index);
      say(form.querySelector(".number"), `${number + 1}.`);
      list.append(form);
    });
    scroll(0);
    score();
  }

  /** @param {Element} form @param {boolean} shown the answer with its passage */
  function open(form, shown) {
    for (const details of all(form, ".solution")) details.toggleAttribute("open", shown);
  }

  /** @param {Element} form @param {string} text @param {boolean} opened @param {boolean} [own] marked by oneself */
  function tell(form, text, opened, own = false) {
    say(form.querySelector(".said"), text);
    if (opened) open(form, true);
    for (const marking of all(form, ".self")) marking.hidden = !own;
  }

  /** @param {HTMLFormElement} form */
  function blank(form) {
    form.reset();
    form.classList.remove("done");
    for (const row of all(form, ".good, .bad")) row.classList.remove("good", "bad");
    for (const button of all(form, ".self button")) button.ariaPressed = "false";
    tell(form, "", false);
    open(form, false);
  }

  function score() {
    const whole = asked.every((index) => forms[index].classList.contains("done"));
    const wrong = asked.flatMap((index, number) => (results.get(index) === "right" ? [] : [number + 1]));
    const again = wrong.length ? filled(words.again, wrong.join(", ")) : "";
    const result = `${filled(words.score, asked.length - wrong.length, asked.length)} ${again}`;
    say(at("result"), !asked.length ? words.done : whole ? result : "");
    at("end").classList.toggle("whole", whole);
    at("again").hidden = !wrong.length;
  }

  function anew() {
    results.clear();
    seen.clear();
    ask(next());
  }

  // Answers

  /** @param {number} index @param {string} result */
  function finish(index, result) {
    const form = forms[index];
    form.classList.add("done");
    results.set(index, result);
    if (keep.checked) stored((store) => store.setItem(keyOf(index), result));
    score();
  }

  /** @param {Item} item @param {Element} form @param {string[]} rows */
  function mark(item, form, rows) {
    fields(form, "[name=a]").forEach((field, place) => {
      const good = item.kind === "pick" ? item.right.includes(place) : rows[place] === "right";
      const row = field.closest("li, .gap, .typed");
      row?.classList.toggle("good", good);
      row?.classList.toggle("bad", !good && (item.kind !== "pick" || field.checked));
    });
  }

  /** What a form has been given, judged row by row; nothing where nothing was given.
   * @param {Item} item @param {Element} form @returns {string[]} */
  function judgements(item, form) {
    const given = fields(form, "[name=a]");
    if (item.kind === "pick") {
      if (!given.some((box) => box.checked)) return [];
      return given.map((box, place) => (box.checked === item.right.includes(place) ? "right" : "other"));
    }
    const values = given.map((field) => field.value);
    if (!values.some((value) => value.trim())) return [];
    return values.map((value, place) => {
      const right = item.right[place];
      if (Array.isArray(right)) return judged(value, right);
      return value !== "" && Number(value) === right ? "right" : "other";
    });
  }

  /** @param {number} index */
  function check(index) {
    const [item, form] = [items[index], forms[index]];
    const isDone = form.classList.contains("done");
    if (item.kind === "self") return tell(form, words.compare, true, true);
    const rows = judgements(item, form);
    if (!rows.length) return tell(form, words.empty, false);
    mark(item, form, rows);
    const right = rows.filter((row) => row === "right").length;
    const whole = right === rows.length;
    if (item.kind === "type" && !whole) {
      if (rows.includes("other") || isDone) return tell(form, words.compare, true, true);
      return tell(form, words.almost, false);
    }
    const partly = item.kind !== "pick" && right > 0 ? filled(words.partly, right, rows.length) : words.wrong;
    tell(form, whole ? words.right : partly, true);
    if (!isDone) finish(index, whole ? "right" : "missed");
  }

  forms.forEach((form, index) => {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      check(index);
    });
    form.querySelector(".listen")?.addEventListener("click", () => speak(form));
    const buttons = fields(form, ".self button");
    for (const own of buttons) {
      own.onclick = () => {
        for (const other of buttons) other.ariaPressed = String(other === own);
        finish(index, own.value);
      };
    }
  });

  const top = () => at("main").scrollIntoView();
  const mistakes = () => ask(missed().slice(0, BATCH));
  at("mistakes").onclick = mistakes;
  at("again").onclick = () => { mistakes(); top(); };
  at("more").onclick = () => { ask(next()); top(); };
  at("print").onclick = () => print();
  at("new-session").onclick = anew;
  at("forget").onclick = () => {
    keep.checked = false;
    if (stored(forget)) say(at("store"), words.forgotten);
    anew();
  };
  for (const filter of filters) filter.onchange = () => ask(next());

  // Reading aids

  /** @param {number} step one question at a time: the one before, the next, or the first */
  function scroll(step) {
    current = step ? Math.min(Math.max(current + step, 0), asked.length - 1) : 0;
    asked.forEach((index, number) => forms[index].classList.toggle("current", number === current));
  }
  at("one-back").onclick = () => scroll(-1);
  at("one-on").onclick = () => scroll(1);
  for (const size of fields(document, "#size")) {
    size.onchange = () => { root.style.fontSize = `${size.value}%`; };
  }
  for (const aid of fields(document, ".aid")) {
    aid.onchange = () => root.classList.toggle(aid.value, aid.checked);
  }

  const speech = window.speechSynthesis;
  const voice = () =>
    speech?.getVoices().find((some) => some.localService && some.lang.split(/[-_]/)[0] === lang) ?? null;

  /** Buttons to listen, where the device has a voice of the language that needs no network. */
  function speakable() {
    for (const button of all(document, ".listen")) button.hidden = !voice();
  }

  /** @param {Element} form */
  function speak(form) {
    const read = all(form, ".prompt, .words, .options, .rows span, .gaps").map((part) => part.innerText);
    const said = new SpeechSynthesisUtterance(read.join(". "));
    said.voice = voice();
    speech.cancel();
    speech.speak(said);
  }
  speech?.addEventListener?.("voiceschanged", speakable);
  speakable();

  // In class: one question a screen, nothing kept

  /** @type {Turn[]} */
  let turns = [];
  let turn = 0;
  let stage = 0;
  let larger = 0;
  const [bar, choose, dark] = [at("bar"), at("choose"), at("blank")];

  /** @param {Element} form @param {number[]} order of options @param {number[]} left or back */
  function arrange(form, order, left) {
    /** @param {string | undefined} place */
    const rank = (place, by = order) => (by.length ? by.indexOf(Number(place)) : Number(place));
    for (const list of all(form, "[data-shuffled]")) {
      const by = list.dataset.shuffled ? left : order;
      list.append(...all(list, "[data-o]").sort((a, b) => rank(a.dataset.o, by) - rank(b.dataset.o, by)));
    }
    for (const name of all(form, "[data-letter]")) say(name, `${String.fromCharCode(65 + rank(name.dataset.letter))}.`);
  }

  /** @param {Element} form the first passage with a line */
  const passage = (form) => all(form, "[data-text]").at(0);

  function putAway() {
    for (const form of forms.filter((some) => some.classList.contains("shown"))) {
      form.classList.remove("shown");
      arrange(form, [], []);
      open(form, form.classList.contains("done"));
      say(form.querySelector(".number"), `${asked.indexOf(forms.indexOf(form)) + 1}.`);
    }
  }

  function show() {
    const [index, order, left] = turns[turn];
    const form = forms[index];
    putAway();
    form.classList.add("shown");
    arrange(form, order, left);
    say(form.querySelector(".number"), `${turn + 1}.`);
    say(at("at"), `${turn + 1} / ${turns.length}`);
    open(form, stage > 0);
    root.dataset.stage = String(stage);
    fit();
  }

  /** @param {Element} form shows the numbered text at the lines of its passage */
  function light(form) {
    for (const line of all(document, ".line.lit")) line.classList.remove("lit");
    const { text, first, last } = passage(form)?.dataset ?? {};
    if (stage < 3 || !text) return;
    for (const section of all(document, ".text")) section.classList.toggle("away", section.id !== `t-${text}`);
    for (let line = Number(first); line <= Number(last); line += 1) at(`t-${text}-l${line}`).classList.add("lit");
    at(`t-${text}-l${first}`).scrollIntoView({ block: "center" });
  }

  function fit() {
    const main = at("main");
    const least = innerHeight / 20;
    let size = innerHeight / 12;
    const set = () => root.style.setProperty("--class-size", `${Math.max(size + larger, 16)}px`);
    for (set(); main.scrollHeight > main.clientHeight && size > least; set()) size = Math.max(size - 2, least);
    const form = forms[turns[turn][0]];
    main.scrollTop = stage && main.scrollHeight > main.clientHeight ? all(form, ".solution")[0].offsetTop : 0;
    light(form);
  }

  /** @param {number} step @param {number} [shown] question, answer, passage, text */
  function turnTo(step, shown = 0) {
    turn = Math.min(Math.max(turn + step, 0), turns.length - 1);
    stage = shown;
    show();
  }

  function reveal() {
    const form = forms[turns[turn][0]];
    const most = passage(form) ? 3 : form.querySelector("blockquote") ? 2 : 1;
    turnTo(0, stage < most ? stage + 1 : Math.max(most - 1, 1));
  }

  /** @param {boolean} on @param {Turn[]} [several] */
  function classroom(on, several = []) {
    root.classList.toggle("class", on);
    [turns, turn, stage] = [several, 0, 0];
    at("main").tabIndex = on ? 0 : -1;
    root.classList.toggle("playing", on && several.length > 0);
    [bar.hidden, choose.hidden, dark.hidden] = [!several.length, !on || several.length > 0, true];
    if (several.length) show();
    if (on) (several.length ? at("main") : choose).focus();
    if (on && !several.length) choices();
  }

  function leave() {
    putAway();
    classroom(false);
    if (document.fullscreenElement) document.exitFullscreen();
    if (location.hash.startsWith("#class")) history.replaceState(null, "", location.pathname + location.search);
  }

  /** The questions to choose from, without their answers. */
  function choices() {
    if (at("chosen").childElementCount) return;
    for (const [index, form] of forms.entries()) {
      const label = document.createElement("label");
      const box = document.createElement("input");
      [box.type, box.value] = ["checkbox", String(index)];
      label.append(box, all(form, ".prompt, .words, .gaps").map((part) => part.textContent).join(" "));
      const row = document.createElement("li");
      row.append(label);
      at("chosen").append(row);
    }
  }

  function start() {
    const boxes = fields(at("chosen"), "input");
    const ticked = boxes.filter((box) => box.checked);
    classroom(true, (ticked.length ? ticked : boxes).map((box) => /** @type {Turn} */ ([Number(box.value), [], []])));
  }

  /** @type {Record<string, () => void>} */
  const acts = {
    back: () => turnTo(-1),
    on: () => turnTo(1),
    reveal,
    smaller: () => { larger -= 4; fit(); },
    larger: () => { larger += 4; fit(); },
    blank: () => { dark.hidden = !dark.hidden; },
    full: () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen()),
    list: () => { history.replaceState(null, "", "#class"); classroom(true); },
    leave,
  };
  /** @type {Record<string, string>} */
  const keys = {
    ArrowRight: "on", PageDown: "on", ArrowLeft: "back", PageUp: "back", " ": "reveal", "+": "larger",
    "-": "smaller", b: "blank", ".": "blank", f: "full", Escape: "list",
  };
  /** @param {KeyboardEvent} event */
  function pressed(event) {
    let act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!turns.length || !act || event.ctrlKey || event.altKey || event.metaKey) return;
    if (root.dir === "rtl" && event.key.startsWith("Arrow")) act = act === "on" ? "back" : "on";
    event.preventDefault();
    if (event.type === "keydown") acts[act]();
  }
  addEventListener("keydown", pressed, true);
  addEventListener("keyup", pressed, true); // a button acts when Space is let go
  bar.onclick = (event) => {
    if (event.target instanceof HTMLButtonElement) acts[event.target.value]?.();
  };
  dark.onclick = acts.blank;
  addEventListener("resize", () => { if (turns.length) fit(); });
  at("to-class").onclick = () => { location.hash = "class"; };
  at("start").onclick = start;
  for (const button of all(choose, ".leave")) button.onclick = leave;

  function follow() {
    const [name, sheet] = decodeURIComponent(location.hash.slice(1)).split("=");
    if (name === "class") classroom(true, sheets[sheet]);
    else if (turns.length && name.startsWith("t-")) turnTo(0, 3);
    else if (root.classList.contains("class")) leave();
  }
  addEventListener("hashchange", follow);

  stored(recall);
  say(at("store"), "");
  ask(next());
  follow();
});

// What the page does beyond being read: it asks, judges, remembers when told to, and shows a class.
"use strict";
const root = document.documentElement;
root.classList.add("live");
addEventListener("DOMContentLoaded", () => {
  /** @typedef {{id: string, code: string, places: string[], digest: string, kind: string, paper: boolean,
   *   right: (boolean | number | string[])[], facets: Record<string, string[]>,
   *   form: HTMLFormElement, result?: string | null, times?: number}} Question */
  /** @typedef {[index: number, order?: number[], left?: number[], number?: number]} Turn */
  /** @typedef {{place: string, lang: string, items: Question[], words: Record<string, string>,
   *   sheets: Record<string, Turn[]>, folding: Record<string, string>, keyboard: Record<string, string>}} Data */

  const BATCH = 10;
  const RETURNING = 5; // so many of ten may be questions that were missed
  const LEAST_LETTERS = 6;
  const SCREENFUL = 0.85; // of a long question: some lines are seen twice

  /** @param {string} id */
  const at = (id) => document.getElementById(id) ?? root;

  /** @param {ParentNode} within @param {string} selector */
  const all = (within, selector) => /** @type {HTMLElement[]} */ ([...within.querySelectorAll(selector)]);

  /** @param {ParentNode} within @param {string} selector whatever has a value, read as an input */
  const fields = (within, selector) => /** @type {HTMLInputElement[]} */ (all(within, selector));

  /** @param {Element | null} element @param {string} text */
  const say = (element, text) => { if (element) element.textContent = text; };

  /** @param {string} words @param {...(string | number)} values */
  const filled = (words, ...values) => words.replace(/\{(\d)\}/g, (_, place) => String(values[Number(place)]));

  const { place, lang, items, words, sheets, folding, keyboard } = /** @type {Data} */ (JSON.parse(at("data").textContent ?? ""));
  document.querySelectorAll("form").forEach((form, index) => { items[index].form = form; });
  const main = at("main");
  /** @type {Question[]} */
  let asked = [];
  let current = 0;

  // Words as they are compared: the rules are the compiler's, and stand in the page as data

  const changing = new RegExp(folding.changing, "gsu");
  const [drawn, dashes, hidden, letter] = ["drawn", "dashes", "hidden", "letter"]
    .map((name) => new RegExp(folding[name], "u"));

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
    const chars = [...text.normalize("NFC").replace(changing, replaced)].map((char) => keyboard[char] ?? char);
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

  const [keep, ...aids] = fields(document, "#keep, .aid");

  /** @param {(store: Storage) => void} act @returns whether the device let us */
  function stored(act) {
    try {
      act(localStorage);
      return true;
    } catch {
      say(at("store"), words.unkept);
      return false;
    }
  }

  /** @param {Question} question */
  const keyOf = ({ id, digest }) => `${place}${id}/${digest}`;

  /** @param {Storage} store */
  function remember(store) {
    store.setItem(`${place}keep`, "1");
    store.setItem(`${place}aids`, aids.filter((aid) => aid.checked).map((aid) => aid.value).join(" "));
    for (const item of items) if (item.result) store.setItem(keyOf(item), item.result);
  }

  /** @param {Storage} store */
  function recall(store) {
    keep.checked = store.getItem(`${place}keep`) === "1";
    if (!keep.checked) return;
    const aided = store.getItem(`${place}aids`)?.split(" ");
    for (const aid of aids) aid.checked = aided ? aided.includes(aid.value) : aid.checked;
    for (const item of items) item.result = store.getItem(keyOf(item));
  }

  /** @param {Storage} store */
  function forget(store) {
    for (const key of Object.keys(store)) if (key.startsWith(place)) store.removeItem(key);
  }

  const save = () => keep.checked && stored(remember);

  keep.onchange = () => {
    say(at("store"), "");
    keep.checked = stored(keep.checked ? remember : forget) && keep.checked;
  };

  // Which questions are asked

  const filters = fields(document, "select.filter");

  const pool = () => items.filter(({ paper, facets }) => !paper &&
    filters.every(({ name, value }) => !value || facets[name].includes(value)));
  const missed = () => pool().filter((item) => item.result === "missed").slice(0, BATCH);

  /** Ten questions: new ones, and at their end some that were missed. */
  function next() {
    const fresh = pool().filter((item) => !item.result).sort((a, b) => (a.times ?? 0) - (b.times ?? 0));
    const first = fresh.slice(0, BATCH - Math.min(missed().length, RETURNING));
    return [...first, ...missed().slice(0, BATCH - first.length)];
  }

  /** @param {Question[]} questions */
  function ask(questions) {
    for (const form of all(main, ".on")) form.classList.remove("on");
    asked = questions;
    asked.forEach((item, index) => {
      blank(item.form);
      item.form.classList.add("on");
      for (const field of fields(item.form, "[type=hidden]")) [field.type, field.ariaLabel] = ["text", field.title];
      item.times = (item.times ?? 0) + 1;
      say(item.form.querySelector(".number"), `${index + 1}.`);
      at("questions").append(item.form);
    });
    step(0);
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
    tell(form, "", false);
    open(form, false);
  }

  function score() {
    const whole = asked.every(({ form }) => form.classList.contains("done"));
    const wrong = asked.flatMap((item, index) => (item.result === "right" ? [] : [index + 1]));
    const again = wrong.length ? filled(words.again, wrong.join(", ")) : "";
    const result = `${filled(words.score, asked.length - wrong.length, asked.length)} ${again}`;
    say(at("result"), !asked.length ? words.done : whole ? result : "");
    at("end").classList.toggle("whole", whole);
    at("again").hidden = !wrong.length;
  }

  function anew() {
    for (const item of items) item.result = item.times = undefined;
    ask(next());
  }

  // Answers

  /** @param {Question} item @param {string} result */
  function finish(item, result) {
    item.form.classList.add("done");
    item.result = result;
    save();
    score();
  }

  /** What a form has been given, judged and marked field by field; nothing where nothing was given.
   * @param {Question} question @returns {string[]} */
  function judgements({ form, kind, right }) {
    const given = fields(form, "[name=a]");
    const isPick = kind === "pick";
    if (!given.some((field) => (isPick ? field.checked : field.value.trim()))) return [];
    return given.map(({ checked, value, parentElement }, place) => {
      const answer = right[place];
      const same = isPick ? checked === answer : value !== "" && Number(value) === answer;
      const row = Array.isArray(answer) ? judged(value, answer) : same ? "right" : "other";
      const isGood = isPick ? answer : row === "right";
      const box = parentElement?.closest("li, .gap, .typed")?.classList;
      box?.toggle("good", !!isGood);
      box?.toggle("bad", !isGood && (!isPick || checked));
      return row;
    });
  }

  /** @param {Question} item */
  function check(item) {
    const { form, kind } = item;
    const isDone = form.classList.contains("done");
    if (kind === "self") return tell(form, words.compare, true, true);
    const rows = judgements(item);
    if (!rows.length) return tell(form, words.empty, false);
    const right = rows.filter((row) => row === "right").length;
    const whole = right === rows.length;
    if (kind === "type" && !whole) {
      if (rows.includes("other") || isDone) return tell(form, words.compare, true, true);
      return tell(form, words.almost, false);
    }
    const partly = kind !== "pick" && right > 0 ? filled(words.partly, right, rows.length) : words.wrong;
    tell(form, whole ? words.right : partly, true);
    if (!isDone) finish(item, whole ? "right" : "missed");
  }

  for (const item of items) {
    item.form.onsubmit = (event) => {
      event.preventDefault();
      check(item);
    };
    for (const own of fields(item.form, ".self input")) own.onchange = () => finish(item, own.value);
  }
  for (const filter of filters) filter.onchange = () => ask(next());

  // Reading aids

  /** @param {number} by one question at a time: the one before, the next, or the first */
  function step(by) {
    current = by ? Math.min(Math.max(current + by, 0), asked.length - 1) : 0;
    asked.forEach(({ form }, index) => form.classList.toggle("current", index === current));
  }
  function aid() {
    for (const { value, checked } of aids) root.classList.toggle(value, checked);
  }
  at("aids").onchange = () => { aid(); save(); };

  const speech = window.speechSynthesis;
  const voice = () =>
    speech?.getVoices().find((some) => some.localService && some.lang.split(/[-_]/)[0] === lang) ?? null;

  /** Buttons to listen, where the device has a voice of the language that needs no network. */
  function speakable() {
    for (const button of all(main, ".listen")) button.hidden = !voice();
  }

  /** @param {Element} button */
  function listen(button) {
    const read = all(button.closest("form") ?? main, ".prompt, .words, .options, .rows span, .gaps").map((part) => part.innerText);
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
  const bar = at("bar");
  const dark = /** @type {HTMLDialogElement} */ (at("blank"));
  const shown = () => items[turns[turn][0]].form;

  /** @param {Element} form @param {number[]} [order] of options @param {number[]} [left] */
  function arrange(form, order = [], left = []) {
    /** @param {string | undefined} place */
    const rank = (place, by = order) => (by.length ? by.indexOf(Number(place)) : Number(place));
    for (const list of all(form, "[data-shuffled]")) {
      const by = list.dataset.shuffled ? left : order;
      list.append(...all(list, "[data-o]").sort((a, b) => rank(a.dataset.o, by) - rank(b.dataset.o, by)));
    }
    for (const name of all(form, "[data-letter]")) say(name, `${String.fromCharCode(65 + rank(name.dataset.letter))}.`);
  }

  const passage = () => all(shown(), "[data-lines]").at(0); // the first with a line

  function putAway() {
    for (const form of all(main, ".shown")) {
      form.classList.remove("shown");
      arrange(form);
      open(form, form.classList.contains("done"));
    }
    asked.forEach(({ form }, index) => say(form.querySelector(".number"), `${index + 1}.`));
  }

  function show() {
    const [, order, left, number = turn + 1] = turns[turn];
    const form = shown();
    putAway();
    form.classList.add("shown");
    arrange(form, order, left);
    say(form.querySelector(".number"), `${number}.`);
    say(at("at"), `${turn + 1} / ${turns.length}`);
    open(form, stage > 0);
    root.dataset.stage = String(stage);
    fit();
  }

  /** Shows the numbered text at the lines of the passage. */
  function light() {
    for (const line of all(document, ".line.lit")) line.classList.remove("lit");
    const lines = passage()?.dataset.lines?.split(" ").map(at);
    if (stage < 3 || !lines) return;
    for (const section of all(document, ".text")) section.classList.toggle("away", !section.contains(lines[0]));
    for (const line of lines) line.classList.add("lit");
    lines[0].scrollIntoView({ block: "center" });
  }

  const isOver = () => main.scrollHeight > main.clientHeight;
  const follows = () => bar.classList.toggle("longer", main.scrollHeight - main.clientHeight - main.scrollTop > 1);

  /** As large as the screen lets it be; then set closer; what is too long even so moves by screens. */
  function fit() {
    const height = Math.min(innerHeight, innerWidth * 1.2);
    const least = height / 20;
    let size = height / 12;
    /** @param {number} pixels */
    const set = (pixels) => root.style.setProperty("--class-size", `${Math.max(pixels, 16)}px`);
    main.dataset.layout = "0";
    for (set(size); isOver() && size > least; set(size)) size = Math.max(size - 2, least);
    for (const closer of "123") if (isOver()) main.dataset.layout = closer;
    set(size + larger);
    main.scrollTop = stage && isOver() ? all(shown(), ".solution")[0].offsetTop : 0;
    follows();
    light();
  }

  /** Within a question that is longer than the screen, else to its neighbour. @param {number} way */
  function move(way) {
    const before = main.scrollTop;
    if (stage < 3) main.scrollTop += way * SCREENFUL * main.clientHeight;
    if (main.scrollTop === before) turnTo(way);
  }

  /** @param {number} by @param {number} [to] question, answer, passage, text */
  function turnTo(by, to = 0) {
    turn = Math.min(Math.max(turn + by, 0), turns.length - 1);
    stage = to;
    say(at("unknown"), "");
    show();
  }

  function reveal() {
    const most = passage() ? 3 : shown().querySelector("blockquote") ? 2 : 1;
    turnTo(0, stage < most ? stage + 1 : Math.max(most - 1, 1));
  }

  /** @param {boolean} on @param {Turn[]} [several] */
  function classroom(on, several = []) {
    root.classList.toggle("class", on);
    [turns, turn, stage] = [several, 0, 0];
    main.tabIndex = on ? 0 : -1;
    root.classList.toggle("playing", on && several.length > 0);
    if (several.length) show();
    if (on) (several.length ? main : at("choose")).focus();
  }

  function leave() {
    putAway();
    classroom(false);
    if (document.fullscreenElement) document.exitFullscreen();
  }

  function start() {
    const boxes = fields(at("chosen"), "input");
    const ticked = boxes.filter((box) => box.checked);
    classroom(true, (ticked.length ? ticked : boxes).map((box) => [Number(box.value)]));
  }

  /** A ready sheet, or one that was composed: of each question its code, then the places of its options and of
   * its left sides, a sign each. What this page has not, or not so, is told.
   * @param {string} [sheet] @returns {Turn[]} */
  function turnsOf(sheet = "") {
    /** @type {string[]} */
    const unknown = [];
    const turns = Object.hasOwn(sheets, sheet) ? sheets[sheet] : sheet.split(".").flatMap((part, place) => {
      const [code, ...orders] = part.toUpperCase().split("-");
      const index = items.findIndex((item) => item.code === code);
      const isHere = orders.every((signs, side) => [...signs].sort().join("") === items[index]?.places[side]);
      const [order, left] = orders.map((signs, side) => [...signs].map((sign) => items[index]?.places[side].indexOf(sign)));
      if (index >= 0 && isHere) return [/** @type {Turn} */ ([index, order, left, place + 1])];
      unknown.push(part);
      return [];
    });
    say(at("unknown"), sheet && unknown.length ? filled(words.unknown, unknown.join(", ")) : "");
    return turns;
  }

  // What keys and buttons do

  const mistakes = () => ask(missed());
  const top = () => main.scrollIntoView();

  /** @type {Record<string, (button: Element) => void>} */
  const acts = {
    anew,
    mistakes,
    again: () => { mistakes(); top(); },
    more: () => { ask(next()); top(); },
    print: () => print(),
    forget: () => {
      keep.checked = false;
      if (stored(forget)) say(at("store"), words.forgotten);
      anew();
    },
    before: () => step(-1),
    after: () => step(1),
    listen,
    class: () => { location.hash = "class"; },
    start,
    back: () => move(-1),
    on: () => move(1),
    reveal,
    smaller: () => { larger -= 4; fit(); },
    larger: () => { larger += 4; fit(); },
    blank: () => (dark.open ? dark.close() : dark.showModal()),
    full: () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen()),
    list: () => { history.replaceState(null, "", "#class"); classroom(true); },
    leave: () => { location.hash = ""; },
  };

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    const key = CSS.escape({ " ": "Space", "+": "Plus" }[event.key] ?? event.key);
    const [button] = fields(bar, `[aria-keyshortcuts~="${key}" i]`);
    if (!turns.length || !button || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    if (event.type === "keydown" && !event.repeat) acts[dark.open ? "blank" : button.value](button);
  }
  addEventListener("keydown", pressed, true);
  addEventListener("keyup", pressed, true); // a button acts when Space is let go
  addEventListener("click", ({ target }) => {
    const button = target instanceof Element && target.closest("button");
    if (button) acts[button.value]?.(button);
  });
  addEventListener("resize", () => { if (turns.length) fit(); });
  main.onscroll = follows;

  function follow() {
    const [name, sheet] = location.hash.slice(1).split("=");
    if (name === "class") classroom(true, turnsOf(sheet));
    else if (turns.length && name.startsWith("t-")) turnTo(0, 3);
    else if (root.classList.contains("class")) leave();
  }
  addEventListener("hashchange", follow);

  stored(recall);
  say(at("store"), "");
  aid();
  ask(next());
  follow();
});

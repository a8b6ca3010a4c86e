// What the page does beyond being read: it takes questions, lays them out as paper does, and prints them.
"use strict";
document.documentElement.classList.add("live");
addEventListener("DOMContentLoaded", () => {
  /** @typedef {{name: string, code: string, id: string, form: string, level: string, digest: string,
   *   points: string, height: number, minutes: number, orders: [number[], number[]][], draws: number[],
   *   letters: number[], marks: string[], briefs: string[], places: string[], right: number[], whys: number[],
   *   rules: number[], plain: number[], apart: number[], reserved: boolean, facets: Record<string, string[]>}} Item */
  /** @typedef {{id: string, title: string, audience: string, duration: string, instructions: string,
   *   skills: string[], boxes: boolean, justified: string, kind: string, marked: boolean, versions: string[],
   *   items: string[], held: string[]}} Ready */
  /** @typedef {{course: string, items: Item[], practice: string[], practised: number[],
   *   rules: string[], both: Record<string, string>, markings: string[], words: Record<string, string>, spoken: string, decimal: string,
   *   single: number[], about: boolean, signs: string, held: string[], lines: Record<string, string>, tells: [number[], number[]][], rests: number[][],
   *   ready: Ready[], margins: Record<string, string>, direction: string, paper: string, school: string,
   *   sizes: Record<string, string>, heights: Record<string, number>, head: number, copied: number,
   *   turns: number, run: number}} Data */
  /** How one question is changed: words of the sheet and of the key by what they were, and its points.
   * @typedef {{sheet: Map<string, string>, key: Map<string, string>, points: string}} Change */
  /** @typedef {{item: number, order: number}} Entry */
  /** @typedef {{version: string, code: string, entries: Entry[]}} Sheet */

  const DRAWS = 8;
  const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const FORMAT = "citedeck-sheet-1";
  const LARGEST = 1_000_000; // characters of a saved file
  const SCREENFUL = 20;
  const MOST = 999; // points of a question

  /** @param {string} id @returns {HTMLElement} */
  const at = (id) => document.getElementById(id) ?? document.body;

  /** @param {ParentNode} within @param {string} selector */
  const all = (within, selector) => /** @type {HTMLElement[]} */ ([...within.querySelectorAll(selector)]);

  /** @param {string} words @param {...(string | number)} values */
  const filled = (words, ...values) => words.replace(/\{(\d)\}/g, (_, place) => String(values[Number(place)]));

  /** How many of something, in the words of one or of several. @param {string} words @param {number} number */
  function counted(words, number) {
    const [single, several] = words.split(" | ");
    return filled(several && number !== 1 ? several : single, number);
  }

  const data = /** @type {Data} */ (JSON.parse(at("data").textContent ?? ""));
  at("data").remove(); // it holds answers: nothing of it may be printed
  const { items, words } = data;
  const places = new Map(items.map((item, place) => [item.name, place]));
  const byId = new Map(items.map((item, place) => [item.id, place]));
  const bases = all(document, ".item");
  const list = all(document, ".bank")[0];
  const takes = /** @type {HTMLInputElement[]} */ (all(document, ".take"));
  const look = /** @type {HTMLFormElement} */ (at("look"));
  const view = /** @type {HTMLSelectElement} */ (at("view"));
  const tool = at("tool");

  /** @param {string} name @returns {HTMLInputElement} what of the look has a value, read as an input */
  const field = (name) => /** @type {HTMLInputElement} */ (look.elements.namedItem(name));

  /** Words of the catalogue, which may be of another language than the page.
   * @param {Element} element @param {string} text */
  function say(element, text) {
    element.textContent = text;
    if (data.spoken && text) element.setAttribute("lang", data.spoken);
  }

  /** @param {string} tag @param {string} [text] @param {string} [name] of its class */
  function element(tag, text = "", name = "") {
    const created = document.createElement(tag);
    if (text) say(created, text);
    if (name) created.className = name;
    return created;
  }

  /** @type {number[]} the questions taken, in their order */
  let taken = [];
  /** @type {Map<number, Change>} */
  const changes = new Map();
  let skills = /** @type {string[]} */ ([]);
  let hasBoxes = true; // for those skills
  let justified = ""; // how an answer with its quotation is marked, as a ready sheet has it
  let versions = ["A"];
  let extracts = /** @type {string[]} */ ([]); // what a ready sheet holds of texts in place of all their lines
  let editing = -1;
  let isUnsaved = false;

  // The order of a sheet: the compiler's rule in this language; a test holds both together

  /** The letters of the right answers, as they are chosen one by one, in any order of places. */
  class Row {
    /** @param {number} length @param {number} most */
    constructor(length, most) {
      this.most = most;
      this.letters = Array(length).fill(-1);
      this.runs = Array(length).fill(0);
      /** @type {number[]} */
      this.counts = Array(LETTERS.length).fill(0);
    }

    /** @param {number} place @param {number} letter */
    run(place, letter) {
      return this.letters[place] === letter ? this.runs[place] : 0;
    }

    /** @param {number} place @param {number} letter */
    excess(place, letter) {
      const run = this.run(place - 1, letter) + 1 + this.run(place + 1, letter);
      return Math.max(0, this.counts[letter] + 1 - this.most) + Math.max(0, run - data.run);
    }

    /** @param {number} place @param {number} letter */
    put(place, letter) {
      const [before, after] = [this.run(place - 1, letter), this.run(place + 1, letter)];
      this.letters[place] = letter;
      this.counts[letter] += 1;
      for (const end of [place - before, place, place + after]) this.runs[end] = before + 1 + after;
    }
  }

  /** @param {number[]} letters */
  const kinds = (letters) => new Set(letters).size;

  /** @param {number[][]} letters of each choice @returns {number} the least that the fullest can hold */
  function least(letters) {
    const counts = Array(LETTERS.length).fill(0);
    for (const own of [...letters].sort((a, b) => kinds(a) - kinds(b))) {
      const each = [...new Set(own)].sort((a, b) => a - b);
      counts[each.reduce((best, letter) => (counts[letter] < counts[best] ? letter : best))] += 1;
    }
    return Math.max(0, ...counts);
  }

  /** @param {number[][]} letters @param {number} turn @returns {number[]} the draw of each */
  function chosen(letters, turn) {
    const numbers = letters.map(() => turn % DRAWS);
    const asked = [...letters.keys()].filter((index) => letters[index].length);
    const most = Math.max(2, Math.floor((asked.length * 2) / 5), least(asked.map((index) => letters[index])));
    const row = new Row(asked.length, most);
    const narrow = [...asked.keys()].sort((a, b) => kinds(letters[asked[a]]) - kinds(letters[asked[b]]));
    for (const place of narrow) {
      const own = letters[asked[place]];
      const tries = Array.from({ length: DRAWS }, (_, number) => (turn + number) % DRAWS);
      const excess = tries.map((number) => row.excess(place, own[number]));
      const best = tries[excess.indexOf(Math.min(...excess))];
      numbers[asked[place]] = best;
      row.put(place, own[best]);
    }
    return numbers;
  }

  /** Questions in another order, each level where it was. @param {number[]} listed @param {number} turn */
  function permuted(listed, turn) {
    /** @type {Map<string, number[]>} */
    const levels = new Map();
    for (const item of listed) levels.set(items[item].level, [...(levels.get(items[item].level) ?? []), item]);
    /** @param {number} item */
    const turned = (item) => items[item].digest.slice(turn) + items[item].digest.slice(0, turn);
    for (const level of levels.values()) level.sort((a, b) => (turned(a) < turned(b) ? -1 : 1));
    return listed.map((item) => levels.get(items[item].level)?.shift() ?? item);
  }

  /** @param {number[]} listed @param {number} turn @returns {Entry[]} */
  function arranged(listed, turn) {
    const moved = turn ? permuted(listed, turn) : listed;
    const numbers = chosen(moved.map((item) => items[item].letters), turn);
    return moved.map((item, place) => ({ item, order: items[item].draws[numbers[place]] }));
  }

  /** @type {Sheet[] | null} as long as nothing is taken, moved or changed */
  let laidOut = null;
  const sheets = () => (laidOut ??= layOut());

  /** @returns {Sheet[]} every version, each in an order that no other has, while there are such */
  function layOut() {
    const printed = new Set();
    let turn = 0;
    return versions.map((version, number) => {
      let entries = /** @type {Entry[] | null} */ (null);
      while (!entries && turn < data.turns) {
        const tried = arranged(taken, turn++);
        if (!printed.has(JSON.stringify(tried))) entries = tried;
      }
      entries ??= arranged(taken, number);
      printed.add(JSON.stringify(entries));
      return { version, code: `${coded(entries)}-${version}${changed(entries) ? "*" : ""}`, entries };
    });
  }

  /** @param {Entry[]} entries */
  const changed = (entries) => entries.some(({ item }) => changes.has(item));

  /** The four signs that sheet and key share; of their own where a question was changed.
   * @param {Entry[]} entries */
  function coded(entries) {
    const marks = entries.map(({ item, order }) => {
      const mark = items[item].marks[order];
      return changes.has(item) ? sha256(`${mark}\n${JSON.stringify(saved(item))}`).slice(0, 16) : mark;
    });
    return sha256([data.course, ...marks].join("\n")).slice(0, 4).toUpperCase();
  }

  // A digest: the browser's own is not there on every page, and makes one wait

  /** The first bits behind the point of a root of the first primes. @param {number} count @param {number} root */
  function roots(count, root) {
    const primes = /** @type {number[]} */ ([]);
    for (let n = 2; primes.length < count; n += 1) if (primes.every((prime) => n % prime)) primes.push(n);
    return primes.map((prime) => ((prime ** (1 / root) % 1) * 2 ** 32) | 0);
  }
  const [ROUNDS, BEGIN] = [roots(64, 3), roots(8, 2)];

  /** @param {string} text @returns {string} */
  function sha256(text) {
    const bytes = new TextEncoder().encode(text);
    const length = (((bytes.length + 8) >> 6) + 1) << 6;
    const padded = new Uint8Array(length);
    padded.set(bytes);
    padded[bytes.length] = 0x80;
    const block = new DataView(padded.buffer);
    block.setUint32(length - 4, bytes.length * 8);
    const state = [...BEGIN];
    for (let start = 0; start < length; start += 64) compress(state, block, start);
    return state.map((part) => (part >>> 0).toString(16).padStart(8, "0")).join("");
  }

  /** @param {number[]} state @param {DataView} block @param {number} start */
  function compress(state, block, start) {
    /** @param {number} x @param {...number} by */
    const turned = (x, ...by) => by.reduce((sum, n) => sum ^ ((x >>> n) | (x << (32 - n))), 0);
    const w = Array.from({ length: 16 }, (_, n) => block.getInt32(start + n * 4));
    for (let n = 16; n < 64; n += 1) {
      const [a, b] = [turned(w[n - 15], 7, 18) ^ (w[n - 15] >>> 3), turned(w[n - 2], 17, 19) ^ (w[n - 2] >>> 10)];
      w[n] = (w[n - 16] + a + w[n - 7] + b) | 0;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let n = 0; n < 64; n += 1) {
      const first = (h + turned(e, 6, 11, 25) + ((e & f) ^ (~e & g)) + ROUNDS[n] + w[n]) | 0;
      const second = (turned(a, 2, 13, 22) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((part, n) => { state[n] = (state[n] + part) | 0; });
  }

  // Points

  /** @param {number} amount */
  const amountOf = (amount) => String(amount).replace(".", data.decimal);

  /** @param {number} amount */
  const pointsOf = (amount) => filled(data.single.includes(amount) ? words.point : words.points, amountOf(amount));

  /** @param {number} item */
  const worth = (item) => Number(changes.get(item)?.points || items[item].points);

  /** @param {number[]} listed */
  const total = (listed) => listed.reduce((sum, item) => sum + worth(item), 0);

  // The words of a question, and what they are changed into

  const [quoteStart, quoteEnd] = words.quoted.split("{0}");

  /** Words without what paper puts around them: a letter, an arrow, quotation marks.
   * @param {string} text @param {boolean} isLettered
   * @returns {[string, string, string]} what is before, the words, what is after */
  function bare(text, isLettered) {
    const around = isLettered ? /^(\s*[A-Z]\. )([^]*?)(\s*)$/ : /^(\s*)([^]*?)((?: →)?\s*)$/;
    const [, before, inner, after] = around.exec(text) ?? ["", "", text, ""];
    if (quoteStart && inner.startsWith(quoteStart) && inner.endsWith(quoteEnd) && inner.length > quoteStart.length + quoteEnd.length) {
      return [before + quoteStart, inner.slice(quoteStart.length, inner.length - quoteEnd.length), quoteEnd + after];
    }
    return [before, inner, after];
  }

  const NO_WORDS = ".number, .margin, .verdicts, .justify, .line-blank, .match thead, .comparison thead, " +
    ".classify thead th:first-child, .verdict, blockquote, .absent, .shortened, .whole, .rule-words, .why > b";

  /** Whether its answers begin with letters. @param {number} item */
  const isLettered = (item) => items[item].form === "choice" || items[item].form === "match";

  /** @param {Node} within @returns {Text[]} the words that a question or its key has of its author */
  function texts(within) {
    const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
    const listed = /** @type {Text[]} */ ([]);
    while (walker.nextNode()) {
      const text = /** @type {Text} */ (walker.currentNode);
      if (text.data.trim() && !text.parentElement?.closest(NO_WORDS)) listed.push(text);
    }
    return listed;
  }

  /** @param {Change | undefined} change @param {"sheet" | "key"} half @param {string} was */
  const becomes = (change, half, was) =>
    (half === "key" ? change?.key.get(was) : undefined) ?? change?.sheet.get(was) ?? was;

  /** The words of a question or its key as they were changed, and to be changed further if it is edited.
   * @param {number} item @param {Element} part @param {"sheet" | "key"} half @param {boolean} isEdited */
  function rewrite(item, part, half, isEdited) {
    const change = changes.get(item);
    if (!change && !isEdited) return;
    for (const text of texts(part)) {
      const isAnswer = Boolean(text.parentElement?.closest(".right bdi"));
      const [before, was, after] = bare(text.data, isAnswer && isLettered(item));
      const now = becomes(change, half, was);
      if (!isEdited || text.parentElement?.closest(".asked")) text.data = before + now + after;
      else text.replaceWith(before, editable(item, half, was, now), after);
    }
  }

  /** @param {number} item @param {"sheet" | "key"} half @param {string} was @param {string} now */
  function editable(item, half, was, now) {
    const span = element("span", "", "words");
    span.textContent = now;
    span.setAttribute("contenteditable", "true");
    span.setAttribute("role", "textbox");
    span.setAttribute("aria-label", words.change_words);
    span.dataset.was = was;
    span.dataset.half = half;
    span.onkeydown = (event) => { if (event.key === "Enter") event.preventDefault(); };
    span.onpaste = (event) => {
      event.preventDefault();
      const pasted = event.clipboardData?.getData("text/plain").replace(/\s+/g, " ") ?? "";
      document.execCommand("insertText", false, pasted);
    };
    span.oninput = () => change(item, half, was, span.textContent ?? "");
    return span;
  }

  /** @param {number} item @returns {Change} */
  function changeOf(item) {
    const there = changes.get(item) ?? { sheet: new Map(), key: new Map(), points: "" };
    changes.set(item, there);
    return there;
  }

  /** @param {number} item that is not changed after all where nothing is */
  function settle(item) {
    const there = changes.get(item);
    if (there && !there.sheet.size && !there.key.size && !there.points) changes.delete(item);
    isUnsaved = true;
    laidOut = null;
    tell();
  }

  /** @param {number} item @param {"sheet" | "key"} half @param {string} was @param {string} now */
  function change(item, half, was, now) {
    const there = changeOf(item);
    const follows = half === "key" && there.sheet.has(was);
    if (now === was && !follows) there[half].delete(was);
    else there[half].set(was, now);
    for (const other of all(at("preview"), ".words")) { // the same words elsewhere in this question
      const { was: same, half: where } = other.dataset;
      if (same !== was || other === document.activeElement || (half === "key" && where === "sheet")) continue;
      other.textContent = becomes(there, where === "key" ? "key" : "sheet", was);
    }
    settle(item);
  }

  /** @param {number} item @param {string} typed @returns {boolean} whether that can be points */
  function setPoints(item, typed) {
    const amount = Number(typed.trim().replace(",", "."));
    if (!typed.trim() || !(amount >= 0 && amount <= MOST && amount * 4 === Math.floor(amount * 4))) return false;
    changeOf(item).points = amount === Number(items[item].points) ? "" : String(amount);
    settle(item);
    return true;
  }

  /** Whether its words are other than those that were proven. @param {number} item */
  const isReworded = (item) => Boolean(changes.get(item)?.sheet.size || changes.get(item)?.key.size);

  // A question and its key in an order: what Python made is cloned, and moved

  const ORDERED = ".options bdi, .match bdi, .classify tbody th";
  const LEFT = ".match td:first-child:not(.none)";

  /** @param {HTMLElement[]} slots @param {number[]} order */
  function rearrange(slots, order) {
    const contents = slots.map((slot) => [...slot.childNodes]);
    order.forEach((from, place) => slots[place].replaceChildren(...contents[from]));
  }

  /** @param {Element[]} parts that follow each other @param {(number: number) => number} rank */
  function sortParts(parts, rank) {
    const spot = document.createComment("");
    parts[0]?.before(spot);
    const ranked = parts.map((part, number) => /** @type {[number, Element]} */ ([rank(number), part]));
    for (const [, part] of ranked.sort((a, b) => a[0] - b[0])) spot.before(part);
    spot.remove();
  }

  /** @param {Element} part @param {boolean} isMarked */
  function unmark(part, isMarked) {
    if (isMarked) return;
    for (const extra of part.querySelectorAll(".margin .points, .margin br, .worth, .rule-words")) extra.remove();
  }

  /** @param {Entry} entry @param {number} number @param {string} selector of a part of the question in the list */
  function cloned({ item }, number, selector) {
    const part = /** @type {HTMLElement} */ (all(bases[item], selector)[0].cloneNode(true));
    part.removeAttribute("id");
    for (const fixed of part.querySelectorAll("[contenteditable]")) fixed.removeAttribute("contenteditable");
    all(part, ".number")[0].textContent = `${number}.`;
    all(part, ".margin .points")[0].textContent = "";
    say(all(part, ".margin .points")[0], pointsOf(worth(item)));
    return part;
  }

  /** @param {Entry} entry @param {number} number @param {string} profile @param {boolean} isEdited */
  function question(entry, number, profile, isEdited) {
    const part = cloned(entry, number, ".question");
    const [order, left] = items[entry.item].orders[entry.order];
    rewrite(entry.item, part, "sheet", isEdited);
    rearrange(all(part, ORDERED), order);
    rearrange(all(part, LEFT), left);
    if (profile === "dys") for (const line of all(part, ".quotation .ruled").slice(data.copied)) line.remove();
    unmark(part, field("marked").checked);
    return part;
  }

  /** @param {Element} element that begins with a letter @param {number} place */
  function letter(element, place) {
    const text = /** @type {Text} */ (element.firstChild);
    text.data = text.data.replace(/^[A-Z]/, LETTERS[place]);
  }

  /** @param {Entry} entry @param {number} number @param {boolean} isEdited */
  function solution(entry, number, isEdited) {
    const part = cloned(entry, number, ".solution");
    const item = items[entry.item];
    const [order, left] = item.orders[entry.order];
    const answers = all(part, ".answer");
    if (isLettered(entry.item)) item.right.forEach((from, n) => letter(all(answers[n], ".right bdi")[0], order.indexOf(from)));
    if (item.form === "choice") sortParts(answers, (n) => order.indexOf(item.right[n]));
    if (item.form === "match") sortParts(answers, (n) => left.indexOf(n));
    if (item.form === "classify") sortParts(answers, (n) => order.indexOf(n));
    const whys = all(part, ".why");
    item.whys.forEach((from, n) => letter(all(whys[n], "b")[0], order.indexOf(from)));
    sortParts(whys, (n) => order.indexOf(item.whys[n]));
    rewrite(entry.item, part, "key", isEdited);
    if (isReworded(entry.item)) unprove(part);
    for (const rule of all(part, ".rule-words")) say(rule, ruled(rule.textContent ?? ""));
    unmark(part, field("marked").checked);
    return part;
  }

  /** A rule of marking, as this sheet has it. @param {string} rule */
  const ruled = (rule) => (justified === "both" ? data.both[rule] : undefined) ?? rule;

  /** What is changed is proven no more. @param {Element} part */
  function unprove(part) {
    for (const proof of part.querySelectorAll("blockquote, .absent, .shortened, .whole")) proof.remove();
    part.querySelector(".asked")?.after(element("p", words.question_changed, "also edited"));
  }

  // A sheet

  /** @param {string} id @returns {DocumentFragment} */
  function copy(id) {
    const template = /** @type {HTMLTemplateElement} */ (at(id));
    const fragment = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
    for (const fixed of fragment.querySelectorAll("[contenteditable]")) fixed.removeAttribute("contenteditable");
    return fragment;
  }

  const title = () => field("title").value.trim() || words.sheet;

  /** @param {string} version */
  const versionOf = (version) => (versions.length > 1 ? filled(words.version, version) : "");

  /** @param {DocumentFragment} page @param {string} selector @param {string} text nothing: it is not there */
  function put(page, selector, text, isOurs = false) {
    const element = all(page, selector)[0];
    if (!text) element.remove();
    else if (isOurs) say(element, text);
    else element.replaceChildren(...lined(text));
  }

  /** Words with the ends of their lines, as paper has them. @param {string} text */
  const lined = (text) => text.split("\n").flatMap((line, n) => (n ? [document.createElement("br"), line] : [line]));

  /** Words on one line, as a field takes them. @param {string} text */
  const joined = (text) => text.replace(/\s*\n\s*/g, " ");

  /** The head of a sheet, as it is wished for. @param {DocumentFragment} page @param {Sheet} sheet */
  function head(page, sheet) {
    put(page, ".version", versionOf(sheet.version), true);
    put(page, "h1", title());
    school(all(page, ".school")[0], field("school").value.trim());
    facts(all(page, ".facts-line")[0]);
    put(page, ".sheet-code", filled(words.code, sheet.code), true);
    put(page, ".instructions", field("instructions").value.trim());
    const mark = all(page, ".total .mark")[0];
    while (mark.nextSibling) mark.nextSibling.remove();
    mark.after(" / ", data.spoken ? element("span", pointsOf(total(taken))) : pointsOf(total(taken)));
    if (!field("marked").checked) all(page, ".total")[0].remove();
    const row = all(page, ".skills tbody tr")[0];
    for (const skill of skills) {
      const own = /** @type {Element} */ (row.cloneNode(true));
      all(own, "th")[0].replaceChildren(...lined(skill));
      row.before(own);
    }
    row.remove();
    if (!skills.length || !hasBoxes) all(page, ".skills")[0].remove();
    smallPrint(all(page, ".small-print")[0]);
  }

  /** @param {Element} line @param {string} name */
  function school(line, name) {
    const logo = line.querySelector("img");
    line.replaceChildren(...(logo ? [logo] : []), name);
    if (!logo && !name) line.remove();
  }

  /** What kind of sheet it is, for whom, for how long. @param {Element} line */
  function facts(line) {
    const kind = all(line, ".kind")[0];
    while (kind.nextSibling) kind.nextSibling.remove();
    const duration = field("duration").value.trim();
    const parts = [field("audience").value.trim(), duration && filled(words.duration, duration)];
    line.append(parts.filter(Boolean).join(" – "));
    if (field("kind").value) say(kind, words[field("kind").value]);
    else kind.remove();
  }

  /** Which texts are handed out, and the rules of the forms that are there. @param {Element} small */
  function smallPrint(small) {
    const lines = [...small.children];
    if (data.about) lines.shift();
    const rules = lines.pop();
    const apart = new Set(taken.flatMap((item) => items[item].apart));
    for (const line of lines) line.remove();
    for (const label of apart) rules?.before(lines[label]);
    const isMarked = field("marked").checked;
    const present = new Set(taken.flatMap((item) => (isMarked ? items[item].rules : items[item].plain)));
    const each = data.rules.flatMap((rule, place) => (present.has(place) ? [ruled(rule)] : []));
    if (rules) say(rules, [...(isMarked ? [words.marking] : []), ...each].join(" "));
    if (!isMarked && !each.length) rules?.remove();
    if (!small.children.length) small.remove();
  }

  /** @returns {string[]} the texts that are asked about, or the lines of them that a ready sheet holds */
  function heldNames() {
    const asked = new Set(taken.flatMap((item) => items[item].facets.text));
    return extracts.length ? extracts : [...asked].filter((name) => data.held.includes(name));
  }

  /** The texts that are printed with the questions. @param {string} profile */
  function printedTexts(profile) {
    if (!field("texts").checked) return [];
    const templates = /** @type {HTMLTemplateElement[]} */ (all(document, "template.held"));
    return heldNames().flatMap((name) => {
      const settings = templates.filter((template) => template.dataset.name === name);
      const fitting = settings.find((template) => Boolean(template.dataset.beside) === (profile === "standard"));
      return [...((fitting ?? settings[0])?.content.cloneNode(true).childNodes ?? [])];
    });
  }

  /** @param {Sheet} sheet @param {string} profile @param {boolean} hasTools beside each question */
  function sheetPage(sheet, profile, hasTools) {
    const page = copy("sheet-base");
    head(page, sheet);
    const main = all(page, "main")[0];
    main.replaceChildren();
    sheet.entries.forEach((entry, index) => {
      const part = question(entry, index + 1, profile, hasTools && editing === entry.item);
      main.append(hasTools ? withTools(part, entry, index) : part);
    });
    main.append(...printedTexts(profile));
    return page;
  }

  /** The key of a sheet, with the numbers its questions have in every version.
   * @param {Sheet} sheet @param {Sheet[]} listed */
  function keyPage(sheet, listed) {
    const page = copy("key-base");
    const isMarked = field("marked").checked;
    put(page, ".version", [words.key_head, versionOf(sheet.version)].filter(Boolean).join(" – "), true);
    put(page, "h1", title());
    const code = filled(words.code, sheet.code);
    put(page, ".total", [...(isMarked ? [pointsOf(total(taken))] : []), code].join(" – "), true);
    const ordered = [sheet, ...listed.filter((other) => other !== sheet)];
    const heads = all(page, ".grid thead th");
    if (ordered.length > 1) for (const other of ordered) heads[0].before(columnHead(filled(words.version, other.version)));
    else heads[0].before(columnHead(words.question_number));
    heads[0].remove();
    if (!isMarked) heads[2].remove();
    const rows = sheet.entries.map((entry) => gridRow(entry, ordered, isMarked));
    all(page, ".grid tbody")[0].append(...rows);
    const solutions = all(page, ".solutions")[0];
    sheet.entries.forEach((entry, index) => {
      const part = solution(entry, index + 1, false);
      part.id = `q${index + 1}`; // the grid leads to it
      solutions.append(part);
    });
    return page;
  }

  /** @param {string} text */
  function columnHead(text) {
    const cell = element("th", text);
    cell.setAttribute("scope", "col");
    return cell;
  }

  const rowBases = all(/** @type {HTMLTemplateElement} */ (at("key-base")).content, ".grid tbody tr");
  for (const row of rowBases) row.remove(); // a key is copied without those that it has not

  /** @param {Entry} entry @param {Sheet[]} ordered @param {boolean} isMarked */
  function gridRow(entry, ordered, isMarked) {
    const row = /** @type {HTMLElement} */ (rowBases[entry.item].cloneNode(true));
    const answer = all(row, ".found")[0];
    const points = /** @type {Element} */ (answer.nextElementSibling);
    const numbers = ordered.map((sheet) => {
      const cell = element("td", "", "short");
      cell.textContent = String(sheetNumber(sheet, entry));
      return cell;
    });
    all(row, "td")[0].replaceWith(...numbers);
    points.textContent = amountOf(worth(entry.item));
    if (!isMarked) points.remove();
    tellBriefly(answer, entry, sheetNumber(ordered[0], entry), isMarked);
    const [cell, stands] = [all(row, ".place")[0], items[entry.item].places[entry.order]];
    if (stands) cell.replaceChildren(...lined(stands));
    if (isReworded(entry.item)) cell.textContent = "";
    return row;
  }

  /** @param {Sheet} sheet @param {Entry} entry of it or of another version */
  const sheetNumber = ({ entries }, { item }) => entries.findIndex((other) => other.item === item) + 1;

  /** An answer in a line, or what its points are made of; and where there is more of it.
   * @param {HTMLElement} cell @param {Entry} entry @param {number} number @param {boolean} isMarked */
  function tellBriefly(cell, entry, number, isMarked) {
    const brief = briefly(entry);
    const more = /** @type {HTMLAnchorElement} */ (element("a", words.see_solution, "more"));
    [more.href, more.dataset.page] = [`#q${number}`, words.page_of];
    const hasMore = !brief || Boolean(cell.querySelector(".more"));
    for (const other of all(cell, ".more")) other.remove();
    if (brief || !isMarked || changes.has(entry.item)) cell.textContent = brief;
    if (hasMore) cell.append(" ", more);
  }

  /** What the grid says of an answer; nothing where its solution says it. @param {Entry} entry */
  function briefly({ item, order }) {
    const brief = items[item].briefs[order];
    const there = changes.get(item);
    if (!brief || !there) return brief;
    const [before, was, after] = bare(brief, isLettered(item));
    const now = becomes(there, "key", was);
    return now === was && there.key.size ? "" : before + now + after;
  }

  // What can be done with a question of the sheet

  /** @param {HTMLElement} part @param {Entry} entry @param {number} index */
  function withTools(part, entry, index) {
    const isEdited = editing === entry.item;
    const whole = element("div", "", "entry");
    const bar = element("p", "", "entry-tools");
    const handle = element("span", "⠿", "handle button");
    [handle.draggable, handle.title] = [true, words.move];
    handle.setAttribute("aria-hidden", "true");
    whole.dataset.place = String(index);
    bar.append(handle,
      tellButton("up", `↑ ${words.move_up}`, index), tellButton("down", `↓ ${words.move_down}`, index),
      tellButton("edit", words.change_words, index), tellButton("off", words.take_off, index));
    all(bar, "[value=edit]")[0].setAttribute("aria-pressed", String(isEdited));
    if (changes.has(entry.item)) bar.append(tellButton("restore", words.change_back, index));
    if (isEdited) bar.append(pointsField(entry.item));
    whole.append(bar, part);
    if (isEdited) {
      const key = element("div", "", "key");
      key.append(solution(entry, index + 1, true));
      whole.append(key);
    }
    return whole;
  }

  /** @param {string} value @param {string} text @param {number} index */
  function tellButton(value, text, index) {
    const button = /** @type {HTMLButtonElement} */ (element("button", text));
    [button.type, button.value] = ["button", value];
    button.setAttribute("aria-label", `${text} (${index + 1})`);
    return button;
  }

  /** @param {number} item */
  function pointsField(item) {
    const label = element("label", `${words.points_column} `);
    const input = document.createElement("input");
    [input.type, input.inputMode, input.value, input.autocomplete] = ["text", "decimal", amountOf(worth(item)), "off"];
    input.oninput = () => input.setAttribute("aria-invalid", String(!setPoints(item, input.value)));
    label.append(input);
    return label;
  }

  /** @param {number} from @param {number} to */
  function move(from, to) {
    if (to < 0 || to >= taken.length || from === to) return;
    taken.splice(to, 0, ...taken.splice(from, 1));
    refresh();
  }

  /** @type {Record<string, (index: number) => void>} */
  const acts = {
    up: (index) => move(index, index - 1),
    down: (index) => move(index, index + 1),
    off: (index) => { taken.splice(index, 1); refresh(); },
    edit: (index) => { editing = editing === taken[index] ? -1 : taken[index]; refresh(); },
    restore: (index) => { changes.delete(taken[index]); isUnsaved = true; refresh(); },
  };

  at("preview").onclick = (event) => {
    const button = /** @type {Element} */ (event.target).closest("button");
    const whole = /** @type {HTMLElement | null} */ (button?.closest(".entry") ?? null);
    if (!button || !whole) return;
    const item = taken[Number(whole.dataset.place)];
    acts[button.value](Number(whole.dataset.place));
    const rows = all(at("preview"), ".entry");
    const row = rows[Math.max(taken.indexOf(item), 0)];
    /** @type {HTMLElement | null | undefined} */ (row?.querySelector(`[value=${button.value}]`))?.focus();
  };

  let dragged = -1;
  /** @param {Event} event @returns {HTMLElement | null} */
  const entryOf = (event) => /** @type {Element} */ (event.target).closest(".entry");
  at("preview").ondragstart = (event) => {
    dragged = Number(entryOf(event)?.dataset.place ?? -1);
    event.dataTransfer?.setData("text/plain", String(dragged + 1));
    entryOf(event)?.classList.add("dragged");
  };
  at("preview").ondragover = (event) => {
    if (dragged < 0 || !entryOf(event)) return;
    event.preventDefault();
    for (const other of all(at("preview"), ".over")) other.classList.remove("over");
    entryOf(event)?.classList.add("over");
  };
  at("preview").ondrop = (event) => {
    event.preventDefault();
    const place = Number(entryOf(event)?.dataset.place ?? -1);
    if (dragged >= 0 && place >= 0) move(dragged, place);
  };
  at("preview").ondragend = () => { dragged = -1; refresh(); };

  // The page around them

  /** @returns {[string, Sheet, Sheet[]]} what is looked at: a sheet or a key, of a version */
  function looked() {
    const listed = sheets();
    const [kind, version] = view.value.split(" ");
    const sheet = listed.find((other) => other.version === version) ?? listed[0];
    return [kind === "key" ? "key" : "sheet", sheet, listed];
  }

  function views() {
    const kept = view.value;
    const options = versions.flatMap((version) => ["sheet", "key"].map((kind) => {
      const option = document.createElement("option");
      option.value = `${kind} ${version}`;
      option.textContent = [words[kind], versionOf(version)].filter(Boolean).join(" – ");
      return option;
    }));
    view.replaceChildren(...options);
    if (options.some(({ value }) => value === kept)) view.value = kept;
    const buttons = versions.flatMap((version) => ["sheet", "key"].map((kind) => {
      const text = [words[`print_${kind}`], versionOf(version)].filter(Boolean).join(" – ");
      const button = /** @type {HTMLButtonElement} */ (element("button", text));
      [button.type, button.disabled] = ["button", !taken.length];
      button.onclick = () => printOut(kind, version);
      return button;
    }));
    at("printers").replaceChildren(...buttons);
  }

  function preview() {
    const [kind, sheet, listed] = looked();
    const paper = element("div", "", `paper standard ${kind}`);
    if (!taken.length) return at("preview").replaceChildren(element("p", words.compose_empty));
    paper.append(kind === "key" ? keyPage(sheet, listed) : sheetPage(sheet, "standard", sheet === listed[0]));
    for (const part of all(paper, "header, main")) { // landmarks are those of this page
      const plain = element("div", "", part.localName);
      plain.append(...part.childNodes);
      part.replaceWith(plain);
    }
    at("preview").replaceChildren(paper);
  }

  /** @param {number[]} group @returns {number[]} the numbers on the sheet of those of some questions that are taken */
  const numbered = (group) => group.map((item) => taken.indexOf(item) + 1).filter((number) => number);

  /** @param {number[][]} pairs @returns {number[][]} each once, in order */
  const distinct = (pairs) => [...new Map(pairs.map((pair) => [pair.join(), pair])).values()]
    .sort((a, b) => a[0] - b[0] || a[1] - b[1]);

  /** @returns {number[][]} the pairs of which the first tells the answer of the second */
  const telling = () => distinct(data.tells.flatMap(([asking, showing]) => numbered(asking).flatMap((asked) =>
    numbered(showing).filter((other) => other !== asked).map((other) => [other, asked]))));

  /** @returns {number[][]} the pairs that rest on the same words */
  const resting = () => distinct(data.rests.map(numbered).flatMap((group) => group.flatMap((a) =>
    group.filter((b) => a < b).map((b) => [a, b]))));

  function warnings() {
    const listed = sheets();
    const first = new Map();
    const alike = listed.flatMap(({ version, entries }) => {
      const shown = JSON.stringify(entries);
      if (!first.has(shown)) first.set(shown, version);
      return first.get(shown) === version ? [] : [filled(words.versions_alike, first.get(shown), version)];
    });
    const notices = [
      ...telling().map((pair) => filled(words.tells_answer, ...pair)),
      ...resting().map((pair) => filled(words.same_passage, ...pair)),
      ...(taken.length ? alike : []),
    ];
    at("warnings").replaceChildren(...notices.map((text) => element("li", text)));
  }

  /** What the sheet comes to, where it can be shown, and how it is made again. */
  function tell() {
    const paper = data.heights[field("paper").value];
    const height = data.head + taken.reduce((sum, item) => sum + items[item].height, 0);
    const minutes = Math.ceil(taken.reduce((sum, item) => sum + items[item].minutes, 0) / 5) * 5;
    const sums = [counted(words.questions_count, taken.length), pointsOf(total(taken)),
      filled(words.minutes_about, minutes), counted(words.sides_count, taken.length ? Math.ceil(height / paper) : 0)];
    say(at("totals"), sums.join(" – "));
    project();
    at("command").textContent = commandLine();
    at("yaml").textContent = yamlEntry();
    at("unchanged").hidden = !taken.some((item) => changes.has(item));
    for (const code of all(at("preview"), ".sheet-code")) say(code, filled(words.code, looked()[1].code));
  }

  /** The link to the page that shows the sheet to a class, or why there is none. */
  function project() {
    const link = /** @type {HTMLAnchorElement} */ (at("project"));
    const pages = new Set(taken.map((item) => data.practised[item]));
    const isChanged = taken.some(isReworded);
    link.hidden = !taken.length || isChanged || pages.size > 1 || pages.has(-1);
    const why = isChanged ? words.no_class_changed : words.no_class_absent;
    say(at("no-project"), link.hidden && taken.length && data.practice.length ? why : "");
    if (link.hidden) return;
    const turns = looked()[1].entries.map(({ item, order }) => {
      const [shown, left] = items[item].orders[order].map((places) => (isInPlace(places) ? "" : signed(places)));
      const whole = signed(items[item].orders[order][0]);
      return [items[item].code, ...(shown || left ? [whole] : []), ...(left ? [left] : [])].join("-");
    });
    link.href = `${data.practice[[...pages][0]]}#class=${turns.join(".")}`;
  }

  /** @param {number[]} places */
  const isInPlace = (places) => places.every((from, place) => from === place);

  /** @param {number[]} places @returns {string} as a link to a class says them */
  const signed = (places) => places.map((from) => data.signs[from]).join("");

  /** @param {string} text with the blanks that are typed */
  const plain = (text) => text.replace(/[\u00a0\u202f]/g, " ");

  /** @param {string} word as a shell reads it */
  const quotedWord = (word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'"'"'`)}'`);

  function commandLine() {
    const [kind, isMarked, profile] = [field("kind").value, field("marked").checked, field("profile").value];
    const parts = ["citedeck", "worksheet", "--items", taken.map((item) => items[item].id).join(",")];
    if (versions.length > 1) parts.push("--versions", versions.join(","));
    if (field("title").value.trim()) parts.push("--title", plain(field("title").value.trim()));
    if (kind) parts.push("--kind", kind);
    if (!isMarked && kind !== "activity") parts.push("--no-points");
    if (profile !== "standard") parts.push("--profile", profile);
    if (field("paper").value !== data.paper) parts.push("--paper", field("paper").value);
    if (field("texts").checked) parts.push("--with-text");
    return parts.map(quotedWord).join(" ");
  }

  /** @param {string} text @returns {string} plain letters, digits and hyphens */
  const slug = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/[^a-z0-9]+/g, "-").slice(0, 40).replace(/^-+|-+$/g, "");

  /** @returns {string} the entry of a ready worksheet, for the manifest of the course */
  function yamlEntry() {
    const [kind, isMarked] = [field("kind").value, field("marked").checked];
    const ids = data.ready.map(({ id }) => id);
    const base = slug(title()) || `fiche-${coded(arranged(taken, 0)).toLowerCase()}`;
    let id = base;
    for (let number = 2; ids.includes(id); number += 1) id = `${base}-${number}`;
    /** @type {[string, string | false][]} */
    const lines = [
      ["id", id], ["title", JSON.stringify(plain(title()))], ["items", `[${taken.map((item) => items[item].id).join(", ")}]`],
      ["total", String(taken.reduce((sum, item) => sum + Number(items[item].points), 0))],
      ["versions", versions.join() !== "A" && `[${versions.join(", ")}]`], ["kind", kind],
      ["points", isMarked !== (kind !== "activity") && String(isMarked)],
      ...["audience", "duration", "instructions"].map((name) =>
        /** @type {[string, string | false]} */ ([name, field(name).value.trim() && JSON.stringify(plain(field(name).value.trim()))])),
      ["skills", skills.length > 0 && JSON.stringify(skills.map(plain))], ["boxes", !hasBoxes && "false"],
      ["justified", justified], ["reserve", taken.some((item) => items[item].reserved) && "true"],
      ["texts", field("texts").checked && `[${heldNames().map((name) => data.lines[name] ?? name).join(", ")}]`],
    ];
    return lines.flatMap(([name, value], n) => (value ? [`${n ? "    " : "  - "}${name}: ${value}`] : [])).join("\n");
  }

  /** Everything anew, after what is taken has changed. */
  function refresh() {
    laidOut = null;
    if (!taken.length) editing = -1;
    const isTaken = new Set(taken);
    takes.forEach((box, place) => {
      box.checked = isTaken.has(place);
      bases[place].classList.toggle("taken", box.checked);
    });
    views();
    preview();
    warnings();
    tell();
    const hash = taken.map((item) => items[item].name).join(".");
    const address = location.pathname + location.search + (hash ? `#${hash}` : "");
    if (location.hash.slice(1) !== hash) history.replaceState(null, "", address);
  }

  // Printing: what is printed stands alone in the tree, whatever else the page has

  /** @param {string} text as a string of a style sheet, which holds no mark that could end it */
  const inStyle = (text) => `"${text.replace(/[^A-Za-z0-9 .,:()_-]/gu, (char) => `\\${char.codePointAt(0)?.toString(16)} `)}"`;

  /** @param {string[]} parts */
  const footOf = (...parts) => joined(parts.filter(Boolean).join("  ·  "));

  /** @param {string} kind @param {Sheet} sheet */
  function margins(kind, sheet) {
    const start = footOf(...(kind === "key" ? [words.key] : []), title(), versionOf(sheet.version));
    const name = `${words.name_again} ${"_".repeat(34)}`;
    style.textContent = data.margins[kind]
      .replace(/"START ?"/, () => inStyle(start)).replace(/"END ?"/, () => inStyle(`${sheet.code}  ·  `))
      .replace(/"NAME ?"/, () => inStyle(name)).replace("size: PAPER", () => `size: ${data.sizes[field("paper").value]}`);
  }

  const style = document.createElement("style");
  const [documentTitle, bodyClass] = [document.title, document.body.className];
  const bar = at("print-bar");
  let scrolled = 0;

  /** @param {string} kind @param {string} version */
  function stand(kind, version) {
    const listed = sheets();
    const sheet = listed.find((other) => other.version === version) ?? listed[0];
    const profile = kind === "key" ? "standard" : field("profile").value;
    const page = kind === "key" ? keyPage(sheet, listed) : sheetPage(sheet, profile, false);
    margins(kind, sheet);
    document.head.append(style);
    scrolled = scrollY;
    document.title = [...(kind === "key" ? [words.key] : []), title(), versionOf(version)].filter(Boolean).join(" – ");
    document.body.className = `${kind} ${profile}`;
    bar.hidden = false;
    document.documentElement.classList.remove("composing");
    document.body.replaceChildren(bar, page);
  }

  function putBack() {
    if (tool.isConnected) return;
    [document.title, document.body.className, bar.hidden] = [documentTitle, bodyClass, true];
    style.remove();
    document.documentElement.classList.add("composing");
    document.body.replaceChildren(tool, bar);
    scrollTo(0, scrolled);
  }

  /** @param {string} kind @param {string} version */
  function printOut(kind, version) {
    stand(kind, version);
    print();
  }

  addEventListener("beforeprint", () => { // asked for from the browser's own menu
    if (!tool.isConnected || !taken.length) return;
    const [kind, sheet] = looked();
    stand(kind, sheet.version);
  });
  addEventListener("afterprint", putBack);
  at("print-back").onclick = putBack;
  at("print-again").onclick = () => print();

  // What is kept: in the address which questions are taken, in a file everything

  /** @param {number} item */
  function saved(item) {
    const { sheet, key, points } = changes.get(item) ?? { sheet: [], key: [], points: "" };
    return { name: items[item].name, sheet: [...sheet], key: [...key], points };
  }

  const FIELDS = ["title", "school", "audience", "duration", "instructions", "kind", "profile", "paper"];

  function save() {
    const file = {
      format: FORMAT, course: data.course, items: taken.map(saved), versions, skills, extracts, justified,
      look: Object.fromEntries(FIELDS.map((name) => [name, field(name).value])),
      marked: field("marked").checked, texts: field("texts").checked, boxes: hasBoxes,
    };
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(file, null, 1)], { type: "application/json" }));
    link.download = `${slug(title()) || "fiche"}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    isUnsaved = false;
  }

  /** @param {unknown} value @param {number} [most] @returns {value is string} */
  const isWords = (value, most = 5000) => typeof value === "string" && value.length <= most;

  /** @param {unknown} value @param {(each: unknown) => boolean} holds */
  const isList = (value, holds) => Array.isArray(value) && value.length <= 1000 && value.every(holds);

  /** @param {unknown} pair */
  const isPair = (pair) => Array.isArray(pair) && pair.length === 2 && pair.every((side) => isWords(side));

  /** @param {any} item */
  const isSavedItem = (item) => item && typeof item === "object" && isWords(item.name, 20) &&
    isList(item.sheet, isPair) && isList(item.key, isPair) && isWords(item.points, 8) &&
    /^(?:\d{1,3}(?:\.(?:25|5|75))?)?$/.test(item.points);

  /** Whether a file is one of ours, whole and of this course. @param {any} file */
  function isSaved(file) {
    return file && typeof file === "object" && file.format === FORMAT && file.course === data.course &&
      isList(file.items, isSavedItem) && file.look && typeof file.look === "object" &&
      FIELDS.every((name) => isWords(file.look[name]) && fits(field(name), file.look[name])) &&
      isList(file.versions, (letter) => isWords(letter, 1) && LETTERS.includes(String(letter))) &&
      file.versions.length > 0 && new Set(file.versions).size === file.versions.length &&
      isList(file.skills, (skill) => isWords(skill)) &&
      isList(file.extracts, (name) => data.held.includes(String(name))) &&
      ["", ...data.markings].includes(file.justified) &&
      [file.marked, file.texts, file.boxes].every((each) => typeof each === "boolean");
  }

  /** @param {Element} chosen @param {string} value whether a list has it; a field takes all */
  const fits = (chosen, value) =>
    !(chosen instanceof HTMLSelectElement) || [...chosen.options].some((option) => option.value === value);

  /** @param {string} text of a file */
  function reopen(text) {
    let file = /** @type {any} */ (null);
    try {
      file = text.length <= LARGEST ? JSON.parse(text) : null;
    } catch {
      // it is refused below
    }
    if (!isSaved(file)) return say(at("notice"), words.refused_file);
    for (const name of FIELDS) field(name).value = file.look[name];
    [field("marked").checked, field("texts").checked] = [file.marked, file.texts];
    [skills, extracts, hasBoxes, justified] = [file.skills, file.extracts, file.boxes, file.justified];
    setVersions(file.versions);
    changes.clear();
    for (const { name, sheet, key, points } of file.items) {
      const item = places.get(name);
      if (item === undefined || !(sheet.length || key.length || points)) continue;
      changes.set(item, { sheet: new Map(sheet), key: new Map(key), points });
    }
    isUnsaved = false;
    take(file.items.map((/** @type {{name: string}} */ { name }) => name), words.opened_file);
  }

  /** Takes questions by their names, and says which are not here. @param {string[]} names @param {string} [notice] */
  function take(names, notice = "") {
    const unknown = names.filter((name) => !places.has(name));
    taken = [...new Set(names.flatMap((name) => places.get(name) ?? []))];
    editing = -1;
    say(at("notice"), unknown.length ? filled(words.unknown_codes, unknown.join(", ")) : notice);
    refresh();
  }

  /** @param {string[]} letters */
  function setVersions(letters) {
    versions = letters;
    const select = field("versions");
    if (!fits(select, letters.join(""))) select.append(new Option(String(letters.length), letters.join("")));
    select.value = letters.join("");
  }

  /** @param {string} id of a ready worksheet, to begin with */
  function begin(id) {
    const ready = data.ready.find((other) => other.id === id);
    if (!ready) return;
    for (const name of /** @type {const} */ (["title", "audience", "duration", "instructions", "kind"])) {
      field(name).value = name === "instructions" ? ready[name] : joined(ready[name]);
    }
    [field("marked").checked, field("texts").checked] = [ready.marked, ready.held.length > 0];
    [skills, extracts, hasBoxes, justified] = [ready.skills, ready.held, ready.boxes, ready.justified];
    setVersions(ready.versions);
    take(ready.items.flatMap((name) => items[byId.get(name) ?? -1]?.name ?? []));
  }

  // One question less: the compiler's choice in this language; a test holds both together

  const WEIGHTS = Object.entries({ level: 4, category: 3, form: 1, text: 2 });
  const GONE = 4; // as much as so many questions too few does it count that nothing of a trait is left

  /** What a question asks, and how much that counts. @param {number} item @returns {[string, number][]} */
  const traits = (item) => WEIGHTS.flatMap(([kind, weight]) => items[item].facets[kind].filter(Boolean)
    .map((value) => /** @type {[string, number]} */ ([`${kind} ${value}`, weight])));

  /** How many questions ask each thing. @param {number[]} listed @returns {Map<string, [number, number]>} */
  function mixture(listed) {
    const counts = new Map();
    for (const [trait, weight] of listed.flatMap(traits)) counts.set(trait, [(counts.get(trait)?.[0] ?? 0) + 1, weight]);
    return counts;
  }

  /** @param {Map<string, [number, number]>} counts */
  const sumOf = (counts) => [...counts.values()].reduce((sum, [count]) => sum + count, 0);

  /** How far some questions are from the mixture of the whole. @param {number[]} listed
   * @param {Map<string, [number, number]>} whole */
  function apart(listed, whole) {
    const counts = mixture(listed);
    const share = sumOf(counts) / sumOf(whole);
    return [...whole].reduce((sum, [trait, [many, weight]]) => {
      const count = counts.get(trait)?.[0] ?? 0;
      const missing = (count - many * share) ** 2 + (count ? 0 : GONE);
      return sum + Math.round(weight * missing * 1e6) / 1e6;
    }, 0);
  }

  let full = /** @type {number[]} */ ([]); // from which one after the other was taken off
  let rest = "";

  function fewer() {
    if (taken.join() !== rest) full = taken;
    const whole = mixture(full);
    const ranked = taken.map((item) => ({ item, far: apart(taken.filter((other) => other !== item), whole) }));
    ranked.sort((a, b) => a.far - b.far || items[b.item].height - items[a.item].height);
    taken = taken.filter((item) => item !== ranked[0].item);
    rest = taken.join();
    refresh();
  }

  let waiting = 0;

  function filter() {
    const chosenBy = /** @type {HTMLSelectElement[]} */ (all(document, "select.filter")).filter(({ value }) => value);
    const fitting = items.map(({ facets }) => chosenBy.every(({ name, value }) => facets[name].includes(value)));
    const shown = bases.filter((_, place) => fitting[place]);
    say(at("count"), counted(words.questions_count, shown.length));
    clearTimeout(waiting);
    list.replaceChildren(); // blanks between what is hidden would take a browser seconds
    reveal(shown);
  }

  /** Shows questions a screenful after the other: the first are seen at once. @param {HTMLElement[]} rest */
  function reveal(rest) {
    list.append(...rest.slice(0, SCREENFUL));
    if (rest.length > SCREENFUL) waiting = setTimeout(() => reveal(rest.slice(SCREENFUL)));
  }

  function follow() {
    let hash = "";
    try {
      hash = decodeURIComponent(location.hash.slice(1));
    } catch {
      // an address that is none
    }
    take(hash.split(".").filter(Boolean).slice(0, 1000).map((name) => name.slice(0, 20)));
  }

  at("bank").addEventListener("change", ({ target }) => {
    const box = /** @type {HTMLInputElement} */ (target);
    if (box.classList.contains("filter")) filter();
    const item = places.get(box.value);
    if (!box.classList.contains("take") || item === undefined) return;
    taken = box.checked ? [...taken, item] : taken.filter((other) => other !== item);
    say(at("notice"), "");
    refresh();
  });
  look.onsubmit = (event) => event.preventDefault();
  look.oninput = (event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    if (input.name === "kind") field("marked").checked = input.value !== "activity";
    if (input.name === "versions") versions = [...input.value];
    if (input.name === "texts") extracts = [];
    isUnsaved ||= input.type === "text" || input.type === "textarea";
    refresh();
  };
  view.onchange = () => { preview(); tell(); };
  for (const select of /** @type {HTMLSelectElement[]} */ (all(document, "#begin"))) {
    select.onchange = () => begin(select.value);
  }
  at("save").onclick = save;
  at("open").onchange = async (event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const file = input.files?.[0];
    if (file) reopen(file.size <= 4 * LARGEST ? await file.text() : "");
    input.value = "";
  };
  at("fewer").onclick = fewer;
  at("clear").onclick = () => { // what no field shows goes with the questions
    [skills, extracts, hasBoxes, justified] = [[], [], true, ""];
    take([]);
  };
  addEventListener("beforeunload", (event) => { if (isUnsaved) event.preventDefault(); });
  addEventListener("click", (event) => { // the address keeps the questions that are taken
    const more = /** @type {Element} */ (event.target).closest("a.more");
    if (!more) return;
    event.preventDefault();
    document.querySelector(more.getAttribute("href") ?? "")?.scrollIntoView();
  });
  addEventListener("hashchange", follow);
  field("school").value = joined(data.school);
  filter();
  follow();
});

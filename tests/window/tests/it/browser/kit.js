// What the tests look with, inside the page. Every function answers plain data, most of them a list of what is wrong.
(() => {
  const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
  const frame = () => new Promise((done) => requestAnimationFrame(() => done()));
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  /// A short name of an element, by which a person finds it in the source.
  const name = (e) => {
    if (!e) return "nothing";
    const action = e.dataset?.action ? `[data-action=${e.dataset.action}]` : "";
    const id = e.id ? `#${e.id}` : "";
    const kind = typeof e.className === "string" && e.className ? `.${e.className.trim().split(/\s+/).join(".")}` : "";
    const text = (e.getAttribute?.("aria-label") || e.innerText || "").trim().replace(/\s+/g, " ").slice(0, 40);
    return `${e.tagName.toLowerCase()}${id || action || kind} “${text}”`;
  };

  const seen = (e) => {
    if (!e.isConnected || e.closest("[inert], [hidden]")) return false;
    if (!e.checkVisibility({ checkOpacity: false, checkVisibilityCSS: true })) return false;
    const box = e.getBoundingClientRect();
    return box.width > 0 && box.height > 0;
  };

  /// Waits until nothing loads and nothing changes.
  const settle = async (most = 20000) => {
    let changed = performance.now();
    const watch = new MutationObserver(() => (changed = performance.now()));
    watch.observe(document.documentElement, { subtree: true, childList: true, attributes: true, characterData: true });
    const start = performance.now();
    try {
      while (performance.now() - start < most) {
        await sleep(25);
        // A page without its main part has not begun yet.
        const busy = !document.querySelector("main") || document.querySelector("[aria-busy=true], .bone, .starting");
        const still = performance.now() - changed;
        if ((!busy && still > 140) || (still > 3000 && document.querySelector("main"))) break;
      }
    } finally {
      watch.disconnect();
    }
    await document.fonts.ready;
    await frame();
    await frame();
  };

  /// Goes to an address of the window.
  const visit = async (path) => {
    const before = document.title;
    location.hash = path;
    await frame();
    await settle();
    const wrong = [];
    const heading = document.querySelector("main h1");
    if (!heading) wrong.push("no h1");
    else {
      if (document.activeElement !== heading) wrong.push(`the focus is on ${name(document.activeElement)} and not on the heading`);
      if (!document.title.startsWith(heading.innerText.trim())) wrong.push(`the title of the window is “${document.title}”`);
    }
    if (document.title === before) wrong.push(`the title of the window did not change: “${before}”`);
    if (all("h1").length !== 1) wrong.push(`${all("h1").length} headings of the first level`);
    return wrong;
  };

  /// Texts and labels that are no language of people: ids of messages, open braces, marks of isolation.
  const texts = () => {
    const wrong = new Set();
    const look = (text, where) => {
      const plain = text.trim();
      if (!plain) return;
      const id = /^[a-z][a-z0-9]*(-[a-z0-9]+)+(\.[a-z]+)?$/.test(plain);
      if (id || /\{\s*\$|[\u2066-\u2069]|undefined|NaN|\[object/.test(plain)) wrong.add(`“${plain.slice(0, 60)}” in ${name(where)}`);
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      // What a person or a machine wrote is not ours to word.
      if (!parent || parent.closest("script, style, .textLayer, code, kbd, .code, [data-verbatim], .version-origin, textarea")) continue;
      look(walker.currentNode.textContent, parent);
    }
    for (const e of all("[aria-label], [title], [placeholder], [alt], [aria-description]"))
      for (const attribute of ["aria-label", "title", "placeholder", "alt", "aria-description"])
        if (e.hasAttribute(attribute)) look(e.getAttribute(attribute), e);
    return [...wrong];
  };

  /// Refusals that stand on the page.
  const refusals = () => all("[data-code]").filter((e) => seen(e) && /^(browser|window)-/.test(e.dataset.code)).map((e) => e.innerText.trim().slice(0, 160));

  /// What stands beside the window: the page or a part of it is wider than its room.
  const wide = () => {
    const wrong = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) {
      const edge = root.clientWidth;
      const who = all("body *").filter((e) => seen(e) && e.getBoundingClientRect().right > edge + 1 && !e.closest(".list-room, .preview-room, [data-scrolls]"));
      wrong.push(`${root.scrollWidth - root.clientWidth} px wider than the window: ${name(who[who.length - 1])}`);
    }
    return wrong;
  };

  /// Words that are cut off, by an ellipsis or by the edge of their box.
  const cut = () => {
    const wrong = new Set();
    for (const e of all("body *")) {
      if (!seen(e) || e.closest(".visually-hidden, .textLayer, .preview-room, [data-cut]")) continue;
      const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
      if (!own) continue;
      const style = getComputedStyle(e);
      const hides = (axis) => ["hidden", "clip"].includes(style[axis]);
      if (hides("overflowX") && e.scrollWidth > e.clientWidth + 1) wrong.add(`cut off: ${name(e)}`);
      else if (hides("overflowY") && e.scrollHeight > e.clientHeight + 2) wrong.add(`cut off below: ${name(e)}`);
    }
    // A button is as wide as its words; a label that runs out of it is seen by its box.
    for (const e of all("button, .tab, .rail-link, .status"))
      if (seen(e) && e.scrollWidth > e.clientWidth + 2 && getComputedStyle(e).overflowX !== "visible") wrong.add(`out of its button: ${name(e)}`);
    return [...wrong];
  };

  const axe = async (options) => {
    const found = await window.axe.run(document, {
      resultTypes: ["violations"],
      rules: { "target-size": { enabled: true } },
      ...options,
    });
    return found.violations.map(
      (v) => `${v.id}: ` + v.nodes.slice(0, 4).map((n) => `${n.html.slice(0, 140)} ${(n.any[0] || n.all[0] || n.none[0])?.message ?? ""}`).join(" | "),
    );
  };

  const FOCUSABLE = "a[href], button:not([disabled]), input:not([disabled]):not([type=hidden]), select:not([disabled]), textarea:not([disabled]), summary, [tabindex='0'], [contenteditable=true]";

  /// What Tab must reach: everything that can be used, one for each group of radio buttons.
  const reachable = (root = document) => {
    const groups = new Map();
    return all(FOCUSABLE, root).filter((e) => {
      if (e.tabIndex < 0 || !seen(e)) return false;
      if (e.closest("details:not([open])") && !(e.tagName === "SUMMARY" && e.parentElement.closest("details") === e.closest("details") && !e.parentElement.parentElement.closest("details:not([open])"))) return false;
      if (e.type === "radio") {
        const others = all(`input[type=radio][name="${CSS.escape(e.name)}"]:not([disabled])`, root);
        const one = others.find((o) => o.checked) ?? others[0];
        if (groups.has(e.name) || e !== one) return false;
        groups.set(e.name, e);
      }
      return true;
    });
  };

  const outlined = (e) => {
    const room = [e, e.closest("label"), e.closest(".search, .ds-field, .field, .choice, .key-row")].filter(Boolean);
    return room.some((one) =>
      [null, "::after", "::before"].some((part) => {
        const style = getComputedStyle(one, part);
        return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
      }),
    );
  };

  /// Follows the focus from now on.
  const follow = () => {
    const walk = { stops: [], shown: new Set(), hidden: new Set() };
    window.kit.walk = walk;
    if (window.kit.following) document.removeEventListener("focusin", window.kit.following, true);
    window.kit.following = (event) => {
      const e = event.target;
      walk.stops.push(e);
      if (outlined(e)) walk.shown.add(e);
      const box = e.getBoundingClientRect();
      // Covered by something that stands before it (WCAG 2.2, 2.4.11): looked at once the page has scrolled.
      requestAnimationFrame(() => {
        if (document.activeElement !== e) return;
        // Where the focus comes back from the browser's own parts its style comes a moment after it.
        if (outlined(e)) walk.shown.add(e);
        const at = e.getBoundingClientRect();
        const x = at.left + at.width / 2, y = at.top + Math.min(at.height / 2, 12);
        const top = document.elementFromPoint(x, y);
        if (top && box.width > 0 && !e.contains(top) && !top.contains(e) && !top.closest("label")?.contains(e)) walk.hidden.add(`${name(e)} behind ${name(top)}`);
      });
    };
    document.addEventListener("focusin", window.kit.following, true);
    return reachable().length;
  };

  /// What the walk did not reach, or reached without being seen.
  const walked = (root = "body") => {
    const { stops, shown, hidden } = window.kit.walk;
    const visited = new Set(stops);
    const groups = new Set(stops.filter((e) => e.type === "radio").map((e) => e.name));
    const wrong = reachable(document.querySelector(root))
      .filter((e) => !visited.has(e) && !(e.type === "radio" && groups.has(e.name)))
      .map((e) => `Tab does not reach ${name(e)}`);
    for (const e of visited) if (e !== document.body && !shown.has(e)) wrong.push(`the focus is not seen on ${name(e)}`);
    for (const text of hidden) wrong.push(`hidden: ${text}`);
    return wrong;
  };

  /// Buttons of the page that open a dialogue, by their place among all its buttons. Each is pressed on the page as it
  /// is when one comes to it.
  const openers = async (path) => {
    const found = [];
    // What was pressed since the page came: a button may be there only because of it.
    let before = [];
    const buttons = () => all("main button:not([disabled]), main summary").filter(seen);
    const fresh = async () => {
      for (const dialog of all("dialog[open]")) dialog.dispatchEvent(new Event("cancel", { cancelable: true }));
      if (document.querySelector("dialog[open]") || location.hash !== `#${path}`) {
        location.hash = "/unknown";
        await settle(3000);
        location.hash = path;
        await settle(3000);
        before = [];
      }
    };
    await fresh();
    const signature = (e) => (e.dataset.action ?? `${e.getAttribute("aria-label") ?? e.innerText}`.replace(/\d+/g, "#")).trim();
    const tried = new Set();
    for (let turn = 0; turn < 80; turn++) {
      const next = buttons().find((e) => !tried.has(signature(e)) && !e.closest(".notices"));
      if (!next) break;
      const which = signature(next);
      tried.add(which);
      if (next.tagName === "SUMMARY") {
        if (!next.parentElement.open) next.click();
        await frame();
        continue;
      }
      // Buttons of a kind that lock, end or leave the window are not pressed.
      if (next.closest("[data-leaves]")) continue;
      const place = buttons().indexOf(next);
      next.focus();
      next.click();
      // Some read first what they show.
      for (let wait = 0; wait < 14 && !document.querySelector("dialog[open]"); wait++) await sleep(25);
      if (document.querySelector("dialog[open]")) {
        found.push({ place, which, before: [...before], title: document.querySelector("dialog[open] h2")?.innerText ?? "" });
        await settle(1500);
      }
      before.push(which);
      await fresh();
    }
    return { found, tried: [...tried] };
  };

  /// The button of that name, with the focus.
  const button = async (which) => {
    const signature = (e) => (e.dataset.action ?? `${e.getAttribute("aria-label") ?? e.innerText}`.replace(/\d+/g, "#")).trim();
    for (const summary of all("main details:not([open]) > summary").filter(seen)) summary.click();
    await frame();
    const found = all("main button:not([disabled])").filter(seen).find((e) => signature(e) === which);
    if (!found) return false;
    found.scrollIntoView({ block: "center" });
    found.focus();
    window.kit.opener = found;
    return document.activeElement === found;
  };

  window.kit = { settle, visit, texts, refusals, wide, cut, axe, follow, walked, openers, button, reachable, name, seen, frame, sleep };
})();

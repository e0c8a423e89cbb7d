// Starts the front end; a file of its own because the page allows no inline script.
//
// The shell says in `greffeBegin` which page comes first. It is drawn here at once, before the program is there: it can be
// read, and its field takes what is typed. The program then takes its place, and what was typed, chosen or pressed meanwhile
// goes on there. Nothing of it is kept: the field is emptied and gone.
const root = document.documentElement;

// What went wrong in the program, for whoever looks for the reason: `greffeFaults` in the console. A program that stopped
// can do nothing more. Before its first page stood nothing is lost by beginning again: twice, no more. Later a panel says it.
let stands = false;
globalThis.greffeFaults = [];
const fault = (cause) => {
  if (greffeFaults.length < 20) greffeFaults.push([String(cause), cause?.stack].join("\n"));
  if (!(cause instanceof WebAssembly.RuntimeError)) return;
  const tried = Number(sessionStorage.getItem("greffe-again") ?? 0);
  if (stands || tried >= 2) {
    stopped();
    return;
  }
  sessionStorage.setItem("greffe-again", String(tried + 1));
  location.reload();
};
addEventListener("error", ({ error, message }) => fault(error ?? message));
addEventListener("unhandledrejection", ({ reason }) => fault(reason));

// Paper is white: what is printed is printed as in the light, whatever the window looks like.
let scheme;
let opened = [];
addEventListener("beforeprint", () => {
  scheme = root.dataset.colorScheme;
  root.dataset.colorScheme = "light";
  // A chart on paper brings its numbers along.
  opened = [...document.querySelectorAll(".bars-card details:not([open])")];
  for (const details of opened) details.open = true;
});
addEventListener("afterprint", () => {
  if (scheme) root.dataset.colorScheme = scheme;
  for (const details of opened) details.open = false;
});

// Who asks the system for more contrast has it here as well; the settings can only add to it.
const contrast = matchMedia("(prefers-contrast: more)");
const follow = () => { root.dataset.systemContrast = contrast.matches ? "more" : "as-designed"; };
contrast.addEventListener("change", follow);
follow();

// The texts of a language, asked for once.
const languages = ["fr", "de", "lb", "en"];
const asked = {};
const text = async (lang) => {
  const answer = await fetch(`/words/${lang}.ftl`);
  if (!answer.ok) throw new Error(`words/${lang}.ftl: ${answer.status}`);
  return answer.text();
};
const textOf = (lang) => (asked[lang] ??= text(lang));

const element = (tag, attributes, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
};

// A message of these texts; those that are read here are one line each.
const reading = (words) => (id) => words.match(new RegExp(`^${id} = (.*)$`, "m"))?.[1] ?? "";

// The page is loaded anew where it was; where the program has stopped before, it begins at the first page.
const anewAt = () => {
  if (sessionStorage.getItem("greffe-stopped") === location.hash) history.replaceState(null, "", location.pathname + location.search);
  sessionStorage.setItem("greffe-stopped", location.hash);
  location.reload();
};

// The program stopped in the middle of work, and its page with it: what happened, what is safe, and the way on. The panel is
// modal over everything, also over a dialogue of the program, and takes every key from it.
let told = false;
const stopped = async () => {
  if (told) return;
  told = true;
  const lang = languages.includes(root.lang) ? root.lang : languages[0];
  const t = reading(await textOf(lang));
  const button = element("button", { type: "button", class: "ds-button", "data-action": "anew" }, t("stopped-anew"));
  const panel = element("dialog", {
      class: "sheet", role: "alertdialog", lang, closedby: "none", "aria-labelledby": "stopped-title", "aria-describedby": "stopped-text" },
    element("div", { class: "sheet-head" },
      element("h2", { class: "sheet-title", id: "stopped-title" }, t("stopped-title"))),
    element("div", { class: "sheet-body stack" },
      element("div", { class: "stack-tight", id: "stopped-text" },
        element("p", {}, t("stopped-what")),
        element("p", {}, t("stopped-safe")),
        element("p", {}, t("stopped-lost")),
        element("p", {}, t("stopped-next"))),
      element("div", { class: "sheet-actions" }, button)));
  document.body.append(panel);
  panel.showModal();
  button.focus();
  const since = performance.now();
  // Whoever was writing does not press the button unread.
  const unread = (event) => event.repeat || performance.now() - since < 1000;
  addEventListener("keydown", (event) => {
    event.stopImmediatePropagation();
    if (!["Enter", " ", "Tab", "Escape"].includes(event.key)) return;
    event.preventDefault();
    button.focus();
    if ((event.key === "Enter" || event.key === " ") && !unread(event)) anewAt();
  }, true);
  panel.addEventListener("cancel", (event) => event.preventDefault());
  button.addEventListener("click", anewAt);
};

// The first page as the program will draw it (ui/src/pages/unlock.rs and create.rs).
const front = (t, lang, inner) =>
  element("div", { class: "front" },
    element("header", { class: "front-house" },
      element("div", { class: "front-brand" },
        element("img", { class: "mark", src: "/icon.svg", alt: "" }),
        element("span", { class: "wordmark" }, t("app-name"))),
      element("p", { class: "front-line" }, t("front-line")),
      element("p", { class: "front-note" }, t("front-note"))),
    element("main", { class: "front-form" },
      element("div", { class: "front-language" },
        element("div", { class: "field" },
          element("label", { class: "field-label", for: "begin-language" }, t("language")),
          element("select", { class: "ds-input", id: "begin-language", "data-goes-on": "#language" }, element("option", { value: lang }, t("language-name"))))),
      inner));

const pages = {
  locked: (t, lang, begun) => {
    const field = element("input", {
      id: "begin-passphrase", class: "ds-input", type: "password", autocomplete: "current-password", autocapitalize: "off",
      spellcheck: "false", "aria-required": "true", "data-goes-on": "#passphrase" });
    const send = element("button", { type: "submit", class: "ds-button front-submit", "data-goes-on": ".front-submit" }, t("unlock-submit"));
    const form = element("form", { class: "stack", novalidate: "" },
      element("div", { class: "field" },
        element("label", { class: "field-label", for: "begin-passphrase" }, t("passphrase")),
        element("div", { class: "field-secret" }, field)),
      send);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      begun.sent = true;
      if (field.value) {
        send.setAttribute("aria-busy", "true");
        send.textContent = t("unlock-busy");
      }
    });
    const forgotten = element("button", {
      type: "button", class: "ds-button", "data-variant": "tertiary", "data-size": "sm", "data-goes-on": "[data-action=forgotten]" },
      t("recover-link"));
    begun.field = field;
    return front(t, lang, element("div", { class: "front-inner" },
      element("h1", { class: "front-title" }, t("unlock-title")),
      element("p", { class: "lead" }, t("unlock-explain")),
      form,
      element("p", {}, forgotten)));
  },
  create: (t, lang) => {
    const way = (name, checked) =>
      element("label", { class: "tick", for: `first-${name}` },
        element("input", { type: "radio", class: "ds-input", name: "first-way", id: `first-${name}`, "data-goes-on": `#${name}`,
          ...(checked && { checked: "" }), "aria-describedby": `first-${name}-hint` }),
        element("span", {},
          element("span", { class: "tick-label" }, t(name)),
          element("span", { class: "field-hint", id: `first-${name}-hint` }, t(`${name}-hint`))));
    const ways = ["begin-new", "begin-join", "begin-look", "begin-restore"];
    return front(t, lang, element("div", { class: "front-inner" },
      element("h1", { class: "front-title" }, t("create-title")),
      element("p", { class: "lead" }, t("create-explain")),
      element("fieldset", { class: "stack-tight begin-way" },
        element("legend", { class: "field-label" }, t("begin-way")),
        ...ways.map((name, place) => way(name, place === 0)))));
  },
};

const place = document.getElementById("begin");
const begun = { sent: false, pressed: null, composing: false, field: null };

const draw = async ({ page, settings }) => {
  if (!pages[page]) return;
  const lang = settings.lang;
  const t = reading(await textOf(lang));
  root.lang = lang;
  root.dataset.colorScheme = { light: "light", dark: "dark" }[settings.theme] ?? "auto";
  root.dataset.contrast = settings.high_contrast ? "more" : "system";
  place.append(pages[page](t, lang, begun));
  document.title = t("window-title").replace(/\{ ?\$page ?\}/, t(page === "locked" ? "unlock-title" : "create-title"));
  place.addEventListener("click", ({ target }) => {
    const pressed = target.closest?.("button[type=button], input[type=radio]");
    if (pressed) begun.pressed = pressed.dataset.goesOn;
  });
  place.addEventListener("compositionstart", () => { begun.composing = true; });
  begun.field?.focus();
  performance.mark("greffe-readable");
};

// Called by the program as soon as its own page stands in `#app`, hidden until now.
globalThis.greffeArrived = () => {
  stands = true;
  sessionStorage.removeItem("greffe-again");
  if (!place.isConnected) return;
  if (begun.composing) {
    // A letter is being put together: it is waited for.
    begun.composing = false;
    place.addEventListener("compositionend", () => setTimeout(globalThis.greffeArrived), { once: true });
    return;
  }
  const { field } = begun;
  const at = place.contains(document.activeElement) ? document.activeElement.dataset.goesOn : undefined;
  const typed = field?.value ?? "";
  const [from, to] = field ? [field.selectionStart, field.selectionEnd] : [0, 0];
  if (field) field.value = "";
  place.remove();
  const next = field && document.querySelector(field.dataset.goesOn);
  if (next) next.value = typed;
  if (at) document.querySelector(at)?.focus();
  // The field that takes the focus by itself could not while it was hidden.
  if (document.activeElement === document.body) document.querySelector("#app [autofocus]")?.focus();
  if (next) next.setSelectionRange(from, to);
  if (next && begun.sent) next.form?.requestSubmit();
  if (begun.pressed) document.querySelector(begun.pressed)?.click();
  begun.field = null;
  performance.mark("greffe-ready");
};

// A page that was loaded anew may be that of an open desk: the program knows.
const anew = performance.getEntriesByType("navigation")[0]?.type === "reload";
if (globalThis.greffeBegin && !anew) {
  await draw(globalThis.greffeBegin);
  // The page is painted first: reading megabytes of program would keep it waiting. A window that is not seen paints nothing.
  await new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, 100);
  });
}
const program = fetch("/ui_bg.wasm");
const [{ default: init }, ...texts] = await Promise.all([import("./ui.js"), ...languages.map(textOf)]);
globalThis.greffeWords = Object.fromEntries(languages.map((lang, place) => [lang, texts[place]]));

await init({ module_or_path: program });

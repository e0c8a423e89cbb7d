// Draws pages of a PDF with pdf.js. Bytes come from the desk; nothing is fetched but pdf.js's own parts.
const here = (path) => new URL(path, import.meta.url).href;
let library;

async function pdfjs() {
  if (!library) {
    library = await import("./vendor/pdfjs/pdf.min.mjs");
    library.GlobalWorkerOptions.workerSrc = here("./vendor/pdfjs/pdf.worker.min.mjs");
  }
  return library;
}

// A password opens what is encrypted, and is kept nowhere.
export async function openPdf(bytes, password) {
  const { getDocument } = await pdfjs();
  const task = getDocument({
    data: bytes,
    password: password ?? undefined,
    cMapUrl: here("./vendor/pdfjs/cmaps/"),
    cMapPacked: true,
    iccUrl: here("./vendor/pdfjs/iccs/"),
    standardFontDataUrl: here("./vendor/pdfjs/standard_fonts/"),
    wasmUrl: here("./vendor/pdfjs/wasm/"),
    enableXfa: false,
    stopAtErrors: false,
    maxImageSize: 64 * 1024 * 1024,
  });
  try {
    return await task.promise;
  } catch (error) {
    await task.destroy();
    if (error && error.name === "PasswordException" && password) throw "PasswordWrong";
    throw error && error.name ? error.name : "Unknown";
  }
}

export function pageCount(document) {
  return document.numPages;
}

export function closePdf(document) {
  document.loadingTask.destroy();
}

const turns = new WeakMap();

// Puts page `number` into `holder`, `percent` of its true size (0: as wide as the holder's parent allows).
// Answers [percent shown, number of pieces of text], or null when a newer call has overtaken this one.
export async function drawPage(document_, number, holder, percent) {
  const { TextLayer } = await pdfjs();
  const turn = (turns.get(holder) ?? 0) + 1;
  turns.set(holder, turn);
  const overtaken = () => turns.get(holder) !== turn;

  const page = await document_.getPage(number);
  if (overtaken()) return null;
  const true_size = page.getViewport({ scale: 96 / 72 });
  const room = Math.max(200, holder.parentElement.clientWidth - 48);
  const shown = percent > 0 ? percent : Math.min(200, Math.floor((room / true_size.width) * 100));
  const viewport = page.getViewport({ scale: ((96 / 72) * shown) / 100 });

  // A page of any size stays within what a canvas can hold.
  const limit = 16_000_000;
  const density = Math.min(window.devicePixelRatio || 1, Math.sqrt(limit / (viewport.width * viewport.height)));
  const canvas = window.document.createElement("canvas");
  canvas.width = Math.floor(viewport.width * density);
  canvas.height = Math.floor(viewport.height * density);
  canvas.style.width = `${Math.floor(viewport.width)}px`;
  canvas.style.height = `${Math.floor(viewport.height)}px`;
  canvas.setAttribute("aria-hidden", "true");
  await page.render({
    canvas,
    viewport,
    transform: density === 1 ? null : [density, 0, 0, density, 0, 0],
  }).promise;
  if (overtaken()) return null;

  const text = window.document.createElement("div");
  text.className = "textLayer";
  const layer = new TextLayer({
    textContentSource: page.streamTextContent({ includeMarkedContent: true, disableNormalization: true }),
    container: text,
    viewport,
  });
  holder.style.setProperty("--total-scale-factor", String(viewport.scale));
  holder.style.setProperty("--scale-factor", String(viewport.scale));
  holder.style.width = canvas.style.width;
  holder.style.height = canvas.style.height;
  await layer.render();
  const structure = await outline(page);
  if (overtaken()) return null;
  holder.replaceChildren(...[canvas, text, structure].filter(Boolean));
  layers.set(holder, { pieces: layer.textContentItemsStr, places: layer.textDivs, marked: new Set() });
  return [shown, text.querySelectorAll("span").length];
}

const layers = new WeakMap();

// What a tagged PDF says of its text: headings with their level, pictures with what they show. The text itself stays in
// its layer; the outline owns it.
async function outline(page) {
  let tree = null;
  try {
    tree = await page.getStructTree();
  } catch {
    // A tree that cannot be read is as none: the text is there.
  }
  if (!tree) return null;
  const room = window.document.createElement("div");
  room.className = "structure visually-hidden";
  const owned = (node) =>
    (node.children ?? []).flatMap((child) => (child.type === "content" ? [child.id] : child.role ? owned(child) : []));
  let budget = 20_000;
  const walk = (node) => {
    if (--budget < 0) return;
    const level = /^H([1-6])$/.exec(node.role ?? "");
    if (level || node.role === "H") {
      const ids = owned(node).filter((id) => typeof id === "string");
      if (ids.length > 0) {
        const heading = window.document.createElement("span");
        heading.setAttribute("role", "heading");
        heading.setAttribute("aria-level", level ? level[1] : "1");
        heading.setAttribute("aria-owns", ids.join(" "));
        if (node.lang) heading.lang = node.lang;
        room.append(heading);
      }
      return;
    }
    if (node.role === "Figure" && node.alt) {
      const figure = window.document.createElement("span");
      figure.setAttribute("role", "img");
      figure.setAttribute("aria-label", node.alt);
      if (node.lang) figure.lang = node.lang;
      room.append(figure);
    }
    for (const child of node.children ?? []) walk(child);
  };
  walk(tree);
  return room.childElementCount > 0 ? room : null;
}

// The pieces of text of page `number`, in the order in which they are drawn; a piece that ends a line ends with one.
export async function pageText(document_, number) {
  const page = await document_.getPage(number);
  const content = await page.getTextContent({ includeMarkedContent: false, disableNormalization: true });
  return content.items.filter((item) => item.str !== undefined).map((item) => item.str + (item.hasEOL ? "\n" : ""));
}

// Marks what was found on the page in `holder`: `hits` holds for each [piece, start, last piece, end], in UTF-16 units;
// the one at `current` is brought into sight.
export function markHits(holder, hits, current) {
  const layer = layers.get(holder);
  if (!layer) return;
  for (const piece of layer.marked) layer.places[piece].textContent = layer.pieces[piece];
  layer.marked.clear();
  const parts = new Map();
  for (let index = 0; index * 4 < hits.length; index++) {
    const [first, start, last, end] = hits.slice(index * 4, index * 4 + 4);
    for (let piece = first; piece <= last; piece++) {
      const length = (layer.pieces[piece] ?? "").length;
      const from = Math.min(piece === first ? start : 0, length);
      const to = Math.min(piece === last ? end : length, length);
      if (to > from) parts.set(piece, [...(parts.get(piece) ?? []), [from, to, index === current]]);
    }
  }
  let shown = null;
  for (const [piece, list] of parts) {
    const place = layer.places[piece];
    if (!place) continue;
    layer.marked.add(piece);
    const whole = layer.pieces[piece];
    place.textContent = "";
    let at = 0;
    for (const [from, to, here] of list) {
      if (from < at) continue;
      place.append(whole.slice(at, from));
      const mark = window.document.createElement("mark");
      mark.textContent = whole.slice(from, to);
      if (here) {
        mark.className = "here";
        shown ??= mark;
      }
      place.append(mark);
      at = to;
    }
    place.append(whole.slice(at));
  }
  shown?.scrollIntoView({ block: "center", inline: "nearest" });
}

// Draws page `number` into a canvas that is at most `wide` and `high` pixels on the screen. Answers its true size in
// millimetres and the size drawn, or null when a newer call has overtaken this one.
export async function drawPicture(document_, number, canvas, wide, high) {
  const turn = (turns.get(canvas) ?? 0) + 1;
  turns.set(canvas, turn);
  const page = await document_.getPage(number);
  const natural = page.getViewport({ scale: 1 });
  const scale = Math.min(wide / natural.width, high / natural.height);
  const density = Math.min(window.devicePixelRatio || 1, 2);
  const viewport = page.getViewport({ scale: scale * density });
  // Drawn aside and put in its place whole: the picture before stays until then.
  const drawn = window.document.createElement("canvas");
  drawn.width = Math.max(1, Math.floor(viewport.width));
  drawn.height = Math.max(1, Math.floor(viewport.height));
  await page.render({ canvas: drawn, viewport }).promise;
  if (turns.get(canvas) !== turn) return null;
  canvas.width = drawn.width;
  canvas.height = drawn.height;
  canvas.style.width = `${Math.floor(natural.width * scale)}px`;
  canvas.style.height = `${Math.floor(natural.height * scale)}px`;
  canvas.getContext("2d").drawImage(drawn, 0, 0);
  return [(natural.width / 72) * 25.4, (natural.height / 72) * 25.4, natural.width * scale, natural.height * scale];
}

// Draws small pictures of pages into the canvases of a list when they come into sight. Answers what ends it.
export function watchThumbs(list, document_) {
  const drawn = new WeakSet();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        const canvas = entry.target.querySelector("canvas");
        const number = Number(entry.target.dataset.page);
        if (!entry.isIntersecting || !canvas || drawn.has(canvas)) continue;
        drawn.add(canvas);
        drawPicture(document_, number, canvas, 96, 136).catch(() => drawn.delete(canvas));
      }
    },
    { root: list, rootMargin: "200px" },
  );
  for (const row of list.querySelectorAll("[data-page]")) observer.observe(row);
  return observer;
}

export function endThumbs(observer) {
  observer.disconnect();
}

// Pages of one printing, at most; each is a picture that the printer gets.
const most = 300;

function forgetPrint() {
  for (const room of window.document.querySelectorAll(".print-room")) {
    for (const image of room.querySelectorAll("img")) URL.revokeObjectURL(image.src);
    room.remove();
  }
  window.document.documentElement.classList.remove("prints-pages");
}

// Takes away what was drawn for the printer.
export function clearPrint() {
  forgetPrint();
}

// Draws every page of a PDF for the printer and opens the dialogue for printing. Calls `step` with [pages done, pages].
// Answers 0, or how many pages there are where they are too many.
export async function printPages(bytes, step) {
  forgetPrint();
  const pdf = await openPdf(bytes);
  const room = window.document.createElement("div");
  try {
    if (pdf.numPages > most) return pdf.numPages;
    room.className = "print-room";
    room.setAttribute("aria-hidden", "true");
    const margins = window.document.createElement("style");
    margins.textContent = "@media print { @page { margin: 0 } }";
    room.append(margins);
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pdf.getPage(number);
      const natural = page.getViewport({ scale: 1 });
      // 150 points an inch, and never more than a canvas can hold.
      const limit = 8_000_000;
      const scale = Math.min(150 / 72, Math.sqrt(limit / (natural.width * natural.height)));
      const viewport = page.getViewport({ scale });
      const canvas = window.document.createElement("canvas");
      canvas.width = Math.floor(viewport.width);
      canvas.height = Math.floor(viewport.height);
      await page.render({ canvas, viewport, intent: "print" }).promise;
      const picture = await new Promise((done) => canvas.toBlob(done, "image/png"));
      canvas.width = 0;
      page.cleanup();
      const image = window.document.createElement("img");
      image.alt = "";
      image.src = URL.createObjectURL(picture);
      await image.decode();
      room.append(image);
      step(number, pdf.numPages);
    }
  } finally {
    await pdf.loadingTask.destroy();
  }
  window.document.body.append(room);
  window.document.documentElement.classList.add("prints-pages");
  window.addEventListener("afterprint", forgetPrint, { once: true });
  window.print();
  return 0;
}

// Prints a part of the window by itself.
export function printNode(node) {
  forgetPrint();
  const room = window.document.createElement("div");
  room.className = "print-room print-text";
  room.setAttribute("aria-hidden", "true");
  const copy = node.cloneNode(true);
  for (const control of copy.querySelectorAll("button, .field")) control.remove();
  for (const folded of copy.querySelectorAll("details")) folded.open = true;
  for (const one of copy.querySelectorAll("[id]")) one.removeAttribute("id");
  room.append(copy);
  window.document.body.append(room);
  window.document.documentElement.classList.add("prints-pages");
  window.addEventListener("afterprint", forgetPrint, { once: true });
  window.print();
}

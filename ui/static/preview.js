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

export async function openPdf(bytes) {
  const { getDocument } = await pdfjs();
  const task = getDocument({
    data: bytes,
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
  if (overtaken()) return null;
  holder.replaceChildren(canvas, text);
  return [shown, text.querySelectorAll("span").length];
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

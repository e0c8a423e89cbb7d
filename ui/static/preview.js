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

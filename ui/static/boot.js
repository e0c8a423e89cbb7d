// Starts the front end; a file of its own because the page allows no inline script.
import init from "./ui.js";

await init({ module_or_path: new URL("./ui_bg.wasm", import.meta.url) });

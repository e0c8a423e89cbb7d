// What a browser can do besides: hash a file itself, so that it need not be sent, and look through the camera.
// Without this script both are forms. It asks nobody but this server, keeps nothing and loads nothing.
"use strict";

(function () {
  const part = (id) => document.getElementById(id);
  const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

  // Files: only their digest leaves the browser.
  const digest = part("digest-form");
  const place = part("drop");
  if (digest && place && window.crypto && crypto.subtle && File.prototype.arrayBuffer) {
    const says = place.querySelector(".drop-says") || place.appendChild(document.createElement("p"));
    says.className = "drop-says";
    says.setAttribute("role", "status");
    const chosen = part("file");
    const typed = place.querySelector("[name=identifier]");
    document.querySelectorAll(".with-script").forEach((element) => { element.hidden = false; });
    document.querySelectorAll(".without-script").forEach((element) => { element.hidden = true; });
    if (!chosen) says.textContent = digest.dataset.here;
    place.classList.add("droppable");

    // The address of this service with an identifier, as stamps carry it in the open.
    const found = (bytes) => {
      const text = new TextDecoder("latin1").decode(bytes).toUpperCase();
      const before = digest.dataset.host.toUpperCase() + "/D/";
      const at = text.indexOf(before);
      const symbols = at < 0 ? "" : text.substr(at + before.length, 32);
      return /^[0-9A-HJKMNP-TV-Z]{32}$/.test(symbols) ? symbols : "";
    };
    const compare = async (file) => {
      if (file.size > Number(digest.dataset.most)) {
        says.textContent = digest.dataset.tooLarge;
        return;
      }
      says.textContent = digest.dataset.hashing;
      try {
        const bytes = await file.arrayBuffer();
        digest.elements.sha256.value = hex(await crypto.subtle.digest("SHA-256", bytes));
        digest.elements.size.value = String(file.size);
        digest.elements.identifier.value = typed ? typed.value : "";
        digest.elements.found.value = found(bytes);
        says.textContent = "";
        digest.submit();
      } catch (error) {
        says.textContent = digest.dataset.failed;
      }
    };
    if (chosen) {
      place.addEventListener("submit", (event) => {
        if (chosen.files.length === 0) return;
        event.preventDefault();
        compare(chosen.files[0]);
      });
    }
    let over = 0;
    const files = (event) => event.dataTransfer && Array.from(event.dataTransfer.types).includes("Files");
    document.addEventListener("dragenter", (event) => {
      if (files(event)) { over += 1; place.classList.add("over"); }
    });
    document.addEventListener("dragleave", (event) => {
      if (files(event)) { over -= 1; if (over <= 0) place.classList.remove("over"); }
    });
    document.addEventListener("dragover", (event) => { if (files(event)) event.preventDefault(); });
    document.addEventListener("drop", (event) => {
      if (!files(event)) return;
      event.preventDefault();
      over = 0;
      place.classList.remove("over");
      if (event.dataTransfer.files.length > 0) compare(event.dataTransfer.files[0]);
    });
  }

  // The camera: pictures go to this server only, where they are looked at and forgotten.
  const camera = part("camera");
  if (camera && navigator.mediaDevices && navigator.mediaDevices.getUserMedia) {
    camera.hidden = false;
    const view = part("camera-view");
    const says = part("camera-says");
    const start = part("camera-start");
    const take = part("camera-take");
    const stop = part("camera-stop");
    let stream = null;
    let timer = 0;
    const end = () => {
      clearTimeout(timer);
      if (stream) stream.getTracks().forEach((track) => track.stop());
      stream = null;
      view.srcObject = null;
      view.hidden = take.hidden = stop.hidden = true;
      start.hidden = false;
    };
    const picture = (longer, quality) => new Promise((resolve) => {
      const scale = Math.min(1, longer / Math.max(view.videoWidth, view.videoHeight));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(view.videoWidth * scale);
      canvas.height = Math.round(view.videoHeight * scale);
      canvas.getContext("2d").drawImage(view, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(resolve, "image/jpeg", quality);
    });
    const shoot = async () => {
      const blob = await picture(4000, 0.92);
      if (!blob) return;
      const files = new DataTransfer();
      files.items.add(new File([blob], "photo.jpg", { type: "image/jpeg" }));
      part("photo").files = files.files;
      end();
      part("scan-form").submit();
    };
    // Where the browser itself reads codes, no picture is sent at all.
    const own = "BarcodeDetector" in window ? new window.BarcodeDetector({ formats: ["qr_code"] }) : null;
    const look = async () => {
      let wait = 1500;
      try {
        if (!stream || !view.videoWidth) throw new Error("not yet");
        if (own) {
          wait = 300;
          const codes = await own.detect(view);
          if (codes.length > 0) {
            const form = document.createElement("form");
            const field = document.createElement("input");
            form.method = "post";
            form.action = camera.dataset.read;
            field.type = "hidden";
            field.name = "code";
            field.value = codes.map((code) => code.rawValue.replace(/\s+/g, " ").slice(0, 1000)).join("\n");
            form.append(field);
            document.body.append(form);
            says.textContent = camera.dataset.found;
            end();
            form.submit();
            return;
          }
        } else {
          const blob = await picture(1280, 0.8);
          const answer = await fetch(camera.dataset.frame, { method: "POST", body: blob, headers: { "content-type": "image/jpeg" } });
          if (answer.status === 200) {
            const led = await answer.json();
            if (led.to) { says.textContent = camera.dataset.found; end(); window.location.assign(led.to); return; }
            if (led.take) { await shoot(); return; }
          }
          if (answer.status === 429 || answer.status === 503) wait = 1000 * (Number(answer.headers.get("retry-after")) || 5);
        }
      } catch (error) {
        wait = 1500;
      }
      if (stream) timer = setTimeout(look, wait);
    };
    start.addEventListener("click", async () => {
      says.textContent = camera.dataset.wait;
      try {
        stream = await navigator.mediaDevices.getUserMedia({
          audio: false,
          video: { facingMode: "environment", width: { ideal: 1920 }, height: { ideal: 1080 } },
        });
        view.srcObject = stream;
        await view.play();
        view.hidden = take.hidden = stop.hidden = false;
        start.hidden = true;
        says.textContent = camera.dataset.looking;
        take.focus();
        timer = setTimeout(look, 500);
      } catch (error) {
        end();
        says.textContent = camera.dataset.refused;
      }
    });
    take.addEventListener("click", shoot);
    stop.addEventListener("click", () => { end(); says.textContent = ""; start.focus(); });
    window.addEventListener("pagehide", end);
  }
})();

import { Camera, signal } from "../camera/camera";
import { h } from "../dom";
import { w } from "./words";

/** A window with the camera, a photo or typing as ways to give one code. Kept is null if the window was closed without. */
export function scanned(title: string): Promise<string | null> {
  return new Promise((resolve) => {
    let text: string | null = null;
    const status = h("p", { class: "found", role: "status" });
    const video = h("video", { playsinline: true, muted: true });
    const finder = h("div", { class: "finder" }, video, h("i", { "aria-hidden": "true" }));
    const start = h("button", { type: "button" }, w("camera"));
    const stop = h("button", { type: "button", class: "second" }, w("stopCamera"));
    const torch = h("button", { type: "button", class: "second", "aria-pressed": "false" }, w("torch"));
    const photo = h("input", { type: "file", accept: "image/*", capture: "environment", class: "unseen" });
    const typed = h("input", { id: "typed-code", name: "typed-code", maxlength: 400, autocomplete: "off" });
    const dialog = h(
      "dialog",
      { class: "scan-window", "aria-label": title },
      h(
        "form",
        {
          method: "dialog",
          class: "card",
          submit: () => {
            text ??= typed.value.trim() || null;
          },
        },
        h("h2", {}, title),
        finder,
        status,
        h("div", { class: "row" }, start, stop, torch, h("label", { class: "button second" }, w("photoScan"), photo)),
        h("div", { class: "field" }, h("label", { for: "typed-code" }, w("typeCode")), typed),
        h(
          "div",
          { class: "actions" },
          h("button", { type: "submit" }, w("add")),
          h("button", { type: "button", class: "second", click: () => dialog.close() }, w("back")),
        ),
      ),
    );
    const camera = new Camera(
      { video, finder, start, stop, torch, photo },
      {
        found: (found) => {
          text = found;
          signal(true);
          dialog.close();
          return true;
        },
        say: (what) => {
          const words = { looking: w("looking"), found: w("found"), none: w("none"), "no-camera": w("noCamera"), foreign: w("foreign") };
          status.textContent = words[what];
        },
      },
    );
    finder.hidden = stop.hidden = torch.hidden = true;
    dialog.addEventListener("close", () => {
      camera.stop();
      dialog.remove();
      // control characters are no part of a code, but for the one that parts the fields of a GS1 element string
      resolve(text?.replace(/[\u0000-\u001c\u001e\u001f\u007f]/g, "") || null);
    });
    document.body.append(dialog);
    dialog.showModal();
    // The window was opened by a tap, so the camera may be asked for at once.
    void camera.start();
  });
}

import { h } from "../dom";
import { w } from "./words";

const WIDTH = 640;
const HEIGHT = 220;

/** A box to sign in. Hands over a PNG each time the pen is lifted. */
export function signatureBox(kept: Blob | null, signed: (png: ArrayBuffer) => void, cleared: () => void): HTMLElement {
  const canvas = h("canvas", { width: WIDTH, height: HEIGHT, class: "signature", role: "img", "aria-label": w("signature") });
  const pen = canvas.getContext("2d")!;
  const blank = () => {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    pen.lineWidth = 3.5;
    pen.lineCap = pen.lineJoin = "round";
    pen.strokeStyle = "#1d2823";
  };
  blank();
  if (kept) {
    void createImageBitmap(kept).then((picture) => pen.drawImage(picture, 0, 0));
  }
  const at = (event: PointerEvent): [number, number] => {
    const box = canvas.getBoundingClientRect();
    return [((event.clientX - box.left) * WIDTH) / box.width, ((event.clientY - box.top) * HEIGHT) / box.height];
  };
  let drawing = false;
  canvas.addEventListener("pointerdown", (event) => {
    drawing = true;
    canvas.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...at(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (drawing) {
      pen.lineTo(...at(event));
      pen.stroke();
    }
  });
  const lift = () => {
    if (drawing) {
      drawing = false;
      canvas.toBlob((png) => void png?.arrayBuffer().then(signed), "image/png");
    }
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  const clear = h("button", { type: "button", class: "second small", click: () => (blank(), cleared()) }, w("clear"));
  return h("div", {}, h("p", { class: "note" }, w("drawHere")), canvas, h("div", { class: "actions" }, clear));
}

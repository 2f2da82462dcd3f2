import type { Answer } from "./scan-worker";
import ScanWorker from "./scan-worker?worker";

// What a code says is untrusted: it is put into a field and sent to our own server, which alone decides what it is.
// It is never opened as an address.

interface NativeDetector {
  detect(source: CanvasImageSource | ImageData): Promise<{ rawValue: string }[]>;
}
interface NativeDetectorClass {
  new (options: { formats: string[] }): NativeDetector;
  getSupportedFormats(): Promise<string[]>;
}

type Reader = (picture: HTMLCanvasElement) => Promise<string | null>;

const FRAME_EVERY_MS = 110;
const LONGEST_TEXT = 400;
const LONGEST_SIDE = 1600;

async function nativeReader(): Promise<Reader | null> {
  const detectors = (globalThis as { BarcodeDetector?: NativeDetectorClass }).BarcodeDetector;
  if (!detectors) {
    return null;
  }
  try {
    if (!(await detectors.getSupportedFormats()).includes("qr_code")) {
      return null;
    }
    const detector = new detectors({ formats: ["qr_code"] });
    return async (picture) => (await detector.detect(picture))[0]?.rawValue ?? null;
  } catch {
    return null;
  }
}

function wasmReader(): Reader {
  const worker = new ScanWorker();
  const waiting = new Map<number, (text: string | null) => void>();
  let last = 0;
  worker.onmessage = (message: MessageEvent<Answer>) => {
    waiting.get(message.data.id)?.(message.data.text);
    waiting.delete(message.data.id);
  };
  return (picture) =>
    new Promise((resolve) => {
      const image = picture.getContext("2d", { willReadFrequently: true })!.getImageData(0, 0, picture.width, picture.height);
      const id = ++last;
      waiting.set(id, resolve);
      worker.postMessage({ id, image }, [image.data.buffer]);
    });
}

let reader: Promise<Reader> | undefined;
function theReader(): Promise<Reader> {
  reader ??= nativeReader().then((found) => found ?? wasmReader());
  return reader;
}

class Scanner {
  private readonly video: HTMLVideoElement;
  private readonly status: HTMLElement;
  private readonly canvas = document.createElement("canvas");
  private stream: MediaStream | undefined;
  private seen = new Set<string>();

  constructor(private readonly box: HTMLElement) {
    this.video = this.part("video");
    this.status = this.part("status");
    box.hidden = false;
    this.part("start").addEventListener("click", () => void this.start());
    this.part("stop").addEventListener("click", () => this.stop());
    this.part("torch").addEventListener("click", () => void this.torch());
    const photo = this.part<HTMLInputElement>("photo");
    photo.addEventListener("change", () => void this.photo(photo));
    if (!navigator.mediaDevices?.getUserMedia) {
      this.part("start").hidden = true;
    }
    document.addEventListener("visibilitychange", () => document.hidden && this.stop());
  }

  private part<T extends HTMLElement = HTMLElement>(name: string): T {
    return this.box.querySelector<T>(`[data-${name}]`)!;
  }

  private say(name: string): void {
    this.status.textContent = this.box.getAttribute(`data-${name}`) ?? "";
  }

  private async start(): Promise<void> {
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({
        audio: false,
        video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 }, height: { ideal: 720 } },
      });
    } catch {
      this.say("no-camera");
      return;
    }
    this.video.srcObject = this.stream;
    this.part("finder").hidden = false;
    await this.video.play();
    this.part("start").hidden = true;
    this.part("stop").hidden = false;
    const capabilities = this.stream.getVideoTracks()[0]?.getCapabilities?.() as { torch?: boolean } | undefined;
    this.part("torch").hidden = !capabilities?.torch;
    this.say("looking");
    void this.look();
  }

  private stop(): void {
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = undefined;
    this.video.srcObject = null;
    this.part("finder").hidden = true;
    this.part("start").hidden = false;
    this.part("stop").hidden = true;
    this.part("torch").hidden = true;
  }

  private async torch(): Promise<void> {
    const track = this.stream?.getVideoTracks()[0];
    const lit = this.box.dataset.lit === "yes";
    await track?.applyConstraints({ advanced: [{ torch: !lit } as MediaTrackConstraintSet] });
    this.box.dataset.lit = lit ? "" : "yes";
  }

  private async look(): Promise<void> {
    const read = await theReader();
    while (this.stream) {
      const started = performance.now();
      const { videoWidth: width, videoHeight: height } = this.video;
      if (width > 0) {
        // The middle of the picture is enough and four times as fast.
        const side = Math.round(Math.min(width, height) * 0.85);
        this.canvas.width = this.canvas.height = Math.min(side, 720);
        this.canvas
          .getContext("2d", { willReadFrequently: true })!
          .drawImage(this.video, (width - side) / 2, (height - side) / 2, side, side, 0, 0, this.canvas.width, this.canvas.height);
        const text = await read(this.canvas).catch(() => null);
        if (text && this.stream && this.take(text)) {
          return;
        }
      }
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, FRAME_EVERY_MS - (performance.now() - started))));
    }
  }

  private async photo(input: HTMLInputElement): Promise<void> {
    const file = input.files?.[0];
    if (!file) {
      return;
    }
    this.say("looking");
    try {
      const picture = await createImageBitmap(file);
      const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
      this.canvas.width = Math.round(picture.width * scale);
      this.canvas.height = Math.round(picture.height * scale);
      this.canvas.getContext("2d", { willReadFrequently: true })!.drawImage(picture, 0, 0, this.canvas.width, this.canvas.height);
      const text = await (await theReader())(this.canvas);
      if (!text || !this.take(text)) {
        this.say(text ? "foreign" : "none");
      }
    } catch {
      this.say("none");
    }
    input.value = "";
  }

  /** Puts what was read into the form; true when the camera's work is done. */
  private take(text: string): boolean {
    if (text.length > LONGEST_TEXT) {
      return false;
    }
    const target = document.getElementById(this.box.dataset.target ?? "") as HTMLInputElement | HTMLTextAreaElement | null;
    if (!target) {
      return true;
    }
    navigator.vibrate?.(60);
    this.say("found");
    if (target instanceof HTMLTextAreaElement) {
      // Many packages one after the other: one line each, each only once.
      if (!this.seen.has(text)) {
        this.seen.add(text);
        target.value += (target.value && !target.value.endsWith("\n") ? "\n" : "") + text + "\n";
      }
      return false;
    }
    target.value = text;
    this.stop();
    if (this.box.dataset.submit) {
      target.form?.requestSubmit();
    }
    return true;
  }
}

document.querySelectorAll<HTMLElement>("[data-scanner]").forEach((box) => new Scanner(box));

import type { Answer } from "./reader-worker";
import ReaderWorker from "./reader-worker?worker";

// Reads the code in a picture: by the browser itself where it can, else in a worker of our own.

interface NativeDetector {
  detect(source: CanvasImageSource | ImageData): Promise<{ rawValue: string }[]>;
}
interface NativeDetectorClass {
  new (options: { formats: string[] }): NativeDetector;
  getSupportedFormats(): Promise<string[]>;
}

export type Reader = (picture: HTMLCanvasElement) => Promise<string | null>;

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
  const worker = new ReaderWorker();
  const waiting = new Map<number, { resolve: (text: string | null) => void; reject: (why: Error) => void }>();
  let last = 0;
  let dead: Error | undefined;
  worker.onmessage = (message: MessageEvent<Answer>) => {
    const { id, text, failed } = message.data;
    if (failed) {
      waiting.get(id)?.reject(new Error("the reader's program can't be run"));
    } else {
      waiting.get(id)?.resolve(text);
    }
    waiting.delete(id);
  };
  worker.onerror = (event) => {
    // begun anew by whoever asks next: the network may be back
    worker.terminate();
    reader = undefined;
    dead = new Error(event.message || "the reader can't be loaded");
    waiting.forEach(({ reject }) => reject(dead!));
    waiting.clear();
  };
  return (picture) =>
    new Promise((resolve, reject) => {
      if (dead) {
        reject(dead);
        return;
      }
      const image = picture.getContext("2d", { willReadFrequently: true })!.getImageData(0, 0, picture.width, picture.height);
      const id = ++last;
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, image }, [image.data.buffer]);
    });
}

let reader: Promise<Reader> | undefined;

export function theReader(): Promise<Reader> {
  reader ??= nativeReader().then((found) => found ?? wasmReader());
  return reader;
}

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

export function theReader(): Promise<Reader> {
  reader ??= nativeReader().then((found) => found ?? wasmReader());
  return reader;
}

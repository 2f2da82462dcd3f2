import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import wasm from "zxing-wasm/reader/zxing_reader.wasm?url";

// By default the reader would fetch its WebAssembly from a foreign host.
prepareZXingModule({ overrides: { locateFile: () => wasm } });

export type Question = { id: number; image: ImageData };
export type Answer = { id: number; text: string | null; failed: boolean };

self.onmessage = async (message: MessageEvent<Question>) => {
  const { id, image } = message.data;
  let text: string | null = null;
  let failed = false;
  try {
    const found = await readBarcodes(image, { formats: ["QRCode", "DataMatrix", "EAN13", "Code128"], maxNumberOfSymbols: 1, tryHarder: true });
    text = found.find((code) => code.isValid)?.text ?? null;
  } catch (broken) {
    failed = true;
    console.warn("the picture cannot be read", broken);
  }
  (self as unknown as Worker).postMessage({ id, text, failed } satisfies Answer);
};

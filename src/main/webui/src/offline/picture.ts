// A camera's picture is made small on the phone: 1600 pixels show a label and a seal, and twenty of them can be sent on a
// poor network.

const LONGEST_SIDE = 1600;
const QUALITIES = [0.8, 0.65, 0.5, 0.35];

/** A JPEG of at most that many bytes. @throws Error with a sentence for the person */
export async function compressed(file: Blob, mostBytes: number): Promise<ArrayBuffer> {
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    throw new Error("照片无法读取 (the photo cannot be read)");
  }
  let scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  try {
    for (;;) {
      const canvas = document.createElement("canvas");
      canvas.width = Math.max(1, Math.round(picture.width * scale));
      canvas.height = Math.max(1, Math.round(picture.height * scale));
      canvas.getContext("2d")!.drawImage(picture, 0, 0, canvas.width, canvas.height);
      for (const quality of QUALITIES) {
        const jpeg = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
        if (jpeg && jpeg.size <= mostBytes) {
          return await jpeg.arrayBuffer();
        }
      }
      scale /= 2;
    }
  } finally {
    picture.close();
  }
}

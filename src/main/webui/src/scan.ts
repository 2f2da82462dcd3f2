import { Camera, signal, type Told } from "./camera/camera";

// What the camera reads is put into a field of the form around it and sent to our own server, which alone decides what it is.

class ScanField {
  private readonly status: HTMLElement;
  private readonly seen = new Set<string>();

  constructor(private readonly box: HTMLElement) {
    this.status = this.part("status");
    box.hidden = false;
    new Camera(
      {
        video: this.part("video"),
        finder: this.part("finder"),
        start: this.part("start"),
        stop: this.part("stop"),
        torch: this.part("torch"),
        photo: this.part("photo"),
      },
      { found: (text) => this.take(text), say: (what) => this.say(what) },
    );
  }

  private part<T extends HTMLElement>(name: string): T {
    return this.box.querySelector<T>(`[data-${name}]`)!;
  }

  private say(what: Told): void {
    this.status.textContent = this.box.getAttribute(`data-${what}`) ?? "";
  }

  private take(text: string): boolean {
    const target = document.getElementById(this.box.dataset.target ?? "") as HTMLInputElement | HTMLTextAreaElement | null;
    if (!target) {
      return true;
    }
    signal(true);
    if (target instanceof HTMLTextAreaElement) {
      // Many packages one after the other: one line each, each only once.
      if (!this.seen.has(text)) {
        this.seen.add(text);
        target.value += (target.value && !target.value.endsWith("\n") ? "\n" : "") + text + "\n";
      }
      return false;
    }
    target.value = text;
    if (this.box.dataset.submit) {
      target.form?.requestSubmit();
    }
    return true;
  }
}

document.querySelectorAll<HTMLElement>("[data-scanner]").forEach((box) => new ScanField(box));

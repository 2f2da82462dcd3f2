import { theReader } from "./reader";

// The camera in the page, and the ways around it: a photo, or typing. What a code says is untrusted: it is handed on as
// text, and never opened as an address.

const FRAME_EVERY_MS = 110;
const LONGEST_TEXT = 400;
/** Pictures that could not be looked at at all, as when the reader's program can't be loaded. */
const MOST_FAILURES = 3;
const LONGEST_SIDE = 1600;
/** The same package in front of the camera is one scan until it has been away that long. */
const AWAY_MS = 1500;

export type Parts = {
  video: HTMLVideoElement;
  finder: HTMLElement;
  start: HTMLElement;
  stop: HTMLElement;
  torch: HTMLElement;
  photo: HTMLInputElement;
};

export type Told = "looking" | "found" | "none" | "no-camera" | "foreign";

export type Listener = {
  /** @returns whether the camera's work is done */
  found(text: string): boolean;
  say(what: Told): void;
};

export class Camera {
  private readonly canvas = document.createElement("canvas");
  private stream: MediaStream | undefined;
  private lit = false;
  private last = { text: "", at: 0 };

  constructor(
    private readonly parts: Parts,
    private readonly listener: Listener,
  ) {
    parts.start.addEventListener("click", () => void this.start());
    parts.stop.addEventListener("click", () => this.stop());
    parts.torch.addEventListener("click", () => void this.torch());
    parts.photo.addEventListener("change", () => void this.photo());
    if (!navigator.mediaDevices?.getUserMedia) {
      parts.start.hidden = true;
    }
    document.addEventListener("visibilitychange", () => document.hidden && this.stop());
  }

  async start(): Promise<void> {
    if (this.stream) {
      return;
    }
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({
        audio: false,
        video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 }, height: { ideal: 720 } },
      });
    } catch {
      this.listener.say("no-camera");
      return;
    }
    this.parts.video.srcObject = this.stream;
    this.parts.finder.hidden = false;
    try {
      await this.parts.video.play();
    } catch {
      // as some browsers do in saving mode: the camera must go off again, and the button must work the next time
      this.stop();
      this.listener.say("no-camera");
      return;
    }
    this.parts.start.hidden = true;
    this.parts.stop.hidden = false;
    const capabilities = this.stream.getVideoTracks()[0]?.getCapabilities?.() as { torch?: boolean } | undefined;
    this.parts.torch.hidden = !capabilities?.torch;
    this.listener.say("looking");
    void this.look();
  }

  stop(): void {
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = undefined;
    this.lit = false;
    this.parts.video.srcObject = null;
    this.parts.finder.hidden = true;
    this.parts.start.hidden = !navigator.mediaDevices?.getUserMedia;
    this.parts.stop.hidden = true;
    this.parts.torch.hidden = true;
  }

  private async torch(): Promise<void> {
    const track = this.stream?.getVideoTracks()[0];
    await track?.applyConstraints({ advanced: [{ torch: !this.lit } as MediaTrackConstraintSet] });
    this.lit = !this.lit;
    this.parts.torch.setAttribute("aria-pressed", String(this.lit));
  }

  private async look(): Promise<void> {
    const read = await theReader();
    let failures = 0;
    while (this.stream) {
      const started = performance.now();
      const { videoWidth: width, videoHeight: height } = this.parts.video;
      if (width > 0) {
        // The middle of the picture is enough and four times as fast.
        const side = Math.round(Math.min(width, height) * 0.85);
        this.canvas.width = this.canvas.height = Math.min(side, 720);
        this.canvas
          .getContext("2d", { willReadFrequently: true })!
          .drawImage(this.parts.video, (width - side) / 2, (height - side) / 2, side, side, 0, 0, this.canvas.width, this.canvas.height);
        const text = await read(this.canvas).catch(() => {
          failures++;
          return null;
        });
        if (failures >= MOST_FAILURES) {
          this.stop();
          this.listener.say("no-camera");
          return;
        }
        if (text && this.stream && this.isNew(text) && this.take(text)) {
          this.stop();
          return;
        }
      }
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, FRAME_EVERY_MS - (performance.now() - started))));
    }
  }

  private isNew(text: string): boolean {
    const now = performance.now();
    const again = text === this.last.text && now - this.last.at < AWAY_MS;
    this.last = { text, at: now };
    return !again;
  }

  private async photo(): Promise<void> {
    const file = this.parts.photo.files?.[0];
    if (!file) {
      return;
    }
    this.listener.say("looking");
    try {
      const picture = await createImageBitmap(file);
      const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
      this.canvas.width = Math.round(picture.width * scale);
      this.canvas.height = Math.round(picture.height * scale);
      this.canvas.getContext("2d", { willReadFrequently: true })!.drawImage(picture, 0, 0, this.canvas.width, this.canvas.height);
      const text = await (await theReader())(this.canvas);
      if (!text) {
        this.listener.say("none");
      } else if (text.length > LONGEST_TEXT) {
        this.listener.say("foreign");
      } else {
        this.take(text);
      }
    } catch {
      this.listener.say("none");
    }
    this.parts.photo.value = "";
  }

  private take(text: string): boolean {
    if (text.length > LONGEST_TEXT) {
      return false;
    }
    this.listener.say("found");
    return this.listener.found(text);
  }
}

let audio: AudioContext | undefined;

/** Said to the hand and the ear, for the eye is on the goods: one short sound for good, two low ones for bad. */
export function signal(good: boolean): void {
  navigator.vibrate?.(good ? 60 : [120, 80, 120]);
  try {
    audio ??= new AudioContext();
    beep(audio, good ? 1320 : 330, 0, good ? 0.09 : 0.16);
    if (!good) {
      beep(audio, 330, 0.24, 0.16);
    }
  } catch {
    // a browser without sound still shows the list
  }
}

function beep(context: AudioContext, hertz: number, afterSeconds: number, seconds: number): void {
  const tone = context.createOscillator();
  const volume = context.createGain();
  volume.gain.value = 0.15;
  tone.frequency.value = hertz;
  tone.connect(volume).connect(context.destination);
  tone.start(context.currentTime + afterSeconds);
  tone.stop(context.currentTime + afterSeconds + seconds);
}

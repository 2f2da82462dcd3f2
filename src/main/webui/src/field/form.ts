import { h, show, tr } from "../dom";
import { sha256 } from "../offline/identity";
import type { Photo } from "../offline/outbox";
import { compressed } from "../offline/picture";
import { clockOffset } from "../offline/session";
import { type Draft, finish, type Finding, giveUp, keep, keepWithoutPhoto, keepWithPhoto, photos, sealsOf } from "./draft";
import type { Reference } from "./reference";
import { scanned } from "./scanner";
import { signatureBox } from "./signature";
import { w } from "./words";

const SIGNATURE = "signature";
const LONGEST_NOTE = 1000;

// The server refuses for good what is more; said here, it can still be parted.
const MOST_FINDINGS = 50;
const MOST_MEASUREMENTS = 50;
const MOST_SEALS = 50;
const LONGEST_SEAL = 100;
const MARKET_AHEAD_MS = 8 * 3_600_000;

/** The page of one visit in the making. */
export class VisitForm {
  private readonly root = h("form", { class: "visit", novalidate: true, submit: (event) => event.preventDefault() });
  private readonly status = h("p", { class: "note kept", role: "status", "data-draft-state": "" });
  private readonly opened = performance.now();
  private readonly spentBefore: number;
  private readonly findings = h("div");
  private readonly general = h("div", { class: "thumbs" });
  private readonly measurements = h("div");
  private readonly codes = h("ul", { class: "plainlist" });
  private readonly signing = h("div");
  private readonly problem = h("div", { role: "alert" });
  private pictures: Photo[] = [];
  private saving = Promise.resolve();
  private dirty = false;

  constructor(
    private readonly draft: Draft,
    private readonly reference: Reference,
    private readonly done: (id: string) => void,
    private readonly leave: () => void,
  ) {
    this.spentBefore = draft.elapsedMs;
  }

  async element(): Promise<HTMLElement> {
    this.pictures = await photos(this.draft.id);
    this.build();
    return this.root;
  }

  // ---- keeping

  private elapsed(): number {
    return this.spentBefore + performance.now() - this.opened;
  }

  /** Every change is on its way to the store at once; what changes meanwhile goes with the next. */
  private keep(): void {
    if (this.dirty) {
      return;
    }
    this.dirty = true;
    this.saving = this.saving.then(async () => {
      this.dirty = false;
      this.draft.elapsedMs = Math.round(this.elapsed());
      try {
        await keep(this.draft);
        this.status.textContent = w("draftSaved");
      } catch (error) {
        this.fail(error);
      }
    });
  }

  private fail(error: unknown): void {
    this.status.textContent = "";
    show(this.problem, h("p", { class: "notice bad" }, w("failed", error instanceof Error ? error.message : String(error))));
  }

  // ---- the page

  private build(): void {
    const { draft, reference } = this;
    const kind = reference.kinds.find((k) => k.code === draft.kind);
    show(
      this.root,
      h("p", { class: "soft" }, h("b", {}, draft.merchantSeen.name), ` · ${draft.merchantSeen.stall || draft.merchant}`),
      h("h1", {}, kind ? tr(kind.title) : draft.kind),
      draft.supersedes && h("p", { class: "notice" }, w("correcting", draft.supersedes)),
      draft.follows && h("p", { class: "notice" }, w("follows", draft.follows)),
      this.section(w("place"), this.field("place", w("place"), draft.place, 200, (v) => (draft.place = v)), this.position()),
      this.section(w("checklist"), this.checklist()),
      this.section(
        w("findings"),
        this.findings,
        h("button", { type: "button", class: "second", "data-add-finding": "", click: () => this.addFinding("") }, w("addFinding")),
      ),
      this.section(w("photos"), h("p", { class: "note" }, w("photosHint")), this.general, this.camera("photo", null)),
      this.section(
        w("measurements"),
        h("p", { class: "note" }, w("screening")),
        this.measurements,
        h(
          "button",
          {
            type: "button",
            class: "second",
            click: () => {
              draft.measurements.push({ what: reference.measurements[0]!.code, value: "", code: "", instrument: "", note: "" });
              this.keep();
              this.showMeasurements();
            },
          },
          w("addMeasurement"),
        ),
      ),
      this.section(
        w("codes"),
        this.codes,
        h("button", { type: "button", class: "second", click: () => void this.scanGoods() }, w("scanGoods")),
      ),
      this.section(
        w("seals"),
        this.field("seals", w("seals"), draft.seals, 2000, (v) => (draft.seals = v), w("sealsHint")),
      ),
      this.section(w("order"), this.day()),
      this.section(w("statement"), this.area("statement", w("statement"), draft.statement, 4000, (v) => (draft.statement = v))),
      this.section(w("signature"), this.signatureChoice(), this.signing),
      this.problem,
      h(
        "div",
        { class: "finish" },
        h("p", { class: "note" }, w("finishHint")),
        h("button", { type: "button", "data-finish": "", click: () => void this.finish() }, w("finish")),
        this.status,
      ),
      h(
        "div",
        { class: "actions" },
        h("button", { type: "button", class: "second", click: () => void this.saving.then(this.leave) }, w("back")),
        h("button", { type: "button", class: "second", click: () => void this.giveUp() }, w("discardDraft")),
      ),
    );
    this.showFindings();
    this.showPictures();
    this.showMeasurements();
    this.showCodes();
    this.showSigning();
  }

  private section(title: string, ...children: (Node | null)[]): HTMLElement {
    return h("section", { class: "card" }, h("h2", {}, title), ...children);
  }

  private field(
    name: string,
    label: string,
    value: string,
    longest: number,
    set: (value: string) => void,
    hint = "",
    attributes: Record<string, string> = {},
  ): HTMLElement {
    const id = `f-${name}`;
    const input = h("input", { id, name, value, maxlength: longest, autocomplete: "off", ...attributes });
    input.addEventListener("input", () => {
      set(input.value);
      this.keep();
    });
    return h("div", { class: "field" }, h("label", { for: id }, label), input, hint && h("small", { class: "note" }, hint));
  }

  private area(name: string, label: string, value: string, longest: number, set: (value: string) => void): HTMLElement {
    const input = h("textarea", { name, maxlength: longest, rows: 3, "aria-label": label });
    input.value = value;
    input.addEventListener("input", () => {
      set(input.value);
      this.keep();
    });
    return h("div", { class: "field" }, input);
  }

  private select(name: string, label: string, options: [string, string][], value: string, set: (value: string) => void): HTMLElement {
    const id = `f-${name}`;
    const input = h("select", { id, name }, ...options.map(([code, title]) => h("option", { value: code, selected: code === value }, title)));
    input.addEventListener("change", () => {
      set(input.value);
      this.keep();
    });
    return h("div", { class: "field" }, h("label", { for: id }, label), input);
  }

  private day(): HTMLElement {
    return this.field("correctBy", w("correctBy"), this.draft.correctBy, 10, (v) => (this.draft.correctBy = v), w("correctByNone"), {
      type: "date",
    });
  }

  private position(): HTMLElement {
    const told = h("small", { class: "note", role: "status" });
    const box = h("input", { type: "checkbox", name: "position", checked: this.draft.position !== null });
    if (this.draft.position) {
      told.textContent = w("positionYes", this.draft.position.accuracyM);
    }
    box.addEventListener("change", () => {
      this.draft.position = null;
      told.textContent = "";
      this.keep();
      if (!box.checked) {
        return;
      }
      navigator.geolocation?.getCurrentPosition(
        ({ coords }) => {
          this.draft.position = {
            latitude: coords.latitude.toFixed(5),
            longitude: coords.longitude.toFixed(5),
            accuracyM: Math.round(coords.accuracy),
          };
          told.textContent = w("positionYes", this.draft.position.accuracyM);
          this.keep();
        },
        () => {
          box.checked = false;
          told.textContent = w("positionNo");
        },
        { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
      );
    });
    return h("div", {}, h("label", { class: "choice" }, box, w("position")), told);
  }

  private checklist(): HTMLElement {
    const left = h("p", { class: "note", role: "status" });
    const questions = this.reference.checklists[this.draft.kind] ?? [];
    const count = () => {
      const open = questions.filter((q) => !this.draft.checklist[q.code]).length;
      left.textContent = open ? w("checklistLeft", open) : "";
    };
    const rows = questions.map((question) => {
      const choice = (code: string, title: string) =>
        h(
          "label",
          {},
          h("input", {
            type: "radio",
            name: `q-${question.code}`,
            value: code,
            checked: this.draft.checklist[question.code] === code,
            change: () => {
              this.draft.checklist[question.code] = code;
              this.answered(question.violation, code);
              this.keep();
              count();
            },
          }),
          title,
        );
      return h(
        "div",
        { class: "question", role: "radiogroup", "aria-label": tr(question.question) },
        h("span", {}, tr(question.question)),
        h("span", { class: "answers" }, choice("YES", w("yes")), choice("NO", w("no")), choice("NOT_APPLICABLE", w("na"))),
      );
    });
    count();
    return h("div", {}, ...rows, left);
  }

  /** A "no" that points to a violation offers the finding; taking the "no" back takes away what nobody has touched. */
  private answered(violation: string | null, code: string): void {
    if (!violation) {
      return;
    }
    const found = this.draft.findings.findIndex((f) => f.violation === violation);
    if (code === "NO" && found < 0) {
      this.addFinding(violation);
    } else if (code !== "NO" && found >= 0) {
      const finding = this.draft.findings[found]!;
      if (!finding.note && !finding.code && finding.photos.length === 0 && finding.count === 1) {
        this.draft.findings.splice(found, 1);
        this.showFindings();
      }
    }
  }

  // ---- findings

  private addFinding(violation: string): void {
    this.draft.findings.push({ violation, count: 1, note: "", code: "", photos: [] });
    this.keep();
    this.showFindings();
  }

  private showFindings(): void {
    const violations: [string, string][] = [
      ["", w("choose")],
      ...this.reference.violations.map((v): [string, string] => [v.code, tr(v.name)]),
    ];
    show(
      this.findings,
      ...this.draft.findings.map((finding, i) => {
        const no = i + 1;
        return h(
          "fieldset",
          { class: "finding-box", "data-finding": no },
          h("legend", {}, String(no)),
          this.select(`violation-${no}`, w("violation"), violations, finding.violation, (v) => (finding.violation = v)),
          h(
            "div",
            { class: "fields" },
            this.field(
              `count-${no}`,
              w("times"),
              String(finding.count),
              3,
              (v) => (finding.count = Math.min(100, Math.max(1, Number.parseInt(v, 10) || 1))),
              "",
              { inputmode: "numeric" },
            ),
            this.codeField(`code-${no}`, finding),
          ),
          this.field(`note-${no}`, w("note"), finding.note, LONGEST_NOTE, (v) => (finding.note = v)),
          h("div", { class: "thumbs" }, ...finding.photos.map((slot) => this.thumbnail(slot))),
          h(
            "div",
            { class: "actions" },
            this.camera(`finding-${no}`, finding),
            h(
              "button",
              {
                type: "button",
                class: "second small",
                click: () => {
                  if (window.confirm(w("removeAsk"))) {
                    this.draft.findings.splice(i, 1);
                    this.keep();
                    this.showFindings();
                    this.showPictures();
                  }
                },
              },
              w("remove"),
            ),
          ),
        );
      }),
    );
  }

  private codeField(name: string, holder: { code: string }): HTMLElement {
    const field = this.field(name, w("goods"), holder.code, 400, (v) => (holder.code = v.trim()));
    const input = field.querySelector("input")!;
    field.append(
      h(
        "button",
        {
          type: "button",
          class: "second small",
          click: async () => {
            const text = await scanned(w("scanGoods"));
            if (text) {
              input.value = holder.code = text;
              this.keep();
            }
          },
        },
        w("scan"),
      ),
    );
    return field;
  }

  // ---- photos

  private camera(name: string, finding: Finding | null): HTMLElement {
    const input = h("input", { type: "file", accept: "image/*", capture: "environment", class: "unseen", "data-camera": name });
    input.addEventListener("change", () => {
      const file = input.files?.[0];
      input.value = "";
      if (file) {
        this.saving = this.saving.then(() => this.take(file, finding)).catch((error: unknown) => this.fail(error));
      }
    });
    return h("label", { class: "button second" }, w("addPhoto"), input);
  }

  private async take(file: File, finding: Finding | null): Promise<void> {
    if (this.pictures.length >= this.reference.mostPhotos - 1) {
      throw new Error(w("mostPhotos", this.reference.mostPhotos));
    }
    const bytes = await compressed(file, this.reference.largestPhoto);
    const last = this.pictures.map((p) => Number(/^photo-(\d+)$/.exec(p.slot)?.[1] ?? 0));
    const slot = `photo-${Math.max(0, ...last) + 1}`;
    const photo: Photo = {
      record: this.draft.id,
      slot,
      sha256: await sha256(bytes),
      type: "image/jpeg",
      takenAt: new Date().toISOString(),
      note: "",
      bytes,
    };
    finding?.photos.push(slot);
    try {
      await keepWithPhoto(this.draft, photo);
    } catch (full) {
      finding?.photos.pop();
      throw full;
    }
    this.pictures.push(photo);
    this.status.textContent = w("photoKept");
    this.showFindings();
    this.showPictures();
  }

  private thumbnail(slot: string): HTMLElement {
    const photo = this.pictures.find((p) => p.slot === slot);
    const url = photo ? URL.createObjectURL(new Blob([photo.bytes], { type: photo.type })) : "";
    const picture = h("img", { src: url, alt: w("photoOf", slot.replace(/\D/g, "")), load: () => URL.revokeObjectURL(url) });
    const remove = h(
      "button",
      {
        type: "button",
        class: "second small",
        "aria-label": `${w("remove")} ${w("photoOf", slot.replace(/\D/g, ""))}`,
        click: () => {
          if (window.confirm(w("removeAsk"))) {
            this.saving = this.saving.then(() => this.drop(slot)).catch((error: unknown) => this.fail(error));
          }
        },
      },
      "×",
    );
    return h("figure", { class: "thumb", "data-photo": slot }, picture, remove);
  }

  private async drop(slot: string): Promise<void> {
    this.draft.findings.forEach((finding) => (finding.photos = finding.photos.filter((s) => s !== slot)));
    await keepWithoutPhoto(this.draft, slot);
    this.pictures = this.pictures.filter((photo) => photo.slot !== slot);
    this.showFindings();
    this.showPictures();
  }

  private showPictures(): void {
    const ofFindings = new Set(this.draft.findings.flatMap((finding) => finding.photos));
    show(
      this.general,
      ...this.pictures
        .map((photo) => photo.slot)
        .filter((slot) => slot !== SIGNATURE && !ofFindings.has(slot))
        .map((slot) => this.thumbnail(slot)),
    );
  }

  // ---- measurements, codes

  private showMeasurements(): void {
    const kinds = this.reference.measurements.map((m): [string, string] => [m.code, `${tr(m.title)}${m.unit ? ` (${m.unit})` : ""}`]);
    show(
      this.measurements,
      ...this.draft.measurements.map((measurement, i) =>
        h(
          "fieldset",
          { class: "finding-box" },
          h("legend", {}, String(i + 1)),
          h(
            "div",
            { class: "fields" },
            this.select(`what-${i + 1}`, w("what"), kinds, measurement.what, (v) => (measurement.what = v)),
            this.field(`value-${i + 1}`, w("value"), measurement.value, 20, (v) => (measurement.value = v.trim()), "", {
              inputmode: "decimal",
            }),
            this.field(`instrument-${i + 1}`, w("instrument"), measurement.instrument, 100, (v) => (measurement.instrument = v)),
            this.codeField(`mcode-${i + 1}`, measurement),
          ),
          h(
            "button",
            {
              type: "button",
              class: "second small",
              click: () => {
                this.draft.measurements.splice(i, 1);
                this.keep();
                this.showMeasurements();
              },
            },
            w("remove"),
          ),
        ),
      ),
    );
  }

  private async scanGoods(): Promise<void> {
    const text = await scanned(w("scanGoods"));
    if (text && !this.draft.codes.includes(text) && this.draft.codes.length < 200) {
      this.draft.codes.push(text);
      this.keep();
      this.showCodes();
    }
  }

  private showCodes(): void {
    show(
      this.codes,
      ...this.draft.codes.map((code, i) =>
        h(
          "li",
          {},
          h("span", { class: "code" }, code),
          h(
            "button",
            {
              type: "button",
              class: "second small",
              "aria-label": `${w("remove")} ${code}`,
              click: () => {
                this.draft.codes.splice(i, 1);
                this.keep();
                this.showCodes();
              },
            },
            "×",
          ),
        ),
      ),
    );
  }

  // ---- signature

  private signatureChoice(): HTMLElement {
    const choice = (how: Draft["signature"]["how"], title: string) =>
      h(
        "label",
        {},
        h("input", {
          type: "radio",
          name: "signature",
          value: how,
          checked: this.draft.signature.how === how,
          change: () => {
            this.draft.signature.how = how;
            this.keep();
            this.showSigning();
          },
        }),
        title,
      );
    return h(
      "div",
      { class: "question", role: "radiogroup", "aria-label": w("signature") },
      h(
        "span",
        { class: "answers" },
        choice("NONE", w("noSignature")),
        choice("DRAWN", w("draw")),
        choice("TYPED", w("typed")),
        choice("REFUSED", w("refusedSign")),
      ),
    );
  }

  private showSigning(): void {
    const { signature } = this.draft;
    if (signature.how === "NONE" || signature.how === "REFUSED") {
      show(this.signing);
      return;
    }
    const name = this.field("signer", w("signer"), signature.by, 100, (v) => (signature.by = v.trim()));
    if (signature.how === "TYPED") {
      show(this.signing, name);
      return;
    }
    const kept = this.pictures.find((photo) => photo.slot === SIGNATURE);
    const box = signatureBox(
      kept ? new Blob([kept.bytes], { type: kept.type }) : null,
      (png) => {
        this.saving = this.saving.then(() => this.signed(png)).catch((error: unknown) => this.fail(error));
      },
      () => {
        signature.photo = null;
        this.saving = this.saving.then(() => this.drop(SIGNATURE)).catch((error: unknown) => this.fail(error));
      },
    );
    show(this.signing, name, box);
  }

  private async signed(png: ArrayBuffer): Promise<void> {
    const photo: Photo = {
      record: this.draft.id,
      slot: SIGNATURE,
      sha256: await sha256(png),
      type: "image/png",
      takenAt: new Date().toISOString(),
      note: "",
      bytes: png,
    };
    this.draft.signature.photo = SIGNATURE;
    await keepWithPhoto(this.draft, photo);
    this.pictures = [...this.pictures.filter((p) => p.slot !== SIGNATURE), photo];
    this.status.textContent = w("signed");
  }

  // ---- the end

  private async wrong(): Promise<string | null> {
    const { draft } = this;
    if (draft.findings.length > MOST_FINDINGS) {
      return w("tooManyFindings", MOST_FINDINGS);
    }
    if (draft.measurements.length > MOST_MEASUREMENTS) {
      return w("tooManyMeasurements", MOST_MEASUREMENTS);
    }
    const seals = sealsOf(draft);
    if (seals.length > MOST_SEALS || seals.some((seal) => seal.length > LONGEST_SEAL)) {
      return w("tooManySeals", MOST_SEALS, LONGEST_SEAL);
    }
    const finding = draft.findings.findIndex((f) => !f.violation);
    if (finding >= 0) {
      return w("needViolation", finding + 1);
    }
    const measurement = draft.measurements.findIndex((m) => !/^-?\d{1,9}([.]\d{1,6})?$/.test(m.value));
    if (measurement >= 0) {
      return w("needValue", measurement + 1);
    }
    const { how, by, photo } = draft.signature;
    if ((how === "TYPED" && !by) || (how === "DRAWN" && (!by || !photo))) {
      return w("needSigner");
    }
    // the market's day by the server's clock, as far as this phone knows how wrong its own is
    const now = Date.now() + ((await clockOffset()) ?? 0);
    if (draft.correctBy && draft.correctBy < new Date(now + MARKET_AHEAD_MS).toISOString().slice(0, 10)) {
      return w("needDay");
    }
    return null;
  }

  private async finish(): Promise<void> {
    await this.saving;
    const wrong = await this.wrong();
    if (wrong) {
      show(this.problem, h("p", { class: "notice bad" }, wrong));
      this.problem.scrollIntoView({ block: "center" });
      return;
    }
    if (this.draft.signature.how !== "DRAWN" && this.draft.signature.photo) {
      this.draft.signature.photo = null;
      await this.drop(SIGNATURE);
    }
    const button = this.root.querySelector<HTMLButtonElement>("[data-finish]")!;
    button.disabled = true;
    this.status.textContent = w("saving");
    try {
      await finish(this.draft, this.elapsed());
      this.done(this.draft.id);
    } catch (error) {
      button.disabled = false;
      this.fail(error);
    }
  }

  private async giveUp(): Promise<void> {
    if (window.confirm(w("discardDraftAsk"))) {
      await this.saving;
      try {
        await giveUp(this.draft);
        this.leave();
      } catch (error) {
        this.fail(error);
      }
    }
  }
}

import { Camera, signal, type Told } from "../camera/camera";
import { h, minute, show, tr } from "../dom";
import { get, put } from "../offline/database";
import { sha256, uuid7 } from "../offline/identity";
import { discard, type Entry, entries, flush, keepSending, onChange, retry, saved } from "../offline/outbox";
import { askJson, remembered, type Session } from "../offline/session";
import { showStorageWarnings, showSyncBar } from "../offline/syncbar";
import { grouped, shortCode } from "./code";
import { type Purpose, type Scan, ScanList } from "./scans";
import { signatureOf, takeKeysAlong } from "./signed";
import { w } from "./words";

// Goods by scanning, for one hand at a stall: the camera keeps running, each package is one line, and what was decided is
// kept on the phone until the server has done it.

type Consignment = { id: number; lot: string; from: string; kg: string; received: string | null };

const KILOGRAMS = /^\d{1,9}(?:\.\d{1,4})?$/;
const QUEUE_SHOWN = 20;

const main = document.getElementById("main")!;
const bar = document.getElementById("sync")!;

class GoodsPage {
  private readonly list: ScanList;
  private readonly status = h("p", { class: "found", role: "status", "data-status": "" });
  private readonly tally = h("p", { class: "tally", role: "status", "data-tally": "" });
  private readonly scans = h("ul", { class: "plainlist scans", "data-scans": "" });
  private readonly work = h("section", { class: "card", "data-work": "" });
  private readonly queue = h("section", { class: "card", id: "queue", "data-queue": "" });
  private readonly tabs = h("nav", { class: "tabs", "aria-label": w("title") });
  private readonly lead = h("p", { class: "soft" });
  private awaited: Consignment[] = [];

  constructor(private readonly session: Session) {
    this.list = new ScanList(session.account, () => this.showList());
  }

  async open(): Promise<void> {
    await this.list.load();
    this.awaited = (await get<Consignment[]>("meta", `awaited:${this.session.account}`)) ?? [];
    const warnings = h("div");
    show(
      main,
      h("h1", {}, w("title")),
      warnings,
      this.tabs,
      this.lead,
      this.scanner(),
      h("section", { class: "card" }, this.tally, this.buttons(), this.scans),
      this.work,
      this.queue,
      h("p", {}, h("a", { class: "button second", href: "/my" }, w("my"))),
    );
    this.showTabs();
    this.showList();
    await this.showQueue();
    void showStorageWarnings(warnings, this.session.account);
    void this.takeAlong();
    window.addEventListener("online", () => void this.takeAlong());
  }

  /** What is needed without a network: what is on its way here, and the keys of signed labels. */
  async takeAlong(): Promise<void> {
    try {
      this.awaited = await askJson<Consignment[]>("/api/v1/consignments");
      await put("meta", this.awaited, `awaited:${this.session.account}`);
      await takeKeysAlong();
    } catch (error) {
      console.info("nothing fetched", error);
    }
    await this.list.check();
    this.showList();
  }

  // ---- scanning

  private scanner(): HTMLElement {
    const video = h("video", { playsinline: true, muted: true });
    const finder = h("div", { class: "finder", hidden: true }, video, h("i", { "aria-hidden": "true" }));
    const start = h("button", { type: "button", "data-start": "" }, w("camera"));
    const stop = h("button", { type: "button", class: "second", hidden: true }, w("stop"));
    const torch = h("button", { type: "button", class: "second", hidden: true, "aria-pressed": "false" }, w("torch"));
    const photo = h("input", { type: "file", accept: "image/*", capture: "environment", class: "unseen" });
    const typed = h("input", { id: "typed", name: "code", maxlength: 400, autocomplete: "off", placeholder: "7K3Q-9ZP2-XM4D-A" });
    new Camera(
      { video, finder, start, stop, torch, photo },
      {
        found: (text) => {
          void this.take(text);
          return false;
        },
        say: (what: Told) => this.say(what),
      },
    );
    return h(
      "section",
      { class: "card scanner" },
      finder,
      this.status,
      h("div", { class: "row" }, start, stop, torch, h("label", { class: "button second" }, w("photo"), photo)),
      h(
        "form",
        {
          class: "find",
          submit: (event) => {
            event.preventDefault();
            if (typed.value.trim()) {
              void this.take(typed.value);
              typed.value = "";
            }
          },
        },
        h("label", { for: "typed" }, w("type"), typed),
        h("button", { type: "submit", class: "second", "data-add": "" }, w("add")),
      ),
    );
  }

  private say(what: Told): void {
    if (what !== "found") {
      const words = { looking: w("looking"), none: w("none"), "no-camera": w("noCamera"), foreign: w("foreign") };
      this.status.textContent = words[what];
    }
  }

  private async take(text: string): Promise<void> {
    if (this.list.full) {
      signal(false);
      return;
    }
    const isNew = await this.list.add(text, await signatureOf(text));
    const shown = shortCode(text);
    this.status.textContent = isNew ? w("found") : w("again", shown ? grouped(shown) : text);
    signal(isNew);
  }

  private buttons(): HTMLElement {
    return h(
      "div",
      { class: "actions" },
      h("button", { type: "button", class: "second small", "data-undo": "", click: () => void this.list.undo() }, w("undo")),
      h(
        "button",
        {
          type: "button",
          class: "second small",
          click: () => window.confirm(w("clearAsk")) && void this.list.removeAll(new Set(this.list.scans.map((s) => s.key))),
        },
        w("clear"),
      ),
    );
  }

  // ---- the list

  private showTabs(): void {
    const purposes: Purpose[] = ["receive", "sell", "split", "repack"];
    show(
      this.tabs,
      ...purposes.map((purpose) =>
        h(
          "a",
          {
            href: `#${purpose}`,
            "data-purpose": purpose,
            "aria-current": purpose === this.list.purpose ? "true" : null,
            click: (event) => {
              event.preventDefault();
              void this.list.choose(purpose).then(() => this.showTabs());
            },
          },
          w(purpose),
        ),
      ),
    );
    const leads = { receive: w("leadReceive"), sell: w("leadSell"), split: w("leadSplit"), repack: w("leadRepack") };
    this.lead.textContent = leads[this.list.purpose];
  }

  private showList(): void {
    const scans = this.list.scans;
    const good = scans.filter((scan) => scan.check?.verdict === "OK").length;
    const open = scans.filter((scan) => scan.check === null).length;
    const bad = scans.length - good - open;
    show(
      this.tally,
      h("b", { "data-good": good }, String(good)),
      w("good"),
      h("span", { class: bad ? "chip bad" : "chip none", "data-bad": bad }, `${bad} ${w("bad")}`),
      open > 0 && h("span", { class: "chip warn", "data-open": open }, `${open} ${w("unchecked")}`),
      this.list.duplicates > 0 && h("span", { class: "chip info", "data-duplicates": this.list.duplicates }, `${this.list.duplicates} ${w("duplicates")}`),
    );
    show(
      this.scans,
      ...(scans.length === 0 ? [h("li", { class: "soft" }, w("empty"))] : [...scans].reverse().map((scan, i) => this.line(scan, scans.length - i))),
    );
    this.showWork();
  }

  private line(scan: Scan, no: number): HTMLElement {
    const code = shortCode(scan.text);
    const { check, signature } = scan;
    const kg = check?.netKg ? ` · ${check.netKg} kg` : "";
    return h(
      "li",
      { "data-key": scan.key, "data-verdict": check?.verdict ?? "" },
      h(
        "div",
        { class: "line" },
        h(
          "span",
          {},
          `${no}. `,
          h("b", { class: "code" }, code ? grouped(code) : scan.text.slice(0, 60)),
          check?.material ? ` ${tr(check.material)}${kg}` : "",
          h("small", { class: check && check.verdict !== "OK" ? "bad" : "soft" }, check ? tr(check.reason) : w("waitCheck")),
          signature && h("small", { class: signature.valid ? "soft" : "bad" }, signature.valid ? w("signedGood", signature.on ?? "") : w("signedBad", signature.reason)),
        ),
        h(
          "button",
          { type: "button", class: "second small", "aria-label": `${w("remove")} ${scan.key}`, click: () => void this.list.remove(scan.key) },
          "×",
        ),
      ),
    );
  }

  // ---- what to do with them

  private showWork(): void {
    // A form that is being filled in is not taken away by the next verdict.
    if (this.work.contains(document.activeElement) && this.work.dataset.for === this.list.purpose) {
      return;
    }
    this.work.dataset.for = this.list.purpose;
    const usable = this.list.usable();
    if (usable.length === 0) {
      show(this.work, h("p", { class: "soft" }, w("noneGood")));
      return;
    }
    const forms = { receive: this.receiving, sell: this.selling, split: this.splitting, repack: this.repacking };
    show(this.work, ...forms[this.list.purpose].call(this, usable));
  }

  private receiving(usable: Scan[]): Node[] {
    const known = new Map<number, Scan[]>();
    const open: Scan[] = [];
    for (const scan of usable) {
      const id = scan.check?.consignment;
      if (id === null || id === undefined) {
        open.push(scan);
      } else {
        known.set(id, [...(known.get(id) ?? []), scan]);
      }
    }
    const forms = [...known].map(([id, scans]) => this.receiveForm(String(id), scans, null));
    if (open.length > 0 && this.awaited.length > 0) {
      const which = h("select", { name: "consignment", "aria-label": w("consignmentPick") }, ...this.awaited.map((c) => h("option", { value: c.id }, this.consignment(c))));
      forms.push(h("div", {}, h("p", {}, w("consignmentPick")), which, this.receiveForm("", open, which)));
    }
    return forms;
  }

  private consignment(c: Consignment): string {
    return w("consignment", c.from, grouped(c.lot), c.kg);
  }

  private receiveForm(consignment: string, scans: Scan[], which: HTMLSelectElement | null): HTMLElement {
    const sum = scans.reduce((kg, scan) => kg + Number(scan.check?.netKg ?? 0), 0);
    const sent = this.awaited.find((c) => String(c.id) === consignment);
    const kg = h("input", {
      id: `kg-${consignment}`,
      name: "kg",
      inputmode: "decimal",
      autocomplete: "off",
      value: sent?.kg ?? (sum > 0 ? String(Number(sum.toFixed(4))) : ""),
    });
    return this.form(
      [
        sent ? h("p", {}, h("b", {}, this.consignment(sent))) : null,
        h("p", { class: "soft" }, w("scannedOf", scans.length, Number(sum.toFixed(4)))),
        this.labelled(`kg-${consignment}`, w("received"), kg),
      ],
      w("doReceive"),
      () => {
        const id = which ? which.value : consignment;
        const mass = kg.value.trim();
        if (!KILOGRAMS.test(mass)) {
          return w("kgWrong");
        }
        return {
          title: w("titleReceive", mass, id),
          path: `/api/v1/consignments/${id}/receive`,
          body: { kg: mass },
          scans,
        };
      },
    );
  }

  private selling(usable: Scan[]): Node[] {
    const codes = usable.filter((scan) => shortCode(scan.text) !== null && !scan.check?.isLot);
    const buyer = h("input", { id: "buyer", name: "buyer", maxlength: 200, autocomplete: "off" });
    return [
      this.form([this.labelled("buyer", w("buyer"), buyer)], w("doSell", codes.length), () =>
        codes.length === 0
          ? w("noneGood")
          : {
              title: w("titleSell", codes.length),
              path: "/api/v1/packages/sell",
              body: { codes: codes.map((scan) => shortCode(scan.text)), buyer: buyer.value.trim() || null },
              scans: codes,
            },
      ),
    ];
  }

  private splitting(usable: Scan[]): Node[] {
    const scan = usable.find((s) => s.check?.lot) ?? usable[0]!;
    const lot = scan.check?.lot ?? shortCode(scan.text);
    const parts = h("input", { id: "parts", name: "parts", inputmode: "decimal", autocomplete: "off", maxlength: 400 });
    return [
      this.form(
        [
          h("p", {}, h("b", {}, w("lotOf", lot ? grouped(lot) : scan.text, scan.check?.material ? tr(scan.check.material) : ""))),
          this.labelled("parts", w("parts"), parts, w("partsHint")),
        ],
        w("doSplit"),
        () => {
          const masses = parts.value.split(/[,，;；\s]+/).filter(Boolean);
          if (!lot || masses.length === 0 || !masses.every((mass) => KILOGRAMS.test(mass))) {
            return w("kgWrong");
          }
          return { title: w("titleSplit", grouped(lot)), path: `/api/v1/lots/${lot}/split`, body: { parts: masses }, scans: [scan] };
        },
      ),
    ];
  }

  private repacking(usable: Scan[]): Node[] {
    const codes = usable.filter((scan) => shortCode(scan.text) !== null && !scan.check?.isLot);
    const count = h("input", { id: "count", name: "count", inputmode: "numeric", autocomplete: "off", value: String(codes.length) });
    const net = h("input", { id: "net", name: "net", inputmode: "decimal", autocomplete: "off" });
    return [
      this.form(
        [
          h("p", { class: "soft" }, w("repackHint")),
          h("div", { class: "fields" }, this.labelled("count", w("count"), count), this.labelled("net", w("net"), net)),
        ],
        w("doRepack"),
        () => {
          const lots = new Set(codes.map((scan) => scan.check?.lot).filter(Boolean));
          if (lots.size > 1) {
            return w("oneLot");
          }
          if (codes.length === 0 || !/^[1-9]\d{0,3}$/.test(count.value.trim()) || !KILOGRAMS.test(net.value.trim())) {
            return w("kgWrong");
          }
          return {
            title: w("titleRepack", codes.length, count.value.trim()),
            path: "/api/v1/packages/repack",
            body: {
              codes: codes.map((scan) => shortCode(scan.text)),
              count: Number(count.value.trim()),
              netKg: net.value.trim(),
            },
            scans: codes,
          };
        },
      ),
    ];
  }

  private labelled(id: string, label: string, input: HTMLInputElement, hint = ""): HTMLElement {
    return h("div", { class: "field" }, h("label", { for: id }, label), input, hint && h("small", { class: "note" }, hint));
  }

  private form(
    children: (Node | null)[],
    button: string,
    command: () => string | { title: string; path: string; body: unknown; scans: Scan[] },
  ): HTMLElement {
    const told = h("p", { role: "alert" });
    return h(
      "form",
      {
        submit: (event) => {
          event.preventDefault();
          const asked = command();
          if (typeof asked === "string") {
            show(told, h("span", { class: "notice bad" }, asked));
            return;
          }
          void this.enqueue(asked).catch((error: unknown) => show(told, h("span", { class: "notice bad" }, String(error))));
        },
      },
      ...children,
      told,
      h("button", { type: "submit", "data-do": "" }, button),
    );
  }

  /** Once it is in the store it will be done; the scans that it is about leave the list. */
  private async enqueue(command: { title: string; path: string; body: unknown; scans: Scan[] }): Promise<void> {
    const body = JSON.stringify(command.body);
    const entry: Entry = {
      id: uuid7(),
      kind: "goods",
      account: this.session.account,
      title: command.title,
      savedAt: new Date().toISOString(),
      method: "POST",
      path: command.path,
      body,
      sha256: await sha256(body),
      photos: [],
      state: "waiting",
      attempts: 0,
      scanned: { purpose: this.list.purpose, texts: command.scans.map((scan) => scan.text) },
    };
    await put("outbox", entry);
    (document.activeElement as HTMLElement | null)?.blur();
    await this.list.removeAll(new Set(command.scans.map((scan) => scan.key)));
    this.status.textContent = w("queued", w("willSend"));
    saved();
    void flush().then(() => this.takeAlong());
  }

  /** What was refused as a whole may be fine but for one package: back into the list, where each is judged anew. */
  private async takeBack(entry: Entry): Promise<void> {
    const { purpose, texts } = entry.scanned!;
    if (this.list.purpose !== purpose) {
      await this.list.choose(purpose as Purpose);
      this.showTabs();
    }
    for (const text of texts) {
      if (this.list.full) {
        return;
      }
      await this.list.add(text, await signatureOf(text));
    }
    await discard(entry.id);
  }

  // ---- what waits

  async showQueue(): Promise<void> {
    const mine = (await entries()).filter((entry) => entry.kind === "goods" && entry.account === this.session.account).reverse();
    show(
      this.queue,
      h("h2", {}, w("queue")),
      mine.length === 0
        ? h("p", { class: "soft" }, w("nothing"))
        : h("ul", { class: "plainlist" }, ...mine.slice(0, QUEUE_SHOWN).map((entry) => this.queued(entry))),
    );
  }

  private queued(entry: Entry): HTMLElement {
    const chip = { waiting: "warn", refused: "bad", done: "good" }[entry.state];
    return h(
      "li",
      { "data-state": entry.state },
      h(
        "div",
        { class: "line" },
        h("span", {}, h("b", {}, entry.title), h("small", { class: "soft" }, ` ${minute(entry.savedAt)}`)),
        h("span", { class: `chip ${chip}` }, w(entry.state)),
      ),
      entry.problem && h("p", { class: "notice bad" }, `${entry.problem.title}：${entry.problem.detail}`),
      entry.state === "refused" &&
        h(
          "div",
          { class: "actions" },
          h("button", { type: "button", class: "small", click: () => void retry(entry.id).then(flush) }, w("retry")),
          entry.scanned &&
            h(
              "button",
              { type: "button", class: "small", "data-back": "", click: () => void this.takeBack(entry) },
              w("back"),
            ),
          h(
            "button",
            { type: "button", class: "second small", click: () => window.confirm(w("discardAsk")) && void discard(entry.id) },
            w("discard"),
          ),
        ),
    );
  }
}

async function begin(): Promise<void> {
  if (!window.isSecureContext) {
    show(main, h("p", { class: "notice bad" }, w("insecure")));
    return;
  }
  if ("serviceWorker" in navigator) {
    void navigator.serviceWorker.register("/sw.js", { scope: "/goods", updateViaCache: "none" }).then((registration) => {
      const offer = () => registration.waiting?.postMessage("take-over");
      registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", offer));
      offer();
    });
  }
  await flush();
  const session = await remembered();
  const sync = () =>
    showSyncBar(bar, session?.account, { home: "/goods", unsent: "#queue", sync: () => void flush() });
  await sync();
  if (!session) {
    show(
      main,
      h("h1", {}, w("title")),
      h("p", { class: "notice" }, w("mustSignIn")),
      h("a", { class: "button", href: `/login?next=${encodeURIComponent("/goods")}` }, w("login")),
    );
    return;
  }
  if (!session.merchant) {
    show(main, h("h1", {}, w("title")), h("p", { class: "notice" }, w("notMerchant")));
    return;
  }
  const page = new GoodsPage(session);
  onChange(() => {
    void sync();
    void page.showQueue();
  });
  await page.open();
  keepSending();
}

void begin();

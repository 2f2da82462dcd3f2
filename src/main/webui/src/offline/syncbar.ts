import { h, minute, show, type Text, tr } from "../dom";
import { state } from "./outbox";
import { storage } from "./storage";

// What the person must see at any time: is there a network, what is unsent, when was it sent last, will it be kept.

const LOW_SPACE_MB = 200;

const WORDS = {
  online: { zh: "已联网", en: "online" },
  offline: { zh: "无网络", en: "no network" },
  server: { zh: "服务器暂时不可用", en: "the server is not available" },
  signIn: { zh: "请登录后继续上传", en: "sign in to go on sending" },
  allSent: { zh: "全部已上传", en: "all sent" },
  unsent: { zh: "未上传 {0}", en: "{0} unsent" },
  refused: { zh: "未接收 {0}", en: "{0} not accepted" },
  sending: { zh: "正在上传 {0}/{1}", en: "sending {0} of {1}" },
  progress: { zh: "上传进度", en: "progress of sending" },
  last: { zh: "上次同步 {0}", en: "last sync {0}" },
  never: { zh: "尚未同步", en: "never synced" },
  now: { zh: "立即同步", en: "Sync now" },
  others: {
    zh: "另有 {0} 份属于其他账号，登录该账号后上传",
    en: "{0} more belong to other accounts; sign in as these to send them",
  },
  notPersistent: {
    zh: "浏览器可能清除本机数据（如无痕窗口）。请“添加到主屏幕”后使用，并尽快上传。",
    en: "The browser may clear this phone's data (a private window does). Add the page to the home screen, and send soon.",
  },
  embedded: {
    zh: "当前在微信等应用内打开，数据可能被清除。请点右上角“在浏览器打开”。",
    en: "This is open inside another application, which may clear its data. Open it in the browser.",
  },
  lowSpace: { zh: "手机存储空间不足（剩 {0} MB），请尽快上传。", en: "Little room is left on this phone ({0} MB): send soon." },
} satisfies Record<string, Text>;

function w(word: keyof typeof WORDS, ...values: (string | number)[]): string {
  return tr(WORDS[word]).replace(/\{(\d)\}/g, (_, i: string) => String(values[Number(i)] ?? ""));
}

/** @param links where to come back to after signing in, and where the unsent work is listed */
export async function showSyncBar(
  bar: Element,
  account: string | undefined,
  links: { home: string; unsent: string; sync: () => void },
): Promise<void> {
  const now = await state(account);
  const chip = (kind: string, word: keyof typeof WORDS) => h("span", { class: `chip ${kind}`, "data-network": word }, w(word));
  const network =
    now.trouble === "sign-in"
      ? h("a", { class: "chip bad", href: `/login?next=${encodeURIComponent(links.home)}`, "data-network": "signIn" }, w("signIn"))
      : now.trouble === "offline" || !navigator.onLine
        ? chip("warn", "offline")
        : now.trouble === "server"
          ? chip("warn", "server")
          : chip("good", "online");
  const unsent = now.waiting + now.refused;
  show(
    bar,
    network,
    h(
      "a",
      { href: links.unsent, "data-unsent": now.waiting, "data-refused": now.refused },
      unsent === 0 ? w("allSent") : w("unsent", unsent),
    ),
    now.refused > 0 && h("span", { class: "chip bad" }, w("refused", now.refused)),
    now.sending && h("progress", { value: now.sending.done, max: now.sending.of, "aria-label": w("progress") }),
    now.sending && h("span", {}, w("sending", now.sending.done + 1, now.sending.of)),
    h("span", { class: "soft" }, now.lastSync ? w("last", minute(now.lastSync)) : w("never")),
    h("button", { type: "button", class: "second small", "data-sync": "", click: links.sync }, w("now")),
  );
}

export async function showStorageWarnings(box: Element, account: string | undefined): Promise<void> {
  const found = await storage();
  const { others } = await state(account);
  show(
    box,
    found.embedded
      ? h("p", { class: "notice warn" }, w("embedded"))
      : !found.persistent && h("p", { class: "notice warn", "data-not-persistent": "" }, w("notPersistent")),
    found.freeMb !== null && found.freeMb < LOW_SPACE_MB && h("p", { class: "notice bad" }, w("lowSpace", found.freeMb)),
    others > 0 && h("p", { class: "notice warn", "data-others": others }, w("others", others)),
  );
}

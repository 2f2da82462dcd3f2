/** Makes an element. Text is always text: nothing here can become markup. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string | number | boolean | null | undefined | ((event: Event) => void)> = {},
  ...children: (Node | string | null | undefined | false)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element.addEventListener(name, value);
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, String(value));
    }
  }
  element.append(...children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false));
  return element;
}

export function show(root: Element, ...children: (Node | string | null | undefined | false)[]): void {
  root.replaceChildren(...children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false));
}

export type Text = { zh: string; en: string };

export const english = document.documentElement.lang.startsWith("en");

export function tr(text: Text): string {
  return english ? text.en || text.zh : text.zh;
}

const MINUTE = new Intl.DateTimeFormat(english ? "en-GB" : "zh-CN", {
  timeZone: "Asia/Shanghai",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
});

/** Date and time of the market. */
export function minute(iso: string): string {
  return MINUTE.format(new Date(iso));
}

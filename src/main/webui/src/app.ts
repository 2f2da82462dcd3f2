import htmx from "htmx.org";
import { askBeforeSigningOut } from "./offline/leaving";

// Pages work without this script; it only saves reloads. The Content-Security-Policy is strict: nothing inline, nothing
// evaluated, nothing from elsewhere.
htmx.config.includeIndicatorStyles = false;
htmx.config.allowEval = false;
htmx.config.selfRequestsOnly = true;
htmx.config.historyCacheSize = 0;

// A form is sent once however often the button is pressed; coming back with the browser's button frees it again.
document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  if (event.defaultPrevented || form.method.toLowerCase() !== "post") {
    return;
  }
  if (form.dataset.sent === "yes") {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll<HTMLFormElement>("form[data-sent]").forEach((form) => delete form.dataset.sent);
});

document.addEventListener("click", (event) => {
  const target = event.target as Element;
  if (target.closest("[data-print]")) {
    window.print();
  }
});

// The first wrong field gets the cursor, so that the message beside it is read out.
document.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();

askBeforeSigningOut();

// In the shop's dialog the answer goes to the page around the frame; on its own page the form posts and redirects.
"use strict";
(() => {
  if (document.body.dataset.mode !== "framed") return;
  const form = document.querySelector("form");
  const status = document.getElementById("status");
  const tell = (message) => window.parent.postMessage({ standIn: "bank", ...message }, "*");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const fields = new URLSearchParams(new FormData(form));
    fields.set("outcome", event.submitter.value);
    for (const button of form.querySelectorAll("button")) button.disabled = true;
    status.textContent = "One moment…";
    try {
      await fetch(form.action, { method: "POST", body: fields });
      tell({ done: true });
    } catch {
      status.textContent = "The bank did not answer. Please try again.";
      for (const button of form.querySelectorAll("button")) button.disabled = false;
    }
  });
  // A frame of another origin may not take the focus at load; once the dialog hands it over, the first button has it.
  const first = form.querySelector("button");
  const takeFocus = () => {
    if (document.activeElement === document.body || document.activeElement === null) first.focus();
  };
  window.addEventListener("focus", takeFocus);
  if (document.hasFocus()) takeFocus();
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") tell({ escape: true });
  });
  new ResizeObserver(() => tell({ height: document.querySelector("main").offsetHeight })).observe(document.body);
})();

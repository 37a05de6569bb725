// What a handler asks the browser to do. Handlers send data under the ref name "agora" (state/effects.py); nothing is
// evaluated, so the content security policy needs no unsafe-eval.
import { useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { refs } from "$/utils/state";

const STAY_MS = 6000;
const FLASH_MS = 300;
const ANSWER_MS = 10_000;
const TONES = {
  positive: "border-l-positive",
  notice: "border-l-notice",
  negative: "border-l-negative",
};

let nextId = 0;
let audio;

function beep(tone) {
  const Audio = window.AudioContext || window.webkitAudioContext;
  if (!Audio) return;
  audio ??= new Audio();
  const notes = tone === "positive" ? [[880, 0, 0.09]] : [[196, 0, 0.16], [165, 0.2, 0.24]];
  for (const [pitch, after, length] of notes) {
    const from = audio.currentTime + after;
    const sound = audio.createOscillator();
    const volume = audio.createGain();
    sound.type = tone === "positive" ? "sine" : "square";
    sound.frequency.value = pitch;
    volume.gain.setValueAtTime(0.0001, from);
    volume.gain.exponentialRampToValueAtTime(0.25, from + 0.01);
    volume.gain.exponentialRampToValueAtTime(0.0001, from + length);
    sound.connect(volume).connect(audio.destination);
    sound.start(from);
    sound.stop(from + length + 0.02);
  }
}

function dialog(id) {
  const found = document.getElementById(id);
  return found instanceof HTMLDialogElement ? found : null;
}

export function openDialog(id) {
  const found = dialog(id);
  if (found && !found.open) found.showModal();
}

export function closeDialog(id) {
  dialog(id)?.close();
}

// A form's answer may stand beside a field that is out of sight: the first field that it refuses is gone to.
function goToRefused(form) {
  const observer = new MutationObserver(() => {
    const refused = form.querySelector('[aria-invalid="true"]');
    if (!refused) return;
    observer.disconnect();
    refused.focus();
  });
  observer.observe(form, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-invalid"] });
  setTimeout(() => observer.disconnect(), ANSWER_MS);
}

function Toast({ toast, onGone }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(onGone, STAY_MS);
    return () => clearTimeout(timer);
  }, [held]);
  return (
    <div
      className={`pointer-events-auto flex items-start gap-3 rounded-control border border-line border-l-4 bg-raised py-3 pr-2 pl-4 text-sm text-ink shadow-float animate-[appear_180ms_var(--ease-out)] ${TONES[toast.tone] ?? TONES.positive}`}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <div className="min-w-0 grow py-0.5">
        <p className="font-semibold">{toast.message}</p>
        {toast.detail ? <p className="mt-0.5 text-soft">{toast.detail}</p> : null}
      </div>
      {toast.action_href ? (
        <a className="shrink-0 self-center px-2 font-semibold text-accent underline-offset-4 hover:underline" href={toast.action_href}>
          {toast.action_label}
        </a>
      ) : null}
      <button type="button" aria-label="Dismiss" className="tap grid size-7 shrink-0 place-items-center rounded-control text-soft hover:bg-sunken" onClick={onGone}>
        <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round">
          <path d="m2 2 10 10M12 2 2 12" />
        </svg>
      </button>
    </div>
  );
}

export function Effects() {
  const [toasts, setToasts] = useState([]);
  const [said, setSaid] = useState("");
  const [flash, setFlash] = useState(null);
  const [page, setPage] = useState(null);
  const flashTimer = useRef();

  useEffect(() => {
    const place = document.createElement("div");
    setPage(place);
    return () => place.remove();
  }, []);

  // Messages belong behind the page, which may have drawn itself after this place was added. While a dialog is open
  // all that is outside of it is dimmed and dead, so they go into it, and out again when it closes.
  useEffect(() => {
    if (!page) return undefined;
    const settle = () => {
      const front = [...document.querySelectorAll("dialog:modal")].at(-1) ?? document.body;
      if (front.lastElementChild !== page) front.append(page);
    };
    settle();
    for (const moment of ["toggle", "close"]) document.addEventListener(moment, settle, true);
    return () => {
      for (const moment of ["toggle", "close"]) document.removeEventListener(moment, settle, true);
    };
  }, [page, toasts]);

  useEffect(() => {
    const drop = (key) => setToasts((shown) => shown.filter((toast) => toast.key !== key));
    const actions = {
      toast: (toast) => {
        const key = toast.id || `toast-${(nextId += 1)}`;
        setToasts((shown) => [...shown.filter((other) => other.key !== key), { ...toast, key, gone: () => drop(key) }].slice(-3));
      },
      announce: ({ text }) => {
        // The same sentence twice is read only when the node changes.
        setSaid((before) => (before === text ? `${text}\u00a0` : text));
      },
      flash: ({ tone, sound }) => {
        clearTimeout(flashTimer.current);
        setFlash(tone);
        flashTimer.current = setTimeout(() => setFlash(null), FLASH_MS);
        if (sound) beep(tone);
      },
      open_dialog: ({ id }) => openDialog(id),
      close_dialog: ({ id }) => closeDialog(id),
      visit: ({ url }) => window.location.assign(url),
    };
    refs.ref_agora = {
      current: {
        set value(wanted) {
          actions[wanted.do]?.(wanted);
        },
      },
    };
    // Buttons open and close dialogs by naming them, without a round trip.
    const onClick = (event) => {
      const button = event.target.closest?.("[data-opens],[data-closes]");
      if (!button) return;
      if (button.dataset.closes) closeDialog(button.dataset.closes);
      if (button.dataset.opens) openDialog(button.dataset.opens);
    };
    const onSubmit = (event) => goToRefused(event.target);
    document.addEventListener("click", onClick);
    document.addEventListener("submit", onSubmit);
    return () => {
      document.removeEventListener("click", onClick);
      document.removeEventListener("submit", onSubmit);
      delete refs.ref_agora;
    };
  }, []);

  // At the end of the page: before it, toasts would stand in front of the skip link.
  if (!page) return null;
  return createPortal(
    <section aria-label="Messages">
      <div
        role="status"
        aria-live="polite"
        aria-relevant="additions"
        data-screen-only=""
        className="pointer-events-none fixed inset-x-4 bottom-4 z-50 mx-auto flex max-w-md flex-col gap-2 sm:right-auto sm:left-6 sm:mx-0 sm:w-96"
      >
        {toasts.map((toast) => (
          <Toast key={toast.key} toast={toast} onGone={toast.gone} />
        ))}
      </div>
      <p className="sr-only" role="status" aria-live="polite">{said}</p>
      {flash ? (
        <div aria-hidden="true" className={`pointer-events-none fixed inset-0 z-50 opacity-70 ${flash === "positive" ? "bg-positive" : "bg-negative"}`} />
      ) : null}
    </section>,
    page,
  );
}

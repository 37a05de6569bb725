// Two ways to read a code: a scanner, which types faster than anybody and ends with Enter, wherever the focus is;
// and a keypad on the screen for labels that cannot be read. Nothing needs a keyboard.
import { useEffect, useRef, useState } from "react";

const FAST_MS = 70;
const SHORTEST = 3;

export function useWedge(onCode) {
  const latest = useRef(onCode);
  latest.current = onCode;
  useEffect(() => {
    let typed = "";
    let before = 0;
    const onKeyDown = (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
      const isFast = event.timeStamp - before <= FAST_MS;
      if (event.key === "Enter" || event.key === "Tab") {
        const code = typed;
        typed = "";
        if (code.length >= SHORTEST && isFast) {
          // The focused button must not take the scanner's Enter for a press.
          event.preventDefault();
          event.stopPropagation();
          latest.current(code);
        }
        return;
      }
      if (event.key.length !== 1) return;
      typed = isFast ? typed + event.key : event.key;
      before = event.timeStamp;
      if (typed.length > 1 && event.key === " ") event.preventDefault();
    };
    window.addEventListener("keydown", onKeyDown, true);
    return () => window.removeEventListener("keydown", onKeyDown, true);
  }, []);
}

const KEY = "grid h-18 place-items-center rounded-control border border-control bg-raised text-2xl font-semibold text-ink active:bg-sunken";
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("");

export function Keypad({ title, hint, unit = "", letters = true, done = "Enter", onDone, onClose }) {
  const [text, setText] = useState("");
  const [shown, setShown] = useState("numbers");
  const element = useRef(null);
  useEffect(() => {
    element.current?.showModal();
  }, []);
  const press = (key) => setText((now) => (now.length < 64 ? now + key : now));
  const finish = () => text.trim() && onDone(text.trim());
  const keys = shown === "letters" ? LETTERS : ["1", "2", "3", "4", "5", "6", "7", "8", "9", letters ? "-" : "00", "0"];
  return (
    <dialog
      ref={element}
      data-modal=""
      aria-labelledby="keypad-title"
      className="mx-auto mt-auto mb-0 flex w-full max-w-2xl flex-col gap-3 rounded-t-card border border-line bg-surface p-4 text-ink shadow-float"
      onClose={onClose}
      onKeyDown={(event) => {
        if (/^[0-9A-Za-z-]$/.test(event.key)) press(event.key.toUpperCase());
        if (event.key === "Backspace") setText((now) => now.slice(0, -1));
      }}
    >
      <div>
        <h2 id="keypad-title" className="text-2xl font-bold">{title}</h2>
        {hint ? <p className="text-lg text-soft">{hint}</p> : null}
      </div>
      <output aria-live="polite" aria-label="Typed so far" className="figures flex min-h-18 items-center justify-end gap-2 rounded-control border border-control bg-raised px-4 text-3xl font-bold">
        {text || <span className="font-normal text-soft">–</span>}
        {unit ? <span className="text-xl font-medium text-soft">{unit}</span> : null}
      </output>
      <div className={`grid gap-2 ${shown === "letters" ? "grid-cols-5 sm:grid-cols-7" : "grid-cols-3"}`}>
        {keys.map((key) => (
          <button key={key} type="button" className={KEY} onClick={() => press(key)}>{key}</button>
        ))}
        <button type="button" aria-label="Delete the last character" className={KEY} onClick={() => setText((now) => now.slice(0, -1))}>⌫</button>
        {letters ? (
          <button type="button" className={`${KEY} ${shown === "letters" ? "" : "col-span-3"}`} onClick={() => setShown(shown === "letters" ? "numbers" : "letters")}>
            {shown === "letters" ? "123" : "Letters"}
          </button>
        ) : null}
      </div>
      <div className="grid grid-cols-2 gap-3">
        <button type="button" className="min-h-18 rounded-control border border-control bg-raised text-xl font-semibold" onClick={() => element.current.close()}>Cancel</button>
        <button type="button" disabled={!text.trim()} className="min-h-18 rounded-control bg-action text-xl font-semibold text-on-action disabled:opacity-55" onClick={finish}>{done}</button>
      </div>
    </dialog>
  );
}

// A page that only listens: a tote's label or an order's number opens its task.
export function Scanner({ label, hint, onCode }) {
  const [typing, setTyping] = useState(false);
  useWedge((code) => onCode?.(code));
  return (
    <>
      <button type="button" className="inline-flex min-h-18 items-center justify-center gap-2 rounded-control border border-control bg-raised px-6 text-xl font-semibold text-ink hover:border-ink" onClick={() => setTyping(true)}>
        {label}
      </button>
      {typing ? (
        <Keypad
          title={label}
          hint={hint}
          onDone={(code) => {
            setTyping(false);
            onCode?.(code);
          }}
          onClose={() => setTyping(false)}
        />
      ) : null}
    </>
  );
}

// A number between two buttons. It answers at once and tells the server when the hand has rested.
import { useEffect, useId, useRef, useState } from "react";

const REST_MS = 350;
const BUTTON =
  "grid w-11 place-items-center text-ink hover:bg-sunken disabled:cursor-not-allowed disabled:text-soft disabled:opacity-40 first:rounded-l-control last:rounded-r-control";

export function Quantity({ value = 1, min = 1, max = 99, label, name, large, onSettle }) {
  const [shown, setShown] = useState(String(value));
  const timer = useRef();
  const id = useId();
  useEffect(() => setShown(String(value)), [value]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const settle = (next) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => next !== value && onSettle?.(next), REST_MS);
  };
  const set = (wanted) => {
    const next = Math.min(max, Math.max(min, wanted));
    setShown(String(next));
    settle(next);
  };
  const current = Number.parseInt(shown, 10);
  const known = Number.isNaN(current) ? value : current;

  return (
    <div role="group" aria-label={label} className={`inline-flex items-stretch rounded-control border border-control bg-raised ${large ? "h-18 text-2xl" : "h-11"}`}>
      <button type="button" aria-label="One less" aria-controls={id} className={`${BUTTON} ${large ? "w-18" : ""}`} disabled={known <= min} onClick={() => set(known - 1)}>
        <svg width={large ? 28 : 16} height={large ? 28 : 16} viewBox="0 0 16 16" aria-hidden="true" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round"><path d="M3 8h10" /></svg>
      </button>
      <input
        id={id}
        name={name}
        aria-label={label}
        inputMode="numeric"
        autoComplete="off"
        className={`figures border-x border-line bg-transparent text-center font-semibold focus-visible:outline-offset-0 ${large ? "w-20" : "w-12"}`}
        value={shown}
        onChange={(event) => {
          const digits = event.target.value.replace(/\D/g, "").slice(0, 4);
          setShown(digits);
          if (digits) settle(Math.min(max, Math.max(min, Number(digits))));
        }}
        onBlur={() => set(known)}
      />
      <button type="button" aria-label="One more" aria-controls={id} className={`${BUTTON} ${large ? "w-18" : ""}`} disabled={known >= max} onClick={() => set(known + 1)}>
        <svg width={large ? 28 : 16} height={large ? 28 : 16} viewBox="0 0 16 16" aria-hidden="true" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round"><path d="M3 8h10M8 3v10" /></svg>
      </button>
    </div>
  );
}

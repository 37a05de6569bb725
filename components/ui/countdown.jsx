// Time left by the server's clock: the browser's own may be wrong by minutes.
import { useEffect, useRef, useState } from "react";

const UNITS = [
  ["d", 86400],
  ["h", 3600],
  ["min", 60],
  ["s", 1],
];

function parts(seconds) {
  let rest = Math.max(0, Math.ceil(seconds));
  // Hours are left away where there are none, minutes never.
  const from = rest >= 86400 ? 0 : rest >= 3600 ? 1 : 2;
  return UNITS.slice(from).map(([unit, size]) => {
    const amount = Math.floor(rest / size);
    rest -= amount * size;
    return [amount, unit];
  });
}

export function Countdown({ until, serverNow, endedText = "Ended", onEnd }) {
  const end = Date.parse(until);
  const [left, setLeft] = useState((end - Date.parse(serverNow)) / 1000);
  const told = useRef(false);

  useEffect(() => {
    const ahead = Date.parse(serverNow) - Date.now();
    const tick = () => {
      const seconds = (end - (Date.now() + ahead)) / 1000;
      setLeft(seconds);
      if (seconds <= 0 && !told.current) {
        told.current = true;
        clearInterval(timer);
        onEnd?.();
      }
    };
    const timer = setInterval(tick, 1000);
    tick();
    return () => clearInterval(timer);
  }, [until, serverNow]);

  if (left <= 0) return <span>{endedText}</span>;
  return (
    <time role="timer" aria-live="off" dateTime={until} suppressHydrationWarning className="figures inline-flex gap-1.5 font-semibold">
      {parts(left).map(([amount, unit]) => (
        <span key={unit} suppressHydrationWarning>
          {String(amount).padStart(2, "0")}
          <span className="ml-0.5 text-[0.8em] font-medium">{unit}</span>
        </span>
      ))}
    </time>
  );
}

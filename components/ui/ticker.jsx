// Says "now" every so many seconds while the page is looked at, and at once when it is looked at again.
import { useEffect, useRef } from "react";

export function Ticker({ seconds = 30, onTick }) {
  const tick = useRef(onTick);
  tick.current = onTick;
  useEffect(() => {
    let last = Date.now();
    const fire = () => {
      if (document.visibilityState !== "visible" || document.querySelector("dialog[open]")) return;
      last = Date.now();
      tick.current?.();
    };
    const timer = setInterval(fire, seconds * 1000);
    const onVisible = () => Date.now() - last > seconds * 1000 && fire();
    document.addEventListener("visibilitychange", onVisible);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", onVisible);
    };
  }, [seconds]);
  return null;
}

// Says that the page is looked at again after it was out of sight.
import { useEffect, useRef } from "react";

export function Returning({ onReturn }) {
  const say = useRef(onReturn);
  say.current = onReturn;
  useEffect(() => {
    const onVisible = () => document.visibilityState === "visible" && say.current?.();
    document.addEventListener("visibilitychange", onVisible);
    return () => document.removeEventListener("visibilitychange", onVisible);
  }, []);
  return null;
}

// Leaves on the way down, returns on the way up, and whenever something in it has focus.
import { useEffect, useState } from "react";

const ENOUGH = 8;

export function HidingHeader({ children }) {
  const [hidden, setHidden] = useState(false);
  useEffect(() => {
    let last = window.scrollY;
    const onScroll = () => {
      const now = Math.max(0, window.scrollY);
      if (Math.abs(now - last) < ENOUGH) return;
      setHidden(now > last && now > 160);
      last = now;
    };
    window.addEventListener("scroll", onScroll, { passive: true });
    return () => window.removeEventListener("scroll", onScroll);
  }, []);
  return (
    <header
      data-shell=""
      className={`sticky top-0 z-30 border-b border-line bg-surface transition-transform duration-200 focus-within:translate-y-0 ${hidden ? "-translate-y-full" : ""}`}
    >
      {children}
    </header>
  );
}

// The tab's connection: says in words when it is gone, and loads the page again when it never became ready.
import { useContext, useEffect, useState } from "react";
import { EventLoopContext } from "$/utils/context";

const PATIENCE_MS = 8000;
const RELOADS_KEY = "agora-reloads";
const MOST_RELOADS = 3;

function useReloadWhenStuck(ready) {
  useEffect(() => {
    if (ready) {
      sessionStorage.removeItem(RELOADS_KEY);
      return undefined;
    }
    // Only the first hydration is watched: a slow page later on is not a stuck one.
    const check = async () => {
      const done = Number(sessionStorage.getItem(RELOADS_KEY) ?? 0);
      if (done >= MOST_RELOADS || document.visibilityState !== "visible") return;
      try {
        const answer = await fetch("/ping", { cache: "no-store" });
        if (!answer.ok) return;
      } catch {
        return;
      }
      sessionStorage.setItem(RELOADS_KEY, String(done + 1));
      window.location.reload();
    };
    const timer = setInterval(check, PATIENCE_MS);
    return () => clearInterval(timer);
  }, [ready]);
}

export function Session({ hydrated }) {
  const [, errors] = useContext(EventLoopContext);
  const [everReady, setEverReady] = useState(false);
  const [offline, setOffline] = useState(false);
  const broken = errors.length > 0;

  useEffect(() => {
    if (hydrated) setEverReady(true);
    document.documentElement.toggleAttribute("data-ready", Boolean(hydrated));
  }, [hydrated]);
  useReloadWhenStuck(everReady);

  useEffect(() => {
    // A worker being replaced is back within a moment; nobody needs to read about it.
    const timer = setTimeout(() => setOffline(broken), broken ? 1500 : 0);
    document.documentElement.dataset.connection = broken ? "lost" : "live";
    return () => clearTimeout(timer);
  }, [broken]);

  return (
    <div role="status" aria-live="polite" data-screen-only="">
      {offline ? (
        <p className="fixed inset-x-4 top-24 z-50 mx-auto w-fit rounded-full border border-notice bg-notice-tint px-4 py-2 text-center text-sm font-semibold text-notice shadow-float">
          Connection lost. What you do now waits; trying again …
        </p>
      ) : null}
    </div>
  );
}

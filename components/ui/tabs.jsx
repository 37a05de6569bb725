// Tabs that switch in place, with the arrow keys of the ARIA pattern.
import { Children, useId, useRef, useState } from "react";

export function Tabs({ label, names, start = 0, children }) {
  const [at, setAt] = useState(start);
  const buttons = useRef([]);
  const base = useId();
  const panels = Children.toArray(children);

  const onKeyDown = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const edge = { Home: 0, End: names.length - 1 }[event.key];
    if (step === undefined && edge === undefined) return;
    event.preventDefault();
    const next = edge ?? (at + step + names.length) % names.length;
    setAt(next);
    buttons.current[next]?.focus();
  };

  return (
    <div>
      <div role="tablist" aria-label={label} className="flex overflow-x-auto border-b border-line" onKeyDown={onKeyDown}>
        {names.map((name, index) => (
          <button
            key={name}
            ref={(element) => (buttons.current[index] = element)}
            type="button"
            role="tab"
            id={`${base}-tab-${index}`}
            aria-selected={index === at}
            aria-controls={`${base}-panel-${index}`}
            tabIndex={index === at ? 0 : -1}
            className="relative inline-flex h-11 shrink-0 items-center px-3 font-medium text-soft hover:text-ink aria-selected:text-accent aria-selected:after:absolute aria-selected:after:inset-x-3 aria-selected:after:bottom-0 aria-selected:after:h-0.5 aria-selected:after:bg-accent"
            onClick={() => setAt(index)}
          >
            {name}
          </button>
        ))}
      </div>
      {panels.map((panel, index) => (
        <div
          key={index}
          role="tabpanel"
          id={`${base}-panel-${index}`}
          aria-labelledby={`${base}-tab-${index}`}
          tabIndex={0}
          hidden={index !== at}
          className="py-4"
        >
          {panel}
        </div>
      ))}
    </div>
  );
}

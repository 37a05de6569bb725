// The search box: navigates without a round trip, offers suggestions by the ARIA combobox pattern.
import { useEffect, useId, useRef, useState } from "react";
import { useNavigate } from "react-router";

const REST_MS = 140;

export function SearchForm({ action, query = "", suggestions = [], label, placeholder, onType }) {
  const [text, setText] = useState(query);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const input = useRef(null);
  const timer = useRef();
  const listId = useId();
  const navigate = useNavigate();

  useEffect(() => setText(query), [query]);
  useEffect(() => setAt(-1), [suggestions]);
  useEffect(() => {
    const onKey = (event) => {
      const typing = event.target.closest?.("input,textarea,select,[contenteditable]");
      if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      // Two search boxes exist (header and phone row); the visible one takes the key.
      if (input.current?.offsetParent === null) return;
      event.preventDefault();
      input.current.focus();
    };
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("keydown", onKey);
      clearTimeout(timer.current);
    };
  }, []);

  const shown = open && suggestions.length > 0;
  const go = (address) => {
    setOpen(false);
    input.current?.blur();
    navigate(address);
  };
  const type = (value) => {
    setText(value);
    setOpen(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onType?.(value), REST_MS);
  };
  const onKeyDown = (event) => {
    if (event.key === "Escape") {
      setOpen(false);
    } else if (shown && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      // One place more than suggestions: the typed text itself, at -1.
      const places = suggestions.length + 1;
      const step = event.key === "ArrowDown" ? 1 : -1;
      setAt((before) => ((before + 1 + step + places) % places) - 1);
    } else if (event.key === "Enter" && shown && suggestions[at]) {
      event.preventDefault();
      go(suggestions[at].href);
    }
  };

  return (
    <form
      role="search"
      action={action}
      className="relative w-full"
      onSubmit={(event) => {
        event.preventDefault();
        const wanted = text.trim();
        go(wanted ? `${action}?q=${encodeURIComponent(wanted)}` : action);
      }}
      onBlur={(event) => event.currentTarget.contains(event.relatedTarget) || setOpen(false)}
    >
      <input
        ref={input}
        type="search"
        name="q"
        role="combobox"
        aria-label={label}
        aria-expanded={shown}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={shown && suggestions[at] ? `${listId}-${at}` : undefined}
        autoComplete="off"
        spellCheck="false"
        enterKeyHint="search"
        placeholder={placeholder}
        value={text}
        onChange={(event) => type(event.target.value)}
        onFocus={() => setOpen(true)}
        onKeyDown={onKeyDown}
        className="h-11 w-full rounded-control border border-control bg-raised pr-14 pl-4 text-base text-ink placeholder:text-soft hover:border-ink focus-visible:border-accent focus-visible:outline-2 focus-visible:outline-offset-0"
      />
      <button type="submit" aria-label="Search" className="absolute inset-y-0 right-0 grid w-12 place-items-center rounded-r-control bg-accent text-on-accent hover:bg-accent-strong">
        <svg width="20" height="20" viewBox="0 0 20 20" fill="none" aria-hidden="true" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round">
          <circle cx="9" cy="9" r="5.5" />
          <path d="m13.2 13.2 4 4" />
        </svg>
      </button>
      <ul
        id={listId}
        role="listbox"
        aria-label="Suggestions"
        hidden={!shown}
        className="absolute inset-x-0 top-full z-40 mt-1 max-h-[60dvh] overflow-y-auto rounded-card border border-line bg-raised py-1 shadow-float"
      >
        {suggestions.map((suggestion, index) => (
          <li
            key={suggestion.href + suggestion.label}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === at}
            className="flex min-h-11 cursor-pointer items-center justify-between gap-4 px-4 hover:bg-sunken aria-selected:bg-accent-tint"
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => go(suggestion.href)}
          >
            <span className="truncate">{suggestion.label}</span>
            {suggestion.note ? <span className="shrink-0 text-sm text-soft">{suggestion.note}</span> : null}
          </li>
        ))}
      </ul>
    </form>
  );
}

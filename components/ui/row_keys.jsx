// Arrow keys between the rows of the tables on a page; Enter is the row's own link or button.
import { useEffect } from "react";

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

function move(event) {
  const region = event.target.closest?.("[data-rows]");
  if (!region || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const rows = [...region.querySelectorAll("tbody > tr > td:first-child > :is(a, button)")];
  const here = rows.indexOf(event.target);
  if (!rows.length || (here < 0 && event.target !== region)) return;
  const ends = { Home: 0, End: rows.length - 1 };
  const next = event.key in ends ? ends[event.key] : event.key in STEPS ? here + STEPS[event.key] : -1;
  if (next < 0 || next >= rows.length) return;
  event.preventDefault();
  rows[next].focus();
}

export function RowKeys() {
  useEffect(() => {
    document.addEventListener("keydown", move);
    return () => document.removeEventListener("keydown", move);
  }, []);
  return null;
}

// Filters and order of a results page. The address is the whole state, so every value is a link to the address with
// it switched; links can be opened in a new tab, and back and forward work.
import { useId, useState } from "react";
import { Link, useLocation, useNavigate } from "react-router";

const SHOWN = 8;
const ONE_OF = new Set(["price", "rating", "category"]);

function useAddress() {
  const { pathname, search } = useLocation();
  const change = (apply) => {
    const query = new URLSearchParams(search);
    query.delete("page");
    apply(query);
    const text = query.toString();
    return text ? `${pathname}?${text}` : pathname;
  };
  const toggled = (facet, value) =>
    change((query) => {
      const had = query.getAll(facet.code);
      query.delete(facet.code);
      const kept = ONE_OF.has(facet.kind) ? [] : had.filter((other) => other !== value);
      (had.includes(value) ? kept : [...kept, value]).forEach((one) => query.append(facet.code, one));
    });
  return { pathname, search, change, toggled };
}

function Mark({ selected, round }) {
  return (
    <span
      aria-hidden="true"
      className={`grid size-4.5 shrink-0 place-items-center border ${round ? "rounded-full" : "rounded-[4px]"} ${selected ? "border-accent bg-accent text-on-accent" : "border-control bg-raised group-hover:border-ink"}`}
    >
      {selected ? (
        <svg width="12" height="12" viewBox="0 0 12 12" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round">
          <path d="m2.5 6.2 2.4 2.4 4.6-5.2" />
        </svg>
      ) : null}
    </span>
  );
}

function Stars({ value }) {
  return <span aria-hidden="true" className="stars inline-block h-4 w-20 shrink-0" style={{ "--rating": `${value * 20}%` }} />;
}

function Value({ facet, value: [value, label, count, selected], to }) {
  const isCategory = facet.kind === "category";
  return (
    <li>
      <Link
        to={to}
        preventScrollReset={!isCategory}
        rel="nofollow"
        aria-current={selected ? "true" : undefined}
        className="group flex min-h-9 items-center gap-2.5 rounded-control py-1 text-sm hover:text-accent aria-[current=true]:font-semibold"
      >
        {isCategory ? null : <Mark selected={selected} round={ONE_OF.has(facet.kind)} />}
        {facet.kind === "rating" ? <Stars value={value} /> : null}
        <span className={`min-w-0 grow ${facet.kind === "rating" ? "sr-only" : ""}`}>{label}</span>
        {facet.kind === "rating" ? <span aria-hidden="true" className="grow text-soft">and up</span> : null}
        <span className="figures text-xs text-soft">
          {count.toLocaleString("en-US")}
          <span className="sr-only"> products</span>
        </span>
      </Link>
    </li>
  );
}

function PriceForm() {
  const { change, search } = useAddress();
  const navigate = useNavigate();
  const id = useId();
  const [low, high] = (new URLSearchParams(search).get("price") ?? "-").split("-");
  const whole = (minor) => (minor ? String(Math.round(Number(minor) / 100)) : "");
  const submit = (event) => {
    event.preventDefault();
    const sent = new FormData(event.currentTarget);
    const [from, to] = ["from", "to"].map((name) => String(sent.get(name)).replace(/\D/g, "").slice(0, 6));
    const price = from || to ? `${Number(from || 0) * 100}-${to ? Number(to) * 100 : ""}` : "";
    navigate(change((query) => (price ? query.set("price", price) : query.delete("price"))), { preventScrollReset: true });
  };
  const field = "h-9 w-full min-w-0 rounded-control border border-control bg-raised px-2 text-sm text-ink placeholder:text-soft";
  return (
    <form key={search} onSubmit={submit} className="mt-2 flex items-center gap-1.5">
      <label htmlFor={`${id}-from`} className="sr-only">Lowest price in dollars</label>
      <input id={`${id}-from`} name="from" inputMode="numeric" placeholder="$ from" defaultValue={whole(low)} className={field} />
      <label htmlFor={`${id}-to`} className="sr-only">Highest price in dollars</label>
      <input id={`${id}-to`} name="to" inputMode="numeric" placeholder="$ to" defaultValue={whole(high)} className={field} />
      <button type="submit" className="h-9 shrink-0 rounded-control border border-control bg-raised px-3 text-sm font-semibold hover:border-ink hover:bg-sunken">Go</button>
    </form>
  );
}

function Facet({ facet }) {
  const { pathname, search, toggled } = useAddress();
  const [all, setAll] = useState(false);
  const shown = all ? facet.values : facet.values.slice(0, SHOWN);
  const hidden = facet.values.length - SHOWN;
  const address = (value) => {
    // Below a category's own address one goes deeper; a search is narrowed.
    if (facet.kind === "category" && pathname.startsWith("/c/")) return `/c/${value}`;
    return toggled(facet, value);
  };
  return (
    <details open className="border-b border-line py-1 last:border-0">
      <summary className="flex min-h-11 list-none items-center justify-between gap-3 text-sm font-bold hover:text-accent">
        {facet.label}
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" className="text-soft transition-transform in-open:rotate-180">
          <path d="m4 6 4 4 4-4" />
        </svg>
      </summary>
      <div className="pb-3">
        <ul>
          {shown.map((value) => (
            <Value key={value[0]} facet={facet} value={value} to={address(value[0])} search={search} />
          ))}
        </ul>
        {hidden > 0 ? (
          <button type="button" aria-expanded={all} className="min-h-9 text-sm font-semibold text-accent hover:underline" onClick={() => setAll(!all)}>
            {all ? "Show fewer" : `Show ${hidden} more`}
          </button>
        ) : null}
        {facet.kind === "price" ? <PriceForm /> : null}
      </div>
    </details>
  );
}

function InStock() {
  const { change, search } = useAddress();
  const selected = new URLSearchParams(search).get("in_stock") === "1";
  const to = change((query) => (selected ? query.delete("in_stock") : query.set("in_stock", "1")));
  return (
    <Link to={to} preventScrollReset rel="nofollow" aria-current={selected ? "true" : undefined} className="group flex min-h-11 items-center gap-2.5 border-b border-line text-sm font-semibold hover:text-accent">
      <Mark selected={selected} />
      In stock only
    </Link>
  );
}

export function FacetPanel({ facets = [] }) {
  return (
    <div>
      <InStock />
      {facets.map((facet) => (
        <Facet key={facet.code} facet={facet} />
      ))}
    </div>
  );
}

export function SortSelect({ sorts, value }) {
  const { change } = useAddress();
  const navigate = useNavigate();
  const id = useId();
  const choose = (event) => {
    const wanted = event.target.value;
    navigate(change((query) => (wanted === sorts[0][0] ? query.delete("sort") : query.set("sort", wanted))), { preventScrollReset: true });
  };
  return (
    <div className="relative inline-flex items-center gap-2 text-sm">
      <label htmlFor={id} className="whitespace-nowrap text-soft max-sm:sr-only">Sort by</label>
      <select id={id} value={value} onChange={choose} className="h-11 appearance-none rounded-control border border-control bg-raised pr-9 pl-3 font-semibold text-ink hover:border-ink">
        {sorts.map(([code, label]) => (
          <option key={code} value={code}>{label}</option>
        ))}
      </select>
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" className="pointer-events-none absolute right-3 text-soft">
        <path d="m4 6 4 4 4-4" />
      </svg>
    </div>
  );
}

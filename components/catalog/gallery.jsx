// Pictures of a product: a strip that snaps, swiped on a phone, chosen by its thumbnails elsewhere.
import { useEffect, useRef, useState } from "react";

const WIDTHS = [320, 640, 1200];
const set = (key, format, widths) => widths.map((width) => `/media/${width}/${key}.${format} ${width}w`).join(", ");

function Picture({ picture, sizes, widths, eager, className }) {
  return (
    <picture>
      <source type="image/avif" srcSet={set(picture.key, "avif", widths)} sizes={sizes} />
      <source type="image/webp" srcSet={set(picture.key, "webp", widths)} sizes={sizes} />
      <img
        src={`/media/640/${picture.key}.webp`}
        alt={picture.alt}
        width="1200"
        height="1200"
        loading={eager ? "eager" : "lazy"}
        fetchPriority={eager ? "high" : undefined}
        className={className}
      />
    </picture>
  );
}

export function Gallery({ pictures = [], label, sizes }) {
  const [at, setAt] = useState(0);
  const strip = useRef(null);
  const lead = pictures[0]?.key;

  useEffect(() => {
    setAt(0);
    strip.current?.scrollTo({ left: 0 });
  }, [lead]);

  const show = (index) => {
    const frame = strip.current;
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    frame?.scrollTo({ left: index * frame.clientWidth, behavior: calm ? "auto" : "smooth" });
    setAt(index);
  };
  const onScroll = () => {
    const frame = strip.current;
    if (frame) setAt(Math.round(frame.scrollLeft / Math.max(1, frame.clientWidth)));
  };
  const several = pictures.length > 1;

  return (
    <section aria-label={label}>
      <div
        ref={strip}
        onScroll={onScroll}
        tabIndex={several ? 0 : undefined}
        className="flex aspect-square snap-x snap-mandatory overflow-x-auto rounded-card bg-sunken [scrollbar-width:none]"
      >
        {pictures.map((picture, index) => (
          <div key={picture.key} className="w-full shrink-0 snap-center">
            <Picture picture={picture} sizes={sizes} widths={WIDTHS} eager={index === 0} className="block h-auto w-full" />
          </div>
        ))}
      </div>
      {several ? (
        <ul className="mt-3 flex gap-2 overflow-x-auto pb-1">
          {pictures.map((picture, index) => (
            <li key={picture.key}>
              <button
                type="button"
                aria-label={`Picture ${index + 1} of ${pictures.length}: ${picture.alt}`}
                aria-current={index === at ? "true" : undefined}
                className="block size-16 overflow-hidden rounded-control border-2 border-transparent hover:border-control aria-[current=true]:border-accent"
                onClick={() => show(index)}
              >
                <Picture picture={{ ...picture, alt: "" }} sizes="64px" widths={[160, 320]} className="block h-auto w-full" />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

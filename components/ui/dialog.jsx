// A native modal dialog. The browser traps focus, closes on Escape and gives focus back to what opened it.
import { useEffect, useRef } from "react";

const PLACES = {
  middle:
    "m-auto w-[min(32rem,calc(100vw-2rem))] max-h-[calc(100dvh-4rem)] rounded-card animate-[appear_180ms_var(--ease-out)]",
  left: "mr-auto ml-0 my-0 h-dvh max-h-dvh w-[min(22rem,88vw)] animate-[from-left_180ms_var(--ease-out)]",
  right: "mr-0 ml-auto my-0 h-dvh max-h-dvh w-[min(30rem,92vw)] animate-[from-right_180ms_var(--ease-out)]",
  bottom:
    "mt-auto mb-0 mx-0 w-full max-w-none max-h-[88dvh] rounded-t-card animate-[appear_180ms_var(--ease-out)] sm:mx-auto sm:max-w-xl",
};

export function Dialog({ id, title, place = "middle", open, onClose, footer, children }) {
  const element = useRef(null);

  useEffect(() => {
    const dialog = element.current;
    if (open === undefined || !dialog) return;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);

  // Only a press that starts and ends on the backdrop closes: selecting text may end there.
  const pressedOutside = useRef(false);
  const isBackdrop = (event) => event.target === element.current;

  return (
    <dialog
      id={id}
      ref={element}
      data-modal=""
      aria-labelledby={`${id}-title`}
      className={`flex-col overflow-hidden border border-line bg-raised p-0 text-ink shadow-float open:flex ${PLACES[place]}`}
      onClose={() => onClose?.()}
      onPointerDown={(event) => (pressedOutside.current = isBackdrop(event))}
      onClick={(event) => pressedOutside.current && isBackdrop(event) && element.current.close()}
    >
      <div className="flex min-h-15 items-center border-b border-line py-2 pr-16 pl-5">
        <h2 id={`${id}-title`} className="text-lg font-bold">{title}</h2>
      </div>
      <div className="min-h-0 grow overflow-y-auto overscroll-contain px-5 py-4">{children}</div>
      {footer ? <div className="flex justify-end gap-3 border-t border-line px-5 py-3">{footer}</div> : null}
      {/* Last, so that focus starts in the content. */}
      <button type="button" aria-label="Close" className="absolute top-2 right-2 grid size-11 place-items-center rounded-control text-soft hover:bg-sunken hover:text-ink" onClick={() => element.current.close()}>
        <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round">
          <path d="m3 3 12 12M15 3 3 15" />
        </svg>
      </button>
    </dialog>
  );
}

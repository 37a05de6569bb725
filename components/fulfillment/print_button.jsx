// Opens the browser's print dialog.
export function PrintButton({ label }) {
  return (
    <button type="button" data-screen-only="" className="inline-flex min-h-18 items-center justify-center rounded-control bg-action px-8 text-xl font-semibold text-on-action hover:bg-action-strong" onClick={() => window.print()}>
      {label}
    </button>
  );
}

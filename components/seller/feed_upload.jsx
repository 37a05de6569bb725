// A feed goes to the API; its answer is a stream of lines: how far it is, and at last what was taken and refused.
import { useRef, useState } from "react";

const FIELD = "h-11 w-full rounded-control border border-control bg-raised px-3 text-base text-ink hover:border-ink";

async function* linesOf(response) {
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    rest += decoder.decode(value ?? new Uint8Array(), { stream: !done });
    const lines = rest.split("\n");
    rest = lines.pop();
    for (const line of lines) if (line.trim()) yield JSON.parse(line);
    if (done) return;
  }
}

function Report({ report, seller }) {
  const href = `/api/v1/feeds/${report.id}/report.csv?seller_id=${seller}`;
  const taken = report.created + report.updated + report.unchanged;
  return (
    <section className="mt-6" aria-label="Result of the upload">
      <p role="status" className={`rounded-control border-l-4 px-4 py-3 font-semibold ${report.refused ? "border-notice bg-notice-tint text-notice" : "border-positive bg-positive-tint text-positive"}`}>
        {taken} product{taken === 1 ? "" : "s"} taken: {report.created} new, {report.updated} changed, {report.unchanged} as before.
        {report.refused ? ` ${report.refused} row${report.refused === 1 ? " was" : "s were"} refused.` : " No row was refused."}
      </p>
      {report.refused ? (
        <>
          <div className="mt-5 flex flex-wrap items-end justify-between gap-3">
            <div>
              <h2 className="text-xl font-bold">Rows to mend</h2>
              <p className="mt-0.5 text-soft">Correct them in your file and upload it again: what was taken is not taken twice.</p>
            </div>
            <a className="inline-flex min-h-11 items-center rounded-control border border-control bg-raised px-4 font-semibold hover:border-ink" href={href} download>
              Download the report (CSV)
            </a>
          </div>
          <div role="region" tabIndex={0} aria-label="Refused rows" className="mt-3 overflow-auto rounded-card border border-line bg-raised">
            <table className="w-full text-sm">
              <caption className="sr-only">Refused rows</caption>
              <thead>
                <tr>
                  {["Line", "Field", "Why", "What was there"].map((word, index) => (
                    <th key={word} scope="col" className={`h-10 border-b border-line bg-sunken px-3 text-xs font-semibold text-soft ${index ? "text-left" : "text-right"}`}>{word}</th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {report.errors.map((row, index) => (
                  <tr key={index}>
                    <td className="figures border-b border-line px-3 py-2 text-right">{row.line}</td>
                    <td className="border-b border-line px-3 py-2 font-medium">{row.field || "–"}</td>
                    <td className="border-b border-line px-3 py-2">{row.reason}</td>
                    <td className="max-w-64 truncate border-b border-line px-3 py-2 text-soft">{row.value}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {report.refused > report.errors.length ? <p className="mt-2 text-soft">The first {report.errors.length}; the report holds all of them.</p> : null}
        </>
      ) : null}
    </section>
  );
}

export function FeedUpload({ seller, warehouses = [], products }) {
  const [file, setFile] = useState(null);
  const [over, setOver] = useState(false);
  const [progress, setProgress] = useState(null);
  const [report, setReport] = useState(null);
  const [problem, setProblem] = useState("");
  const form = useRef(null);
  const busy = progress !== null && report === null && !problem;

  const choose = (chosen) => {
    setFile(chosen ?? null);
    setReport(null);
    setProblem("");
    setProgress(null);
  };
  const send = async (event) => {
    event.preventDefault();
    if (!file) {
      setProblem("Choose a file first.");
      return;
    }
    const body = new FormData(form.current);
    body.set("file", file);
    body.set("seller_id", seller);
    setReport(null);
    setProblem("");
    setProgress({ done: 0, total: 0 });
    try {
      const answer = await fetch("/api/v1/feeds", { method: "POST", body });
      if (!answer.ok) {
        setProblem((await answer.json()).error.message);
        return;
      }
      for await (const line of linesOf(answer)) {
        if (line.report) setReport(line.report);
        else if (line.error) setProblem(line.error.message);
        else setProgress(line);
      }
    } catch {
      setProblem("The connection was lost. The upload goes on by itself; upload the file again later to see what was refused.");
    }
  };
  const share = progress?.total ? Math.round((progress.done * 100) / progress.total) : 0;

  return (
    <div>
      <form ref={form} onSubmit={send} className="grid max-w-3xl gap-4">
        <label
          className={`grid min-h-40 place-items-center rounded-card border-2 border-dashed p-6 text-center has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent ${over ? "border-accent bg-accent-tint" : "border-control bg-raised"}`}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault();
            setOver(false);
            choose(event.dataTransfer.files[0]);
          }}
        >
          <span>
            <span className="block text-lg font-bold">{file ? file.name : "Drop a file here, or choose one"}</span>
            <span className="mt-1 block text-soft">
              {file ? `${Math.max(1, Math.round(file.size / 1000)).toLocaleString("en-US")} kB` : "Shopify export, Google Merchant feed (CSV or XML) or Agora's own JSON lines, at most 20 MB"}
            </span>
          </span>
          <input type="file" name="file" accept=".csv,.tsv,.txt,.xml,.json,.jsonl" className="sr-only" onChange={(event) => choose(event.target.files[0])} />
        </label>
        <div className="grid gap-4 sm:grid-cols-2">
          <label className="block text-sm font-semibold">
            <span className="mb-1.5 block">Format</span>
            <select name="format" className={FIELD} defaultValue="auto">
              <option value="auto">Find out by itself</option>
              <option value="shopify">Shopify product export</option>
              <option value="google">Google Merchant feed</option>
              <option value="house">Agora JSON lines</option>
            </select>
          </label>
          <label className="block text-sm font-semibold">
            <span className="mb-1.5 block">The stock lies in</span>
            <select name="warehouse_id" className={FIELD}>
              {warehouses.map(([id, name]) => (
                <option key={id} value={id}>{name}</option>
              ))}
            </select>
          </label>
        </div>
        {problem ? <p role="alert" className="rounded-control border-l-4 border-negative bg-negative-tint px-4 py-3 font-semibold text-negative">{problem}</p> : null}
        <div className="flex flex-wrap items-center gap-4">
          <button type="submit" disabled={busy} className="inline-flex min-h-11 items-center rounded-control bg-action px-5 text-base font-semibold text-on-action hover:bg-action-strong disabled:opacity-55">
            {busy ? "Uploading …" : "Upload and import"}
          </button>
          {report ? <a className="font-semibold text-accent underline underline-offset-4" href={products}>See your products</a> : null}
        </div>
      </form>
      {busy ? (
        <div className="mt-6 max-w-3xl">
          <div role="progressbar" aria-label="Import" aria-valuemin={0} aria-valuemax={100} aria-valuenow={share} className="h-3 overflow-hidden rounded-full bg-sunken">
            <div className="h-full bg-accent transition-[width]" style={{ width: `${share}%` }} />
          </div>
          <p role="status" className="figures mt-2 text-soft">{progress.total ? `${progress.done.toLocaleString("en-US")} of ${progress.total.toLocaleString("en-US")} products` : "Reading the file …"}</p>
        </div>
      ) : null}
      {report ? <Report report={report} seller={seller} /> : null}
    </div>
  );
}

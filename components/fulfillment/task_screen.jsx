// One task, one thing to do: what, where, how many. The screen answers a scan at once from what it knows and corrects
// itself by the server's answer; without a connection it goes on, and its scans wait in the queue.
import { useEffect, useRef, useState } from "react";
import { Link, useNavigate } from "react-router";
import { refs } from "$/utils/state";
import { enqueue, QueueState, useScanQueue } from "./scan_queue.jsx";
import { Keypad, useWedge } from "./scanner.jsx";

// ---- What a scan means: the server's rules, for an answer without waiting.

function openLines(task, step) {
  return task.lines.filter((line) => (step === "pack" ? line.packed : line.picked) < line.quantity);
}

function stepOf(task) {
  if (task.status === "ready" || task.status === "picking") {
    if (!task.tote) return "tote";
    return openLines(task, "pick").length ? "pick" : "pack";
  }
  if (task.status === "picked") return openLines(task, "pack").length ? "pack" : "weigh";
  return task.status === "packed" ? "ship" : "done";
}

function judge(task, step, code) {
  const known = task.lines.some((line) => line.barcode === code);
  if (step === "tote") return known ? { ok: false, message: "That is an item. Scan an empty tote first." } : { ok: true, message: `Tote ${code}`, unsure: true };
  const waiting = openLines(task, step);
  if (!known) {
    if (code === task.tote) return { ok: true, message: `Right tote: ${code}` };
    return step === "pick"
      ? { ok: false, message: `Wrong item. Put it back and take ${waiting[0]?.title} from ${waiting[0]?.bin || "the shelf"}.` }
      : { ok: false, message: "Wrong item: it does not belong to this order. Put it aside." };
  }
  if (step === "pick") {
    const wanted = waiting[0];
    if (wanted?.barcode === code) {
      const left = wanted.quantity - wanted.picked - 1;
      return { ok: true, message: left ? `${left} more of these` : "Got it", line: wanted.id };
    }
    return { ok: false, message: waiting.some((line) => line.barcode === code) ? `That comes later. Take ${wanted.title} first.` : `You have enough of that. Take ${wanted?.title} now.` };
  }
  const line = waiting.find((one) => one.barcode === code);
  return line ? { ok: true, message: "In the parcel", line: line.id } : { ok: false, message: "All of these are in the parcel already." };
}

function after(task, entry) {
  if (stepOf(task) !== entry.step) return task;
  const verdict = judge(task, entry.step, entry.code);
  if (!verdict.ok) return task;
  if (entry.step === "tote") return { ...task, tote: entry.code, status: "picking" };
  const count = entry.step === "pick" ? "picked" : "packed";
  const lines = task.lines.map((line) => (line.id === verdict.line ? { ...line, [count]: line[count] + 1 } : line));
  const status = entry.step === "pick" && lines.every((line) => line.picked === line.quantity) ? "picked" : task.status;
  return { ...task, lines, status };
}

// The last digits of a damaged label are enough where they fit one item of the task.
function completed(task, typed) {
  const fitting = task.lines.filter((line) => typed.length >= 4 && line.barcode.endsWith(typed));
  return fitting.length === 1 ? fitting[0].barcode : typed;
}

function flash(ok) {
  const receiver = refs.ref_agora?.current;
  if (receiver) receiver.value = { do: "flash", tone: ok ? "positive" : "negative", sound: true };
}

function useTask(initial, onRefused) {
  const [server, setServer] = useState(initial);
  const [said, setSaid] = useState(null);
  const expected = useRef(new Map());
  useEffect(() => setServer(initial), [initial.id, initial.version]);

  const reload = async () => {
    try {
      const answer = await fetch(`/api/v1/floor/tasks/${initial.id}`, { cache: "no-store" });
      if (answer.ok) setServer(await answer.json());
    } catch {
      // The queue says that there is no connection.
    }
  };
  const { entries, state } = useScanQueue((event) => {
    if (event.entry?.task_id !== initial.id) return;
    const verdict = expected.current.get(event.entry.operation_id);
    expected.current.delete(event.entry.operation_id);
    if (event.kind === "answer") {
      setServer(event.outcome.task);
      if (!verdict || verdict.unsure || verdict.ok !== event.outcome.ok) {
        flash(event.outcome.ok);
        setSaid({ ok: event.outcome.ok, message: event.outcome.message });
      }
    }
    if (event.kind === "refusal") {
      flash(false);
      setSaid({ ok: false, message: event.message });
      if (event.code === "task_taken") onRefused?.(event.message);
      reload();
    }
  });
  const mine = entries.filter((entry) => entry.task_id === initial.id);
  const task = mine.reduce(after, server);
  const read = async (code) => {
    const step = stepOf(task);
    if (!["tote", "pick", "pack"].includes(step)) return;
    const verdict = judge(task, step, code);
    if (!verdict.unsure) {
      flash(verdict.ok);
      setSaid(verdict);
    }
    const entry = await enqueue(task.id, step, code);
    expected.current.set(entry.operation_id, verdict);
  };
  return { task, step: stepOf(task), said, setSaid, read, setServer, offline: state === "waiting" && mine.length > 0, waiting: mine.length };
}

// ---- What it looks like.

function Picture({ line, className }) {
  if (!line.picture) return <div aria-hidden="true" className={`bg-sunken ${className}`} />;
  return (
    <picture>
      <source srcSet={`/media/320/${line.picture}.avif 320w, /media/640/${line.picture}.avif 640w`} type="image/avif" sizes="280px" />
      <img alt="" src={`/media/320/${line.picture}.webp`} width="640" height="640" className={`bg-sunken object-cover ${className}`} />
    </picture>
  );
}

function Label({ children }) {
  return <p className="text-lg font-semibold text-soft">{children}</p>;
}

function Said({ said }) {
  const tone = !said ? "border-line bg-sunken text-soft" : said.ok ? "border-positive bg-positive-tint text-positive" : "border-negative bg-negative-tint text-negative";
  return (
    <div role="status" aria-live="assertive" data-said={said ? (said.ok ? "ok" : "wrong") : ""} className={`flex min-h-20 items-center gap-4 rounded-card border-2 px-5 py-3 text-2xl font-bold ${tone}`}>
      <span aria-hidden="true" className="text-3xl leading-none">{!said ? "·" : said.ok ? "✓" : "✕"}</span>
      <span>{said ? said.message : "Ready for your scan"}</span>
    </div>
  );
}

function Pieces({ done, of, word }) {
  return (
    <div>
      <p className="figures text-4xl leading-none font-extrabold">
        {of - done} <span className="text-2xl font-bold">{of - done === 1 ? "piece" : "pieces"}</span>
      </p>
      {of > 1 ? <p className="figures mt-2 text-xl text-soft">{done} of {of} {word}</p> : null}
    </div>
  );
}

function Asked({ line, place = "Where", where, count, done, word }) {
  return (
    <div className="grid grid-cols-[6rem_minmax(0,1fr)] content-start items-start gap-x-5 gap-y-5 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)] sm:gap-x-8">
      <div className="sm:landscape:row-span-2 sm:landscape:max-w-80">
        <Picture line={line} className="aspect-square w-full rounded-card" />
      </div>
      <div className="min-w-0">
        <Label>What</Label>
        <h2 className="text-xl leading-tight font-bold sm:text-3xl">{line.title}</h2>
        {line.options ? <p className="mt-1 text-xl sm:mt-2 sm:text-2xl">{line.options}</p> : null}
        <p className="figures mt-1 text-lg text-soft sm:mt-2 sm:text-xl" data-barcode="">{line.barcode}</p>
      </div>
      <div className="col-span-2 grid grid-cols-2 rounded-card border border-line bg-raised sm:landscape:col-span-1 sm:landscape:self-end">
        <div className="p-5">
          <Label>{place}</Label>
          <p className="figures mt-2 text-3xl leading-none font-extrabold text-accent sm:text-4xl" data-where="">{where}</p>
        </div>
        <div className="border-l border-line p-5">
          <Label>How many</Label>
          <div className="mt-2"><Pieces done={done} of={count} word={word} /></div>
        </div>
      </div>
    </div>
  );
}

// Fetched while there is a connection, so that the next item is seen without one.
function PicturesAhead({ lines }) {
  return <div hidden>{lines.map((line) => <Picture key={line.id} line={line} className="size-1" />)}</div>;
}

function Lines({ task, count, word }) {
  return (
    <ul className="divide-y divide-line rounded-card border border-line bg-raised">
      {task.lines.map((line) => {
        const complete = line[count] === line.quantity;
        return (
          <li key={line.id} className={`flex min-h-20 items-center gap-4 px-4 py-3 ${complete ? "text-soft" : ""}`}>
            <Picture line={line} className="size-14 shrink-0 rounded-control" />
            <div className="min-w-0 grow">
              <p className="truncate text-xl font-semibold">{line.title}</p>
              <p className="truncate text-lg text-soft">{line.options || line.barcode}</p>
            </div>
            <p className="figures shrink-0 text-xl font-bold">
              {complete ? <span className="text-positive">✓ </span> : null}
              {line[count]} of {line.quantity}<span className="sr-only"> {word}</span>
            </p>
          </li>
        );
      })}
    </ul>
  );
}

function Foot({ next, children }) {
  return (
    <div className="sticky bottom-0 -mx-5 mt-auto -mb-6 border-t border-line bg-raised">
      <p className="flex min-h-16 items-center gap-3 bg-sunken px-5 text-2xl" data-next="">
        <span className="text-soft">Next</span>
        <strong className="figures truncate">{next}</strong>
      </p>
      <div className="grid grid-flow-col auto-cols-fr gap-4 p-4">{children}</div>
    </div>
  );
}

const QUIET = "inline-flex min-h-18 items-center justify-center rounded-control border border-control bg-raised px-4 text-center text-xl font-semibold text-ink hover:border-ink";
const LEAD = "inline-flex min-h-18 items-center justify-center rounded-control bg-action px-4 text-center text-xl font-semibold text-on-action hover:bg-action-strong disabled:opacity-55";

function Weigh({ task, setServer, packHref, onProblem }) {
  const [typing, setTyping] = useState(false);
  const [busy, setBusy] = useState(false);
  const navigate = useNavigate();
  const close = async (grams) => {
    setTyping(false);
    setBusy(true);
    try {
      const answer = await fetch(`/api/v1/floor/tasks/${task.id}/parcel`, {
        method: "PUT",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ weight_grams: Number.parseInt(grams, 10) }),
      });
      const body = await answer.json();
      if (answer.ok) {
        flash(true);
        setServer(body);
        navigate(packHref.replace("/pack/", "/ship/"));
        return;
      }
      onProblem({ ok: false, message: answer.status === 422 ? "A parcel weighs between 1 g and 100,000 g." : body.error.message });
    } catch {
      onProblem({ ok: false, message: "No connection. Weigh it again when the tablet is connected." });
    }
    flash(false);
    setBusy(false);
  };
  return (
    <>
      <button type="button" className={LEAD} disabled={busy} onClick={() => setTyping(true)}>Enter the weight</button>
      {typing ? <Keypad title="Weight of the parcel" hint="In grams, with box and filling" unit="g" letters={false} done="Close the parcel" onDone={close} onClose={() => setTyping(false)} /> : null}
    </>
  );
}

// The first tap asks, the second does it. It waits for scans on their way: the server leaves out what it has not heard of.
// Where it was tapped stands "Look again" then: a second tap by mistake changes nothing.
function NotThere({ task, line, waiting, setServer, onSaid, beside }) {
  const [asked, setAsked] = useState("");
  const [busy, setBusy] = useState(false);
  const sure = asked === line.id;
  const leaveOut = async () => {
    setBusy(true);
    try {
      // It names its line: after an answer that got lost, a second tap must not leave out the line after it.
      const answer = await fetch(`/api/v1/floor/tasks/${task.id}/missing`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ line_id: line.id }),
      });
      const body = await answer.json();
      flash(answer.ok);
      if (answer.ok) setServer(body);
      onSaid(answer.ok ? { ok: true, message: "Left out. It comes back on the list when this parcel has left." } : { ok: false, message: body.error.message });
    } catch {
      flash(false);
      onSaid({ ok: false, message: "No connection. Try again when the tablet is connected." });
    }
    setAsked("");
    setBusy(false);
  };
  if (!sure) {
    return (
      <>
        {beside}
        <button type="button" className={QUIET} disabled={busy} onClick={() => setAsked(line.id)}>Not there</button>
      </>
    );
  }
  return (
    <>
      <button type="button" className={LEAD} disabled={busy || waiting > 0} onClick={leaveOut}>
        {waiting > 0 ? "Scans are being sent" : line.picked ? `Send only ${line.picked} of ${line.quantity}` : "Send the rest without it"}
      </button>
      <button type="button" className={QUIET} onClick={() => setAsked("")}>Look again</button>
    </>
  );
}

export function TaskScreen({ initial, mode, home, pickHref, packHref, onTaken }) {
  const [typing, setTyping] = useState(false);
  const { task, step, said, setSaid, read, setServer, waiting } = useTask(initial, onTaken);
  useWedge((code) => read(code));
  const count = step === "pick" ? "picked" : "packed";
  const units = task.lines.reduce((sum, line) => sum + line.quantity, 0);
  const done = task.lines.reduce((sum, line) => sum + line[mode === "pick" ? "picked" : "packed"], 0);
  const ahead = ["pick", "pack"].includes(step) ? openLines(task, step) : [];
  const typeIt = (
    <button type="button" className={QUIET} onClick={() => setTyping(true)}>Label not readable</button>
  );
  const at = step === mode || (mode === "pick" && step === "tote") || (mode === "pack" && step === "weigh") ? step : "elsewhere";

  return (
    <div className="flex grow flex-col gap-5" data-step={step}>
      <div className="flex flex-wrap items-center justify-between gap-x-6">
        <p className="figures text-xl font-bold">
          {done} of {units} pieces {mode === "pick" ? "picked" : "packed"}
          {task.tote ? <span className="font-medium text-soft"> · tote {task.tote}</span> : null}
        </p>
        <QueueState />
      </div>
      <Said said={said} />
      <PicturesAhead lines={task.lines} />

      {at === "tote" ? (
        <div>
          <Label>What</Label>
          <h2 className="text-3xl font-bold">Take an empty tote and scan its label</h2>
          <div className="mt-6 grid grid-cols-2 gap-6">
            <div><Label>Then go to</Label><p className="figures mt-1 text-4xl leading-none font-extrabold text-accent">{task.lines[0]?.bin || "the shelf"}</p></div>
            <div><Label>In this order</Label><p className="figures mt-1 text-4xl leading-none font-extrabold">{units} <span className="text-2xl font-bold">{units === 1 ? "piece" : "pieces"}</span></p></div>
          </div>
        </div>
      ) : null}

      {at === "pick" && ahead.length ? (
        <Asked line={ahead[0]} where={ahead[0].bin || "On the shelf"} count={ahead[0].quantity} done={ahead[0].picked} word="taken" />
      ) : null}

      {at === "pack" && ahead.length ? (
        <>
          <Asked line={ahead[0]} place="Where: in tote" where={task.tote} count={ahead[0].quantity} done={ahead[0].packed} word="in the parcel" />
          {task.lines.length > 1 ? <Lines task={task} count={count} word="in the parcel" /> : null}
        </>
      ) : null}

      {at === "weigh" ? (
        <>
          <div>
            <Label>What</Label>
            <h2 className="text-3xl font-bold">Everything is in the parcel. Put in the packing slip, close it and weigh it.</h2>
          </div>
          <Lines task={task} count="packed" word="in the parcel" />
        </>
      ) : null}

      {at === "elsewhere" ? (
        <div>
          <Label>Done here</Label>
          <h2 className="text-3xl font-bold">
            {step === "pack" ? `Picked. Bring tote ${task.tote} to the packing bench.` : step === "ship" ? "Packed. The parcel is ready for its carrier." : step === "done" ? "This order has left the list." : step === "weigh" ? "Everything is in the parcel. Weigh it next." : "This order is still being picked."}
          </h2>
        </div>
      ) : null}

      {at === "tote" ? <Foot next={task.lines[0]?.bin || "the shelf"}>{typeIt}</Foot> : null}
      {at === "pick" ? <Foot next={ahead[1]?.bin || (ahead[0]?.quantity - ahead[0]?.picked > 1 ? "One more of these" : "Packing bench")}>
          {ahead.length ? (
            <NotThere key={ahead[0].id} task={task} line={ahead[0]} waiting={waiting} setServer={setServer} onSaid={setSaid} beside={typeIt} />
          ) : typeIt}
        </Foot> : null}
      {at === "pack" ? <Foot next={ahead[1]?.title || "Close and weigh the parcel"}>{typeIt}</Foot> : null}
      {at === "weigh" ? (
        <Foot next="Label and hand-over">
          <Weigh task={task} setServer={setServer} packHref={packHref} onProblem={setSaid} />
        </Foot>
      ) : null}
      {at === "elsewhere" ? (
        <Foot next={step === "pack" || step === "weigh" ? "Pack this order" : step === "ship" ? "Ship this order" : "The list"}>
          <Link className={QUIET} to={home}>Back to the list</Link>
          {step === "pack" || step === "weigh" ? <Link className={LEAD} to={packHref}>Pack it now</Link> : null}
          {step === "ship" ? <Link className={LEAD} to={packHref.replace("/pack/", "/ship/")}>Ship it now</Link> : null}
          {step === "pick" || step === "tote" ? <Link className={LEAD} to={pickHref}>Pick it</Link> : null}
        </Foot>
      ) : null}

      {typing ? (
        <Keypad
          title={step === "tote" ? "The tote's label" : "The item's code"}
          hint={step === "tote" ? "Type what stands on the tote" : "The last four digits are enough"}
          onDone={(code) => {
            setTyping(false);
            read(completed(task, code));
          }}
          onClose={() => setTyping(false)}
        />
      ) : null}
    </div>
  );
}

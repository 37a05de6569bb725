// Scans that the server has not answered yet. They outlive a reload in IndexedDB and are sent one after the other,
// each under the operation id it was made with, so that sending one twice counts once.
import { useEffect, useState } from "react";

const DATABASE = "agora-floor";
const STORE = "scans";
const PATIENCE_MS = 8000;
const RETRY_MS = [1000, 2000, 4000, 8000, 15000];
// The server understood these and said no: sending them again would not help.
const FINAL = (status) => status >= 400 && status < 500 && ![401, 408, 425, 429].includes(status);

const listeners = new Set();
let entries = [];
let state = "idle"; // idle, sending, waiting (no connection), signed-out
let failures = 0;
let timer;
let opened;
let loaded = false;

function database() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "position", autoIncrement: true });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

async function inStore(mode, work) {
  const store = (await database()).transaction(STORE, mode).objectStore(STORE);
  return new Promise((resolve, reject) => {
    const request = work(store);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function tell(event) {
  for (const listener of listeners) listener(event);
}

function become(next) {
  state = next;
  tell({ kind: "state" });
}

async function load() {
  if (loaded) return;
  loaded = true;
  try {
    entries = [...(await inStore("readonly", (store) => store.getAll())), ...entries];
  } catch {
    // Private windows may refuse a database; then the queue lives as long as the page.
  }
  tell({ kind: "state" });
  send();
}

function operationId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export async function enqueue(taskId, step, code) {
  const entry = { task_id: taskId, step, code, operation_id: operationId(), at: Date.now() };
  entries.push(entry);
  tell({ kind: "state" });
  try {
    entry.position = await inStore("readwrite", (store) => store.add({ ...entry }));
  } catch {
    // See load().
  }
  send();
  return entry;
}

async function drop(entry) {
  entries = entries.filter((other) => other !== entry);
  if (entry.position === undefined) return;
  try {
    await inStore("readwrite", (store) => store.delete(entry.position));
  } catch {
    // It would be sent again, and the server would know it.
  }
}

async function post(entry) {
  const stop = new AbortController();
  const patience = setTimeout(() => stop.abort(), PATIENCE_MS);
  try {
    return await fetch(`/api/v1/floor/tasks/${entry.task_id}/scans`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ step: entry.step, code: entry.code, operation_id: entry.operation_id }),
      signal: stop.signal,
    });
  } finally {
    clearTimeout(patience);
  }
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(send, RETRY_MS[Math.min(failures, RETRY_MS.length - 1)]);
  failures += 1;
}

export async function send() {
  if (state === "sending") return;
  clearTimeout(timer);
  while (entries.length) {
    const entry = entries[0];
    state = "sending";
    let answer;
    try {
      answer = await post(entry);
    } catch {
      become("waiting");
      later();
      return;
    }
    if (answer.status === 401) {
      become("signed-out");
      return;
    }
    if (!answer.ok && !FINAL(answer.status)) {
      become("waiting");
      later();
      return;
    }
    let body = null;
    try {
      body = await answer.json();
    } catch {
      become("waiting");
      later();
      return;
    }
    failures = 0;
    await drop(entry);
    if (answer.ok) tell({ kind: "answer", entry, outcome: body });
    else tell({ kind: "refusal", entry, code: body?.error?.code ?? "", message: body?.error?.message ?? "That scan was refused." });
  }
  become("idle");
}

if (typeof window !== "undefined") {
  window.addEventListener("online", send);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && send());
}

// The entries that wait, what the queue is doing, and each answer as it comes.
export function useScanQueue(onEvent) {
  const [, redraw] = useState(0);
  useEffect(() => {
    const listener = (event) => {
      redraw((n) => n + 1);
      onEvent?.(event);
    };
    listeners.add(listener);
    load();
    return () => listeners.delete(listener);
  });
  return { entries, state };
}

function words(count, state) {
  const scans = `${count} scan${count === 1 ? "" : "s"}`;
  if (state === "signed-out") return `You are signed out. ${scans} kept here: sign in to send ${count === 1 ? "it" : "them"}.`;
  if (!count) return "All scans are sent";
  return state === "waiting" ? `No connection. ${scans} kept here, sent by itself later.` : `Sending ${scans} …`;
}

export function QueueState() {
  const { entries: waiting, state: doing } = useScanQueue();
  const tone = doing === "signed-out" ? "text-negative" : doing === "waiting" && waiting.length ? "text-notice" : "text-soft";
  return (
    <p role="status" aria-live="polite" data-queue={waiting.length} className={`text-lg font-semibold ${tone}`}>
      {words(waiting.length, doing)}
      {doing === "signed-out" ? (
        <a className="ml-3 inline-flex min-h-16 items-center text-accent underline" href={`/sign-in?then=${encodeURIComponent(window.location.pathname)}`}>
          Sign in
        </a>
      ) : null}
    </p>
  );
}

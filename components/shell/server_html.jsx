// A dynamic page arrives as HTML drawn by the server. It stays on screen, unchanged, until the live page is ready.
import { useEffect, useState } from "react";

function arrived() {
  if (typeof document === "undefined") return null;
  const data = document.getElementById("ssr-data");
  if (!data) return null;
  const { path, html } = JSON.parse(data.textContent);
  return path === window.location.pathname ? html : null;
}

export function ServerHtml({ children }) {
  const [html] = useState(arrived);
  return html === null ? children : <div dangerouslySetInnerHTML={{ __html: html }} />;
}

export function LivePage({ children }) {
  useEffect(() => {
    // The server's title, description and data; the live page brings its own.
    document.querySelectorAll("[data-ssr]").forEach((element) => element.remove());
  }, []);
  return children;
}

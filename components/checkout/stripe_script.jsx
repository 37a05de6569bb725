// Stripe.js, loaded once per address: Stripe's own, or the local stand-in's. Card numbers never touch this page.
const scripts = new Map();
export const AGAIN = "The card form could not be loaded. Check your connection and load the page again.";
export const PAID = new Set(["requires_capture", "succeeded", "processing"]);

export function scriptAt(url) {
  if (!scripts.has(url)) {
    scripts.set(
      url,
      new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = url;
        script.onload = () => resolve(window.Stripe);
        script.onerror = () => {
          scripts.delete(url);
          reject(new Error(AGAIN));
        };
        document.head.append(script);
      }),
    );
  }
  return scripts.get(url);
}

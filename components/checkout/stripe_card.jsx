// The card field of Stripe.js.
import { useEffect, useRef, useState } from "react";
import { AGAIN, PAID, scriptAt } from "./stripe_script.jsx";

function look() {
  const css = getComputedStyle(document.documentElement);
  const value = (name) => css.getPropertyValue(name).trim();
  return {
    base: {
      color: value("--ink"),
      iconColor: value("--soft"),
      fontFamily: "Figtree, system-ui, sans-serif",
      fontSize: "16px",
      "::placeholder": { color: value("--soft") },
    },
    invalid: { color: value("--negative"), iconColor: value("--negative") },
  };
}

export function StripeCard({ publishableKey, scriptUrl, clientSecret, attempt = 0, billing = {}, label, saved = false, onAnswer }) {
  const box = useRef(null);
  const made = useRef({});
  // An attempt that was begun before this field appeared is not begun again.
  const begun = useRef(attempt);
  const [problem, setProblem] = useState("");
  const [ready, setReady] = useState(false);

  useEffect(() => {
    if (!publishableKey || !scriptUrl) return undefined;
    let gone = false;
    scriptAt(scriptUrl)
      .then((Stripe) => {
        if (gone) return;
        const stripe = Stripe(publishableKey);
        if (saved) {
          made.current = { stripe };
          return;
        }
        const card = stripe.elements().create("card", { style: look(), hidePostalCode: true });
        card.on("ready", () => setReady(true));
        card.on("change", (event) => setProblem(event.error?.message ?? ""));
        card.mount(box.current);
        made.current = { stripe, card };
      })
      .catch((error) => setProblem(error.message));
    const restyle = new MutationObserver(() => made.current.card?.update({ style: look() }));
    restyle.observe(document.documentElement, { attributes: true, attributeFilter: ["class"] });
    return () => {
      gone = true;
      restyle.disconnect();
      made.current.card?.destroy();
      made.current = {};
    };
  }, [publishableKey, scriptUrl, saved]);

  useEffect(() => {
    if (attempt === begun.current || !clientSecret) return;
    begun.current = attempt;
    const { stripe, card } = made.current;
    if (!stripe) {
      onAnswer?.("failed", AGAIN);
      return;
    }
    const { name, email, line1, city, postcode, country } = billing;
    const address = { line1, city, postal_code: postcode, country };
    // A saved card is on the payment already: only its bank has something to ask.
    const typed = { payment_method: { card, billing_details: { name, email, address } } };
    const confirming = clientSecret.startsWith("seti_")
      ? stripe.confirmCardSetup(clientSecret, typed)
      : saved
        ? stripe.confirmCardPayment(clientSecret)
        : stripe.confirmCardPayment(clientSecret, typed);
    confirming
      .then(({ error, paymentIntent, setupIntent }) => {
        // A repeated confirmation of what is paid already is an error to Stripe and good news here.
        const intent = paymentIntent ?? setupIntent ?? error?.payment_intent ?? error?.setup_intent;
        const status = intent?.status;
        if (PAID.has(status)) onAnswer?.("ok", "");
        else onAnswer?.("failed", error?.message ?? "Your card was not accepted. Try another one.");
      })
      .catch(() => onAnswer?.("failed", AGAIN));
  }, [attempt]);

  if (saved) return <p role="alert" className="text-sm font-medium text-negative">{problem}</p>;
  return (
    <div>
      <p className="mb-1.5 text-sm font-semibold" id="card-label">{label}</p>
      <div
        role="group"
        aria-labelledby="card-label"
        aria-busy={!ready}
        className={`min-h-12 rounded-control border bg-raised px-3 py-3 text-ink hover:border-ink has-[:focus]:border-accent ${problem ? "border-negative" : "border-control"}`}
      >
        <div ref={box} />
      </div>
      <p role="alert" className="mt-1.5 min-h-5 text-sm font-medium text-negative">{problem}</p>
    </div>
  );
}

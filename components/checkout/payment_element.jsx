// Stripe's Payment Element: cards and the wallets that this browser has, typed into Stripe's own frame.
import { useEffect, useRef, useState } from "react";
import { AGAIN, PAID, scriptAt } from "./stripe_script.jsx";

function appearance() {
  const css = getComputedStyle(document.documentElement);
  const value = (name) => css.getPropertyValue(name).trim();
  return {
    theme: document.documentElement.classList.contains("dark") ? "night" : "stripe",
    variables: {
      colorPrimary: value("--accent"),
      colorBackground: value("--raised"),
      colorText: value("--ink"),
      colorTextSecondary: value("--soft"),
      colorDanger: value("--negative"),
      fontFamily: "Figtree, system-ui, sans-serif",
      borderRadius: "6px",
    },
  };
}

// Who is charged is known from the address: Stripe is told, and asks for the card alone.
function billingOf({ name = "", email = "", phone = "", line1 = "", line2 = "", city = "", region = "", postcode = "", country = "" }) {
  return { name, email, phone, address: { line1, line2, city, state: region, postal_code: postcode, country } };
}

export function PaymentElement({
  publishableKey,
  scriptUrl,
  amount,
  currency,
  saves = false,
  clientSecret,
  returnUrl,
  attempt = 0,
  billing = {},
  onPay,
  onAnswer,
  children,
}) {
  const box = useRef(null);
  const made = useRef({});
  // An attempt that was begun before this form appeared is not begun again.
  const begun = useRef(attempt);
  const submitting = useRef(false);
  const [problem, setProblem] = useState("");
  const [ready, setReady] = useState(false);
  const charge = { amount, currency, setupFutureUsage: saves ? "off_session" : null };

  useEffect(() => {
    if (!publishableKey || !scriptUrl || !amount) return undefined;
    let gone = false;
    scriptAt(scriptUrl)
      .then((Stripe) => {
        if (gone) return;
        const stripe = Stripe(publishableKey);
        const elements = stripe.elements({
          mode: "payment",
          captureMethod: "manual",
          paymentMethodTypes: ["card"],
          appearance: appearance(),
          ...charge,
        });
        const billingDetails = { name: "never", email: "never", phone: "never", address: "never" };
        const element = elements.create("payment", { layout: "tabs", fields: { billingDetails } });
        element.on("ready", () => setReady(true));
        element.on("change", () => setProblem(""));
        element.on("loaderror", (event) => setProblem(event.error?.message ?? AGAIN));
        element.mount(box.current);
        made.current = { stripe, elements, element };
      })
      .catch((error) => setProblem(error.message));
    const restyle = new MutationObserver(() => made.current.elements?.update({ appearance: appearance() }));
    restyle.observe(document.documentElement, { attributes: true, attributeFilter: ["class"] });
    return () => {
      gone = true;
      restyle.disconnect();
      made.current.element?.destroy();
      made.current = {};
    };
  }, [publishableKey, scriptUrl, amount > 0]);

  useEffect(() => {
    if (amount) made.current.elements?.update(charge);
  }, [amount, currency, saves]);

  useEffect(() => {
    if (attempt === begun.current || !clientSecret) return;
    begun.current = attempt;
    const { stripe, elements } = made.current;
    if (!stripe) {
      onAnswer?.("failed", AGAIN);
      return;
    }
    stripe
      .confirmPayment({
        elements,
        clientSecret,
        confirmParams: { return_url: returnUrl, payment_method_data: { billing_details: billingOf(billing) } },
        redirect: "if_required",
      })
      .then(({ error, paymentIntent }) => {
        // A repeated confirmation of what is paid already is an error to Stripe and good news here.
        const status = paymentIntent?.status ?? error?.payment_intent?.status;
        if (PAID.has(status)) onAnswer?.("ok", "");
        else onAnswer?.("failed", error?.message ?? "Your payment was not accepted. Try another way.");
      })
      .catch(() => onAnswer?.("failed", AGAIN));
  }, [attempt]);

  // A wallet opens within the click alone: the form is handed in before the server is asked.
  const submit = async (event) => {
    event.preventDefault();
    const { elements } = made.current;
    if (submitting.current) return;
    if (!elements) {
      setProblem(AGAIN);
      return;
    }
    submitting.current = true;
    try {
      const { error } = await elements.submit();
      if (error) setProblem(error.message ?? "");
      else onPay?.();
    } catch {
      setProblem(AGAIN);
    } finally {
      submitting.current = false;
    }
  };

  return (
    <form onSubmit={submit} noValidate>
      <div role="group" aria-label="Card or wallet" aria-busy={!ready} className="min-h-44">
        <div ref={box} />
      </div>
      <p role="alert" className="mt-1.5 min-h-5 text-sm font-medium text-negative">{problem}</p>
      {children}
    </form>
  );
}

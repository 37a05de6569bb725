// The card fields. Everything typed here stays in this frame: the page around it learns brand, completeness and
// messages, and gets answers of the stand-in, never digits.
"use strict";
(() => {
  const form = document.querySelector("form");
  const inputs = Object.fromEntries(["number", "expiry", "cvc", "postcode"].map((id) => [id, document.getElementById(id)]));
  const message = document.getElementById("message");
  const brandBadge = document.getElementById("brand");
  const touched = new Set();
  let settings = null;
  let shop = "*";

  // Prefixes, lengths and grouping of each brand (ISO/IEC 7812 ranges).
  const BRANDS = [
    { name: "amex", label: "AMEX", prefix: /^3[47]/, lengths: [15], groups: [4, 6, 5], cvc: 4 },
    { name: "diners", label: "DINERS", prefix: /^3(0|6|8|9)/, lengths: [14, 16], groups: [4, 6, 4, 2], cvc: 3 },
    { name: "jcb", label: "JCB", prefix: /^35/, lengths: [16], groups: [4, 4, 4, 4], cvc: 3 },
    { name: "unionpay", label: "UNIONPAY", prefix: /^62/, lengths: [16, 19], groups: [4, 4, 4, 4, 3], cvc: 3 },
    { name: "discover", label: "DISCOVER", prefix: /^6(011|4[4-9]|5)/, lengths: [16], groups: [4, 4, 4, 4], cvc: 3 },
    { name: "mastercard", label: "MC", prefix: /^(5[1-5]|2[2-7])/, lengths: [16], groups: [4, 4, 4, 4], cvc: 3 },
    { name: "visa", label: "VISA", prefix: /^4/, lengths: [16], groups: [4, 4, 4, 4], cvc: 3 },
  ];
  const UNKNOWN = { name: "unknown", label: "", lengths: [16, 19], groups: [4, 4, 4, 4, 3], cvc: 3 };

  const digitsOf = (text) => text.replace(/\D/g, "");
  const brandOf = (digits) => BRANDS.find((brand) => brand.prefix.test(digits)) || UNKNOWN;
  const tell = (content) => window.parent.postMessage({ standIn: "fields", ...content }, shop);

  function passesLuhn(digits) {
    let sum = 0;
    for (let i = 0; i < digits.length; i++) {
      let value = Number(digits[digits.length - 1 - i]) * (i % 2 ? 2 : 1);
      if (value > 9) value -= 9;
      sum += value;
    }
    return sum % 10 === 0;
  }

  // ---- what is wrong with a field: [code, message], or null ----------------------------------------------------

  const CHECKS = {
    number() {
      const digits = digitsOf(inputs.number.value);
      const brand = brandOf(digits);
      if (digits.length < Math.min(...brand.lengths)) return ["incomplete_number", "Your card number is incomplete."];
      if (!brand.lengths.includes(digits.length) || !passesLuhn(digits)) {
        return ["invalid_number", "Your card number is invalid."];
      }
      return null;
    },
    expiry() {
      const [month, year] = expiry();
      if (!month || !year) return ["incomplete_expiry", "Your card's expiration date is incomplete."];
      const now = new Date();
      if (year < now.getFullYear()) {
        return ["invalid_expiry_year_past", "Your card's expiration year is in the past."];
      }
      if (year === now.getFullYear() && month < now.getMonth() + 1) {
        return ["invalid_expiry_month_past", "Your card's expiration date is in the past."];
      }
      if (year > now.getFullYear() + 50) return ["invalid_expiry_year", "Your card's expiration year is invalid."];
      return null;
    },
    cvc() {
      const length = inputs.cvc.value.length;
      const wanted = brandOf(digitsOf(inputs.number.value)).cvc;
      return length >= 3 && length <= wanted && length >= Math.min(3, wanted)
        ? null
        : ["incomplete_cvc", "Your card's security code is incomplete."];
    },
    postcode() {
      if (hidesPostcode() || inputs.postcode.value.trim().length >= 3) return null;
      return ["incomplete_zip", "Your postal code is incomplete."];
    },
  };

  const hidesPostcode = () => Boolean(settings?.hidePostalCode);

  function expiry() {
    const digits = digitsOf(inputs.expiry.value);
    const month = Number(digits.slice(0, 2));
    if (digits.length !== 4 || month < 1 || month > 12) return [0, 0];
    return [month, 2000 + Number(digits.slice(2))];
  }

  function problems() {
    return Object.entries(CHECKS).map(([name, check]) => [name, check()]).filter(([, problem]) => problem);
  }

  // ---- formatting while typing ---------------------------------------------------------------------------------

  function grouped(digits, groups) {
    const parts = [];
    let at = 0;
    for (const size of groups) {
      if (at >= digits.length) break;
      parts.push(digits.slice(at, at + size));
      at += size;
    }
    return parts.join(" ");
  }

  function formatExpiry(text, deleting) {
    let digits = digitsOf(text).slice(0, 4);
    if (/^[2-9]/.test(digits)) digits = `0${digits}`.slice(0, 4);
    if (/^1\s*\/$/.test(text.trim())) digits = "01";
    if (Number(digits.slice(0, 2)) > 12) digits = digits.slice(0, 1);
    if (digits.length > 2 || (digits.length === 2 && !deleting)) return `${digits.slice(0, 2)} / ${digits.slice(2)}`;
    return digits;
  }

  /** Put the formatted text in and the caret behind the same digit as before. */
  function replace(input, text) {
    const before = digitsOf(input.value.slice(0, input.selectionStart ?? input.value.length)).length;
    const atEnd = input.selectionStart === input.value.length;
    if (input.value === text) return;
    input.value = text;
    if (document.activeElement !== input) return;
    let caret = text.length;
    if (!atEnd) {
      caret = 0;
      for (let seen = 0; caret < text.length && seen < before; caret++) if (/\d/.test(text[caret])) seen++;
    }
    input.setSelectionRange(caret, caret);
  }

  const NEXT = { number: "expiry", expiry: "cvc", cvc: "postcode" };

  form.addEventListener("input", (event) => {
    const input = event.target;
    const deleting = event.inputType?.startsWith("delete") ?? false;
    if (input === inputs.number) {
      const brand = brandOf(digitsOf(input.value));
      replace(input, grouped(digitsOf(input.value).slice(0, Math.max(...brand.lengths)), brand.groups));
      inputs.cvc.maxLength = brand.cvc;
    } else if (input === inputs.expiry) {
      replace(input, formatExpiry(input.value, deleting));
    } else if (input === inputs.cvc) {
      replace(input, digitsOf(input.value).slice(0, brandOf(digitsOf(inputs.number.value)).cvc));
    }
    const next = NEXT[input.id];
    const full = input.id !== "cvc" || input.value.length === brandOf(digitsOf(inputs.number.value)).cvc;
    if (next && !deleting && full && !CHECKS[input.id]() && input.selectionStart === input.value.length) {
      if (next !== "postcode" || !hidesPostcode()) inputs[next].focus();
    }
    // A number that is complete and wrong is said at once; anything else when the field is left.
    if (CHECKS[input.id]()?.[0].startsWith("invalid_")) touched.add(input.id);
    changed();
  });

  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") tell({ kind: "escape" });
    if (event.key !== "Backspace" || event.target.value !== "") return;
    const previous = Object.keys(NEXT).find((name) => NEXT[name] === event.target.id);
    if (previous) {
      inputs[previous].focus();
      event.preventDefault();
    }
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    tell({ kind: "submit" });
  });

  form.addEventListener("focusin", (event) => {
    if (!form.contains(event.relatedTarget)) tell({ kind: "focus" });
  });

  form.addEventListener("focusout", (event) => {
    if (event.target.value !== "") touched.add(event.target.id);
    if (!form.contains(event.relatedTarget)) tell({ kind: "blur" });
    changed();
  });

  // Implicit submission needs a submit button; it is never seen.
  const submit = document.createElement("button");
  submit.hidden = true;
  form.append(submit);

  // ---- telling the shop ----------------------------------------------------------------------------------------

  let told = "";

  function changed() {
    const wrong = problems();
    const shown = wrong.filter(([name]) => touched.has(name));
    for (const [name, input] of Object.entries(inputs)) {
      input.setAttribute("aria-invalid", String(shown.some(([other]) => other === name)));
    }
    const [, problem] = shown[0] || [];
    message.textContent = problem && settings?.messages ? problem[1] : "";
    const brand = brandOf(digitsOf(inputs.number.value));
    brandBadge.textContent = settings?.hideIcon ? "" : brand.label;
    const content = {
      kind: "change",
      empty: ["number", "expiry", "cvc"].every((name) => inputs[name].value === ""),
      complete: wrong.length === 0,
      brand: brand.name,
      postalCode: inputs.postcode.value,
      error: problem ? { type: "validation_error", code: problem[0], message: problem[1] } : null,
    };
    const now = JSON.stringify(content);
    if (now === told) return;
    told = now;
    tell(content);
  }

  function validate() {
    const wrong = problems();
    if (!wrong.length) return null;
    for (const [name] of wrong) touched.add(name);
    changed();
    inputs[wrong[0][0]].focus();
    const [code, text] = wrong[0][1];
    return { error: { type: "validation_error", code, message: text } };
  }

  // ---- asking the stand-in -------------------------------------------------------------------------------------

  function encode(value, prefix, into = new URLSearchParams()) {
    for (const [name, item] of Object.entries(value)) {
      const key = prefix ? `${prefix}[${name}]` : name;
      if (item === undefined || item === null) continue;
      if (typeof item === "object") encode(item, key, into);
      else into.append(key, String(item));
    }
    return into;
  }

  async function request({ operation, params, intent }) {
    const invalid = validate();
    if (invalid || operation === "validate") return invalid || {};
    const [exp_month, exp_year] = expiry();
    const card = { number: digitsOf(inputs.number.value), exp_month, exp_year, cvc: inputs.cvc.value };
    const postal_code = hidesPostcode() ? undefined : inputs.postcode.value.trim();
    const { billing_details = {}, metadata, card: named = {}, ...rest } = params;
    const billing = { ...billing_details, address: { postal_code, ...billing_details?.address } };
    let path = "/v1/payment_methods";
    let body = { ...rest, type: "card", card, billing_details: billing, metadata };
    if (operation === "confirm") {
      if (!/^\/v1\/(payment|setup)_intents\/[A-Za-z0-9_]+$/.test(intent)) return { error: { type: "invalid_request_error" } };
      path = `${intent}/confirm`;
      body = { ...rest, payment_method_data: { type: "card", card, billing_details: billing, metadata } };
    } else if (operation === "token") {
      path = "/v1/tokens";
      body = { ...rest, card: { ...named, ...card, address_zip: postal_code } };
    }
    try {
      const response = await fetch(path, { method: "POST", body: encode(body) });
      return await response.json();
    } catch (error) {
      return {
        error: {
          type: "api_connection_error",
          message: "We could not reach the payment service. Check your connection and try again.",
          detail: String(error),
        },
      };
    }
  }

  // ---- what the shop says --------------------------------------------------------------------------------------

  const SAFE = /^[^;{}<>]*$/;

  function style() {
    const root = document.documentElement;
    const { variables = {}, style: given = {}, dark, layout, fontFamily, text } = settings;
    root.classList.toggle("dark", dark);
    root.style.colorScheme = dark ? "dark" : "light";
    form.className = layout;
    const base = given.base || {};
    const values = {
      "--text": base.color || variables.colorText || text,
      "--soft": variables.colorTextSecondary,
      "--background": variables.colorBackground,
      "--danger": variables.colorDanger,
      "--accent": variables.colorPrimary,
      "--placeholder": base["::placeholder"]?.color || variables.colorTextPlaceholder,
      "--invalid": given.invalid?.color,
      "--font-size": base.fontSize || variables.fontSizeBase,
      "--font-family": base.fontFamily || variables.fontFamily || fontFamily,
      "--radius": variables.borderRadius,
      "--gap": variables.spacingUnit && `calc(${variables.spacingUnit} * 3)`,
    };
    for (const [name, value] of Object.entries(values)) {
      if (value && SAFE.test(value)) root.style.setProperty(name, value);
      else root.style.removeProperty(name);
    }
    document.body.style.fontWeight = base.fontWeight || "";
    document.body.style.letterSpacing = base.letterSpacing || "";
  }

  function apply(next) {
    const first = settings === null;
    settings = next;
    style();
    inputs.postcode.closest(".field").hidden = settings.hidePostalCode;
    for (const input of Object.values(inputs)) input.disabled = settings.disabled;
    const postcode = settings.value.postalCode || settings.billing.address?.postal_code;
    if (first && postcode) inputs.postcode.value = postcode;
    form.hidden = false;
    changed();
    if (first) {
      new ResizeObserver(() => tell({ kind: "height", height: Math.ceil(form.getBoundingClientRect().height) })).observe(form);
      tell({ kind: "ready" });
    }
  }

  window.addEventListener("message", async (event) => {
    if (event.source !== window.parent || event.data?.standIn !== "shop") return;
    shop = event.origin;
    const content = event.data;
    if (content.kind === "settings") apply(content.settings);
    else if (content.kind === "messages" && settings) {
      settings.messages = content.inside;
      changed();
    } else if (content.kind === "focus") inputs.number.focus();
    else if (content.kind === "blur") document.activeElement?.blur();
    else if (content.kind === "clear") {
      for (const input of Object.values(inputs)) input.value = "";
      touched.clear();
      changed();
    } else if (content.kind === "request") {
      tell({ kind: "reply", nonce: content.nonce, answer: await request(content) });
    }
  });

  tell({ kind: "hello" });
})();

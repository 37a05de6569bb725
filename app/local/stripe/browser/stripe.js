// Stripe.js of the local stand-in: the same calls and results as https://docs.stripe.com/js, for cards.
// Card fields live in a frame of the stand-in, so card data never touches the shop's page.
"use strict";
(() => {
  if (window.Stripe && window.Stripe.standIn) return;
  const BASE = new URL(document.currentScript.src).origin;
  const FIELD_TITLE = "Secure card payment input frame";
  const BANK_TITLE = "3D Secure authentication";
  const DONE = ["succeeded", "requires_capture", "processing"];
  let serial = 0;

  class IntegrationError extends Error {
    constructor(message) {
      super(message);
      this.name = "IntegrationError";
    }
  }

  // ---- talking to the stand-in -------------------------------------------------------------------------------

  function encode(value, prefix, into = new URLSearchParams()) {
    for (const [name, item] of Object.entries(value)) {
      const key = prefix ? `${prefix}[${name}]` : name;
      if (item === undefined || item === null) continue;
      if (typeof item === "object") encode(item, key, into);
      else into.append(key, String(item));
    }
    return into;
  }

  async function call(method, path, params) {
    const query = encode(params);
    const url = method === "GET" ? `${BASE}${path}?${query}` : `${BASE}${path}`;
    try {
      const response = await fetch(url, method === "GET" ? {} : { method, body: query });
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

  function intentOf(clientSecret) {
    const match = /^((pi|seti)_[A-Za-z0-9]+)_secret_[A-Za-z0-9]+$/.exec(clientSecret || "");
    if (!match) throw new IntegrationError(`Invalid client secret: ${clientSecret}`);
    const setup = match[2] === "seti";
    return {
      id: match[1],
      path: `/v1/${setup ? "setup_intents" : "payment_intents"}/${match[1]}`,
      key: setup ? "setupIntent" : "paymentIntent",
      errorKey: setup ? "setup_intent" : "payment_intent",
      lastError: setup ? "last_setup_error" : "last_payment_error",
    };
  }

  // ---- card fields -------------------------------------------------------------------------------------------

  function luminance(colour) {
    const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) || []).map(Number);
    return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
  }

  /** Dark when the shop says so, or when the text around the fields is light. */
  function isDark(container, appearance) {
    if (appearance && appearance.theme) return appearance.theme === "night";
    return luminance(getComputedStyle(container).color) > 0.55;
  }

  class Element {
    constructor(type, options, elements) {
      this._type = type;
      this._options = options || {};
      this._elements = elements;
      this._listeners = {};
      this._pending = new Map();
      this._id = `stand-in-${++serial}`;
      this._frame = null;
      this._receive = this._receive.bind(this);
      this._restyle = this._restyle.bind(this);
    }

    on(event, listener) {
      (this._listeners[event] ||= []).push(listener);
      if (event === "change") this._send({ kind: "messages", inside: this._showsMessages() });
      if (event === "ready" && this._ready) queueMicrotask(() => listener({ elementType: this._type }));
      return this;
    }

    once(event, listener) {
      const wrapped = (value) => {
        this.off(event, wrapped);
        listener(value);
      };
      return this.on(event, wrapped);
    }

    off(event, listener) {
      const kept = listener ? (this._listeners[event] || []).filter((known) => known !== listener) : [];
      this._listeners[event] = kept;
      return this;
    }

    /** A shop that listens for changes shows the message itself, as with Stripe's card element. */
    _showsMessages() {
      return this._type === "payment" || !(this._listeners.change || []).length;
    }

    _emit(event, value) {
      for (const listener of [...(this._listeners[event] || [])]) listener({ elementType: this._type, ...value });
    }

    mount(target) {
      const container = typeof target === "string" ? document.querySelector(target) : target;
      if (!container) throw new IntegrationError(`The selector you specified (${target}) applies to no DOM elements.`);
      if (this._frame) this.unmount();
      this._container = container;
      container.replaceChildren();
      container.classList.add("StripeElement", "StripeElement--empty");
      const frame = document.createElement("iframe");
      frame.title = FIELD_TITLE;
      frame.name = this._id;
      frame.allow = "payment";
      // Close to the final height, so that the page does not jump when the fields arrive.
      const oneLine = container.clientWidth > 540;
      const height = this._type === "payment" ? "240px" : oneLine ? "27px" : "57px";
      frame.style.cssText = `display:block;width:100%;border:0;margin:0;padding:0;height:${height};min-width:100%`;
      frame.src = `${BASE}/v3/fields.html#${this._id}`;
      this._frame = frame;
      window.addEventListener("message", this._receive);
      this._scheme = window.matchMedia("(prefers-color-scheme: dark)");
      this._scheme.addEventListener("change", this._restyle);
      this._observer = new MutationObserver(this._restyle);
      const watched = { attributes: true, attributeFilter: ["class", "style", "data-theme", "data-mode"] };
      this._observer.observe(document.documentElement, watched);
      this._observer.observe(document.body, watched);
      container.append(frame);
    }

    unmount() {
      window.removeEventListener("message", this._receive);
      this._scheme?.removeEventListener("change", this._restyle);
      this._observer?.disconnect();
      this._frame?.remove();
      this._container?.classList.remove(
        "StripeElement", "StripeElement--empty", "StripeElement--focus", "StripeElement--invalid",
        "StripeElement--complete",
      );
      for (const settle of this._pending.values()) settle(notMounted());
      this._pending.clear();
      this._frame = this._container = null;
      this._ready = false;
    }

    destroy() {
      this.unmount();
      this._elements._forget(this);
      this._listeners = {};
    }

    update(options) {
      Object.assign(this._options, options);
      this._restyle();
    }

    focus() { this._send({ kind: "focus" }); }
    blur() { this._send({ kind: "blur" }); }
    clear() { this._send({ kind: "clear" }); }
    collapse() {}

    _restyle() {
      if (!this._container) return;
      const settings = this._settings();
      this._frame.style.colorScheme = settings.dark ? "dark" : "light";
      this._send({ kind: "settings", settings });
    }

    _settings() {
      const appearance = this._elements._options.appearance || {};
      const around = getComputedStyle(this._container);
      const { value, hidePostalCode, placeholder, style, disabled, iconStyle, hideIcon } = this._options;
      return {
        layout: this._type,
        key: this._elements._stripe._key,
        dark: isDark(this._container, appearance),
        fontFamily: around.fontFamily,
        text: around.color,
        variables: appearance.variables || {},
        style: style || {},
        value: value || {},
        hidePostalCode: Boolean(hidePostalCode),
        placeholder,
        disabled: Boolean(disabled),
        hideIcon: Boolean(hideIcon),
        iconStyle,
        messages: this._showsMessages(),
        billing: this._options.defaultValues?.billingDetails || {},
      };
    }

    _send(message) {
      this._frame?.contentWindow?.postMessage({ standIn: "shop", ...message }, BASE);
    }

    /** Have the frame send the card to the stand-in; the answer holds no card data. */
    _request(operation, params, intent) {
      if (!this._frame) return Promise.resolve(notMounted());
      const nonce = ++serial;
      return new Promise((settle) => {
        this._pending.set(nonce, settle);
        this._send({ kind: "request", nonce, operation, params, intent });
      });
    }

    _receive(event) {
      if (event.origin !== BASE || event.source !== this._frame?.contentWindow) return;
      const message = event.data;
      if (message?.standIn !== "fields") return;
      const state = this._container.classList;
      if (message.kind === "hello") {
        this._restyle();
      } else if (message.kind === "ready" && !this._ready) {
        this._ready = true;
        this._emit("ready");
      } else if (message.kind === "height") {
        this._frame.style.height = `${message.height}px`;
      } else if (message.kind === "focus" || message.kind === "blur") {
        state.toggle("StripeElement--focus", message.kind === "focus");
        this._emit(message.kind);
      } else if (message.kind === "escape") {
        this._emit("escape");
      } else if (message.kind === "submit") {
        this._container.closest("form")?.requestSubmit();
      } else if (message.kind === "change") {
        const { empty, complete, error, brand, postalCode } = message;
        state.toggle("StripeElement--empty", empty);
        state.toggle("StripeElement--complete", complete);
        state.toggle("StripeElement--invalid", Boolean(error));
        const value = this._type === "card" ? { postalCode } : { type: "card" };
        this._emit("change", { empty, complete, error: error || undefined, brand, value, collapsed: false });
      } else if (message.kind === "reply") {
        this._pending.get(message.nonce)?.(message.answer);
        this._pending.delete(message.nonce);
      }
    }
  }

  function notMounted() {
    return {
      error: {
        type: "validation_error",
        code: "element_not_mounted",
        message: "The card fields are not on the page. Please reload and try again.",
      },
    };
  }

  class Elements {
    constructor(stripe, options) {
      this._stripe = stripe;
      this._options = options || {};
      this._made = new Map();
    }

    create(type, options) {
      if (type !== "card" && type !== "payment") {
        throw new IntegrationError(`The local stand-in has the elements card and payment, not ${type}.`);
      }
      if (this._made.has(type)) throw new IntegrationError(`Can only create one Element of type ${type}.`);
      const element = new Element(type, options, this);
      this._made.set(type, element);
      return element;
    }

    getElement(type) { return this._made.get(typeof type === "string" ? type : type?.__elementType) || null; }

    update(options) {
      Object.assign(this._options, options);
      for (const element of this._made.values()) element._restyle();
    }

    async fetchUpdates() { return {}; }

    async submit() {
      const element = this._field();
      if (!element) return { error: notMounted().error };
      const answer = await element._request("validate", {});
      return answer.error ? { error: answer.error } : { selectedPaymentMethod: "card" };
    }

    _field() { return this._made.get("payment") || this._made.get("card"); }
    _forget(element) { this._made.delete(element._type); }
  }

  // ---- 3-D Secure --------------------------------------------------------------------------------------------

  // A shop disables its button while it waits, which loses the focus before the dialog opens; so it is remembered.
  let lastFocused = null;
  document.addEventListener("focusin", (event) => {
    if (!event.target.closest("dialog[data-stand-in-bank]")) lastFocused = event.target;
  });

  /** Back to where the person was, once the shop has made that usable again. */
  function giveFocusBack(target, tries = 60) {
    const idle = !document.activeElement || document.activeElement === document.body;
    if (!idle || !target?.isConnected || tries === 0) return;
    target.focus();
    if (document.activeElement !== target) setTimeout(() => giveFocusBack(target, tries - 1), 50);
  }

  /** The bank's dialog; settles when the card holder has answered or pressed Escape. */
  function askBank(intentId, clientSecret) {
    const before = lastFocused;
    const dialog = document.createElement("dialog");
    dialog.setAttribute("aria-label", BANK_TITLE);
    dialog.style.cssText =
      "border:0;padding:0;margin:auto;width:min(440px,calc(100vw - 32px));max-height:calc(100vh - 32px);" +
      "border-radius:12px;overflow:hidden;box-shadow:0 16px 48px rgb(0 0 0 / .35);background:Canvas";
    const backdrop = document.createElement("style");
    backdrop.textContent = "dialog[data-stand-in-bank]::backdrop{background:rgb(10 15 20 / .6)}";
    dialog.dataset.standInBank = "";
    const frame = document.createElement("iframe");
    frame.title = BANK_TITLE;
    frame.style.cssText = "display:block;width:100%;height:380px;border:0";
    frame.src = `${BASE}/3ds/challenge/${intentId}?${encode({ client_secret: clientSecret })}`;
    dialog.append(backdrop, frame);
    document.body.append(dialog);
    dialog.showModal();
    frame.addEventListener("load", () => frame.focus());
    return new Promise((settle) => {
      const close = () => {
        window.removeEventListener("message", receive);
        dialog.close();
        dialog.remove();
        settle();
        giveFocusBack(before);
      };
      const giveUp = async () => {
        const body = encode({ client_secret: clientSecret, outcome: "fail" });
        await fetch(`${BASE}/3ds/${intentId}`, { method: "POST", body, mode: "no-cors" }).catch(() => {});
        close();
      };
      const receive = (event) => {
        if (event.origin !== BASE || event.source !== frame.contentWindow || event.data?.standIn !== "bank") return;
        if (event.data.done) close();
        else if (event.data.escape) giveUp();
        else if (event.data.height) frame.style.height = `${event.data.height}px`;
      };
      window.addEventListener("message", receive);
      dialog.addEventListener("cancel", (event) => {
        event.preventDefault();
        giveUp();
      });
    });
  }

  // ---- Stripe(key) -------------------------------------------------------------------------------------------

  class StripeClient {
    constructor(key, options) {
      if (typeof key !== "string" || !key.startsWith("pk_")) {
        throw new IntegrationError("Please call Stripe() with your publishable key. You used an empty or other key.");
      }
      this._key = key;
      this._account = options?.stripeAccount;
    }

    elements(options) { return new Elements(this, options); }

    _identity() { return { key: this._key, _stripe_account: this._account }; }

    async _retrieve(clientSecret) {
      const intent = intentOf(clientSecret);
      return call("GET", intent.path, { ...this._identity(), client_secret: clientSecret });
    }

    /** What a finished or failed intent means to the shop. */
    _result(clientSecret, body) {
      const intent = intentOf(clientSecret);
      if (body.error) return { error: body.error };
      if (body.status === "requires_payment_method" && body[intent.lastError]) {
        return { error: { ...body[intent.lastError], [intent.errorKey]: body } };
      }
      return { [intent.key]: body };
    }

    /** Confirm with what the shop gave: a saved method, a token, or the fields of an element. */
    async _confirm(clientSecret, method, params) {
      const intent = intentOf(clientSecret);
      const body = { ...this._identity(), client_secret: clientSecret, use_stripe_sdk: true, ...params };
      if (method === undefined) return call("POST", `${intent.path}/confirm`, body);
      if (typeof method === "string") {
        return call("POST", `${intent.path}/confirm`, { ...body, payment_method: method });
      }
      const { card, billing_details, metadata } = method;
      if (card instanceof Element) {
        return card._request("confirm", { ...body, billing_details, metadata }, intent.path);
      }
      const data = { type: "card", card, billing_details, metadata };
      return call("POST", `${intent.path}/confirm`, { ...body, payment_method_data: data });
    }

    async _finish(clientSecret, body, handleActions = true) {
      if (body.error || body.status !== "requires_action" || !handleActions) return this._result(clientSecret, body);
      const action = body.next_action;
      if (action.type === "redirect_to_url") {
        window.location.assign(action.redirect_to_url.url);
        return new Promise(() => {});
      }
      await askBank(body.id, clientSecret);
      return this._result(clientSecret, await this._retrieve(clientSecret));
    }

    async _confirmCard(clientSecret, data = {}, options = {}) {
      const { payment_method, return_url, ...rest } = data;
      const params = { ...rest };
      // With handleActions: false the shop goes to the bank itself and needs the way back.
      if (return_url && options.handleActions === false) Object.assign(params, { return_url, use_stripe_sdk: false });
      const body = await this._confirm(clientSecret, payment_method, params);
      return this._finish(clientSecret, body, options.handleActions !== false);
    }

    confirmCardPayment(clientSecret, data, options) { return this._confirmCard(clientSecret, data, options); }
    confirmCardSetup(clientSecret, data, options) { return this._confirmCard(clientSecret, data, options); }

    async _confirmElements({ elements, clientSecret, confirmParams = {}, redirect = "always" }) {
      const secret = clientSecret || elements?._options.clientSecret;
      if (!secret) throw new IntegrationError("confirmPayment needs a clientSecret, or elements made with one.");
      const { return_url, payment_method_data, payment_method, ...rest } = confirmParams;
      if (!return_url && redirect !== "if_required") {
        throw new IntegrationError("confirmPayment needs confirmParams.return_url unless redirect is if_required.");
      }
      const card = elements?._field();
      const { billing_details, metadata } = payment_method_data || {};
      const method = payment_method || (card ? { card, billing_details, metadata } : undefined);
      const result = await this._finish(secret, await this._confirm(secret, method, rest));
      if (result.error || redirect === "if_required") return result;
      const intent = intentOf(secret);
      const body = result[intent.key];
      const target = new URL(return_url, window.location.href);
      target.searchParams.set(intent.errorKey, body.id);
      target.searchParams.set(`${intent.errorKey}_client_secret`, secret);
      target.searchParams.set("redirect_status", DONE.includes(body.status) ? "succeeded" : "failed");
      window.location.assign(target);
      return new Promise(() => {});
    }

    confirmPayment(options) { return this._confirmElements(options); }
    confirmSetup(options) { return this._confirmElements(options); }

    async retrievePaymentIntent(clientSecret) {
      const body = await this._retrieve(clientSecret);
      return body.error ? { error: body.error } : { paymentIntent: body };
    }

    async retrieveSetupIntent(clientSecret) {
      const body = await this._retrieve(clientSecret);
      return body.error ? { error: body.error } : { setupIntent: body };
    }

    async handleNextAction({ clientSecret }) {
      return this._finish(clientSecret, await this._retrieve(clientSecret));
    }

    async handleCardAction(clientSecret) { return this.handleNextAction({ clientSecret }); }

    async createPaymentMethod(data) {
      const { type = "card", card, billing_details, metadata, elements, params = {} } = data;
      const field = card instanceof Element ? card : elements?._field();
      const body = {
        ...this._identity(),
        billing_details: billing_details || params.billing_details,
        metadata: metadata || params.metadata,
      };
      const answer = field
        ? await field._request("payment_method", body)
        : await call("POST", "/v1/payment_methods", { ...body, type, card });
      return answer.error ? { error: answer.error } : { paymentMethod: answer };
    }

    async createToken(element, data = {}) {
      if (!(element instanceof Element)) throw new IntegrationError("createToken takes a card element.");
      const answer = await element._request("token", { ...this._identity(), card: data });
      return answer.error ? { error: answer.error } : { token: answer };
    }

    /** There are no wallets here; the shop falls back to the card fields. */
    paymentRequest() {
      return { canMakePayment: async () => null, on() {}, off() {}, show() {}, abort() {}, update() {} };
    }

    registerAppInfo() {}
    _registerWrapper() {}
  }

  window.Stripe = (key, options) => new StripeClient(key, options);
  window.Stripe.version = 3;
  window.Stripe.standIn = true;
})();

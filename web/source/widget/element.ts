// `/widget.js`: defines <partance-simulation> on the site of an establishment. The simulator runs in a frame of ours.
const script = document.currentScript as HTMLScriptElement | null;
const home = script ? new URL(script.src).origin : location.origin;
const smallestHeight = 320;
const greatestHeight = 20_000;

class PartanceSimulation extends HTMLElement {
  #frame: HTMLIFrameElement | null = null;
  #hear = (event: MessageEvent): void => {
    if (event.origin !== home || event.source !== this.#frame?.contentWindow) return;
    const { partance, height } = (event.data ?? {}) as { partance?: unknown; height?: unknown };
    if (partance !== 'height' || typeof height !== 'number' || !this.#frame) return;
    this.#frame.height = String(Math.min(greatestHeight, Math.max(smallestHeight, Math.ceil(height))));
  };

  connectedCallback(): void {
    if (this.#frame) return;
    const asked = this.getAttribute('lang') ?? document.documentElement.lang;
    const language = asked.toLowerCase().startsWith('en') ? 'en' : 'fr';
    const address = new URL(`/${language}/widget/`, home);
    const colors = this.getAttribute('colors');
    if (colors === 'light' || colors === 'dark') address.searchParams.set('colors', colors);
    const frame = document.createElement('iframe');
    frame.src = address.href;
    frame.title = language === 'fr' ? 'Simulateur des aides à la mobilité' : 'Mobility aids simulator';
    frame.width = '100%';
    frame.height = '640';
    frame.setAttribute('frameborder', '0');
    frame.setAttribute('allow', 'clipboard-write');
    this.#frame = frame;
    addEventListener('message', this.#hear);
    this.append(frame);
  }

  disconnectedCallback(): void {
    removeEventListener('message', this.#hear);
    this.#frame?.remove();
    this.#frame = null;
  }
}

if (!customElements.get('partance-simulation')) customElements.define('partance-simulation', PartanceSimulation);
export {};

// Starts the pages: the words of the language, then the page of the address.
import { render } from 'preact';
import { Application } from './frame/application';
import { here, startRouter } from './frame/router';
import { loadTexts } from './texts';
import { tellHeightToFrame } from './widget/inside';
import './style/index.css';

const place = document.getElementById('partance');
if (!place) throw new Error('the document has no place for the pages');

startRouter();
const { language, embedded } = here();
const firstTexts = await loadTexts(language);
place.textContent = '';
render(<Application firstTexts={firstTexts} />, place);
if (embedded) tellHeightToFrame();
if (!embedded && 'serviceWorker' in navigator && import.meta.env.PROD) {
  // Without it the pages still work, with a network.
  void navigator.serviceWorker.register('/sw.js').catch(() => undefined);
}

// What surrounds every page: skip link, header, footer. Left out inside another site's frame.
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { PageLink } from '../parts/links';
import { useTexts } from '../texts';
import { Logo } from './logo';
import { useRoute } from './router';
import { addressOf, type Page } from './routes';
import { keepTheme, readTheme, type Theme } from './theme';

export function Site({ children }: { children: ComponentChildren }) {
  const { embedded } = useRoute();
  return (
    <>
      <SkipLink />
      {!embedded && <Header />}
      <OfflineNote />
      <main id="contenu" tabIndex={-1}>
        {children}
      </main>
      {embedded ? <EmbeddedFooter /> : <Footer />}
    </>
  );
}

function SkipLink() {
  const { site } = useTexts();
  return (
    <a
      class="skip"
      href="#contenu"
      onClick={(event) => {
        event.preventDefault();
        document.getElementById('contenu')?.focus();
      }}
    >
      {site.skip}
    </a>
  );
}

function Header() {
  const { site } = useTexts();
  const route = useRoute();
  const pages: [Page, string][] = [
    ['simulation', site.simulate],
    ['aids', site.aids],
    ['establishments', site.establishments],
  ];
  return (
    <header class="site-header">
      <div class="site-bar">
        <PageLink to="home" class="site-name">
          <Logo />
          <span>{site.name}</span>
        </PageLink>
        <nav aria-label={site.mainNavigation}>
          <ul>
            {pages.map(([page, name]) => (
              <li key={page}>
                <PageLink to={page} current={route.page === page}>
                  {name}
                </PageLink>
              </li>
            ))}
          </ul>
        </nav>
        <OtherLanguage />
      </div>
    </header>
  );
}

function OtherLanguage() {
  const { site } = useTexts();
  const route = useRoute();
  const other = route.language === 'fr' ? 'en' : 'fr';
  return (
    <a class="other-language" href={addressOf({ ...route, language: other })} lang={other} hreflang={other}>
      {site.otherLanguage}
    </a>
  );
}

function Footer() {
  const { site } = useTexts();
  const pages: [Page, string][] = [
    ['privacy', site.privacy],
    ['accessibility', site.accessibility],
    ['terms', site.terms],
    ['embed', site.embed],
  ];
  return (
    <footer class="site-footer">
      <p>{site.independent}</p>
      <nav aria-label={site.footNavigation}>
        <ul>
          {pages.map(([page, name]) => (
            <li key={page}>
              <PageLink to={page}>{name}</PageLink>
            </li>
          ))}
          <li>
            <a href="/api">{site.interface}</a>
          </li>
          <li>
            <PageLink to="answers" hash="#effacer">
              {site.eraseAnswers}
            </PageLink>
          </li>
        </ul>
      </nav>
      <ThemeSwitch />
      <p class="soft">{site.free}</p>
    </footer>
  );
}

function ThemeSwitch() {
  const { site } = useTexts();
  const [theme, setTheme] = useState<Theme>(readTheme);
  const themes: [Theme, string][] = [
    ['system', site.themeSystem],
    ['light', site.themeLight],
    ['dark', site.themeDark],
  ];
  return (
    <fieldset class="theme-switch">
      <legend>{site.theme}</legend>
      {themes.map(([value, name]) => (
        <label key={value}>
          <input
            type="radio"
            name="theme"
            value={value}
            checked={theme === value}
            onChange={() => {
              keepTheme(value);
              setTheme(value);
            }}
          />
          <span>{name}</span>
        </label>
      ))}
    </fieldset>
  );
}

function EmbeddedFooter() {
  const { site } = useTexts();
  const route = useRoute();
  return (
    <footer class="embedded-footer">
      <Logo />{' '}
      <a href={addressOf({ ...route, embedded: false })} target="_blank" rel="noopener">
        {site.name} – {site.openWhole}
      </a>
    </footer>
  );
}

function OfflineNote() {
  const { faults } = useTexts();
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    addEventListener('online', look);
    addEventListener('offline', look);
    return () => {
      removeEventListener('online', look);
      removeEventListener('offline', look);
    };
  }, []);
  return (
    <div role="status" class="offline-place">
      {!online && <p class="offline-note">{faults.offline}</p>}
    </div>
  );
}

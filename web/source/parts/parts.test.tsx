// The small parts: sources, chart, amounts, faults, dates.
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { AidResult } from '../service/requests';
import { Refusal, Unreachable } from '../service/refusal';
import { TextsContext } from '../texts';
import { fr } from '../texts/fr';
import { amountWords, windowWords } from './amounts';
import { BarChart } from './bar_chart';
import { longDate, shortMonth } from './dates';
import { Sources, WithAddresses } from './links';
import { Fault } from './page';
import type { ComponentChildren } from 'preact';

afterEach(cleanup);

function French({ children }: { children: ComponentChildren }) {
  return <TextsContext.Provider value={fr}>{children}</TextsContext.Provider>;
}

function aid(amount: Partial<AidResult['amount']>, verdict: AidResult['verdict'] = 'yes'): AidResult {
  return {
    id: 'x',
    rule: 'aides . x',
    title: 'X',
    description: null,
    verdict,
    error: null,
    amount: { monthly: null, total: null, minimum: null, maximum: null, decided_by: null, ...amount },
    duration: null,
    criteria: [],
    missing: [],
    window: { opening: null, opening_text: null, closing: '2025-05-31', closing_text: '31/05/2025', open: false, over: true },
    documents: [],
    decides: null,
    pays: null,
    where: null,
    payment: null,
    schedule: null,
    scope: null,
    reliability: null,
    references: [],
  };
}

describe('sources', () => {
  it('are links only when their address is safe', () => {
    render(
      <French>
        <Sources
          references={[
            { title: 'Loi', address: 'https://example.org/loi' },
            { title: 'Piège', address: 'javascript:alert(1)' },
            { title: 'Site', address: 'site.example.org' },
          ]}
        />
      </French>,
    );
    const links = screen.getAllByRole('link') as HTMLAnchorElement[];
    expect(links.map((link) => link.getAttribute('href'))).toEqual(['https://example.org/loi']);
    expect(links[0]?.rel).toContain('noopener');
    expect(screen.getByText(/Piège/)).toBeTruthy();
  });
});

describe('a text that names a web address', () => {
  const shown = (text: string) => {
    const { container } = render(
      <French>
        <p>
          <WithAddresses text={text} />
        </p>
      </French>,
    );
    return [...container.querySelectorAll('a')].map((link) => link.getAttribute('href'));
  };

  it('lets it be followed, and keeps every other word', () => {
    expect(shown('Dossier sur messervices.etudiant.gouv.fr ; une demande par an')).toEqual([
      'https://messervices.etudiant.gouv.fr',
    ]);
    expect(document.body.textContent).toContain('Dossier sur messervices.etudiant.gouv.fr');
    expect(document.body.textContent).toContain('une demande par an');
  });

  it('takes no mail address, decimal, abbreviation or other scheme for one', () => {
    for (const text of ['ecrire@univ.fr', '2.5 points', 'etc.', 'javascript://x.fr', 'art. L.123 du code']) {
      expect(shown(text), text).toEqual([]);
    }
  });

  it('leaves the full stop of the sentence outside', () => {
    expect(shown('Voir https://www.example.org/aides/mobilite.')).toEqual(['https://www.example.org/aides/mobilite']);
  });
});

describe('a chart', () => {
  it('tells its figures in one sentence, and its longest bar is as wide as its place', () => {
    const { container } = render(
      <BarChart
        title="Somme versée chaque mois"
        series={['A', 'B']}
        bars={[
          { label: 'sept. 2025', parts: [100, 300], text: '4 €' },
          { label: 'oct. 2025', parts: [0, 200], text: '2 €' },
        ]}
      />,
    );
    expect(screen.getByRole('img').getAttribute('aria-label')).toBe(
      'Somme versée chaque mois. sept. 2025 4 € ; oct. 2025 2 €',
    );
    const widths = [...container.querySelectorAll('.bar-line rect')].map((bar) => bar.getAttribute('width'));
    expect(widths).toEqual(['25.00%', '75.00%', '50.00%']);
    expect(container.querySelector('[style]')).toBeNull();
  });
});

describe('amounts in words', () => {
  it('say what is known, and nothing when somebody else sets the amount', () => {
    const money = (cents: number) => ({ cents, text: `${cents / 100} €` });
    expect(amountWords(aid({ monthly: money(40000), total: money(200000) }), fr.results)).toBe('2000 € au total, 400 € par mois');
    expect(amountWords(aid({ minimum: money(100), maximum: money(200) }), fr.results)).toBe('de 1 € à 2 €');
    expect(amountWords(aid({ decided_by: 'La Région' }), fr.results)).toBe('');
    expect(amountWords(aid({}), fr.results)).toBe('montant non publié');
    expect(amountWords(aid({}, 'unknown'), fr.results)).toBe('');
  });

  it('say that a deadline is over', () => {
    expect(windowWords(aid({}), fr.results, ' : ')).toBe('Date limite : 31/05/2025 (dépassée)');
  });
});

describe('faults', () => {
  it('say that nothing is lost when nobody answers, and show the reason of a refusal', () => {
    render(
      <French>
        <Fault error={new Unreachable('x')} retry={() => undefined} />
      </French>,
    );
    expect(screen.getByRole('alert').textContent).toContain('rien n’est perdu');
    expect(screen.getByRole('button').textContent).toBe('Réessayer');
    cleanup();
    const body = { type: '', title: 'T', status: 422, detail: 'Le jour n’existe pas.', code: 'answer-not-understood' };
    render(
      <French>
        <Fault error={new Refusal(body)} />
      </French>,
    );
    expect(screen.getByRole('alert').textContent).toContain('Le jour n’existe pas.');
  });
});

describe('dates', () => {
  it('read as people say them', () => {
    expect(longDate('2025-09-01', 'fr')).toBe('1er septembre 2025');
    expect(longDate('2025-12-31T23:59:59Z', 'en')).toBe('31 December 2025');
    expect(shortMonth('2025-09', 'fr')).toBe('sept. 2025');
    expect(longDate('bientôt', 'fr')).toBe('bientôt');
  });
});

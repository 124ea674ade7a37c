// From the address to the page.
import { Component, type ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { AidPage, AidsPage } from '../pages/aids';
import { AnswersPage } from '../pages/answers';
import { EmbedPage } from '../pages/embed';
import { EstablishmentsPage } from '../pages/establishments';
import { HomePage } from '../pages/home';
import { LaterPage } from '../pages/later';
import { NotFoundPage, WordsPage } from '../pages/words';
import { ResultsPage } from '../pages/results';
import { ResumePage } from '../pages/resume';
import { SavedPage } from '../pages/saved';
import { SimulationPage } from '../pages/simulation';
import { UnexpectedPage } from '../pages/unexpected';
import { Fault } from '../parts/page';
import { loadTexts, TextsContext, type Texts } from '../texts';
import { useRoute } from './router';
import type { Route } from './routes';
import { Site } from './site';

export function Application({ firstTexts }: { firstTexts: Texts }) {
  const route = useRoute();
  const [texts, setTexts] = useState({ language: route.language, texts: firstTexts });
  useEffect(() => {
    document.documentElement.lang = route.language;
    document.documentElement.classList.toggle('embedded', route.embedded);
    if (texts.language === route.language) return;
    let dropped = false;
    void loadTexts(route.language).then(
      (loaded) => dropped || setTexts({ language: route.language, texts: loaded }),
      () => dropped || location.reload(),
    );
    return () => void (dropped = true);
  }, [route.language, route.embedded, texts.language]);
  return (
    <TextsContext.Provider value={texts.texts}>
      <Site>
        <Guard key={`${route.language} ${route.page} ${route.about ?? ''}`}>
          {texts.language === route.language && <PageOf route={route} />}
        </Guard>
      </Site>
    </TextsContext.Provider>
  );
}

function PageOf({ route }: { route: Route }) {
  switch (route.page) {
    case 'home':
      return route.embedded ? <SimulationPage rule={null} /> : <HomePage />;
    case 'simulation':
      return <SimulationPage rule={route.about} />;
    case 'answers':
      return <AnswersPage />;
    case 'results':
      return <ResultsPage />;
    case 'unexpected':
      return <UnexpectedPage aid={route.about} />;
    case 'later':
      return <LaterPage />;
    case 'resume':
      return <ResumePage />;
    case 'saved':
      return <SavedPage id={route.about ?? ''} />;
    case 'aids':
      return route.about === null ? <AidsPage /> : <AidPage id={route.about} />;
    case 'establishments':
      return <EstablishmentsPage />;
    case 'privacy':
    case 'accessibility':
    case 'terms':
      return <WordsPage about={route.page} />;
    case 'embed':
      return <EmbedPage />;
    case 'not-found':
      return <NotFoundPage />;
  }
}

/** A fault of ours on one page leaves the others, and the answers, alone. */
class Guard extends Component<{ children: ComponentChildren }, { error: unknown }> {
  override state: { error: unknown } = { error: null };
  override componentDidCatch(error: unknown) {
    this.setState({ error });
  }
  override render() {
    return this.state.error ? <Fault error={this.state.error} retry={() => location.reload()} /> : this.props.children;
  }
}

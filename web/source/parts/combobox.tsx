// A text field that proposes rows of a table (countries, regions, establishments): the "editable combobox with list"
// pattern of the ARIA practices. Accents and case do not matter.
import { useId, useRef, useState } from 'preact/hooks';
import type { Choice } from '../service/requests';
import { useTexts } from '../texts';

const mostShown = 40;

export function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** First the row whose code was typed, then those that start with what was typed, then those with a word that does. */
export function matching(options: readonly Choice[], typed: string): Choice[] {
  const sought = folded(typed);
  if (sought === '') return options.slice(0, mostShown);
  const coded: Choice[] = [];
  const starts: Choice[] = [];
  const holds: Choice[] = [];
  for (const option of options) {
    const label = folded(option.label);
    if (folded(option.value) === sought) coded.push(option);
    else if (label.startsWith(sought)) starts.push(option);
    else if (` ${label}`.includes(` ${sought}`)) holds.push(option);
  }
  return [...coded, ...starts, ...holds].slice(0, mostShown);
}

interface ComboboxProps {
  id: string;
  options: readonly Choice[];
  typed: string;
  describedBy: string;
  invalid: boolean;
  onTyped: (typed: string) => void;
}

export function Combobox({ id, options, typed, describedBy, invalid, onTyped }: ComboboxProps) {
  const { fields } = useTexts();
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const listId = useId();
  const list = useRef<HTMLUListElement>(null);
  const shown = open ? matching(options, typed) : [];

  const pick = (choice: Choice) => {
    onTyped(choice.label);
    setOpen(false);
    setActive(-1);
  };
  const move = (to: number) => {
    setActive(to);
    list.current?.children[to]?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!open) return setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      const from = active === -1 && step === -1 ? 0 : active;
      if (shown.length > 0) move((from + step + shown.length) % shown.length);
    } else if (event.key === 'Enter' && open && shown[active]) {
      event.preventDefault();
      pick(shown[active]);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      setOpen(false);
      setActive(-1);
    }
  };

  const isListed = open && shown.length > 0;
  return (
    <div class="combobox">
      <input
        id={id}
        type="text"
        role="combobox"
        class="field"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        aria-autocomplete="list"
        aria-expanded={isListed}
        aria-controls={listId}
        aria-activedescendant={isListed && active >= 0 ? `${listId}-${active}` : undefined}
        aria-describedby={describedBy}
        aria-invalid={invalid}
        value={typed}
        onInput={(event) => {
          onTyped(event.currentTarget.value);
          setOpen(true);
          setActive(-1);
        }}
        onClick={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <ul id={listId} role="listbox" ref={list} hidden={!isListed} aria-label={fields.search}>
        {shown.map((choice, place) => (
          <li
            key={choice.value}
            id={`${listId}-${place}`}
            role="option"
            aria-selected={place === active}
            class={place === active ? 'active' : undefined}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => pick(choice)}
          >
            {choice.label}
          </li>
        ))}
      </ul>
      <p class="hidden-text" role="status">
        {open ? fields.matches(matching(options, typed).length) : ''}
      </p>
    </div>
  );
}

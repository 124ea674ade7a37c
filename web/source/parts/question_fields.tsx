// The field of a question that is typed or chosen, then confirmed: date, number, text, choice, row of a table.
import { useTexts, type Texts } from '../texts';
import type { Choice, Language, Question } from '../service/requests';
import { fine } from '../texts/typography';
import { Combobox, folded } from './combobox';

/** What the person has put in the field: text for most, day/month/year for a date. */
export type Draft = string;

export interface FieldProps {
  question: Question;
  draft: Draft;
  fieldId: string;
  helpId: string;
  invalid: boolean;
  onDraft: (draft: Draft) => void;
}

/** The answer already given, as it is put back in the field. */
export function draftOf(question: Question, language: Language): Draft {
  const { answer } = question;
  if (answer === null) return '';
  if (question.input === 'choice') return answer;
  if (question.input === 'number') {
    const figure = /^-?\d+(\.\d+)?/.exec(answer)?.[0] ?? answer;
    return language === 'fr' ? figure.replace('.', ',') : figure;
  }
  if (question.input === 'date') return answer;
  const listed = question.options.find((option) => option.value === answer);
  return listed ? listed.label : answer.replace(/^(['"])(.*)\1$/, '$2');
}

/** A draft that names an option exactly needs no reading: the option's own expression. */
export function expressionOf(question: Question, draft: Draft): string | null {
  if (question.input === 'choice') return draft === '' ? null : draft;
  if (question.input !== 'table') return null;
  const sought = folded(draft);
  const found = question.options.filter((option) => folded(option.label) === sought);
  return found.length === 1 && found[0] ? found[0].value : null;
}

export function isEmpty(question: Question, draft: Draft): boolean {
  return question.input === 'date' ? draft.replaceAll('/', '').trim() === '' : draft.trim() === '';
}

/** "€/mois" as "€ par mois". */
export function unitWords(unit: string, fields: Texts['fields']): string {
  const [what = '', period] = unit.split('/').map((part) => part.trim());
  const named = fields.units[what] ?? what;
  return period ? fields.per(named, fields.periods[period] ?? period) : named;
}

export function QuestionField(props: FieldProps) {
  switch (props.question.input) {
    case 'choice':
      return <ChoiceField {...props} options={props.question.options} />;
    case 'date':
      return <DateField {...props} />;
    case 'number':
      return <NumberField {...props} />;
    case 'table':
      return <TableField {...props} />;
    default:
      return <TextField {...props} />;
  }
}

function ChoiceField({ options, draft, fieldId, helpId, invalid, onDraft }: FieldProps & { options: Choice[] }) {
  return (
    <div class="choices" aria-describedby={helpId}>
      {options.map((option, place) => (
        <label key={option.value} class="choice">
          <input
            type="radio"
            id={place === 0 ? fieldId : undefined}
            name={fieldId}
            value={option.value}
            checked={draft === option.value}
            aria-invalid={invalid ? true : undefined}
            onChange={() => onDraft(option.value)}
          />
          <span>{fine(option.label)}</span>
        </label>
      ))}
    </div>
  );
}

function DateField({ draft, fieldId, helpId, invalid, onDraft }: FieldProps) {
  const { fields } = useTexts();
  const [day = '', month = '', year = ''] = draft.split('/');
  const parts: [name: string, value: string, size: number, complete: (typed: string) => string][] = [
    [fields.day, day, 2, (typed) => `${typed}/${month}/${year}`],
    [fields.month, month, 2, (typed) => `${day}/${typed}/${year}`],
    [fields.year, year, 4, (typed) => `${day}/${month}/${typed}`],
  ];
  return (
    <div class="date-parts">
      {parts.map(([name, value, size, complete], place) => (
        <label key={name} class={size === 4 ? 'wide-part' : undefined}>
          <span>{name}</span>
          <input
            type="text"
            inputMode="numeric"
            class="field"
            id={place === 0 ? fieldId : undefined}
            maxLength={size}
            autocomplete="off"
            value={value}
            aria-describedby={helpId}
            aria-invalid={invalid}
            onInput={(event) => onDraft(complete(event.currentTarget.value.replace(/[^\d]/g, '')))}
          />
        </label>
      ))}
    </div>
  );
}

function NumberField({ question, draft, fieldId, helpId, invalid, onDraft }: FieldProps) {
  const { fields } = useTexts();
  const unit = question.unit ? unitWords(question.unit, fields) : '';
  return (
    <div class="number-part">
      <input
        type="text"
        inputMode="decimal"
        class="field"
        id={fieldId}
        autocomplete="off"
        value={draft}
        aria-describedby={unit ? `${fieldId}-unit ${helpId}` : helpId}
        aria-invalid={invalid}
        onInput={(event) => onDraft(event.currentTarget.value)}
      />
      {unit && <span id={`${fieldId}-unit`}>{unit}</span>}
    </div>
  );
}

function TableField({ question, draft, fieldId, helpId, invalid, onDraft }: FieldProps) {
  const { fields } = useTexts();
  return (
    <>
      <p class="soft" id={`${fieldId}-how`}>
        {fields.search} {question.open && fields.openHint}
      </p>
      <Combobox
        id={fieldId}
        options={question.options}
        typed={draft}
        describedBy={`${fieldId}-how ${helpId}`}
        invalid={invalid}
        onTyped={onDraft}
      />
    </>
  );
}

function TextField({ draft, fieldId, helpId, invalid, onDraft }: FieldProps) {
  return (
    <input
      type="text"
      class="field"
      id={fieldId}
      autocomplete="off"
      value={draft}
      aria-describedby={helpId}
      aria-invalid={invalid}
      onInput={(event) => onDraft(event.currentTarget.value)}
    />
  );
}

// A text to copy, with a button; when copying is refused, the text is selected for the person to do it.
import { useId, useRef, useState } from 'preact/hooks';
import { useTexts } from '../texts';

interface CopyFieldProps {
  label: string;
  text: string;
  action: string;
  done: string;
  rows?: number;
}

export function CopyField({ label, text, action, done, rows }: CopyFieldProps) {
  const { later } = useTexts();
  const id = useId();
  const field = useRef<HTMLTextAreaElement & HTMLInputElement>(null);
  const [told, setTold] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setTold(done);
    } catch {
      field.current?.select();
      setTold(later.copyFailed);
    }
  };
  const shared = { id, ref: field, readOnly: true, value: text, class: 'field copied' };
  return (
    <div class="copy-field">
      <label for={id}>{label}</label>
      {rows ? <textarea {...shared} rows={rows} spellcheck={false} /> : <input {...shared} type="text" />}
      <button type="button" class="button quiet" onClick={() => void copy()}>
        {action}
      </button>
      <p role="status" class="soft">
        {told}
      </p>
    </div>
  );
}

// The amount of an aid, in words.
import type { AidResult } from '../service/requests';
import type { Texts } from '../texts';

export function amountWords(aid: AidResult, results: Texts['results']): string {
  const { monthly, total, minimum, maximum, decided_by } = aid.amount;
  const words: string[] = [];
  if (minimum && maximum) words.push(results.range(minimum.text, maximum.text));
  else if (total) words.push(results.inTotal(total.text));
  else if (minimum) words.push(results.from(minimum.text));
  else if (maximum) words.push(results.upTo(maximum.text));
  if (monthly) words.push(results.monthly(monthly.text));
  if (words.length > 0) return words.join(', ');
  return aid.verdict === 'yes' && !decided_by ? results.amountUnknown : '';
}

export function windowWords(aid: AidResult, results: Texts['results'], colon: string): string {
  const { opening_text, closing_text, over, open } = aid.window;
  const words: string[] = [];
  if (opening_text) words.push(`${results.opening}${colon}${opening_text}`);
  if (closing_text) words.push(`${results.closing}${colon}${closing_text}${over ? ` (${results.isOver})` : ''}`);
  if (open) words.push(results.isOpen);
  return words.join(' · ');
}

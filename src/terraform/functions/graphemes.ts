/** Made when first needed: that takes longer than most evaluations. */
let segmenter: Intl.Segmenter | undefined;

/** The characters of a text as people see them: what `length` and `substr` count. */
export function graphemes(text: string): string[] {
  // Below the combining marks, nothing but a carriage return joins with what follows.
  if (!/[\u0300-\uffff\r]/.test(text)) return text.split('');
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** Text for the ear: no brackets, no dashes that a voice would swallow, no abbreviations that it would spell. */
export function asSpoken(text: string): string {
  return text
    .replace(/\s*[([][^()[\]]*[)\]]/g, '')
    .replace(/\be\.g\.,?\s*/g, 'for example, ')
    .replace(/\bi\.e\.,?\s*/g, 'that is, ')
    .replace(/\s*[—–]\s*(?=\p{L})/gu, ', ')
    .replace(/[*_`#~|\\]/g, '')
    .replace(/,\s*([,.;:!])/g, '$1')
    .replace(/\s+([,.;:!?])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[:;,]$/, '.');
}

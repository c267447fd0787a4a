import { AudioError } from '../errors.ts';

/** What every voice refuses before it asks anybody: text that is nothing, or too much, to say. */
export function assertSpeakable(speakable: string, maximumCharacters: number): void {
  if (speakable === '')
    throw new AudioError('text-unspeakable', 'There is nothing in this text that these voices can speak');
  if (speakable.length > maximumCharacters)
    throw new AudioError(
      'text-too-long',
      `The text has ${speakable.length} characters; these voices speak ${maximumCharacters} at once`,
    );
}

export const unknownVoice = (voice: string, known: readonly string[]): AudioError =>
  new AudioError('voice-unknown', `There is no voice "${voice}"; there are ${known.join(', ')}`);

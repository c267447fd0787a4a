/** What a model takes, after elevenlabs.io/docs/overview/models (November 2026). */
export interface ElevenLabsModel {
  maximumCharacters: number;
  /** Whether it fits its tone to what is said before and after (`previous_text`, `next_text`). */
  takesContext: boolean;
  /** Whether the language can be named (`language_code`), rather than found out from the text. */
  takesLanguage: boolean;
}

const models: Readonly<Record<string, ElevenLabsModel>> = {
  eleven_multilingual_v2: { maximumCharacters: 10_000, takesContext: true, takesLanguage: false },
  eleven_turbo_v2_5: { maximumCharacters: 40_000, takesContext: true, takesLanguage: true },
  eleven_flash_v2_5: { maximumCharacters: 40_000, takesContext: true, takesLanguage: true },
  eleven_v3: { maximumCharacters: 5000, takesContext: false, takesLanguage: true },
};

/** Of a model that is not in the table, as little is expected as all of them take. */
export const modelOf = (name: string): ElevenLabsModel =>
  models[name] ?? { maximumCharacters: 5000, takesContext: false, takesLanguage: false };

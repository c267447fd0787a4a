/** The few words by which a language defines: "X is a …", "X means …", "… is called X". */
export interface DefinitionGrammar {
  copulas: ReadonlySet<string>;
  determiners: ReadonlySet<string>;
  /** Verbs after which the meaning follows. */
  meaningVerbs: ReadonlySet<string>;
  /** Participles that name what stands before them. */
  naming: ReadonlySet<string>;
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const grammars: Record<string, DefinitionGrammar> = {
  en: {
    copulas: set('is are was were'),
    determiners: set('a an the any one each all those another'),
    meaningVerbs: set('means mean denotes denote describes describe refers refer signifies'),
    naming: set('called known termed named dubbed labeled labelled'),
  },
  de: {
    copulas: set('ist sind war waren'),
    determiners: set('ein eine einer eines der die das den jede jeder jedes alle'),
    meaningVerbs: set('bedeutet bezeichnet beschreibt bezeichnen heißt meint umfasst'),
    naming: set('genannt bezeichnet'),
  },
  fr: {
    copulas: set('est sont était étaient'),
    determiners: set('un une le la les l des tout toute'),
    meaningVerbs: set('désigne désignent signifie signifient décrit'),
    naming: set('appelé appelée appelés appelées nommé nommée'),
  },
  es: {
    copulas: set('es son era eran'),
    determiners: set('un una el la los las unos unas todo toda'),
    meaningVerbs: set('significa designa describe'),
    naming: set('llamado llamada llamados llamadas denominado denominada'),
  },
  it: {
    copulas: set('è sono era erano'),
    determiners: set('un una uno il la lo i gli le l ogni'),
    meaningVerbs: set('significa indica designa descrive'),
    naming: set('chiamato chiamata chiamati chiamate detto detta'),
  },
  pt: {
    copulas: set('é são era eram'),
    determiners: set('um uma o a os as todo toda'),
    meaningVerbs: set('significa designa descreve'),
    naming: set('chamado chamada chamados chamadas denominado denominada'),
  },
  nl: {
    copulas: set('is zijn was waren'),
    determiners: set('een de het elke elk alle'),
    meaningVerbs: set('betekent beschrijft'),
    naming: set('genoemd genaamd'),
  },
};

/** The grammar of a language; undefined where we have none: only glossary lists define there. */
export const definitionGrammarOf = (language: string): DefinitionGrammar | undefined =>
  grammars[language.slice(0, 2).toLowerCase()];

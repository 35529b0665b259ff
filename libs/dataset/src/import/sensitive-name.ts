import { nameTokens } from './name-tokens.ts';

/**
 * Words of column names that speak of what people must not be judged by (Charter of Fundamental Rights of the
 * EU, article 21), in English, German, French, Spanish, Italian, Portuguese and Dutch, without accents.
 */
const words: ReadonlySet<string> = new Set(
  `sex gender geschlecht sexe genre sexo genero sesso genere geslacht male female
  age agegroup alter edad eta idade leeftijd birth birthdate birthday birthyear dob geburtsdatum geburtsjahr
  race ethnicity ethnic ethnie raza etnia hautfarbe herkunft origin
  religion religious konfession glaube religione religiao godsdienst
  nationality nationalitat staatsangehorigkeit nationalite nacionalidad nazionalita citizenship
  marital familienstand maritalstatus
  disability disabled behinderung handicap discapacidad disabilita
  pregnancy pregnant schwanger orientation`.split(/\s+/),
);

/** Beside one of these, an age is that of a thing. */
const things: ReadonlySet<string> = new Set(
  `house home building property car vehicle machine equipment account company firm device product tree
  weight rate haus gebaude auto fahrzeug maschine konto median mean average ave`.split(/\s+/),
);

/** Words that speak of people unless a thing stands beside them. */
const agesAndOrigins: ReadonlySet<string> = new Set([
  'age',
  'alter',
  'edad',
  'eta',
  'origin',
  'birth',
  'herkunft',
]);

const sexes: readonly ReadonlySet<string>[] = [
  new Set(['male', 'female']),
  new Set(['m', 'f']),
  new Set(['man', 'woman']),
  new Set(['men', 'women']),
  new Set(['mann', 'frau']),
  new Set(['m', 'w']),
];

/** Whether a column's name, or its values, speak of a protected trait. */
export function isSensitive(name: string, values: readonly string[]): boolean {
  const tokens = nameTokens(name);
  const isOfThing = tokens.some((token) => things.has(token));
  for (const token of tokens) {
    if (words.has(token) && !(isOfThing && agesAndOrigins.has(token))) return true;
  }
  const lower = new Set(values.map((value) => value.toLowerCase()));
  return lower.size <= 4 && sexes.some((pair) => [...pair].every((value) => lower.has(value)));
}

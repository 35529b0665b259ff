import type { Value } from '@create-mlops/contracts';
import { nameTokens } from './name-tokens.ts';

export type PersonalData =
  | 'e-mail addresses'
  | 'phone numbers'
  | 'street addresses'
  | 'names of people';

/** Most of the values must look the part. */
const enough = 0.6;

const emailPattern = /^[^\s@<>]+@[^\s@<>]+\.[\p{L}]{2,}$/u;
const phonePattern = /^(?:\+|00|\(?0)[\d\s()./-]{6,20}$/;
const looseNumberPattern = /^\+?[\d\s()./-]{7,20}$/;
const streetPattern =
  /((?<!\p{L})\p{L}{3,}\.? ?(stra(ss|ß)e|str\.|weg|platz|allee|gasse) ?\d)|(^\d+\w?,? .*\b(street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|court|ct|way|rue|place)\b)|(^(rue|avenue|calle|via|rua|plaza|piazza)\b.*\d)/iu;
const personPattern =
  /^\p{Lu}[\p{L}'’.-]+(,? (\p{Lu}\.|\p{Lu}[\p{L}'’.-]+|von|van|de|der|di|da|la|\(.*)){1,6}\)?$/u;

const phoneWords = new Set([
  'phone',
  'telephone',
  'tel',
  'telefon',
  'mobile',
  'handy',
  'fax',
  'telefono',
  'telephone',
  'cell',
  'msisdn',
]);
const emailWords = new Set(['email', 'mail', 'correo']);
const streetWords = new Set([
  'address',
  'adresse',
  'street',
  'strasse',
  'direccion',
  'indirizzo',
  'anschrift',
  'endereco',
]);
const personWords = new Set([
  'surname',
  'firstname',
  'lastname',
  'fullname',
  'forename',
  'vorname',
  'nachname',
  'nom',
  'prenom',
  'apellido',
  'nombre',
  'cognome',
  'username',
]);
const personRoles = new Set([
  'first',
  'last',
  'full',
  'family',
  'given',
  'middle',
  'customer',
  'client',
  'patient',
  'passenger',
  'employee',
  'student',
  'user',
  'person',
  'member',
  'contact',
  'driver',
  'author',
  'kunde',
  'kunden',
]);

/**
 * Which kind of personal data a column of text looks like, by its name and a sample of its values; `null` for
 * none. A first impression for a person to check, not a guarantee.
 */
export function personalData(
  name: string,
  sample: readonly Value[],
  distinctShare: number,
): PersonalData | null {
  const values = sample.filter((value) => value !== null).map(String);
  if (values.length === 0) return null;
  const share = (pattern: RegExp): number =>
    values.filter((value) => pattern.test(value)).length / values.length;
  const tokens = nameTokens(name);
  const named = (words: ReadonlySet<string>): boolean => tokens.some((token) => words.has(token));

  if (share(emailPattern) >= enough) return 'e-mail addresses';
  if (share(phonePattern) >= enough && share(/^\d+$/) < 1 && distinctShare > 0.1)
    return 'phone numbers';
  if (named(phoneWords) && share(looseNumberPattern) >= enough) return 'phone numbers';
  if (share(streetPattern) >= enough) return 'street addresses';
  const isText = share(/\p{L}/u) >= enough;
  if (!isText) return null;
  if (named(emailWords) && share(/@/) >= enough) return 'e-mail addresses';
  if (named(streetWords) && distinctShare > 0.1) return 'street addresses';
  const isName = tokens.includes('name') || tokens.includes('names');
  const isPerson = named(personWords) || (isName && (tokens.length === 1 || named(personRoles)));
  if (isPerson && distinctShare > 0.1 && share(/^[\p{L}\s.,'’"()/-]+$/u) >= enough)
    return 'names of people';
  return distinctShare > 0.5 && share(personPattern) >= 0.9 ? 'names of people' : null;
}

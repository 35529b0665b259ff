import { describe, expect, it } from 'vitest';
import { personalData } from './personal-data.ts';

describe('personalData', () => {
  it.each<[string, readonly string[], string]>([
    ['contact', ['ann@example.org', 'bob.b@mail.example.com', 'zoë@müller.de'], 'e-mail addresses'],
    ['x', ['+49 170 1234567', '+33 1 23 45 67 89', '(030) 1234-567'], 'phone numbers'],
    ['phone', ['5551234567', '5559876543'], 'phone numbers'],
    ['x', ['Hauptstraße 5', 'Lindenweg 12a', 'Am Ring 3 b'], 'street addresses'],
    ['x', ['12 Main Street', '7b Elm Ave, Boston', '3 Rose Ln'], 'street addresses'],
    ['Name', ['Braund, Mr. Owen Harris', 'Heikkinen, Miss. Laina'], 'names of people'],
    ['nachname', ['Müller', "O'Neill", 'Öztürk'], 'names of people'],
    ['who', ['Anna Kohl', 'Bernd von Stein', 'Zoë Maria Weiß'], 'names of people'],
  ])('sees in %s %j', (name, values, found) => {
    expect(personalData(name, values, 1)).toBe(found);
  });

  it.each<[string, readonly string[]]>([
    ['product_name', ['Green Tea', 'black tea 500g']],
    ['city', ['Berlin', 'Paris', 'Rome']],
    ['date', ['2024-01-31', '2024-02-01']],
    ['amount', ['12.50', '130.20']],
    ['zip', ['01067', '10115']],
    ['version', ['1.2.3', '1.10.0']],
    ['x', []],
  ])('sees nothing in %s %j', (name, values) => {
    expect(personalData(name, values, 1)).toBeNull();
  });

  it('does not take a few names that keep coming back for people', () => {
    expect(personalData('name', ['setosa', 'virginica'], 0.02)).toBeNull();
  });
});
